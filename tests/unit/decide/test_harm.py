"""Whatever the facts are, no decision does harm: a property over generated machines, callers and requests."""

from typing import Any, Literal

from hypothesis import given
from hypothesis import strategies as st

from pipwise.decide import decide
from pipwise.decide.options import OPTIONS
from pipwise.decide.questions import QUESTIONS
from pipwise.model.call import Call, Consumer
from pipwise.model.decision import Decision, Seen, Situation, Wishes
from pipwise.model.facts import Tool
from pipwise.model.host import Disposable, OsRelease, Place, Project
from pipwise.model.known import Known, Unknown
from pipwise.model.names import Kind, Mistake, Named, OsPackage
from pipwise.model.outcome import Outcome
from pipwise.model.policy import Policy
from tests.situations import (
    ALLOWED,
    ENVS,
    HERE,
    HOME,
    REFUSED,
    ROOT,
    environment,
    facts,
    intent,
    known,
    situation,
)

KINDS = ("application", "library", "plug-in", "both", "unknown")
CONSUMERS = ("person", "service", "ansible", "kernel", "os-program")
STANDINGS = (
    *(
        "unknown",
        "terminal",
        "dockerfile",
        "workflow",
        "script",
        "notebook",
        "documentation",
        "playbook",
        "service",
    ),
    *("installer", "action", "role", "cloud-init", "start-up", "editor", "maintainer-script"),
)
OUTCOMES = (
    REFUSED,
    ALLOWED,
    Outcome("risky", "no-marker", 0, "/usr/local/lib"),
    Outcome("fails", "no-record", 1, None),
    Outcome("unknown", "unknown", None, None),
)
INTENTS = (
    intent("pip", "install", "one"),
    intent("pip", "install", "one", "two"),
    intent("pip", "install", "-U", "pip", options=(("upgrade", True),)),
    intent("pip", "install", "-r", "requirements.txt")._replace(
        requirements=(), requirement_files=("requirements.txt",)
    ),
    intent("pip", "install"),
    intent("pip", "uninstall", "one", purpose="uninstall"),
    intent("pip", "list", purpose="inspect"),
)


Fit = Literal["fits", "too-old", "unknown"]
FITS: tuple[Fit, ...] = ("fits", "too-old", "unknown")


def _package(name: str, fit: Fit, installed: bool) -> OsPackage:
    there: Known[str | None] = known("1.0-1" if installed else None)
    return OsPackage(
        "apt", f"python3-{name}", "same", "table", known("1.0-1"), known("1.0"), there, fit, HERE
    )


@st.composite
def names(draw: st.DrawFn) -> tuple[Named, ...]:
    found = []
    for name in ("one", "two"):
        kind = draw(st.sampled_from(KINDS))
        host = draw(st.sampled_from(("application", "library", "program"))) if kind == "plug-in" else ""
        fit = draw(st.sampled_from(FITS))
        packages = (_package(name, fit, draw(st.booleans())),) if draw(st.booleans()) else ()
        mistake = draw(st.sampled_from((None, Mistake("typo", "did you mean won?", ("won",)))))
        what = Kind(kind, "host" if host else "", host_is=host, source=HERE)  # type: ignore[arg-type]
        packaged = "yes" if packages else draw(st.sampled_from(("no", "unknown")))
        found.append(Named(name, name, "", what, packages, packaged, mistake))  # type: ignore[arg-type]
    return tuple(found) if draw(st.booleans()) else ()


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    owner = draw(st.sampled_from(("os", "uv", "conda", "pyenv", "homebrew", "image", "user", "unknown")))
    marker = draw(st.sampled_from(("present", "absent", "malformed", "unreadable")))
    disposable = draw(
        st.sampled_from(
            (
                known(Disposable(False, "", "nothing")),
                known(Disposable(True, "image-build", "buildkitsandbox")),
                known(Disposable(True, "hosted-runner", "RUNNER_ENVIRONMENT")),
                Unknown("nothing was said"),
            )
        )
    )
    system = draw(st.sampled_from(("debian", "alpine", "arch", "msys2")))
    host = facts().host._replace(
        disposable=disposable,  # type: ignore[arg-type]  # sampled_from joins the types of its values
        os=known(OsRelease(system, (), "", "", system)),
        container=draw(st.sampled_from((known(""), known("docker"), Unknown("not said")))),  # type: ignore[arg-type]  # as above
        immutable=draw(st.sampled_from((known(""), known("ostree")))),
    )
    consumer = draw(st.sampled_from((*CONSUMERS, None)))
    call = Call(
        draw(st.sampled_from(STANDINGS)),
        HERE,
        draw(st.sampled_from(("", "a.py", "install.sh"))),
        consumer=known(Consumer(consumer)) if consumer else Unknown("nobody said"),  # type: ignore[arg-type]
    )
    project = draw(
        st.sampled_from((None, Project(f"{HOME}/p", "x", ("uv",), name="one"), Project(f"{HOME}/p", "x", ())))
    )
    place = known(Place(f"{HOME}/p" if project else HOME, "project" if project else "home", None))
    role = draw(st.sampled_from(("asked", "active", "project", "personal", "image")))
    state = draw(st.sampled_from(("works", "absent", "broken", "not-mine", "unknown")))
    changes: dict[str, Any] = {
        "host": host,
        "call": call,
        "asker": draw(
            st.sampled_from((facts().asker, ROOT, ROOT._replace(sudo_uid=1000, sudo_user="alice")))
        ),
        "project": known(project),
        "place": place,
        "names": draw(names()),
        "target": draw(st.sampled_from((known(environment(owner, "apt", marker)), Unknown("it hangs")))),
        "tools": draw(
            st.sampled_from(
                ((), (Tool("uv", "/bin/uv", known("0.9")),), (Tool("pipx", "/bin/pipx", known("1.1.0")),))
            )
        ),
    }
    return situation(
        facts=facts(**changes),
        intent=draw(st.sampled_from(INTENTS)),
        outcome=draw(st.sampled_from(OUTCOMES)),
        seen=(Seen(role, "/e", state, "why", has_pip=True), Seen("personal", f"{ENVS}/default", "absent")),  # type: ignore[arg-type]
    )


def _answers(decision: Decision) -> dict[str, str]:
    return {one.question: one.answer for one in decision.flow}


@given(situations())
def test_neither_the_override_nor_the_markers_removal_is_ever_chosen_unasked(given_: Situation) -> None:
    decision = decide(given_)
    assert decision.chosen not in ("override", "remove-marker", "user")
    first = decision.options[0].commands if decision.chosen else ()
    assert not any("break" in word for each in first for word in each.argv)


@given(situations())
def test_off_a_disposable_machine_an_override_is_at_most_discouraged(given_: Situation) -> None:
    decision = decide(given_)
    verdicts = {one.option: one.verdict for one in decision.options}
    if _answers(decision)["disposable"] != "yes":
        assert verdicts["override"] in ("discouraged", "refused", "impossible")
        assert verdicts["remove-marker"] in ("refused", "impossible")


@given(situations())
def test_no_library_goes_to_an_environment_from_which_nobody_can_import_it(given_: Situation) -> None:
    decision = decide(given_)
    if _answers(decision)["subject"] in ("library", "libraries", "several", "nothing", "requirements"):
        assert decision.chosen not in ("app", "inject")


@given(situations())
def test_whoever_imports_from_the_operating_systems_python_is_never_sent_to_an_environment(
    given_: Situation,
) -> None:
    decision = decide(given_)
    if _answers(decision)["consumer"] in ("ansible", "os-program"):
        assert decision.chosen not in ("venv", "existing-venv", "app", "script-env")


@given(situations())
def test_root_is_needed_only_for_what_belongs_to_everybody(given_: Situation) -> None:
    decision = decide(given_)
    needs = {need for one in decision.options[:1] for each in one.commands for need in each.needs}
    if decision.chosen and "root" in needs:
        assert decision.chosen == "os-package" or _answers(decision)["who"] != "user"


@given(situations())
def test_one_way_is_recommended_and_it_is_the_chosen_one(given_: Situation) -> None:
    decision = decide(given_)
    recommended = [one.option for one in decision.options if one.verdict == "recommended"]
    assert recommended == ([decision.chosen] if decision.chosen else [])
    assert [one.option for one in decision.options[:1]] == recommended or not recommended
    assert sorted(one.option for one in decision.options) == sorted(one.name for one in OPTIONS)


@given(situations())
def test_every_reason_stands_on_the_answer_to_a_question(given_: Situation) -> None:
    decision = decide(given_)
    answers = _answers(decision)
    allowed = {question.id: question.answers for question in QUESTIONS}
    ways = {option for _, option in decision.assignments}
    for one in decision.options:
        assert one.reasons
        for reason in one.reasons:
            question, _, answer = reason.code.partition(":")
            # A part that goes a way of its own has the answers of that part.
            assert (
                answer in allowed[question]
                if len(ways) > 1 and one.option in ways
                else answers[question] == answer
            )
            assert reason.text


@given(situations())
def test_every_answer_is_one_that_its_question_can_have(given_: Situation) -> None:
    allowed = {question.id: question.answers for question in QUESTIONS}
    for one in decide(given_).flow:
        assert one.answer in allowed[one.question], one


@given(situations(), st.sampled_from([option.name for option in OPTIONS]))
def test_what_policy_forbids_is_never_chosen_and_says_so(given_: Situation, option: str) -> None:
    wishes = Wishes(policy=Policy(forbid=((option, "/etc/pipwise/pipwise.toml"),)))
    decision = decide(given_._replace(wishes=wishes))
    assert decision.chosen != option
    weighed = next(one for one in decision.options if one.option == option)
    assert weighed.verdict in ("refused", "impossible")


@given(situations())
def test_where_it_goes_is_decided_by_the_facts_alone(given_: Situation) -> None:
    assert decide(given_) == decide(given_)


@st.composite
def typed_together(draw: st.DrawFn) -> Situation:
    """Two things typed at a terminal, in no project and no environment: what may be split."""
    given_ = draw(situations())
    call, nowhere = Call("terminal", HERE), known(Place(HOME, "home", None))
    changed = given_.facts._replace(call=call, project=known(None), place=nowhere, names=draw(names()))
    return given_._replace(
        facts=changed,
        intent=INTENTS[1],
        outcome=REFUSED,
        seen=(Seen("personal", f"{ENVS}/default", draw(st.sampled_from(("absent", "works")))),),
    )


@given(typed_together())
def test_no_part_of_a_request_is_lost_or_goes_where_nobody_can_import_it(given_: Situation) -> None:
    decision = decide(given_)
    kinds = {named.asked: named.kind.kind for named in given_.facts.names}
    assert [text for text, _ in decision.assignments] == ["one", "two"]
    ways = {option for _, option in decision.assignments}
    assert decision.chosen in ways
    for text, option in decision.assignments:
        assert option not in ("app", "inject") or kinds[text] != "library"
        assert option not in ("user", "override", "remove-marker")
    if len(ways) > 1:
        parts = {option: [text for text, way in decision.assignments if way == option] for option in ways}
        others = {option: {"one", "two"}.difference(texts) for option, texts in parts.items()}
        for one in decision.options:
            words = (
                {word for command in one.commands for word in command.argv} if one.option in ways else set()
            )
            assert not words & others.get(one.option, set())
