"""Build-Depends are read for what a plain build on Linux wants, without Python's own projects."""

import pytest

from debian_sources import read_binaries, read_wants, wanted

# From Debian's index of 2026-11.
SOURCES = """\
Package: python-ldap
Binary: python3-ldap
Build-Depends: debhelper-compat (= 13), dh-sequence-python3, libldap2-dev, libsasl2-dev, python3-all-dev,
 python3-pyasn1 <!nocheck>, slapd <!nocheck>, valgrind-if-available [!hurd-any] | valgrind

Package: other
Build-Depends-Arch: libfoo-dev:any (>= 2), libbar-dev [hurd-any]
"""
PACKAGES = """\
Package: libldap2-dev
Source: openldap (2.6.10+dfsg-1)
Architecture: all
Section: oldlibs

Package: libjpeg62-turbo-dev
Source: libjpeg-turbo
Architecture: amd64
Section: libdevel
Provides: libjpeg-any-dev (= 1), libjpeg-other-dev
"""


def test_what_is_wanted_to_test_it_or_elsewhere_is_left_out() -> None:
    found = read_wants(SOURCES)
    assert found["python-ldap"] == (
        *("debhelper-compat", "dh-sequence-python3", "libldap2-dev", "libsasl2-dev", "python3-all-dev"),
        "valgrind-if-available",
    )
    assert found["other"] == ("libfoo-dev",)


@pytest.mark.parametrize(
    ("item", "name"),
    [
        (" libpq-dev (>= 9) ", "libpq-dev"),
        ("pkgconf | pkg-config", "pkgconf"),
        ("libsystemd-dev [linux-any]", "libsystemd-dev"),
        ("libkvm-dev [kfreebsd-any]", ""),
        ("gdb [!hurd-any !ia64]", "gdb"),
        ("python3-pytest <!nocheck>", ""),
        ("sphinx-common <!nodoc> <!nocheck>", ""),
        ("${misc:Depends}", ""),
        ("", ""),
    ],
)
def test_one_item(item: str, name: str) -> None:
    assert wanted(item) == name


def test_virtual_packages_are_known_by_who_provides_them() -> None:
    binaries, provided = read_binaries(PACKAGES)
    assert binaries["libldap2-dev"].source == "openldap"
    assert [one.compiled for one in binaries.values()] == [False, True]
    assert provided == {
        "libjpeg-any-dev": {"libjpeg62-turbo-dev"},
        "libjpeg-other-dev": {"libjpeg62-turbo-dev"},
    }
