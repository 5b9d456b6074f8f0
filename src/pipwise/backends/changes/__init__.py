"""How the package managers change a system: what they would do, the orders that do it, and how that is taken back."""

from __future__ import annotations

from pipwise.backends.changes.changer import Changer
from pipwise.backends.changes.complaints import Complaint, complaint_of, last_words
from pipwise.backends.changes.register import CHANGERS
from pipwise.backends.changes.transaction import Installed, Transaction

__all__ = ["CHANGERS", "Changer", "Complaint", "Installed", "Transaction", "complaint_of", "last_words"]
