"""Options that exclude one another, which pip looks at after the marker and before the requirements.

Source: ``check_dist_restriction`` and its neighbours in pip ``_internal/cli/cmdoptions.py``.
"""

from __future__ import annotations

from pipwise.model.outcome import Outcome
from pipwise.predict.pip_case import Case, fails, listed, text
from pipwise.predict.pip_inputs import check_files


def check_options(case: Case) -> Outcome | None:
    """Options that exclude one another, which pip looks at after the marker and before the requirements."""
    return (
        _only_dependencies(case)
        or _build_constraints(case)
        or check_restriction(case)
        or check_releases(case)
    )


def _only_dependencies(case: Case) -> Outcome | None:
    if not case.options.get("only_dependencies"):
        return None
    others = ("ignore_dependencies", "requirements", "requirements_from_scripts", "dependency_groups")
    if any(case.options.get(name) for name in others) or "legacy-resolver" in listed(
        case, "deprecated_features_enabled"
    ):
        return fails(
            "conflicting-options", 1, "Cannot use '--only-dependencies' in combination with other options"
        )
    return None


def _build_constraints(case: Case) -> Outcome | None:
    files = listed(case, "build_constraints")
    if files and case.options.get("build_isolation") is False:
        return fails("conflicting-options", 1, "--build-constraint cannot be used with --no-build-isolation.")
    return check_files(case, files, "requirements")


def check_restriction(case: Case) -> Outcome | None:
    """--platform and the like need --only-binary=:all: or --no-deps, and --target (or, since 24.0, --dry-run)."""
    if not any(case.options.get(name) for name in ("python_version", "platforms", "abis", "implementation")):
        return None
    if not case.options.get("ignore_dependencies") and not only_binary(listed(case, "format_control")):
        return fails(
            "conflicting-options", 1, "either --no-deps must be set, or --only-binary=:all: must be set"
        )
    dry = case.version >= (24,) and case.options.get("dry_run")
    if case.parsed.command == "install" and not dry and not text(case, "target_dir"):
        return fails(
            "conflicting-options",
            1,
            "Can not use any platform or abi specific options unless installing via '--target'",
        )
    return None


def check_releases(case: Case) -> Outcome | None:
    """--pre excludes --all-releases and --only-final."""
    if case.options.get("pre") and any(":none:" not in item for item in listed(case, "release_control")):
        return fails("conflicting-options", 1, "--pre cannot be used with --all-releases or --only-final.")
    return None


def only_binary(given: tuple[str, ...]) -> bool:
    """Whether --no-binary and --only-binary together come to exactly --only-binary=:all: (pip's ``FormatControl``)."""
    sets: dict[str, set[str]] = {"no": set(), "only": set()}
    for item in given:
        option, _, value = item.partition("=")
        target, other = (sets["no"], sets["only"]) if option == "--no-binary" else (sets["only"], sets["no"])
        names = value.split(",")
        while ":all:" in names:
            other.clear()
            target.clear()
            target.add(":all:")
            del names[: names.index(":all:") + 1]
            if ":none:" not in names:
                names = []
        for name in names:
            if name == ":none:":
                target.clear()
            else:
                other.discard(name)
                target.add(name)
    return sets == {"no": set(), "only": {":all:"}}
