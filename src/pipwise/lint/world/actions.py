"""Steps that are somebody else's action: those that bring a Python are known by name."""

from __future__ import annotations

from pipwise.lint.events import Uses
from pipwise.lint.world.beside import own_python
from pipwise.lint.world.expand import text_of
from pipwise.lint.world.state import World
from pipwise.model.outcome import Evidence
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from pipwise.lint.world.notes import Notes

_PYTHONS = {
    "actions/setup-python": "setup-python",
    "conda-incubator/setup-miniconda": "conda",
    "mamba-org/setup-micromamba": "conda",
    "mamba-org/provision-with-micromamba": "conda",
    "gabrielfalcao/pyenv-action": "pyenv",
    "deadsnakes/action": "deadsnakes",
    "pdm-project/setup-pdm": "setup-python",
    "moonrepo/setup-toolchain": "",
    "usepythonversion": "setup-python",
    "python/install-packages": "",
}
_HARMLESS = (
    "actions/",
    "docker/",
    "github/",
    "astral-sh/setup-uv",
    "codecov/",
    "aws-actions/",
    "azure/",
    "google-github-actions/",
)


def _uv(event: Uses, world: World) -> World:
    """``python-version`` is the step's UV_PYTHON; ``activate-environment`` makes an environment and puts it first on PATH."""
    given = {name: text_of(world, value) for name, value in event.inputs}
    if given.get("python-version"):
        world = world._replace(variables={**world.variables, "UV_PYTHON": given["python-version"]})
    if given.get("activate-environment", "").lower() != "true":
        return world
    world = own_python(world, "/setup-uv/.venv/bin", "uv", Evidence(f"uses: {event.name}"), pip="none")
    return world._replace(variables={**world.variables, "VIRTUAL_ENV": "/setup-uv/.venv"})


def act(notes: Notes, event: Uses, world: World) -> World:
    """The world after the step."""
    name = event.name.partition("@")[0].lower()
    made_by = _PYTHONS.get(name)
    if name == "astral-sh/setup-uv":
        return _uv(event, world)
    if made_by:
        return own_python(world, f"/{made_by}/bin", made_by, Evidence(f"uses: {event.name}"))
    if name.startswith(_HARMLESS) or world.opaque:
        return world
    return world._replace(opaque=f"uses: {event.name}")
