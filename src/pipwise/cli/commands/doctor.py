"""Show every Python of this machine, whose it is, and what pip would do with it; then what else decides that here.

Pythons are looked for on PATH, in the usual directories, and where version managers, uv, conda, Homebrew and pipwise
itself keep theirs. Nothing is changed. The exit code is 6 where something that matters could not be looked at.
"""

from __future__ import annotations

from pipwise.cli.forecast import forecast
from pipwise.cli.session import directories_for, live_look, pip_words
from pipwise.cli.words import Own
from pipwise.errors import COULD_NOT_LOOK, DONE, UsageError
from pipwise.facts.candidates import active_environment
from pipwise.facts.checkup import Checkup, Examined
from pipwise.facts.environment import look_at_environment
from pipwise.facts.glance import names
from pipwise.facts.inventory import Listed, list_pythons, without_repetitions
from pipwise.facts.probe import pip_settings_of, probe
from pipwise.facts.resolution import resolve
from pipwise.facts.surroundings import Surroundings, surroundings_of
from pipwise.facts.target import look_at_paths, site_directories
from pipwise.facts.tools import find_tool
from pipwise.facts.uv_configuration import read_uv_settings
from pipwise.intent import read_intent
from pipwise.model.facts import Facts, Resolution
from pipwise.model.interpreter import Environment
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.system.look import Look
from pipwise.system.parallel import in_parallel

_SOMETHING = ("install", "something")
_TOOLS = (
    *("uv", "pipx", "virtualenv", "conda", "mamba", "poetry", "pdm", "hatch", "pipenv", "tox", "nox"),
    *("pyenv", "mise", "asdf"),
)
_WORDS = ("pip", "pip3", "python", "python3")


def run(own: Own, words: tuple[str, ...]) -> int:
    """Look, and show; exit 0, or 6."""
    if words:
        raise UsageError(f"doctor takes no arguments: {words[0]}", hint="pipwise doctor --help")
    checkup = check_up(live_look(own))
    if own.json:
        import json

        from pipwise.render.doctor_json import doctor_json

        print(json.dumps(doctor_json(checkup), indent=2))
    else:
        from pipwise.cli.screen import show
        from pipwise.render.doctor_text import doctor_text

        show(doctor_text(checkup))
    return COULD_NOT_LOOK if is_incomplete(checkup) else DONE


def check_up(look: Look) -> Checkup:
    """Look at everything. Pythons are asked at the same time: one that hangs holds up nobody else."""
    intent = read_intent(pip_words(look, _SOMETHING, ""))
    around = surroundings_of(look, intent.invocation)
    facts, outcome = forecast(probe(look, intent), intent, look)
    active = active_environment(look, dict(around.environment), around.cwd)
    listed = list_pythons(look, around, _known_roots(look, facts, active))
    found = in_parallel(lambda one: _look_at(look, one, around), listed)
    called = {word: resolve(look, word, around.environment, around.cwd).interpreter for word in _WORDS}
    pairs = without_repetitions([*zip(listed, found, strict=True)])
    examined = [_examined(look, facts, around, listed, fact, called) for listed, fact in pairs]
    examined.sort(key=_rank)
    return Checkup(_completed(look, facts, around, examined), outcome, tuple(examined), active)


def is_incomplete(checkup: Checkup) -> bool:
    """Whether what a plain ``pip install`` here hangs on could not be looked at."""
    facts = checkup.facts
    resolution = facts.resolution
    nothing = not isinstance(resolution, Unknown) and resolution.value.problem in (
        "not-found",
        "not-executable",
    )
    unasked = isinstance(facts.target, Unknown) and not nothing
    return unasked or isinstance(facts.place, Unknown) or isinstance(facts.project, Unknown)


def _look_at(look: Look, listed: Listed, around: Surroundings) -> Fact[Environment]:
    invocation = read_intent((listed.path, "-m", "pip", *_SOMETHING)).invocation
    try:
        return look_at_environment(look, listed.path, invocation, around)
    except OSError as error:
        return Unknown(f"{error.filename or listed.path}: {error.strerror}")


def _known_roots(look: Look, facts: Facts, active: str) -> list[tuple[str, str]]:
    """Environments of this place and pipwise's own."""
    found = [("active", active)] if active else []
    if isinstance(facts.place, Known) and facts.place.value.venv:
        found.append((facts.place.value.kind, facts.place.value.venv))
    personal = directories_for(facts).environments
    return found + [("personal", f"{personal}/{name}") for name in names(look, personal) if personal]


def _examined(
    look: Look,
    facts: Facts,
    around: Surroundings,
    listed: Listed,
    fact: Fact[Environment],
    called: dict[str, str | None],
) -> Examined:
    paths = {listed.path, *listed.others}
    words = tuple(word for word, interpreter in called.items() if interpreter in paths)
    if isinstance(fact, Unknown):
        return Examined(listed, fact, None, words)
    intent = read_intent((listed.path, "-m", "pip", *_SOMETHING))
    there = facts._replace(
        resolution=Known(Resolution(listed.path, listed.path, listed.path), Source("live", listed.path)),
        target=fact,
        pip_settings=pip_settings_of(look, around, fact),
    )
    return Examined(listed, fact, forecast(there, intent, look)[1], words)


def _rank(one: Examined) -> tuple[bool, bool, bool, bool, bool]:
    """What pip and python mean here, then this place's environments, the system's Python, PATH's others, the rest."""
    where, environment = one.listed.where, one.environment
    unknown = isinstance(environment, Unknown)
    owner = Unknown("") if isinstance(environment, Unknown) else environment.value.owner
    system = not isinstance(owner, Unknown) and owner.value.kind == "os"
    here = {"active", "project", "plain"}.intersection(where)
    return not one.called, not here, unknown, not system, "PATH" not in where


def _completed(look: Look, facts: Facts, around: Surroundings, examined: list[Examined]) -> Facts:
    """The facts of a plain ``pip install``, with all Pythons, tools and directories that were looked at besides."""
    environments = [one.environment.value for one in examined if not isinstance(one.environment, Unknown)]
    target = "" if isinstance(facts.target, Unknown) else facts.target.value.interpreter.prefix
    sites = [path for one in environments for path in site_directories(one)]
    tools = [find_tool(look, name, around.environment, around.cwd) for name in _TOOLS]
    uv = read_uv_settings(look, read_intent(("uv", "pip", *_SOMETHING)), around)
    return facts._replace(
        others=tuple(one for one in environments if one.interpreter.prefix != target),
        tools=tuple(tool for tool in tools if tool),
        uv_settings=Known(uv, Source("live", "uv's configuration files and UV_* variables")),
        paths=tuple({**dict(facts.paths), **dict(look_at_paths(look, sites))}.items()),
    )
