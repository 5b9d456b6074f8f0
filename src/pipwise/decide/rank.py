"""Which of the ways out is best: one order, and one place where ties are broken."""

from __future__ import annotations

from pipwise.model.decision import Reason, Weighed
from pipwise.model.outcome import Evidence

_ORDER = ("recommended", "possible", "discouraged", "refused", "impossible")


def rank(weighed: list[Weighed], via: str) -> list[Weighed]:
    """Best first. Of several that are recommended the first in the register goes before; the others are possible.

    What is not recommended follows by verdict and risk. ``via`` names the option that the caller wants: it goes first unless
    it is refused or impossible.
    """
    best = next((item for item in weighed if item.verdict == "recommended"), None)
    rest = [_demoted(item) for item in weighed if item is not best]
    rest.sort(key=lambda item: (_ORDER.index(item.verdict), item.risk))
    ordered = [best, *rest] if best else rest
    wanted = next((item for item in ordered if item.option == via), None)
    if wanted is None:
        return ordered
    others = [_demoted(item) for item in ordered if item is not wanted]
    if wanted.verdict in ("refused", "impossible"):
        return [*others, wanted]
    reason = Reason("via:asked", "it was asked for by --via", Evidence("--via", "command line"))
    return [wanted._replace(verdict="recommended", reasons=(reason, *wanted.reasons)), *others]


def _demoted(item: Weighed) -> Weighed:
    return item._replace(verdict="possible") if item.verdict == "recommended" else item
