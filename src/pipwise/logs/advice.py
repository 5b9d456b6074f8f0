"""What to do about each failure that is no refusal: one sentence a code, as literal data."""

from __future__ import annotations

from pipwise.logs.report import Failure
from pipwise.model.known import Known

ADVICE = {
    "build-need-missing": "install what the build wants from the operating system, then run the same command again",
    "command-failed": "look further up: what runs the installer only says that it failed",
    "distutils-installed": "the operating system's package manager installed it and pip cannot take it out: leave it, and "
    "install into a virtual environment",
    "ensurepip-disabled": "pip for this Python comes from apt (python3-pip); a virtual environment has its own, with "
    "python3-venv installed",
    "environment-frozen": "leave the frozen environment as it is and make another: conda create --name NAME PACKAGE",
    "marker-crash": "the marker file names a key twice: its owner's package has to be reinstalled; environments are not affected",
    "marker-warns": "in CI this pip goes on and writes into the distribution's Python: a virtual environment keeps it out",
    "network": "this is no refusal: the index was not reached (name resolution, proxy, certificates)",
    "no-module": "this Python has no such module: it comes from the operating system's package manager, or a new virtual "
    "environment brings it",
    "no-record": "pip cannot replace what the operating system's package manager installed; --ignore-installed would only "
    "hide it: install into a virtual environment",
    "no-such-option": "this pip is older than 23.0.1, which neither refuses nor knows the option: leave it out, or write "
    "PIP_BREAK_SYSTEM_PACKAGES=1, which every pip takes",
    "no-venv-module": "install the package with venv in it, remove the half-made directory, and make the environment again",
    "no-virtual-environment": "make one with `uv venv`; --system, which uv offers, leads to the marked Python",
    "not-found": "there is no pip there: a virtual environment brings its own",
    "permission-denied": "the directory belongs to root: do not add sudo, install into a virtual environment of your own",
    "pip-upgrade-forbidden": "leave this step out: Termux updates pip itself (pkg upgrade), and other packages can be installed",
    "read-only-file-system": "the system's files cannot be changed there: install into a virtual environment in a directory "
    "that can be written to",
    "require-virtualenv": "pip was told to run in virtual environments only (PIP_REQUIRE_VIRTUALENV, or require-virtualenv in "
    "pip.conf): activate one, or call its own pip",
    "session-without-venv": "let the session have an environment (venv_backend), or install with session.run(…, external=True) "
    "where that is meant",
    "user-option-required": "this pip of Gentoo's is from before 2023: install into a virtual environment",
    "user-site-not-visible": "in a virtual environment --user means nothing: leave it out, and take PIP_USER or user = true in "
    "pip.conf away",
}


def advice_for(failure: Failure) -> str:
    """The sentence for this failure, with the names of packages where they are known; '' for a refusal: that is decided."""
    text = ADVICE.get(failure.code, "")
    packages = _packages(failure)
    return f"{text}: {packages}" if text and packages else text


def _packages(failure: Failure) -> str:
    family = failure.family.value if isinstance(failure.family, Known) else ""
    if failure.code == "no-venv-module":
        version = failure.python.value if isinstance(failure.python, Known) else "3"
        return f"apt install python{version}-venv"
    family = "fedora" if family == "rpm" else family
    names = [dict(need.packages).get(family, "") for need in failure.needs]
    return " ".join(dict.fromkeys(" ".join(names).split()))
