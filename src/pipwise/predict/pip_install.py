"""``pip install`` step by step, in pip's own order (``InstallCommand.run`` in pip ``_internal/commands/install.py``)."""

from __future__ import annotations

import os.path
from itertools import product

from pipwise.intent.pip_groups import group_path
from pipwise.model.outcome import Evidence, Harm, Outcome
from pipwise.model.value import Iterator
from pipwise.predict.pip_case import (
    Case,
    absolute,
    fact_at,
    fails,
    goes_on,
    in_venv,
    know,
    listed,
    may_write,
    text,
)
from pipwise.predict.pip_conflicts import check_options
from pipwise.predict.pip_destination import Place, decide_user, destination, place_of, user_with_target
from pipwise.predict.pip_inputs import check_inputs, paths_of_inputs
from pipwise.predict.pip_installed import (
    Change,
    belongs_to_os,
    below_usr,
    changes,
    replaced,
)
from pipwise.predict.pip_marker import check_marker, marker_code
from pipwise.predict.pip_python import cannot_look
from pipwise.predict.pip_wheel import unsupported_wheel
from pipwise.predict.uv_layout import local_directories

_OUTSIDE = Evidence("what resolution, download or a build would do is not in this")


def install(case: Case) -> Outcome:
    """The outcome of an installation."""
    stopped = (
        user_with_target(case)
        or (check_marker(case) if _marker_counts(case) else None)
        or check_options(case)
    )
    if stopped:
        return stopped
    user = decide_user(case)
    if isinstance(user, Outcome):
        return user
    stopped = _target_is_file(case) or cannot_look(case) or check_inputs(case) or unsupported_wheel(case)
    if stopped:
        return stopped
    found = changes(case, user=user)
    return _hashes(case, found) or _report(case) or _carried_out(case, found, user=user)


def _marker_counts(case: Case) -> bool:
    """A destination of its own switches the check off, even an empty one; so do --dry-run and --report together."""
    if case.options.get("dry_run") and text(case, "json_report_file"):
        return False
    return all(text(case, name) is None for name in ("root_path", "target_dir", "prefix_path"))


def _target_is_file(case: Case) -> Outcome | None:
    target = text(case, "target_dir")
    if not target or fact_at(case, target).kind in ("directory", "absent", "unreadable"):
        return None
    return fails("not-a-directory", 1, "Target path exists but is not a directory, will not continue.")


def _hashes(case: Case, found: list[Change]) -> Outcome | None:
    """On a command line nothing can have a hash, so --require-hashes lets through only what is there already."""
    if not case.options.get("require_hashes"):
        return None
    if any(
        change.kind in ("new", "replace", "upgrade") and not change.requirement.origin for change in found
    ):
        return fails(
            "hash-missing",
            1,
            "In --require-hashes mode, all requirements must have their versions pinned and a hash.",
        )
    return None


def _report(case: Case) -> Outcome | None:
    report = text(case, "json_report_file")
    if not report or report == "-":
        return None
    found = fact_at(case, report)
    folder = fact_at(case, os.path.dirname(absolute(case.target.cwd, report)))
    if found.kind == "directory" or folder.kind != "directory" or not may_write(case, report):
        return fails("report-not-writable", 1, f"Could not write the report: {report}")
    return None


def _carried_out(case: Case, found: list[Change], *, user: bool) -> Outcome:
    code = marker_code(case) if _marker_counts(case) else _exemption(case)
    if case.options.get("dry_run"):
        return goes_on(code, None, (Evidence("--dry-run: nothing is installed"), _OUTSIDE))
    if all(change.kind in ("satisfied", "not-for-here") for change in found) and not _more(case):
        return goes_on("already-satisfied", None, (Evidence("nothing has to be installed"),))
    target = text(case, "target_dir")
    if target and text(case, "prefix_path"):
        return _target_and_prefix(case)
    stopped, harms = replaced(case, found, user=user)
    if stopped:
        return stopped
    if target:
        return _into_target(case, target, code)
    place = place_of(case, user=user, root=text(case, "root_path"), prefix=text(case, "prefix_path"))
    directory = destination(case, place)
    denied = _denied(case, place)
    if denied:
        return denied
    return goes_on(code, directory, _evidence(found), (*harms, *_harms(case, directory, found)))


def _exemption(case: Case) -> str:
    dry = case.options.get("dry_run") and text(case, "json_report_file")
    return "dry-run-report" if dry else "own-destination"


def _more(case: Case) -> bool:
    """Whether there may be requirements that nobody has read."""
    if listed(case, "requirements_from_scripts"):
        return True
    files = [group_path(group)[0] for group in listed(case, "dependency_groups")]
    return any(path not in case.intent.files_read for path in (*files, *listed(case, "requirements")))


def _target_and_prefix(case: Case) -> Outcome:
    """pip installs into a temporary home first, and a scheme cannot have a home and a prefix."""
    status = 1 if case.version >= (21, 1) else 2
    return fails("conflicting-options", status, "Cannot set --home and --prefix together")


def _into_target(case: Case, target: str, code: str) -> Outcome:
    """The files are moved there at the very end, where no OSError is caught any more: exit status 2, not 1."""
    directory = absolute(case.target.cwd, target)
    root = text(case, "root_path")
    if root and os.path.normpath(root).strip("/"):
        lost = Evidence(
            "with --root the files stay in a temporary directory below it and are not moved to --target"
        )
        return goes_on(code, None, (lost, _OUTSIDE))
    if not may_write(case, directory):
        return fails("permission-denied", 2, f"Permission denied: {directory!r}")
    return goes_on(code, directory, (_OUTSIDE,), tuple(_harms(case, directory, [])))


def _denied(case: Case, place: Place) -> Outcome | None:
    for option in ("root_path", "prefix_path"):
        value = text(case, option)
        if value and fact_at(case, value).kind in ("file", "other"):
            return fails(
                "not-a-directory",
                1,
                f"Could not install packages due to an OSError: Not a directory: {value!r}",
            )
    if not may_write(case, place.purelib):
        message = (
            f"Could not install packages due to an OSError: [Errno 13] Permission denied: {place.purelib!r}"
        )
        return fails("permission-denied", 1, message)
    return None


def _evidence(found: list[Change]) -> tuple[Evidence, ...]:
    waiting = [change.requirement.text for change in found if change.kind == "upgrade"]
    return (*(Evidence(f"{name}: the index decides whether anything changes") for name in waiting), _OUTSIDE)


def _harms(case: Case, directory: str, found: list[Change]) -> Iterator[Harm]:
    """What pip writes where the operating system's Python looks for its own."""
    if below_usr(directory) and not _inside_own_venv(case, directory):
        yield Harm(
            "writes-into-os-directory",
            f"writes into {directory}, which the operating system's package manager owns",
        )
    own = local_directories(know(case.target.layout)) if in_venv(case) else _import_path(case)
    shared = _is_user_site(case, directory) or directory in own
    if not shared or know(case.target.owner) != "os":
        return
    whose = (
        "every program that runs on it"
        if not _is_user_site(case, directory)
        else "this user's programs that run on it"
    )
    yield Harm(
        "on-os-import-path", f"the operating system's Python imports from {directory}: it counts for {whose}"
    )
    for change in found:
        present = change.present
        if (
            present
            and change.kind in ("replace", "upgrade")
            and present.location != directory
            and belongs_to_os(present)
        ):
            yield Harm(
                "shadows",
                f"shadows the operating system's {present.name} {present.version} in {present.location}",
            )


def _inside_own_venv(case: Case, directory: str) -> bool:
    return in_venv(case) and directory.startswith(know(case.target.prefix) + "/")


def _is_user_site(case: Case, directory: str) -> bool:
    return directory == know(case.target.layout).user_site


def _import_path(case: Case) -> tuple[str, ...]:
    """Without the working directory, which ``-m`` puts in front and pip takes out again."""
    path = know(case.target.import_path)
    return path[1:] if case.intent.invocation.module and path[:1] == (case.target.cwd,) else path


def paths_of_install(case: Case) -> Iterator[str]:
    """Every path that an installation depends on."""
    yield from paths_of_inputs(case)
    root, prefix, target = (text(case, name) for name in ("root_path", "prefix_path", "target_dir"))
    report = text(case, "json_report_file")
    if report and report != "-":
        yield from (report, os.path.dirname(absolute(case.target.cwd, report)))
    yield from (path for path in (root, prefix, target) if path)
    if root and not os.path.isabs(root):
        yield root.partition("/")[0]
    for user, base, below in product((False, True), {root, None}, {prefix, None}):
        for path in place_of(case, user=user and not below, root=base, prefix=below)[:2]:
            yield path
            if not os.path.isabs(path):
                yield path.partition("/")[0] or "."
    names = {requirement.name for requirement in case.requirements if requirement.name}
    yield from (found.location for found in know(case.target.installed) if found.name in names)
