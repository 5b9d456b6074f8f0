"""The rules: one file each, listed once; pages, schemas and help are derived from this register."""

from __future__ import annotations

from pipwise.lint.rules import (
    ansible_pip,
    bootstrap_pip,
    deletes_os_files,
    failing_override,
    hidden_failure,
    install_fails,
    install_refused,
    marker_path,
    marker_removed,
    missing_venv_package,
    needless_override,
    override,
    persistent_override,
    pip_upgrades_itself,
    poetry_system,
    retry_idiom,
    setup_install,
    source_under_dash,
    sudo_pip,
    system_target,
    tool_in_os_python,
    unknown_flag,
    unused_venv,
    user_install,
    uv_system,
)
from pipwise.lint.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    install_refused.RULE,
    install_fails.RULE,
    hidden_failure.RULE,
    unknown_flag.RULE,
    failing_override.RULE,
    deletes_os_files.RULE,
    override.RULE,
    needless_override.RULE,
    persistent_override.RULE,
    retry_idiom.RULE,
    marker_removed.RULE,
    marker_path.RULE,
    user_install.RULE,
    system_target.RULE,
    sudo_pip.RULE,
    ansible_pip.RULE,
    pip_upgrades_itself.RULE,
    bootstrap_pip.RULE,
    tool_in_os_python.RULE,
    uv_system.RULE,
    poetry_system.RULE,
    setup_install.RULE,
    unused_venv.RULE,
    missing_venv_package.RULE,
    source_under_dash.RULE,
)
"""In the order of the documentation."""

CODES = (*(rule.code for rule in RULES), "unused-ignore")
"""Every code of a finding; the last one is of ``lint.suppress``."""
