"""Where uv puts files: the interpreter's own scheme, ``--prefix``, ``--target`` and new environments."""

from __future__ import annotations

from pipwise.model.interpreter import Layout, Scheme


def purelib(layout: Layout, prefix: str, python: tuple[int, int, int], *, active: bool) -> str:
    """Where an interpreter's distributions go (uv ``get_interpreter_info.py``: as pip, by distutils before 3.10).

    ``active``: VIRTUAL_ENV is set, which Debian's distutils takes for being in a venv, whatever it says.
    """
    by_distutils = dict(layout.distutils)
    if python < (3, 10) and "default" in by_distutils:
        if active and by_distutils["default"].endswith("/dist-packages") and "prefix" in by_distutils:
            return by_distutils["prefix"].replace("{base}", prefix)
        return by_distutils["default"]
    return _expand(_scheme(layout, layout.prefix), prefix)


def purelib_below(layout: Layout, root: str, python: tuple[int, int, int]) -> str:
    """Where they go below a root of one's own: ``--prefix``, or a new environment."""
    for name in ("venv", "posix_venv"):
        if any(scheme.name == name for scheme in layout.schemes):
            return _expand(_scheme(layout, name), root)
    template = dict(layout.distutils).get("prefix")
    if template and python < (3, 10):
        return template.replace("{base}", root.rstrip("/"))
    return _expand(_scheme(layout, "posix_prefix"), root)


def below_usr(path: str) -> bool:
    """Whether a directory is the package manager's by the Filesystem Hierarchy Standard."""
    return path.startswith("/usr/") and not path.startswith("/usr/local/")


def _scheme(layout: Layout, name: str) -> Scheme:
    found = next((scheme for scheme in layout.schemes if scheme.name == name), None)
    return found or next(iter(layout.schemes), Scheme(name, "{base}", "{base}", "{base}/bin", "{base}"))


def _expand(scheme: Scheme, root: str) -> str:
    return scheme.purelib.replace("{base}", root.rstrip("/"))


def local_directories(layout: Layout) -> tuple[str, ...]:
    """Where the Python below /usr that an environment was made from looks for what was installed by hand."""
    places = (scheme.purelib.replace("{base}", "/usr") for scheme in layout.schemes)
    return tuple(place for place in places if place.startswith("/usr/local/"))
