"""Programs that a variable names whose value only a run tells: ``$PYTHON -m pip``, ``"$pipx_bin" install``."""

from __future__ import annotations

import re

from pipwise.intent.command_line import read_invocation
from pipwise.model.intent import Invocation
from pipwise.model.value import NamedTuple

_VARIABLE = re.compile(r"\$\{?(\w+)\}?\Z")
_VERBS = ("install", "uninstall", "download", "wheel")
_PIPX = ("install", "upgrade", "inject", "ensurepath", "uninstall", "run")


class Named(NamedTuple):
    """The call with a program of the kind that the variable stands for."""

    invocation: Invocation
    open: str
    """The variable, where it hangs on its value which Python that is; '' for pipx, which has its own."""


def named_by_variable(prefix: tuple[str, ...], words: tuple[str, ...]) -> Named | None:
    """What the words call; None where the first one is no such variable, or another word runs after it (``$SUDO pip``)."""
    variable = _VARIABLE.match(words[0])
    if variable is None or len(words) < 3:
        return None
    name, verb = variable[1].lower(), words[1]
    if "pipx" in name and verb in _PIPX:
        return Named(read_invocation((*prefix, "pipx", *words[1:])), "")
    if words[1:3] in (("-m", "pip"), ("-m", "ensurepip")):
        return Named(read_invocation((*prefix, "python3", *words[1:])), words[0])
    if "pip" in name and "pipenv" not in name and verb in _VERBS:
        return Named(read_invocation((*prefix, "pip", *words[1:])), words[0])
    return None


def by_launcher(words: tuple[str, ...]) -> tuple[str, ...]:
    """``py -3.12 -m pip``: Windows' launcher with the version that it is to look for (docs.python.org/3/using/windows.html)."""
    if words[0].lower() not in ("py", "py.exe") or len(words) < 3:
        return words
    versioned = words[1][:1] == "-" and words[1] != "-m"
    return ("python", *words[1 + versioned :])
