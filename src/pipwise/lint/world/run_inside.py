"""``conda run -n NAME``, ``poetry run``, ``pipenv run``: a command inside of an environment that another tool keeps."""

from __future__ import annotations

from pipwise.lint.world.inside import ACTIVE
from pipwise.lint.world.state import Python, World
from pipwise.model.outcome import Evidence

_OF_CONDA = ("conda", "mamba", "micromamba")
_OTHERS = ("poetry", "pipenv", "pdm", "hatch", "rye", "pixi")
_VALUED = ("-n", "--name", "-p", "--prefix", "--cwd", "-e", "--env", "--environment", "-C", "--directory")
"""Options with a value (each tool's ``run --help``)."""
_NAMES = ("-n", "--name", "-p", "--prefix")


def inside_of(world: World, words: tuple[str, ...]) -> tuple[World, tuple[str, ...]] | None:
    """The world in there, and the command; None where it is no such call."""
    tool = words[0].rpartition("/")[2]
    if words[1:2] != ("run",) or tool not in (*_OF_CONDA, *_OTHERS):
        return None
    rest, name = list(words[2:]), ""
    while rest and rest[0].startswith("-"):
        option, equals, value = rest.pop(0).partition("=")
        if not equals and option in _VALUED and rest:
            value = rest.pop(0)
        name = value if option in _NAMES else name
    if not rest or (tool == "poetry" and _without_environments(world)):
        return None
    folder = _folder(name) if tool in _OF_CONDA else ACTIVE
    told = Evidence(" ".join(words[: len(words) - len(rest)])[:120])
    python = Python("tool", folder.removesuffix("/bin"), made_by=tool, evidence=(told,))
    path = f"{folder}:{world.variables.get('PATH') or '${PATH}'}"
    there = world._replace(
        variables={**world.variables, "PATH": path}, pythons={**world.pythons, folder: python}
    )
    return there, tuple(rest)


def _folder(name: str) -> str:
    if "/" in name:
        return f"{name.rstrip('/')}/bin"
    return f"${{CONDA}}/envs/{name}/bin" if name not in ("", "base") else "${CONDA}/bin"


def _without_environments(world: World) -> bool:
    """After ``poetry config virtualenvs.create false``, or by its variable."""
    said = {one.value.lower() for one in world.settings if one.key == "virtualenvs.create"}
    variable = str(world.variables.get("POETRY_VIRTUALENVS_CREATE") or "").lower()
    return bool({"false", "0"} & {*said, variable})
