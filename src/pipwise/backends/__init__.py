"""The operating systems' package managers: what to ask them, how to read what they say, and how they install."""

from __future__ import annotations

from pipwise.backends.backend import Backend
from pipwise.backends.emptied import emptied
from pipwise.backends.fit import Fit, fit_of
from pipwise.backends.question import Held, Lists, Offer, Offers, Order, Owned, Question
from pipwise.backends.register import BACKENDS
from pipwise.backends.upstream import Scheme, upstream_version

__all__ = [
    "BACKENDS",
    "Backend",
    "Fit",
    "Held",
    "Lists",
    "Offer",
    "Offers",
    "Order",
    "Owned",
    "Question",
    "Scheme",
    "emptied",
    "fit_of",
    "upstream_version",
]
