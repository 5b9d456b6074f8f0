"""Parts of a file on a server: its end first, then whatever else is wanted, with as few requests as the server permits."""

from __future__ import annotations

from pipwise.facts.index_zip import TAIL
from pipwise.model.value import NamedTuple
from pipwise.system.fetch import Fetch


class Held(NamedTuple):
    """The last bytes of a file, and how large it is."""

    url: str
    size: int
    tail: bytes

    @property
    def start(self) -> int:
        """Where in the file the held bytes begin."""
        return self.size - len(self.tail)


def hold_end(fetch: Fetch, url: str) -> Held | str:
    """The end of the file, or why it cannot be had.

    A server that knows no ranges sends all of it (200), which is as good for a small wheel. One that knows ranges but none
    from the end is asked how large the file is.
    """
    reply = fetch.get(url, part=f"-{TAIL}")
    if reply.status == 200 and not reply.problem:
        return Held(url, len(reply.body), reply.body)
    if reply.status == 206 and reply.size is not None and not reply.problem:
        return Held(url, reply.size, reply.body)
    if reply.problem == "too-much":
        return "the server sends no parts of files, and the wheel is large"
    if reply.status in (None, 401, 403, 404, 410):
        return reply.problem or f"the server answered {reply.status}"
    told = fetch.head(url)
    if told.status != 200 or not told.size:
        return f"the server answered {reply.status}"
    start = max(0, told.size - TAIL)
    reply = fetch.get(url, part=f"{start}-{told.size - 1}")
    whole = reply.status == 206 and len(reply.body) == told.size - start
    return Held(url, told.size, reply.body) if whole else "the server sends no parts of files"


def part_of(fetch: Fetch, held: Held, start: int, length: int) -> bytes:
    """Bytes of the file: out of what is held, else fetched; fewer than asked for where they cannot be had."""
    if start >= held.start:
        return held.tail[start - held.start : start - held.start + length]
    if start < 0 or length <= 0:
        return b""
    end = min(start + length, held.size) - 1
    reply = fetch.get(held.url, part=f"{start}-{end}")
    return reply.body if reply.status == 206 else b""
