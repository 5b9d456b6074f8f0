"""The commands that end an answer of ``name``: each can be pasted as it stands."""

from __future__ import annotations

from pipwise.backends import Order
from pipwise.decide.reasons import quoted
from pipwise.model.known import Unknown
from pipwise.model.names import Named
from pipwise.render.name_answer import back_end_of
from pipwise.render.name_package import is_a_neighbours, is_guess, lists_missing


def from_system(order: Order, named: Named, *, root: bool) -> list[str]:
    """How the operating system's package is installed, with what has to be done before it."""
    best = next(one for one in named.packages if one.fit in ("fits", "unknown"))
    back_end = back_end_of(best.manager)
    orders = [*([back_end.refresh()] if back_end and lists_missing(best) else []), order]
    texts = [f"the command below {one.note}" for one in orders if one.note]
    unsure = is_a_neighbours(best, named) or (is_guess(best) and isinstance(best.version, Unknown))
    return [*texts, *(f"{'if it is there: ' if unsure else ''}{_spelled(one, root=root)}" for one in orders)]


def from_index(named: Named) -> list[str]:
    """What the operating system has no fitting package of comes from the index, if that has it."""
    if named.kind.kind == "unknown" and not named.packages:
        return [
            "the name is not known to pipwise, which asks no package index here; what PyPI says of it:",
            f"https://pypi.org/project/{named.project}/",
        ]
    return [
        "pip's index may have what fits; pipwise puts it where it belongs:",
        f"pipwise install {quoted(f'{named.asked}{named.specifier}')}",
    ]


def _spelled(order: Order, *, root: bool) -> str:
    return " ".join(quoted(word) for word in (*(() if root or not order.root else ("sudo",)), *order.argv))
