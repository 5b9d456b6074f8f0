"""Requirements as uv reads them, where that differs from pip (uv ``crates/uv-pep508``, ``uv-requirements-txt``)."""

from __future__ import annotations

from pipwise.intent.requirements import read_requirement as parse_requirement
from pipwise.intent.uv_values import is_name
from pipwise.model.intent import Requirement

ARCHIVES = (
    *(".whl", ".tar.gz", ".zip", ".tar.bz2", ".tar.lz", ".tar.lzma", ".tar.xz", ".tar.zst"),
    *(".tar", ".tbz", ".tgz", ".tlz", ".txz"),
)
_VCS = ("git+", "hg+", "bzr+", "svn+")
_SCHEMES = ("http:/", "https:/", "file:", "ftp:/", "ssh:/")


def read_requirement(text: str, *, editable: bool = False, tool: bool = False) -> Requirement:
    """One requirement of uv's command line; ``tool`` for the spelling NAME@VERSION of ``uv tool`` and ``uvx``."""
    name, at, version = text.partition("@")
    if (
        tool
        and at
        and is_name(name.partition("[")[0].strip())
        and (version == "latest" or version[:1].isdigit())
    ):
        wanted = name if version == "latest" else f"{name}=={version}"
        return parse_requirement(wanted)._replace(text=text)
    if kind := _unnamed(text):
        bad = editable and kind != "path"
        return Requirement(text, "", (), "", "", "invalid" if bad else kind, editable)  # type: ignore[arg-type]  # its words
    if editable and is_name(text.partition("[")[0]):
        # ``-e name`` is a directory of that name.
        return Requirement(text, "", (), "", "", "path", True)
    found = parse_requirement(text)._replace(editable=editable)
    if found.kind == "named" and not is_name(text.partition("[")[0].strip().split(" ")[0].rstrip("<>=!~;(@")):
        return found if found.specifier or found.marker or found.extras else found._replace(kind="invalid")
    return found


def _unnamed(text: str) -> str:
    """``path``, ``archive``, ``url``, ``vcs`` or ``invalid`` for what has no name in front of it; '' for the rest."""
    word = text.strip()
    lower = word.lower()
    for prefix in _VCS:
        if lower.startswith(prefix):
            if not lower.startswith("git+") or ":" not in lower:
                return "invalid"
            return "vcs"
    if lower.startswith(_SCHEMES):
        if lower.startswith("file:"):
            return "archive" if _is_archive(lower) else "path"
        return "url" if _is_archive(lower.partition("#")[0]) else "invalid"
    if not word or " @ " in word or "@" in word.partition("/")[0].partition(".")[0]:
        return ""
    before = word.partition(";")[0].partition("[")[0].strip()
    if before in (".", "..") or "/" in before:
        return "archive" if _is_archive(before.lower()) else "path"
    return "archive" if _is_archive(before.lower()) and " " not in before else ""


def _is_archive(text: str) -> bool:
    return text.endswith(ARCHIVES)
