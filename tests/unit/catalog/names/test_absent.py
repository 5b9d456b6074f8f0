"""What a release of Ubuntu does not have is not claimed of it, although Debian has it before and after."""

import pytest

from pipwise.catalog.names import look_up
from pipwise.catalog.names.absent import absent_from
from pipwise.catalog.names.where import Live, Where

NOBLE = Where("apt", "ubuntu", "24.04", "noble", "3.12")
MINT = Where("apt", "linuxmint", "22", "wilma", "3.12")
TRIXIE = Where("apt", "debian", "13", "trixie", "3.13")


def _packaged(project: str, where: Where) -> str:
    return look_up(project, where, live=Live(empty=absent_from(where))).packaged


@pytest.mark.parametrize("where", [NOBLE, MINT], ids=["ubuntu", "made-from-it"])
def test_what_is_left_out_is_not_there(where: Where) -> None:
    assert "awscli" in absent_from(where)
    assert _packaged("awscli", where) != "yes"
    assert _packaged("requests", where) == "yes"


def test_of_other_releases_nothing_is_left_out() -> None:
    assert absent_from(TRIXIE) == frozenset()
    assert absent_from(NOBLE._replace(release="22.04", codename="jammy")) == frozenset()
    assert absent_from(Where("dnf", "fedora", "40")) == frozenset()
    assert _packaged("awscli", TRIXIE) == "yes"


def test_what_was_made_shortly_before_a_release_has_what_that_has() -> None:
    lunar = Where("apt", "ubuntu", "23.04", "lunar", "3.11")
    assert _packaged("pipx", lunar) == "yes"
