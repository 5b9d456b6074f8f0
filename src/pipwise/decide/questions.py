"""The literal table of questions that every decision is made from; flow, docs and reason codes are drawn from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pipwise.model.decision import Answered, Seen, Situation
from pipwise.model.known import Known, Unknown
from pipwise.model.outcome import Evidence

# Owners whose Python is the caller's to change; everything else is protected, marked or not.
YOURS = ("environment", "pyenv", "image", "user", "python.org", "conda")


class Question(NamedTuple):
    """One question: what it reads, how it is put, and the function that answers it."""

    id: str
    text: str
    reads: tuple[str, ...]
    answers: tuple[str, ...]
    answer: Callable[[Situation], Answered]


def keeps_to_itself(situation: Situation) -> bool:
    """Whether the tool installs into environments of its own making: pipx, ``uv tool``, uv's project commands."""
    invocation = situation.intent.invocation
    if invocation.tool == "uv":
        return not situation.intent.arguments.command.startswith("pip")
    return invocation.tool == "pipx"


def _asks(situation: Situation) -> Answered:
    purpose = situation.intent.purpose
    return Answered("asks", purpose, f"the command is there to {purpose}", _words(situation))


def _outcome(situation: Situation) -> Answered:
    outcome = situation.outcome
    where = outcome.evidence[0] if outcome.evidence else _words(situation)
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


def _owner(situation: Situation) -> Answered:
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


def _destination(situation: Situation) -> Answered:
    options = dict(situation.intent.arguments.options)
    named = [
        name
        for name in ("target_dir", "prefix_path", "root_path", "target", "prefix", "root")
        if options.get(name)
    ]
    if named:
        return Answered(
            "destination",
            "named",
            "the command names a directory of its own to install into",
            _words(situation),
        )
    return Answered(
        "destination", "default", "the command leaves the directory to the installer", _words(situation)
    )


def _who(situation: Situation) -> Answered:
    asker = situation.facts.asker
    if asker.uid != 0:
        return Answered("who", "user", f"{asker.user} asks, without privileges", Evidence(f"uid {asker.uid}"))
    disposable = situation.facts.host.disposable
    if isinstance(disposable, Known) and disposable.value.kind == "image-build":
        return Answered(
            "who", "root-in-build", "root asks, in an image build", Evidence(disposable.value.evidence)
        )
    if asker.sudo_uid is not None:
        return Answered(
            "who", "root-by-sudo", f"root asks, for {asker.sudo_user}", Evidence(f"SUDO_UID {asker.sudo_uid}")
        )
    return Answered("who", "root", "root asks", Evidence("uid 0"))


def _place(situation: Situation) -> Answered:
    place = situation.facts.place
    if isinstance(place, Unknown):
        return Answered("place", "unknown", place.why, Evidence(place.why))
    project = situation.facts.project
    if place.value.kind == "project" and isinstance(project, Known) and project.value:
        return Answered(
            "place", "project", f"{project.value.root} is a project", Evidence(project.value.evidence)
        )
    kind = place.value.kind
    said = {
        "home": "the home directory is nobody's project",
        "temporary": "a temporary directory is nobody's project",
        "system": "a system directory is no place for an environment",
        "desktop": "a folder of the desktop is no place for an environment",
        "root": "/ is no place for an environment",
    }.get(kind, "the working directory is no project")
    return Answered("place", kind, said, Evidence(place.value.cwd))


def _environment(situation: Situation) -> Answered:
    """The first environment in the order of the design that the request goes into."""
    seen = first_fit(situation)
    if seen is None:
        return Answered(
            "environment", "none", "there is no place for an environment", Evidence("no home directory")
        )
    what = {
        "asked": "the environment that was asked for",
        "active": "the active environment",
        "project": "the project's environment",
        "plain": "the working directory's own environment",
        "personal": "your personal environment",
        "image": "the image's environment",
    }[seen.role]
    state = {
        "works": "is there and works",
        "absent": "is not there yet",
        "broken": f"is broken: {seen.why}",
    }.get(seen.state, seen.why)
    return Answered("environment", f"{seen.role}-{seen.state}", f"{what} {state}", Evidence(seen.root))


def first_fit(situation: Situation) -> Seen | None:
    """The environment that the order of targets leads to; what is not the caller's to change is passed over."""
    for seen in situation.seen:
        if seen.state in ("works", "absent", "broken") or seen.role in ("asked", "active"):
            return seen
    return None


def _satisfied(situation: Situation) -> Answered:
    seen = first_fit(situation)
    wanted = tuple(requirement.text for requirement in situation.intent.requirements)
    plain = wanted and not _more_than_names(situation)
    own = situation.outcome.code == "already-satisfied" and _owner(situation).answer in YOURS
    if own and (seen is None or seen.state != "works"):
        return Answered("satisfied", "yes", "this Python already has what was asked for", _words(situation))
    if seen is None or seen.state != "works" or not plain:
        return Answered("satisfied", "no", "something is left to be installed", _words(situation))
    missing = [text for text in wanted if text not in seen.satisfied]
    if missing:
        return Answered("satisfied", "no", f"{missing[0]} is not in {seen.root}", Evidence(seen.root))
    return Answered("satisfied", "yes", f"{seen.root} already has what was asked for", Evidence(seen.root))


def _more_than_names(situation: Situation) -> bool:
    """Files, editables, URLs, --upgrade and the like: only the installer itself can say that nothing is to be done."""
    intent = situation.intent
    if intent.requirement_files or intent.groups or any(item.kind != "named" for item in intent.requirements):
        return True
    options = dict(intent.arguments.options)
    return any(
        options.get(name)
        for name in ("upgrade", "force_reinstall", "ignore_installed", "pre", "json_report_file", "dry_run")
    )


def _disposable(situation: Situation) -> Answered:
    disposable = situation.facts.host.disposable
    if isinstance(disposable, Unknown):
        return Answered("disposable", "unknown", disposable.why, Evidence(disposable.why))
    value = disposable.value
    text = "what is changed here is thrown away" if value.proven else "this machine lives on"
    return Answered("disposable", "yes" if value.proven else "no", text, Evidence(value.evidence))


def _marker(situation: Situation) -> Answered:
    target = situation.facts.target
    if isinstance(target, Unknown):
        return Answered("marker", "unknown", "the marker could not be looked at", Evidence(target.why))
    marker = target.value.marker
    if isinstance(marker, Unknown):
        return Answered("marker", "unknown", "the marker could not be looked at", Evidence(marker.why))
    if target.value.interpreter.prefix != target.value.interpreter.base_prefix:
        return Answered(
            "marker",
            "not-asked",
            "in a virtual environment nobody looks for a marker",
            Evidence(marker.value.path),
        )
    said = (
        "marks this Python as managed by somebody else"
        if marker.value.state == "present"
        else f"is {marker.value.state}"
    )
    return Answered("marker", marker.value.state, f"{marker.value.path} {said}", Evidence(marker.value.path))


def _words(situation: Situation) -> Evidence:
    return Evidence(" ".join(situation.intent.invocation.words), "command line")


QUESTIONS = (
    Question(
        "asks",
        "What is the command there to do?",
        ("intent",),
        ("install", "uninstall", "inspect", "run", "other"),
        _asks,
    ),
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
        _owner,
    ),
    Question(
        "marker",
        "Is it marked as externally managed?",
        ("target.marker",),
        ("present", "absent", "malformed", "unreadable", "not-a-file", "not-asked", "unknown"),
        _marker,
    ),
    Question(
        "destination",
        "Does the command name a directory of its own?",
        ("intent",),
        ("named", "default"),
        _destination,
    ),
    Question(
        "who",
        "Who is asking?",
        ("asker", "host.disposable"),
        ("user", "root", "root-by-sudo", "root-in-build"),
        _who,
    ),
    Question(
        "disposable",
        "Is this machine thrown away afterwards?",
        ("host.disposable",),
        ("yes", "no", "unknown"),
        _disposable,
    ),
    Question(
        "place",
        "What kind of place is the working directory?",
        ("place", "project"),
        ("project", "plain", "home", "temporary", "system", "desktop", "root", "unknown"),
        _place,
    ),
    Question("environment", "Which environment is it for?", ("seen",), (), _environment),
    Question("satisfied", "Is it there already?", ("seen",), ("yes", "no"), _satisfied),
)
