"""Virtual environments that an upgrade of the OS has broken: their base Python has gone or is another one."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.audit.damage import Damage, Repair
from pipwise.audit.survey import Survey
from pipwise.facts.glance import is_file, names
from pipwise.facts.venv import venv_at
from pipwise.model.outcome import Evidence

CODE = "broken-environment"
SUMMARY = "a virtual environment whose Python is gone"
_KEEPERS = (
    (".local/share/pipx/venvs", "pipx reinstall {name}"),
    (".local/pipx/venvs", "pipx reinstall {name}"),
    (".local/share/uv/tools", "uv tool install --reinstall {name}"),
    (".local/share/pipwise/envs", "pipwise install --env {name} …"),
    (".virtualenvs", ""),
    (".local/share/virtualenvs", "pipenv --rm; pipenv install"),
    (".cache/pypoetry/virtualenvs", "poetry env remove --all; poetry install"),
)
_ANEW = "make it anew from its requirements: python3 -m venv --clear {root}"


def check(survey: Survey) -> Iterator[Damage]:
    """Where tools keep them, and where people put them."""
    for root, advice in dict(_roots(survey)).items():
        venv = venv_at(survey.look, root) if is_file(survey.look, f"{root}/pyvenv.cfg") else None
        if venv is not None and venv.broken:
            text = (advice or _ANEW).format(name=root.rpartition("/")[2], root=root)
            message = f"the environment {root} does not work any more: {venv.broken}"
            evidence = (Evidence(venv.broken, f"{root}/pyvenv.cfg"),)
            yield Damage(CODE, "warning", "high", root, message, evidence, (), Repair("none", root, text))


def _roots(survey: Survey) -> Iterator[tuple[str, str]]:
    look = survey.look
    for home in (one.home for one in survey.people):
        for folder, advice in _KEEPERS:
            yield from ((f"{home}/{folder}/{name}", advice) for name in names(look, f"{home}/{folder}"))
        for name in names(look, home):
            yield f"{home}/{name}", ""
            yield from ((f"{home}/{name}/{inner}", "") for inner in (".venv", "venv", "env"))
    yield from (
        (f"/opt/pipx/venvs/{name}", "pipx reinstall --global {name}")
        for name in names(look, "/opt/pipx/venvs")
    )
    for place in ("/opt", "/srv", "/usr/local/lib", "/usr/local/share"):
        for name in names(look, place):
            yield f"{place}/{name}", ""
            yield from ((f"{place}/{name}/{inner}", "") for inner in (".venv", "venv", "env"))
