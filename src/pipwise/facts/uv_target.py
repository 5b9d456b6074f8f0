"""Which interpreter a command of uv would work with, found by looking and without running uv."""

from __future__ import annotations

from pipwise.facts.surroundings import Surroundings
from pipwise.facts.uv_configuration import read_uv_settings, where_of
from pipwise.facts.uv_discovery import find_interpreter
from pipwise.facts.uv_downloads import would_download
from pipwise.facts.uv_environment import PROJECT_COMMANDS
from pipwise.facts.uv_options import place
from pipwise.facts.uv_search import elsewhere, new_search, pip_search
from pipwise.model.facts import Settings
from pipwise.model.intent import Intent
from pipwise.model.value import NamedTuple
from pipwise.system.look import Look


class Choice(NamedTuple):
    """The interpreter, or a code of ``predict.uv_codes`` and a sentence on why there is none."""

    executable: str | None
    code: str = ""
    text: str = ""


def find_uv_interpreter(
    look: Look, intent: Intent, around: Surroundings, version: str = ""
) -> tuple[str | None, str]:
    """The interpreter's path, or None and why, as ``code: sentence``; ``version`` is uv's, '' for the newest known."""
    settings = read_uv_settings(look, intent, around, version)
    choice = choose_python(look, intent, around, settings, version)
    return choice.executable, f"{choice.code}: {choice.text}" if choice.code else ""


def choose_python(
    look: Look, intent: Intent, around: Surroundings, settings: Settings, version: str = ""
) -> Choice:
    """The interpreter that the command would change, or make its new environment from."""
    where = where_of(look, intent, around, place(settings, "directory"), version)
    arguments = intent.arguments
    if problem := place(settings, "environment-problem"):
        root = place(settings, "environment")
        return Choice(None, problem, f"{root} is in the way: it is not a Python environment")
    if python := place(settings, "environment-python"):
        return Choice(python)
    pip = arguments.command.startswith("pip ")
    search = (pip_search if pip else new_search)(look, arguments, settings, where)
    if arguments.command in PROJECT_COMMANDS and not place(settings, "project-root"):
        # Without a project, ``uv run`` is content with the environment that is active or near.
        search = search._replace(environments="any")
    found = find_interpreter(look, search, where)
    fetches = not pip or elsewhere(arguments, settings)
    if found.code == "no-interpreter" and fetches and would_download(arguments, settings, search):
        return Choice(None, "python-download", "uv would download a Python that suits")
    return Choice(*found)
