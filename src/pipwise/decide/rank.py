"""Which of the ways out is best: one order, and one place where ties are broken."""

from __future__ import annotations

from pipwise.model.decision import Reason, Weighed
from pipwise.model.outcome import Evidence

_ORDER = ("recommended", "possible", "discouraged", "refused", "impossible")


def rank(weighed: list[Weighed], via: str) -> list[Weighed]:
    """Best first: by verdict, then by risk, then in the order of the register. Exactly one is recommended, if any.

    ``via`` names the option that the caller wants: it goes first unless it is refused or impossible.
    """
    ordered = sorted(weighed, key=lambda item: (_ORDER.index(item.verdict), item.risk))
    wanted = next((item for item in ordered if item.option == via), None)
    if wanted is not None:
        rest = [_demoted(item) for item in ordered if item is not wanted]
        if wanted.verdict in ("refused", "impossible"):
            return [*rest, wanted]
        reason = Reason("via:asked", "it was asked for by --via", Evidence("--via", "command line"))
        return [wanted._replace(verdict="recommended", reasons=(reason, *wanted.reasons)), *rest]
    head = ordered[:1]
    return head + [_demoted(item) for item in ordered[1:]]


def _demoted(item: Weighed) -> Weighed:
    return item._replace(verdict="possible") if item.verdict == "recommended" else item
