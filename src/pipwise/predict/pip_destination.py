"""Where an installation lands: pip's schemes by version, Python and distributor, and its fall back to the user's site.

Source: pip ``_internal/locations/__init__.py``, ``_sysconfig.py``, ``_distutils.py``; ``decide_user_install`` and
``site_packages_writable`` in ``_internal/commands/install.py``.
"""

from __future__ import annotations

import os.path

from pipwise.model.interpreter import Scheme
from pipwise.model.outcome import Outcome
from pipwise.model.value import NamedTuple
from pipwise.predict.pip_case import Case, Unclear, absolute, fact_at, fails, in_venv, know, may_write, text

_ALWAYS_SYSCONFIG_SINCE = (26, 1)
_SYSCONFIG_SINCE = (21, 3)
_PREFIX_OUTSIDE_LOCAL_SINCE = (26, 3)
_USER_FALLBACK_SINCE = (20,)
_CHECKS_USER_SITE_SINCE = (25, 3)
_CHECKS_TARGET_WITH_USER_SINCE = (20, 1)
_DEBIAN_USER_DEFAULT_BEFORE = (21,)


class Place(NamedTuple):
    """The directories of one scheme, as pip would open them: relative ones stay relative."""

    purelib: str
    platlib: str
    scripts: str = ""
    data: str = ""
    """Both '' where the interpreter did not describe them."""


def user_with_target(case: Case) -> Outcome | None:
    """``--user`` and ``--target`` exclude one another: the first thing that pip 20.1 on looks at."""
    if case.version < _CHECKS_TARGET_WITH_USER_SINCE or text(case, "target_dir") is None:
        return None
    if case.options.get("use_user_site"):
        return fails("conflicting-options", 1, "Can not combine '--user' and '--target'")
    return None


def decide_user(case: Case) -> bool | Outcome:
    """Whether pip installs into the user's site, or what stops it from deciding that."""
    asked = case.options.get("use_user_site")
    if case.vendor == "debian" and case.version < _DEBIAN_USER_DEFAULT_BEFORE:
        asked = _debian_default(case, asked=bool(asked))
    if asked is not None and not asked:
        return False
    if asked:
        return _explicit_user(case) or True
    if case.version < _USER_FALLBACK_SINCE or text(case, "prefix_path") or text(case, "target_dir"):
        return False
    if not know(case.target.user_site_enabled):
        return False
    root = text(case, "root_path")
    place = place_of(case, root=root)
    return not all(_writable(case, path) for path in {place.purelib, place.platlib})


def _debian_default(case: Case, *, asked: bool) -> bool | None:
    """set_user_default.patch: the user's site outside a venv for everybody but root; --system and --no-user against it."""
    if case.options.get("use_system_location"):
        return False
    if asked or text(case, "prefix_path") or text(case, "target_dir"):
        return asked or None
    return True if not in_venv(case) and not case.target.root else None


def _explicit_user(case: Case) -> Outcome | None:
    if text(case, "prefix_path"):
        return fails(
            "conflicting-options",
            1,
            "Can not combine '--user' and '--prefix' as they imply different installation locations",
        )
    if know(case.target.venv) == "isolated":
        return fails(
            "user-site-not-visible",
            1,
            "Can not perform a '--user' install. User site-packages are not visible in this virtualenv.",
        )
    if case.version >= _CHECKS_USER_SITE_SINCE and not know(case.target.user_site_enabled):
        return fails(
            "user-site-disabled",
            1,
            "Can not perform a '--user' install. User site-packages are disabled for this Python.",
        )
    return None


def uses_sysconfig(case: Case) -> bool:
    """pip's ``_USE_SYSCONFIG``: Python 3.10 on, unless the distributor says otherwise; distutils in all pips before 21.3."""
    if case.version >= _ALWAYS_SYSCONFIG_SINCE:
        return True
    return case.version >= _SYSCONFIG_SINCE and know(case.target.python) >= (3, 10, 0)


def place_of(
    case: Case,
    *,
    user: bool = False,
    home: str | None = None,
    root: str | None = None,
    prefix: str | None = None,
) -> Place:
    """The directories of the scheme that these options choose (pip's ``get_scheme``)."""
    if uses_sysconfig(case):
        return _by_sysconfig(case, user=user, home=home, root=root, prefix=prefix)
    # distutils takes empty values for none given.
    found = _by_distutils(case, user=user, home=home or None, prefix=prefix or None)
    return _rooted(found, root or None)


def _by_sysconfig(case: Case, *, user: bool, home: str | None, root: str | None, prefix: str | None) -> Place:
    layout = know(case.target.layout)
    name = layout.home if home is not None else layout.user if user else layout.prefix
    if name == "posix_local" and dict(case.target.variables).get("DEB_PYTHON_INSTALL_LAYOUT") in (
        "deb",
        "deb_system",
    ):
        # Debian's sysconfig, for the building of packages.
        name = "deb_system"
    if prefix is not None and name == "posix_local" and case.version >= _PREFIX_OUTSIDE_LOCAL_SINCE:
        # posix_local redirects to /usr/local and is for the system's own prefix alone (discuss.python.org/t/18240).
        name = "posix_prefix"
    if prefix is not None and name == "osx_framework_library":
        name = "posix_prefix"
    scheme = _named(layout.schemes, name)
    base = home if home is not None else prefix if prefix is not None else know(case.target.prefix)
    user_base = layout.user_base if home is None and prefix is None else base
    paths = (scheme.purelib, scheme.platlib, scheme.scripts, scheme.data)
    return _rooted(Place(*(_filled(path, base, user_base) if path else "" for path in paths)), root)


def _named(schemes: tuple[Scheme, ...], name: str) -> Scheme:
    for scheme in schemes:
        if scheme.name == name:
            return scheme
    raise Unclear(f"the interpreter did not describe its scheme {name}")


def _by_distutils(case: Case, *, user: bool, home: str | None, prefix: str | None) -> Place:
    known = dict(know(case.target.layout).distutils)
    name = "home" if home else "user" if user else "prefix" if prefix else "default"
    if known.get("default", "").endswith("/dist-packages"):
        name, prefix = _debians_distutils(case, name, prefix)
    template = known.get(name)
    if template is None:
        raise Unclear(f"the interpreter did not describe its distutils scheme {name}")
    path = os.path.normpath(template.replace("{base}", home or prefix or ""))
    base, lib, _ = path.rpartition("/lib/")
    return Place(path, path, f"{base}/bin" if lib else "", base if lib else "")


def _debians_distutils(case: Case, name: str, prefix: str | None) -> tuple[str, str | None]:
    """Debian's distutils (``command/install.py``): any hint of an environment means the system's own prefix, and
    ``--prefix /usr/local`` means none.
    """
    variables = dict(case.target.variables)
    if (
        name == "default"
        and not in_venv(case)
        and ("VIRTUAL_ENV" in variables or "PYTHONUSERBASE" in variables)
    ):
        return "prefix", know(case.target.prefix)
    if name == "prefix" and os.path.normpath(prefix or "") == "/usr/local" and not in_venv(case):
        return "default", None
    return name, prefix


def _filled(template: str, base: str, user_base: str) -> str:
    return os.path.normpath(template.replace("{base}", base).replace("{userbase}", user_base))


def _rooted(place: Place, root: str | None) -> Place:
    """pip's ``change_root``: a path that begins with two slashes escapes it."""
    if root is None:
        return place
    return Place(*(os.path.join(root, path[1:] if os.path.isabs(path) else path) for path in place if path))


def _writable(case: Case, path: str) -> bool:
    """pip's ``test_writable_dir``: up to the nearest directory; a relative path of which nothing exists ends in ''."""
    if not os.path.isabs(path) and fact_at(case, path.partition("/")[0] or ".").kind != "directory":
        return False
    return may_write(case, path)


def destination(case: Case, place: Place) -> str:
    """The directory for pure-Python distributions, absolute."""
    return absolute(case.target.cwd, place.purelib)
