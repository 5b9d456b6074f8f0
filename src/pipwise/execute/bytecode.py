"""pip's bytecode, kept from one new environment for the next: the first pip in an environment compiles itself for long.

What is kept is what Python itself has written (PEP 3147, PEP 552). It is only used beside a source of the same size in the
same release of pip, and Python looks at time and size once more. Whatever goes wrong, pip compiles as it always did.
See docs/decisions/0010-pips-bytecode-is-kept.md.
"""

from __future__ import annotations

import json

from pipwise.model.plan import Step
from pipwise.system.hands import Hands
from pipwise.system.look import Look

_HEADER = 16


def is_pip_inside(step: Step, root: str) -> bool:
    """Whether a step runs the environment's own pip."""
    return getattr(step, "argv", ())[:4] == (f"{root}/bin/python", "-I", "-m", "pip")


def seed(look: Look, hands: Hands, root: str) -> None:
    """Put bytecode beside the pip that has just been seeded, with the times of its own sources."""
    try:
        packages, key = _pip_of(look, root)
        index, _, contents = (look.recall(key) or b"[]").partition(b"\n")
        at = 0
        for source, size, target, length in json.loads(index):
            content = contents[at : at + length]
            at += length
            stat = look.stat(f"{packages}/{source}", follow=False)
            inside = target.startswith("pip/") and ".." not in target
            if inside and stat.kind == "file" and stat.size == size and len(content) == length:
                time = (stat.mtime_ns // 1_000_000_000 & 0xFFFFFFFF).to_bytes(4, "little")
                hands.make_directory(f"{packages}/{target}".rpartition("/")[0], 0o755)
                hands.put(f"{packages}/{target}", content[:8] + time + content[12:])
    except (OSError, ValueError, TypeError, AttributeError):
        return


def harvest(look: Look, root: str) -> None:
    """Keep what pip has compiled of itself in its first run, unless that is known of this release already."""
    try:
        packages, key = _pip_of(look, root)
        if look.recall(key):
            return
        index, contents = [], []
        for name, stat in look.walk(f"{packages}/pip"):
            if stat.kind == "file" and name.endswith(".pyc"):
                folder, _, file = f"pip/{name}".rpartition("/__pycache__/")
                source = f"{folder}/{file.partition('.')[0]}.py"
                content = look.read(f"{packages}/pip/{name}")
                size = look.stat(f"{packages}/{source}").size
                # Flags of 0: it is told by time and size; the size stands in the last four bytes of the header.
                if content[4:8] + content[12:_HEADER] == bytes(4) + (size & 0xFFFFFFFF).to_bytes(4, "little"):
                    index.append([source, size, f"pip/{name}", len(content)])
                    contents.append(content)
    except OSError:
        return
    if index:
        look.remember(key, json.dumps(index).encode() + b"\n" + b"".join(contents))


def _pip_of(look: Look, root: str) -> tuple[str, str]:
    """An environment's site directory, and what its pip's bytecode is remembered under. Raises ``OSError`` without a pip."""
    python = next((name for name in look.list(f"{root}/lib") if name.startswith(("python3.", "pypy3."))), "")
    packages = f"{root}/lib/{python}/site-packages"
    pip = next((name for name in look.list(packages) if name.startswith("pip-")), "")
    if not pip:
        raise FileNotFoundError
    return packages, f"bytecode-{pip.removesuffix('.dist-info')}-{python}"
