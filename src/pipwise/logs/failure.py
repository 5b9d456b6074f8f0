"""One message with everything that stands around it: the command, the file, whose Python, who ran it, where, and why."""

from __future__ import annotations

from pipwise.intent import read_intent
from pipwise.intent.command_line import read_invocation
from pipwise.logs.aftermath import find_aftermath
from pipwise.logs.calls import Found, Range, find_call
from pipwise.logs.causes import find_causes
from pipwise.logs.codes import EXIT_STATUS
from pipwise.logs.groups import Group
from pipwise.logs.lines import Line
from pipwise.logs.messages import message_of
from pipwise.logs.people import is_root
from pipwise.logs.platforms import python_of
from pipwise.logs.report import Call, Failure
from pipwise.logs.stands import find_stand
from pipwise.logs.surroundings import Trace, find_traces, surroundings_of
from pipwise.logs.systems import systems_in
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.model.value import Literal, NamedTuple

_AROUND = 150
_BEFORE = 400
_PASSED_BY = (
    "externally-managed-environment",
    "marker-warns",
    "no-module",
    "not-found",
    "require-virtualenv",
)
"""Failures that a virtual environment would have been the way round."""


class Head(NamedTuple):
    """What the beginning of the log says of the whole."""

    systems: tuple[tuple[str, int], ...]
    traces: tuple[tuple[Trace, int], ...]


def head_of(lines: list[Line]) -> Head:
    """Read the beginning of a log."""
    return Head(systems_in(lines), find_traces(lines))


def failure_of(lines: list[Line], group: Group, where: Range, head: Head) -> Failure:
    """The failure that a message tells of; what the log does not show is Unknown."""
    tools = [hit.signature.tool for hit in group.hits if hit.signature.tool]
    found = find_call(lines, where, tools[0] if tools else "")
    tool, code = tools[0] if tools else _tool_of(found), group.hits[0].signature.code
    near = range(max(where.start, where.first - _AROUND), min(where.end, where.last + _AROUND, len(lines)))
    around = [lines[index] for index in near]
    by_distance = sorted(near, key=lambda index: abs(index - where.first))
    python = python_of(group, lines, by_distance, (*systems_in(around), *head.systems))
    number = lines[found.at if found else group.first].number
    place = surroundings_of((*find_traces(around), *head.traces), found, number)
    return Failure(
        code=code,
        verdict=_verdict(code),
        tool=tool,
        wrapper=_wrapper(group, found, place.context),
        exit_status=EXIT_STATUS.get((tool, code)),
        first=lines[group.first].number,
        last=lines[group.last].number,
        message=message_of(group, lines),
        signatures=tuple(dict.fromkeys(hit.signature.id for hit in group.hits)),
        family=python.family,
        platform=python.platform,
        python=python.version,
        interpreter=_interpreter(python.interpreter, found, lines),
        call=_call(found, lines),
        stand=find_stand(lines, where, found),
        root=is_root(lines, near, found),
        context=place.context,
        ci=place.ci,
        surroundings=place.finer,
        packages=_packages(found, lines),
        causes=find_causes(lines, group, range(max(0, where.first - _BEFORE), where.first), found)
        if code in _PASSED_BY
        else (),
        needs=(),
        after=find_aftermath(lines, range(where.last + 1, near.stop)),
    )


def _interpreter(shown: Fact[str], found: Found | None, lines: list[Line]) -> Fact[str]:
    """As the message shows it; else the Python that the command names by its path."""
    if isinstance(shown, Known) or found is None:
        return shown
    invocation = read_invocation(found.call.words)
    if invocation.program.startswith("/") and (invocation.module or invocation.tool == "python"):
        return Known(invocation.program, Source("log", f"line {lines[found.at].number}"))
    return shown


def _verdict(code: str) -> Literal["refused", "fails", "risky"]:
    return {"externally-managed-environment": "refused", "marker-warns": "risky"}.get(code, "fails")  # type: ignore[return-value]


def _tool_of(found: Found | None) -> str:
    """A marker's text alone does not say who printed it: the command does, and else it is pip."""
    return "uv" if found is not None and read_invocation(found.call.words).tool == "uv" else "pip"


def _wrapper(group: Group, found: Found | None, context: Fact[str]) -> str:
    if group.wrapper or (found is not None and found.wrapper):
        return group.wrapper or (found.wrapper if found else "")
    if found is not None and read_invocation(found.call.words).tool == "ensurepip":
        return "ensurepip"
    return "ansible" if isinstance(context, Known) and context.value == "ansible" else ""


def _call(found: Found | None, lines: list[Line]) -> Fact[Call]:
    if found is None:
        return Unknown("the log does not show the command")
    return Known(found.call, Source("log", f"line {lines[found.at].number}"))


def _packages(found: Found | None, lines: list[Line]) -> Fact[tuple[str, ...]]:
    if found is None:
        return Unknown("the log does not show the command")
    names = tuple(one.text for one in read_intent(found.call.words).requirements)
    source = Source("log", f"line {lines[found.at].number}")
    return Known(names, source) if names else Unknown("the command names no package")
