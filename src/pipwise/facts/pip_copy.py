"""Which pip an interpreter would import, its version, and whose patches it carries, read without running it."""

from __future__ import annotations

from pipwise.facts.glance import is_directory, is_file
from pipwise.facts.host import family
from pipwise.model.interpreter import PipCopy
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.model.value import Iterable, Literal
from pipwise.system.look import Look

_FEDORA_LIKE = {"fedora", "rhel", "centos", "amzn"}


def find_pip(look: Look, import_path: Iterable[str], somebody_elses: str = "") -> Fact[PipCopy | None]:
    """The first ``pip`` package in import order; ``Known(None)`` where there is none.

    ``somebody_elses`` is the user site of the user that the command becomes: where the caller may not look into it, it is
    taken to hold no pip, since nothing could be said of any ``sudo pip`` otherwise.
    """
    import_path = tuple(import_path)
    for entry in import_path:
        try:
            source = _package(look, entry)
        except OSError as error:
            # A directory that cannot be listed is empty for Python's import (FileFinder._fill_cache).
            closed = isinstance(error, PermissionError) and not somebody_elses and not _lists(look, entry)
            if entry == somebody_elses or closed:
                continue
            return Unknown(f"{entry}/pip/__init__.py: {error.strerror}")
        if source is None:
            if is_file(look, f"{entry}/pip.py"):
                return Unknown(f"{entry}/pip.py stands in the place of pip")
            continue
        version = _version(source)
        if not version and not _starts(look, entry):
            return Known(None, Source("live", f"{entry}/pip has no __main__.py"))
        if not version:
            return Unknown(f"{entry}/pip/__init__.py does not say its version")
        return Known(PipCopy(version, entry, _vendor(look, entry)), Source("live", f"{entry}/pip"))
    return Known(None, Source("live", ":".join(import_path)))


def _lists(look: Look, folder: str) -> bool:
    try:
        look.list(folder)
    except OSError:
        return False
    return True


def _starts(look: Look, entry: str) -> bool:
    """Whether the package can be started with ``-m``; what cannot be told from an archive is taken for granted."""
    return not is_directory(look, f"{entry}/pip") or is_file(look, f"{entry}/pip/__main__.py")


def _package(look: Look, entry: str) -> str | None:
    """Text of the package's first module, or None where it is not there."""
    try:
        return look.read(f"{entry}/pip/__init__.py", 20_000).decode("utf-8", "replace")
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        return _from_archive(look, entry)


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


def _version(source: str) -> str:
    for line in source.splitlines():
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
    if entry.startswith(("/usr/lib/", "/usr/lib64/")) and family(look) & _FEDORA_LIKE:
        return "fedora"
    if entry.startswith(("/ucrt64/", "/mingw64/", "/clang64/", "/clangarm64/", "/mingw32/")):
        return "msys2"
    return "upstream"
