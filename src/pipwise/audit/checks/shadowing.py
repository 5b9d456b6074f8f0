"""Copies that hide what an OS package brings: the OS's own programs import the copy then."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.audit.damage import Damage, Repair
from pipwise.audit.installed import Installed, modules_of
from pipwise.audit.requirements import violated
from pipwise.audit.survey import Survey
from pipwise.model.outcome import Evidence

CODE = "shadowed"
SUMMARY = "a copy hides a distribution that an OS package brings"


def check(survey: Survey) -> Iterator[Damage]:
    """By distribution and by module: what stands earlier in the order of import wins."""
    for installed in survey.installed.values():
        hidden = _hidden(survey, installed)
        for copy, owned in hidden:
            yield _damage(survey, installed, copy, owned)


def _hidden(survey: Survey, installed: tuple[Installed, ...]) -> Iterator[tuple[Installed, Installed]]:
    order = {one.metadata: at for at, one in enumerate(installed)}
    foreign = [one for one in installed if not one.package]
    if not foreign:
        return
    modules = {
        (module, one.place.path): one
        for one in installed
        if one.package
        for module in modules_of(survey.look, one)
    }
    by_module: dict[str, list[Installed]] = {}
    for (module, _), one in modules.items():
        by_module.setdefault(module, []).append(one)
    for copy in foreign:
        found = {
            owned.metadata: owned
            for module in modules_of(survey.look, copy)
            for owned in by_module.get(module, ())
            if order[copy.metadata] < order[owned.metadata] and not _is_namespace(survey, copy, owned, module)
        }
        for owned in installed:
            if owned.package and owned.distribution.name == copy.distribution.name:
                found[owned.metadata] = owned
        yield from ((copy, owned) for owned in found.values() if owned.place != copy.place)


def _is_namespace(survey: Survey, copy: Installed, owned: Installed, module: str) -> bool:
    """Whether both only put portions into a namespace package (PEP 420): neither hides the other."""
    from pipwise.facts.glance import is_directory, stands

    return all(
        is_directory(survey.look, f"{one.place.path}/{module}")
        and not stands(survey.look, f"{one.place.path}/{module}/__init__.py")
        for one in (copy, owned)
    )


def _damage(survey: Survey, installed: tuple[Installed, ...], copy: Installed, owned: Installed) -> Damage:
    users = survey.owned.needed_by.get(owned.package, ())
    broken = violated(survey, installed, copy)
    personal = copy.place.role == "user"
    message = f"{copy.title} in {copy.place.path} hides {owned.title} of the OS package {owned.package}"
    if personal:
        message += f", for {copy.place.who}"
    if copy.distribution.name == "pip" and survey.owned.manager == "apt" and not personal:
        message += "; it does not know whose files are whose, and deletes apt's where it upgrades them"
    if broken:
        message += f"; {broken[0].text}"
    evidence = (
        Evidence(f"{copy.title} comes first in the order of import", copy.metadata),
        Evidence(f"{owned.title} belongs to {owned.package}", owned.metadata),
        *broken,
    )
    severity = "error" if broken and not personal else "warning"
    repair = Repair("remove-distribution", copy.metadata, f"remove this copy; {owned.package} is used again")
    if copy.place.by:
        # What a path file names is somebody's source code as likely as not.
        repair = Repair("edit", copy.place.by, f"take {copy.place.path} off the path: {copy.place.by}")
    return Damage(CODE, severity, "high", copy.metadata, message, evidence, users, repair)  # type: ignore[arg-type]  # the two words above
