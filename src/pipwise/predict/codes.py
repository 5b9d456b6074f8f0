"""What each code of a prediction means, in one sentence each: the documentation and the tests are drawn from here."""

from __future__ import annotations

from pipwise.predict.uv_codes import UV_CODES

PIP_CODES = {
    "cache-disabled": "the command works on the cache, and the cache is switched off",
    "completes": "PIP_AUTO_COMPLETE is set: pip prints completions and ends",
    "configuration-invalid-value": "a configuration file or PIP_ variable has a value that pip does not take",
    "distutils-installed": "a distribution was installed by distutils and cannot be removed",
    "dry-run-report": "--dry-run together with --report: the marker is not looked at",
    "ensurepip-disabled": "Debian has switched ensurepip off for the operating system's Python",
    "marker-crash": "the marker names a key or section twice, and pip ends in a traceback",
    "marker-unknown-to-pip": "the marker is there, and this pip is older than it (before 23.0)",
    "marker-warns": "the marker is there, and this distributor's pip only warns",
    "no-pip": "a package manager is called, which asks no pip and heeds no marker",
    "no-module-script": "the program is there, but not the module that it starts",
    "not-installable": "a directory is no Python project",
    "no-version-control": "the program that the requirement's version control needs is not there",
    "option-needs-value": "an option's value is missing",
    "option-takes-no-value": "an option was given a value and takes none",
    "pip-cannot-run": "this pip is too new or too old for this Python",
    "python-option-misplaced": "--python stands after the command",
    "python-option-unknown": "the interpreter itself does not know an option in front of -m",
    "report-not-writable": "the file for --report cannot be written",
    "require-virtualenv": "pip is to run in virtual environments only, and this is none",
    "unexpected-argument": "there is one argument too many",
    "unknown-action": "the command has no such action",
    "unsupported-wheel": "a wheel is for another Python or platform",
    "user-site-disabled": "--user, and this Python's user site is switched off",
    "user-site-not-visible": "--user in a virtual environment that cannot see the user's site",
    "user-site-shadowed": "--user in a virtual environment that has another version already",
    "argument-count": "the command's action takes another number of arguments",
}

OUTCOME_CODES: dict[str, str] = {**UV_CODES, **PIP_CODES}
"""Code → sentence, of every tool; a code means the same for all of them."""
