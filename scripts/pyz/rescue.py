"""Starts pipwise out of pipwise.pyz: unpacked once for this user and this Python, then run from there."""

from __future__ import annotations

import os
import stat
import sys
import time

ARCHIVE = os.path.dirname(os.path.abspath(__file__))
_DAY = 86_400
_KEPT = 30 * _DAY
"""How long an unpacked copy of another version, or for another Python, may lie unused."""


def main() -> int:
    """Become pipwise; an exit code of its table where that cannot be."""
    if os.name != "posix":
        return _say("this file needs Linux, macOS or another POSIX system", 6)
    words = (sys.orig_argv[0], ARCHIVE if sys.argv[0] == "" else sys.argv[0], *sys.argv[1:])
    if sys.argv[1:2] == ["--unpack-into"]:
        return _unpack_into(sys.argv[2])
    try:
        for place in () if _has_to_be_shared() or sys.argv[1:3] == ["self", "uninstall"] else _places():
            if _is_ready(place) or _made(place):
                _start(place, words)
        return _run_once(words)
    except (ImportError, NotImplementedError) as error:
        return _say(f"this Python lacks what unpacking {ARCHIVE} takes: {error}; take another Python", 6)
    except ValueError as error:
        return _say(f"{ARCHIVE} is damaged: {error}; get it anew, and compare its sha256", 1)
    except OSError as error:
        return _say(f"{ARCHIVE} cannot be unpacked: {error.strerror or error}: {error.filename}", 1)


def _say(text: str, status: int) -> int:
    sys.stderr.write(f"pipwise: {text}\n")
    return status


def _has_to_be_shared() -> bool:
    """Through sudo pipwise gives root up, and goes on as somebody who may not look into root's home."""
    return os.geteuid() == 0 and os.environ.get("SUDO_UID", "0") != "0"


def _python() -> str:
    """The interpreter itself, by its versioned path: not a link that another version may take over."""
    return os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable)


def _places() -> list[str]:
    """Where it may be unpacked to stay: the user's cache, if nobody else can change it."""
    # hashlib would cost more than everything else on the way.
    from binascii import crc32
    from pwd import getpwuid
    from zipimport import zipimporter

    digest = zipimporter(ARCHIVE).get_data("DIGEST").decode()[:12]
    made_by = f"{sys.hexversion >> 16:x} {_python()}".encode("utf-8", "surrogateescape")
    caches = [os.environ.get("XDG_CACHE_HOME", ""), f"{os.environ.get('HOME', '')}/.cache"]
    try:
        caches.append(f"{getpwuid(os.geteuid()).pw_dir}/.cache")
    except KeyError:
        pass
    whole = (cache for cache in caches if cache.startswith("/") and cache != "/.cache")
    return [f"{cache}/pipwise/rescue/{digest}-{crc32(made_by):08x}" for cache in dict.fromkeys(whole)]


def _is_safe(path: str) -> bool:
    """Whether only this user and root can change what the path leads to; root trusts root alone."""
    while path != "/":
        try:
            found = os.stat(path)
        except FileNotFoundError:
            pass
        except OSError:
            return False
        else:
            others = stat.S_IWOTH if os.geteuid() else stat.S_IWOTH | stat.S_IWGRP
            writable = found.st_mode & others and not found.st_mode & stat.S_ISVTX
            if found.st_uid not in (0, os.geteuid()) or writable:
                return False
        path = os.path.dirname(path)
    return True


def _is_ready(place: str) -> bool:
    """Whether it is there, and is this user's own. A day's first use is noted, for those that tidy up later."""
    if not _is_safe(os.path.dirname(place)):
        return False
    try:
        found = os.lstat(place)
        if found.st_uid != os.geteuid() or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            return False
        used = os.stat(f"{place}/used").st_mtime
        if not 0 <= time.time() - used < _DAY:
            os.utime(f"{place}/used")
        return stat.S_ISDIR(found.st_mode) and os.path.exists(f"{place}/bin/python")
    except OSError:
        return False


def _made(place: str) -> bool:
    """Unpack beside the place and move it there; whoever is first has it, and two at once end with the same."""
    from shutil import rmtree
    from tempfile import mkdtemp

    parent = os.path.dirname(place)
    try:
        os.makedirs(parent, 0o700, exist_ok=True)
        if not _is_safe(parent):
            return False
        _tidy(parent)
        new = mkdtemp(prefix=".new-", dir=parent)
    except OSError:
        return False
    try:
        _fill(new)
        try:
            os.rename(new, place)
        except OSError:
            if not _is_ready(place):
                os.rename(place, f"{parent}/.old-{os.path.basename(new)}")
                os.rename(new, place)
    except OSError:
        # A full disk here need not be one in the temporary directory.
        return False
    finally:
        rmtree(new, ignore_errors=True)
    sys.stderr.write(f"pipwise: unpacked, once, into {place}\n")
    return True


def _fill(new: str) -> None:
    """An empty virtual environment (PEP 405) with the payload in it, and the launcher that needs nothing of site."""
    import io
    import sysconfig
    from zipfile import BadZipFile, ZipFile

    python = _python()
    packages = sysconfig.get_path("purelib", scheme="venv", vars={"base": new, "platbase": new})
    os.makedirs(packages)
    os.mkdir(f"{new}/bin")
    for name in {"python", "python3", os.path.basename(python)}:
        os.symlink(python, f"{new}/bin/{name}")
    version = ".".join(map(str, sys.version_info[:3]))
    with open(f"{new}/pyvenv.cfg", "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(
            f"home = {os.path.dirname(python)}\ninclude-system-site-packages = false\nversion = {version}\n"
        )
    try:
        with ZipFile(ARCHIVE) as outer:
            with ZipFile(io.BytesIO(outer.read("payload.zip"))) as payload:
                payload.extractall(packages)
            launch = outer.read("launch.py").decode()
    except (BadZipFile, KeyError) as error:
        raise ValueError(str(error)) from error
    below = packages[len(new) :]
    with open(f"{new}/launch.py", "w", encoding="utf-8") as file:
        file.write(f'import sys\n\nsys.path.append(__file__[: -len("/launch.py")] + "{below}")\n')
        file.write(f"sys.orig_argv = sys.argv[1:]\ndel sys.argv[0]\n\n{launch}")
    with open(f"{new}/used", "wb"):
        pass


def _unpack_into(new: str) -> int:
    """For ``pipwise self``: the directory is there, and its journal knows it. The file itself goes along, for a later Python."""
    from shutil import copyfile

    try:
        _fill(new)
        copyfile(ARCHIVE, f"{new}/pipwise.pyz")
    except OSError as error:
        return _say(f"{new} could not be filled: {error.strerror or error}", 1)
    return 0


def _tidy(parent: str) -> None:
    """What was left half done, and what nobody has used for a long time."""
    from shutil import rmtree

    for name in os.listdir(parent):
        path = f"{parent}/{name}"
        try:
            used = os.stat(path if name.startswith(".") else f"{path}/used").st_mtime
        except OSError:
            continue
        if time.time() - used > (_DAY if name.startswith(".") else _KEPT):
            rmtree(path, ignore_errors=True)


def _start(place: str, words: tuple[str, ...]) -> None:
    os.execv(f"{place}/bin/python", _command(place, words))


def _command(place: str, words: tuple[str, ...]) -> list[str]:
    """-I -S: nothing of the user's environment or of the distribution's site hooks is read (and 3 ms are saved)."""
    return [f"{place}/bin/python", "-I", "-S", f"{place}/launch.py", *words]


def _run_once(words: tuple[str, ...]) -> int:
    """Where nothing can be kept, or must not be: unpacked into a temporary directory, which goes with the run."""
    import signal
    from shutil import rmtree
    from tempfile import mkdtemp

    place = mkdtemp(prefix="pipwise-")
    try:
        os.chmod(place, 0o755 if _has_to_be_shared() else 0o700)
        _fill(place)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        child = os.posix_spawn(
            f"{place}/bin/python", _command(place, words), os.environ, setsigdef=[signal.SIGINT]
        )
        for one in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(one, lambda number, _: os.kill(child, number))
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) % 256
    finally:
        rmtree(place, ignore_errors=True)
