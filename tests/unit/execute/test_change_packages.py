"""OS packages by real processes of a little apt: what is foreseen, what is refused, and what exactly is taken back."""

import contextlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipwise.errors import PipwiseError, Refused, ToolFailed, UsageError, WorldChanged
from pipwise.execute import carry_out, undo
from pipwise.execute.journal import Journal, Turn
from pipwise.execute.prove import Wanted
from pipwise.execute.provers import PROVERS
from pipwise.execute.run import Run
from pipwise.execute.undo import choose
from pipwise.facts.becoming import becoming
from pipwise.model.plan import ChangePackages, Plan
from pipwise.plan import Workbench
from pipwise.plan.ways.os_package import removal
from pipwise.system.clock import now
from pipwise.system.hands import RealHands
from pipwise.system.real import RealLook

PROGRAMS = ("apt-get", "apt-mark", "apt-cache", "dpkg-query", "dpkg", "sudo")
NET = ["1.1-1", "auto", "installed"]
WEB = ["2.0-1", "manual", "installed"]


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The database of a little apt that is first on PATH."""
    folder, script = tmp_path / "bin", Path(__file__).with_name("little_apt.py")
    folder.mkdir()
    for program in PROGRAMS:
        (folder / program).write_text(f"#!{sys.executable} -I\n{script.read_text()}")
        (folder / program).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    monkeypatch.setenv("LITTLE_APT", str(tmp_path / "database"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "database"


@pytest.fixture
def run(tmp_path: Path, base: Path) -> Run:
    """A run whose look begins when the little apt stands on PATH: the machine's own is never reached."""
    (tmp_path / "state").mkdir()
    look = RealLook()
    assert look.environment["PATH"].startswith(str(tmp_path))
    journal = Journal(str(tmp_path / "state/journal.sqlite3"))
    return Run(look, RealHands(), journal, ("install", "demo"), "digest", now())


def will(base: Path, **mood: str) -> None:
    """What the little apt will do next time."""
    Path(f"{base}.mood").write_text(json.dumps(mood))


def there(base: Path) -> dict[str, list[str]]:
    return json.loads(base.read_text()) if base.exists() else {}


def install(*packages: str, **more: Any) -> Plan:
    wanted = tuple((one, one.removeprefix("python3-little-"), more.get("specifier", "")) for one in packages)
    step = ChangePackages("apt", "install", packages, becoming(RealLook()), "", wanted, sys.executable)
    return Plan("os-package", "", False, (step,), (), "os-packages")


def take_back(run: Run, *, force: bool = False) -> None:
    undo(run.look, run.hands, run.journal, choose(run.journal, None), force=force)


def test_what_came_new_goes_and_what_was_there_stays(run: Run, base: Path) -> None:
    base.write_text(json.dumps({"python3-little-odd": ["1.0-1", "manual", "installed"]}))
    carry_out(run, install("python3-little-web"))
    assert there(base) == {
        "python3-little-odd": ["1.0-1", "manual", "installed"],
        "python3-little-net": NET,
        "python3-little-web": WEB,
    }
    take_back(run)
    assert there(base) == {"python3-little-odd": ["1.0-1", "manual", "installed"]}


def test_what_something_else_needs_by_then_stays_and_is_told(run: Run, base: Path) -> None:
    carry_out(run, install("python3-little-web"))
    database = there(base) | {"python3-little-own": ["1.0-1", "manual", "installed"]}
    base.write_text(json.dumps(database))
    with pytest.raises(WorldChanged, match="python3-little-own needs python3-little-net, python3-little-web"):
        take_back(run)
    assert there(base) == database
    del database["python3-little-own"]
    base.write_text(json.dumps(database))
    take_back(run)
    assert there(base) == {}


def test_what_was_upgraded_since_stays_unless_insisted_upon(run: Run, base: Path) -> None:
    carry_out(run, install("python3-little-odd"))
    base.write_text(json.dumps({"python3-little-odd": ["1.5-1", "manual", "installed"]}))
    with pytest.raises(
        WorldChanged, match=r"python3-little-odd has been changed since then \(1.0-1 → 1.5-1\)"
    ):
        take_back(run)
    assert there(base)
    take_back(run, force=True)
    assert there(base) == {}


def test_what_somebody_has_removed_since_is_no_matter(run: Run, base: Path) -> None:
    carry_out(run, install("python3-little-odd"))
    base.write_text("{}")
    take_back(run)
    with pytest.raises(UsageError, match="nothing to undo"):
        take_back(run)


def test_marks_are_as_before(run: Run, base: Path) -> None:
    old = {"python3-little-net": NET, "python3-little-own": ["1.0-1", "manual", "installed"]}
    base.write_text(json.dumps(old))
    carry_out(run, install("python3-little-web"))
    database = there(base)
    assert database["python3-little-net"] == NET
    # As apt does where a package is named that was a dependency until then.
    step = run.journal.steps(1)[0]
    after = json.loads(json.dumps(step.after))
    after["installed"]["python3-little-net"][1] = "manual"
    run.journal.finish(1, "done", Turn(1, after))
    database["python3-little-net"][1] = "manual"
    base.write_text(json.dumps(database))
    take_back(run)
    assert there(base) == old


def test_a_failure_half_way_is_taken_back_and_told_in_one_line(run: Run, base: Path) -> None:
    will(base, fails="python3-little-web")
    with pytest.raises(ToolFailed) as raised:
        carry_out(run, install("python3-little-web"))
    assert raised.value.what == "apt-get failed with exit status 100"
    assert (
        raised.value.why == "the network or the mirror cannot be reached; what was begun has been taken back"
    )
    assert there(base) == {}
    assert [one.state for one in run.journal.runs()] == ["failed"]


@pytest.mark.parametrize("mood", [{}, {"unready": "1"}])
def test_what_was_killed_half_way_is_mended_and_taken_back(
    run: Run, base: Path, mood: dict[str, str]
) -> None:
    will(base, dies="python3-little-web", kills="1")
    pid = os.fork()
    if not pid:
        carry_out(run, install("python3-little-web"))
        os._exit(0)
    assert os.waitpid(pid, 0)[1] == 9
    assert there(base)["python3-little-web"][2] == "half-installed"
    assert choose(run.journal, None).state == "begun"
    will(base, **mood)
    take_back(run)
    assert there(base) == {}


@pytest.mark.parametrize("mood", ["ends", "breaks"])
@pytest.mark.parametrize("kills", ["1", ""])
def test_a_removal_that_was_killed_half_way_is_installed_again(
    run: Run, base: Path, mood: str, kills: str
) -> None:
    before = {"python3-little-net": NET, "python3-little-own": ["1.0-1", "auto", "installed"]}
    base.write_text(json.dumps(before))
    will(base, **{mood: "python3-little-own", "kills": kills})
    pid = os.fork()
    if not pid:
        with contextlib.suppress(ToolFailed):
            carry_out(run, removal("apt", ("python3-little-own",), Workbench("", "", "")))
        os._exit(0)
    assert os.waitpid(pid, 0)[1] == (9 if kills else 0)
    will(base)
    if kills:
        take_back(run)
    assert there(base) == before


def test_nothing_is_removed_to_install_something(run: Run, base: Path) -> None:
    will(base, removes="python3-pip")
    with pytest.raises(Refused, match="would remove python3-pip to install python3-little-web"):
        carry_out(run, install("python3-little-web"))
    assert there(base) == {}
    assert run.journal.runs() == []


def test_a_candidate_that_does_not_satisfy_is_not_installed(run: Run, base: Path) -> None:
    with pytest.raises(Refused, match=r"python3-little-web is web 2\.0, which is not >=3"):
        carry_out(run, install("python3-little-web", specifier=">=3"))
    assert there(base) == {}


def test_what_the_lists_do_not_have_is_told(run: Run, base: Path) -> None:
    with pytest.raises(PipwiseError) as raised:
        carry_out(run, install("python3-little-gone"))
    assert raised.value.what == "apt: the package lists do not have it"
    assert raised.value.hint.endswith("apt-get update")


def test_lists_are_fetched_before_and_nothing_of_that_is_taken_back(run: Run, base: Path) -> None:
    plan = install("python3-little-odd")
    refresh = ChangePackages("apt", "refresh", (), becoming(run.look))
    carry_out(run, plan._replace(steps=(refresh, *plan.steps)))
    assert Path(f"{base}.lists").exists()
    take_back(run)
    assert there(base) == {}


def test_packages_that_others_need_are_not_removed(run: Run, base: Path) -> None:
    base.write_text(json.dumps({"python3-little-net": NET, "python3-little-web": WEB}))
    bench = Workbench("", "", "", become=becoming(run.look))
    with pytest.raises(Refused, match="python3-little-web needs python3-little-net"):
        carry_out(run, removal("apt", ("python3-little-net",), bench))
    carry_out(run, removal("apt", ("python3-little-web",), bench))
    assert there(base) == {"python3-little-net": NET}
    take_back(run)
    assert there(base) == {"python3-little-net": NET, "python3-little-web": WEB}


def test_the_proof_tells_what_the_manager_and_the_python_say(run: Run, base: Path) -> None:
    prove: Callable[..., Any] = PROVERS["os-packages"]
    wanted = Wanted((), (), None)
    plan = install("python3-little-web", "python3-little-odd")
    base.write_text(json.dumps({"python3-little-web": WEB}))
    found, lost = prove(run.look, run.hands, plan, wanted, True)
    # No Python here has a distribution of that name: the manager's word is all there is.
    assert (found.version, found.package) == ("2.0-1", "python3-little-web 2.0-1 (apt)")
    assert (lost.version, lost.detail) == ("", "apt says that python3-little-odd is not installed")


def test_a_project_that_is_not_the_packages_own_is_not_proved(run: Run, base: Path) -> None:
    base.write_text(json.dumps({"python3-pytest": ["8.0-1", "manual", "installed"]}))
    wanted = (("python3-pytest", "pytest", ""),)
    step = ChangePackages("apt", "install", (), wanted=wanted, python=sys.executable)
    plan = Plan("os-package", "", False, (step,), (), "os-packages")
    (proof,) = PROVERS["os-packages"](run.look, run.hands, plan, Wanted((), (), None), True)
    assert proof.version == ""
    assert proof.detail.startswith("Python finds another pytest ")
