"""What is shown and asked before OS packages are changed, over what a real apt said."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipwise.cli.os_packages import bench_for, concerns, prepare
from pipwise.cli.undoing_packages import agree
from pipwise.cli.words import Own
from pipwise.decide import decide
from pipwise.errors import ChoiceNeeded, Refused
from pipwise.execute.journal import RunRecord, StepRecord
from pipwise.facts.becoming import becoming
from pipwise.facts.package_lists import why_refresh
from pipwise.model.decision import Situation
from pipwise.model.host import Disposable
from pipwise.model.plan import ChangePackages, Plan
from pipwise.plan import Workbench, plan
from pipwise.system.clock import seconds
from pipwise.system.hands import RealHands
from pipwise.system.look import Answer
from tests.recorded.look import RecordedLook, file, machine
from tests.situations import ROOT, environment, intent, known
from tests.unit.backends.record import RECORDED
from tests.unit.plan.test_os_package import asked, nowhere, packaged

SUDO = {"/usr/bin/sudo": file("ELF", 0o755)}
HANDS = RealHands()


def apt(name: str = "apt-bookworm", uid: int = 1000, files: Any = SUDO, remove: str = "") -> RecordedLook:
    """A machine whose apt answers as it was recorded; ``remove`` is what it would remove besides."""
    told = json.loads((RECORDED / f"changes-{name}.json").read_text(encoding="utf-8"))
    answers = {
        tuple(one["argv"]): Answer(one["status"], one["stdout"].encode(), one["stderr"].encode())
        for one in (*told["before"], told["would install"], told["would remove"])
    }
    if remove:
        key = tuple(told["would install"]["argv"])
        answers[key] = answers[key]._replace(stdout=answers[key].stdout + f"Remv {remove} [1]\n".encode())
    return machine(files, answers=answers, uid=uid)


def ready(look: RecordedLook, one: Situation, own: Own = Own()) -> str:  # noqa: B008 - values do not change
    decided = decide(one)
    made = plan(one, decided, Workbench("", "", "", become=becoming(look)))
    return prepare(look, HANDS, own, one, decided, made)


def test_what_comes_and_what_that_needs_is_shown_before_anybody_agrees(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert ready(apt(), asked(packaged("jinja2")), Own(yes=True)) == "go"
    said = capsys.readouterr().err
    assert "jinja2 comes from the operating system's python3-jinja2 (apt)\n" in said
    assert "new: python3-jinja2 3.1.2-1" in said
    assert "needed by that: python-babel-localedata, python3-babel, python3-markupsafe, python3-tz\n" in said


def test_with_nobody_to_ask_the_command_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ChoiceNeeded, match="nobody is there to give it"):
        ready(apt(), asked(packaged("jinja2")))
    assert "what would be run:\n  sudo apt-get install python3-jinja2\n" in capsys.readouterr().err


def test_without_anything_that_becomes_root_its_command_is_printed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(ChoiceNeeded) as raised:
        ready(apt(files={}), asked(packaged("jinja2")), Own(yes=True))
    assert (raised.value.why, raised.value.exit_code) == ("root is needed", 3)
    said = capsys.readouterr().err
    assert "there is no sudo, doas or pkexec here; as root:\n  apt-get install python3-jinja2\n" in said


def test_what_would_be_removed_refuses_whatever_is_agreed() -> None:
    with pytest.raises(Refused, match="apt would remove python3-old to install python3-jinja2"):
        ready(apt(remove="python3-old"), asked(packaged("jinja2")), Own(yes=True))


def test_without_lists_they_are_fetched_first_and_nothing_is_foreseen(
    capsys: pytest.CaptureFixture[str],
) -> None:
    one = asked(packaged("six"))
    look = machine(SUDO, uid=1000)
    bench = bench_for(look, one, Workbench("", "", ""))
    decided = decide(one)
    with pytest.raises(ChoiceNeeded):
        prepare(look, HANDS, Own(), one, decided, plan(one, decided, bench))
    said = capsys.readouterr().err
    assert "they are fetched first" in said
    assert "  sudo apt-get update\n  sudo apt-get install python3-six\n" in said
    assert look.asked == []


def test_root_is_asked_but_not_where_everything_is_thrown_away() -> None:
    one = asked(packaged("jinja2"), asker=ROOT)
    with pytest.raises(ChoiceNeeded):
        ready(apt(uid=0, files={}), one)
    host = one.facts.host._replace(disposable=known(Disposable(True, "image-build", "/.dockerenv")))
    thrown_away = one._replace(facts=one.facts._replace(host=host))
    assert ready(apt(uid=0, files={}), thrown_away) == "go"


def test_what_is_there_needs_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    assert ready(apt(), asked(packaged("jinja2", installed="2.0-1"))) == "there"
    assert "python3-jinja2 (apt), which is installed already" in capsys.readouterr().err


def test_a_dry_run_shows_and_does_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    one = asked(packaged("jinja2"))
    words = intent("pip", "install", "jinja2", "--dry-run", options=(("dry_run", True), ("upgrade", True)))
    one = one._replace(intent=words)
    assert ready(apt(), one) == "dry"
    said = capsys.readouterr().err
    assert "it was a dry run" in said
    assert "left out, since it is pip's own: --upgrade" in said


def test_a_part_that_is_not_packaged_stops_all_of_it() -> None:
    with pytest.raises(ChoiceNeeded, match="no package that fits odd"):
        ready(apt(), asked(packaged("jinja2"), nowhere("odd")), Own(yes=True))


def test_the_command_of_another_manager_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    named = packaged("six")
    named = named._replace(packages=(named.packages[0]._replace(manager="xbps", package="python3-six"),))
    one = asked(named, target=known(environment("os", "xbps")))
    with pytest.raises(ChoiceNeeded) as raised:
        ready(apt(), one, Own(yes=True))
    assert raised.value.exit_code == 3
    assert "\n  sudo xbps-install -S python3-six\n" in capsys.readouterr().err


def test_only_requests_for_os_packages_are_looked_at() -> None:
    decided = decide(asked(packaged("six")))
    assert concerns(decided)
    assert not concerns(decided._replace(chosen="venv", assignments=(("six", "venv"),)))
    assert concerns(decided._replace(chosen="venv", assignments=(("six", "os-package"), ("x", "venv"))))


def test_lists_are_missing_old_or_neither() -> None:
    name = "/var/lib/apt/lists/deb.debian.org_dists_bookworm_main_binary-amd64_Packages"
    new = int((seconds() - 86_400) * 1e9)
    listed = {name: file("x")._replace(mtime_ns=new)}
    assert why_refresh(machine({}), "apt") == "the package lists were never fetched"
    assert why_refresh(machine(listed), "apt") == ""
    old = {name: file("x")._replace(mtime_ns=new - int(99 * 86_400 * 1e9))}
    assert why_refresh(machine(old), "apt") == "the package lists are 100 days old"
    assert why_refresh(machine({}), "pacman") == ""
    one = asked(packaged("six"))
    bench = bench_for(machine(SUDO, uid=1000), one, Workbench("", "", ""))
    assert (bench.become, bench.lists) == (("/usr/bin/sudo",), "the package lists were never fetched")


def undoing(look: RecordedLook, own: Own) -> None:
    told = json.loads((RECORDED / "changes-apt-bookworm.json").read_text(encoding="utf-8"))
    now = [line.split("|") for line in told["before"][0]["stdout"].splitlines()]
    before = {package: [version, "manual"] for _, package, _, version in now if package != "python3-six"}
    after = {package: [version, "manual"] for _, package, _, version in now}
    step = StepRecord(
        1, 1, "ChangePackages", {"manager": "apt", "place": ""},
        {"installed": before, "expected": ["python3-six"]}, {"installed": after, "expected": []}, "", "done",
    )  # fmt: skip
    run = RunRecord(1, 1, 1000, ("install", "six"), "", "os-package", "", False, "/", "", "done")
    agree(look, HANDS, own, run, [step])


def test_undo_asks_for_root_as_the_installation_did(capsys: pytest.CaptureFixture[str]) -> None:
    undoing(apt(), Own(yes=True))
    assert "will be removed: python3-six\n" in capsys.readouterr().err
    with pytest.raises(ChoiceNeeded, match="nothing was undone") as raised:
        undoing(apt(), Own())
    assert raised.value.hint == "add --yes to go on"
    assert "\n  sudo apt-get purge -y " in capsys.readouterr().err
    with pytest.raises(ChoiceNeeded) as raised:
        undoing(apt(files={}), Own(yes=True))
    assert "no sudo, doas or pkexec" in raised.value.why
    undoing(apt(uid=0), Own())


def test_who_is_at_work_is_named() -> None:
    from pipwise.execute.at_work import at_work

    files = {
        "/var/lib/dpkg/lock-frontend": file(""),
        "/proc/42/comm": file("apt-get\n"),
        "/proc/43/comm": file("dnf5\n"),
    }
    look = machine(files)
    inode = look.stat("/var/lib/dpkg/lock-frontend").inode
    locked = machine({**files, "/proc/locks": file(f"1: POSIX  ADVISORY  WRITE 42 fd:00:{inode} 0 EOF\n")})
    assert at_work(locked, "apt") == "apt-get (process 42)"
    assert at_work(look, "apt") == ""
    assert at_work(look, "dnf") == "dnf5 (process 43)"
    assert at_work(look, "pacman") == ""


def test_a_plan_without_steps_names_the_command() -> None:
    from pipwise.render.install_text import plan_lines

    one = asked(packaged("six"))
    lines = plan_lines(decide(one), Plan("os-package", "", False, (), ()))
    assert lines[-1] == "  sudo apt-get install python3-six"
    step = ChangePackages("apt", "install", ("python3-six",), ("/usr/bin/sudo",))
    lines = plan_lines(decide(one), Plan("os-package", "", False, (step,), ()))
    assert "/usr/bin/sudo env DEBIAN_FRONTEND=noninteractive" in lines[1]
    assert lines[-1] == "  undo: remove the packages that came new, unless something needs them by then"
