"""What the words of ``guard`` are about, and how the guards stand."""

from __future__ import annotations

from pipwise.cli.called import is_rescue_file
from pipwise.cli.workshop import own_name
from pipwise.errors import UsageError
from pipwise.facts.asker import look_at_asker
from pipwise.facts.guard_places import file_at, place_of
from pipwise.model.known import Unknown
from pipwise.plan.guarded import Guarded, guarded, nowhere
from pipwise.plan.guards import GUARDS
from pipwise.system.look import Look

SHELLS = ("bash", "zsh", "fish")


def read_words(look: Look, words: tuple[str, ...]) -> tuple[str, list[str]]:
    """(the action, names of guards); without a name, all of them are shown and the shell's is set up or taken away."""
    action = words[0] if words and words[0] in ("show", "install", "remove") else "show"
    rest = words[1:] if words[:1] == (action,) else words
    if not rest and action == "show":
        return action, list(GUARDS)
    names = [_shell(look) if word == "shell" else word for word in rest or ("shell",)]
    strange = next((name for name in names if name not in GUARDS), "")
    if strange:
        known = f"show, install or remove of: shell, {', '.join(GUARDS)}"
        raise UsageError(f"guard does not know {strange!r}", f"it has {known}", "pipwise guard --help")
    return action, list(dict.fromkeys(names))


def look_at_guards(look: Look, names: list[str]) -> list[Guarded]:
    """Each with its file as it stands."""
    called = own_name(look)
    return [_look_at(look, one, called) for one in names]


def _look_at(look: Look, name: str, called: str) -> Guarded:
    guard, place = GUARDS[name], place_of(look, name)
    if name in SHELLS and is_rescue_file():
        return nowhere(guard, "a shell would call this file, which may be moved (pipwise self install)")
    if isinstance(place, Unknown):
        return nowhere(guard, place.why)
    # What everybody who works on a project runs is called by its name, wherever it lies with each of them.
    return guarded(guard, file_at(look, place.value), "pipwise" if name == "pre-commit" else called)


def _shell(look: Look) -> str:
    shell = look_at_asker(look, look.environment).shell
    if shell not in SHELLS:
        raise UsageError(
            f"there is no guard for {shell or 'this shell'}",
            f"there is one for {', '.join(SHELLS)}",
            "name one of them",
        )
    return shell
