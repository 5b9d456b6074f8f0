"""A machine that says aloud what it is asked: ``--trace``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pipwise.model.value import cast
from pipwise.system.look import Answer, Look


def traced(look: Look, say: Callable[[str], object]) -> Look:
    """The same machine, telling every question and every file that is read."""
    return cast("Look", _TracedLook(look, say))


class _TracedLook:
    """Every process that is asked is said; everything else passes through."""

    def __init__(self, look: Look, say: Callable[[str], object]) -> None:
        self._look = look
        self._say = say

    def __getattr__(self, name: str) -> object:
        return getattr(self._look, name)

    def ask(
        self,
        argv: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        timeout: float = 10.0,
        stdin: bytes = b"",
    ) -> Answer:
        """Say the question and how it ended."""
        words = " ".join(word if len(word) < 80 else f"{word[:40].splitlines()[0]}…" for word in argv)
        answer = self._look.ask(argv, environment=environment, timeout=timeout, stdin=stdin)
        self._say(f"ask: {words}: {answer.problem or answer.status}\n")
        return answer

    def read(self, path: str, limit: int = 4_000_000) -> bytes:
        """Say which file is read."""
        try:
            found = self._look.read(path, limit)
        except OSError as error:
            self._say(f"read: {path}: {error.strerror}\n")
            raise
        self._say(f"read: {path}: {len(found)} bytes\n")
        return found
