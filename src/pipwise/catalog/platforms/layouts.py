"""Where installers of a known kind of Python put files, as its own sysconfig and distutils would say."""

from __future__ import annotations

from pipwise.model.interpreter import Layout, Scheme
from pipwise.model.value import Literal

Kind = Literal["debian", "fedora", "cpython", ""]


def layout_of(kind: Kind, prefix: str, python: tuple[int, int], home: str) -> Layout:
    """The layout of a Python below ``prefix``.

    CPython: ``Lib/sysconfig``. Debian and its children: ``posix_local`` and ``deb_system`` from 3.10 on (their patch
    ``sysconfig-debian-schemes.diff``), distutils before that. Fedora and its children: Patch251 moves what is not built by rpm to
    ``/usr/local``; here that is a scheme of its own, since Fedora moves the base and not the scheme.
    """
    lib = f"lib/python{python[0]}.{python[1]}"
    default = _default(kind, python)
    return Layout(
        schemes=_schemes(kind, python, lib),
        default=default,
        prefix=default,
        user="posix_user",
        home="posix_home",
        user_base=f"{home}/.local",
        user_site=f"{home}/.local/{lib}/site-packages",
        distutils=_distutils(kind, prefix, lib, home) if python < (3, 10) else (),
    )


def _default(kind: Kind, python: tuple[int, int]) -> str:
    return "posix_local" if kind in ("debian", "fedora") and python >= (3, 10) else "posix_prefix"


def _schemes(kind: Kind, python: tuple[int, int], lib: str) -> tuple[Scheme, ...]:
    site = f"{{base}}/{lib}/site-packages"
    user = f"{{userbase}}/{lib}/site-packages"
    mac = "{userbase}/lib/python/site-packages"
    found = [
        Scheme("osx_framework_user", mac, mac, "{userbase}/bin", "{userbase}"),
        Scheme("posix_home", "{base}/lib/python", "{base}/lib/python", "{base}/bin", "{base}"),
        Scheme("posix_prefix", site, site, "{base}/bin", "{base}"),
        Scheme("posix_user", user, user, "{userbase}/bin", "{userbase}"),
    ]
    if python >= (3, 11):
        found += [Scheme(name, site, site, "{base}/bin", "{base}") for name in ("posix_venv", "venv")]
    if _default(kind, python) == "posix_local":
        packages = "dist-packages" if kind == "debian" else "site-packages"
        local = f"{{base}}/local/{lib}/{packages}"
        platform = local if kind == "debian" else local.replace("/lib/", "/lib64/", 1)
        found.append(Scheme("posix_local", local, platform, "{base}/local/bin", "{base}/local"))
        if kind == "debian":
            system = "{base}/lib/python3/dist-packages"
            found.append(Scheme("deb_system", system, system, "{base}/bin", "{base}"))
    return tuple(sorted(found))


def _distutils(kind: Kind, prefix: str, lib: str, home: str) -> tuple[tuple[str, str], ...]:
    """distutils' answers before 3.10, as pip asks it there: plain, --user, --prefix, --home, --root."""
    packages = "dist-packages" if kind == "debian" else "site-packages"
    local = f"{prefix}/local" if kind in ("debian", "fedora") else prefix
    default = f"{local}/{lib}/{packages}"
    return (
        ("default", default),
        ("user", f"{home}/.local/{lib}/site-packages"),
        ("prefix", f"{{base}}/{lib}/site-packages"),
        ("home", "{base}/lib/python"),
        ("root", f"{{base}}{default}"),
    )


def site_directories(kind: Kind, prefix: str, python: tuple[int, int]) -> tuple[str, ...]:
    """``site.getsitepackages()`` of such a Python."""
    lib = f"lib/python{python[0]}.{python[1]}"
    if kind == "debian":
        own = f"{prefix}/lib/python{python[0]}/dist-packages"
        return (f"{prefix}/local/{lib}/dist-packages", own, f"{prefix}/{lib}/dist-packages")
    if kind == "fedora":
        found = (f"{place}/{lib}/site-packages" for place in (f"{prefix}/local", prefix))
        return tuple(path for one in found for path in (one.replace("/lib/", "/lib64/", 1), one))
    return (f"{prefix}/{lib}/site-packages",)
