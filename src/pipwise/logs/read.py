"""A log read: stretches, signatures in them, messages made of these, and each message with what stands around it."""

from __future__ import annotations

from pipwise.logs.builds import build_groups
from pipwise.logs.calls import Range
from pipwise.logs.decode import raw_lines
from pipwise.logs.failure import Head, failure_of, head_of
from pipwise.logs.groups import Group, group_hits
from pipwise.logs.hits import Stretch, find_hits, stretch_of
from pipwise.logs.lines import Line
from pipwise.logs.mentions import why_mentioned
from pipwise.logs.pages import read_pages
from pipwise.logs.repeats import without_repeats
from pipwise.logs.report import Failure, Mention, Report

MOST = 200
"""Failures that are looked at closely; whoever has more has the same one over and over."""
_HEAD = 500


def read_log(data: bytes | str) -> Report:
    """Everything that was refused or failed in a log, in order. It raises nothing: a log may hold anything."""
    raw = raw_lines(data)
    head: Head | None = None
    failures: list[Failure] = []
    mentions: list[Mention] = []
    notes: list[tuple[str, int]] = []
    complete = True
    for lines in read_pages(raw):
        head = head or head_of(lines[:_HEAD])
        stretch = stretch_of(lines)
        groups, other = group_hits(find_hits(stretch))
        real, spoken = _real(groups, stretch.lines)
        mentions += spoken
        notes += [(hit.signature.id, stretch.lines[hit.first].number) for hit in other]
        failures += _failures(stretch, real[: MOST - len(failures)], head)
        if len(failures) >= MOST:
            complete = False
            break
    return Report(
        without_repeats(failures[:MOST]), tuple(mentions[:MOST]), len(raw), tuple(notes[:MOST]), complete
    )


def _real(groups: list[Group], lines: list[Line]) -> tuple[list[Group], list[Mention]]:
    """Messages, and lines that only speak of one."""
    real: list[Group] = []
    spoken: list[Mention] = []
    for group in groups:
        if max(len(real), len(spoken)) >= MOST:
            break
        why = why_mentioned(group.hits, lines)
        if why:
            spoken.append(Mention(lines[group.first].number, lines[group.first].text.strip()[:200], why))
        else:
            real.append(group)
    return real, spoken


def _failures(stretch: Stretch, groups: list[Group], head: Head) -> list[Failure]:
    """Refusals and look-alikes, and the builds that wanted something, in the order of the log."""
    builds = build_groups(stretch)[:MOST]
    every = sorted([*((group, ()) for group in groups), *builds], key=lambda one: one[0].first)
    found = []
    for position, (group, needs) in enumerate(every):
        start = every[position - 1][0].last + 1 if position else 0
        end = every[position + 1][0].first if position + 1 < len(every) else len(stretch.lines)
        where = Range(min(start, group.first), group.first, group.last, max(end, group.last + 1))
        found.append(failure_of(stretch.lines, group, where, head)._replace(needs=needs))
    return found
