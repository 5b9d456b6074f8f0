"""A virtual environment's Python as its base installation lets it be told, for those whose own must not be run."""

from __future__ import annotations

from pipwise.facts.glance import names
from pipwise.model.interpreter import Interpreter, Layout, Venv
from pipwise.system.look import Look

_FIRST_WITH_VENV_SCHEME = (3, 11)


def as_in_venv(look: Look, base: Interpreter, venv: Venv, executable: str) -> Interpreter:
    """The base interpreter with what site.py and sysconfig make different inside an environment (PEP 405, bpo-45413)."""
    library = _library(look, base, venv)
    packages = f"{library}/site-packages"
    sites = set(base.site_packages)
    standard = tuple(entry for entry in base.path if entry not in sites and not entry.endswith("-packages"))
    system = tuple(entry for entry in base.path if entry not in standard) if venv.system_site_packages else ()
    return base._replace(
        executable=executable,
        prefix=venv.root,
        layout=_layout(base, packages),
        path=(*standard, packages, *system),
        site_packages=(packages, *(base.site_packages if venv.system_site_packages else ())),
    )


def _library(look: Look, base: Interpreter, venv: Venv) -> str:
    """``lib/python3.11``, or what the one library directory there is called (PyPy's is lib/pypy3.9)."""
    found = [name for name in names(look, f"{venv.root}/lib") if name.startswith(("python", "pypy"))]
    usual = f"python{base.version[0]}.{base.version[1]}"
    return f"{venv.root}/lib/{found[0] if len(found) == 1 else usual}"


def _layout(base: Interpreter, packages: str) -> Layout:
    layout = base.layout
    known = {scheme.name for scheme in layout.schemes}
    scheme = "venv" if "venv" in known and base.version >= _FIRST_WITH_VENV_SCHEME else "posix_prefix"
    tail = packages.rpartition("/lib/")[2]
    distutils = [
        (
            name,
            {"default": packages, "prefix": f"{{base}}/lib/{tail}", "root": f"{{base}}{packages}"}.get(
                name, path
            ),
        )
        for name, path in layout.distutils
    ]
    return layout._replace(default=scheme, prefix=scheme, distutils=tuple(distutils))
