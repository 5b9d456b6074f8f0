"""Requirements that projects on the machine declare: those that have no environment of their own live from the OS's Python."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.audit.survey import Survey
from pipwise.facts.glance import is_file, names, text
from pipwise.system.look import Look

_PLACES = ("/srv", "/opt", "/var/www")
_OWN = (".venv", "venv", "env")
_MOST = 1_000_000


def declared_by_projects(survey: Survey) -> Iterator[tuple[str, int, str]]:
    """(file, line, requirement) of requirements files and of pyproject.toml."""
    for place in (*_PLACES, *(one.home for one in survey.people)):
        for folder in (f"{place}/{name}" for name in names(survey.look, place)):
            if not any(is_file(survey.look, f"{folder}/{one}/pyvenv.cfg") for one in (".", *_OWN)):
                yield from _of(survey.look, folder)


def _of(look: Look, folder: str) -> Iterator[tuple[str, int, str]]:
    for name in names(look, folder):
        path = f"{folder}/{name}"
        if name.startswith("requirements") and name.endswith((".txt", ".in")):
            for number, line in enumerate(text(look, path, _MOST).split("\n"), 1):
                wanted = line.partition(" #")[0].partition(" --hash")[0].strip().rstrip("\\").strip()
                if wanted and wanted[0].isalnum():
                    yield path, number, wanted
        elif name == "pyproject.toml":
            yield from _listed(look, path)


def _listed(look: Look, path: str) -> Iterator[tuple[str, int, str]]:
    import tomllib

    content = text(look, path, _MOST)
    try:
        project = tomllib.loads(content).get("project", {})
    except (ValueError, RecursionError):
        return
    listed = project.get("dependencies", []) if isinstance(project, dict) else []
    for one in listed if isinstance(listed, list) else []:
        if isinstance(one, str):
            yield path, content[: content.find(one)].count("\n") + 1, one
