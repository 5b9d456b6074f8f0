"""What a real pip did, in the words of a prediction; knows nothing of the model that is compared with it."""

from __future__ import annotations

import re
from typing import NamedTuple

PATTERNS = (
    (
        r"ImpImporter|No module named 'distutils|'slots'|not subscriptable|feature annotations|name '(Mapping|Literal)",
        "pip-cannot-run",
    ),
    (r"externally-managed-environment", "externally-managed-environment"),
    (r"Cannot find command '", "no-version-control"),
    (r"Invalid requirement: -", "invalid-requirement"),
    (r"DuplicateOptionError|DuplicateSectionError", "marker-crash"),
    (r"no such option:|unrecognized arguments", "no-such-option"),
    (r"ambiguous option:", "ambiguous-option"),
    (r"option requires \d argument", "option-needs-value"),
    (r"option does not take a value", "option-takes-no-value"),
    (
        r"is not a valid value for .* option|An error occurred during configuration|invalid truth value",
        "configuration-invalid-value",
    ),
    (r"A value was passed for --no-use-pep517", "configuration-invalid-value"),
    (
        r"invalid choice|invalid integer value|invalid floating-point|must be of the form KEY=VAL",
        "invalid-option-value",
    ),
    (
        r"invalid --python-version|group paths use|invalid value:|without setuptools installed",
        "invalid-option-value",
    ),
    (r"Configuration file (could not be loaded|contains)|configparser\.", "configuration-unreadable"),
    (r"unknown command", "unknown-command"),
    (r"--python option must be placed", "python-option-misplaced"),
    (r"Could not locate Python interpreter", "no-interpreter"),
    (r"Could not find an activated virtualenv", "require-virtualenv"),
    (r"User site-packages are not visible", "user-site-not-visible"),
    (r"User site-packages are disabled", "user-site-disabled"),
    (r"lack sys\.path precedence", "user-site-shadowed"),
    (
        r"Can not combine|mutually exclusive|cannot be used with|Cannot use '--only-dep|can only be given once",
        "conflicting-options",
    ),
    (
        r"restricting platform|platform or abi specific|InvalidSchemeCombination|Cannot set --home and --prefix",
        "conflicting-options",
    ),
    (
        r"cannot be combined|can ?not be used with the --outdated|Cannot combine '--path'|Need exactly one file",
        "conflicting-options",
    ),
    (
        r"You must give at least one requirement|Please provide a package name|Missing required argument",
        "no-requirements",
    ),
    (
        r"Could not open (requirements|constraint) file|not found\. Cannot resolve '--group'",
        "requirements-file-missing",
    ),
    (r"RECORD file (was )?not found|uninstall-no-record-file|no RECORD file", "no-record"),
    (r"distutils installed project|uninstall-distutils", "distutils-installed"),
    (r"is not a supported wheel", "unsupported-wheel"),
    (r"Permission denied", "permission-denied"),
    (r"Not a directory|is not a directory", "not-a-directory"),
    (
        r"is not installable|does not appear to be a Python project|File \"setup.py\" not found",
        "not-installable",
    ),
    (r"is not a valid editable requirement|looks like a path", "requirement-missing"),
    (
        r"Invalid requirement|Invalid wheel filename|is not a valid wheel filename|Could not detect requirement name",
        "invalid-requirement",
    ),
    (
        r"Hashes are required|all requirements must have their versions pinned|Can't verify hashes",
        "hash-missing",
    ),
    (r"Package\(s\) not found", "not-installed"),
    (r"Need an action", "unknown-action"),
    (
        r"Too many arguments|Got unexpected number|Please provide a pattern|exactly one argument",
        "argument-count",
    ),
    (r"cache is disabled", "cache-disabled"),
    (r"No module named '?(pip|ensurepip)", "no-module"),
    (r"ensurepip is disabled", "ensurepip-disabled"),
    (r"No such file or directory", "requirement-missing"),
    (r"No matching distribution|Could not find a version|DO NOT MATCH THE HASHES", "index-decides"),
    (r"subprocess-exited-with-error|did not run successfully", "index-decides"),
    (r"pip hash \[options\]|pip hash <", "no-requirements"),
    (r"InvalidMarker|UndefinedEnvironmentName", "invalid-requirement"),
    (r"KeyError: 'COMP_WORDS'", "completes"),
)


class Real(NamedTuple):
    """How a command ended."""

    verdict: str
    """refused, fails or goes-on; ``silent`` where it failed without a word, as -qqq makes it."""
    code: str
    """'' where it went on, ``?`` where nobody recognises the text."""
    exit_status: int
    landed: tuple[str, ...]
    """Directories in which metadata of distributions has come, or was written anew."""
    removed: tuple[str, ...]
    """Directories in which metadata of distributions has gone."""
    risky: bool
    """Whether what changed is on the path that /usr/bin/python3 imports from, or below /usr."""


def judge(status: int, text: str, new: list[str], gone: list[str], path: list[str]) -> Real:
    """The outcome from exit status, what was said, and the metadata directories that came and went."""
    landed = sorted({*map(_folder, new)})
    removed = sorted({*map(_folder, gone)} - {*landed})
    owned = [place for place in landed if place in path] + [
        place for place in (*landed, *removed) if _below_usr(place)
    ]
    places = (tuple(landed), tuple(removed), bool(owned))
    if status == 0:
        return Real("goes-on", "", 0, *places)
    if not text.strip() and status == 1:
        return Real("silent", "?", status, *places)
    code = {127: "not-found", 126: "not-executable"}.get(status) or code_of(text)
    refused = code == "externally-managed-environment"
    return Real("refused" if refused else "fails", code, status, *places)


def code_of(text: str) -> str:
    """The code of what pip says, or ``?``."""
    text = re.sub(r"(?m)^(WARNING: (?!ERROR|Package)|DEPRECATION).*$", "", text)
    return next((code for pattern, code in PATTERNS if re.search(pattern, text)), "?")


def _below_usr(place: str) -> bool:
    return place.startswith(("/usr/", "/lib/")) and not place.startswith("/usr/local/")


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
