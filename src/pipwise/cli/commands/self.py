"""pipwise itself as an application of yours, without root: an environment in your data directory, a command in ~/.local/bin.

`install` takes the pipwise.pyz that is running, or the FILE; `update FILE` takes a newer one and keeps the old one, so that
`pipwise undo` can turn back. Without a FILE, update asks the index that pip is configured to use whether there is a release.
`extras` installs what is compiled, and so not in the file: the grammar that lint reads shells with, and uv.
`uninstall` takes everything back but the journal. `show` tells how it stands. Everything is journaled.
"""

from __future__ import annotations

import sys

from pipwise import __version__
from pipwise.cli.itself import Installed, home_of_copies, installed, named_copy
from pipwise.cli.making import Making, make
from pipwise.cli.session import live_look
from pipwise.cli.words import Own
from pipwise.cli.workshop import new_hands, own_name, refuse_facts, say, step_down
from pipwise.errors import DONE, Refused, ToolFailed, UsageError
from pipwise.plan.itself import Copy, installing, updating
from pipwise.system.hands import Hands
from pipwise.system.look import Look


def run(own: Own, words: tuple[str, ...]) -> int:
    """Show, install, update or uninstall; the exit code of the table."""
    refuse_facts(own, "self")
    hands = new_hands()
    step_down(live_look(own), hands)
    look = live_look(own)
    action, rest = words[0] if words else "show", words[1:]
    found = installed(look)
    match action:
        case "install":
            return _install(own, look, hands, named_copy(look, rest, found))
        case "update" if rest:
            return _update(own, look, hands, named_copy(look, rest, found))
        case "update":
            from pipwise.cli.itself_newer import tell_newest

            return tell_newest(own, look)
        case "extras" if not rest:
            from pipwise.cli.itself_extras import extras

            return extras(own, look, hands)
        case "uninstall" | "show" if not rest:
            from pipwise.cli import itself_away

            return itself_away.uninstall(own, look, hands, found) if action != "show" else _show(look, found)
    raise UsageError(f"self does not know {' '.join(words)!r}", hint="pipwise self --help")


def _install(own: Own, look: Look, hands: Hands, copy: Copy) -> int:
    found = installed(look)
    if found.root == copy.root:
        say(f"it is installed already: {found.launcher}")
        return DONE
    if found.root:
        return _update(own, look, hands, copy)
    if found.content is not None:
        raise Refused(
            f"{found.launcher} is there already, and pipwise self install has not made it",
            hint="move it away, or go on using it",
        )
    number = make(own, look, hands, Making(installing(copy), ("self", "install", copy.archive)))
    if not own.plan:
        _prove(look, copy)
        _say_done(look, copy, number)
    return DONE


def _update(own: Own, look: Look, hands: Hands, copy: Copy) -> int:
    found = installed(look)
    if not found.root or found.content is None:
        raise UsageError("it is not installed", hint="pipwise self install ./pipwise.pyz")
    if found.root == copy.root:
        say("nothing to do: it is this build that is installed")
        return DONE
    number = make(own, look, hands, Making(updating(copy, found.content), ("self", "update", copy.archive)))
    if not own.plan:
        _prove(look, copy)
        say(f"the old one is kept in {found.root}")
        _clean(look, hands, (found.root, copy.root))
        say(f"undo:         pipwise undo {number}")
    return DONE


def _clean(look: Look, hands: Hands, keep: tuple[str, str]) -> None:
    """Builds before the old one go, but for one that is at work: this one may be."""
    from pipwise.execute.builds import remove_builds

    running = sys.executable.partition("/bin/")[0]
    for path in remove_builds(look, hands, home_of_copies(), (*keep, running)):
        say(f"removed: {path}, to which nothing leads back any more")


def _prove(look: Look, copy: Copy) -> None:
    answer = look.ask([copy.launcher, "--version"])
    said = answer.stdout.decode("utf-8", "replace").strip()
    if not said.startswith("pipwise "):
        why = answer.stderr.decode("utf-8", "replace").strip() or answer.problem or ""
        raise ToolFailed(f"{copy.launcher} does not start", why[:200], "pipwise undo takes it back")
    say(f"proved: {copy.launcher} is {said}")


def _say_done(look: Look, copy: Copy, number: int) -> None:
    for line in path_lines(look, copy.launcher):
        say(line)
    say("completion:   pipwise completion --help")
    say(f"undo:         {own_name(look)} self uninstall" + (f" (or undo {number})" if number else ""))


def path_lines(look: Look, launcher: str) -> list[str]:
    """What PATH lacks, in the words of the caller's shell."""
    from pipwise.facts.asker import look_at_asker
    from pipwise.facts.resolution import find_program
    from pipwise.facts.shell_profile import comes_at_login, is_on_path, line_for

    folder, home = launcher.rpartition("/")[0], look.home or ""
    if is_on_path(look.environment, folder):
        first = find_program(look, "pipwise", look.environment, look.cwd)
        return [f"another pipwise comes first on PATH: {first}"] if first not in (launcher, None) else []
    shell = look_at_asker(look, look.environment).shell
    later = comes_at_login(look, home, shell, folder)
    said = (
        "is on PATH from your next login on; in this shell:" if later else "is not on PATH; for this shell:"
    )
    return [f"{folder} {said}", f"              {line_for(shell, home, folder)}"]


def _show(look: Look, found: Installed) -> int:
    print(f"this is pipwise {__version__}")
    if found.root:
        print(f"installed: {found.launcher}, in {found.root}")
    elif found.content is not None:
        print(f"{found.launcher} is there, and was not made by pipwise self install")
    else:
        print(f"not installed for you: {own_name(look)} self install would make {found.launcher}")
        print(f"and an environment below {home_of_copies()}")
    from pipwise.cli.itself_extras import missing

    if lacking := missing(look):
        print(f"not here: {' and '.join(lacking)}; {own_name(look)} self extras brings what is compiled")
    return DONE
