"""Eggs, as ``setup.py install`` left them: a directory or a zip file of its own that a ``.pth`` file adds to the path."""

from __future__ import annotations

from pipwise.facts.distributions import normalise
from pipwise.facts.glance import is_directory, names
from pipwise.model.interpreter import Distribution
from pipwise.system.look import Look

_MOST = 50_000_000
_MOST_MEMBERS = 100_000


def egg_at(look: Look, path: str) -> tuple[Distribution, str]:
    """What an egg holds, by its name (NAME-VERSION-pyX.Y.egg), and the path of its metadata."""
    parent, _, file = path.rpartition("/")
    name, _, rest = file.removesuffix(".egg").partition("-")
    version = rest.partition("-py")[0]
    inside = is_directory(look, path)
    one = Distribution(normalise(name), version, parent, has_record=False, installer="", kind="egg")
    return one, f"{path}/EGG-INFO" if inside else path


def names_in(look: Look, path: str) -> tuple[str, ...]:
    """Paths in an egg, of a directory its uppermost ones; none of what cannot be read."""
    if is_directory(look, path):
        return tuple(
            f"{name}/" if is_directory(look, f"{path}/{name}") else name for name in names(look, path)
        )
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(BytesIO(look.read(path, _MOST))) as archive:
            return tuple(archive.namelist()[:_MOST_MEMBERS])
    except (OSError, BadZipFile, ValueError):
        return ()
