"""Where pip is configured to look for packages on this machine, and how it would get there."""

from __future__ import annotations

import sys

from pipwise.errors import UsageError
from pipwise.facts.pip_configuration import read_pip_settings
from pipwise.system.real import RealLook
from simple_index import Sources, read_sources


def configured_sources() -> Sources:
    """What pip's settings name. Raises ``UsageError`` where pip itself would stop at them."""
    look = RealLook()
    found = read_pip_settings(look, environment=look.environment, home=look.home, prefix=sys.prefix)
    for path, why in found.problems:
        # pip skips a file that it may not read, and stops at one that it cannot understand.
        if not why.startswith("ignored"):
            what = f"pip's configuration file {path} cannot be understood"
            raise UsageError(what, why, "mend it, or set PIP_CONFIG_FILE=/dev/null")
    settings: dict[str, list[str]] = {}
    for section in ("global", "install", ":env:"):
        for entry in found.values:
            if entry.section == section:
                settings.setdefault(entry.key, []).append(entry.value)
    return read_sources(settings, look.environment)
