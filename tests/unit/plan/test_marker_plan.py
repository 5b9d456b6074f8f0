"""How a marker is taken away, brought back and written: by what owns it."""

import pytest

from pipwise.decide.options.remove_marker import commands
from pipwise.facts.diversions import Diversion
from pipwise.facts.marker_standing import Standing
from pipwise.model.host import Disposable
from pipwise.model.known import Unknown
from pipwise.model.plan import Divert, Move, WriteFile
from pipwise.plan.marker import advised_of, needs_root, removal, restoration, writing
from tests.situations import environment, facts, known, situation

PATH = "/usr/lib/python3.11/EXTERNALLY-MANAGED"
OURS = Standing(PATH, 0o644, known("libpython3.11-stdlib"), known(None), (), (), False)
OWN = OURS._replace(package=known(""), writable=True)
DIVERTED = OURS._replace(diversion=known(Diversion(PATH, f"{PATH}.distrib", ":")), mode=None)


def test_what_dpkg_owns_is_diverted_by_root() -> None:
    plan = removal(OURS, ("sudo",))
    assert plan.steps == (Divert(PATH, f"{PATH}.distrib", False, ("sudo",)),)
    assert needs_root(plan, OURS._replace(writable=True))


@pytest.mark.parametrize(
    ("aside", "to"),
    [
        ((), ".pipwise"),
        ((f"{PATH}.pipwise",), ".pipwise-2"),
        ((f"{PATH}.pipwise", f"{PATH}.pipwise-2"), ".pipwise-3"),
    ],
)
def test_anything_else_is_renamed_and_what_was_kept_before_stays(aside: tuple[str, ...], to: str) -> None:
    standing = OWN._replace(aside=aside)
    assert removal(standing, ()).steps == (Move(PATH, f"{PATH}{to}"),)
    assert not needs_root(removal(standing, ()), standing)


def test_where_it_is_unknown_who_owns_it_it_is_renamed() -> None:
    assert removal(OWN._replace(package=Unknown("dpkg-query does not answer")), ()).steps[0] == Move(
        PATH, f"{PATH}.pipwise"
    )


def test_it_comes_back_the_way_it_went() -> None:
    assert restoration(DIVERTED, there=False, become=()).steps == (Divert(PATH, f"{PATH}.distrib", True, ()),)
    aside = (f"{PATH}.pipwise", f"{PATH}.pipwise-2")
    assert restoration(OWN._replace(aside=aside), there=False, become=()).steps == (Move(aside[1], PATH),)


def test_nothing_is_brought_back_over_what_is_there_nor_out_of_another_packages_diversion() -> None:
    assert restoration(OWN._replace(aside=(f"{PATH}.pipwise",)), there=True, become=()).steps == ()
    assert restoration(OWN, there=False, become=()).steps == ()
    others = DIVERTED._replace(diversion=known(Diversion(PATH, f"{PATH}.x", "other-package")))
    assert restoration(others, there=False, become=()).steps == ()


def test_the_text_that_is_written_is_for_that_python() -> None:
    interpreter = environment().interpreter
    (step,) = writing(interpreter, "it@example.org").steps
    assert isinstance(step, WriteFile)
    assert (step.path, step.mode, "Questions: it@example.org" in step.content) == (PATH, 0o644, True)
    # This one has venv, but not ensurepip: an environment made by it has no pip.
    assert advised_of(interpreter, "").commands[0] == "virtualenv --python /usr/bin/python3 .venv"
    whole = interpreter._replace(has_ensurepip=True, executable="/opt/my python/bin/python3")
    assert advised_of(whole, "").commands[0] == "'/opt/my python/bin/python3' -m venv .venv"


def test_the_way_out_shows_the_command_only_where_everything_is_thrown_away() -> None:
    assert commands(situation()) == ()
    host = facts().host._replace(disposable=known(Disposable(True, "image-build", "BuildKit")))
    (shown,) = commands(situation(facts=facts(host=host)))
    assert shown.argv == ("pipwise", "marker", "remove", "--python", "/usr/bin/python3")
