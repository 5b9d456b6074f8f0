"""What is found against a release: by twine, check-wheel-contents and pyroma, in its bill of materials and its sums."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

# No address of ours is read by anybody: SECURITY.md says how to report, and the forge has the rest (docs/decisions/0021).
ACCEPTED = frozenset({"Your package does not have author-email data."})
_TOOLS = Path(sys.executable).parent
_VALIDATE = """
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
problem = JsonStrictValidator(SchemaVersion.V1_6).validate_str(open(sys.argv[1], encoding="utf-8").read())
sys.exit(f"{sys.argv[1]}: {problem}" if problem else 0)
"""


def complaints(place: Path) -> Iterator[str]:
    """One line for each thing that is wrong; none where a release may go out."""
    wheels, sdists = sorted(place.glob("*.whl")), sorted(place.glob("*.tar.gz"))
    if (len(wheels), len(sdists)) != (1, 1):
        yield f"{place} has {len(wheels)} wheels and {len(sdists)} sdists"
        return
    yield from _said(
        "twine check", [str(_TOOLS / "twine"), "check", "--strict", str(wheels[0]), str(sdists[0])]
    )
    yield from _said("check-wheel-contents", [str(_TOOLS / "check-wheel-contents"), str(wheels[0])])
    yield from _said("bill of materials", [sys.executable, "-c", _VALIDATE, str(place / "pipwise.cdx.json")])
    yield from _pyroma(sdists[0])
    yield from _wrong_sums(place)


def _said(name: str, words: list[str]) -> Iterator[str]:
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    if ran.returncode:
        yield f"{name}: {(ran.stdout + ran.stderr).strip()}"


def _pyroma(sdist: Path) -> Iterator[str]:
    ran = subprocess.run(
        [str(_TOOLS / "pyroma"), "--min", "1", str(sdist)], capture_output=True, text=True, check=False
    )
    yield from pyroma_complaints(ran.stdout + ran.stderr)


def pyroma_complaints(said: str) -> Iterator[str]:
    """The complaints in what pyroma says, but for those that are accepted."""
    parts = re.split(r"^-{5,}$", said, flags=re.MULTILINE)
    if len(parts) < 4 or "Final rating: " not in parts[3]:
        yield f"pyroma did not come to an end: {said.strip()[-400:]}"
        return
    for line in parts[2].strip().splitlines():
        if line.strip() and line.strip() not in ACCEPTED:
            yield f"pyroma: {line.strip()}"


def _wrong_sums(place: Path) -> Iterator[str]:
    for line in (place / "SHA256SUMS").read_text(encoding="ascii").splitlines():
        digest, _, name = line.partition("  ")
        if hashlib.sha256((place / name).read_bytes()).hexdigest() != digest:
            yield f"{name} is not what SHA256SUMS says"
