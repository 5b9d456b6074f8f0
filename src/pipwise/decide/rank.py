"""Which of the ways out is best: one order, and one place where ties are broken and policy has its say."""

from __future__ import annotations

from pipwise.model.decision import Reason, Weighed, Wishes
from pipwise.model.outcome import Evidence
from pipwise.model.policy import Policy

_ORDER = ("recommended", "possible", "discouraged", "refused", "impossible")
_SAFE = 2
"""The highest risk that a way may have to stand in for one that policy forbids."""


def rank(weighed: list[Weighed], wishes: Wishes) -> list[Weighed]:
    """Best first. Of several that are recommended the first in the register goes before; the others are possible.

    What is not recommended follows by verdict and risk. A policy's preference puts a way first where it is possible. ``--via``
    does unless it is refused or impossible, and then nothing is recommended: nobody is given another way than the one that
    was asked for. What policy forbids is refused.
    """
    allowed = [_under(item, wishes.policy) for item in weighed]
    best = next((item for item in allowed if item.verdict == "recommended"), None)
    if best is None and any(item.verdict == "recommended" for item in weighed):
        best = _instead(allowed)
    wanted = _wanted(allowed, wishes)
    head = wanted if wishes.via else wanted or best
    rest = [_demoted(item) for item in allowed if head is None or item.option != head.option]
    rest.sort(key=lambda item: (_ORDER.index(item.verdict), item.risk))
    return [head, *rest] if head else rest


def _under(item: Weighed, policy: Policy) -> Weighed:
    where = next((where for option, where in policy.forbid if option == item.option), "")
    if not where or item.verdict == "impossible":
        return item
    reason = Reason("policy:forbidden", f"policy forbids it ({where})", Evidence(where, "policy"))
    return item._replace(verdict="refused", reasons=(*item.reasons, reason), commands=())


def _instead(allowed: list[Weighed]) -> Weighed | None:
    """Where policy forbids what is best: the least risky of the ways that can be gone."""
    possible = [item for item in allowed if item.verdict == "possible" and item.risk <= _SAFE]
    found = min(possible, key=lambda item: item.risk, default=None)
    return found and found._replace(verdict="recommended")


def _wanted(allowed: list[Weighed], wishes: Wishes) -> Weighed | None:
    for item in allowed:
        if item.option == wishes.via and item.verdict not in ("refused", "impossible"):
            return _first(
                item, Reason("via:asked", "it was asked for by --via", Evidence("--via", "command line"))
            )
    if wishes.via:
        return None
    for option in wishes.policy.prefer:
        for item in allowed:
            if item.option == option and item.verdict in ("recommended", "possible"):
                return _first(
                    item, Reason("policy:preferred", "policy prefers it", Evidence(option, "policy"))
                )
    return None


def _first(item: Weighed, reason: Reason) -> Weighed:
    return item._replace(verdict="recommended", reasons=(reason, *item.reasons))


def _demoted(item: Weighed) -> Weighed:
    return item._replace(verdict="possible") if item.verdict == "recommended" else item
