"""What a log shows, for people: each failure with its line, and of the one that is decided about where it stands."""

from __future__ import annotations

from pipwise.decide.reasons import quoted
from pipwise.logs import Failure, Report, failure_that_matters
from pipwise.logs.advice import advice_for
from pipwise.model.known import Fact, Known
from pipwise.render.wrapped import wrapped

_SAID = {"refused": "refused", "fails": "failed", "risky": "warned and went on"}
_FAMILIES = {
    "debian": "Debian's", "arch": "Arch's", "alpine": "Alpine's", "suse": "SUSE's", "gentoo": "Gentoo's", "void": "Void's",
    "homebrew": "Homebrew's", "nix": "Nix's", "msys2": "MSYS2's", "uv": "uv's", "conda": "conda's", "rpm": "an RPM system's",
    "termux": "Termux's",
}  # fmt: skip


def log_text(report: Report) -> str:
    """The findings of a log; ``no refusal found in this log`` where there is nothing."""
    decided = failure_that_matters(report)
    if decided is None:
        return "\n".join(["no refusal found in this log", *_mentions(report)])
    lines = [f"The log ({report.lines} lines):", *_described(decided)]
    others = [one for one in report.failures if one is not decided]
    lines += [_wrapped(f"also {_head(one)}", "  ") for one in others[:10]]
    if len(others) > 10:
        lines.append(f"  and {len(others) - 10} more")
    return "\n".join(lines)


def _mentions(report: Report) -> list[str]:
    return [
        _wrapped(f"line {one.line} only speaks of one ({one.why}): {one.text}", "  ")
        for one in report.mentions[:3]
    ]


def _head(failure: Failure) -> str:
    place = f"line {failure.first}"
    around = f", run by {failure.wrapper}," if failure.wrapper else ""
    again = f", {failure.repeats + 1} times in the log" if failure.repeats else ""
    return f"{place}: {failure.tool or 'something'}{around} {_SAID[failure.verdict]}: {failure.code}{again}"


def _described(failure: Failure) -> list[str]:
    lines = [_wrapped(_head(failure), "  ")]
    whose = _whose(failure)
    if whose:
        lines.append(_wrapped(whose, "  "))
    if isinstance(failure.call, Known):
        words = " ".join(quoted(word) for word in failure.call.value.words)
        lines.append(_wrapped(f"the command: {words}{_at(failure.call)}", "  ", 4))
    if isinstance(failure.stand, Known):
        stand = failure.stand.value
        place = f"{stand.path}:{stand.line}" if stand.path and stand.line else stand.path
        named = f" ({stand.title})" if stand.title and place else stand.title
        lines.append(_wrapped(f"it stands in {place}{named}{_at(failure.stand)}", "  "))
    lines += [_wrapped(f"line {cause.line}: {cause.text}", "  ", 4) for cause in failure.causes]
    for need in failure.needs:
        packages = "; ".join(f"{family}: {names}" for family, names in need.packages)
        lines.append(
            _wrapped(
                f"line {need.line}: {need.missing} is missing"
                + (f". It is in {packages}" if packages else ""),
                "  ",
                4,
            )
        )
    advice = advice_for(failure)
    return [*lines, _wrapped(advice, "  ")] if advice else lines


def _whose(failure: Failure) -> str:
    if not isinstance(failure.family, Known):
        return ""
    python = f", Python {failure.python.value}" if isinstance(failure.python, Known) else ""
    platform = f", taken for {failure.platform.value}" if isinstance(failure.platform, Known) else ""
    whose = _FAMILIES.get(failure.family.value, failure.family.value)
    return f"whose Python: {whose}{python}{platform}{_at(failure.family)}"


def _at(fact: Fact[object]) -> str:
    return f" ({fact.source.where})" if isinstance(fact, Known) else ""


def _wrapped(text: str, indent: str, hang: int = 4) -> str:
    return wrapped(text, indent, hang)
