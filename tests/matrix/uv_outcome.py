"""What a real uv or pipx did, in the words of a prediction; knows nothing of the model that is compared with it."""

from __future__ import annotations

import re
from typing import NamedTuple

PATTERNS = (
    (r"is externally managed", "externally-managed-environment"),
    (r"required arguments were not provided|Provide a command|Please provide a package", "no-requirements"),
    (r"unexpected argument '-", "no-such-option"),
    (r"unexpected argument '[^-]", "wrong-arguments"),
    (r"unrecognized subcommand", "unknown-command"),
    (r"\A(?!error)[^\n]*\n\nUsage: uv", "no-command"),
    (r"cannot be used with", "conflicting-options"),
    (
        r"invalid value|a value is required for|cannot be used multiple times|unexpected value",
        "invalid-option-value",
    ),
    (r"Failed to parse environment variable", "invalid-option-value"),
    (r"is unsupported", "unsupported-option"),
    (r"Failed to parse: .?pyproject\.toml|No `project` table", "project-malformed"),
    (r"Failed to parse:? `?[^`]*uv\.toml|is not allowed in a `uv.toml`", "configuration-malformed"),
    (r"failed to open file `", "configuration-missing"),
    (r"Unexpected '-', expected|failed to decode file", "requirements-file-malformed"),
    (r"Couldn't parse requirement", "invalid-requirement"),
    (r"failed to (open|read from) file `[^`]*(uv|x|pyproject)\.toml`", "configuration-unreadable"),
    (
        r"Failed to parse: `|Unsupported editable|Cannot install Python|does not match install request",
        "invalid-requirement",
    ),
    (r"Invalid version request", "invalid-python-request"),
    (
        (
            r"Broken virtual environment|redirect file at|from file `[^`]*\.venv`"
            r"|Failed to inspect Python interpreter from (active|conda|virtual|first)"
        ),
        "broken-virtual-environment",
    ),
    (r"Failed to inspect Python interpreter from provided", "broken-interpreter"),
    (r"File not found|failed to read from file|Failed to read `", "requirements-file-missing"),
    (r"No virtual environment found", "no-virtual-environment"),
    (r"No interpreter found|No system Python|No virtual environment or system", "no-interpreter"),
    (r"Permission denied", "permission-denied"),
    (r"File exists|Not a directory|is not a directory|file already exists|A file already", "not-a-directory"),
    (r"virtual environment already exists", "environment-exists"),
    (r"directory already exists|will not clear a directory", "directory-in-the-way"),
    (r"cannot be used because", "not-an-environment"),
    (r"No `pyproject.toml` found", "no-project"),
    (r"marked as unmanaged", "project-unmanaged"),
    (r"Unable to find lockfile", "lock-file-missing"),
    (r"is not installed", "not-installed"),
    (r"The dependency `[^`]*` could not be found", "not-a-dependency"),
    (r"Project is missing a", "project-malformed"),
    (r"Package\(s\) not found", "not-installed"),
    (r"Distribution not found|does not appear to be a Python project", "requirement-missing"),
    (r"In `--require-hashes` mode", "hash-missing"),
    (r"Required uv version", "version-mismatch"),
    (r"Project directory .* does not exist|No such file or directory \(os error 2\)\s*$", "not-a-directory"),
)


class Real(NamedTuple):
    """How a command ended."""

    verdict: str
    """refused, fails, or ``goes-on``: risky or allowed is told by where things landed; ``silent`` for -qq and a failure."""
    code: str
    """'' where it went on, ``?`` where nobody recognises the text."""
    exit_status: int
    landed: tuple[str, ...]
    """Directories with new or changed metadata of distributions."""
    removed: tuple[str, ...]
    """Directories in which metadata of distributions has gone."""


def judge(status: int, text: str, before: set[str], after: set[str]) -> Real:
    """The outcome from exit status, what was said on stderr, and metadata directories (``path mtime``) before and after."""
    landed = {_folder(line) for line in after - before}
    removed = {_folder(line) for line in _paths(before) - _paths(after)}
    places = (tuple(sorted(landed)), tuple(sorted(removed - landed)))
    if status == 0:
        return Real("goes-on", "", 0, *places)
    if not text.strip():
        return Real("silent", "?", status, *places)
    code = code_of(text)
    refused = code == "externally-managed-environment"
    return Real("refused" if refused else "fails", code, status, *places)


def code_of(text: str) -> str:
    """The code of what uv says on stderr, or ``?``."""
    return next((code for pattern, code in PATTERNS if re.search(pattern, text)), "?")


def _folder(line: str) -> str:
    return line.rpartition(" ")[0].rpartition("/")[0] if " " in line else line.rpartition("/")[0]


def _paths(lines: set[str]) -> set[str]:
    return {line.rpartition(" ")[0] for line in lines}
