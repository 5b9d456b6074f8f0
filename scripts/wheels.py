"""Reads a hash lock and unpacks wheels, with the standard library alone."""

from __future__ import annotations

import hashlib
import io
import os
import re
import zipfile
from typing import NamedTuple

from pipwise.errors import CouldNotLook, Refused, UsageError

_PIN = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)==([A-Za-z0-9.!+_-]+)$")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})$")


class Pin(NamedTuple):
    """One distribution of the lock."""

    name: str
    version: str
    hashes: frozenset[str]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


def read_lock(text: str, path: str) -> list[Pin]:
    """The pins of a requirements file that holds ``name==version`` with sha256 hashes and nothing else."""
    pins = []
    for line in text.replace("\\\n", " ").splitlines():
        words = re.sub(r"(^|\s)#.*", "", line).split()
        if not words:
            continue
        pin, hashes = _PIN.match(words[0]), [_HASH.match(word) for word in words[1:]]
        if not pin or not hashes or not all(hashes):
            raise UsageError(
                f"{path} is not a hash lock", f"this line is not understood: {line.strip()[:80]}"
            )
        pins.append(Pin(normalise(pin[1]), pin[2], frozenset(found[1] for found in hashes if found)))
    return pins


def normalise(name: str) -> str:
    """The name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def is_wheel_of(filename: str, pin: Pin) -> bool:
    """Whether a file name is that of a wheel of the pin (PEP 427: name-version[-build]-python-abi-platform), for any machine."""
    parts = filename.removesuffix(".whl").split("-")
    return (
        filename.endswith(".whl")
        and len(parts) in (5, 6)
        and normalise(parts[0]) == pin.name
        and parts[1] == pin.version
    )


def check_hash(data: bytes, pin: Pin, place: str) -> None:
    """Refuse what is not, byte for byte, what was locked."""
    digest = hashlib.sha256(data).hexdigest()
    if digest not in pin.hashes:
        raise wrong_hash(pin, place, digest)


def wrong_hash(pin: Pin, place: str, digest: str) -> Refused:
    """The error for a wheel that is not the locked one."""
    return Refused(
        f"the wheel of {pin} at {place} is not the one that was locked",
        f"its sha256 is {digest}",
        "nothing was installed; look into that index before you use it again, or name another in PIP_INDEX_URL",
    )


def unpack(data: bytes, pin: Pin, site_packages: str) -> list[str]:
    """Unpack a wheel as the wheel specification says; the paths of its files."""
    paths = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as wheel:
            _check_metadata(wheel, pin)
            for name in wheel.namelist():
                if not name.endswith("/"):
                    paths.append(f"{site_packages}/{_place(name, pin)}")
                    _write(paths[-1], wheel.read(name))
    except (zipfile.BadZipFile, KeyError, NotImplementedError) as error:
        raise CouldNotLook(f"the wheel of {pin} cannot be unpacked", str(error)) from error
    return paths


def _check_metadata(wheel: zipfile.ZipFile, pin: Pin) -> None:
    paths = [name for name in wheel.namelist() if name.count("/") == 1 and name.endswith(".dist-info/WHEEL")]
    if len(paths) != 1:
        raise Refused(f"the wheel of {pin} is not a wheel", f"it has {len(paths)} .dist-info/WHEEL files")
    fields = dict(line.split(": ", 1) for line in wheel.read(paths[0]).decode().splitlines() if ": " in line)
    if fields.get("Wheel-Version", "").split(".")[0] != "1":
        raise Refused(f"the wheel of {pin} is not a wheel of version 1")


def _place(name: str, pin: Pin) -> str:
    """Where an entry goes below site-packages; nothing may lead out of it, and only code may be brought."""
    parts = name.split("/")
    if any(character in name for character in "\\:\0") or any(part in ("", ".", "..") for part in parts):
        raise Refused(f"the wheel of {pin} has an entry that leads out of its place", repr(name))
    if parts[0].endswith(".data"):
        if len(parts) < 3 or parts[1] not in ("purelib", "platlib"):
            raise Refused(f"the wheel of {pin} brings more than a package", repr(name))
        parts = parts[2:]
    return "/".join(parts)


def _write(path: str, data: bytes) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "xb") as file:
        file.write(data)
