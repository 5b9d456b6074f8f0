"""Applications and plug-ins by pipx: one from apt, or the one that pipwise brings up; undo leaves nothing of them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from tests.end_to_end.conftest import OFFLINE, Desk, kept_as_it_was

IMAGES = ("bookworm-bare", "bookworm-pipx", "trixie-bare", "trixie-pipx", "sid-bare", "sid-pipx")
BIN = "/home/alice/.local/bin"


@pytest.fixture(scope="module", params=IMAGES)
def desk(
    request: pytest.FixtureRequest, desks: Callable[[str], AbstractContextManager[Desk]]
) -> Iterator[Desk]:
    """Neither pip nor python3-venv nor pipx, or all of them."""
    with desks(request.param) as one:
        yield one


def says(desk: Desk, command: str, user: str = "alice") -> str:
    return desk.machine.run([command], user=user).stdout.strip()


def test_an_application_is_kept_apart_and_upgraded_and_taken_back(desk: Desk) -> None:
    with kept_as_it_was(desk):
        first = desk.install("--via", "app", "pep668app==1.0")
        assert first.status == 0, first.stderr
        assert "pep668app --version says pep668app 1.0" in first.stderr
        assert says(desk, f"{BIN}/pep668other") == "pep668app 1.0"
        assert desk.pipwise("run", "pep668app", cwd="/tmp").stdout == "pep668app 1.0\n"
        again = desk.install("--via", "app", "pep668app")
        assert (again.status, "nothing to do" in again.stderr) == (0, True)
        upgraded = desk.install("--via", "app", "--upgrade", "pep668app")
        assert upgraded.status == 0, upgraded.stderr
        assert says(desk, f"{BIN}/pep668app") == "pep668app 2.0"
        number = int(first.stderr.split()[-1])
        assert desk.pipwise("undo", str(number)).status == 5
        assert desk.pipwise("undo").status == 0
        assert says(desk, f"{BIN}/pep668app") == "pep668app 1.0"
        other = desk.install("--via", "app", "pep668app==2.0")
        assert other.status == 0, other.stderr
        assert says(desk, f"{BIN}/pep668app") == "pep668app 2.0"
        assert desk.pipwise("undo").status == 0
        assert desk.pipwise("undo").status == 0
        assert desk.machine.dpkg_verify() == []


def test_several_at_once_are_applications_each_and_undone_in_any_order(desk: Desk) -> None:
    with kept_as_it_was(desk):
        done = desk.install("--via", "app", "pep668app", "pep668demo<2")
        assert done.status == 0, done.stderr
        assert (says(desk, f"{BIN}/pep668app"), says(desk, f"{BIN}/pep668demo")) == (
            "pep668app 2.0",
            "pep668demo 1.0",
        )
        later = desk.install("httpie")
        assert later.status == 0, later.stderr
        assert desk.pipwise("undo", done.stderr.split()[-1]).status == 0
        assert says(desk, f"{BIN}/http") == "httpie 0.0.668"
        assert desk.pipwise("undo").status == 0


def test_a_plug_in_goes_into_its_application(desk: Desk) -> None:
    with kept_as_it_was(desk):
        done = desk.install("httpie-pep668")
        assert done.status == 0, done.stderr
        assert "httpie is not here as an application yet" in done.stderr
        more = desk.install("httpie-pep668more")
        assert more.status == 0, more.stderr
        found = desk.machine.run(f"readlink -f {BIN}/http", user="alice").stdout
        python = f"{found.rpartition('/')[0]}/python"
        imported = desk.machine.run(
            [python, "-c", "import httpie, httpie_pep668, httpie_pep668more"], user="alice"
        )
        assert imported.status == 0, imported.stderr
        assert desk.pipwise("undo").status == 0
        assert desk.machine.run([python, "-c", "import httpie_pep668more"], user="alice").status == 1
        assert desk.machine.run([python, "-c", "import httpie_pep668"], user="alice").status == 0
        assert desk.pipwise("undo").status == 0


@pytest.mark.parametrize(
    ("project", "said"),
    [
        ("pep668needs", "it is a library, not an application"),
        ("pep668new", "does not run on this Python"),
        ("pep668missing", "no pep668missing was found where pip looked"),
    ],
)
def test_what_cannot_be_an_application_is_taken_back_and_explained(
    desk: Desk, project: str, said: str
) -> None:
    with kept_as_it_was(desk):
        done = desk.install("--via", "app", project)
        assert done.status == 1
        assert said in done.stderr.replace("\n", " ")
        assert "what was begun has been taken back" in done.stderr


def test_a_command_that_does_not_start_is_told(desk: Desk) -> None:
    with kept_as_it_was(desk):
        done = desk.install("--via", "app", "pep668broken")
        assert (done.status, "No module named 'this_is_not_there_668'" in done.stderr) == (1, True)
        assert desk.pipwise("undo").status == 0


def test_root_installs_for_all_users(desk: Desk) -> None:
    with kept_as_it_was(desk, "root"):
        done = desk.install("--via", "app", "httpie", user="root", cwd="/root")
        assert done.status == 0, done.stderr
        assert says(desk, "http") == "httpie 0.0.668"
        assert desk.machine.exists("/opt/pipx/venvs/httpie/bin/http")
        asked = desk.install("httpie-pep668", user="root", cwd="/root")
        assert (asked.status, "root installs it for all users" in asked.stderr) == (3, True)
        added = desk.install("--yes", "httpie-pep668", user="root", cwd="/root")
        assert added.status == 0, added.stderr
        assert desk.pipwise("undo", user="root").status == 0
        assert desk.pipwise("undo", user="root").status == 0


def test_what_has_changed_since_is_not_undone_unless_insisted_upon(desk: Desk) -> None:
    with kept_as_it_was(desk):
        assert desk.install("--via", "app", "pep668app").status == 0
        module = desk.machine.run(f"dirname $(dirname $(readlink -f {BIN}/pep668app))", user="alice").stdout
        desk.machine.write(f"{module.strip()}/notes.txt", "mine", owner="alice")
        refused = desk.pipwise("undo")
        assert (refused.status, "notes.txt is new since then" in refused.stderr) == (5, True)
        assert says(desk, f"{BIN}/pep668app") == "pep668app 2.0"
        assert desk.pipwise("undo", "--yes").status == 0


def test_what_an_old_pip_left_is_replaced_and_comes_back(desk: Desk) -> None:
    if not desk.machine.exists("/usr/bin/pip3"):
        pytest.skip("this machine has no pip")
    old = [
        "pip3",
        "install",
        "--user",
        "--break-system-packages",
        "--no-compile",
        *OFFLINE,
        "httpie==0.0.668",
    ]
    assert desk.machine.run(old, user="alice", cwd="/home/alice").status == 0
    with kept_as_it_was(desk):
        asked = desk.install("httpie")
        assert (asked.status, "an old pip has left httpie 0.0.668" in asked.stderr) == (3, True)
        done = desk.install("--yes", "httpie")
        assert done.status == 0, done.stderr
        assert desk.machine.run(["test", "-L", f"{BIN}/http"]).status == 0
        assert says(desk, f"{BIN}/http") == "httpie 0.0.668"
        assert desk.pipwise("undo").status == 0
        assert desk.machine.run(["test", "-L", f"{BIN}/http"]).status == 1
    desk.machine.run(["rm", "-r", BIN, "/home/alice/.local/lib"])


def test_the_profile_gets_a_line_where_somebody_says_yes_to_it(desk: Desk) -> None:
    """Debian's own ~/.profile leads to ~/.local/bin at the next login, so that nobody is asked there."""
    with kept_as_it_was(desk):
        desk.machine.run("mv /home/alice/.profile /home/alice/.pipwise-test")
        line = f"/home/alice/pipwise/pipwise install {' '.join(OFFLINE)} httpie"
        done = desk.machine.run(
            ["script", "-qec", f"bash -c '{line}; true'", "/dev/null"],
            user="alice",
            cwd="/home/alice",
            input="y\n",
            timeout=300,
        )
        assert "~/.local/bin is not on PATH. Add it by a line in ~/.bashrc?" in done.stdout
        assert 'export PATH="$HOME/.local/bin:$PATH"' in desk.machine.read("/home/alice/.bashrc").decode()
        found = desk.machine.run(["bash", "-ic", "http"], user="alice", cwd="/home/alice")
        assert found.stdout == "httpie 0.0.668\n"
        assert desk.pipwise("undo").status == 0
        desk.machine.run("mv /home/alice/.pipwise-test /home/alice/.profile")


def test_httpie_from_the_index(desk: Desk) -> None:
    """The real one: sixteen distributions, manual pages, and a plug-in."""
    with kept_as_it_was(desk):
        done = desk.pipwise("install", "httpie", cwd="/tmp")
        assert done.status == 0, done.stderr
        assert "httpie --version says 3." in done.stderr
        assert says(desk, f"{BIN}/http") == ""
        added = desk.pipwise("install", "httpie-jwt-auth", cwd="/tmp")
        assert added.status == 0, added.stderr
        ran = desk.pipwise(
            "run", "http", "--auth-type=jwt", "--offline", "--auth=x:", "http://localhost/", cwd="/tmp"
        )
        assert "Authorization: Bearer" in ran.stdout
        desk.machine.run(["rm", "-rf", "/home/alice/.config"])
        assert desk.pipwise("undo").status == 0
        assert desk.pipwise("undo").status == 0
