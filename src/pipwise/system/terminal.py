"""The terminal that output goes to."""

from __future__ import annotations

import os


def wants_colour() -> bool:
    """Whether standard output is a terminal that shows colour, and nobody has said no (https://no-color.org)."""
    return os.isatty(1) and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb"
