"""What a failed build lacks, in the names of the system that it failed on."""

import pytest

from pipwise.catalog.builds import load_table, wants_of
from pipwise.catalog.names import Where
from pipwise.decide.building import lack_of
from pipwise.logs.failed_builds import FailedBuilds, failed_builds
from tests.unit.logs.test_failed_builds import LDAP, MYSQL

BOOKWORM = Where("apt", "debian", "12", "bookworm", "3.11")
NOBLE = Where("apt", "ubuntu", "24.04", "noble", "3.12")
FEDORA = Where("dnf", "fedora", "41", "", "3.13")


def failed(said: str) -> FailedBuilds:
    found = failed_builds(said.encode())
    assert found is not None
    return found


def test_what_the_build_missed_and_what_debian_builds_it_with_are_named_together() -> None:
    lack = lack_of(failed(MYSQL), BOOKWORM, (3, 11))
    assert lack.projects == ("mysqlclient",)
    assert {"build-essential", "default-libmysqlclient-dev", "pkg-config", "python3.11-dev"} <= {
        *lack.packages
    }


def test_a_compiler_that_was_missed_first_does_not_hide_the_headers_that_come_next() -> None:
    """The build said gcc alone; without Debian's list the next try would fail on lber.h."""
    lack = lack_of(failed(LDAP), BOOKWORM, (3, 11))
    assert {*lack.packages} == {"build-essential", "libldap2-dev", "libsasl2-dev", "python3.11-dev"}


def test_another_debian_has_the_list_of_the_release_before_it() -> None:
    assert {"libsasl2-dev", "python3.12-dev"} <= {*lack_of(failed(LDAP), NOBLE, (3, 12)).packages}


def test_other_managers_have_their_own_names() -> None:
    assert {*lack_of(failed(MYSQL), FEDORA, (3, 13)).packages} == {
        *("gcc", "mariadb-connector-c-devel", "pkgconf-pkg-config", "python3-devel", "zlib-devel"),
    }


def test_a_python_that_brings_its_headers_needs_none() -> None:
    assert not any("python" in one for one in lack_of(failed(MYSQL), BOOKWORM, None).packages)


def test_what_needs_no_compiler_gets_none() -> None:
    said = "ERROR: Failed to build 'thing' when getting requirements to build wheel\n/bin/sh: 1: pkg-config: not found\n"
    assert lack_of(failed(said), BOOKWORM, (3, 11)).packages == ("pkg-config",)


def test_headers_that_were_missed_first_want_a_compiler_next() -> None:
    """evdev looks for the kernel's headers before it compiles anything; Debian builds it with nothing else."""
    said = "Failed to build evdev\nThe 'linux/input.h' and 'linux/input-event-codes.h' include files are missing.\n"
    assert {*lack_of(failed(said), BOOKWORM, (3, 11)).packages} == {
        *("build-essential", "linux-libc-dev", "python3.11-dev"),
    }


def test_what_nobody_knows_is_empty() -> None:
    assert lack_of(FailedBuilds(("nobody-knows-it",), ()), BOOKWORM, (3, 11)).packages == ()


@pytest.mark.parametrize(
    ("project", "suite", "wants"),
    [
        ("psycopg2", "bookworm", {"libpq-dev"}),
        ("pygobject", "bookworm", {"libgirepository1.0-dev"}),
        ("pygobject", "trixie", {"libgirepository-2.0-dev"}),
        ("requests", "trixie", set()),
    ],
)
def test_the_table_says_what_each_suite_has(project: str, suite: str, wants: set[str]) -> None:
    found = wants_of(project, load_table().suites.index(suite))
    assert wants <= {*found}
    assert bool(found) == bool(wants)
