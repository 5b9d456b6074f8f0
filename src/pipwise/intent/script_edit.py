"""A script with another list of requirements in its block: every other byte of the file stays what it is."""

from __future__ import annotations

from collections.abc import Iterable

from pipwise.intent.script_block import BOM, Block, Script, bare, head_of, read_script
from pipwise.intent.script_requirements import read_block, with_requirement, without_project


def with_requirements(data: bytes, wanted: Iterable[str], where: str) -> bytes:
    """The file with these requirements in its block; the block is made where there is none. Raises ``UsageError``."""
    script = read_script(data, where)
    text = script.block.text if script.block else "dependencies = [\n]\n"
    for one in wanted:
        text = with_requirement(text, one, where)
    return _written(script, text)


def without_projects(data: bytes, projects: Iterable[str], where: str) -> bytes:
    """The file with none of these projects in its block."""
    script = read_script(data, where)
    if script.block is None:
        return data
    text = script.block.text
    for one in projects:
        text = without_project(text, one, where)
    return _written(script, text)


def requirements_in(data: bytes, where: str) -> tuple[str, ...] | None:
    """What the block of a file asks for; None where it has none."""
    block = read_script(data, where).block
    return None if block is None else read_block(block.text, where).requirements


def _written(script: Script, text: str) -> bytes:
    if script.block is None:
        return _with_new_block(script, text)
    if text == script.block.text:
        return script.encoded()
    return script._replace(lines=_with_content(script, script.block, text)).encoded()


def _with_content(script: Script, block: Block, text: str) -> tuple[str, ...]:
    """Lines that say the same keep their own bytes, from both ends of the block."""
    old = block.text.split("\n")[:-1]
    new = text.split("\n")[:-1]
    raw = script.lines[block.first + 1 : block.last]
    before = next(
        (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    rest = min(len(old), len(new)) - before
    pairs = zip(reversed(old), reversed(new), strict=False)
    after = next((n for n, (a, b) in enumerate(pairs) if a != b or n >= rest), rest)
    middle = [_commented(line, script.newline) for line in new[before : len(new) - after]]
    content = (*raw[:before], *middle, *raw[len(raw) - after :])
    return (*script.lines[: block.first + 1], *content, *script.lines[block.last :])


def _with_new_block(script: Script, text: str) -> bytes:
    """Behind the lines that have to be first, and a blank line before what follows."""
    at = head_of(script)
    head, rest = list(script.lines[:at]), list(script.lines[at:])
    if head and not head[-1].endswith(("\n", "\r")):
        head[-1] += script.newline
    mark = BOM if not head and rest and rest[0].startswith(BOM) else ""
    if mark:
        rest[0] = rest[0].removeprefix(BOM)
    if any(bare(line).startswith("# /// ") for line in head):
        # Another block that is not closed would take ours in.
        head.append(script.newline)
    lines = ["/// script", *text.split("\n")[:-1], "///"]
    block = [_commented(line, script.newline) for line in lines]
    gap = [script.newline] if rest and rest[0].strip() else []
    return Script((mark, *head, *block, *gap, *rest), script.newline, None).encoded()


def _commented(line: str, newline: str) -> str:
    return f"# {line}{newline}" if line else f"#{newline}"
