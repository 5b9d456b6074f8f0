"""What goes along with a copy that is taken away, what holds it, and who is found to use it."""

import pytest

from pipwise.audit import Report, audit
from pipwise.audit.repairs import Mending, Wanted, mend
from pipwise.audit.repairs.homes import Home, homes_of
from pipwise.audit.repairs.users import users_of
from pipwise.model.plan import RunTool
from tests.unit.audit.debian import ALICE, LOCAL, Debian
from tests.unit.audit.test_repairs import As


def installed(debian: Debian, project: str, *requires: str, place: str = LOCAL, command: bool = False) -> str:
    """By pip, with what it declares to need."""
    metadata = debian.pip(project, "1", place)
    lines = "".join(f"Requires-Dist: {one}\n" for one in requires)
    debian.write(f"{metadata}/METADATA", f"Name: {project}\nVersion: 1\n{lines}\n")
    if command:
        debian.write(f"{metadata}/entry_points.txt", f"[console_scripts]\n{project} = {project}:main\n")
    return metadata


def mended(debian: Debian, **wanted: tuple[str, ...]) -> tuple[Report, Mending]:
    report = audit(As(debian.root, 0))
    return report, mend(report, Wanted("/state/r", **wanted))  # type: ignore[arg-type]  # names of tuples


def homes(debian: Debian) -> dict[str, Home]:
    report, mending = mended(debian)
    users = users_of(report.survey, mending.removed)
    return {one.project: one for one in homes_of(report.survey, mending, users)}


def names(mending: Mending) -> tuple[set[str], set[str]]:
    return (
        {one.distribution.name for one in mending.removed},
        {one.distribution.name for one in mending.followed},
    )


def test_what_the_os_serves_as_well_stays(debian: Debian) -> None:
    debian.pip("six", "1.15.0")
    installed(debian, "tool", "six>=1.10", command=True)
    assert names(mended(debian)[1]) == ({"six"}, set())


def test_what_the_os_does_not_serve_goes_along_with_all_that_needs_it(debian: Debian) -> None:
    debian.pip("six", "1.15.0")
    installed(debian, "lib", "six<1.16")
    installed(debian, "tool", "lib", command=True)
    installed(debian, "other", 'six<1; python_version < "3"', "six<1; extra == 'old'")
    assert names(mended(debian)[1]) == ({"six", "lib", "tool"}, {"lib", "tool"})
    found = homes(debian)
    assert (found["tool"].application, found["tool"].library) == (True, False)
    assert (found["lib"].application, found["lib"].library) == (False, True)
    assert found["six"].package == "python3-six"
    assert (found["six"].application, found["six"].library) == (False, False)


@pytest.mark.parametrize("spared", ["tool", "lib"])
def test_what_is_kept_keeps_what_it_needs(debian: Debian, spared: str) -> None:
    debian.pip("six", "1.15.0")
    installed(debian, "lib", "six<1.16")
    installed(debian, "tool", "lib", command=True)
    _, mending = mended(debian, spare=(spared,))
    assert names(mending) == (set(), set())
    ((damage, why),) = mending.left
    assert damage.code == "shadowed"
    assert why.startswith("lib 1 needs it")
    assert mending.plan.steps == ()


def test_another_accounts_own_is_not_moved_by_root(debian: Debian) -> None:
    debian.pip("six", "1.15.0")
    installed(debian, "tool", "six<1.16", place=ALICE, command=True)
    _, mending = mended(debian)
    assert names(mending) == (set(), set())
    assert "it is alice's own" in mending.left[0][1]


def test_a_circle_comes_to_an_end(debian: Debian) -> None:
    debian.pip("six", "1.15.0")
    installed(debian, "one", "six<1.16", "two")
    installed(debian, "two", "one")
    assert names(mended(debian)[1])[0] == {"six", "one", "two"}


def test_projects_declare_what_they_need(debian: Debian) -> None:
    debian.pip("six", "1.17.0")
    debian.write(
        "/srv/app/requirements.txt", "# six\nsix>=1.17 ; python_version>'3' # new\nurllib3\n-r other\n"
    )
    debian.write("/home/alice/web/pyproject.toml", '[project]\ndependencies = [\n "six>1",\n 3]\n')
    debian.write("/srv/own/requirements.txt", "six==1.17.0\n")
    debian.write("/srv/own/.venv/pyvenv.cfg", "home = /usr/bin\n")
    debian.write("/srv/bad/pyproject.toml", f"x = {'[' * 5000}\n")
    debian.write("/opt/bad/pyproject.toml", "project = 3\n")
    report, mending = mended(debian)
    users = users_of(report.survey, mending.removed)
    assert {(one.path, one.line, one.how, one.served) for one in users} == {
        ("/srv/app/requirements.txt", 2, "declares", ""),
        ("/home/alice/web/pyproject.toml", 3, "declares", "python3-six"),
    }
    assert homes(debian)["six"].library


def test_what_a_script_imports_may_be_the_oss_where_that_is_as_new(debian: Debian) -> None:
    debian.pip("six", "1.15.0")
    debian.pip("urllib3", "2.0.0")
    debian.write("/usr/local/bin/mine", "#!/usr/bin/python3\nimport six\nimport urllib3\n", 0o755)
    found = homes(debian)
    assert not found["six"].library
    assert found["urllib3"].library


def test_hostile_metadata_asks_for_nothing(debian: Debian) -> None:
    debian.pip("six", "1.15.0")
    installed(
        debian,
        "tool",
        "six<1.16; python_version ~= 'x'",
        "six @ file:///etc/shadow",
        "six<1.16; " + "(" * 3000 + "os_name == 'x'" + ")" * 3000,
        "six" + "x" * 100_000,
        "six; nothing == 'x'",
        "six ===\udcff",
    )
    assert "six" in names(mended(debian)[1])[0]


def test_what_comes_back_is_kept_outside_the_oss_own_trees(debian: Debian) -> None:
    (debian.root / "usr/lib/python3/dist-packages/six.py").write_text("other")
    (tool,) = mended(debian)[1].plan.steps
    assert isinstance(tool, RunTool)
    assert tool.keep == "/state/r.0"
