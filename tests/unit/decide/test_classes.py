"""Classes of requests in which something about the thing itself decides."""

from typing import Any

import pytest

from pipwise.decide import decide
from pipwise.intent import read_intent
from pipwise.model.call import Call
from pipwise.model.decision import Decision
from pipwise.model.facts import Tool
from pipwise.model.host import Disposable, Place, Project
from pipwise.model.known import Known, Unknown
from pipwise.model.names import Kind, Mistake, Named, OsPackage
from tests.situations import HERE, HOME, IN_PROJECT, environment, facts, intent, known, situation

LIBRARY = Kind("library")
NOT_ASKED: Unknown = Unknown("not asked")
PIPX, UV = Tool("pipx", "/usr/bin/pipx", known("1.1.0")), Tool("uv", "/usr/bin/uv", known("0.9"))


def _named(
    name: str,
    kind: Kind = LIBRARY,
    package: str = "",
    installed: str | None = None,
    mistake: Mistake | None = None,
) -> Named:
    there: Known[str | None] = known(installed)
    packages = (
        (OsPackage("apt", package, "same", "table", NOT_ASKED, NOT_ASKED, there, "fits", HERE),)
        if package
        else ()
    )
    return Named(name, name, "", kind, packages, "yes" if package else "no", mistake)


def _decide(
    named: Named, *words: str, options: tuple[tuple[str, bool], ...] = (), **changes: Any
) -> Decision:
    told: dict[str, Any] = {
        "names": (named,),
        "call": Call("terminal", HERE),
        "project": known(None),
        "place": known(Place(HOME, "home", None)),
        **changes,
    }
    asked = (
        intent("pip", "install", named.asked, options=options)
        if options
        else read_intent(("pip", "install", *(words or (named.asked,))))
    )
    wanted = tuple(one for one in asked.requirements if one.text == named.asked)
    return decide(situation(facts=facts(**told), intent=asked._replace(requirements=wanted)))


def _first(decision: Decision) -> str:
    return " ".join(decision.options[0].commands[0].argv)


def test_a_module_that_the_system_packages_apart_is_installed_from_there() -> None:
    mistake = Mistake("standard-library", "tkinter is packaged apart", ("tkinter",))
    split = _named("tkinter", Kind("unknown"), "python3-tk", mistake=mistake)
    assert _decide(split).chosen == "os-package"
    assert (
        _decide(_named("tkinter", Kind("unknown"), "python3-tk", "3.11.2-1", mistake)).chosen == "no-action"
    )
    assert _decide(_named("json", Kind("unknown"), mistake=mistake)).chosen == "no-action"


def test_what_drives_a_boards_pins_comes_from_the_system_outside_projects() -> None:
    pins = _named("gpiozero", package="python3-gpiozero")
    assert _decide(pins).chosen == "os-package"
    assert _decide(pins, place=IN_PROJECT["place"], project=IN_PROJECT["project"]).chosen == "venv"
    assert _decide(_named("gpiozero")).chosen == "venv"


def test_what_is_bound_to_the_system_is_no_use_without_a_package() -> None:
    assert _decide(_named("pygobject", package="python3-gi")).chosen == "os-package"
    assert _decide(_named("pygobject")).chosen == "venv"


@pytest.mark.parametrize(
    ("tool", "words", "expected"),
    [
        (PIPX, ("--pre", "httpie"), "pipx install --pip-args=--pre httpie"),
        (PIPX, ("-U", "-q", "httpie"), "pipx install httpie"),
        (PIPX, ("-i", "https://x.org/simple", "httpie"), "pipx install --pip-args=-i https://x.org/simple httpie"),
        (UV, ("--pre", "httpie"), "uv tool install --prerelease=allow httpie"),
        (UV, ("--index-url=https://x.org", "httpie"), "uv tool install --default-index https://x.org httpie"),
    ],
)  # fmt: skip
def test_where_it_comes_from_is_handed_on(tool: Tool, words: tuple[str, ...], expected: str) -> None:
    decision = _decide(_named("httpie", Kind("application")), *words, tools=(tool,))
    assert (decision.chosen, _first(decision)) == ("app", expected)


def test_on_a_hosted_runner_a_python_of_ones_own_is_a_step_and_no_image() -> None:
    runner = facts().host._replace(disposable=known(Disposable(True, "hosted-runner", "RUNNER_ENVIRONMENT")))
    decision = _decide(_named("six"), host=runner)
    own = next(one for one in decision.options if one.option == "own-python")
    assert [language for one in own.commands for language, _ in one.display] == ["github-actions"]


def test_a_python_of_uvs_makes_environments_with_uv() -> None:
    found = environment("uv", "uv")
    whole = found._replace(interpreter=found.interpreter._replace(has_venv=True, has_ensurepip=True))
    decision = _decide(_named("six"), target=known(whole))
    assert [command.argv[:2] for command in decision.options[0].commands] == [("uv", "venv"), ("uv", "pip")]


def test_pip_itself_is_a_package_of_the_systems() -> None:
    for words in (("python3", "get-pip.py"), ("python3", "-m", "ensurepip")):
        asked = read_intent(words)
        told = facts(names=(_named("pip", package="python3-pip"),), call=Call("terminal", HERE))
        decision = decide(situation(facts=told, intent=asked))
        assert (decision.chosen, _first(decision)) == ("os-package", "sudo apt-get install python3-pip")
        there = told._replace(names=(_named("pip", package="python3-pip", installed="23.0.1"),))
        assert decide(situation(facts=there, intent=asked)).chosen == "no-action"
        missing = told._replace(names=(_named("pip"),))
        assert decide(situation(facts=missing, intent=asked)).chosen == "venv"
        written = told._replace(call=Call("dockerfile", HERE))
        assert decide(situation(facts=written, intent=asked)).chosen == "venv"


def test_on_a_hosted_runner_an_application_is_kept_apart() -> None:
    runner = facts().host._replace(disposable=known(Disposable(True, "hosted-runner", "RUNNER_ENVIRONMENT")))
    written = Call("workflow", HERE)
    decision = _decide(_named("ruff", Kind("application")), host=runner, call=written)
    assert decision.chosen == "app"
    assert decision.options[0].commands[0].display == (("github-actions", "- run: pipx install ruff"),)
    assert _decide(_named("six"), host=runner, call=written).chosen == "own-python"


def test_whoever_reads_a_document_keeps_applications_apart() -> None:
    tool = _named("httpie", Kind("application"), "httpie")
    assert _decide(tool, call=Call("documentation", HERE)).chosen == "app"
    root = facts().asker._replace(uid=0)
    assert _decide(tool, call=Call("documentation", HERE), asker=root).chosen == "os-package"


def test_a_plug_in_that_the_system_packages_goes_with_the_systems_application() -> None:
    kind = Kind("plug-in", host="certbot", host_is="application")
    root = facts().asker._replace(uid=0)
    packaged = _named("certbot-dns-x", kind, "python3-certbot-dns-x")
    assert _decide(packaged, asker=root).chosen == "os-package"
    assert _decide(packaged).chosen == "inject"
    assert _decide(_named("certbot-dns-x", kind), asker=root).chosen == "inject"


def _from_source(*words: str, kind: str = "application", **changes: Any) -> Decision:
    named = _named("tooty", Kind(kind))  # type: ignore[arg-type]
    place = {
        "place": IN_PROJECT["place"],
        "project": known(Project("/home/alice/tooty", "", (), name="tooty")),
    }
    told = facts(**{"names": (named,), "call": Call("terminal", HERE), **place, **changes})
    return decide(situation(facts=told, intent=read_intent(("pip", "install", *words))))


def test_an_application_copied_from_its_source_is_an_application() -> None:
    decision = _from_source(".")
    assert (decision.chosen, _first(decision)) == ("app", "pipx install .")
    assert _from_source("-e", ".").chosen == "venv"
    assert _from_source(".[test]").chosen == "venv"
    assert _from_source(".", "-r", "requirements-dev.txt").chosen == "venv"
    assert _from_source(".", kind="library").chosen == "venv"
    assert _from_source(".", call=Call("workflow", HERE)).chosen == "venv"
    managed = Project("/home/alice/tooty", "", ("poetry",), name="tooty")
    assert _from_source(".", project=known(managed)).chosen == "app"


def test_what_is_kept_for_its_command_is_one_from_its_source_too() -> None:
    from pipwise.catalog.kinds.signals import WANTED

    kept = Named("tooty", "tooty", "", Kind("both", signals=(WANTED,)), (), "no", None)
    assert _from_source(".", names=(kept,)).chosen == "app"
    assert _from_source(".", names=(kept._replace(kind=Kind("both")),)).chosen == "venv"


def test_a_package_that_only_a_neighbouring_release_has_is_not_relied_on() -> None:
    root = facts().asker._replace(uid=0)
    sure = _named("tooty", Kind("application"), "tooty")
    assert _decide(sure, asker=root).chosen == "os-package"
    assert _decide(sure._replace(packaged="unknown"), asker=root).chosen == "app"
