"""pip's own words on a real machine: files, editables, destinations, dry runs, other Pythons; and what run passes through."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types

from pipwise.render.schemas import schema_text
from tests.end_to_end.conftest import CHECKOUT, Desk, Place, kept_as_it_was

BACKEND = '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'
METADATA = '[project]\nname = "demo-project"\nversion = "1.0"\n[project.optional-dependencies]\nmore = ["pep668demo"]\n'


@pytest.fixture(scope="module")
def desk(desks: Callable[[str], AbstractContextManager[Desk]]) -> Iterator[Desk]:
    with desks("bookworm-venv") as one:
        yield one


def valid(text: str, name: str) -> dict[str, object]:
    document = json.loads(text)
    Draft202012Validator(json.loads(schema_text(name))).validate(document)
    assert isinstance(document, dict)
    return document


def version(desk: Desk, folder: str, module: str = "pep668demo") -> str:
    code = f"import {module}; print({module}.__version__)"
    return desk.machine.run([f"{folder}/.venv/bin/python", "-I", "-c", code], user="alice").stdout.strip()


def test_a_project_with_files_constraints_extras_and_itself(desk: Desk, project: Place) -> None:
    folder = project(requirements_txt="pep668needs\n", constraints_txt="pep668demo<2\n", demo_project_py="")
    desk.machine.write(f"{folder}/pyproject.toml", BACKEND + METADATA, owner="alice")
    desk.machine.write(f"{folder}/demo_project.py", "", owner="alice")
    with kept_as_it_was(desk):
        words = ("-r", "requirements.txt", "-c", "constraints.txt", "-e", ".[more]")
        done = desk.pipwise("install", "--find-links", "/payload/wheels", *words, cwd=folder)
        assert done.status == 0, done.stderr
        assert version(desk, folder) == "1.0"
        assert {"proved: demo-project", "proved: pep668needs"} <= {
            line.partition(" 1.0")[0] for line in done.stderr.splitlines()
        }
        assert desk.install("-U", "pep668demo", cwd=folder).status == 0
        assert version(desk, folder) == "2.0"
        assert desk.pipwise("undo", cwd=folder).status == 0
        assert version(desk, folder) == "1.0"
        assert desk.pipwise("undo", cwd=folder).status == 0
        desk.machine.run(["rm", "-rf", f"{folder}/demo_project.egg-info", f"{folder}/build"])


def test_a_named_environment(desk: Desk) -> None:
    with kept_as_it_was(desk):
        assert desk.install("--env", "tools", "pep668demo").status == 0
        assert desk.pipwise("run", "--env", "tools", "pep668demo", cwd="/").stdout == "pep668demo 2.0\n"
        assert desk.pipwise("run", "pep668demo", cwd="/").status == 3
        assert desk.pipwise("undo").status == 0


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ("-r nowhere.txt", 2, "nowhere.txt"),
        ("./nowhere", 2, "./nowhere"),
        ("", 2, "at least one requirement"),
        ("--no-such-option pep668demo", 2, "--no-such-option"),
        ("--via nowhere pep668demo", 2, "there is no such way"),
        ("--via existing-venv pep668demo", 4, "is impossible here"),
        ("--via override pep668demo", 4, "only somebody at a terminal can mean it"),
        ("--break-system-packages pep668demo", 4, "only somebody at a terminal can mean it"),
        ("--python 2.6 pep668demo", 2, "there is no such Python"),
        ("--env ../x pep668demo", 2, "not a name"),
        ("--facts x pep668demo", 2, "it changes this machine"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_changes_nothing(
    desk: Desk, project: Place, words: str, status: int, said: str
) -> None:
    folder = project()
    with kept_as_it_was(desk):
        done = desk.install(*words.split(), cwd=folder)
        assert (done.status, said in done.stderr, "Traceback" in done.stderr) == (status, True, False), (
            done.stderr
        )


def test_a_dry_run_leaves_nothing_and_its_report_is_data(desk: Desk, project: Place) -> None:
    folder = project()
    with kept_as_it_was(desk):
        plain = desk.install("--dry-run", "pep668needs", cwd=folder)
        assert (plain.status, plain.stdout) == (0, ""), plain.stderr
        assert "Would install pep668demo-2.0 pep668needs-1.0" in plain.stderr
        reported = desk.install("--dry-run", "--quiet", "--report", "-", "pep668needs", cwd=folder)
        assert [one["metadata"]["name"] for one in json.loads(reported.stdout)["install"]] == [
            "pep668needs",
            "pep668demo",
        ]


def test_a_directory_that_is_named_gets_it_and_has_no_inverse(desk: Desk, project: Place) -> None:
    folder = project()
    done = desk.install("--target", "vendor", "pep668demo", cwd=folder)
    assert done.status == 0, done.stderr
    assert done.stderr.splitlines()[-1] == "undo:         there is none: the command was only passed on"
    assert desk.machine.exists(f"{folder}/vendor/pep668demo.py")
    assert not desk.machine.exists(f"{folder}/.venv")


def test_settings_of_the_account_do_not_lead_out_of_the_environment(desk: Desk, project: Place) -> None:
    folder = project()
    desk.machine.write(
        "/home/alice/.config/pip/pip.conf",
        "[install]\nuser = true\n[global]\nno-color = true\n",
        owner="alice",
    )
    done = desk.install("pep668demo", cwd=folder)
    desk.machine.run(["rm", "-r", "/home/alice/.config"])
    assert done.status == 0, done.stderr
    assert version(desk, folder) == "2.0"
    assert desk.pipwise("undo").status == 0


def test_modules_of_the_project_do_not_get_in_pips_way(desk: Desk, project: Place) -> None:
    folder = project()
    for name in ("types.py", "email.py", "pip/__init__.py", "virtualenv.py", "sqlite3.py", "packaging.py"):
        desk.machine.write(f"{folder}/{name}", "raise SystemExit('not me')\n", owner="alice")
    done = desk.install("pep668demo", cwd=folder)
    assert done.status == 0, done.stderr
    assert "import pep668demo works" in done.stderr
    assert desk.pipwise("undo").status == 0


@pytest.mark.parametrize("named", ["/home/alice/other", "/home/alice/other/bin/python"])
def test_python_names_an_environment(desk: Desk, project: Place, named: str) -> None:
    folder = project()
    assert desk.shell("python3 -m venv /home/alice/other").status == 0
    with kept_as_it_was(desk):
        done = desk.install("--python", named, "pep668demo", cwd=folder)
        assert done.status == 0, done.stderr
        assert desk.shell("/home/alice/other/bin/python -c 'import pep668demo'").status == 0
        assert desk.pipwise("undo").status == 0
    desk.machine.run(["rm", "-rf", "/home/alice/other"])


@pytest.mark.parametrize("named", ["3.11", "python3", "/usr/bin/python3.11"])
def test_python_names_what_the_environment_is_made_with(desk: Desk, project: Place, named: str) -> None:
    folder = project()
    with kept_as_it_was(desk):
        assert desk.install(f"--python={named}", "pep668demo", cwd=folder).status == 0
        assert version(desk, folder) == "2.0"
        assert desk.pipwise("undo").status == 0


def test_a_python_of_ones_own_runs_as_asked(desk: Desk) -> None:
    """A copy that belongs to alice, without a marker: the command is passed on, and has no inverse."""
    made = desk.shell(
        "mkdir -p ~/own/bin ~/own/lib && cp /usr/bin/python3.11 ~/own/bin/python3 && cp -r /usr/lib/python3.11 ~/own/lib &&"
        " rm ~/own/lib/python3.11/EXTERNALLY-MANAGED && "
        " cd ~/pipwise/.pipwise/run/lib/python3*/site-packages/virtualenv/seed/wheels/embed &&"
        " wheel=$(ls pip-*.whl | tail -1) && ~/own/bin/python3 $wheel/pip install --no-index --find-links . pip"
    )
    assert made.status == 0, made.stderr
    path = "/home/alice/own/local/bin:/home/alice/own/bin:/usr/bin:/bin"
    done = desk.install("pep668demo", cwd="/tmp", env={"PATH": path})
    try:
        if "it runs as asked" not in done.stderr:
            pytest.fail(done.stderr)
        assert done.status == 0
        assert "there is none: the command was only passed on" in done.stderr
        undone = desk.pipwise("undo")
        assert undone.status == 2
    finally:
        desk.machine.run(["rm", "-rf", "/home/alice/own"])


def test_what_is_said_as_json_is_what_the_schemas_say(desk: Desk, project: Place) -> None:
    folder = project()
    plan = valid(desk.install("--plan", "--json", "pep668demo", cwd=folder).stdout, "plan")
    assert isinstance(plan["plan"], dict)
    assert plan["plan"]["root"] == f"{folder}/.venv"
    assert not desk.machine.exists(f"{folder}/.venv")
    done = valid(desk.install("--json", "pep668demo", cwd=folder).stdout, "install")
    assert isinstance(done["proofs"], list)
    assert done["proofs"][0]["imported"] == "yes"
    assert valid(desk.pipwise("history", "--json").stdout, "history")["runs"]
    assert valid(desk.pipwise("undo", "--json").stdout, "undo")["state"] == "undone"


def test_a_terminal_sees_pips_own_progress_and_is_asked(desk: Desk) -> None:
    """script(1) makes a terminal: root, who is asked there, says no and then yes."""
    links = "--find-links /payload/wheels --find-links /nowhere"
    command = f"{CHECKOUT}/pipwise install --no-index {links} pep668demo"
    said = {}
    for answer, status in (("n", 3), ("y", 0)):
        done = desk.shell(
            f"echo {answer} | TERM=xterm script -qec '{command}' /dev/null", user="root", cwd="/root"
        )
        assert done.status == status, done.stdout
        assert "Go on? [y/N]" in done.stdout
        said[answer] = done.stdout
    assert "\x1b[" in said["y"], "pip warns in colour at a terminal"
    assert desk.pipwise("undo", user="root").status == 0


def test_run_becomes_the_program(desk: Desk, project: Place) -> None:
    folder = project()
    script = "import sys\nprint(sys.argv[1:], sys.prefix, sys.stdin.read())\nsys.exit(7)\n"
    desk.machine.write(f"{folder}/script.py", script, owner="alice")
    assert desk.pipwise("run", "script.py", cwd=folder).status == 3
    assert desk.install("pep668demo", cwd=folder).status == 0
    ran = desk.shell("echo words | pipwise run script.py a --json -x", cwd=folder)
    assert (ran.status, ran.stdout) == (7, f"['a', '--json', '-x'] {folder}/.venv words\n\n")
    for line, status, said in (
        ("pipwise run pep668demo", 0, "pep668demo 2.0\n"),
        ("pipwise run -c 'print(5)'", 0, "5\n"),
        ("pipwise run -m json.tool --help | head -c 5", 0, "usage"),
        ("pipwise run python -c 'import sys; print(sys.prefix)'", 0, f"{folder}/.venv\n"),
        ("pipwise run sh -c 'echo $VIRTUAL_ENV'", 0, f"{folder}/.venv\n"),
        ("pipwise run nothing-of-that-name", 127, ""),
        ("pipwise run sh -c 'kill -TERM $$'", 143, ""),
        ("pipwise run", 2, ""),
    ):
        done = desk.shell(line, cwd=folder)
        assert (done.status, done.stdout) == (status, said), (line, done.stderr)
    assert desk.pipwise("undo").status == 0
