"""A package that changed its project, or lost it: its version tells on which side of the change a release is."""

from __future__ import annotations

import pytest

from debian_index import RELEASES, Suite, read_packages
from name_lists import Lists
from name_rows import make_rows
from name_table import encode
from pipwise.catalog.names import Live, Where, look_up
from pipwise.catalog.names.rows import is_hollow, versions_of
from pipwise.catalog.names.table import Table, read_table
from pipwise.catalog.names.versions import day_of, key_of


def _table(**suites: dict[str, tuple[str, str]]) -> Table:
    """By suite, {package: (version, projects)}."""
    read = []
    for release in RELEASES:
        if release.name in suites:
            held = suites[release.name]
            stanzas = "\n\n".join(
                f"Package: {name}\nVersion: {version}" for name, (version, _) in held.items()
            )
            infos: dict[str, set[str]] = {}
            for package, (_, projects) in held.items():
                for project in projects.split():
                    infos.setdefault(project, set()).add(package)
            read.append(Suite(release, "2026-10-01", infos, {}, {}, {}, dict(read_packages(stanzas))))
    return read_table(encode(read, make_rows(read), Lists((), ())))


def _said(name: str, package: str, version: str, table: Table, release: str = "23.10") -> list[str]:
    live = Live(None, frozenset({package}), {package: version})
    return [
        one.package for one in look_up(name, Where("apt", "ubuntu", release), live=live, table=table).packages
    ]


KITE = _table(
    bookworm={"python3-kite": ("1:1.12.0+dfsg-1", "old-kite")}, trixie={"python3-kite": ("3.2.2-4", "kitten")}
)


@pytest.mark.parametrize(
    ("version", "project"),
    [
        ("1.12.0-1ubuntu2", "old-kite"),
        ("1:1.13+really1.12.0+dfsg2-1", "old-kite"),
        ("1.14~rc1-1", "old-kite"),
        ("2.13.0-1", "kitten"),
        ("3.2.2+ds-1", "kitten"),
        ("4:9-1", "kitten"),
    ],
)
def test_the_version_tells_which_project_a_package_is(version: str, project: str) -> None:
    assert versions_of("python3-kite", KITE) == ("1.12.0+dfsg", "3.2.2")
    other = {"old-kite": "kitten", "kitten": "old-kite"}[project]
    assert _said(project, "python3-kite", version, KITE) == ["python3-kite"]
    assert _said(other, "python3-kite", version, KITE) == []


def test_a_package_that_never_held_a_project_is_nobodys_in_any_release() -> None:
    table = _table(bookworm={"python3-kite": ("1", ""), "python3-sky": ("1", "sky")})
    assert is_hollow("python3-kite", table)
    assert not is_hollow("python3-sky", table)
    assert _said("kite", "python3-kite", "1", table, "24.10") == []
    assert _said("swift-bird", "python3-swift-bird", "1", table, "24.10") == ["python3-swift-bird"]


AZURE = ("azure-core", "azure-common", "azure-identity", "azure-storage-blob")
UMBRELLA = _table(
    bookworm={"python3-azure": ("20201208+git-6", " ".join(AZURE))},
    trixie={"python3-azure": ("20250603+git-1", " ".join((*AZURE, "azure-ai-ml", "azure-sky")))},
)


@pytest.mark.parametrize(("day", "there"), [("20220101", False), ("20230112", True)])
def test_what_a_package_of_many_gains_is_in_it_from_the_day_when_it_began(day: str, there: bool) -> None:
    said = _said("azure-ai-ml", "python3-azure", f"{day}+git-1ubuntu1", UMBRELLA)
    assert said == (["python3-azure"] if there else [])
    assert _said("azure-core", "python3-azure", f"{day}+git-1", UMBRELLA) == ["python3-azure"]
    assert _said("azure-sky", "python3-azure", f"{day}+git-1", UMBRELLA) == [], "nobody knows when that began"


def test_a_version_from_before_the_new_name_is_the_project_of_the_old_one() -> None:
    table = _table(
        bookworm={"python3-lark": ("1.1.5-1", "lark")}, trixie={"python3-lark": ("1.2.2-1", "lark")}
    )
    assert _said("lark-parser", "python3-lark", "0.8.1-1", table, "20.04") == ["python3-lark"]
    assert _said("lark", "python3-lark", "0.8.1-1", table, "20.04") == []
    assert _said("lark", "python3-lark", "1.1.7-1", table) == ["python3-lark"]


def test_a_version_is_its_upstream_numbers() -> None:
    assert key_of("1:2.10.7+merged+base+2.10.17+dfsg-0+deb11u1") == (2, 10, 7)
    assert key_of("0.2.2+really+0.1-1") == key_of("0.1") == (0, 1)
    assert key_of("0.0~git20221107.4f381af-1") == (20221107,)
    assert key_of("2.0-1") == key_of("2.0.0~rc1") == (2,)
    assert day_of("20230112+git-1") == "2023-01-12"
    assert day_of("2.0.8-1") == ""
