"""Guards for people: what each does to whom, how it stands, and what would change."""

from __future__ import annotations

from pipwise.plan.guarded import Guarded


def guard_text(found: list[Guarded]) -> str:
    """One block a guard."""
    return "\n\n".join("\n".join(_block(one)) for one in found)


def difference(one: Guarded, wanted: str | None) -> list[str]:
    """What would be different in its file, as diff(1) tells it."""
    from difflib import unified_diff

    old, new = (text or "" for text in (one.text, wanted))
    before = one.path if one.text is not None else "/dev/null"
    after = one.path if wanted is not None else "/dev/null"
    lines = unified_diff(old.splitlines(), new.splitlines(), before, after, lineterm="", n=2)
    return [line.rstrip("\r") for line in lines]


def _block(one: Guarded) -> list[str]:
    state = {"absent": "not set up", "present": "set up", "outdated": "set up, of another version or place"}
    lines = [
        f"{one.guard.name}: {one.guard.summary}",
        f"  {state.get(one.state, 'whether it is set up cannot be told')}",
    ]
    lines[-1] += f", in {one.path}" if one.path else ""
    lines += [f"  {effect}" for effect in one.guard.effects]
    if one.problem:
        lines.append(f"  it cannot be set up here: {one.problem}")
        lines += [f"    {line}" for line in one.hint.splitlines()]
    elif one.wanted != one.text:
        lines += [f"  pipwise guard install {one.guard.name} would change:", ""]
        lines += [f"    {line}".rstrip() for line in difference(one, one.wanted)]
    return lines
