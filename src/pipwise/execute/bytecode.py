"""pip's bytecode, kept from one new environment for the next: the first pip in an environment compiles itself for a second.

A bundle holds what Python itself has written (PEP 3147, PEP 552). Each file is only used beside a source of the same size
in the same release of pip, and Python looks at time and size once more. Whatever goes wrong, pip compiles as it always did.
"""

from __future__ import annotations

import json

from pipwise.system.hands import Hands
from pipwise.system.look import Look

_HEADER = 16
_LIMIT = 50_000_000


def seed(look: Look, hands: Hands, root: str, cache: str) -> None:
    """Put bytecode beside the pip that has just been seeded, with the times of its own sources."""
    try:
        packages, bundle = _places(look, root, cache)
        if look.stat(bundle).uid != look.uid:
            return
        index, _, blobs = look.read(bundle, _LIMIT).partition(b"\n")
        at = 0
        for source, size, target, length in json.loads(index):
            content = blobs[at : at + length]
            at += length
            stat = look.stat(f"{packages}/{source}", follow=False)
            inside = target.startswith("pip/") and ".." not in target
            if inside and stat.kind == "file" and stat.size == size and len(content) == length:
                time = (stat.mtime_ns // 1_000_000_000 & 0xFFFFFFFF).to_bytes(4, "little")
                folder = f"{packages}/{target}".rpartition("/")[0]
                hands.make_directory(folder, 0o755)
                hands.put(f"{packages}/{target}", content[:8] + time + content[12:])
    except (OSError, ValueError, TypeError):
        return


def harvest(look: Look, hands: Hands, root: str, cache: str) -> None:
    """Keep what pip has compiled of itself in its first run, unless there is a bundle of that release already."""
    try:
        packages, bundle = _places(look, root, cache)
        index: list[list[object]] = []
        blobs: list[bytes] = []
        for name, stat in look.walk(f"{packages}/pip"):
            if not name.endswith(".pyc") or stat.kind != "file":
                continue
            folder, _, file = f"pip/{name}".rpartition("/__pycache__/")
            source = f"{folder}/{file.partition('.')[0]}.py"
            content = look.read(f"{packages}/pip/{name}")
            size = look.stat(f"{packages}/{source}").size
            # Flags of 0: it is told by time and size; the size stands in the last four bytes of the header.
            if content[4:8] == b"\0\0\0\0" and content[12:_HEADER] == (size & 0xFFFFFFFF).to_bytes(
                4, "little"
            ):
                index.append([source, size, f"pip/{name}", len(content)])
                blobs.append(content)
        if index:
            hands.make_directory(bundle.rpartition("/")[0], 0o700)
            hands.put(bundle, json.dumps(index).encode() + b"\n" + b"".join(blobs))
    except OSError:
        return


def is_known(look: Look, root: str, cache: str) -> bool:
    """Whether there is a bundle for the pip of an environment."""
    try:
        look.stat(_places(look, root, cache)[1])
    except OSError:
        return False
    return True


def _places(look: Look, root: str, cache: str) -> tuple[str, str]:
    """The environment's site directory, and the bundle for its Python and its pip."""
    python = next((name for name in look.list(f"{root}/lib") if name.startswith(("python3.", "pypy3."))), "")
    packages = f"{root}/lib/{python}/site-packages"
    pip = next((name for name in look.list(packages) if name.startswith("pip-")), "")
    if not cache or not python or not pip:
        raise FileNotFoundError
    return packages, f"{cache}/bytecode/{pip.removesuffix('.dist-info')}-{python}"
