"""The stages of a Dockerfile, and what later stages copy out of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipwise.lint.sources.dockerfile_lines import Instruction, instructions
from pipwise.model.value import NamedTuple

_NAMED = re.compile(rb"\bas\s+(\S+)\s*\Z", re.IGNORECASE)
_FROM = re.compile(rb"--from=(\S+)")


class Stage(NamedTuple):
    """From one FROM to the next."""

    name: str
    """Its name, else its number."""
    start: int
    end: int
    instructions: tuple[Instruction, ...]

    def instruction_at(self, offset: int) -> Instruction:
        """The instruction that a place lies in."""
        before = [one for one in self.instructions if one.start <= offset]
        return before[-1] if before else self.instructions[0]


def stages(data: bytes) -> Iterator[Stage]:
    """Every stage in order."""
    every = list(instructions(data))
    starts = [at for at, one in enumerate(every) if one.name == "FROM"]
    for number, at in enumerate(starts):
        until = starts[number + 1] if number + 1 < len(starts) else len(every)
        inside = tuple(every[at:until])
        named = _NAMED.search(inside[0].text.data.strip())
        end = every[until].start if until < len(every) else len(data)
        yield Stage(
            named[1].decode("utf-8", "replace") if named else str(number), inside[0].start, end, inside
        )


def copies_of(data: bytes, stage: Stage, places: tuple[str, ...]) -> list[Instruction]:
    """COPY instructions of later stages that take one of these places out of a stage."""
    found = []
    for one in instructions(data):
        origin = _FROM.search(one.text.data)
        if (
            one.name == "COPY"
            and origin
            and origin[1].decode("utf-8", "replace").lower() == stage.name.lower()
        ):
            words = one.text.data.split()
            if any(word.decode("utf-8", "replace").startswith(places) for word in words[1:-1]):
                found.append(one)
    return found
