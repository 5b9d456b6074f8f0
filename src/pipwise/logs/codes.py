"""Codes that only logs have, beside those of predictions: what failed there was never looked at, only read."""

from __future__ import annotations

LOG_CODES = {
    "build-need-missing": "a package was to be built, and a header, a compiler or a program for that is missing",
    "command-failed": "what runs an installer says that it failed, and the log does not show why",
    "environment-frozen": "the conda environment is marked as frozen (CEP 22), which conda itself obeys",
    "network": "the index could not be reached: no refusal",
    "pip-upgrade-forbidden": "Termux's pip does not replace itself; everything else can be installed",
    "read-only-file-system": "the destination lies on a file system that cannot be written to",
    "session-without-venv": "a nox session has no virtual environment, and nox installs into no other",
    "user-option-required": "Gentoo's pip before 2023 wants --user",
}

# What the tool that says it ends with; None where it depends.
EXIT_STATUS: dict[tuple[str, str], int] = {
    ("pip", "externally-managed-environment"): 1,
    ("uv", "externally-managed-environment"): 2,
    ("pip", "marker-warns"): 0,
    ("uv", "no-virtual-environment"): 2,
    ("pip", "require-virtualenv"): 3,
    ("pip", "no-such-option"): 2,
    ("pip", "no-record"): 1,
    ("pip", "distutils-installed"): 1,
    ("pip", "user-site-not-visible"): 1,
    ("pip", "permission-denied"): 1,
    ("uv", "permission-denied"): 2,
    ("pip", "no-module"): 1,
    ("pip", "marker-crash"): 2,
    ("pip", "not-found"): 127,
    ("venv", "no-venv-module"): 1,
    ("ensurepip", "ensurepip-disabled"): 1,
    ("ensurepip", "no-module"): 1,
    ("pip", "pip-upgrade-forbidden"): 1,
    ("pip", "user-option-required"): 1,
    ("pip", "network"): 1,
    ("pip", "build-need-missing"): 1,
}
