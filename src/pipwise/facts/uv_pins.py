"""The Python that a project asks for where nobody does: ``.python-version`` files and ``requires-python``."""

from __future__ import annotations

from pipwise.facts.uv_near import Place
from pipwise.facts.uv_options import flag, given, place, switch
from pipwise.facts.uv_paths import upward
from pipwise.model.facts import Settings
from pipwise.model.intent import Arguments
from pipwise.system.look import Look

_NAMES = (".python-version", ".python-versions")


def pinned(look: Look, arguments: Arguments, settings: Settings, where: Place) -> str:
    """The request that stands in a pin file or in the project's requirement, or ''."""
    alone = arguments.command.startswith("tool")
    no_project = flag(arguments, settings, "no-project", "UV_NO_PROJECT")
    if switch(arguments, "config", "no-config") is not False:
        for folder in _folders(where, settings, alone=alone):
            if found := _first_line(look, folder):
                return found
    if alone or no_project or given(arguments, "script"):
        return ""
    return place(settings, "requires-python") if not place(settings, "project-problem") else ""


def _folders(where: Place, settings: Settings, *, alone: bool) -> list[str]:
    """Upward to the workspace's root where there is one; a tool only follows the user's own pin."""
    own = where.environment.get("XDG_CONFIG_HOME", "")
    user = own if own.startswith("/") else f"{where.home}/.config" if where.home else ""
    found = [f"{user}/uv"] if user else []
    if alone:
        return found
    root = place(settings, "project-root")
    above = list(upward(where.directory))
    if root in above:
        above = above[: above.index(root) + 1]
    return [*above, *found]


def _first_line(look: Look, folder: str) -> str:
    for name in _NAMES:
        try:
            text = look.read(f"{folder.rstrip('/')}/{name}", 10_000).decode("utf-8", "replace")
        except OSError:
            continue
        lines = [
            line.strip() for line in text.splitlines() if line.strip() and not line.strip().startswith("#")
        ]
        return lines[0] if lines else ""
    return ""
