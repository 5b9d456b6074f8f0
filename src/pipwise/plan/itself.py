"""pipwise as an application of its own: an environment in the user's data directory, and a launcher that PATH leads to."""

from __future__ import annotations

import hashlib

from pipwise.decide.reasons import quoted
from pipwise.model.plan import EditFile, MakeDirectory, Plan, RunTool, WriteFile
from pipwise.model.value import NamedTuple

_MARK = "# Made by pipwise self install."
_LAUNCHER = """\
#!/bin/sh
{mark} Taken away by pipwise self uninstall.
own={root}
[ -O "$own" ] || {{ echo "pipwise: $own belongs to somebody else; run it as its owner, without sudo" >&2; exit 4; }}
[ -x "$own/bin/python" ] && exec "$own/bin/python" -I -S "$own/launch.py" "" "$0" "$@"
# The Python that it was made with has gone with an upgrade of the system.
exec python3 "$own/pipwise.pyz" "$@"
"""


class Copy(NamedTuple):
    """One build of pipwise, and where it is to stand."""

    archive: str
    """The rescue file that it is taken from."""
    python: str
    """The interpreter that will run it."""
    root: str
    launcher: str
    """The command's path."""


def launcher(root: str) -> str:
    """The text of the command. It starts no process but the tool, and root does not run what is somebody else's."""
    return _LAUNCHER.format(mark=_MARK, root=quoted(root))


def is_ours(text: str) -> bool:
    """Whether a file is such a command."""
    return _MARK in text.splitlines()[1:2][0] if text.count("\n") > 1 else False


def root_in(text: str) -> str:
    """The environment that a launcher starts; '' where it cannot be told."""
    import shlex

    line = next((line for line in text.splitlines() if line.startswith("own=")), "own=")
    try:
        return "".join(shlex.split(line.removeprefix("own=")))
    except ValueError:
        return ""


def installing(copy: Copy) -> Plan:
    """The environment first, then the command that leads to it."""
    return Plan(
        "self",
        copy.root,
        True,
        (
            *_environment(copy),
            MakeDirectory(copy.launcher.rpartition("/")[0]),
            WriteFile(copy.launcher, launcher(copy.root), 0o755),
        ),
        (),
    )


def updating(copy: Copy, old: str) -> Plan:
    """The new environment beside the old one, and the command turned to it; the old one stays, so that undo can turn it back."""
    digest = hashlib.sha256(old.encode("utf-8", "surrogateescape")).hexdigest()
    turned = EditFile(copy.launcher, launcher(copy.root), digest)
    return Plan("self", copy.root, True, (*_environment(copy), turned), ())


def _environment(copy: Copy) -> tuple[MakeDirectory, RunTool]:
    argv = (copy.python, "-I", copy.archive, "--unpack-into", copy.root)
    unpack = RunTool(argv, (copy.root,), None, (("PYTHON*", None),), "unpack pipwise")
    return MakeDirectory(copy.root), unpack
