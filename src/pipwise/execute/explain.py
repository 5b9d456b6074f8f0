"""What pip, pipx and uv say when something cannot be had, in a line that says what to do."""

from __future__ import annotations

import re

from pipwise.execute.no_version import no_version
from pipwise.model.value import NamedTuple


class Explained(NamedTuple):
    """Why a tool failed, and what to do; both may be ''."""

    why: str = ""
    hint: str = ""


# Each is told by pipx 1.1 to 1.18, by pip below it, or by uv 0.13; ``{0}`` is the project, requirement or file.
_SAYINGS = (
    # First, since a pip that has reached nothing goes on to say that nothing was found.
    (
        r"Temporary failure in name resolution|Name or service not known|Network is unreachable|Connection refused|dns error",
        "the index was not reached",
        "check the network, and pip's settings index-url and proxy; wheels on this machine: --no-index --find-links DIR",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|invalid peer certificate",
        "the index's certificate is not trusted here",
        "name the certificates that are: PIP_CERT=FILE, or pip's setting cert",
    ),
    (
        r"No apps associated with package (\S+?)\.?(?:\s|$)|No executables are provided by package `([^`]+)`",
        "{0} brings no command: it is a library, not an application",
        "pipwise install --via venv {0}",
    ),
    (
        r"(?:Package '([^']+)' )?requires a different Python: \S+ not in '([^']+)'",
        "{0} does not run on this Python, it wants {1}",
        "name a Python that fits: pipwise install --python PYTHON …",
    ),
    (
        r"(?:depends on|requires) Python ?([<>=!~][^ ]+)|No Python that pipx supports satisfies '([^']+)'",
        "it does not run on this Python, it wants {0}",
        "name a Python that fits: pipwise install --python PYTHON …",
    ),
    (
        r"Cannot find command '(git|hg|svn|bzr)'",
        "pip needs {0} for that, and there is none on PATH",
        "install {0} with the operating system's package manager, or name an archive: NAME @ https://…",
    ),
    (r"Executables? already exists?: (.+?) \(use", "a command named {0} is there already", ""),
)
# Colours, where the tool writes to a terminal.
_ESCAPE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_NEWS = ("error", "fatal", "failed")
_MOST = 300


def explain(said: bytes) -> Explained:
    """The first of the known sayings; else the last line that speaks of an error."""
    built = unbuilt(said)
    if built:
        return Explained(built)
    text = _ESCAPE.sub("", said.decode("utf-8", "replace"))
    flat = " ".join(text.split())
    for pattern, why, hint in _SAYINGS:
        found = re.search(pattern, flat)
        if found:
            words = [one for one in found.groups() if one] or [""]
            words += [words[0]]
            return Explained(why.format(*words)[:_MOST], hint.format(*words))
    why, hint = no_version(flat)
    if why:
        return Explained(why[:_MOST], hint)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if any(word in line.lower() for word in _NEWS)]
    return Explained((telling or lines or [""])[-1].removeprefix("ERROR: ")[:_MOST])


def unbuilt(said: bytes) -> str:
    """``mysqlclient could not be built``, or '' where nothing says so."""
    from pipwise.logs.failed_builds import failed_builds

    failed = failed_builds(said)
    if failed is None:
        return ""
    return f"{', '.join(failed.projects) or 'a project'} could not be built"[:_MOST]
