"""Which pip an interpreter would import, its version, and whose patches it carries, read without running it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pipwise.model.interpreter import PipCopy
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.system.look import Look


def find_pip(look: Look, import_path: Iterable[str]) -> Fact[PipCopy | None]:
    """The first ``pip`` package in import order; ``Known(None)`` where there is none."""
    import_path = tuple(import_path)
    for entry in import_path:
        try:
            kind = look.stat(entry).kind
        except OSError:
            continue
        text = _from_archive(look, entry) if kind == "file" else _read(look, f"{entry}/pip/__init__.py")
        if text is None:
            continue
        version = _version(text)
        if not version:
            return Unknown(f"{entry}/pip/__init__.py does not say its version")
        return Known(PipCopy(version, entry, _vendor(look, entry)), Source("live", f"{entry}/pip"))
    return Known(None, Source("live", ":".join(import_path)))


def _read(look: Look, path: str) -> str | None:
    try:
        return look.read(path, 20_000).decode("utf-8", "replace")
    except OSError:
        return None


def _from_archive(look: Look, path: str) -> str | None:
    """pip from inside a wheel or zip on the path (``python pip.whl/pip``, PYTHONPATH=pip.whl)."""
    if not path.endswith((".zip", ".whl", ".egg", ".pyz")):
        return None
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(look.read(path, 50_000_000))) as archive:
            return archive.read("pip/__init__.py").decode("utf-8", "replace")
    except (OSError, KeyError, zipfile.BadZipFile):
        return None


def _version(text: str) -> str:
    for line in text.splitlines():
        if line.startswith("__version__"):
            return line.partition("=")[2].strip().strip("\"'")
    return ""


def _vendor(look: Look, entry: str) -> Literal["debian", "fedora", "msys2", "termux", "upstream"]:
    """Told by the directory that only the distributor's package fills.

    Debian: ``hands-off-system-packages.patch`` (before 25.1); MSYS2: ``0002-only-warn-for-externally-managed.patch``;
    Fedora: ``remove-existing-dist-only-if-path-conflicts.patch``; Termux forbids installing pip.
    """
    if entry.rstrip("/") in ("/usr/lib/python3/dist-packages", "/usr/share/python-wheels"):
        return "debian"
    if entry.startswith("/data/data/com.termux/"):
        return "termux"
    if entry.startswith(("/usr/lib/", "/usr/lib64/")) and _os_id(look) in ("fedora", "rhel", "centos", "amzn", "almalinux", "rocky"):
        return "fedora"
    if entry.startswith(("/ucrt64/", "/mingw64/", "/clang64/", "/clangarm64/", "/mingw32/")):
        return "msys2"
    return "upstream"


def _os_id(look: Look) -> str:
    for line in (_read(look, "/etc/os-release") or "").splitlines():
        if line.startswith("ID="):
            return line[3:].strip("\"'")
    return ""
