"""What would mend what an audit has found: a plan like any other."""

from __future__ import annotations

from pipwise.audit.repairs.mend import Mending, Wanted, mend

__all__ = ["Mending", "Wanted", "mend"]
