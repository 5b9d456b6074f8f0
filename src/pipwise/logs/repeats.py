"""The same message more than once in a log is one failure: BuildKit's summary, Ansible's stderr_lines, a job's last lines."""

from __future__ import annotations

from pipwise.logs.report import Failure
from pipwise.model.known import Known


def without_repeats(failures: list[Failure]) -> tuple[Failure, ...]:
    """Each failure once, with how often it came again; what a repetition knows more is taken over."""
    kept: list[Failure] = []
    places: dict[tuple[str, ...], int] = {}
    for failure in failures:
        key = _key(failure)
        at = places.get(key, _same_without_call(failure, kept))
        if at < 0:
            places[key] = len(kept)
            kept.append(failure)
        else:
            kept[at] = _merged(kept[at], failure)
            places.setdefault(_key(kept[at]), at)
    return tuple(kept)


def _key(failure: Failure) -> tuple[str, ...]:
    """What makes two messages the same one: the code, the tool, and the words of the command."""
    words = failure.call.value.words if isinstance(failure.call, Known) else ("?", str(failure.first))
    needs = [need.missing for need in failure.needs]
    return (failure.code, failure.tool, *needs, "|", *words)


def _same_without_call(failure: Failure, kept: list[Failure]) -> int:
    """A message whose command the log does not show repeats the one before it, if that is of the same code."""
    if not kept or isinstance(failure.call, Known):
        return -1
    last = kept[-1]
    return (
        len(kept) - 1
        if (last.code, last.tool, last.needs) == (failure.code, failure.tool, failure.needs)
        else -1
    )


def _merged(first: Failure, again: Failure) -> Failure:
    """The first one, with the facts that only the repetition has."""
    facts = {
        name: getattr(again, name)
        for name in (
            "family",
            "platform",
            "python",
            "interpreter",
            "stand",
            "root",
            "context",
            "ci",
            "surroundings",
        )
        if isinstance(getattr(again, name), Known) and not isinstance(getattr(first, name), Known)
    }
    causes = tuple({one.code: one for one in (*again.causes, *first.causes)}.values())
    signatures = tuple(dict.fromkeys((*first.signatures, *again.signatures)))
    return first._replace(
        **facts,
        repeats=first.repeats + 1 + again.repeats,
        causes=causes,
        signatures=signatures,
        wrapper=first.wrapper or again.wrapper,
        after=first.after or again.after,
    )
