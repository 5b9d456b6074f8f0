"""Back ends whose managers cannot be tried where this is made, over outputs as their documentation and users show them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipwise.backends import BACKENDS, Held, Offer, Question
from pipwise.model.known import Unknown
from pipwise.system.look import Answer


def said(question: Question[Any], stdout: str, status: int = 0, stderr: str = "") -> Any:
    return question.read(Answer(status, stdout.encode(), stderr.encode()))


def test_apk_splits_a_package_from_its_version() -> None:
    (question,) = BACKENDS["apk"].candidates(("py3-requests", "py3-yaml", "py3-nosuch"))
    assert question.argv == ("apk", "search", "--exact", "py3-requests", "py3-yaml", "py3-nosuch")
    assert said(question, "py3-requests-2.31.0-r1\npy3-yaml-6.0.1-r2\n") == (
        Offer("py3-requests", "2.31.0-r1", None),
        Offer("py3-yaml", "6.0.1-r2", None),
    )
    assert said(question, "") == ()


def test_apk_tells_what_is_installed_and_who_owns_a_path() -> None:
    (question,) = BACKENDS["apk"].installed(("py3-six", "py3-nosuch"))
    assert said(question, "py3-six-1.16.0-r9\n", 1) == (Offer("py3-six", "", "1.16.0-r9"),)
    (owning,) = BACKENDS["apk"].owners(("/usr/lib/python3.12/site-packages/six.py",))
    line = "/usr/lib/python3.12/site-packages/six.py is owned by py3-six-1.16.0-r9\n"
    assert said(owning, line) == (("/usr/lib/python3.12/site-packages/six.py", "py3-six"),)


def formula(name: str, url: str, revision: int = 0, installed: tuple[str, ...] = ()) -> str:
    one = {
        "name": name,
        "aliases": [],
        "versions": {"stable": "24.2.0", "head": "HEAD", "bottle": True},
        "urls": {"stable": {"url": url, "tag": None}},
        "revision": revision,
        "installed": [{"version": version} for version in installed],
    }
    return json.dumps({"formulae": [one], "casks": []})


def test_a_formula_is_a_project_of_pypi_where_it_is_built_from_its_archive() -> None:
    (question,) = BACKENDS["brew"].exact(("black",), "")
    url = "https://files.pythonhosted.org/packages/0f/5d/aa/black-24.2.0.tar.gz"
    (offer,) = said(question, formula("black", url, 1, ("24.1.0",)))
    assert offer == Offer("black", "24.2.0_1", "24.1.0", (Held("black", "24.2.0"),), url)


def test_a_formula_of_the_same_name_from_elsewhere_says_nothing_of_pypi() -> None:
    (question,) = BACKENDS["brew"].exact(("raven",), "")
    (offer,) = said(question, formula("raven", "https://github.com/x/raven/archive/v1.tar.gz"))
    assert offer.holds == ()


def test_a_formula_that_is_not_there_is_no_failure_and_anything_else_is() -> None:
    (question,) = BACKENDS["brew"].candidates(("nosuch",))
    assert said(question, "", 1, 'Error: No available formula with the name "nosuch".') == ()
    assert isinstance(said(question, "", 1, "Error: no network"), Unknown)
    assert isinstance(said(question, "[]"), Unknown)


def test_conda_tells_the_newest_and_that_there_is_none() -> None:
    (question,) = BACKENDS["conda"].candidates(("numpy",))
    found = {"numpy": [{"version": "1.26.4", "channel": "c"}, {"version": "2.1.0", "channel": "conda-forge"}]}
    assert said(question, json.dumps(found)) == (Offer("numpy", "2.1.0", None, (), "conda-forge"),)
    missing = {"exception_name": "PackagesNotFoundError", "message": "not available"}
    assert said(question, json.dumps(missing), 1) == ()
    assert isinstance(
        said(question, json.dumps({"exception_name": "CondaHTTPError", "message": "x"}), 1), Unknown
    )
    assert isinstance(said(question, "Traceback", 1), Unknown)


def test_what_pip_put_into_a_conda_environment_is_not_condas() -> None:
    (question,) = BACKENDS["conda"].installed(("numpy", "six"))
    rows = [
        {"name": "numpy", "version": "2.1.0", "channel": "conda-forge"},
        {"name": "six", "version": "1.16.0", "channel": "pypi"},
        {"name": "pip", "version": "24.0", "channel": "conda-forge"},
    ]
    assert said(question, json.dumps(rows)) == (Offer("numpy", "", "2.1.0"),)


def test_nix_is_asked_for_all_attributes_at_once() -> None:
    (question,) = BACKENDS["nix"].candidates(("python3Packages.requests", "python3Packages.2to3", "black"))
    assert 'pkgs."python3Packages"."2to3".version or ""' in question.argv[-1]
    found = {"python3Packages.requests": "2.32.3", "python3Packages.2to3": "", "black": "24.2.0"}
    assert [offer.package for offer in said(question, json.dumps(found))] == [
        "python3Packages.requests",
        "black",
    ]
    assert isinstance(said(question, "", 1, "error: file 'nixpkgs' was not found"), Unknown)


def test_nix_opens_a_shell_instead_of_installing() -> None:
    order = BACKENDS["nix"].install(("python3Packages.requests", "black"))
    assert order.argv == ("nix-shell", "-p", "python3.withPackages (ps: [ ps.requests ])", "black")
    assert not order.root


def test_gentoos_metadata_names_the_project_and_portageq_the_version() -> None:
    (question,) = BACKENDS["portage"].exact(("zope-interface",), "")
    line = (
        "/var/db/repos/gentoo/dev-python/zope-interface/metadata.xml:"
        '<remote-id type="pypi">zope.interface</remote-id>\n'
    )
    assert said(question, line) == (
        Offer(
            "dev-python/zope-interface",
            "",
            None,
            (Held("zope.interface"),),
            "/var/db/repos/gentoo/dev-python/zope-interface/metadata.xml",
        ),
    )
    assert said(question, "", 1) == ()
    (question,) = BACKENDS["portage"].candidates(("dev-python/requests", "dev-python/nosuch"))
    assert said(question, "dev-python/requests:dev-python/requests-2.31.0-r1\ndev-python/nosuch:\n") == (
        Offer("dev-python/requests", "2.31.0-r1", None),
    )


def test_portage_tells_the_owner_without_its_version() -> None:
    (owning,) = BACKENDS["portage"].owners(("/usr/lib/python3.12/EXTERNALLY-MANAGED",))
    nobodys = "None of the installed packages claim these files:\n\t/etc/x\n"
    found = said(owning, f"dev-lang/python-3.12.3-r1\n\t/usr/lib/python3.12/EXTERNALLY-MANAGED\n{nobodys}")
    assert found == (("/usr/lib/python3.12/EXTERNALLY-MANAGED", "dev-lang/python"),)


def test_xbps_says_nothing_of_what_is_not_there() -> None:
    (question,) = BACKENDS["xbps"].candidates(("python3-requests",))
    assert said(question, "python3-requests-2.31.0_1\n") == (Offer("python3-requests", "2.31.0_1", None),)
    assert said(question, "", 2) == ()
    assert isinstance(said(question, "", 13, "Permission denied"), Unknown)
    (owning,) = BACKENDS["xbps"].owners(("/usr/bin/black",))
    assert said(owning, "black-24.2.0_1: /usr/bin/black (regular file)\n") == (("/usr/bin/black", "black"),)


def test_freebsds_pkg_tells_name_version_and_repository() -> None:
    (question,) = BACKENDS["pkg"].candidates(("py311-requests", "py311-nosuch"))
    found = said(question, "py311-requests|2.31.0_1,1|FreeBSD\n")
    assert found == (Offer("py311-requests", "2.31.0_1,1", None, (), "FreeBSD"),)
    assert said(question, "", 1) == ()
    (owning,) = BACKENDS["pkg"].owners(("/usr/local/bin/black",))
    line = "/usr/local/bin/black was installed by package py311-black-24.2.0\n"
    assert said(owning, line) == (("/usr/local/bin/black", "py311-black"),)


@pytest.mark.parametrize("name", BACKENDS)
def test_every_back_end_can_install_remove_and_refresh(name: str) -> None:
    back_end = BACKENDS[name]
    assert "one" in " ".join(back_end.install(("one", "two")).argv)
    assert back_end.remove(("one",)).argv
    assert back_end.refresh().argv


@pytest.mark.parametrize("name", ["brew", "conda", "nix", "msys2", "termux"])
def test_what_belongs_to_the_user_needs_no_root(name: str) -> None:
    assert not BACKENDS[name].install(("one",)).root


@pytest.mark.parametrize(
    "name", ["apt", "dnf", "zypper", "pacman", "apk", "portage", "xbps", "pkg", "rpm-ostree"]
)
def test_what_belongs_to_the_system_needs_root(name: str) -> None:
    assert BACKENDS[name].install(("one",)).root
