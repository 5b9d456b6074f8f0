"""Where a ``.venv`` may stand, and which directory is the project."""

from __future__ import annotations

import pytest

from pipwise.facts.place import look_at_place
from pipwise.facts.project import look_at_project
from pipwise.model.host import Place, Project
from pipwise.model.known import Known, Source, Unknown
from pipwise.system.look import Account
from tests.recorded.look import Node, RecordedLook, directory, file, link, machine

HOME = "/home/alice"
ALICE = Account("alice", 1000, 1000, HOME, "/bin/bash")
BOB = Account("bob", 1001, 1001, "/home/bob", "/bin/bash")
OWN = directory(uid=1000)


def at(cwd: str, files: dict[str, Node | str] | None = None, **variables: str) -> RecordedLook:
    every: dict[str, Node | str] = {
        HOME: OWN,
        cwd: directory(uid=1000),
        "/home/bob": directory(uid=1001),
        **(files or {}),
    }
    return machine(every, environment={"HOME": HOME, **variables}, cwd=cwd, uid=1000, accounts=[ALICE, BOB])


def project_at(look: RecordedLook) -> Project | None:
    found = look_at_project(look, look.cwd, look.home)
    assert isinstance(found, Known)
    value: Project | None = found.value
    return value


def place_at(look: RecordedLook) -> Place:
    found = look_at_place(look, look.cwd, look.home, project_at(look))
    assert isinstance(found, Known)
    value: Place = found.value
    return value


@pytest.mark.parametrize(
    "name",
    [
        *(
            "pyproject.toml",
            "requirements.txt",
            "requirements-dev.txt",
            "requirements.in",
            "setup.py",
            "setup.cfg",
        ),
        *("Pipfile", "environment.yml", ".git"),
    ],
)
def test_what_makes_a_project(name: str) -> None:
    found = project_at(at(f"{HOME}/p", {f"{HOME}/p/{name}": ""}))
    assert found == Project(f"{HOME}/p", f"{HOME}/p/{name}", found.managers if found else ())


@pytest.mark.parametrize(
    "name", ["main.py", "my-requirements.txt", "requirements.md", "package.json", "README.md"]
)
def test_what_does_not_make_one(name: str) -> None:
    assert project_at(at(f"{HOME}/p", {f"{HOME}/p/{name}": ""})) is None


def test_the_nearest_one_upward() -> None:
    files: dict[str, Node | str] = {f"{HOME}/p/pyproject.toml": "", f"{HOME}/p/src/pkg/x.py": ""}
    found = project_at(at(f"{HOME}/p/src/pkg", files))
    assert found is not None
    assert found.root == f"{HOME}/p"
    nested = project_at(at(f"{HOME}/p/docs/more", {**files, f"{HOME}/p/docs/requirements.txt": ""}))
    assert nested is not None
    assert nested.root == f"{HOME}/p/docs"


def test_the_search_stops_at_the_root_of_the_repository() -> None:
    files: dict[str, Node | str] = {
        f"{HOME}/pyproject.toml": "",
        f"{HOME}/w/pyproject.toml": "",
        f"{HOME}/w/repo/.git/HEAD": "",
    }
    found = project_at(at(f"{HOME}/w/repo/src", files))
    assert found is not None
    assert (found.root, found.evidence) == (f"{HOME}/w/repo", f"{HOME}/w/repo/.git")
    submodule: dict[str, Node | str] = {
        f"{HOME}/w/pyproject.toml": "",
        f"{HOME}/w/sub/.git": "gitdir: ../.git/modules/sub\n",
    }
    inner = project_at(at(f"{HOME}/w/sub", submodule))
    assert inner is not None
    assert inner.root == f"{HOME}/w/sub"


@pytest.mark.parametrize("folder", [f"{HOME}/a/b", "/opt/x", "/srv/x", "/tmp/x", "/var/x"])
def test_the_search_stops_below_the_home_directory_and_below_what_is_everybodys(folder: str) -> None:
    above = folder.rpartition("/")[0] if folder != f"{HOME}/a/b" else HOME
    assert project_at(at(folder, {f"{above}/pyproject.toml": "", "/pyproject.toml": ""})) is None


WORKSPACE = '[project]\nname = "w"\nversion = "1"\n[tool.uv.workspace]\nmembers = ["packages/*"]\nexclude = ["packages/out"]\n'
MEMBER = '[project]\nname = "m"\nversion = "1"\n'


@pytest.mark.parametrize(
    ("member", "root"),
    [
        ("packages/in", "w"),
        ("packages/out", "w/packages/out"),
        ("other", "w/other"),
        ("packages/in/deep", "w"),
    ],
)
def test_the_root_of_a_workspace_wins_over_its_members(member: str, root: str) -> None:
    files: dict[str, Node | str] = {
        f"{HOME}/w/pyproject.toml": WORKSPACE,
        f"{HOME}/w/{member.removesuffix('/deep')}/pyproject.toml": MEMBER,
    }
    found = project_at(at(f"{HOME}/w/{member}", files))
    assert found is not None
    assert found.root == f"{HOME}/{root}"


def test_a_directory_of_a_workspace_that_is_no_member_stays_a_project_of_its_own() -> None:
    files: dict[str, Node | str] = {
        f"{HOME}/w/pyproject.toml": WORKSPACE,
        f"{HOME}/w/tools/requirements.txt": "",
    }
    found = project_at(at(f"{HOME}/w/tools", files))
    assert found is not None
    assert found.root == f"{HOME}/w/tools"


def test_a_workspace_further_up_than_the_repository_does_not_count() -> None:
    files: dict[str, Node | str] = {
        f"{HOME}/w/pyproject.toml": WORKSPACE,
        f"{HOME}/w/packages/in/pyproject.toml": MEMBER,
        f"{HOME}/w/packages/in/.git/HEAD": "",
    }
    found = project_at(at(f"{HOME}/w/packages/in", files))
    assert found is not None
    assert found.root == f"{HOME}/w/packages/in"


@pytest.mark.parametrize(
    ("text", "managers"),
    [
        ("[tool.uv]\n", ("uv",)),
        ("[tool.uv.sources]\n", ("uv",)),
        (" [ tool . poetry ] # x\n", ("poetry",)),
        ("[tool.uvicorn]\n", ()),
        ('x = "[tool.uv]"\n', ()),
        ("[[tool.pdm.source]]\n", ("pdm",)),
    ],
)
def test_managers_by_their_tables(text: str, managers: tuple[str, ...]) -> None:
    found = project_at(at(f"{HOME}/p", {f"{HOME}/p/pyproject.toml": text}))
    assert found is not None
    assert found.managers == managers


def test_managers_by_their_locks() -> None:
    found = project_at(
        at(f"{HOME}/p", {f"{HOME}/p/{name}": "" for name in ("Pipfile", "Pipfile.lock", "uv.lock")})
    )
    assert found is not None
    assert found.managers == ("uv", "pipenv")


@pytest.mark.parametrize(
    ("node", "problem"),
    [
        (file(b"\xff\xfe"), "is not UTF-8"),
        (file("[tool.uv]", mode=0o600), "Permission denied"),
        (directory(), "Is a directory"),
        (link("nowhere"), "No such file or directory"),
    ],
)
def test_a_project_file_that_cannot_be_read_is_still_a_project(node: Node, problem: str) -> None:
    found = project_at(at(f"{HOME}/p", {f"{HOME}/p/pyproject.toml": node}))
    assert found is not None
    assert problem in found.problem


def test_an_unreadable_working_directory_is_unknown() -> None:
    look = at(f"{HOME}/p", {f"{HOME}/p": directory(0o300)})
    assert look_at_project(look, look.cwd, look.home) == Unknown(f"{HOME}/p: Permission denied")


def test_an_unreadable_directory_above_ends_the_search() -> None:
    files: dict[str, Node | str] = {"/data": directory(0o711), "/data/pyproject.toml": "", "/data/x/y": OWN}
    assert project_at(at("/data/x/y", files)) is None


def test_a_working_directory_that_is_gone_is_unknown() -> None:
    look = machine({}, cwd="")
    assert isinstance(look_at_project(look, "", HOME), Unknown)
    assert isinstance(look_at_place(look, "", HOME, None), Unknown)


@pytest.mark.parametrize(
    ("cwd", "kind"),
    [
        (HOME, "home"),
        ("/home/bob", "home"),
        ("/", "root"),
        ("/tmp", "temporary"),
        ("/var/tmp", "temporary"),
        ("/dev/shm", "temporary"),
        ("/work/tmp", "temporary"),
        (f"{HOME}/Desktop", "desktop"),
        (f"{HOME}/Downloads", "desktop"),
        (f"{HOME}/Schreibtisch", "desktop"),
        (f"{HOME}/bin", "desktop"),
        ("/home", "system"),
        ("/usr", "system"),
        ("/usr/lib/python3/dist-packages", "system"),
        ("/etc/nginx", "system"),
        ("/opt", "system"),
        ("/proc/1", "system"),
        ("/run", "system"),
    ],
)
def test_places_that_never_hold_a_venv_even_with_a_project_file_in_them(cwd: str, kind: str) -> None:
    files: dict[str, Node | str] = {
        f"{cwd.rstrip('/')}/requirements.txt": "",
        f"{cwd.rstrip('/')}/.venv/pyvenv.cfg": "",
        f"{HOME}/.config/user-dirs.dirs": 'XDG_DESKTOP_DIR="$HOME/Schreibtisch"\n',
    }
    look = at(cwd, files if cwd != HOME else {f"{HOME}/requirements.txt": ""}, TMPDIR="/work/tmp")
    assert place_at(look) == Place(cwd, kind, None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "cwd",
    [
        *(
            f"{HOME}/x",
            f"{HOME}/Desktop/x",
            "/tmp/x",
            "/home/app",
            "/opt/app",
            "/srv/app",
            "/usr/src/app",
            "/var/www/site",
        ),
        *(
            "/app",
            "/run/media/alice/disk/x",
            "/dev/shm/x",
            "/var/lib/jenkins/workspace/x",
            "/mnt/c/x",
            "/work/tmp/x",
        ),
    ],
)
def test_places_that_may(cwd: str) -> None:
    look = at(cwd, TMPDIR="/work/tmp")
    assert place_at(look) == Place(cwd, "plain", None)
    project = project_at(at(cwd, {f"{cwd}/requirements.txt": ""}, TMPDIR="/work/tmp"))
    assert project is not None
    assert project.root == cwd


def test_a_home_directory_by_another_name_is_one() -> None:
    files: dict[str, Node | str] = {"/home": link("/var/home"), "/var/home/alice": OWN}
    look = machine(files, environment={"HOME": HOME}, cwd="/var/home/alice", uid=1000, accounts=[ALICE])
    assert place_at(look).kind == "home"
    below = machine(
        {**files, "/var/home/alice/x": OWN, "/var/home/alice/pyproject.toml": ""},
        environment={"HOME": HOME},
        cwd="/var/home/alice/x",
        uid=1000,
        accounts=[ALICE],
    )
    assert (place_at(below).kind, project_at(below)) == ("plain", None)


def test_the_venv_of_a_project_stands_at_its_root() -> None:
    files: dict[str, Node | str] = {
        f"{HOME}/p/pyproject.toml": "",
        f"{HOME}/p/.venv/pyvenv.cfg": "",
        f"{HOME}/p/src/x.py": "",
    }
    assert place_at(at(f"{HOME}/p/src", files)) == Place(f"{HOME}/p/src", "project", f"{HOME}/p/.venv")


def test_the_venv_of_a_plain_directory_counts_if_it_is_the_callers_own() -> None:
    assert place_at(at("/work/x", {"/work/x/.venv": OWN})).venv == "/work/x/.venv"
    assert place_at(at("/work/x", {"/work/x/.venv": directory(uid=1001)})).venv is None
    assert place_at(at("/work/x", {"/work/x/.venv": ""})).venv is None


def test_without_a_home_directory_a_project_is_found_all_the_same() -> None:
    look = machine({"/work/p/setup.py": ""}, environment={}, cwd="/work/p", uid=4242)
    found = look_at_project(look, "/work/p", None)
    assert found == Known(Project("/work/p", "/work/p/setup.py", ()), Source("live", "/work/p/setup.py"))
