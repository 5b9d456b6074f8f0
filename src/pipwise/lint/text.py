"""Text that is parsed, with the place in the file that every byte of it came from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from pipwise.model.finding import Span
from pipwise.model.value import NamedTuple


class Text(NamedTuple):
    """Bytes to parse; ``pieces`` are (offset here, offset in the file), rising, for text that was unquoted or unindented."""

    data: bytes
    pieces: tuple[tuple[int, int], ...] = ((0, 0),)

    def origin(self, offset: int) -> int:
        """The offset in the file of an offset here."""
        if len(self.pieces) == 1:
            here, there = self.pieces[0]
            return there + offset - here
        piece = self.pieces[bisect_right(self.pieces, (offset, 1 << 62)) - 1]
        return piece[1] + offset - piece[0]

    def part(self, start: int, end: int) -> Text:
        """The text between two offsets."""
        if len(self.pieces) == 1 and self.pieces[0][0] <= start:
            return Text(self.data[start:end], ((0, self.origin(start)),))
        first = bisect_right(self.pieces, (start, 1 << 62)) - 1
        last = bisect_left(self.pieces, (end,))
        inside = [(here - start, there) for here, there in self.pieces[first + 1 : last]]
        return Text(self.data[start:end], ((0, self.origin(start)), *inside))


_STEP = 512


class Offsets:
    """The bytes that characters of a text begin at, in UTF-8."""

    def __init__(self, text: str) -> None:
        self._text = text
        steps = (text[at : at + _STEP] for at in range(0, len(text), _STEP))
        self._marks = list(accumulate(map(_size, steps), initial=0))

    def of(self, index: int) -> int:
        """The offset of a character, or of the end."""
        mark = index // _STEP
        return self._marks[mark] + _size(self._text[mark * _STEP : index])


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


class Lines:
    """The lines of a file, to name places as people count them."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._found: list[int] = []

    @property
    def _starts(self) -> list[int]:
        """Found when the first place is asked for: of most files none is."""
        if not self._found:
            sizes = (len(line) + 1 for line in self._data.split(b"\n"))
            self._found = list(accumulate(sizes, initial=0))[:-1]
        return self._found

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1; columns are characters."""
        line = bisect_right(self._starts, offset)
        start = self._starts[line - 1]
        return line, len(self._data[start:offset].decode("utf-8", "replace")) + 1

    def span(self, start: int, end: int) -> Span:
        """A span with its lines and columns."""
        return Span(start, end, *self.place(start), *self.place(max(start, end)))

    def text(self, line: int) -> str:
        """A line without its end, for people."""
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self._data)
        return self._data[start:end].decode("utf-8", "replace").rstrip("\r\n")
