"""What installing means for what is installed already: satisfied, shadowed, or to be removed first.

Source: pip ``_internal/resolution/resolvelib`` (``get_dist_to_uninstall``, ``Resolver.resolve``),
``_internal/req/req_uninstall.py``; Debian's hands-off-system-packages.patch (its pips before 25.1).
"""

from __future__ import annotations

from pipwise.model.intent import Requirement
from pipwise.model.interpreter import Distribution
from pipwise.model.outcome import Evidence, Harm, Outcome
from pipwise.model.value import Literal, NamedTuple
from pipwise.predict.pip_case import Case, fails, in_venv, installed, know, may_write, text
from pipwise.predict.pip_destination import place_of

_HANDS_OFF_BEFORE = (25, 1)


class Change(NamedTuple):
    """What happens to one requirement: ``replace`` where that is sure, ``upgrade`` where the index decides."""

    requirement: Requirement
    kind: Literal["new", "satisfied", "replace", "upgrade", "not-for-here"]
    present: Distribution | None = None


def changes(case: Case, *, user: bool) -> list[Change]:
    """The fate of each requirement, as far as it can be told without an index."""
    return [_change(case, requirement, user=user) for requirement in case.requirements]


def _change(case: Case, requirement: Requirement, *, user: bool) -> Change:
    if requirement.marker and not _applies(case, requirement.marker):
        return Change(requirement, "not-for-here")
    if not requirement.name or case.options.get("ignore_installed") or text(case, "target_dir"):
        return Change(requirement, "new")
    present = installed(case, requirement.name)
    if present is None:
        return Change(requirement, "new")
    if requirement.kind != "named":
        return _from_file(case, requirement, present, user=user)
    if not _satisfies(present.version, requirement.specifier):
        return Change(requirement, "replace", present)
    if case.options.get("force_reinstall"):
        return Change(requirement, "replace", present)
    return Change(requirement, "upgrade" if case.options.get("upgrade") else "satisfied", present)


def _from_file(case: Case, requirement: Requirement, present: Distribution, *, user: bool) -> Change:
    """A wheel of the installed version is left alone; every other archive, directory or checkout is installed again."""
    same = requirement.specifier == f"=={present.version}" and requirement.text.partition(";")[
        0
    ].strip().endswith(".whl")
    if same and not case.options.get("force_reinstall") and not (user and not _in_user_site(case, present)):
        return Change(requirement, "satisfied", present)
    return Change(requirement, "replace", present)


def _in_user_site(case: Case, present: Distribution) -> bool:
    return present.location == know(case.target.layout).user_site


def _satisfies(version: str, specifier: str) -> bool:
    if not specifier or specifier == f"=={version}":
        return True
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        return SpecifierSet(specifier).contains(version, prereleases=True)
    except InvalidSpecifier:
        return False


def _applies(case: Case, marker: str) -> bool:
    """Whether a marker holds for the target; what it asks beyond the Python's version is taken for this platform's."""
    from packaging.markers import Marker, UndefinedComparison, UndefinedEnvironmentName

    major, minor, micro = know(case.target.python)
    environment = {
        "python_version": f"{major}.{minor}",
        "python_full_version": f"{major}.{minor}.{micro}",
        "implementation_version": f"{major}.{minor}.{micro}",
        "extra": "",
    }
    try:
        return Marker(marker).evaluate(environment)
    except (UndefinedComparison, UndefinedEnvironmentName):
        return True


class Removal(NamedTuple):
    """What becomes of an installed distribution that is to go: nothing, an error of pip's, or its removal."""

    present: Distribution
    outcome: Outcome | None
    removed: bool


def removal(case: Case, present: Distribution, *, command: str) -> Removal:
    """What pip's ``UninstallPathSet.from_dist`` and ``remove`` do with a distribution."""
    if not _is_local(case, present.location):
        return Removal(present, None, removed=False)
    if present.kind == "egg-info-file":
        message = f"Cannot uninstall {present.name} {present.version}: it is a distutils installed project"
        return Removal(present, fails("distutils-installed", 1, message), removed=False)
    if present.kind == "dist-info" and not present.has_record:
        whose = present.installer or "something else"
        message = f"Cannot uninstall {present.name} {present.version}. The package was installed by {whose}."
        evidence = Evidence(f"{present.name} {present.version} has no RECORD", present.location)
        return Removal(present, fails("no-record", 1, message, evidence), removed=False)
    if not may_write(case, present.location):
        # uninstall lets the PermissionError through to the last handler (2), install catches it (1).
        status = 2 if command == "uninstall" else 1
        return Removal(
            present,
            fails("permission-denied", status, f"Permission denied: {present.location!r}"),
            removed=False,
        )
    return Removal(present, None, removed=True)


def _is_local(case: Case, location: str) -> bool:
    """pip's ``is_local``, with Debian's patch: what is below /usr and outside the local scheme is the system's."""
    if in_venv(case):
        return location.startswith(know(case.target.prefix))
    if case.vendor != "debian" or case.version >= _HANDS_OFF_BEFORE or not location.startswith("/usr"):
        return True
    place = place_of(case)
    return location.startswith((place.purelib, place.platlib))


def replaced(case: Case, found: list[Change], *, user: bool) -> tuple[Outcome | None, list[Harm]]:
    """What removing the present versions first leads to: an error, or harm to what the operating system owns."""
    harms: list[Harm] = []
    for change in found:
        present = change.present
        if present is None or change.kind not in ("replace", "upgrade"):
            continue
        if user and not _in_user_site(case, present):
            if in_venv(case) and present.location.startswith(know(case.target.prefix)):
                message = f"Will not install to the user site because it will lack sys.path precedence to {present.name}"
                return fails("user-site-shadowed", 1, message), harms
            continue
        done = removal(case, present, command="install")
        if done.outcome:
            return _with_doubt(done.outcome, change), harms
        if done.removed:
            harms += harm_of_removal(case, present)
    return None, harms


def _with_doubt(outcome: Outcome, change: Change) -> Outcome:
    if change.kind != "upgrade":
        return outcome
    doubt = Evidence(
        f"only where the index has another version of {change.requirement.name} than the installed one"
    )
    return outcome._replace(evidence=(*outcome.evidence, doubt))


def harm_of_removal(case: Case, present: Distribution) -> list[Harm]:
    """Deleting what the operating system installed."""
    if in_venv(case) or know(case.target.owner) != "os" or not belongs_to_os(present):
        return []
    what = f"{present.name} {present.version}"
    return [Harm("deletes-os-files", f"deletes the operating system's {what} in {present.location}")]


def belongs_to_os(present: Distribution) -> bool:
    """Whether the operating system's package manager put it there: below /usr, not in /usr/local, and not by pip."""
    return below_usr(present.location) and present.installer != "pip"


def below_usr(path: str) -> bool:
    """Whether a directory is the package manager's by the Filesystem Hierarchy Standard."""
    return path.startswith(("/usr/", "/lib/", "/lib64/")) and not path.startswith("/usr/local/")
