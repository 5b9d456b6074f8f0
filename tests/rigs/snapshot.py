"""What stands below some directories of a machine, as values that can be compared."""

import hashlib
import os
import stat
import time
from functools import cache
from typing import NamedTuple


class Entry(NamedTuple):
    """One file system object; `content` is the SHA-256 of a file, the target of a link, the numbers of a device."""

    kind: str
    mode: int
    uid: int
    gid: int
    content: str


class Changes(NamedTuple):
    """The paths in which two trees differ."""

    added: list[str]
    removed: list[str]
    changed: list[str]


Tree = dict[str, Entry]
STARTED = time.time_ns()


def tree(images: tuple[str, ...], top: str, roots: tuple[str, ...]) -> Tree:
    """All that is at and below `roots`, without other file systems mounted there.

    `roots` are paths in the machine whose root directory is seen at `top`; `images` are the files it started from,
    uppermost first.
    """
    sums = image_sums(images)
    entries: Tree = {}
    for root in roots:
        _refuse_links_above(top, root)
        if os.path.lexists(top + root):
            _walk(entries, sums, top, root.rstrip("/"))
    return entries


@cache
def image_sums(images: tuple[str, ...]) -> dict[str, str]:
    """The SHA-256 of every file of these images, as they lie one over the other."""
    sums = {}
    for image in reversed(images):
        with open(f"{image}.sums", encoding="utf-8", errors="surrogateescape", newline="") as file:
            for line in file.read().split("\0")[:-1]:
                digest, _, path = line.partition("  .")
                sums[path] = digest
    return sums


def changes(before: Tree, after: Tree) -> Changes:
    """The differences between two trees, each list sorted."""
    both = before.keys() & after.keys()
    return Changes(
        sorted(after.keys() - before.keys()),
        sorted(before.keys() - after.keys()),
        sorted(path for path in both if before[path] != after[path]),
    )


def _refuse_links_above(top: str, root: str) -> None:
    # Seen from outside, an absolute link would lead into the host's own files.
    parts = root.strip("/").split("/")
    if any(os.path.islink("/".join([top, *parts[:n]])) for n in range(1, len(parts))):
        raise ValueError(f"{root} lies behind a symbolic link")


def _walk(entries: Tree, sums: dict[str, str], top: str, root: str) -> None:
    status = os.lstat(top + (root or "/"))
    entries[root or "/"] = _entry(sums, top, root or "/", status)
    pending = [root] if stat.S_ISDIR(status.st_mode) else []
    while pending:
        directory = pending.pop()
        with os.scandir(f"{top}{directory}/") as found:
            for item in found:
                path, below = f"{directory}/{item.name}", item.stat(follow_symlinks=False)
                entries[path] = _entry(sums, top, path, below)
                if stat.S_ISDIR(below.st_mode) and below.st_dev == status.st_dev:
                    pending.append(path)


def _entry(sums: dict[str, str], top: str, path: str, status: os.stat_result) -> Entry:
    mode = status.st_mode
    kind, content = "other", ""
    if stat.S_ISREG(mode):
        kind, content = "file", _digest(sums, top, path, status)
    elif stat.S_ISDIR(mode):
        kind = "directory"
    elif stat.S_ISLNK(mode):
        kind, content = "link", os.readlink(top + path)
    elif stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
        kind, content = "device", f"{os.major(status.st_rdev)}:{os.minor(status.st_rdev)}"
    return Entry(kind, stat.S_IMODE(mode), status.st_uid, status.st_gid, content)


def _digest(sums: dict[str, str], top: str, path: str, status: os.stat_result) -> str:
    # A squashfs has one time stamp for a file, in whole seconds. What is written, or only touched, in a machine is
    # copied up and gets a change time from the kernel that nothing in the machine can choose.
    changed = status.st_ctime_ns
    if changed == status.st_mtime_ns and changed % 1_000_000_000 == 0 and changed < STARTED and path in sums:
        return sums[path]
    with open(top + path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
