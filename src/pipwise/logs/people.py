"""Who ran the command, as far as a log shows it: sudo, the prompt, what pip says to root."""

from __future__ import annotations

from collections.abc import Iterable

from pipwise.intent.command_line import read_invocation
from pipwise.logs.calls import Found
from pipwise.logs.lines import Line
from pipwise.model.known import Fact, Known, Source, Unknown

_SAID = (
    ("Running pip as the 'root' user", True),
    ("Defaulting to user installation because normal site-packages is not writeable", False),
    ("/home/runner/work/", False),
    ("--> Running in user namespace", False),
)


def is_root(lines: list[Line], near: Iterable[int], found: Found | None) -> Fact[bool]:
    """Whether root ran it; Unknown where nothing tells."""
    if found is not None:
        source = Source("log", f"line {lines[found.at].number}")
        become = read_invocation(found.call.words).become
        if become:
            return Known(become == "root", source)
        by_prompt = _by_prompt(found.shown.prompt)
        if by_prompt is not None:
            return Known(by_prompt, source)
    for index in near:
        for words, root in _SAID:
            if words in lines[index].text:
                return Known(root, Source("log", f"line {lines[index].number}"))
    return Unknown("the log does not show who ran it")


def _by_prompt(prompt: str) -> bool | None:
    prompt = prompt.strip()
    if "root@" in prompt or prompt.endswith("#"):
        return True
    if "@" in prompt or prompt.endswith(("%", "❯", "➜")):
        return False
    return False if len(prompt) > 1 and prompt.endswith("$") else None
