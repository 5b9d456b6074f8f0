"""Events whose failure somebody passes over from outside: ``continue-on-error``, ``ignore_errors``."""

from __future__ import annotations

from collections.abc import Iterable

from pipwise.lint.events import Branches, Command, Event, Isolated, Pipe


def passed_over(events: Iterable[Event], by: str) -> tuple[Event, ...]:
    """The same events; each command, however deep, may fail and nothing stops."""
    return tuple(_one(event, by) for event in events)


def _one(event: Event, by: str) -> Event:
    match event:
        case Command():
            return event._replace(tolerated=True, swallowed=event.swallowed or by)
        case Isolated():
            return event._replace(body=passed_over(event.body, by))
        case Pipe():
            return event._replace(members=tuple(passed_over(member, by) for member in event.members))
        case Branches():
            return event._replace(bodies=tuple(passed_over(body, by) for body in event.bodies))
        case _:
            return event
