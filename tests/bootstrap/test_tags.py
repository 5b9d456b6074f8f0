"""Compiled wheels: which of them this machine can load is told by their names, as pip tells it."""

from __future__ import annotations

import sys

import pytest
from packaging.tags import sys_tags

from tags import Machine, fits, is_pure, this_machine

DEBIAN = Machine("cpython", (3, 11), False, ("x86_64",), "manylinux", (2, 36))
ALPINE = DEBIAN._replace(libc="musllinux", version=(1, 2))
MAC = Machine("cpython", (3, 12), False, ("arm64", "universal2"), "macosx", (14, 2))


@pytest.mark.parametrize(
    ("tags", "machine", "does"),
    [
        ("cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64", DEBIAN, True),
        ("cp310-abi3-manylinux_2_34_x86_64", DEBIAN, True),
        ("cp310-abi3-manylinux_2_39_x86_64", DEBIAN, False),
        ("cp312-abi3-manylinux2014_x86_64", DEBIAN, False),
        ("cp312-cp312-manylinux2014_x86_64", DEBIAN, False),
        ("cp311-cp311-manylinux2014_aarch64", DEBIAN, False),
        ("cp311-cp311-musllinux_1_2_x86_64", DEBIAN, False),
        ("cp311-cp311-musllinux_1_2_x86_64", ALPINE, True),
        ("cp311-cp311-manylinux2014_x86_64", ALPINE, False),
        ("cp311-cp311-win_amd64", DEBIAN, False),
        ("cp39-abi3-macosx_11_0_arm64", MAC, True),
        ("cp312-cp312-macosx_10_13_universal2", MAC, True),
        ("cp312-cp312-macosx_15_0_arm64", MAC, False),
        ("cp312-cp312-macosx_11_0_x86_64", MAC, False),
        ("py3-none-manylinux2014_x86_64", DEBIAN, True),
        ("cp311-cp311-manylinux2014_x86_64", DEBIAN._replace(threaded=True), False),
        ("cp310-abi3-manylinux2014_x86_64", DEBIAN._replace(threaded=True), False),
        ("cp311-cp311t-manylinux2014_x86_64", DEBIAN._replace(threaded=True), True),
        ("pp311-pypy311_pp73-manylinux2014_x86_64", DEBIAN, False),
        ("cp310-abi3-manylinux2014_x86_64", DEBIAN._replace(implementation="pypy"), False),
        ("cp311-cp311-plan9", DEBIAN, False),
    ],
)
def test_a_compiled_wheel_fits_or_it_does_not(tags: str, machine: Machine, does: bool) -> None:
    assert fits(f"alpha-1-{tags}.whl", machine) is does


def test_only_what_is_for_every_machine_is_pure() -> None:
    assert is_pure("alpha-1-py2.py3-none-any.whl")
    assert not is_pure("alpha-1-py2-none-any.whl")
    assert not is_pure("alpha-1-py3-none-manylinux2014_x86_64.whl")


def test_what_fits_here_is_what_packaging_says() -> None:
    known = {str(tag) for tag in sys_tags()}
    minor = sys.version_info[1]
    pythons = [
        f"cp3{minor}-cp3{minor}",
        f"cp3{minor + 1}-abi3",
        "cp38-abi3",
        "py3-none",
        f"cp3{minor - 1}-cp3{minor - 1}",
    ]
    platforms = [
        f"{libc}_{arch}"
        for libc in ("manylinux_2_17", "manylinux_2_99", "musllinux_1_2", "manylinux2014")
        for arch in ("x86_64", "aarch64")
    ]
    names = [f"{python}-{platform}" for python in pythons for platform in platforms]
    assert {name for name in names if fits(f"alpha-1-{name}.whl", this_machine())} == known & set(names)
