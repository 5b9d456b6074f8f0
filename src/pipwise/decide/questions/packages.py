"""Whether the operating system has it, and whether it is bound to what the operating system has."""

from __future__ import annotations

from pipwise.decide.questions.question import Question, words_of
from pipwise.decide.questions.request import brings_pip
from pipwise.decide.subject import named_of, project_named, subject_of
from pipwise.model.decision import Answered, Situation
from pipwise.model.known import Known, Unknown
from pipwise.model.names import Named
from pipwise.model.outcome import Evidence


def wanted(situation: Situation) -> tuple[Named, ...]:
    """The names that an OS package could be looked for: those of the requirements, the application whose checkout it is, pip."""
    if brings_pip(situation.intent):
        return tuple(one for one in situation.facts.names if one.asked == "pip")
    product = project_named(situation)
    if subject_of(situation) in ("application", "product") and product and not named_of(situation):
        return (product,)
    return named_of(situation)


def _packaged(situation: Situation) -> Answered:
    """``yes`` only where every name has a package that fits, or may be taken as it comes."""
    names = wanted(situation)
    asked = len(situation.intent.requirements) or 1
    if not names or len(names) < asked or (situation.intent.requirement_files and not names):
        return Answered(
            "packaged", "unknown", "whether the operating system has it is not known", words_of(situation)
        )
    said = [_fit(one) for one in names]
    first = names[0]
    where = Evidence(first.packages[0].source.where if first.packages else first.kind.source.where)
    answer = said[0] if len(set(said)) == 1 else "partly" if "yes" in said else _worst(said)
    return Answered("packaged", answer, _text(answer, names), where)


def _fit(named: Named) -> str:
    if not named.packages:
        return named.packaged if named.packaged != "yes" else "unknown"
    best = named.packages[0]
    if best.fit in ("too-old", "too-new", "does-not-fit"):
        return "does-not-fit"
    if best.how in ("convention", "table") and named.packaged == "unknown":
        return "unknown"
    if isinstance(best.installed, Known) and best.installed.value is not None:
        return "installed"
    return "yes" if best.fit == "fits" or not named.specifier else "unknown"


def _worst(said: list[str]) -> str:
    order = ("does-not-fit", "unknown", "no", "installed")
    return next(one for one in order if one in said)


def _text(answer: str, names: tuple[Named, ...]) -> str:
    packages = ", ".join(one.packages[0].package for one in names if one.packages)
    missing = ", ".join(one.project or one.asked for one in names if not one.packages)
    match answer:
        case "yes":
            return f"the operating system has it, as {packages}"
        case "installed":
            return f"{packages} is installed already"
        case "partly":
            return f"the operating system has a part of it ({packages}), and not {missing or 'all in a version that fits'}"
        case "does-not-fit":
            return f"the operating system's {packages} does not fit {', '.join(one.specifier for one in names if one.specifier)}"
        case "no":
            return f"the operating system does not have {missing}"
        case _:
            unknown = [
                one.version.why
                for named in names
                for one in named.packages
                if isinstance(one.version, Unknown)
            ]
            return f"whether the operating system has it is not known{f' ({unknown[0]})' if unknown else ''}"


def _bound(situation: Situation) -> Answered:
    from pipwise.catalog.system_bound import BOARD, SYSTEM_BOUND

    names = [requirement.name for requirement in situation.intent.requirements]
    for name in names:
        if name in SYSTEM_BOUND:
            text = f"{name} {SYSTEM_BOUND[name]}"
            if _has_no_package(situation, name):
                text = f"{text}; no package of it is known here"
                return Answered("bound", "without-package", text, Evidence("catalog/system_bound"))
            return Answered("bound", "yes", text, Evidence("catalog/system_bound"))
    board = next((name for name in names if name in BOARD), "")
    if board:
        text = f"{board} drives the board's own hardware, as the system's package of it is built to"
        return Answered("bound", "board", text, Evidence("catalog/system_bound"))
    return Answered("bound", "no", "nothing ties it to the operating system's own files", words_of(situation))


def _has_no_package(situation: Situation, name: str) -> bool:
    found = [one for one in named_of(situation) if name in (one.project, one.asked)]
    return bool(found) and not any(one.packages for one in found)


POINTED = {
    "neovim": "with let g:python3_host_prog = '…/bin/python'",
    "thonny": "in Tools > Options > Interpreter",
}
"""Programs of the operating system that can be told which Python their plug-ins are in, and how (their own manuals)."""


def _host(situation: Situation) -> Answered:
    for named in named_of(situation):
        kind = named.kind
        if kind.kind == "plug-in" and kind.host_is:
            where = Evidence(kind.source.where)
            if kind.host in POINTED:
                text = f"{kind.host} can be shown an environment {POINTED[kind.host]}"
                return Answered("host", "pointed-program", text, where)
            return Answered("host", kind.host_is, f"{kind.host} is {_HOSTS[kind.host_is]}", where)
    return Answered("host", "none", "it is a plug-in of nothing that is known", words_of(situation))


_HOSTS = {
    "application": "an application with an environment of its own",
    "library": "a library of the environment that it is used in",
    "program": "a program that the operating system installs",
}

QUESTIONS = (
    Question(
        "packaged",
        "Does the operating system have it?",
        ("names",),
        ("yes", "installed", "partly", "does-not-fit", "no", "unknown"),
        _packaged,
    ),
    Question(
        "bound",
        "Is it tied to the operating system's own files?",
        ("intent",),
        ("yes", "without-package", "board", "no"),
        _bound,
    ),
    Question(
        "host",
        "What is it a plug-in of?",
        ("names",),
        ("application", "library", "program", "pointed-program", "none"),
        _host,
    ),
)
