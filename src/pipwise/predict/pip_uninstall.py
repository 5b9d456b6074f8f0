"""``pip uninstall`` step by step (``UninstallCommand.run`` in pip ``_internal/commands/uninstall.py``)."""

from __future__ import annotations

from pipwise.model.outcome import Evidence, Harm, Outcome
from pipwise.model.value import Iterator
from pipwise.predict.pip_case import Case, fails, goes_on, installed, know, listed
from pipwise.predict.pip_inputs import check_operands, paths_of_inputs
from pipwise.predict.pip_installed import harm_of_removal, removal
from pipwise.predict.pip_marker import check_marker, marker_code
from pipwise.predict.pip_python import cannot_look


def uninstall(case: Case) -> Outcome:
    """The outcome of a removal. The marker comes after the operands, unlike in an installation."""
    stopped = cannot_look(case) or check_operands(case)
    if stopped:
        return stopped
    names = tuple(dict.fromkeys(requirement.name for requirement in case.requirements if requirement.name))
    unread = _unread_files(case)
    if not names and not unread:
        return fails(
            "no-requirements",
            1,
            'You must give at least one requirement to uninstall (see "pip help uninstall")',
        )
    return check_marker(case) or _carried_out(case, names, unread)


def _carried_out(case: Case, names: tuple[str, ...], unread: tuple[str, ...]) -> Outcome:
    harms: list[Harm] = []
    removed = False
    for name in names:
        present = installed(case, name)
        if present is None:
            continue
        done = removal(case, present, command="uninstall")
        if done.outcome and not _asks_first(case, done.outcome):
            return done.outcome
        removed = removed or done.removed or done.outcome is not None
        harms += harm_of_removal(case, present) if done.removed else []
    evidence = tuple(Evidence("nobody has read it", path) for path in unread)
    if not removed and not unread:
        return goes_on("nothing-to-uninstall", None, (Evidence("nothing of that name is installed here"),))
    if not case.options.get("yes"):
        asks = Evidence("pip asks before it removes anything")
        return goes_on(marker_code(case), None, (*evidence, asks), tuple(harms))._replace(exit_status=None)
    return goes_on(marker_code(case), None, evidence, tuple(harms))


def _asks_first(case: Case, outcome: Outcome) -> bool:
    """A file that cannot be moved is met only after the question."""
    return outcome.code == "permission-denied" and not case.options.get("yes")


def _unread_files(case: Case) -> tuple[str, ...]:
    return tuple(path for path in listed(case, "requirements") if path not in case.intent.files_read)


def paths_of_uninstall(case: Case) -> Iterator[str]:
    """Every path that a removal depends on."""
    yield from paths_of_inputs(case)
    names = {requirement.name for requirement in case.requirements if requirement.name}
    yield from (found.location for found in know(case.target.installed) if found.name in names)
