"""Lines that Python runs or adds to its path at every start, put there by nobody whom the package manager knows."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.audit.damage import Damage, Repair
from pipwise.audit.installed import files_of
from pipwise.audit.survey import Survey
from pipwise.facts.glance import names, text
from pipwise.model.outcome import Evidence

CODE = "path-file"
SUMMARY = "a .pth file or sitecustomize acts at every start of the OS's Python"
_ALWAYS_RUN = ("sitecustomize.py", "usercustomize.py")


def check(survey: Survey) -> Iterator[Damage]:
    """site.py of the standard library: lines that begin with ``import`` are executed, the others extend the path."""
    brought = _brought(survey)
    for place in {one.path: one for python in survey.pythons for one in python.places}.values():
        for name in names(survey.look, place.path):
            path = f"{place.path}/{name}"
            if path in survey.owned.owners or not name.endswith((".pth", *_ALWAYS_RUN)):
                continue
            lines = text(survey.look, path, 1_000_000).split("\n")
            code = [line for line in lines if line.startswith(("import ", "import\t"))]
            if name in _ALWAYS_RUN or code:
                by = brought.get(path, "")
                yield _damage(path, by, code[0] if code else "", personal=place.role == "user")


def _damage(path: str, by: str, line: str, *, personal: bool) -> Damage:
    whose = f"{by} has brought it" if by else "no distribution has brought it"
    message = f"{path} runs code at every start of the OS's Python: {whose}"
    severity = "info" if by or personal else "warning"
    repair = None if by else Repair("remove-file", path, "look at what it does; remove it if nobody needs it")
    evidence = (Evidence(line[:200] or "it is imported by site.py", path),)
    return Damage(CODE, severity, "high", path, message, evidence, (), repair)  # type: ignore[arg-type]  # the two words above


def _brought(survey: Survey) -> dict[str, str]:
    """Paths of ``.pth`` files that a RECORD names, with the distribution."""
    return {
        f"{one.place.path}/{name}": one.title
        for one in survey.foreign()
        for name in files_of(survey.look, one)
        if name.endswith((".pth", *_ALWAYS_RUN))
    }
