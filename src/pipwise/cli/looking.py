"""The one way in which commands look at this machine."""

from __future__ import annotations

import sys

from pipwise.cli.words import Own
from pipwise.system.look import Look
from pipwise.system.real import RealLook


def live_look(own: Own) -> Look:
    """This machine, to look at; with ``--trace`` every question is said on standard error."""
    if own.trace:
        from pipwise.cli.screen import printable
        from pipwise.system.tracing import traced

        return traced(RealLook(), lambda text: sys.stderr.write(printable(text, sys.stderr.encoding)))
    return RealLook()
