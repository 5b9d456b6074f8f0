"""`pipwise install` on real machines: it ends where the design says, and the operating system stays byte for byte as it was."""

import json

import pytest

from tests.end_to_end.conftest import CHECKOUT, Desk

PERSONAL = "/home/alice/.local/share/pipwise/envs/default"


def make(desk: Desk, folder: str, files: dict[str, str], owner: str = "alice") -> str:
    for name, text in files.items():
        desk.machine.write(f"{folder}/{name}", text, owner=owner)
    return folder


def imports(desk: Desk, python: str, module: str) -> bool:
    return desk.machine.run([python, "-I", "-c", f"import {module}"], user="alice").status == 0


def test_install_requests_typed_in_a_checkout(desk: Desk) -> None:
    system, home = desk.system(), desk.home()
    done = desk.pipwise("install", "requests")
    assert done.status == 0, done.stderr
    assert "proved: requests" in done.stderr
    assert "import requests works" in done.stderr
    assert done.stdout == ""
    assert imports(desk, f"{CHECKOUT}/.venv/bin/python", "requests")
    ran = desk.pipwise("run", "python", "-c", "import requests, sys; print(sys.prefix)")
    assert ran.stdout.strip() == f"{CHECKOUT}/.venv"
    assert desk.machine.run([f"{CHECKOUT}/.venv/bin/pip", "--version"], user="alice").status == 0
    assert desk.system() == system
    assert desk.machine.dpkg_verify() == []
    again = desk.pipwise("install", "requests")
    assert again.status == 0
    assert "nothing to do" in again.stderr
    undone = desk.pipwise("undo")
    assert undone.status == 0, undone.stderr
    assert desk.home() == home
    assert desk.system() == system


@pytest.mark.parametrize("place", ["/home/alice", "/tmp"])
def test_outside_any_project_it_is_the_personal_environment(desk: Desk, place: str) -> None:
    home = desk.home()
    done = desk.pipwise("install", "six", cwd=place)
    assert done.status == 0, done.stderr
    assert imports(desk, f"{PERSONAL}/bin/python", "six")
    assert not desk.machine.exists(f"{place}/.venv")
    desk.machine.write("/home/alice/script.py", "import six\nprint(six.__name__)\n", owner="alice")
    assert desk.pipwise("run", "script.py", cwd="/home/alice").stdout == "six\n"
    desk.machine.run(["rm", "/home/alice/script.py"])
    assert desk.pipwise("undo", cwd=place).status == 0
    assert desk.home() == home


def test_a_named_environment(desk: Desk) -> None:
    home = desk.home()
    assert desk.pipwise("install", "--env", "tools", "six", cwd="/tmp").status == 0
    assert imports(desk, "/home/alice/.local/share/pipwise/envs/tools/bin/python", "six")
    assert desk.pipwise("run", "--env", "tools", "python", "-c", "import six", cwd="/").status == 0
    assert desk.pipwise("undo").status == 0
    assert desk.home() == home


def test_a_project_with_files_constraints_extras_and_itself(desk: Desk) -> None:
    folder = make(
        desk,
        "/home/alice/demo",
        {
            "pyproject.toml": '[build-system]\nrequires = ["flit-core"]\nbuild-backend = "flit_core.buildapi"\n'
            '[project]\nname = "demo-project"\nversion = "1.0"\ndescription = "x"\n'
            '[project.optional-dependencies]\nmore = ["idna"]\n',
            "demo_project.py": '"""Demo."""\n',
            "requirements.txt": "six\n",
            "constraints.txt": "six==1.16.0\n",
        },
    )
    desk.machine.run(["chown", "-R", "alice:", folder])
    home = desk.home()
    done = desk.pipwise(
        "install", "-r", "requirements.txt", "-c", "constraints.txt", "-e", ".[more]", cwd=folder
    )
    assert done.status == 0, done.stderr
    listed = desk.machine.run(
        [f"{folder}/.venv/bin/python", "-m", "pip", "list", "--format=json"], user="alice"
    )
    versions = {one["name"]: one["version"] for one in json.loads(listed.stdout)}
    assert versions["six"] == "1.16.0"
    assert {"demo-project", "idna"} <= set(versions)
    more = desk.pipwise("install", "-U", "six", cwd=folder)
    assert more.status == 0, more.stderr
    assert "existing" in more.stderr or "virtual environment" in more.stderr
    assert desk.pipwise("undo", cwd=folder).status == 0
    now = desk.machine.run(
        [f"{folder}/.venv/bin/python", "-c", "import six; print(six.__version__)"], user="alice"
    )
    assert now.stdout == "1.16.0\n"
    assert desk.pipwise("undo", cwd=folder).status == 0
    after = {path: entry for path, entry in desk.home().items() if ".egg-info" not in path}
    assert after == home
    desk.machine.run(["rm", "-rf", folder])


def test_what_cannot_be_installed_leaves_nothing_behind(desk: Desk) -> None:
    home = desk.home()
    done = desk.pipwise("install", "this-project-does-not-exist-anywhere-4711", cwd="/tmp")
    assert done.status == 1
    assert "Traceback" not in done.stderr
    assert desk.home() == home


def test_an_active_environment_is_used(desk: Desk) -> None:
    made = desk.machine.run("python3 -m venv --without-pip /home/alice/active", user="alice")
    assert made.status == 0
    path = "/home/alice/active/bin:/usr/local/bin:/usr/bin:/bin"
    environment = {"VIRTUAL_ENV": "/home/alice/active", "PATH": path}
    done = desk.pipwise("install", "six", cwd="/home/alice", env=environment)
    assert done.status == 0, done.stderr
    assert imports(desk, "/home/alice/active/bin/python", "six")
    assert desk.machine.exists("/home/alice/active/bin/pip"), "every environment has its own pip"
    desk.machine.run(["rm", "-rf", "/home/alice/active"])
    assert desk.pipwise("undo").status == 0


def test_root_without_a_terminal_is_asked_and_told_what_to_choose_from(desk: Desk) -> None:
    before = desk.system(), desk.home("root")
    done = desk.pipwise("install", "six", user="root", cwd="/root")
    assert done.status == 3
    assert "install --yes six" in done.stderr
    assert (desk.system(), desk.home("root")) == before


def test_root_who_says_yes(desk: Desk) -> None:
    before = desk.system(), desk.home("root")
    done = desk.pipwise("install", "--yes", "six", user="root", cwd="/root")
    assert done.status == 0, done.stderr
    assert desk.machine.exists("/root/.local/share/pipwise/envs/default/bin/python")
    assert desk.system() == before[0]
    assert desk.pipwise("undo", user="root").status == 0
    assert desk.home("root") == before[1]


def test_through_sudo_everything_belongs_to_the_user_who_asked(desk: Desk) -> None:
    if not desk.machine.exists("/usr/bin/sudo"):
        pytest.skip("this machine has no sudo")
    system, home = desk.system(), desk.home()
    done = desk.machine.run(
        ["sudo", f"{CHECKOUT}/pipwise", "install", "six"], user="alice", cwd="/tmp", timeout=300
    )
    assert done.status == 0, done.stderr
    foreign = desk.machine.run(["find", "/home/alice", "!", "-user", "alice"]).stdout
    assert foreign == ""
    assert imports(desk, f"{PERSONAL}/bin/python", "six")
    assert desk.pipwise("undo", cwd="/tmp").status == 0
    assert desk.system() == system
    assert desk.home() == home


def test_why_tells_what_the_real_pip_does(desk: Desk) -> None:
    if not desk.machine.exists("/usr/bin/pip3"):
        pytest.skip("this machine has no pip")
    said = json.loads(desk.pipwise("why", "--json", "--", "pip3", "install", "six", cwd="/tmp").stdout)
    real = desk.machine.run(["pip3", "install", "six"], user="alice", cwd="/tmp")
    outcome = said["outcomes"][0]
    assert (outcome["verdict"], outcome["code"]) == ("refused", "externally-managed-environment")
    assert outcome["exit_status"] == real.status == 1
    assert said["decision"]["chosen"] == "venv"
