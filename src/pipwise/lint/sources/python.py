"""Python sources that call an installer: subprocess with a list or a text, os.system, pip's own main."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from pipwise.lint.events import Command, Event, Isolated, Machine, Opaque, Part, Word
from pipwise.lint.reading import NotAnalysed, Reading
from pipwise.lint.sources.shell import events_of
from pipwise.lint.text import Text

_RUN = (
    "run",
    "call",
    "check_call",
    "check_output",
    "Popen",
    "create_subprocess_exec",
    "getoutput",
    "getstatusoutput",
)
_SHELL = ("system", "popen", "create_subprocess_shell", "getoutput", "getstatusoutput")
_PIP_MAIN = ("pip.main", "pip._internal.main", "pipmain", "pip._internal.cli.main.main")


def read(text: Text, path: str) -> Reading:
    """Every call in the order of the file, as the interpreter that runs it makes it.

    Raises ``NotAnalysed`` for what this Python cannot parse.
    """
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text.data)
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise NotAnalysed(f"it cannot be read as Python: {str(error)[:80]}") from None
    calls = _Calls(text)
    return Reading((Machine(None, "script", 0, 0), *calls.events(tree)))


class _Calls:
    """Finds calls in one module; names of texts and lists that are assigned once at its top are known."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.starts = [0]
        for line in text.data.split(b"\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.known: dict[str, ast.expr] = {}

    def events(self, tree: ast.Module) -> Iterator[Event]:
        """The events of the calls."""
        for one in tree.body:
            if isinstance(one, ast.Assign) and len(one.targets) == 1 and isinstance(one.targets[0], ast.Name):
                self.known[one.targets[0].id] = one.value
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        for node in sorted(calls, key=lambda one: (one.lineno, one.col_offset)):
            yield from self._call(node)

    def _call(self, node: ast.Call) -> Iterator[Event]:
        name = ast.unparse(node.func) if isinstance(node.func, ast.Attribute | ast.Name) else ""
        last = name.rpartition(".")[2]
        if not node.args or not (last in _RUN or last in _SHELL or name in _PIP_MAIN):
            return
        start, end = self._place(node)
        first = self._value(node.args[0])
        if last == "create_subprocess_exec":
            first = ast.List(list(node.args))
        if isinstance(first, ast.List | ast.Tuple | ast.BinOp):
            words = self._words(first, start, end)
            if name in _PIP_MAIN:
                words = [Word((word,), start, end) for word in ("python3", "-m", "pip")] + words
            if words:
                yield Command(tuple(words), start, end)
        elif isinstance(first, ast.Constant | ast.JoinedStr):
            yield from self._shell(first, start, end)

    def _shell(self, node: ast.expr, start: int, end: int) -> Iterator[Event]:
        """A text for a shell; the places of its commands are those of the whole call."""
        parts = self._parts(node)
        text = "".join(part if isinstance(part, str) else "{{ " + "x" * 3 + " }}" for part in parts)
        events, _ = events_of(Text(text.encode("utf-8", "surrogateescape"), ((0, 0),)))
        yield Isolated(tuple(_moved(event, start, end) for event in events), "sh", start, end)

    def _words(self, node: ast.expr, start: int, end: int) -> list[Word]:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return [
                *self._words(self._value(node.left), start, end),
                *self._words(self._value(node.right), start, end),
            ]
        if not isinstance(node, ast.List | ast.Tuple):
            return [Word((Opaque(f"$({ast.unparse(node)[:40]})"),), start, end)]
        found = []
        for element in node.elts:
            if isinstance(element, ast.Starred):
                found += self._words(self._value(element.value), start, end)
            else:
                found.append(Word(tuple(self._parts(self._value(element))), *self._place(element)))
        return found

    def _parts(self, node: ast.expr) -> list[Part]:
        if isinstance(node, ast.Constant):
            return [node.value if isinstance(node.value, str) else str(node.value)]
        if isinstance(node, ast.JoinedStr):
            return [part for value in node.values for part in self._parts(self._value(value))]
        if isinstance(node, ast.FormattedValue):
            return self._parts(self._value(node.value))
        text = ast.unparse(node)
        # The interpreter that runs the file, whichever that is.
        return ["python3"] if text in ("sys.executable", "executable") else [Opaque(f"$({text[:40]})")]

    def _value(self, node: ast.expr) -> ast.expr:
        return self.known.get(node.id, node) if isinstance(node, ast.Name) else node

    def _place(self, node: ast.expr) -> tuple[int, int]:
        first = self.starts[node.lineno - 1] + node.col_offset if hasattr(node, "lineno") else 0
        last = (
            self.starts[(node.end_lineno or 1) - 1] + (node.end_col_offset or 0)
            if hasattr(node, "lineno")
            else 0
        )
        return self.text.origin(first), self.text.origin(last)


def _moved(event: Event, start: int, end: int) -> Event:
    if isinstance(event, Command):
        words = tuple(word._replace(start=start, end=end) for word in event.words)
        return event._replace(words=words, start=start, end=end)
    if isinstance(event, Isolated):
        return event._replace(body=tuple(_moved(one, start, end) for one in event.body), start=start, end=end)
    return event
