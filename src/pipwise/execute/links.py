"""Links that somebody else may have planted: nothing is made, kept or written behind one."""

from __future__ import annotations

from pipwise.errors import Refused
from pipwise.system.look import Look
from pipwise.system.on_the_way import on_the_way


def refuse_foreign_links(look: Look, path: str) -> None:
    """Raises ``Refused`` for a link on the way to a path that belongs neither to the caller nor to root.

    Links of the caller's own are how homes are arranged; what links may be followed in /tmp is for the kernel as well
    (``fs.protected_symlinks``), but not every kernel is asked to.
    """
    try:
        for step in on_the_way(look, path):
            if step.target and step.stat.uid not in (0, look.uid):
                account = look.account(step.stat.uid)
                owner = account.name if account else f"user {step.stat.uid}"
                raise Refused(
                    f"{step.path} is a link that belongs to {owner}",
                    f"nothing of yours goes behind it, to {step.target}",
                    "remove it, or choose another place with --env NAME",
                )
    except OSError:
        return


def refuse_links(look: Look, folder: str, *files: str) -> None:
    """Raises ``Refused`` where a directory of pipwise's own, or one of its files in there, is a link or another kind of thing."""
    for path, kind in ((folder, "directory"), *((f"{folder}/{name}", "file") for name in files)):
        try:
            stat = look.stat(path, follow=False)
        except OSError:
            continue
        if stat.kind != kind:
            what = "a link" if stat.kind == "link" else f"no {kind}"
            raise Refused(f"{path} is {what}", "pipwise keeps nothing there", "remove it, or move it away")
        if stat.mode & 0o002:
            raise Refused(f"{path} can be written by everybody", hint=f"chmod o-w {path}")
