"""Running one installer: its words, its variables, and what its failure is called."""

from __future__ import annotations

from pipwise.errors import ToolFailed
from pipwise.model.plan import RunTool
from pipwise.system.hands import Hands
from pipwise.system.look import Look

# virtualenv says nothing but a traceback where the disk is full.
_QUIET = ("-I", "-m", "virtualenv")
# They have a progress bar to draw, and may be asked for data.
_SPEAK = ("pip", "uv-pip")
_MOST = 300


def run_tool(look: Look, hands: Hands, step: RunTool, *, data: bool) -> None:
    """Run a tool to its end. Raises ``ToolFailed`` where it does not start, fails, or is killed."""
    # A tool asks for its working directory before it does anything else, and dies where that is gone.
    cwd = step.cwd or (None if look.cwd else "/")
    said = b""
    try:
        if step.heard in _SPEAK and not data:
            status, said = hands.run_overheard(step.argv, _coloured(look, variables(look, step)), cwd)
        elif step.heard and step.heard not in _SPEAK:
            status, said = hands.run_heard(step.argv, variables(look, step), cwd)
        elif step.argv[1:4] == _QUIET:
            status, said = hands.run_quietly(step.argv, variables(look, step), cwd)
        else:
            status = hands.run(step.argv, variables(look, step), cwd, data=data)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ToolFailed(f"{_program(step)} could not be started", reason) from error
    if status < 0:
        raise ToolFailed(f"{_program(step)} was ended by signal {-status}")
    if status:
        raise _failure(step, status, said)


def _failure(step: RunTool, status: int, said: bytes) -> ToolFailed:
    what = f"{_program(step)} failed with exit status {status}"
    if not step.heard or not said:
        return ToolFailed(what, _last_line(said))
    from pipwise.execute.explain import explain

    why, hint = explain(said)
    error = ToolFailed(what, why, hint)
    error.said = said
    return error


def _coloured(look: Look, environment: dict[str, str]) -> dict[str, str]:
    """Its errors pass through a pipe on their way to the terminal, and stay red there (https://force-color.org)."""
    plain = environment.get("NO_COLOR") or environment.get("TERM", "dumb") == "dumb"
    return environment if plain or not look.terminal("stderr") else {"FORCE_COLOR": "1", **environment}


def _last_line(said: bytes) -> str:
    """Of a traceback, too, the last line with an error says what was wrong."""
    lines = [line.strip() for line in said.decode("utf-8", "replace").split("\n") if line.strip()]
    return next((line for line in reversed(lines) if "error" in line.lower()), lines[-1] if lines else "")[
        :_MOST
    ]


def variables(look: Look, step: RunTool) -> dict[str, str]:
    """The caller's environment with what the step sets and removes; a name that ends in * stands for all that begin so."""
    environment = dict(look.environment)
    for name, value in step.variables:
        if value is not None:
            environment[name] = value
        elif name.endswith("*"):
            environment = {key: kept for key, kept in environment.items() if not key.startswith(name[:-1])}
        else:
            environment.pop(name, None)
    return environment


def _program(step: RunTool) -> str:
    """``pip (install)``: the module after -m, else the program's own name."""
    words = list(step.argv)
    name = words[words.index("-m") + 1] if "-m" in words[:-1] else words[0]
    return f"{name.rpartition('/')[2]} ({step.purpose})"
