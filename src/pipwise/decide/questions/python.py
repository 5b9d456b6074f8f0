"""The Python that is meant: what the installer would do with it, whose it is, and whether it is marked."""

from __future__ import annotations

from pipwise.decide.questions.question import Question, words_of
from pipwise.model.decision import Answered, Situation
from pipwise.model.known import Known, Unknown
from pipwise.model.outcome import Evidence

# Owners whose Python is the caller's to change; everything else is protected, marked or not.
YOURS = ("environment", "pyenv", "image", "user", "python.org", "conda")


def _outcome(situation: Situation) -> Answered:
    outcome = situation.outcome
    where = outcome.evidence[0] if outcome.evidence else words_of(situation)
    said = {
        "allowed": "goes on",
        "refused": "is refused",
        "risky": "goes on, and puts at risk what the operating system owns",
        "fails": "fails for another reason",
        "unknown": "cannot be predicted",
    }[outcome.verdict]
    return Answered("outcome", outcome.verdict, f"as typed, it {said} ({outcome.code})", where)


_WHOSE = {
    "os": "the operating system's ({manager} owns it)",
    "image": "the image's own, and yours to fill",
    "user": "your own",
    "unknown": "somebody else's",
}


def owner_of(situation: Situation) -> Answered:
    """Whose the target's Python is."""
    target = situation.facts.target
    if isinstance(target, Unknown):
        return Answered("owner", "unknown", "whose Python it is cannot be told", Evidence(target.why))
    owner = target.value.owner
    executable = target.value.interpreter.executable
    if isinstance(owner, Unknown):
        return Answered(
            "owner", "unknown", f"whose Python {executable} is cannot be told", Evidence(owner.why)
        )
    kind, manager = owner.value.kind, owner.value.manager
    if target.value.interpreter.prefix != target.value.interpreter.base_prefix:
        return Answered("owner", "environment", f"{executable} is an environment's", Evidence(executable))
    whose = _WHOSE.get(kind, f"{manager or kind}'s").format(manager=manager or "its package manager")
    return Answered(
        "owner", kind, f"{executable} is {whose}", Evidence(owner.source.where, owner.source.kind)
    )


def _marker(situation: Situation) -> Answered:
    target = situation.facts.target
    if isinstance(target, Unknown):
        return Answered("marker", "unknown", "the marker could not be looked at", Evidence(target.why))
    marker = target.value.marker
    if isinstance(marker, Unknown):
        return Answered("marker", "unknown", "the marker could not be looked at", Evidence(marker.why))
    path = marker.value.path
    if target.value.interpreter.prefix != target.value.interpreter.base_prefix:
        text = "in a virtual environment nobody looks for a marker"
        return Answered("marker", "not-asked", text, Evidence(path))
    said = (
        "marks this Python as managed by somebody else"
        if marker.value.state == "present"
        else f"is {marker.value.state}"
    )
    return Answered("marker", marker.value.state, f"{path} {said}", Evidence(path))


def _makes_venvs(situation: Situation) -> Answered:
    """Debian and its children package ensurepip apart (python3-venv), and venv fails without it."""
    target = situation.facts.target
    if situation.outcome.code == "no-venv-module":
        return Answered("venv-module", "no", "this Python's venv has no ensurepip", words_of(situation))
    if isinstance(target, Known):
        interpreter = target.value.interpreter
        where = Evidence(interpreter.executable)
        if interpreter.has_venv and interpreter.has_ensurepip:
            return Answered("venv-module", "yes", "this Python can make environments by itself", where)
        return Answered("venv-module", "no", "this Python's venv has no ensurepip", where)
    return Answered(
        "venv-module",
        "unknown",
        "whether this Python can make environments is not known",
        Evidence(target.why),
    )


def _elsewhere(situation: Situation) -> Answered:
    """Whether another place would help: an index that is not reached, and a compiler that is missing, are so everywhere."""
    outcome = situation.outcome
    where = outcome.evidence[0] if outcome.evidence else words_of(situation)
    if outcome.code == "build-need-missing":
        lacking = ", ".join(outcome.lacking) or "what the build wants"
        text = f"it was to be built, and {lacking} is missing, in every environment"
        return Answered("elsewhere", "lacks-packages", text, where)
    if outcome.code == "network":
        return Answered(
            "elsewhere", "same", "the index could not be reached, and that is the same everywhere", where
        )
    return Answered("elsewhere", "helps", "another place is not stopped by this", where)


def _user_site(situation: Situation) -> Answered:
    target = situation.facts.target
    if not isinstance(target, Known):
        return Answered("user-site", "unknown", "the user site is not known", Evidence(target.why))
    pip = target.value.pip
    usable = target.value.user_site_enabled is True and isinstance(pip, Known) and bool(pip.value)
    said = "can" if usable else "cannot"
    where = Evidence(target.value.interpreter.executable)
    return Answered("user-site", "yes" if usable else "no", f"its pip {said} install into a user site", where)


def _refusal(situation: Situation) -> Answered:
    """pip 23.0.0 refuses and has no override; the flag came with 23.0.1."""
    where = words_of(situation)
    if situation.outcome.code != "externally-managed-environment":
        return Answered("refusal", "none", "the marker is not what stops it", where)
    if situation.intent.invocation.tool not in ("pip", "uv"):
        return Answered("refusal", "final", "the tool has no override for the marker", where)
    if situation.intent.invocation.tool == "pip" and _pip_version(situation) in ("23.0", "23.0.0"):
        return Answered("refusal", "final", "pip 23.0.0 refuses, and has no override yet", where)
    return Answered("refusal", "overridable", "the marker stops it, and a flag overrides the marker", where)


def _pip_version(situation: Situation) -> str:
    target = situation.facts.target
    if isinstance(target, Unknown) or isinstance(target.value.pip, Unknown) or target.value.pip.value is None:
        return ""
    return target.value.pip.value.version


QUESTIONS = (
    Question(
        "outcome",
        "What would the installer do as asked?",
        ("outcome",),
        ("allowed", "refused", "risky", "fails", "unknown"),
        _outcome,
    ),
    Question(
        "owner",
        "Whose Python is it?",
        ("target.owner",),
        ("environment", "os", "uv", "conda", "pyenv", "homebrew", "python.org", "image", "user", "unknown"),
        owner_of,
    ),
    Question(
        "marker",
        "Is it marked as externally managed?",
        ("target.marker",),
        ("present", "absent", "malformed", "unreadable", "not-a-file", "not-asked", "unknown"),
        _marker,
    ),
    Question(
        "venv-module",
        "Can it make environments by itself?",
        ("target.interpreter",),
        ("yes", "no", "unknown"),
        _makes_venvs,
    ),
    Question(
        "elsewhere",
        "Would it go better in another place?",
        ("outcome",),
        ("helps", "same", "lacks-packages"),
        _elsewhere,
    ),
    Question(
        "user-site",
        "Can its pip install into a user site?",
        ("target.pip", "target.user_site_enabled"),
        ("yes", "no", "unknown"),
        _user_site,
    ),
    Question(
        "refusal",
        "Can the refusal be overridden?",
        ("outcome", "target.pip"),
        ("overridable", "final", "none"),
        _refusal,
    ),
)
