"""Debian's indices are read for what is importable by every program, and believed only with a signature."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from debian_index import KEYRING, RELEASES, NotToBeHad, Suite, check_signature, read_contents, read_packages
from name_rows import make_rows

HERE = Path(__file__).parent
PACKAGES = """\
Package: cookiecutter
Version: 2.6.0-1
Depends: python3-cookiecutter (= 2.6.0-1), python3:any
Description: create projects from project templates

Package: python3-cookiecutter
Version: 2.6.0-1
Depends: python3-click (>= 7), python3:any | pypy3
Provides: python3.13-cookiecutter, cookiecutter-lib (= 2)
Description: create projects from project templates
"""


def _suite() -> Suite:
    """From lines of the index of Debian 13."""
    suite = Suite(RELEASES[2], "2026-09-12", {}, {}, {}, {}, dict(read_packages(PACKAGES)))
    read_contents((HERE / "contents-debian-13.txt").read_bytes(), suite)
    return suite


def test_metadata_belongs_to_the_package_that_ships_it() -> None:
    infos = _suite().infos
    assert infos["requests"] == {"python3-requests"}
    assert infos["pyyaml"] == {"python3-yaml"}
    assert infos["azure-core"] == infos["azure-common"] == {"python3-azure"}


def test_what_is_vendored_or_another_pythons_is_nobodys() -> None:
    suite = _suite()
    assert not {"iniconfig", "apipkg", "jaraco-text", "cffi", "hpy"} & {*suite.infos, *suite.private}


def test_a_programs_own_directory_is_told_apart() -> None:
    assert _suite().private == {"beets": {"beets"}}


def test_modules_and_commands_are_seen() -> None:
    suite = _suite()
    assert suite.modules["serial"] == {"python3-serial"}
    assert suite.commands["cookiecutter"] == {"cookiecutter"}


def test_dependencies_are_names_and_so_is_what_is_provided_in_a_version() -> None:
    package = _suite().packages["python3-cookiecutter"]
    assert package.depends == {"python3-click", "python3", "pypy3"}
    assert package.provides == {"cookiecutter-lib"}


def test_rows_spell_out_only_what_is_not_usual() -> None:
    rows = make_rows([_suite()])
    assert rows.projects["requests"] == "1"
    assert rows.projects["pyyaml"] == "1=python3-yaml"
    assert rows.projects["cookiecutter"] == "1\t1\tcookiecutter"
    assert rows.projects["beets"] == "1=beets\t\tbeet"
    assert rows.modules["yaml"] == "pyyaml"
    assert rows.modules["serial"] == "pyserial"
    assert "requests" not in rows.modules


@pytest.mark.skipif(not shutil.which("gpgv"), reason="gpgv is not here")
@pytest.mark.skipif(not Path(KEYRING).exists(), reason="debian-archive-keyring is not here")
def test_what_nobody_signed_is_not_believed() -> None:
    with pytest.raises(NotToBeHad, match="signature"):
        check_signature(b"Codename: trixie\n")
