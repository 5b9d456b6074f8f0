"""``self extras``: what is compiled is installed where pipwise finds it, in one journaled run."""

from __future__ import annotations

import sys

from pipwise.cli.extras import (
    extra_uv,
    has_grammar,
    home_of_extras,
    lock_of_extras,
    root_of_extras,
    use_extras,
)
from pipwise.cli.making import Making, make
from pipwise.cli.naming import is_offline
from pipwise.cli.words import Own
from pipwise.cli.workshop import own_name, pip_wheel, say
from pipwise.errors import DONE, CouldNotLook, Refused, ToolFailed, UsageError
from pipwise.execute.builds import remove_builds
from pipwise.execute.trees import is_there
from pipwise.facts.tools import find_tool
from pipwise.plan.extras import installing_extras
from pipwise.system.hands import Hands
from pipwise.system.look import Look

_PROOF = "import sys; sys.path.append(sys.argv[1]); import tree_sitter, tree_sitter_bash"


def missing(look: Look) -> tuple[str, ...]:
    """What of them is not here, in words."""
    use_extras(look)
    uv = find_tool(look, "uv", look.environment, look.cwd) or extra_uv(look)
    return (*(() if has_grammar() else ("the linter's grammar",)), *(() if uv else ("uv",)))


def extras(own: Own, look: Look, hands: Hands) -> int:
    """Install them. Raises ``Refused`` where something else stands there, ``ToolFailed`` where they do not work."""
    if not missing(look):
        say("nothing to do: the linter's grammar and uv are here")
        return DONE
    if is_offline(look, offline=own.offline):
        raise UsageError("they come from the index, which --offline rules out")
    root, python = root_of_extras(), sys.executable
    if is_there(look, root):
        raise Refused(
            f"{root} is there and is not what it should be",
            hint=f"remove it, and then: {own_name(look)} self extras",
        )
    wheel = pip_wheel(look, ".".join(map(str, sys.version_info[:3])))
    if not wheel:
        raise CouldNotLook("there is no pip to install them with", "virtualenv brings none for this Python")
    number = make(
        own, look, hands, Making(installing_extras(root, python, wheel, lock_of_extras()), ("self", "extras"))
    )
    if not own.plan:
        _prove(look, root, python)
        remove_builds(look, hands, home_of_extras(), (root,))
        say(f"undo:         {own_name(look)} undo {number}")
    return DONE


def _prove(look: Look, root: str, python: str) -> None:
    answer = look.ask([python, "-I", "-S", "-B", "-c", _PROOF, root])
    uv = look.ask([f"{root}/bin/uv", "--version"])
    if answer.status != 0 or uv.status != 0:
        said = (answer.stderr or uv.stderr).decode("utf-8", "replace").strip().splitlines()[-1:]
        raise ToolFailed(
            f"what is in {root} does not work", "".join(said)[:200], "pipwise undo takes it back"
        )
    say(f"proved: the grammar loads, and {uv.stdout.decode('utf-8', 'replace').strip()} starts")
