"""Which compiled wheels this Python and this machine can load, with the standard library alone."""

from __future__ import annotations

import os
import re
import sys
import sysconfig
from functools import cache
from typing import NamedTuple

_LEGACY = {"manylinux1": (2, 5), "manylinux2010": (2, 12), "manylinux2014": (2, 17)}
_PLATFORM = re.compile(r"(manylinux|musllinux|macosx)_(\d+)_(\d+)_(\w+)\Z")


class Machine(NamedTuple):
    """What a compiled module has to fit (PEP 425, 600, 656)."""

    implementation: str
    python: tuple[int, int]
    threaded: bool
    """Built without the global interpreter lock: an ABI of its own."""
    architectures: tuple[str, ...]
    libc: str
    """manylinux (glibc), musllinux or macosx; '' for anything else."""
    version: tuple[int, int]


@cache
def this_machine() -> Machine:
    """The machine that this Python runs on, by the architecture that it was built for."""
    architecture = sysconfig.get_platform().rpartition("-")[2].replace("-", "_").replace(".", "_")
    if sys.maxsize < 2**32:
        architecture = {"x86_64": "i686", "aarch64": "armv7l"}.get(architecture, architecture)
    libc, version = _libc()
    found = (architecture, "universal2") if libc == "macosx" else (architecture,)
    threaded = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
    return Machine(sys.implementation.name, sys.version_info[:2], threaded, found, libc, version)


def _libc() -> tuple[str, tuple[int, int]]:
    if sys.platform == "darwin":
        import platform

        numbers = platform.mac_ver()[0].split(".")
        return "macosx", (int(numbers[0] or 0), int((*numbers, "0")[1] or 0))
    try:
        name, _, version = (os.confstr("CS_GNU_LIBC_VERSION") or "").partition(" ")
    except (ValueError, OSError):
        name, version = "", ""
    if name == "glibc":
        major, minor = version.split(".")[:2]
        return "manylinux", (int(major), int(minor))
    # musl tells its version nowhere but in its own banner; PEP 656's wheels are built for 1.1 or 1.2, older than any Python here.
    is_musl = "musl" in str(
        sysconfig.get_config_var("HOST_GNU_TYPE") or sysconfig.get_config_var("MULTIARCH") or ""
    )
    return ("musllinux", (1, 2)) if is_musl else ("", (0, 0))


def is_pure(filename: str) -> bool:
    """Whether a wheel is the same for every machine."""
    parts = filename.removesuffix(".whl").split("-")
    return "py3" in parts[-3].split(".") and parts[-2:] == ["none", "any"]


def fits(filename: str, machine: Machine) -> bool:
    """Whether this Python can load what is in the wheel of that name."""
    pythons, abis, platforms = filename.removesuffix(".whl").split("-")[-3:]
    return any(
        _runs(python, abi, machine) for python in pythons.split(".") for abi in abis.split(".")
    ) and any(_loads(platform, machine) for platform in platforms.split("."))


def _runs(python: str, abi: str, machine: Machine) -> bool:
    if machine.implementation != "cpython" or python[:2] not in ("cp", "py"):
        return False
    own = f"cp{machine.python[0]}{machine.python[1]}"
    if abi == "none":
        return python in ("py3", own)
    if abi == "abi3":
        return (
            not machine.threaded
            and python[:3] == "cp3"
            and python[3:].isdecimal()
            and int(python[3:]) <= machine.python[1]
        )
    return python == own and abi == (f"{own}t" if machine.threaded else own)


def _loads(platform: str, machine: Machine) -> bool:
    if platform == "any":
        return True
    for name, (major, minor) in _LEGACY.items():
        platform = (
            platform.replace(f"{name}_", f"manylinux_{major}_{minor}_", 1)
            if platform.startswith(f"{name}_")
            else platform
        )
    found = _PLATFORM.match(platform)
    if found is None:
        return False
    return (
        found[1] == machine.libc
        and found[4] in machine.architectures
        and (int(found[2]), int(found[3])) <= machine.version
    )
