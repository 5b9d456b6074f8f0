"""Which pip would be imported, and whose it is."""

from __future__ import annotations

import io
import zipfile

import pytest

from pipwise.catalog.spelling import normalise
from pipwise.facts.distributions import read_distributions
from pipwise.facts.pip_copy import find_pip
from pipwise.facts.satisfaction import satisfies
from pipwise.model.intent import Requirement
from pipwise.model.interpreter import Distribution, PipCopy
from pipwise.model.known import Known, Unknown
from tests.recorded.look import Node, directory, file, machine

SITE = "/usr/lib/python3/dist-packages"
INIT = 'from typing import List\n\n__version__ = "23.0.1"\n'


def pip_in(files: dict[str, Node | str], *path: str, uid: int = 0) -> PipCopy | Unknown | None:
    fact = find_pip(machine(files, uid=uid), path)
    return fact.value if isinstance(fact, Known) else fact


def test_the_first_one_on_the_path() -> None:
    files: dict[str, Node | str] = {
        "/a/pip/__init__.py": "__version__ = '24.0'\n",
        f"{SITE}/pip/__init__.py": INIT,
    }
    assert pip_in(files, "/gone", "/a", SITE) == PipCopy("24.0", "/a", "upstream")
    assert pip_in(files, SITE, "/a") == PipCopy("23.0.1", SITE, "debian")


def test_there_is_none() -> None:
    assert pip_in({"/a/x.py": ""}, "/a", "/gone") is None
    # A directory without a module of its own is no package that could run.
    assert pip_in({"/a/pip/x.txt": ""}, "/a") is None


def test_one_that_cannot_be_read_is_not_one_that_is_not_there() -> None:
    files: dict[str, Node | str] = {"/a/pip/__init__.py": file(INIT, mode=0o600)}
    assert pip_in(files, "/a", uid=1000) == Unknown("/a/pip/__init__.py: Permission denied")


def test_the_user_site_of_the_user_that_sudo_becomes_does_not_make_everything_unknown() -> None:
    files: dict[str, Node | str] = {
        "/root": directory(0o700),
        "/root/site/pip/__init__.py": INIT,
        f"{SITE}/pip/__init__.py": INIT,
    }
    look = machine(files, uid=1000)
    found = find_pip(look, ["/root/site", SITE], "/root/site")
    assert isinstance(found, Known)
    assert found.value is not None
    assert found.value.location == SITE
    assert isinstance(find_pip(look, ["/root/site", SITE], "/root/other"), Unknown)


def test_a_directory_that_cannot_be_listed_has_no_pip_for_python_either() -> None:
    files: dict[str, Node | str] = {
        "/root": directory(0o700),
        "/root/site/pip/__init__.py": INIT,
        f"{SITE}/pip/__init__.py": INIT,
    }
    found = find_pip(machine(files, uid=1000), ["/root/site", SITE])
    assert isinstance(found, Known)
    assert found.value is not None
    assert found.value.location == SITE


def test_one_that_does_not_say_its_version() -> None:
    assert isinstance(pip_in({"/a/pip/__init__.py": "", "/a/pip/__main__.py": ""}, "/a"), Unknown)


def test_a_package_that_cannot_be_started_is_no_pip() -> None:
    assert pip_in({"/a/pip/__init__.py": "", f"{SITE}/pip/__init__.py": INIT}, "/a", SITE) is None


def test_a_module_in_its_place() -> None:
    found = pip_in({"/work/pip.py": "", f"{SITE}/pip/__init__.py": INIT}, "/work", SITE)
    assert found == Unknown("/work/pip.py stands in the place of pip")


def test_one_inside_a_wheel() -> None:
    assert pip_in({"/w/pip.whl": _wheel()}, "/w/pip.whl") == PipCopy("23.0.1", "/w/pip.whl", "upstream")


def _wheel() -> Node:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("pip/__init__.py", INIT)
    return file(buffer.getvalue())


@pytest.mark.parametrize("content", [b"", b"PK rubbish", b"\x00" * 100])
def test_a_broken_wheel_holds_none(content: bytes) -> None:
    assert pip_in({"/w/pip.whl": file(content), "/w/x.zip": "text"}, "/w/pip.whl", "/w/x.zip") is None


@pytest.mark.parametrize(
    ("entry", "release", "vendor"),
    [
        ("/usr/lib/python3.12/site-packages", "ID=fedora\n", "fedora"),
        ("/usr/lib/python3.9/site-packages", "ID=rocky\nID_LIKE='rhel centos fedora'\n", "fedora"),
        ("/usr/lib/python3.12/site-packages", "ID=arch\n", "upstream"),
        ("/usr/local/lib/python3.12/site-packages", "ID=fedora\n", "upstream"),
        ("/ucrt64/lib/python3.12/site-packages", "", "msys2"),
        ("/data/data/com.termux/files/usr/lib/python3.12/site-packages", "", "termux"),
        ("/usr/local/lib/python3.11/dist-packages", "ID=debian\n", "upstream"),
    ],
)
def test_whose_patches_it_carries(entry: str, release: str, vendor: str) -> None:
    found = pip_in({f"{entry}/pip/__init__.py": INIT, "/etc/os-release": release}, entry)
    assert isinstance(found, PipCopy)
    assert found.vendor == vendor


# Distributions ------------------------------------------------------------------------------------------------------


def distribution(files: dict[str, Node | str]) -> Distribution:
    (found,) = read_distributions(machine({f"/s/{path}": content for path, content in files.items()}), ["/s"])
    return found


def test_a_wheels() -> None:
    files: dict[str, Node | str] = {
        "Foo_Bar-1.0.dist-info/RECORD": "",
        "Foo_Bar-1.0.dist-info/INSTALLER": "pip\n",
    }
    assert distribution(files) == Distribution("foo-bar", "1.0", "/s", True, "pip", "dist-info")


def test_an_apt_packages_without_a_record() -> None:
    assert distribution({"six-1.16.0.dist-info/INSTALLER": "debian\n"}) == Distribution(
        "six", "1.16.0", "/s", False, "debian"
    )


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"PyYAML-6.0.egg-info": ""}, Distribution("pyyaml", "6.0", "/s", False, "", "egg-info-file")),
        ({"six-1.0-py3.11.egg-info/PKG-INFO": ""}, Distribution("six", "1.0", "/s", False, "", "egg-info")),
        (
            {"six.egg-info/PKG-INFO": "Name: six\nVersion: 2.0\n"},
            Distribution("six", "2.0", "/s", False, "", "egg-info"),
        ),
        (
            {"six.egg-info": "Name: six\nVersion: 2.0\n"},
            Distribution("six", "2.0", "/s", False, "", "egg-info-file"),
        ),
        ({"six.dist-info/METADATA": "Version: 3\n"}, Distribution("six", "3", "/s", False, "", "dist-info")),
        ({"proj.egg-link": "/src\n.\n"}, Distribution("proj", "", "/s", False, "", "egg-link-file")),
        ({"six.egg-info": file(b"\xff\xfe")}, Distribution("six", "", "/s", False, "", "egg-info-file")),
    ],
)
def test_older_forms(files: dict[str, Node | str], expected: Distribution) -> None:
    assert distribution(files) == expected


def test_the_order_of_import_and_what_is_passed_over() -> None:
    files: dict[str, Node | str] = {
        "/a/six-1.0.dist-info/RECORD": "",
        "/b/six-2.0.dist-info/RECORD": "",
        "/b/~ix-2.0.dist-info/RECORD": "",
        "/b/six.py": "",
        "/secret": directory(0o700),
        "/secret/x-1.dist-info/RECORD": "",
    }
    found = read_distributions(machine(files, uid=1000), ["/a", "/b", "/a", "/gone", "/secret", "/b/six.py"])
    assert [(one.name, one.version) for one in found] == [("six", "1.0"), ("six", "2.0")]


@pytest.mark.parametrize("name", ["Foo.Bar", "foo__bar", "FOO-bar", "foo-._bar"])
def test_names_are_compared_without_case_and_punctuation(name: str) -> None:
    assert normalise(name) == "foo-bar"


@pytest.mark.parametrize(
    ("specifier", "satisfied"),
    [("", True), ("==1.0", True), (">=0.9,<2", True), (">1", False), ("garbage", False)],
)
def test_whether_a_requirement_is_met(specifier: str, satisfied: bool) -> None:
    installed = (Distribution("six", "1.0", "/s", True, ""), Distribution("six", "9", "/t", True, ""))
    assert satisfies(installed, "six", Requirement("six", "six", (), specifier, "", "named")) is satisfied


@pytest.mark.parametrize(
    "requirement",
    [
        Requirement("six[x]", "six", ("x",), "", "", "named"),
        Requirement("six; y", "six", (), "", "y", "named"),
        Requirement("six @ u", "six", (), "", "", "url"),
        Requirement("other", "other", (), "", "", "named"),
    ],
)
def test_what_is_left_to_the_installer(requirement: Requirement) -> None:
    installed = (Distribution("six", "1.0", "/s", True, ""),)
    assert not satisfies(installed, requirement.name, requirement)
    assert not satisfies(installed, "", requirement)


def test_a_version_that_is_none_satisfies_nothing() -> None:
    installed = (Distribution("six", "not a version", "/s", True, ""),)
    assert not satisfies(installed, "six", Requirement("six", "six", (), ">=1", "", "named"))
