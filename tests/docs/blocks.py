"""The blocks of code in the documentation, and the class that each belongs to: a test claims each class, and there is no other.

A comment on the line before a block says what it is; a reader never sees it.

| comment | the test |
|---|---|
| none, ``console`` | every ``$ pipwise …`` is run without a machine's facts, and what it prints is what stands there |
| ``here: exits N`` | the same, where the command ends with that status |
| ``rig: IMAGE`` | the same on a real Debian (``$`` is alice, ``#`` is root); a page's blocks follow one another in one machine |
| ``terminal: IMAGE`` | typed into a shell that ``pipwise guard`` watches, at a terminal of such a machine |
| ``usage`` | not run: the command and its options are there |
| ``file: NAME`` | the block is that file, in the directory of the page's commands; lint has to find nothing in it |
| ``file: NAME finds CODE …`` | the same, and lint has to find exactly that |
| ``prints: pipwise …`` | the block is what that command prints |
| ``policy`` | the block is a policy that pipwise reads |
| ``shape`` | the shape of a JSON document: all of its keys are the schema's |
| ``quoted: FILE`` | words that somebody else's program said: they stand in that file of ours, where they are tested |
| generated pages | their blocks come from registers: the tests that are named in GENERATED run them |

``…`` in an output stands for any text, a version for any version, and white space for any other.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
GENERATED = {
    "reference/lint.md": "tests/lint/test_rules.py",
    "reference/commands.md": "tests/docs/test_blocks.py",
    "reference/api.md": "tests/unit/test_api.py",
}
_FENCE = re.compile(
    r"^(?P<indent> *)```(?P<language>[^\n`]*)\n(?P<text>.*?)^(?P=indent)```$", re.DOTALL | re.MULTILINE
)
_CLAIM = re.compile(r"<!-- (?P<claim>[a-z-]+)(?:: (?P<words>.*?))? -->\n+ *\Z")
_VERSION = re.compile(r"v?\d+(?:\.\d+)+(?:[+~-]?\w+)*")
_ANY_VERSION = r"v?\d+(?:\.\d+)+[\w.+~-]*"


class Block(NamedTuple):
    """One block of code."""

    page: str
    line: int
    language: str
    text: str
    claim: str
    words: str

    @property
    def id(self) -> str:
        return f"{self.page}:{self.line}"


class Turn(NamedTuple):
    """A command of a console block, and what stands below it."""

    prompt: str
    command: str
    output: str


def pages() -> list[str]:
    """Names of all pages, as they stand below docs/."""
    return sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))


@cache
def blocks() -> tuple[Block, ...]:
    """Every block of every page."""
    return tuple(block for page in pages() for block in blocks_of(page))


def blocks_of(page: str) -> Iterator[Block]:
    yield from read(page, (DOCS / page).read_text(encoding="utf-8"))


def read(page: str, text: str) -> Iterator[Block]:
    """The blocks in the text of a page."""
    for match in _FENCE.finditer(text):
        before = text[: match.start()]
        said = _CLAIM.search(before)
        language = match["language"].split()[0] if match["language"].strip() else ""
        indent = match["indent"]
        body = "".join(line.removeprefix(indent) for line in match["text"].splitlines(keepends=True))
        claim = said["claim"] if said else "here" if language == "console" else ""
        if page in GENERATED:
            claim = "generated"
        words = said["words"] or "" if said else ""
        yield Block(page, before.count("\n") + 1, language, body, claim, words)


def turns(block: Block) -> list[Turn]:
    """The commands of a console block with their outputs."""
    found: list[Turn] = []
    # A comment in an output is no prompt: root's is one where it is the first that is seen.
    prompts = ("$ ", "# ") if block.text.startswith("# ") else ("$ ",)
    for line in block.text.splitlines():
        if line.startswith(prompts):
            found.append(Turn(line[0], line[2:], ""))
        elif found and found[-1].command.endswith("\\") and not found[-1].output:
            found[-1] = found[-1]._replace(command=f"{found[-1].command}\n{line}")
        elif found:
            found[-1] = found[-1]._replace(output=f"{found[-1].output}{line}\n")
        else:
            raise ValueError(f"{block.id}: it does not begin with a command")
    return found


def same(expected: str, actual: str) -> bool:
    """Whether an output is the one that the page shows."""
    return re.fullmatch(_pattern(expected), " ".join(actual.split()), re.DOTALL) is not None


def _pattern(expected: str) -> str:
    parts = []
    for part in " ".join(expected.split()).split("…"):
        texts = _VERSION.split(part)
        parts.append(_ANY_VERSION.join(re.escape(text) for text in texts))
    return ".*?".join(parts)
