"""Which files of a tree are looked into: by name, not ignored, and with a word in them that has to do with installing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from pipwise.lint.ignored import Ignores, ignores_of, is_ignored
from pipwise.lint.kinds import Kind, kind_of, may_be
from pipwise.lint.worth import worth_it
from pipwise.model.value import NamedTuple
from pipwise.system import tree

LIMIT = 4_000_000
"""Bytes of a file that are read."""
_NEVER = frozenset(
    (
        ".git",
        ".hg",
        ".svn",
        "node_modules",
        "__pycache__",
        ".tox",
        ".nox",
        ".mypy_cache",
        ".venv",
        "site-packages",
    )
)
_IMAGE = re.compile(rb'^\s*"image"\s*:\s*"([^"\n]+)"', re.MULTILINE)


class Named(NamedTuple):
    """A file that its name, or the lack of an ending, makes worth reading."""

    place: str
    """Where it is opened."""
    path: str
    """Below the root that was named."""
    shown: str
    """As people are told of it."""
    kind: Kind | None


class Candidate(NamedTuple):
    """A file that may have something to judge."""

    path: str
    """As it is shown."""
    kind: Kind
    data: bytes
    image: str = ""
    """The image that it runs in, where a file beside it says so."""


class Unread(NamedTuple):
    """A file or directory that could not be read."""

    path: str
    why: str


def discover(root: str, shown: str = "", exclude: tuple[str, ...] = ()) -> Iterator[Named | Unread]:
    """The files below a directory that may be of a kind, in order; ``shown`` is put before their paths."""
    pending: list[tuple[str, tuple[Ignores, ...]]] = [("", ())]
    while pending:
        folder, ignores = pending.pop()
        try:
            directories, files = tree.scan(f"{root}/{folder}")
        except OSError as error:
            yield Unread(f"{shown}{folder}" or ".", error.strerror or str(error))
            continue
        if ".gitignore" in files:
            ignores = (*ignores, *_ignores(root, folder))
        for name in files:
            path = f"{folder}{name}"
            kind = kind_of(path)
            if (kind is not None or may_be(name)) and not _left_out(ignores, exclude, path, directory=False):
                yield Named(f"{root}/{path}", path, f"{shown}{path}", kind)
        for name in reversed(directories):
            path = f"{folder}{name}"
            if name not in _NEVER and not _left_out(ignores, exclude, path, directory=True):
                pending.append((f"{path}/", ignores))


def _left_out(ignores: tuple[Ignores, ...], exclude: tuple[str, ...], path: str, *, directory: bool) -> bool:
    if ignores and is_ignored(ignores, path, directory=directory):
        return True
    return any(fnmatchcase(path, pattern) or path == pattern.rstrip("/") for pattern in exclude)


def _ignores(root: str, folder: str) -> Iterator[Ignores]:
    try:
        text = tree.read(f"{root}/{folder}.gitignore", 200_000).decode("utf-8", "replace")
    except OSError:
        return
    found = ignores_of(folder, text)
    if found is not None:
        yield found


def examine(named: Named) -> Candidate | Unread | None:
    """The file, where it is of a kind and has one of the words; None where it is not worth a look."""
    try:
        data = tree.read(named.place, LIMIT + 1)
    except OSError as error:
        return Unread(named.shown, error.strerror or str(error))
    kind = named.kind or kind_of(named.path, data[:80])
    if kind is None or not worth_it(data) or (kind.needs and not any(word in data for word in kind.needs)):
        return None
    if len(data) > LIMIT:
        return Unread(named.shown, f"it is larger than {LIMIT // 1_000_000} MB")
    if b"\0" in data[:8000]:
        return Unread(named.shown, "it is no text")
    return Candidate(named.shown, kind, data, _image_beside(named) if kind.shells else "")


def _image_beside(named: Named) -> str:
    """Scripts in ``.devcontainer`` run in the image that devcontainer.json names (containers.dev)."""
    folder = named.place.rpartition("/")[0]
    if not folder.endswith(".devcontainer"):
        return ""
    try:
        found = _IMAGE.search(tree.read(f"{folder}/devcontainer.json", 200_000))
    except OSError:
        return ""
    return found[1].decode("utf-8", "replace") if found else ""
