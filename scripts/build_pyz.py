"""Builds the rescue file: ``build_pyz.py [DIRECTORY]`` writes pipwise.pyz and its checksum there (dist/ otherwise).

Two builds of the same source and lock are the same to the last byte. Wheels come from where pip is configured to look,
with the hashes of requirements/run.txt, and are kept in .pipwise/cache/wheels.
"""

from __future__ import annotations

import hashlib
import io
import os
import sys
import time
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "src")]

from pipwise.errors import PipwiseError, Refused
from simple_index import Sources, fetch
from sources import configured_sources
from transport import Transport
from wheels import Pin, check_hash, read_lock

# Compiled, and for lint alone, which says in one line what it cannot read without them (docs/decisions/0018).
LEFT_OUT = frozenset({"tree-sitter", "tree-sitter-bash"})
# Compiled in part: what is Python in them is enough.
HALF = frozenset({"pyyaml"})
_EARLIEST = 315_532_800
"""1980, before which a zip knows no time."""


def main(arguments: list[str]) -> int:
    """Write both files and tell their sum."""
    place = Path(arguments[0] if arguments else ROOT / "dist")
    try:
        content = build(payload(locked_wheels(ROOT / ".pipwise" / "cache" / "wheels")))
    except PipwiseError as error:
        print(f"build_pyz: {error.what}: {error.why}", file=sys.stderr)
        return error.exit_code
    place.mkdir(parents=True, exist_ok=True)
    (place / "pipwise.pyz").write_bytes(content)
    (place / "pipwise.pyz").chmod(0o755)
    line = f"{hashlib.sha256(content).hexdigest()}  pipwise.pyz\n"
    (place / "pipwise.pyz.sha256").write_text(line, encoding="ascii")
    print(f"{line.rstrip()} ({len(content):,} bytes)")
    return 0


def build(files: Mapping[str, bytes]) -> bytes:
    """The zipapp: what starts it lies open, the rest in one member, since Python reads a zip's directory at every start."""
    inner = _zipped(files, zipfile.ZIP_DEFLATED)
    starters = {
        "__main__.py": (ROOT / "scripts" / "pyz" / "__main__.py").read_bytes(),
        "rescue.py": (ROOT / "scripts" / "pyz" / "rescue.py").read_bytes(),
        "launch.py": (ROOT / "scripts" / "launch.py").read_bytes(),
        "LICENSE": (ROOT / "LICENSE").read_bytes(),
        "payload.zip": inner,
    }
    digest = hashlib.sha256(b"".join(starters[name] for name in sorted(starters))).hexdigest()
    # Stored: a Python without zlib gets as far as saying so.
    everything = {**starters, "DIGEST": digest.encode()}
    return _zipped(everything, zipfile.ZIP_STORED, b"#!/usr/bin/env python3\n")


def payload(wheels: Iterator[tuple[Pin, bytes]]) -> dict[str, bytes]:
    """What is unpacked: pipwise as it stands in the checkout, and the locked wheels."""
    source = ROOT / "src"
    files = {
        path.relative_to(source).as_posix(): path.read_bytes()
        for path in sorted((source / "pipwise").rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
    for pin, data in wheels:
        files |= _pure(pin, data)
    return files


def _pure(pin: Pin, data: bytes) -> dict[str, bytes]:
    """The files of a wheel. Of one that is compiled in part, those that are the same on every machine."""
    with zipfile.ZipFile(io.BytesIO(data)) as wheel:
        files = {name: wheel.read(name) for name in wheel.namelist() if not name.endswith("/")}
    if any(".data/" in name for name in files):
        raise Refused(f"the wheel of {pin} brings more than a package", "it has a .data directory")
    if pin.name in HALF:
        return {
            name: content
            for name, content in files.items()
            if name.endswith((".py", "/METADATA")) or "/licenses/" in name
        }
    compiled = [name for name in files if name.endswith((".so", ".pyd", ".dylib"))]
    if compiled:
        why = f"{compiled[0]}: say in scripts/build_pyz.py whether it is left out"
        raise Refused(f"the wheel of {pin} is compiled", why)
    return files


def locked_wheels(kept: Path) -> Iterator[tuple[Pin, bytes]]:
    """Each pin of the lock with its wheel, from the last build or from an index, its hash checked in both cases."""
    pins = read_lock((ROOT / "requirements" / "run.txt").read_text(encoding="utf-8"), "requirements/run.txt")
    sources: Sources | None = None
    for pin in pins:
        if pin.name in LEFT_OUT:
            continue
        path = kept / f"{pin.name}-{pin.version}.whl"
        if not path.exists():
            sources = sources or configured_sources()
            data = fetch(pin, sources, Transport(sources.network, os.environ, sources.indexes))
            kept.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        data = path.read_bytes()
        check_hash(data, pin, str(path))
        yield pin, data


def _zipped(files: Mapping[str, bytes], compression: int, first: bytes = b"") -> bytes:
    """Sorted, with one time and one mode, so that nothing of the machine that builds is in it."""
    epoch = max(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), _EARLIEST)
    buffer = io.BytesIO(first)
    buffer.seek(len(first))
    with zipfile.ZipFile(buffer, "w", compression, compresslevel=9) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, time.gmtime(epoch)[:6])
            entry.create_system, entry.external_attr, entry.compress_type = 3, 0o100644 << 16, compression
            archive.writestr(entry, files[name], compresslevel=9)
    return buffer.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
