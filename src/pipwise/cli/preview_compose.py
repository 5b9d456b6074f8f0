"""From what an installer has resolved to the whole preview: contents read, the machine looked at, effects worked out."""

from __future__ import annotations

from pipwise.cli.preview_needs import with_endangered
from pipwise.cli.preview_owners import with_owners
from pipwise.cli.preview_scene import places_of, removed_by, scene_of
from pipwise.cli.preview_wheels import arrivals_of
from pipwise.model.decision import Situation
from pipwise.model.interpreter import Environment
from pipwise.model.known import Unknown
from pipwise.model.preview import Incoming, Preview
from pipwise.model.value import NamedTuple
from pipwise.predict.preview_arrivals import Directories
from pipwise.predict.preview_effects import replaced, shadows, with_losses
from pipwise.predict.preview_goings import Goings
from pipwise.system.look import Look


class Base(NamedTuple):
    """Who installs, and where."""

    environment: Environment
    into: Directories
    user: bool
    tool: str
    version: str
    vendor: str
    location: str
    asked: str


def compose(
    look: Look, situation: Situation, base: Base, incoming: tuple[Incoming, ...], going: Goings
) -> Preview:
    """The preview of these distributions coming, and those going."""
    environment, into = base.environment, base.into
    arrivals, unknown = arrivals_of(look, situation, incoming, into)
    deletions = removed_by(look, going.gone, into.scripts)
    path = dict(situation.facts.environment).get("PATH", "")
    scene = scene_of(look, environment, path, into, (arrivals, deletions))
    metadata = {one.name: path for one, path in reversed(scene.installed)}
    owner = environment.owner
    preview = Preview(
        tool=base.tool,
        version=base.version,
        vendor=base.vendor,
        location=base.location,
        directory=into.purelib,
        user=base.user,
        system=not isinstance(owner, Unknown) and owner.value.kind == "os",
        arrivals=arrivals,
        shadows=shadows(scene, arrivals),
        deletes=with_losses(scene, arrivals, deletions),
        replaces=replaced(scene, arrivals),
        fails=going.fails,
        unknown=unknown,
        dependents=(),
        asked=base.asked,
        places=places_of(look, into, (deletions, arrivals)),
    )
    if into.purelib in scene.import_path:
        preview = with_endangered(look, environment, preview, scene.installed)
    return with_owners(look, environment, preview, metadata)
