"""Plans that are reviewed and applied later, runs that are looked at and gone on with, and all of it through sudo."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types

from pipwise.render.schemas import schema_text
from tests.end_to_end.conftest import CHECKOUT, OFFLINE, Desk, Place, kept_as_it_was

SHARE = "/home/alice/.local/share"
FILLING = "until [ -e .venv/bin/pip ]; do sleep 0.01; done; sleep 0.3"


@pytest.fixture(scope="module")
def desk(desks: Callable[[str], AbstractContextManager[Desk]]) -> Iterator[Desk]:
    with desks("bookworm-venv") as one:
        yield one


def valid(text: str, name: str) -> dict[str, object]:
    document = json.loads(text)
    Draft202012Validator(json.loads(schema_text(name))).validate(document)
    assert isinstance(document, dict)
    return document


def planned(desk: Desk, folder: str, *words: str) -> dict[str, object]:
    done = desk.install("--plan-out", "plan.json", *words, cwd=folder)
    assert (done.status, "pipwise apply plan.json" in done.stderr) == (0, True), done.stderr
    assert not desk.machine.exists(f"{folder}/.venv/bin/pep668demo")
    return valid(desk.machine.read(f"{folder}/plan.json").decode(), "plan-file")


def test_a_plan_is_written_read_and_carried_out_as_it_stands(desk: Desk, project: Place) -> None:
    folder = project()
    with kept_as_it_was(desk):
        document = planned(desk, folder, "pep668demo")
        shown = valid(desk.install("--plan", "--json", "pep668demo", cwd=folder).stdout, "plan")
        assert document["plan"] == shown["plan"]
        done = desk.pipwise("apply", "plan.json", "--json", cwd=folder)
        assert done.status == 0, done.stderr
        number = str(valid(done.stdout, "install")["run"])
        history = valid(desk.pipwise("history", number, "--json", cwd=folder).stdout, "run")
        assert history["undo"] == {
            "deeds": [{"what": "remove", "path": f"{folder}/.venv", "to": ""}],
            "left": [],
            "why": "",
        }
        plan, steps = document["plan"], history["steps"]
        assert isinstance(plan, dict)
        assert isinstance(steps, list)
        assert [step["kind"] for step in plan["steps"]] == [step["kind"] for step in steps]
        again = desk.pipwise("apply", "plan.json", cwd=folder)
        assert (again.status, "nothing was done" in again.stderr) == (5, True)
        assert desk.pipwise("undo", "--last", cwd=folder).status == 0
        assert desk.pipwise("apply", "plan.json", cwd=folder).status == 0, "it holds again"
        assert desk.pipwise("undo", cwd=folder).status == 0
        desk.shell("rm plan.json", cwd=folder)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("mkdir .venv", "environment: it was"),
        ("echo pep668needs >requirements.txt", "a requirements or constraints file has another content"),
        ("rm requirements.txt", "requirements.txt"),
        ("sed -i 's#.venv/bin/python#.venv/bin/evil#' plan.json", "would be another one: argv"),
        ('sed -i \'s#pose": "install"#pose": "x"#\' plan.json', "would be another one: purpose"),
        ('sed -i \'s#-r",#--index-url=http://evil/",\\n"-r",#\' plan.json', "says something else"),
        ("mkdir -p ~/.config/pip; printf '[install]\\nprefix = /x\\n' >~/.config/pip/pip.conf", ""),
    ],
)
def test_a_plan_is_refused_where_the_world_or_the_file_has_changed(
    desk: Desk, project: Place, change: str, said: str
) -> None:
    folder = project(requirements_txt="pep668demo\n")
    with kept_as_it_was(desk):
        planned(desk, folder, "-r", "requirements.txt")
        desk.shell(change, cwd=folder)
        done = desk.pipwise("apply", "plan.json", cwd=folder)
        desk.shell("rm -rf ~/.config .venv", cwd=folder)
        assert (done.status, said in done.stderr, "Traceback" in done.stderr) == (
            2 if change.startswith("rm") else 5,
            True,
            False,
        ), done.stderr
        assert not desk.machine.exists(f"{folder}/.venv")
        desk.shell("rm plan.json; echo pep668demo >requirements.txt", cwd=folder)


def test_another_user_another_place_and_a_file_that_others_may_write(desk: Desk, project: Place) -> None:
    folder = project()
    with kept_as_it_was(desk):
        planned(desk, folder, "pep668demo")
        root = desk.pipwise("apply", "plan.json", user="root", cwd=folder)
        assert root.status in (4, 5), root.stderr
        elsewhere = desk.pipwise("apply", f"{folder}/plan.json", cwd="/tmp")
        assert elsewhere.status == 5
        assert f"cd {folder} && {CHECKOUT}/pipwise apply" in elsewhere.stderr, elsewhere.stderr
        desk.shell("chmod 666 plan.json", cwd=folder)
        assert desk.pipwise("apply", "plan.json", cwd=folder).status == 4
        desk.shell("rm plan.json", cwd=folder)


def test_what_was_interrupted_goes_on(desk: Desk, project: Place) -> None:
    folder = project()
    with kept_as_it_was(desk):
        command = f"{CHECKOUT}/pipwise install {' '.join(OFFLINE)} pep668needs"
        desk.shell(f"set -m; {command} & pid=$!; {FILLING}; kill -KILL -$pid; wait $pid", cwd=folder)
        listed = desk.pipwise("history", cwd=folder)
        assert "goes on with it" in listed.stderr
        done = desk.pipwise("resume", "--json", cwd=folder)
        assert done.status == 0, done.stderr
        assert "proved: pep668needs 1.0 is there" in done.stderr
        valid(done.stdout, "resume")
        assert desk.pipwise("run", "python", "-c", "import pep668needs", cwd=folder).status == 0
        assert desk.pipwise("resume", cwd=folder).status == 2
        assert desk.pipwise("undo", cwd=folder).status == 0


def test_an_application_that_was_interrupted_goes_on_and_is_proved(desk: Desk) -> None:
    command = f"{CHECKOUT}/pipwise install {' '.join(OFFLINE)} --via app pep668app"
    begun = f"until [ -e {SHARE}/pipx/venvs/pep668app ]; do sleep 0.01; done"
    with kept_as_it_was(desk):
        desk.shell(f"set -m; {command} & pid=$!; {begun}; kill -KILL -$pid; wait $pid", cwd="/tmp")
        done = desk.pipwise("resume", cwd="/tmp")
        assert done.status == 0, done.stderr
        assert "pep668app --version says pep668app 2.0" in done.stderr
        assert desk.pipwise("undo").status == 0


def test_the_profile_is_part_of_a_plan_that_is_written(desk: Desk) -> None:
    desk.machine.run("mv /home/alice/.profile /home/alice/.pipwise-test")
    with kept_as_it_was(desk):
        words = ("--via", "app", "pep668app")
        assert "profile" not in desk.install("--plan", *words).stdout
        written = desk.install("--plan-out", "/tmp/plan.json", "--yes", *words)
        assert written.status == 0, written.stderr
        document = valid(desk.machine.read("/tmp/plan.json").decode(), "plan-file")
        plan, command = document["plan"], document["command"]
        assert isinstance(plan, dict)
        assert isinstance(command, dict)
        assert (plan["steps"][-1]["path"], command["profile"]) == ("/home/alice/.bashrc", True)
        done = desk.pipwise("apply", "/tmp/plan.json", cwd="/tmp")
        assert done.status == 0, done.stderr
        found = desk.machine.run("bash -ic 'command -v pep668app'", user="alice", cwd="/home/alice")
        assert found.stdout.strip() == "/home/alice/.local/bin/pep668app", found
        assert desk.pipwise("undo").status == 0
    desk.machine.run("rm /tmp/plan.json; mv /home/alice/.pipwise-test /home/alice/.profile")


def test_through_sudo_nothing_becomes_roots(desk: Desk, project: Place) -> None:
    folder = project()
    with kept_as_it_was(desk):
        sudo = f"sudo {CHECKOUT}/pipwise"
        done = desk.shell(
            f"{sudo} install --plan-out plan.json $offline pep668demo && {sudo} apply plan.json && {sudo} history 1"
            f" && {sudo} undo; {sudo} resume; rm plan.json",
            cwd=folder,
        )
        assert done.status == 0, done.stderr
        assert "is undone" in done.stderr
        assert desk.machine.run("find /home/alice -xdev -user root -print").stdout == ""
        assert not desk.machine.exists("/var/lib/pipwise")


@pytest.mark.parametrize(
    ("plant", "status", "said"),
    [
        ("ln -s /etc .venv; chown -h nobody .venv", 0, "is passed over"),
        (
            "install -d -m 0777 /tmp/of-nobody; install -d -o alice {SHARE}; ln -s /tmp/of-nobody {SHARE}/pipwise",
            4,
            "link",
        ),
    ],
)
def test_a_planted_link_is_not_followed(
    desk: Desk, project: Place, plant: str, status: int, said: str
) -> None:
    folder = project()
    with kept_as_it_was(desk):
        desk.machine.run(
            f"{plant.format(SHARE=SHARE)}; chown -h nobody /home/alice/.local/share/pipwise", cwd=folder
        )
        done = (
            desk.install("--env", "tools", "pep668demo", cwd=folder)
            if status
            else desk.install("pep668demo", cwd=folder)
        )
        assert (done.status, said in done.stderr) == (status, True), done.stderr
        assert desk.machine.run("ls -A /tmp/of-nobody").stdout == ""
        if not status:
            assert desk.pipwise("undo", cwd=folder).status == 0
        desk.machine.run("rm -rf /tmp/of-nobody /home/alice/.local/share/pipwise; rm -f .venv", cwd=folder)
        desk.machine.run("rmdir /home/alice/.local/share")
