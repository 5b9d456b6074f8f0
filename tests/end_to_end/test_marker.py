"""Markers on real machines: who really stops at each, taking one away for good, bringing it back, writing one."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types

from pipwise.facts.marker import read_marker
from pipwise.model.known import Known
from pipwise.predict.marker_readers import Reading, readings
from pipwise.render.schemas import schema_text
from tests.end_to_end.conftest import Desk, kept_as_it_was
from tests.recorded.look import Node, machine
from tests.rigs import wheels
from tests.rigs.machine import Machine, Result, available
from tests.rigs.machine import machine as rig_of
from tests.unit.predict.test_marker_readers import CASES, PATH, STDLIB

REFUSED = "externally managed"
# What dpkg-divert keeps of the database from before; its like for the status is declared in the same way.
BACKUPS = {"/var/lib/dpkg/diversions-old"}
OWN = "/opt/python/bin/python3"
MAKE_OWN = (
    "mkdir -p /opt/python/bin /opt/python/lib && cp /usr/bin/python3.11 /opt/python/bin/python3 && "
    "cp -a /usr/lib/python3.11 /opt/python/lib/ && rm /opt/python/lib/python3.11/EXTERNALLY-MANAGED"
)


@pytest.fixture(scope="module")
def desk(desks: Callable[[str], AbstractContextManager[Desk]]) -> Iterator[Desk]:
    with desks("bookworm-venv") as one:
        yield one


def tree(desk: Desk) -> dict[str, object]:
    return {path: entry for path, entry in desk.system().items() if path not in BACKUPS}


def valid(text: str, name: str) -> dict[str, object]:
    document = json.loads(text)
    Draft202012Validator(json.loads(schema_text(name))).validate(document)
    assert isinstance(document, dict)
    return document


# Who really stops.


def put(one: Machine, node: Node) -> None:
    one.run(["rm", "-rf", PATH])
    match node.kind:
        case "directory":
            one.run(["mkdir", PATH])
        case "link":
            one.run(["ln", "-s", node.link, PATH])
        case _:
            one.write(PATH, node.data or b"", mode=node.mode)


def told(done: Result, installer: str) -> str:
    text = done.stderr.replace("\n", " ").lower()
    if "duplicateoptionerror" in text:
        return "crashes: "
    if REFUSED not in text:
        return "goes-on: "
    own = ("managed externally, and may not be", "cannot be modified", "is externally managed. instead")
    return f"refuses: {'own' if any(one in text for one in own) else 'marker'}"


def predicted(reading: Reading) -> str:
    return f"{reading.does}: {reading.shows}"


@pytest.mark.slow
def test_every_installer_reads_every_marker_as_it_is_said() -> None:
    if available():
        pytest.skip(str(available()))
    wheels.compiled("bookworm")
    pips = {"pip before 23.0": "22.3.1", "pip 23.0": "23.0", "pip 23.0.1 and later": "26.3"}
    runs: dict[str, tuple[list[str], dict[str, str | None]]] = {
        name: (
            ["python3", "-m", "pip", "install", "--no-index", "nothing"],
            {"PYTHONPATH": f"/wheels/pip-{version}"},
        )
        for name, version in pips.items()
    }
    uv = wheels.uv().removeprefix(wheels.directory())
    words = [
        "pip",
        "install",
        "--system",
        "--python",
        "/usr/bin/python3",
        "--no-index",
        "--offline",
        "nothing",
    ]
    runs["uv pip --system"] = ([f"/wheels{uv}", *words], {})
    with rig_of("bookworm", "pip", network=False, binds={wheels.directory(): "/wheels"}) as one:
        wrong = []
        for name, node, *_ in CASES:
            put(one, node)
            fact = read_marker(machine({PATH: node}, uid=1000), STDLIB)
            assert isinstance(fact, Known)
            said = {reading.installer: reading for reading in readings(fact.value)}
            for installer, (argv, variables) in runs.items():
                done = one.run(argv, user="alice", env=variables, cwd="/tmp")
                if told(done, installer) != predicted(said[installer]):
                    wrong.append(
                        (
                            name,
                            installer,
                            told(done, installer),
                            predicted(said[installer]),
                            done.stderr[-300:],
                        )
                    )
                elif said[installer].does != "goes-on" and done.status != said[installer].exit_status:
                    wrong.append((name, installer, str(done.status), str(said[installer].exit_status), ""))
        assert wrong == []


# Taking it away and bringing it back.


def test_it_is_shown_and_checked(desk: Desk) -> None:
    with kept_as_it_was(desk):
        shown = desk.pipwise("marker", cwd="/tmp")
        assert (shown.status, "the marker comes with libpython3.11-stdlib" in shown.stdout) == (0, True)
        checked = desk.pipwise("marker", "check", "--json", cwd="/tmp")
        document = valid(checked.stdout, "marker")
        assert (checked.status, document["findings"], document["python"]) == (0, [], "/usr/bin/python3")
        german = desk.pipwise("marker", "--python", "3", cwd="/tmp")
        assert german.status == 0


def test_outside_what_is_thrown_away_it_is_refused(desk: Desk) -> None:
    with kept_as_it_was(desk):
        for words in (("remove",), ("remove", "--yes"), ("remove", "--python", "/usr/bin/python3")):
            done = desk.pipwise("marker", *words, cwd="/tmp")
            assert (done.status, "hint: " in done.stderr, "--insist" in done.stderr) == (4, True, True)
        forbidden = desk.pipwise(
            "marker", "remove", "--insist", "--yes", cwd="/tmp", env={"PIPWISE_FORBID": "remove-marker"}
        )
        assert (forbidden.status, "forbidden" in forbidden.stderr) == (4, True)
        planned = desk.pipwise("marker", "remove", "--plan", "--json", cwd="/tmp")
        plan = valid(planned.stdout, "change")["plan"]
        assert isinstance(plan, dict)
        assert [step["kind"] for step in plan["steps"]] == ["Divert"]
        unasked = desk.pipwise("marker", "remove", "--insist", cwd="/tmp")
        assert (unasked.status, "sudo /" in unasked.stderr) == (3, True)


def test_at_a_terminal_a_word_has_to_be_typed(desk: Desk) -> None:
    before = tree(desk)
    line = "script -qec 'pipwise marker remove --yes' /dev/null"
    for typed, status in (("y", 3), ("remove", 0)):
        done = desk.machine.run(
            f"export PATH=/home/alice/pipwise:$PATH; {line}",
            user="alice",
            cwd="/tmp",
            input=f"{typed}\n",
            timeout=300,
        )
        assert (done.status, "type the word remove" in done.stdout) == (status, True), done.stdout
        assert desk.machine.exists(PATH) == bool(status)
    assert desk.pipwise("marker", "restore", "--yes", cwd="/tmp").status == 0
    assert tree(desk) == before


@pytest.mark.parametrize("back", ["undo", "marker restore --yes", "undo 0"])
def test_taken_away_by_a_user_through_sudo_and_brought_back(desk: Desk, back: str) -> None:
    before = tree(desk)
    with kept_home(desk):
        done = desk.pipwise("marker", "remove", "--insist", "--yes", cwd="/tmp")
        assert done.status == 0, done.stderr
        assert not desk.machine.exists(PATH)
        assert "it stays away when its package is updated" in done.stderr
        assert (
            desk.machine.run(["pip3", "install", "--dry-run", "--no-index", "pip"], user="alice").status == 0
        )
        number = done.stderr.split("undo ")[-1].strip()
        words = back.replace(" 0", f" {number}").split()
        assert desk.pipwise(*words, cwd="/tmp").status == 0
        assert tree(desk) == before
        assert desk.machine.dpkg_verify("libpython3.11-stdlib") == []
        again = desk.pipwise("marker", "restore", cwd="/tmp")
        assert (again.status, "nothing to bring back" in again.stderr) == (0, True)


def test_taken_away_by_root_and_brought_back(desk: Desk) -> None:
    before = tree(desk)
    done = desk.pipwise("marker", "remove", "--insist", user="root", cwd="/tmp")
    assert (done.status, desk.machine.exists(PATH)) == (0, False), done.stderr
    assert desk.pipwise("undo", user="root", cwd="/tmp").status == 0
    assert tree(desk) == before


@pytest.mark.slow
def test_it_stays_away_when_its_package_comes_again_and_is_restored_long_after(desk: Desk) -> None:
    entry = desk.machine.tree("/usr/lib/python3.11")[PATH]
    assert desk.pipwise("marker", "remove", "--insist", "--yes", cwd="/tmp").status == 0
    reinstall = "apt-get update -qq && apt-get install -y -qq --reinstall libpython3.11-stdlib"
    assert desk.machine.run(reinstall, timeout=300).status == 0
    assert not desk.machine.exists(PATH)
    # Whoever restores it need not be who took it away: the journal is gone, the diversion is not.
    assert desk.pipwise("marker", "restore", user="root", cwd="/tmp").status == 0
    assert desk.machine.tree("/usr/lib/python3.11")[PATH] == entry
    assert "diversion" not in desk.machine.run(["dpkg-divert", "--list", PATH]).stdout
    desk.machine.run(["rm", PATH])
    lost = desk.pipwise("marker", "restore", cwd="/tmp")
    line = "sudo apt-get install --reinstall libpython3.11-stdlib"
    assert (lost.status, line in lost.stderr) == (3, True)
    assert desk.machine.run(line.removeprefix("sudo ") + " -y -qq", timeout=300).status == 0
    assert desk.machine.tree("/usr/lib/python3.11")[PATH] == entry


@pytest.mark.parametrize(
    "moment",
    [
        f"mv {PATH}.distrib {PATH}; dpkg-divert --quiet --no-rename --remove {PATH}",
        f"dpkg-divert --quiet --no-rename --remove {PATH}",
    ],
    ids=["before dpkg did anything", "between renaming and remembering it"],
)
def test_undo_after_dpkg_divert_was_killed(desk: Desk, moment: str) -> None:
    before = tree(desk)
    assert desk.pipwise("marker", "remove", "--insist", "--yes", cwd="/tmp").status == 0
    desk.machine.run(moment)
    done = desk.pipwise("undo", cwd="/tmp")
    assert done.status == 0, done.stderr
    assert tree(desk) == before


def test_where_dpkg_does_not_own_it_it_is_renamed(desk: Desk) -> None:
    desk.machine.run(MAKE_OWN)
    marker = "/opt/python/lib/python3.11/EXTERNALLY-MANAGED"
    desk.machine.write(marker, "[externally-managed]\nError=mine, use a venv\n", mode=0o640)
    before = tree(desk)
    for back in (("undo",), ("marker", "restore", "--python", OWN)):
        done = desk.pipwise("marker", "remove", "--insist", "--python", OWN, user="root", cwd="/tmp")
        assert (done.status, "an update brings it back" in done.stderr) == (0, True), done.stderr
        assert (desk.machine.exists(marker), desk.machine.exists(f"{marker}.pipwise")) == (False, True)
        assert desk.pipwise(*back, user="root", cwd="/tmp").status == 0
        assert tree(desk) == before
    desk.machine.run(["rm", "-r", "/opt/python"])


# Writing one.


def test_an_administrator_protects_a_python(desk: Desk) -> None:
    desk.machine.run(MAKE_OWN)
    before = tree(desk)
    words = ("marker", "write", "--python", OWN, "--contact", "it@example.org")
    assert desk.pipwise(*words, cwd="/tmp").status == 3
    done = desk.machine.run(
        ["sudo", "/home/alice/pipwise/pipwise", *words], user="alice", cwd="/tmp", timeout=300
    )
    assert done.status == 0, done.stderr
    checked = desk.pipwise("marker", "check", "--json", "--python", OWN, cwd="/tmp")
    assert (checked.status, valid(checked.stdout, "marker")["findings"]) == (0, [])
    advice = f"{OWN} -m venv .venv"
    install = [OWN, "/usr/lib/python3/dist-packages/pip", "install", "six"]
    for language, words_of in (
        ("C.UTF-8", "Questions: it@example.org"),
        ("de_DE.UTF-8", "Fragen: it@example.org"),
    ):
        refused = desk.machine.run(install, user="alice", env={"LC_ALL": language}, cwd="/tmp")
        assert (refused.status, words_of in refused.stderr) == (1, True), refused.stderr
        assert advice in refused.stderr
    made = f"cd $(mktemp -d) && {advice} && .venv/bin/python -m pip --version"
    assert desk.machine.run(made, user="alice").status == 0
    again = desk.pipwise(*words, user="root", cwd="/tmp")
    assert (again.status, "never replaced" in again.stderr) == (4, True)
    assert desk.pipwise("undo", user="root", cwd="/tmp").status == 0
    assert tree(desk) == before
    desk.machine.run(["rm", "-r", "/opt/python"])


def test_the_operating_systems_python_and_environments_are_not_written_to(desk: Desk) -> None:
    with kept_as_it_was(desk):
        there = desk.pipwise("marker", "write", user="root", cwd="/tmp")
        assert (there.status, "already" in there.stderr) == (4, True)
        desk.shell("python3 -m venv /tmp/v")
        for action in ("write", "remove", "restore"):
            inside = desk.pipwise("marker", action, "--python", "/tmp/v/bin/python", cwd="/tmp")
            assert (inside.status, "is a virtual environment" in inside.stderr) == (2, True)
        desk.machine.run(["rm", "-r", "/tmp/v"])


def test_words_that_do_not_fit_are_one_line(desk: Desk) -> None:
    for words in (
        ("burn",),
        ("show", "x"),
        ("check", "/nowhere"),
        ("remove", "--contact", "x"),
        ("check", "/dev"),
    ):
        done = desk.pipwise("marker", *words, cwd="/tmp")
        assert (done.status, len(done.stderr.splitlines()) <= 2) == (2, True), done.stderr


class kept_home:  # noqa: N801 - it stands where a function would
    """Nothing in the user's home becomes root's, nor stays there, whatever was done by sudo."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.before = desk, desk.home()

    def __enter__(self) -> None:
        return None

    def __exit__(self, *error: object) -> None:
        assert self.desk.home() == self.before
        mine = self.desk.machine.run(["find", "/home/alice", "-user", "root"]).stdout
        assert mine == ""
