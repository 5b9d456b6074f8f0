"""The environments that a request could go into, and what is seen of each."""

from __future__ import annotations

import pytest

from pipwise.facts.candidates import active_environment, look_at_candidates
from pipwise.model.decision import Directories, Seen, Wishes
from pipwise.model.facts import Facts
from pipwise.model.host import Disposable, Place
from pipwise.model.interpreter import Distribution, Venv
from pipwise.model.known import Known
from tests.recorded.look import Node, directory, link, machine, program
from tests.situations import ENVS, HOME, IN_PROJECT, ROOT, environment, facts, intent, known

PROJECT = f"{HOME}/p/.venv"
DIRECTORIES = Directories(ENVS, f"{HOME}/.local/state/pipwise", f"{HOME}/.cache/pipwise")
BASE: dict[str, Node | str] = {
    "/usr/bin/python3.11": program(),
    HOME: directory(uid=1000),
    f"{HOME}/p": directory(uid=1000),
}


def venv(
    root: str, uid: int = 1000, config: str = "home = /usr/bin\n", **packages: str
) -> dict[str, Node | str]:
    site = f"{root}/lib/python3.11/site-packages"
    made: dict[str, Node | str] = {
        root: directory(uid=uid),
        f"{root}/pyvenv.cfg": config,
        f"{root}/bin/python": link("/usr/bin/python3.11"),
        f"{root}/bin/python3": link("python"),
        site: directory(uid=uid),
    }
    made |= {f"{site}/{name}-{version}.dist-info/RECORD": "" for name, version in packages.items()}
    return made


def seen(
    files: dict[str, Node | str], found: Facts | None = None, wishes: Wishes | None = None, uid: int = 1000
) -> dict[str, Seen]:
    look = machine({**BASE, **files}, uid=uid)
    asked = intent("pip", "install", "six")
    those = look_at_candidates(look, found or facts(), asked, wishes or Wishes(), DIRECTORIES)
    return {one.role: one for one in those}


def test_at_home_there_is_the_personal_environment() -> None:
    assert seen({}) == {"personal": Seen("personal", f"{ENVS}/default", "absent")}


def test_a_project_comes_before_it() -> None:
    assert list(seen({}, facts(**IN_PROJECT))) == ["project", "personal"]


def test_an_environment_that_works() -> None:
    found = seen(venv(PROJECT, six="1.0", pip="25.0"), facts(**IN_PROJECT))["project"]
    assert found == Seen("project", PROJECT, "works", "", "3.11", ("six",), True)
    without = seen(venv(PROJECT), facts(**IN_PROJECT))["project"]
    assert (without.satisfied, without.has_pip) == ((), False)


def test_what_the_system_has_counts_only_where_it_is_seen() -> None:
    apt: Known[tuple[Distribution, ...]] = known(
        (Distribution("six", "1.16", "/usr/lib/python3/dist-packages", False, "debian"),)
    )
    here = facts(**IN_PROJECT, target=known(environment()._replace(distributions=apt)))
    assert (
        seen(venv(PROJECT, config="home=/usr/bin\ninclude-system-site-packages = false"), here)[
            "project"
        ].satisfied
        == ()
    )
    assert seen(venv(PROJECT, config="home=/usr/bin\ninclude-system-site-packages = true"), here)[
        "project"
    ].satisfied == ("six",)


@pytest.mark.parametrize(
    ("files", "state", "why"),
    [
        ({PROJECT: ""}, "not-a-venv", "is not a directory"),
        ({PROJECT: directory(uid=1000)}, "not-a-venv", "no pyvenv.cfg"),
        ({PROJECT: link("/gone")}, "not-a-venv", "a link to something that is gone"),
        ({f"{HOME}/p": directory(0o000)}, "unknown", "Permission denied"),
        (venv(PROJECT, uid=0), "not-mine", "may not be changed"),
        (
            {**venv(PROJECT), f"{PROJECT}/bin/python": link("/gone")},
            "broken",
            "points at a Python that is gone",
        ),
        ({f"{HOME}/p": directory()}, "not-mine", f"{HOME}/p may not be written"),
    ],
)
def test_environments_that_cannot_be_used(files: dict[str, Node | str], state: str, why: str) -> None:
    found = seen(files, facts(**IN_PROJECT))["project"]
    assert found.state == state
    assert why in found.why


def test_conda_environments_have_no_configuration_file() -> None:
    found = seen({f"{PROJECT}/conda-meta": directory(), PROJECT: directory(uid=1000)}, facts(**IN_PROJECT))
    assert found["project"].state == "works"
    assert seen({f"{PROJECT}/conda-meta": directory()}, facts(**IN_PROJECT))["project"].state == "not-mine"


def test_an_environment_of_that_name_is_the_only_one() -> None:
    found = seen({}, facts(**IN_PROJECT), Wishes(env="tools"))
    assert found == {"asked": Seen("asked", f"{ENVS}/tools", "absent")}


def test_a_python_that_was_asked_for_brings_its_environment() -> None:
    there = known(environment(prefix="/v")._replace(venv=Venv("/v", "/usr/bin", False, None)))
    found = seen(venv("/v"), facts(target=there), Wishes(python="/v"))
    assert (found["asked"].root, found["asked"].state) == ("/v", "works")


def test_an_image_build_has_its_own() -> None:
    proven = known(Disposable(True, "image-build", "x"))
    build = facts(asker=ROOT)
    build = build._replace(host=build.host._replace(disposable=proven))
    assert seen({}, build, uid=0)["image"] == Seen("image", "/opt/venv", "absent")


def test_the_plain_directorys_own() -> None:
    here = facts(place=known(Place("/work", "plain", "/work/.venv")))
    assert seen(venv("/work/.venv"), here)["plain"].state == "works"


def test_two_versions_in_one_environment_the_one_that_runs_counts() -> None:
    files = {**venv(PROJECT, six="1.0"), f"{PROJECT}/lib/python3.9/site-packages/six-9.dist-info/RECORD": ""}
    assert seen(files, facts(**IN_PROJECT))["project"].python == "3.11"


def active(files: dict[str, Node | str], **variables: str) -> str:
    return active_environment(machine({**BASE, **files}), variables, "/")


def test_the_environment_whose_python_is_first_on_path() -> None:
    assert active(venv("/v"), PATH="/v/bin:/usr/bin") == "/v"
    assert active(venv("/v"), PATH="/usr/bin:/v/bin", VIRTUAL_ENV="/v") == "/v"
    behind = {**venv("/v"), "/usr/bin/python": link("python3.11")}
    assert active(behind, PATH="/usr/bin:/v/bin", VIRTUAL_ENV="/v") == ""
    assert active({}, PATH="/nowhere") == ""


def test_an_active_conda_environment_but_not_its_base() -> None:
    conda: dict[str, Node | str] = {"/c/bin/python": program(), "/c/conda-meta": directory()}
    assert active(conda, PATH="/c/bin", CONDA_PREFIX="/c", CONDA_DEFAULT_ENV="work") == "/c"
    assert active(conda, PATH="/c/bin", CONDA_PREFIX="/c", CONDA_DEFAULT_ENV="base") == ""
    assert active(conda, PATH="/c/bin") == ""
