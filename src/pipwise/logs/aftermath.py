"""What failed afterwards for want of what was refused."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipwise.logs.lines import Line

_LATER = re.compile(
    r"ModuleNotFoundError: No module named|ImportError: |: command not found|: not found$|did not complete successfully"
    r"|make(?:\[\d+\])?: \*\*\*|Process completed with exit code|returned a non-zero code|Job failed: exit|error building image"
    r"|CalledProcessError|EnvCommandError|Failed to start |exit status [1-9]|UnboundLocalError|returned non-zero exit status"
)
_MOST = 5


def find_aftermath(lines: list[Line], after: Iterable[int]) -> tuple[str, ...]:
    """The first few lines after a message that tell of something else failing."""
    found: list[str] = []
    for index in after:
        text = lines[index].text
        if len(text) < 2000 and _LATER.search(text) and text.strip() not in found:
            found.append(text.strip()[:300])
            if len(found) == _MOST:
                break
    return tuple(found)
