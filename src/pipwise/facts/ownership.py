"""Whose Python it is: what the operating system owns is protected, marked or not."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.model.interpreter import Interpreter, Owner
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.system.look import Look

_DATABASES = (
    ("/var/lib/dpkg/status", "apt"),
    ("/usr/lib/sysimage/rpm", "rpm"),
    ("/var/lib/rpm", "rpm"),
    ("/var/lib/pacman/local", "pacman"),
    ("/lib/apk/db/installed", "apk"),
    ("/usr/lib/apk/db/installed", "apk"),
    ("/var/db/xbps", "xbps"),
    ("/var/db/pkg", "portage"),
    ("/data/data/com.termux/files/usr/var/lib/dpkg/status", "pkg"),
)
_BY_PATH = (
    ("/nix/store/", "os", "nix"),
    ("/Cellar/", "homebrew", "brew"),
    ("/homebrew/opt/", "homebrew", "brew"),
    ("/uv/python/", "uv", "uv"),
    ("/.pyenv/versions/", "pyenv", "pyenv"),
    ("/.asdf/installs/", "user", "asdf"),
    ("/mise/installs/", "user", "mise"),
    ("/hostedtoolcache/", "user", "setup-python"),
    ("/Library/Frameworks/Python.framework/", "python.org", ""),
    ("/Library/Developer/CommandLineTools/", "os", "xcode"),
    ("/Applications/Xcode.app/", "os", "xcode"),
    ("/data/data/com.termux/files/usr", "os", "pkg"),
)
_WINDOWS_LIKE = ("/ucrt64", "/mingw64", "/mingw32", "/clang64", "/clangarm64")


def owner_of(look: Look, interpreter: Interpreter, environment: Mapping[str, str]) -> Fact[Owner]:
    """The owner of an interpreter's base installation, with the evidence that it was told by."""
    base = interpreter.base_prefix
    real = look.realpath(base)
    for part, kind, manager in _BY_PATH:
        if part in f"{base}/" or part in f"{real}/":
            return _known(kind, manager, base)
    root = environment.get("PYENV_ROOT")
    if root and f"{real}/".startswith(f"{look.realpath(root)}/versions/"):
        return _known("pyenv", "pyenv", base)
    if _there(look, f"{base}/conda-meta"):
        return _known("conda", "conda", f"{base}/conda-meta")
    if base in ("/usr", "/"):
        return _distribution(look, interpreter)
    if base in _WINDOWS_LIKE:
        return _known("os", "pacman", base)
    if base == "/usr/local":
        return _usr_local(look, environment)
    return _by_user(look, base)


def _known(kind: str, manager: str, where: str, package: str = "") -> Fact[Owner]:
    return Known(Owner(kind, manager, package), Source("live", where))  # type: ignore[arg-type]  # the table's kinds


def _there(look: Look, path: str) -> bool:
    try:
        look.stat(path)
    except OSError:
        return False
    return True


def _distribution(look: Look, interpreter: Interpreter) -> Fact[Owner]:
    """Below /usr: whatever package database the machine has owns it; without one it is still not the caller's."""
    for path, manager in _DATABASES:
        if _there(look, path):
            name = {"rpm": _rpm_front_end(look)}.get(manager, manager)
            return _known("os", name, path, _debian_package(look, interpreter) if name == "apt" else "")
    return _known("os", "", interpreter.base_prefix)


def _rpm_front_end(look: Look) -> str:
    for program, manager in (("zypper", "zypper"), ("dnf5", "dnf"), ("dnf", "dnf"), ("yum", "dnf"), ("rpm-ostree", "rpm-ostree")):
        if _there(look, f"/usr/bin/{program}"):
            return manager
    return "rpm"


def _debian_package(look: Look, interpreter: Interpreter) -> str:
    """The package whose file list names the interpreter (``dpkg -S`` without the process)."""
    real = look.realpath(interpreter.executable)
    short = f"python{interpreter.version[0]}.{interpreter.version[1]}"
    for package in (f"{short}-minimal", short, "python3-minimal", "pypy3"):
        try:
            listed = look.read(f"/var/lib/dpkg/info/{package}.list", 200_000).decode("utf-8", "replace")
        except OSError:
            continue
        if f"{real}\n" in listed or real.removeprefix("/usr") + "\n" in listed:
            return package
    return ""


def _usr_local(look: Look, environment: Mapping[str, str]) -> Fact[Owner]:
    """Official images and hand-made builds live in /usr/local; on the BSDs it is the ports' own prefix."""
    if look.platform.startswith(("freebsd", "openbsd", "dragonfly")):
        return _known("os", "pkg", "/usr/local")
    if environment.get("PYTHON_VERSION") and (environment.get("PYTHON_SHA256") or environment.get("GPG_KEY")):
        return _known("image", "", "PYTHON_VERSION, PYTHON_SHA256")
    return _known("user", "", "/usr/local")


def _by_user(look: Look, base: str) -> Fact[Owner]:
    try:
        stat = look.stat(base)
    except OSError as error:
        return Unknown(f"{base}: {error.strerror}")
    if stat.uid == look.uid or look.may(base, "write"):
        return _known("user", "", base)
    return _known("user", "", base) if base.startswith(("/opt/", "/home/", "/usr/local/")) else _known("unknown", "", base)
