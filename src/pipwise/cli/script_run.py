"""Running a script that says what it needs (PEP 723): by uv or pipx, or in an environment of pipwise's own for that list."""

from __future__ import annotations

from pipwise.cli.carrying import Order, carry
from pipwise.cli.journals import ShouldLookAgain, read_state
from pipwise.cli.session import decision_for, directories_for, pip_words
from pipwise.cli.workshop import own_name, refuse_foreign, say, workbench
from pipwise.errors import CouldNotLook
from pipwise.execute import PlaceTaken
from pipwise.execute.trees import is_there
from pipwise.facts.resolution import find_program
from pipwise.facts.tools import find_tool
from pipwise.intent.script_block import read_script
from pipwise.intent.script_requirements import Listed, read_block
from pipwise.model.decision import Goal, Situation, Wishes
from pipwise.model.known import Known
from pipwise.plan.ways.script_env import environment_plan, root_for
from pipwise.system.hands import Hands
from pipwise.system.look import Look
from pipwise.system.places import data_directory

# pipx 1.4.2 reads blocks in a script's path (its changelog); uv has ``run --script`` since 0.5.
_PIPX_SINCE, _UV_SINCE = (1, 4, 2), (0, 5)
_NEWEST, _OLDEST = 30, 8


def listed_in(look: Look, path: str) -> Listed | None:
    """What the block of a file asks for; None where it has none. Raises ``UsageError`` for a block that cannot be read."""
    try:
        data = look.read(path)
    except OSError:
        return None
    block = read_script(data, path).block if b"# /// script" in data else None
    return None if block is None else read_block(block.text, path)


def argv_for(look: Look, hands: Hands, path: str, listed: Listed, words: tuple[str, ...]) -> tuple[str, ...]:
    """What runs the script; ``words`` are the script and its arguments. An environment of pipwise's own is made if need be."""
    text = _is_text(look, path)
    uv = _tool(look, "uv", _UV_SINCE) if text else ""
    if uv:
        return (uv, "run", "--script", *words)
    pipx = _tool(look, "pipx", _PIPX_SINCE) if text else ""
    if pipx:
        return (pipx, "run", *words)
    if listed.tools:
        say(f"only {', '.join(listed.tools)} itself heeds [tool.{listed.tools[0]}] in {words[0]}")
    root = _environment(look, hands, path, listed)
    refuse_foreign(look, root)
    return (f"{root}/bin/python", *words)


def _is_text(look: Look, path: str) -> bool:
    """Whether uv and pipx can read it: they know no other encoding than UTF-8 (PEP 263 does)."""
    try:
        look.read(path).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _tool(look: Look, name: str, since: tuple[int, ...]) -> str:
    tool = find_tool(look, name, look.environment, look.cwd)
    if tool is None or not isinstance(tool.version, Known):
        return ""
    version = tuple(int(part) for part in tool.version.value.split(".") if part.isdecimal())
    return tool.path if version >= since else ""


def _environment(look: Look, hands: Hands, path: str, listed: Listed) -> str:
    for _ in range(3):
        try:
            return _made(look, hands, path, listed)
        except (ShouldLookAgain, PlaceTaken):
            continue
    raise CouldNotLook("somebody else is making the environment of this script", hint="try again later")


def _made(look: Look, hands: Hands, path: str, listed: Listed) -> str:
    words = pip_words(look, ("install", *listed.requirements), "")
    situation, decision = decision_for(look, words, Wishes(via="venv", offline=True), all_commands=False)
    base = _python(look, situation, listed.requires_python)
    root = root_for(f"{data_directory()}/scripts", path, listed.requirements, look.realpath(base))
    state = directories_for(situation.facts).state
    done = any(run.root == root and run.state == "done" for run in read_state(look, state))
    if is_there(look, f"{root}/pyvenv.cfg") and (done or not state):
        return root
    say(f"{path.rpartition('/')[2]} has not been run with this list yet: its environment is made")
    goal = Goal(root, "personal", base, "pip", "")
    plan = environment_plan(
        situation, decision._replace(chosen="venv", goal=goal), workbench(look, situation.directories)
    )
    carried = carry(look, hands, Order(plan, ("run", path), "", state, keep=bool(state)))
    if carried.number:
        say(f"it is kept for the next time: {root} ({own_name(look)} undo {carried.number} removes it)")
    return root


def _python(look: Look, situation: Situation, wanted: str) -> str:
    """The Python of the command if it will do, else the newest on PATH that does. Raises ``CouldNotLook``."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    from pipwise.decide.questions.environment import base_interpreter

    base, target = base_interpreter(situation), situation.facts.target
    try:
        specifier = SpecifierSet(wanted)
    except InvalidSpecifier as error:
        raise CouldNotLook(f"requires-python = {wanted!r} of the script is no version specifier") from error
    if isinstance(target, Known) and specifier.contains(".".join(map(str, target.value.interpreter.version))):
        return base
    for minor in range(_NEWEST, _OLDEST, -1):
        found = find_program(look, f"python3.{minor}", look.environment, look.cwd)
        if found and specifier.contains(f"3.{minor}.99"):
            return found
    raise CouldNotLook(
        f"the script wants Python {wanted}",
        "none of that kind is here",
        "uv would fetch one: pipwise install uv",
    )
