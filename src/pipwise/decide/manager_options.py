"""pip's options as a project's manager has them: the same, of no matter there, or none."""

from __future__ import annotations

from pipwise.model.decision import Situation

# They change neither what is installed nor where it comes from, or only say which Python is meant.
NO_MATTER = frozenset(
    (
        *("use_user_site", "override_externally_managed", "disable_pip_version_check", "no_color"),
        *("progress_bar", "no_input", "timeout", "retries", "root_user_action", "warn_script_location"),
        *("warn_conflicts", "yes", "exit_early", "cache_dir", "log", "compile", "python"),
    )
)
_ELSEWHERE = frozenset(("requirements", "constraints", "editables", "dependency_groups"))
_FLAGS = {
    "uv": {"quiet": "--quiet", "verbose": "--verbose", "dry_run": "--dry-run"},
    "poetry": {"quiet": "--quiet", "verbose": "-v", "dry_run": "--dry-run", "pre": "--allow-prereleases"},
    "pdm": {"quiet": "--quiet", "verbose": "-v", "dry_run": "--dry-run", "pre": "--prerelease"},
    "pipenv": {"quiet": "--quiet", "verbose": "--verbose", "pre": "--pre"},
}
"""From each manager's own ``--help`` (uv 0.13, Poetry 2.5, PDM 2.29, pipenv 2026.10)."""
_SOURCES = ("index_url", "extra_index_urls", "find_links", "no_index", "trusted_hosts")
_INDEX = {
    "uv": "uv takes its indexes from [[tool.uv.index]] in pyproject.toml",
    "poetry": "Poetry takes its indexes from [[tool.poetry.source]] in pyproject.toml",
    "pdm": "PDM takes its indexes from [[tool.pdm.source]] in pyproject.toml",
    "pipenv": "pipenv takes its indexes from [[source]] in the Pipfile",
}
_UPDATE = {"poetry": "poetry update", "pdm": "pdm update", "pipenv": "pipenv update"}


def flags_of(situation: Situation, manager: str) -> tuple[tuple[str, ...], str, str]:
    """(the manager's options, why it cannot do what was asked for, what does); the last two are '' where it can."""
    flags: list[str] = []
    for option, value in situation.intent.arguments.options:
        if option in NO_MATTER or option in _ELSEWHERE or not value:
            continue
        flag = _FLAGS[manager].get(option)
        if flag:
            flags.append(flag)
        elif option == "upgrade":
            names = [one.name for one in situation.intent.requirements]
            if manager != "uv" or not all(names):
                update = f"{_UPDATE.get(manager, 'uv lock --upgrade')} {' '.join(names)}".strip()
                return (), f"{manager} upgrades by a command of its own", update
            flags += [word for name in names for word in ("--upgrade-package", name)]
        elif option in _SOURCES:
            return (), _INDEX[manager], "name the index there, and leave the option out"
        else:
            said = f"--{option.replace('_', '-')}"
            return (
                (),
                f"{manager} has nothing for pip's {said}",
                "leave the option out, or --via existing-venv",
            )
    return tuple(flags), "", ""
