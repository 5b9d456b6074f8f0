"""Back ends over what real package managers answered: Debian's apt, and dnf, zypper and pacman with small repositories."""

from __future__ import annotations

import pytest

from pipwise.backends import Held
from pipwise.model.known import Unknown
from tests.unit.backends.transcripts import heard

RPMS = ["dnf4", "dnf5", "zypper"]
PACMANS = ["pacman6", "pacman7"]
APTS = ["apt-bookworm", "apt-trixie"]


@pytest.mark.parametrize("name", RPMS)
def test_rpms_tell_their_project_exactly_and_a_package_of_the_same_name_is_not_taken_for_it(
    name: str,
) -> None:
    found = {offer.package for offer in heard(name, "exact")}
    assert {"python3-requests", "python3-pyyaml", "python3-dateutil", "python3-zope-interface"} <= found
    assert not found & {"python3-raven", "python3-six"}


@pytest.mark.parametrize("name", RPMS)
def test_an_rpm_for_another_python_is_not_offered(name: str) -> None:
    assert [offer.package for offer in heard(name, "exact for 3.11")] == ["python311-attrs"]


@pytest.mark.parametrize("name", RPMS)
def test_candidates_of_rpms_say_what_they_hold(name: str) -> None:
    found = {offer.package: offer for offer in heard(name, "candidates")}
    assert set(found) == {"python3-requests", "python3-dateutil", "python3-raven", "python3-six", "black"}
    assert found["python3-requests"].version == "2.31.0-3"
    assert found["python3-dateutil"].version == "1:2.8.2-3"
    assert found["python3-raven"].holds == (Held("raven-server", "1.1"),)
    assert found["python3-requests"].holds == (Held("requests", "2.31"),)
    assert found["python3-six"].holds == ()
    assert found["black"].where == "small"


@pytest.mark.parametrize("name", PACMANS)
def test_pacmans_file_database_tells_the_project_and_its_own_version(name: str) -> None:
    found = {offer.package: offer for offer in heard(name, "exact")}
    assert set(found) == {"python-requests", "python-yaml", "python-dateutil"}
    assert found["python-yaml"].holds == (Held("PyYAML", "6.0.1", "6.0.1-2"),)
    assert found["python-dateutil"].holds == (Held("python_dateutil", "2.9.0.post0", "1:2.9.0-2"),)
    assert heard(name, "exact for 3.11") == ()


@pytest.mark.parametrize("name", PACMANS)
def test_one_unknown_package_does_not_hide_the_others_from_pacman(name: str) -> None:
    versions = {offer.package: offer.version for offer in heard(name, "candidates")}
    assert versions == {
        "python-requests": "6.0.1-2",
        "python-yaml": "6.0.1-2",
        "python-dateutil": "1:2.9.0-2",
        "python-raven": "6.0.1-2",
        "black": "6.0.1-2",
    }


@pytest.mark.parametrize("name", PACMANS)
def test_a_file_database_that_was_never_fetched_is_not_an_empty_one(name: str) -> None:
    assert isinstance(heard(name, "exact", "without lists"), Unknown)


@pytest.mark.parametrize("name", APTS)
def test_apt_tells_the_candidate_and_is_silent_about_what_is_not_there(name: str) -> None:
    found = {offer.package: offer for offer in heard(name, "candidates")}
    assert set(found) == {"python3-requests", "python3-six", "python3-pil", "mail-transport-agent"}
    assert found["python3-six"].installed == found["python3-six"].version
    assert found["python3-requests"].where.startswith("http")
    assert found["mail-transport-agent"].version == "", "a virtual package has no candidate"


@pytest.mark.parametrize("name", [*RPMS, *PACMANS, *APTS])
def test_an_unknown_package_is_no_candidate_and_no_failure(name: str) -> None:
    assert [offer.version for offer in heard(name, "no candidates")] in ([], [""])


@pytest.mark.parametrize("name", [*RPMS, *PACMANS, *APTS])
def test_what_is_installed_is_told_with_its_version(name: str) -> None:
    first = {"apt": "python3-requests", "pac": "python-requests"}.get(name[:3], "python3-requests")
    before = {offer.package: offer.installed for offer in heard(name, "installed")}
    after = {offer.package: offer.installed for offer in heard(name, "installed", "installed")}
    assert after[first]
    assert before.get(first) in (None, after[first]), "Debian's machines have it before"
    assert not {one for one in after if one.endswith("-nosuch")}


@pytest.mark.parametrize("name", [*RPMS, *PACMANS, *APTS])
def test_the_owner_of_a_path_is_told_and_other_paths_have_none(name: str) -> None:
    owners = dict(heard(name, "owners", "installed"))
    assert next(owner for path, owner in owners.items() if path.endswith("/requests")).endswith("-requests")
    assert not [path for path in owners if path.endswith("/nosuch")]
