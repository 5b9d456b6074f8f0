"""Steps that are somebody else's action: those that bring a Python are known by name."""

from __future__ import annotations

from pipwise.lint.events import Uses
from pipwise.lint.world.beside import own_python
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


def act(notes: Notes, event: Uses, world: World) -> World:
    """The world after the step."""
    name = event.name.partition("@")[0].lower()
    made_by = _PYTHONS.get(name)
    if made_by:
        return own_python(world, f"/{made_by}/bin", made_by, Evidence(f"uses: {event.name}"))
    if name.startswith(_HARMLESS) or world.opaque:
        return world
    return world._replace(opaque=f"uses: {event.name}")
