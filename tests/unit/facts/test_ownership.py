"""Whose Python it is."""

from __future__ import annotations

import pytest

from pipwise.facts.ownership import owner_of
from pipwise.model.interpreter import Owner
from pipwise.model.known import Known, Unknown
from tests.recorded.look import Node, directory, link, machine, program
from tests.situations import environment as situation


def owner(
    base: str,
    files: dict[str, Node | str] | None = None,
    variables: dict[str, str] | None = None,
    *,
    executable: str = "/usr/bin/python3",
    version: tuple[int, int, int] = (3, 11, 2),
    platform: str = "linux",
    uid: int = 1000,
) -> Owner:
    interpreter = situation().interpreter._replace(base_prefix=base, executable=executable, version=version)
    look = machine({base: directory(), **(files or {})}, platform=platform, uid=uid)
    fact = owner_of(look, interpreter, variables or {})
    assert not isinstance(fact, Unknown), fact.why
    return fact.value


DPKG: dict[str, Node | str] = {"/var/lib/dpkg/status": "", "/etc/os-release": "ID=debian\n"}


def test_debian_with_the_package() -> None:
    files: dict[str, Node | str] = {
        **DPKG,
        "/usr/bin/python3": link("python3.11"),
        "/usr/bin/python3.11": program(),
        "/var/lib/dpkg/info/python3.11-minimal.list": "/.\n/usr\n/usr/bin/python3.11\n",
    }
    assert owner("/usr", files) == Owner("os", "apt", "python3.11-minimal")
    assert owner("/usr", DPKG) == Owner("os", "apt", "")


def test_debian_before_its_file_lists_followed_the_merge_of_usr() -> None:
    files: dict[str, Node | str] = {
        **DPKG,
        "/usr/bin/python3": program(),
        "/var/lib/dpkg/info/python3.11.list": "/bin/python3\n",
    }
    assert owner("/usr", files).package == "python3.11"


@pytest.mark.parametrize(
    ("files", "manager"),
    [
        (DPKG, "apt"),
        ({"/usr/lib/sysimage/rpm": directory(), "/usr/bin/dnf": "", "/etc/os-release": "ID=fedora\n"}, "dnf"),
        (
            {"/usr/lib/sysimage/rpm": directory(), "/usr/bin/dnf5": "", "/usr/bin/rpm-ostree": ""},
            "rpm-ostree",
        ),
        ({"/var/lib/rpm": directory(), "/usr/bin/yum": "", "/etc/os-release": "ID=centos\n"}, "dnf"),
        (
            {"/var/lib/rpm": directory(), "/usr/bin/zypper": "", "/etc/os-release": "ID=opensuse-leap\n"},
            "zypper",
        ),
        ({"/var/lib/rpm": directory()}, "rpm"),
        ({"/var/lib/pacman/local": directory()}, "pacman"),
        ({"/lib/apk/db/installed": ""}, "apk"),
        ({"/var/db/xbps": directory()}, "xbps"),
        ({"/var/db/pkg": directory()}, "portage"),
        ({}, ""),
        # The tools of another family bring their databases along.
        (
            {
                **DPKG,
                "/etc/os-release": "ID=fedora\n",
                "/usr/lib/sysimage/rpm": directory(),
                "/usr/bin/dnf": "",
            },
            "dnf",
        ),
        ({**DPKG, "/var/lib/rpm": directory()}, "apt"),
        (
            {
                **DPKG,
                "/var/lib/rpm": directory(),
                "/etc/os-release": "ID=linuxmint\nID_LIKE='ubuntu debian'\n",
            },
            "apt",
        ),
        (
            {**DPKG, "/var/lib/pacman/local": directory(), "/etc/os-release": "ID=manjaro\nID_LIKE=arch\n"},
            "pacman",
        ),
        ({**DPKG, "/var/lib/rpm": directory(), "/etc/os-release": "ID=mystery\n"}, "apt"),
    ],
)
def test_below_usr_the_distribution_owns_it(files: dict[str, Node | str], manager: str) -> None:
    assert owner("/usr", files) == Owner("os", manager)


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("/nix/store/abc-python3-3.11", Owner("os", "nix")),
        ("/gnu/store/abc-python-3.11", Owner("os", "guix")),
        (
            "/opt/homebrew/Cellar/python@3.12/3.12.1/Frameworks/Python.framework/Versions/3.12",
            Owner("homebrew", "brew"),
        ),
        (
            "/opt/homebrew/opt/python@3.12/Frameworks/Python.framework/Versions/3.12",
            Owner("homebrew", "brew"),
        ),
        ("/opt/local/Library/Frameworks/Python.framework/Versions/3.12", Owner("os", "macports")),
        ("/home/a/.local/share/uv/python/cpython-3.12.1-linux-x86_64-gnu", Owner("uv", "uv")),
        ("/srv/pythons/cpython-3.12.1-linux-x86_64-gnu", Owner("uv", "uv")),
        ("/home/a/.pyenv/versions/3.12.1", Owner("pyenv", "pyenv")),
        ("/home/a/.asdf/installs/python/3.12.1", Owner("user", "asdf")),
        ("/home/a/.local/share/mise/installs/python/3.12.1", Owner("user", "mise")),
        ("/opt/hostedtoolcache/Python/3.12.1/x64", Owner("user", "setup-python")),
        ("/Library/Frameworks/Python.framework/Versions/3.12", Owner("python.org", "")),
        (
            "/Library/Developer/CommandLineTools/Library/Frameworks/Python3.framework/Versions/3.9",
            Owner("os", "xcode"),
        ),
        (
            "/Applications/Xcode_15.app/Contents/Developer/Library/Frameworks/Python3.framework/Versions/3.9",
            Owner("os", "xcode"),
        ),
        ("/data/data/com.termux/files/usr", Owner("os", "pkg")),
        ("/ucrt64", Owner("os", "pacman")),
        ("/opt/rh/rh-python38/root/usr", Owner("os", "rpm")),
        ("/opt/python3.12", Owner("user", "")),
        ("/home/a/py", Owner("user", "")),
        ("/data/py", Owner("unknown", "")),
    ],
)
def test_owners_by_where_it_lies(base: str, expected: Owner) -> None:
    assert owner(base) == expected


@pytest.mark.parametrize(
    ("variables", "base", "expected"),
    [
        ({"PYENV_ROOT": "/data/pyenv"}, "/data/pyenv/versions/3.12.1", Owner("pyenv", "pyenv")),
        ({"UV_PYTHON_INSTALL_DIR": "/data/uv"}, "/data/uv/x", Owner("uv", "uv")),
        ({"MISE_DATA_DIR": "/data/m"}, "/data/m/installs/python/3.12", Owner("user", "mise")),
        ({"RUNNER_TOOL_CACHE": "/data/t"}, "/data/t/Python/3.12.1/x64", Owner("user", "setup-python")),
        ({"PYENV_ROOT": "/data/pyenv"}, "/data/other", Owner("unknown", "")),
    ],
)
def test_managers_that_a_variable_moves(variables: dict[str, str], base: str, expected: Owner) -> None:
    assert owner(base, variables=variables) == expected


def test_conda_wherever_it_lies() -> None:
    assert owner("/opt/conda", {"/opt/conda/conda-meta": directory()}) == Owner("conda", "conda")
    inside = "/home/a/.pyenv/versions/miniconda3"
    assert owner(inside, {f"{inside}/conda-meta": directory()}) == Owner("conda", "conda")


def test_an_official_image() -> None:
    image = {"PYTHON_VERSION": "3.11.2", "PYTHON_SHA256": "0"}
    assert owner("/usr/local", variables=image) == Owner("image", "")
    assert owner("/usr/local", variables={"PYTHON_VERSION": "3.11.2", "GPG_KEY": "0"}) == Owner("image", "")


@pytest.mark.parametrize(
    "variables", [{}, {"PYTHON_VERSION": "3.11.2"}, {"PYTHON_VERSION": "3.9", "GPG_KEY": "0"}]
)
def test_a_build_by_hand(variables: dict[str, str]) -> None:
    assert owner("/usr/local", variables=variables) == Owner("user", "")


def test_the_ports_of_a_bsd() -> None:
    assert owner("/usr/local", platform="freebsd14") == Owner("os", "pkg")


def test_what_belongs_to_a_person_is_a_users_whoever_asks() -> None:
    assert owner("/data/py", {"/data/py": directory(uid=1001)}, uid=0) == Owner("user", "")
    assert owner("/data/py", {"/data/py": directory(uid=1001)}) == Owner("user", "")


def test_a_base_that_cannot_be_looked_at() -> None:
    interpreter = situation().interpreter._replace(base_prefix="/secret/py")
    look = machine({"/secret": directory(0o700), "/secret/py": directory()}, uid=1000)
    assert owner_of(look, interpreter, {}) == Unknown("/secret/py: Permission denied")


def test_the_evidence_is_named() -> None:
    look = machine({**DPKG, "/usr": directory()})
    fact = owner_of(look, situation().interpreter, {})
    assert isinstance(fact, Known)
    assert fact.source.where == "/var/lib/dpkg/status"
