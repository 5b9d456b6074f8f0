"""Looking at everything that keeping an application here stands on; asked only where one may be wanted."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.facts.distributions import normalise
from pipwise.facts.keepers import Tools, choose_keeper
from pipwise.facts.kept import find_kept
from pipwise.facts.old_copies import find_copies
from pipwise.facts.resolution import find_program
from pipwise.facts.shell_profile import comes_at_login, is_on_path, known_home, profile_for
from pipwise.facts.tools import ask_version, find_tool
from pipwise.facts.venv import venv_at
from pipwise.model.applications import Application, Applications
from pipwise.model.facts import Facts, Tool
from pipwise.model.intent import Intent
from pipwise.model.known import Known
from pipwise.model.value import Literal
from pipwise.system.look import Look


def look_at_applications(
    look: Look, facts: Facts, intent: Intent, tools: str, *, uv_fits: bool
) -> Applications:
    """Who keeps applications, what is there, what stands in the way. ``tools`` holds what pipwise has brought up."""
    variables = {**look.environment, "HOME": known_home(facts)}
    own = f"{tools}/pipx" if tools else ""
    state, brought = own_pipx(look, own)
    found = Tools(
        _usable(look, facts, variables, "pipx"), brought, _usable(look, facts, variables, "uv"), uv_fits
    )
    wanted = {normalise(one.name): one for one in intent.requirements if one.name}
    hosts = tuple(normalise(one.kind.host) for one in facts.names if one.kind.host_is == "application")
    projects = tuple(dict.fromkeys((*wanted, *hosts)))
    keeper = choose_keeper(look, variables, found, projects)
    there = [find_kept(look, keeper, one, wanted.get(one)) for one in projects]
    on_path = is_on_path(variables, keeper.bin)
    home, shell = known_home(facts), facts.asker.shell
    return Applications(
        keeper,
        own,
        state,
        tuple(one for one in there if isinstance(one, Application)),
        find_copies(look, home, projects),
        on_path,
        not on_path and comes_at_login(look, home, shell, keeper.bin),
        None if on_path or look.uid == 0 else profile_for(look, facts, keeper.bin),
    )


def own_pipx(look: Look, own: str) -> tuple[Literal["absent", "works", "broken"], Tool | None]:
    """pipwise's own pipx: whether it is there and answers; after an upgrade of the operating system it may not."""
    venv = venv_at(look, own) if own else None
    if venv is None:
        return "absent", None
    tool = Tool("pipx", f"{own}/bin/pipx", ask_version(look, f"{own}/bin/pipx"))
    works = venv.broken is None and isinstance(tool.version, Known)
    return ("works", tool) if works else ("broken", None)


def _usable(look: Look, facts: Facts, variables: Mapping[str, str], name: str) -> Tool | None:
    """One that is on PATH and answers; what root does not trust has no version."""
    known = next((tool for tool in facts.tools if tool.name == name), None)
    tool = known or find_tool(look, name, variables, look.cwd)
    return tool if tool and isinstance(tool.version, Known) else None


def command_in(look: Look, variables: Mapping[str, str], folders: tuple[str, ...], word: str) -> str | None:
    """A command of an application that is not on PATH."""
    return find_program(look, word, {**variables, "PATH": ":".join(folders)}, look.cwd)
