"""``python3 get-pip.py``, which is a ``pip install`` by the pip that it carries; what any other script does is its own affair.

Source: https://bootstrap.pypa.io/get-pip.py (``main``, ``determine_pip_install_arguments``, ``this_python``).
"""

from __future__ import annotations

from pipwise.model.intent import Intent, Invocation
from pipwise.model.known import Known, Source, Unknown
from pipwise.model.outcome import Evidence, Outcome, Target
from pipwise.predict import pip
from pipwise.predict.pip_case import Unclear, know

_GIVEN = Source("catalogue", "get-pip.py of today carries the newest pip")
_CARRIES = "26.0"
_OLDEST = (3, 9)
_OWN = ("--no-setuptools", "--no-wheel")


def is_get_pip(invocation: Invocation) -> bool:
    """Whether a Python is started with the script that is called get-pip.py everywhere."""
    script = next((word for word in invocation.arguments if not word.startswith("-")), "")
    return invocation.tool == "python" and script.rpartition("/")[2] == "get-pip.py"


def predict(target: Target, intent: Intent) -> Outcome:
    """The verdict of get-pip.py; Unknown for every other script, and for Pythons that have a get-pip.py of their own."""
    if not is_get_pip(intent.invocation):
        return _unknown("what a script installs is not told by its name")
    try:
        if know(target.python)[:2] < _OLDEST:
            return _unknown(
                "which get-pip.py it is, and which pip it carries, is not known for a Python as old as this"
            )
    except Unclear as missing:
        return _unknown(str(missing))
    return pip.predict(_with_its_pip(target), _as_pip(intent))


def paths_to_ask(target: Target, intent: Intent) -> tuple[str, ...]:
    """Absolute paths that the outcome depends on."""
    if isinstance(target.python, Unknown) or not is_get_pip(intent.invocation):
        return ()
    return pip.paths_to_ask(_with_its_pip(target), _as_pip(intent))


def _with_its_pip(target: Target) -> Target:
    lacks_pip = target.problem == "no-module"
    return target._replace(
        tool="pip",
        version=Known(_CARRIES, _GIVEN),
        vendor=Known("upstream", _GIVEN),
        problem="" if lacks_pip else target.problem,
    )


def _as_pip(intent: Intent) -> Intent:
    """The command line that it makes for its pip."""
    arguments = words_for_its_pip(intent.invocation.arguments)
    return Intent(intent.invocation._replace(tool="pip", arguments=arguments), intent.arguments, ())


def words_for_its_pip(arguments: tuple[str, ...]) -> tuple[str, ...]:
    """What get-pip.py tells its pip, from the words behind the Python: the script, or ``-``, and its own."""
    script = next((at for at, word in enumerate(arguments) if word == "-" or not word.startswith("-")), None)
    given = () if script is None else arguments[script + 1 :]
    return ("install", "--upgrade", "--force-reinstall", *(one for one in given if one not in _OWN), "pip")


def _unknown(why: str) -> Outcome:
    return Outcome("unknown", "unknown", None, None, (Evidence(why),))
