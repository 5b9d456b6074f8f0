"""What an installer will do with an intent in these facts: pure, and fast enough to be asked for every line of a file."""

from __future__ import annotations

from pipwise.model.intent import Intent
from pipwise.model.outcome import Outcome, Target
from pipwise.predict import venv
from pipwise.predict.venv import is_venv

__all__ = ["paths_to_ask", "predict"]


def predict(target: Target, intent: Intent) -> Outcome:
    """The verdict, stable code, exit status and destination of the command behind this intent."""
    match intent.invocation.tool:
        case "uv":
            from pipwise.predict import uv

            return uv.predict(target, intent)
        case "pipx":
            from pipwise.predict import pipx

            return pipx.predict(target, intent)
        case "ensurepip":
            from pipwise.predict import ensurepip

            return ensurepip.predict(target, intent)
        case "python":
            from pipwise.predict import python_script

            return python_script.predict(target, intent)
        case "other" if is_venv(intent):
            return venv.predict(target, intent)
        case "other":
            from pipwise.predict import other_tool

            return other_tool.predict(intent.invocation)
        case _:
            from pipwise.predict import pip

            return pip.predict(target, intent)


def paths_to_ask(target: Target, intent: Intent) -> tuple[str, ...]:
    """Absolute paths that the outcome depends on: whoever can look puts what stands there into ``target.paths``."""
    match intent.invocation.tool:
        case "uv":
            from pipwise.predict import uv

            return uv.paths_to_ask(target, intent)
        case "pipx":
            from pipwise.predict import pipx

            return pipx.paths_to_ask(target, intent)
        case "ensurepip":
            from pipwise.predict import ensurepip

            return ensurepip.paths_to_ask(target, intent)
        case "python":
            from pipwise.predict import python_script

            return python_script.paths_to_ask(target, intent)
        case _:
            from pipwise.predict import pip

            return pip.paths_to_ask(target, intent)
