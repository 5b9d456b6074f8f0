"""The files of this checkout, as the architecture tests look at them."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "pipwise"
NOT_OURS = {".git", ".pipwise", ".venv", "__pycache__", ".hypothesis", "build", "dist"}


def modules() -> dict[str, Path]:
    """Dotted name → path, of every module of the product."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        parts = ("pipwise", *path.relative_to(SOURCE).with_suffix("").parts)
        found[".".join(parts).removesuffix(".__init__")] = path
    return found


def rooms() -> set[str]:
    """The rooms of the house: packages and modules directly below ``pipwise``."""
    return {name.split(".")[1] for name in modules() if "." in name}


def text_files() -> list[Path]:
    """Every text file that is kept."""
    found = []
    for directory, names, files in os.walk(ROOT):
        names[:] = [name for name in names if name not in NOT_OURS and not name.endswith("_cache")]
        found += [Path(directory, name) for name in files]
    return sorted(path for path in found if b"\0" not in path.read_bytes()[:4096])
