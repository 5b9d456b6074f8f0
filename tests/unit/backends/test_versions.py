"""Versions of packages as versions of Python projects, and whether they are what a specifier asks for."""

from __future__ import annotations

import pytest
from packaging.version import InvalidVersion, Version

from pipwise.backends import Scheme, fit_of, upstream_version
from pipwise.model.known import Known, Source, Unknown
from tests.unit.backends.record import RECORDED

TOLD: dict[Scheme, dict[str, str]] = {
    "debian": {
        "2.28.1+dfsg-1": "2.28.1",
        "1:1.2.0+ds-4+b1": "1.2.0",
        "9.4.0-1.1+deb12u1": "9.4.0",
        "2.50": "2.50",
        "1.2ubuntu3": "1.2",
        "1.0+nmu1": "1.0",
        "24.2-1ubuntu2.1": "24.2",
        "5.0.0~rc1-1": "5.0.0rc1",
        "2.0~b1+dfsg-3": "2.0b1",
        "1.0~beta2-1": "1.0b2",
        "3.1~dev3-1": "3.1.dev3",
        "1.2.dfsg1-4": "1.2",
        "1.26~dfsg-1": "1.26",
        "2.0.1+really1.9.8-2": "1.9.8",
        "6.1.1+~1.0.3-2": "6.1.1",
        "4.0+repack1-1": "4.0",
        "1.2.post4+dfsg-2": "1.2.post4",
        "8.4.20230213094415-1": "8.4.20230213094415",
        "2.0.0+dfsg1+really1.8-1": "1.8",
        "0.16.0+dfsg1-1~bpo12+1": "0.16.0",
    },
    "rpm": {
        "2.31.0-3.fc41": "2.31.0",
        "1:2.8.2-3": "2.8.2",
        "14.0.0~rc1-3": "14.0.0rc1",
        "14~rc1": "14rc1",
        "1.0~~dev1-1": "1.0.dev1",
        "1.0^post1-1": "1.0.post1",
        "2.31": "2.31",
    },
    "pacman": {"2.31.0-2": "2.31.0", "1:2.9.0-2": "2.9.0", "6.0rc1-1": "6.0rc1", "1.2_1-1": "1.2.post1"},
    "apk": {
        "2.31.0-r1": "2.31.0",
        "1.0_rc2-r0": "1.0rc2",
        "1.0_alpha3-r0": "1.0a3",
        "1.0_beta-r0": "1.0b0",
        "2.9.0_p1-r0": "2.9.0.post1",
    },
    "xbps": {"2.31.0_1": "2.31.0", "1.0rc1_2": "1.0rc1"},
    "freebsd": {"2.31.0_1,1": "2.31.0", "1.0.r1": "1.0rc1", "1.0.b2,1": "1.0b2"},
    "homebrew": {"24.2.0_1": "24.2.0", "3.12.1": "3.12.1"},
    "plain": {"2.32.3": "2.32.3", "1.0rc1": "1.0rc1"},
}
SNAPSHOTS: dict[Scheme, tuple[str, ...]] = {
    "debian": (
        *("0.1.1+git20170722.9c5d493-5", "3.0.0~git20221126.02c65d60-3", "2.1~bzr46-4", "0.7~20161228-1.2"),
        *("1.3+20110613.git2a0fb15~ds0-3.2", "1.0.0.19.g1e469ff-1"),
    ),
    "rpm": ("1.0^20230101git1234567-1", "1.0~git20200101-1"),
    "pacman": ("1.0.r5.gabcdef1-1",),
    "apk": ("1.0_git20200101-r0",),
    "plain": ("0-unstable-2024-01-01",),
}
FITS = (
    ("2.28.1", "", "fits"),
    ("2.28.1", ">=2.20,<3", "fits"),
    ("2.28.1", ">=2.30", "too-old"),
    ("2.28.1", "<2", "too-new"),
    ("2.28.1", "==2.28.*", "fits"),
    ("2.28.1", "==2.30.*", "too-old"),
    ("2.28.1", "==1.0", "too-new"),
    ("2.28.1", "~=2.30", "too-old"),
    ("2.28.1", "~=2.20", "fits"),
    ("3.1", "~=2.20", "too-new"),
    ("2.28.1", "!=2.28.1", "does-not-fit"),
    ("2.28.1", ">=3,<2", "does-not-fit"),
    ("14.0.0rc1", ">=13", "fits"),
    ("14.0.0rc1", ">=14", "too-old"),
    ("2.28.1", ">=oops", "unknown"),
)


@pytest.mark.parametrize(
    ("scheme", "version"), [(scheme, one) for scheme, rows in TOLD.items() for one in rows]
)
def test_a_package_version_is_told_as_a_python_version(scheme: Scheme, version: str) -> None:
    found = upstream_version(version, scheme)
    assert isinstance(found, Known), found
    assert found.value == TOLD[scheme][version]


@pytest.mark.parametrize(
    ("scheme", "version"), [(scheme, one) for scheme, rows in SNAPSHOTS.items() for one in rows]
)
def test_a_state_between_two_releases_has_no_version(scheme: Scheme, version: str) -> None:
    assert isinstance(upstream_version(version, scheme), Unknown)


@pytest.mark.parametrize(("version", "specifier", "fit"), FITS)
def test_a_version_fits_or_is_on_one_side_of_it(version: str, specifier: str, fit: str) -> None:
    assert fit_of(Known(version, Source("live", "")), specifier) == fit


def test_an_unknown_version_fits_only_where_nothing_is_asked_of_it() -> None:
    assert fit_of(Unknown("x"), "") == "fits"
    assert fit_of(Unknown("x"), ">=1") == "unknown"


def test_debians_own_versions_are_nearly_all_told_and_agree_with_the_metadata_in_the_packages() -> None:
    """The rest: snapshots, and metadata that says 0.0.0 or was forgotten by its author."""
    text = (RECORDED / "debian-versions.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    told = [
        (found.value, truth)
        for *_, one, truth in rows
        if isinstance(found := upstream_version(one, "debian"), Known)
    ]
    agree = [found for found, truth in told if _same(found, truth)]
    assert len(told) / len(rows) >= 0.97
    assert len(agree) / len(told) >= 0.93


def _same(found: str, truth: str) -> bool:
    try:
        return Version(found).public == Version(truth.replace("_", "-")).public
    except InvalidVersion:
        return False
