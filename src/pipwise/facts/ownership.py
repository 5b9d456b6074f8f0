"""Whose Python it is: what the operating system owns is protected, marked or not."""

from __future__ import annotations

from pipwise.facts.glance import stands, text
from pipwise.facts.host import family
from pipwise.model.interpreter import Interpreter, Owner
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.model.value import Mapping
from pipwise.system.look import Look

# A package database, its package manager, and the os-release families that it is at home in.
_DATABASES = (
    ("/var/lib/dpkg/status", "apt", ("debian", "ubuntu")),
    ("/usr/lib/sysimage/rpm", "rpm", ("fedora", "rhel", "suse", "centos", "amzn", "azurelinux", "mageia")),
    ("/var/lib/rpm", "rpm", ("fedora", "rhel", "suse", "centos", "amzn", "azurelinux", "mageia")),
    ("/var/lib/pacman/local", "pacman", ("arch",)),
    ("/lib/apk/db/installed", "apk", ("alpine", "wolfi", "chainguard")),
    ("/usr/lib/apk/db/installed", "apk", ("alpine", "wolfi", "chainguard")),
    ("/var/db/xbps", "xbps", ("void",)),
    ("/var/db/pkg", "portage", ("gentoo",)),
    ("/var/lib/eopkg", "eopkg", ("solus",)),
    ("/usr/lib/opkg/status", "opkg", ("openwrt",)),
)
# Parts of a base prefix, what they tell, and the manager. The first that fits counts.
_BY_PATH = (
    ("/nix/store/", "os", "nix"),
    ("/gnu/store/", "os", "guix"),
    ("/snap/", "os", "snap"),
    ("/Cellar/", "homebrew", "brew"),
    ("/homebrew/opt/", "homebrew", "brew"),
    ("/opt/local/", "os", "macports"),
    ("/uv/python/", "uv", "uv"),
    ("/.pyenv/versions/", "pyenv", "pyenv"),
    ("/asdf/installs/", "user", "asdf"),
    ("/.asdf/installs/", "user", "asdf"),
    ("/mise/installs/", "user", "mise"),
    ("/rye/py/", "user", "rye"),
    ("/.rye/py/", "user", "rye"),
    ("/hatch/pythons/", "user", "hatch"),
    ("/hostedtoolcache/", "user", "setup-python"),
    ("/Library/Developer/CommandLineTools/", "os", "xcode"),
    (".app/Contents/Developer/", "os", "xcode"),
    ("/Library/Frameworks/Python.framework/", "python.org", ""),
    ("/data/data/com.termux/files/usr", "os", "pkg"),
    ("/opt/rh/", "os", "rpm"),
    ("/opt/freeware/", "os", "rpm"),
    ("/usr/pkg/", "os", "pkgsrc"),
)
# Roots that a variable names, where a version manager does not keep to its usual place.
_BY_VARIABLE = (
    ("PYENV_ROOT", "/versions", "pyenv", "pyenv"),
    ("UV_PYTHON_INSTALL_DIR", "", "uv", "uv"),
    ("ASDF_DATA_DIR", "/installs", "user", "asdf"),
    ("MISE_DATA_DIR", "/installs", "user", "mise"),
    ("HOMEBREW_PREFIX", "/opt", "homebrew", "brew"),
    ("RUNNER_TOOL_CACHE", "", "user", "setup-python"),
)
_WINDOWS_LIKE = ("/ucrt64", "/mingw64", "/mingw32", "/clang64", "/clangarm64")
# UID_MIN and UID_MAX of login.defs(5) as distributions ship it.
_FIRST_PERSON, _LAST_PERSON = 1000, 60_001
_UV_BUILDS = ("cpython-", "pypy-", "graalpy-")


def owner_of(look: Look, interpreter: Interpreter, environment: Mapping[str, str]) -> Fact[Owner]:
    """The owner of an interpreter's base installation, with the evidence that it was told by."""
    base = interpreter.base_prefix.rstrip("/") or "/"
    if base in ("/usr", "/"):
        return _distribution(look, interpreter)
    if base in _WINDOWS_LIKE:
        return _known("os", "pacman", base)
    if base == "/usr/local":
        return _usr_local(look, interpreter, environment)
    if stands(look, f"{base}/conda-meta"):
        return _known("conda", "conda", f"{base}/conda-meta")
    real = look.realpath(base)
    for part, kind, manager in _BY_PATH:
        if part in f"{base}/" or part in f"{real}/":
            return _known(kind, manager, base)
    for variable, below, kind, manager in _BY_VARIABLE:
        root = environment.get(variable)
        if root and f"{real}/".startswith(f"{look.realpath(root)}{below}/"):
            return _known(kind, manager, f"{variable}={root}")
    name = real.rpartition("/")[2]
    if name.startswith(_UV_BUILDS) and name.count("-") == 4:
        return _known("uv", "uv", base)
    return _by_user(look, base)


def _known(kind: str, manager: str, where: str, package: str = "") -> Fact[Owner]:
    return Known(Owner(kind, manager, package), Source("live", where))  # type: ignore[arg-type]  # the tables' kinds


def _distribution(look: Look, interpreter: Interpreter) -> Fact[Owner]:
    """Below /usr: whatever package database the machine has owns it; without one it is still not the caller's.

    A machine may have the tools of another family installed (dpkg on Fedora, rpm on Debian), with their databases.
    """
    path, manager = system_manager(look)
    if not manager:
        return _known("os", "", interpreter.base_prefix)
    return _known("os", manager, path, _debian_package(look, interpreter) if manager == "apt" else "")


def system_manager(look: Look) -> tuple[str, str]:
    """(the package database, its manager) of the operating system; '' where there is none that is known."""
    found = [(path, manager, at_home) for path, manager, at_home in _DATABASES if stands(look, path)]
    if len({manager for _, manager, _ in found}) > 1:
        here = family(look)
        found = [row for row in found if here.intersection(row[2])] or found
    path, manager, _ = found[0] if found else ("", "", ())
    return path, _rpm_front_end(look) if manager == "rpm" else manager


def _rpm_front_end(look: Look) -> str:
    programs = (
        ("rpm-ostree", "rpm-ostree"),
        ("zypper", "zypper"),
        ("dnf5", "dnf"),
        ("dnf", "dnf"),
        ("microdnf", "dnf"),
        ("tdnf", "tdnf"),
        ("yum", "dnf"),
    )
    return next((manager for program, manager in programs if stands(look, f"/usr/bin/{program}")), "rpm")


def _debian_package(look: Look, interpreter: Interpreter) -> str:
    """The package whose file list names the interpreter (``dpkg -S`` without the process)."""
    real = look.realpath(interpreter.executable)
    short = f"python{interpreter.version[0]}.{interpreter.version[1]}"
    for package in (f"{short}-minimal", short, "python3-minimal", "pypy3"):
        listed = text(look, f"/var/lib/dpkg/info/{package}.list", 200_000)
        if f"{real}\n" in listed or f"{real.removeprefix('/usr')}\n" in listed:
            return package
    return ""


def _usr_local(look: Look, interpreter: Interpreter, environment: Mapping[str, str]) -> Fact[Owner]:
    """Official images and hand-made builds live in /usr/local; on the BSDs it is the ports' own prefix."""
    if look.platform.startswith(("freebsd", "openbsd", "dragonfly")):
        return _known("os", "pkg", "/usr/local")
    # The images say which Python they were built with, and by which key or digest its source was verified.
    said = environment.get("PYTHON_VERSION", "")
    version = ".".join(map(str, interpreter.version))
    if said.startswith(version) and (environment.get("PYTHON_SHA256") or environment.get("GPG_KEY")):
        return _known("image", "", f"PYTHON_VERSION={said}")
    return _known("user", "", "/usr/local")


def _by_user(look: Look, base: str) -> Fact[Owner]:
    """Neither the distribution nor a manager that is known: somebody put it there."""
    try:
        stat = look.stat(base)
    except OSError as error:
        return Unknown(f"{base}: {error.strerror}")
    places = ("/opt/", "/home/", "/root/", "/Users/", "/usr/local/", "/srv/", "/tmp/", "/var/tmp/")
    if (
        stat.uid == look.uid
        or _FIRST_PERSON <= stat.uid < _LAST_PERSON
        or look.may(base, "write")
        or base.startswith(places)
    ):
        return _known("user", "", base)
    return _known("unknown", "", base)
