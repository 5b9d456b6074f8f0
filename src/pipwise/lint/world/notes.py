"""What is kept while a file is folded: effects for rules and sites, and the stages that later ones begin from."""

from __future__ import annotations

from pipwise.lint.world.call import Call, Effect
from pipwise.lint.world.learned import NOTHING, Learned
from pipwise.lint.world.state import World


class Notes:
    """One file; ``effects`` grow in the order in which things happen."""

    def __init__(
        self,
        images: tuple[tuple[str, str], ...] = (),
        on: str = "",
        learned: Learned = NOTHING,
        given: World | None = None,
        *,
        checkout: bool = False,
    ) -> None:
        self.on = on
        """The platform that every operating system is taken to be, or ''."""
        self.images = images
        """(pattern of an image, the platform that it stands for)."""
        self.learned = learned
        """Images that builds of the same repository make."""
        self.given = given
        """The world of somebody else's file that runs this one."""
        self.checkout = checkout
        """The commands begin in the root of the repository, and which of its scripts they start is asked."""
        self.brought: list[tuple[str, str, bool]] = []
        """(file or directory of the context, where it is brought, whether that is a directory to put it into)."""
        self.effects: list[Effect] = []
        self.stages: dict[str, World] = {}
        """The world at the end of each named stage."""
        self.worlds: list[World] = []
        """The same of every stage, in their order."""
        self.stage = ""

    def note(
        self, kind: str, call: Call, world: World, place: tuple[int, int] | None = None, **detail: str
    ) -> None:
        """Keep something for rules and sites; it stands where the command does, or at ``place``."""
        start, end = place or (call.command.start, call.command.end)
        self.effects.append(Effect(kind, call, world, start, end, tuple(detail.items())))

    def swallowed(self, since: int, by: str) -> None:
        """What was noted since then may fail without anybody noticing."""
        self.effects[since:] = [
            one._replace(detail=(*one.detail, ("swallowed", by))) for one in self.effects[since:]
        ]

    def went_on(self, since: int) -> None:
        """What came after the calls since then ran whatever became of them; what was tried first may fail."""
        for at, one in enumerate(self.effects[since:], since):
            if one.kind == "call" and not one.call.command.tolerated:
                by = "the shell runs the next command all the same (no set -e)"
                self.effects[at] = one._replace(detail=(*one.detail, ("swallowed", by)))

    def leave(self, world: World) -> None:
        """A stage is complete: later ones may begin from it, or copy from it."""
        self.worlds.append(world)
        if self.stage:
            self.stages[self.stage] = world

    def stage_named(self, name: str) -> World | None:
        """The world of a stage by its name or number."""
        if name.isdecimal() and int(name) < len(self.worlds):
            return self.worlds[int(name)]
        return self.stages.get(name.lower())
