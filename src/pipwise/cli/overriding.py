"""Before the refusal is overridden: what it would do is shown, and somebody has to mean it."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from pipwise.cli.words import Own
from pipwise.cli.workshop import own_name, say
from pipwise.decide.arguments import for_environment
from pipwise.decide.overriding import is_override, spelling_here
from pipwise.decide.reasons import quoted
from pipwise.errors import ChoiceNeeded, CouldNotLook, Refused
from pipwise.model.decision import Decision, Situation, Weighed
from pipwise.model.known import Known, Unknown
from pipwise.model.preview import Preview
from pipwise.render.override_text import instead_lines
from pipwise.system.hands import Hands
from pipwise.system.look import Look

_LOOKS_AHEAD = ("override", "user")


def wants_root(own: Own, words: tuple[str, ...]) -> bool:
    """Whether what was asked through sudo is an override, which then is root's."""
    return own.via == "override" or (not own.via and any(is_override(word) for word in words))


def powerful(hands: Hands, changes: Iterable[object]) -> Hands:
    """Hands that ask for root where a tool is run by sudo (its argv) that changes what is kept."""
    program = next((argv[0] for argv in changes if isinstance(argv, list | tuple) and argv), "")
    if str(program).rpartition("/")[2] != "sudo":
        return hands
    from pipwise.system.sudo import SudoHands

    return SudoHands(str(program))


def looked_ahead(look: Look, situation: Situation, decision: Decision) -> Situation:
    """The situation with a preview, where the chosen way changes what is not an environment."""
    if decision.chosen not in _LOOKS_AHEAD or situation.preview is not None:
        return situation
    from pipwise.cli.previewing import preview_of
    from pipwise.decide.options.user import words
    from pipwise.intent import read_intent

    asked = situation
    if decision.chosen == "user":
        asked = situation._replace(intent=read_intent(words(situation)))
    return situation._replace(preview=preview_of(look, asked))


def unforeseen(situation: Situation, decision: Decision) -> None:
    """Raises ``CouldNotLook`` where what is to be done past any environment is not known in full: undo would not be exact."""
    preview = situation.preview
    if decision.chosen not in _LOOKS_AHEAD or (isinstance(preview, Preview) and not preview.unknown):
        return
    why = preview.unknown[0] if isinstance(preview, Preview) else preview.why if preview else ""
    raise CouldNotLook(
        "it is not known what that would change, so it could not be taken back",
        why,
        f"an environment takes it in any case: leave --via {decision.chosen} out",
    )


def why_not(situation: Situation, asked: Weighed) -> str:
    """Why a way that was asked for by name is closed, where that wants other words than its rows have; else ''."""
    forbidden = next((one.text for one in asked.reasons if one.code == "policy:forbidden"), "")
    if forbidden:
        return forbidden
    via = asked.option
    marked = situation.outcome.code == "externally-managed-environment"
    target = situation.facts.target
    if via == "user" and marked and isinstance(target, Known) and isinstance(target.value.marker, Known):
        return (
            f"pip looks for {target.value.marker.value.path} before it asks where to install, so it refuses --user as well "
            "(PEP 668; Debian 12 and Ubuntu 23.04 and later)"
        )
    return spelling_here(situation).why if via == "override" and marked else ""


def confirm(look: Look, situation: Situation, decision: Decision) -> None:
    """Show it, and let it go on where the machine is thrown away or somebody has typed what is meant.

    Raises ``Refused`` where it would fail, where it cannot be foreseen, and where nobody is there; ``--yes`` is nobody.
    """
    for line in instead_lines(situation, decision, own_name(look)):
        say(line)
    _refuse_what_fails(situation.preview)
    disposable = situation.facts.host.disposable
    if isinstance(disposable, Known) and disposable.value.proven:
        say(f"it goes on: this machine is thrown away ({disposable.value.evidence})")
        return
    if not situation.facts.asker.terminal:
        why = "only somebody at a terminal can mean it; --yes is not enough, and this machine is not proven disposable"
        instead = " ".join(quoted(word) for word in for_environment(situation.intent))
        raise Refused("the refusal is not overridden here", why, f"{own_name(look)} {instead}")
    _typed(situation)


def _refuse_what_fails(preview: Preview | Unknown | None) -> None:
    if isinstance(preview, Preview) and preview.fails:
        names = ", ".join(dict.fromkeys(one.name for one in preview.fails))
        raise Refused(
            "pip would stop half-way, override or not",
            f"it cannot remove {names}, which has no RECORD",
            "with --ignore-installed it would put a second copy before the system's; an environment needs neither",
        )


def _typed(situation: Situation) -> None:
    """The project's name, or the word ``override``: a plain yes is typed too easily."""
    named = [one.name for one in situation.intent.requirements if one.name]
    word = named[0] if len(named) == 1 else "override"
    sys.stderr.write(f"To do it all the same, type {word}: ")
    sys.stderr.flush()
    said = sys.stdin.readline().strip().lower()
    if said not in (word, "override"):
        raise ChoiceNeeded("nothing was done", "it was not confirmed")
