"""What a run has made for pipx stays for as long as an application of somebody else's stands on it."""

import sys
from pathlib import Path

import pytest

from pipwise.execute.run import Run, carry_out
from pipwise.execute.undo import Undone, choose, undo
from pipwise.model.plan import MakeDirectory, Plan, RunTool

SHARED = """
import os, sys
os.makedirs(sys.argv[1] + "/lib"); open(sys.argv[1] + "/pyvenv.cfg", "w").write("home")
open(sys.argv[1] + "/lib/pip.py", "w").write("1")
"""
PIPX = """
import os, sys
root, shared = sys.argv[1:3]
os.makedirs(root + "/lib/python3.11/site-packages"); open(root + "/pyvenv.cfg", "w").write("home")
open(root + "/lib/python3.11/site-packages/pipx_shared.pth", "w").write(shared + "/lib")
open(root + "/pipx_metadata.json", "w").write("{}")
"""


class Home:
    def __init__(self, root: Path) -> None:
        self.venvs, self.shared = root / "pipx/venvs", root / "pipx/shared"

    def plan(self, name: str) -> Plan:
        place, shared = str(self.venvs / name), str(self.shared)
        words = (sys.executable, "-I", "-c")
        pipx = RunTool((*words, PIPX, place, shared), (place, shared), None, (), f"install {name}", "pipx")
        made = MakeDirectory(str(self.venvs))
        brought = RunTool((*words, SHARED, shared), (shared,), None, (), "make the pip that pipx shares")
        steps = (made, pipx) if self.shared.exists() else (made, brought, pipx)
        return Plan("app", "", False, steps, (), "none")

    def by_hand(self, name: str) -> None:
        site = self.venvs / name / "lib/python3.11/site-packages"
        site.mkdir(parents=True)
        (site / "pipx_shared.pth").write_text(f"{self.shared}/lib")
        (self.venvs / name / "pipx_metadata.json").write_text("{}")

    def listing(self) -> list[str]:
        return sorted(path.name for path in (*self.venvs.glob("*"), *self.shared.glob("lib/*")))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def take_back(run: Run, number: int | None = None, *, force: bool = False) -> Undone:
    return undo(run.look, run.hands, run.journal, choose(run.journal, number), force=force)


def test_undone_in_any_order_the_last_one_takes_the_shared_pip_along(run: Run, home: Home) -> None:
    first, second = carry_out(run, home.plan("one")), carry_out(run, home.plan("two"))
    undone = take_back(run, first)
    assert undone.stays == ((str(home.shared), str(home.venvs / "two")),)
    assert home.listing() == ["pip.py", "two"]
    assert take_back(run, second).stays == ()
    assert not home.venvs.parent.exists()


def test_what_somebody_installed_by_hand_keeps_it(run: Run, home: Home) -> None:
    carry_out(run, home.plan("one"))
    home.by_hand("mine")
    take_back(run)
    assert home.listing() == ["mine", "pip.py"]


def test_so_it_does_after_a_kill_of_which_nobody_knows_what_it_left(run: Run, home: Home) -> None:
    carry_out(run, home.plan("one"))
    run.journal._database.execute("UPDATE run SET state = 'begun'")
    run.journal._database.execute("UPDATE step SET state = 'begun', after = NULL WHERE n = 3")
    home.by_hand("mine")
    take_back(run)
    assert home.listing() == ["mine", "pip.py"]


def test_an_application_that_does_not_stand_on_it_does_not_keep_it(run: Run, home: Home) -> None:
    carry_out(run, home.plan("one"))
    home.by_hand("mine")
    (home.venvs / "mine/lib/python3.11/site-packages/pipx_shared.pth").write_text("/elsewhere/lib")
    take_back(run)
    assert home.listing() == ["mine"]


def test_whoever_insists_takes_it_away(run: Run, home: Home) -> None:
    carry_out(run, home.plan("one"))
    home.by_hand("mine")
    assert take_back(run, force=True).stays == ()
    assert home.listing() == ["mine"]


def test_a_shared_pip_that_was_made_anew_is_somebody_elses(run: Run, home: Home) -> None:
    first, second = carry_out(run, home.plan("one")), carry_out(run, home.plan("two"))
    take_back(run, first)
    (home.shared / "pyvenv.cfg").unlink()
    (home.shared / "pyvenv.cfg").write_text("another home")
    take_back(run, second)
    assert home.listing() == ["pip.py"]
