"""What in the source starts a process, changes a file or talks to a server: read from the syntax tree, and failing closed.

An ``os`` function, or a module of the standard library, that is classed nowhere is an error and not an omission.
Three ways lead to an effect, and each is listed: the call itself (``door``), a call of ``Look``, ``Hands`` or ``Fetch``
(``through``), and a value that says what is to be run or changed (``told``).
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from effects_classes import HARMLESS, NAMES, RUNNING, STANDARD, TOLD, WAYS

ROOT = Path(__file__).resolve().parents[1]
# Beside src: what the rescue file starts with, and what ./pipwise runs before there is an environment.
SHIPPED = (
    "pyz/__main__",
    "pyz/rescue",
    "launch",
    "bootstrap",
    "certificates",
    "simple_index",
    "sources",
    "transport",
    "wheels",
    "tags",
)
_WRITING = {"O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND"}
_SHORTEST_CODE = 40


class Unclassed(Exception):
    """A call whose effect nobody has said; ``effects_classes`` is where to say it."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}; say it in scripts/effects_classes.py")


class Site(NamedTuple):
    """Everything of one kind that one function does."""

    way: str
    kind: str
    place: str
    """``package.module:Class.function``; of a value that tells what to do, the module alone."""
    calls: str
    """The calls, sorted, with how many there are of each."""


def files() -> Iterator[tuple[str, Path]]:
    """Name and path of every module that reaches a user's machine."""
    source = ROOT / "src"
    for path in sorted((source / "pipwise").rglob("*.py")):
        name = ".".join(path.relative_to(source).with_suffix("").parts)
        yield name.removesuffix(".__init__"), path
    for name in SHIPPED:
        yield f"scripts/{name}.py", ROOT / "scripts" / f"{name}.py"


def survey() -> list[Site]:
    """Every site of what is shipped, in the order of the list. Raises ``Unclassed``."""
    return sorted(site for name, path in files() for site in sites(name, path.read_text(encoding="utf-8")))


def sites(name: str, source: str) -> list[Site]:
    """The sites of one module. Raises ``Unclassed``."""
    reader = _Reader(name)
    reader.read(ast.parse(source))
    found: dict[tuple[str, str, str], Counter[str]] = {}
    for way, kind, place, call in reader.found:
        found.setdefault((way, kind, place), Counter())[call] += 1
    return [Site(*key, ", ".join(_counted(calls))) for key, calls in found.items()]


def _counted(calls: Counter[str]) -> Iterator[str]:
    for call, count in sorted(calls.items()):
        yield call if count == 1 else f"{call} x{count}"


class _Reader:
    """Walks one module. Annotations are no calls, so they are not looked into."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.found: list[tuple[str, str, str, str]] = []
        self._names: dict[str, str] = {}
        self._flags: dict[str, set[str]] = {}
        self._scope: list[str] = []

    def read(self, tree: ast.Module) -> None:
        """All of it: first what names stand for, then what is done with them."""
        for node in ast.walk(tree):
            self._bind(node)
        self._visit(tree)

    def _bind(self, node: ast.AST) -> None:
        match node:
            case ast.Import(names=imported):
                for alias in imported:
                    self._check_module(alias.name)
                    bound = alias.asname or alias.name.partition(".")[0]
                    self._names[bound] = alias.name if alias.asname else bound
            case ast.ImportFrom(module=str(module), names=imported, level=0):
                self._check_module(module)
                for alias in imported:
                    self._names[alias.asname or alias.name] = f"{module}.{alias.name}"
            case ast.Assign(targets=[ast.Name(id=target)], value=value):
                self._flags[target] = {one.attr for one in ast.walk(value) if isinstance(one, ast.Attribute)}
            case _:
                pass

    def _check_module(self, module: str) -> None:
        if STANDARD.isdisjoint((module, module.partition(".")[0])):
            raise Unclassed(f"{self.name}: nobody has said what the module {module} does")

    def _visit(self, node: ast.AST) -> None:
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                self._scope.append(name)
                self._children(node)
                self._scope.pop()
                return
            case ast.Call(func=function):
                self._call(node, function)
            case ast.Attribute() | ast.Name(ctx=ast.Load()):
                self._reference(node)
            case ast.Constant(value=str(text)):
                self._code(text)
            case _:
                pass
        self._children(node)

    def _children(self, node: ast.AST) -> None:
        for field, value in ast.iter_fields(node):
            if field in ("annotation", "returns"):
                continue
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, ast.AST):
                    self._visit(one)

    def _call(self, node: ast.Call, function: ast.expr) -> None:
        name = self._dotted(function) or (function.id if isinstance(function, ast.Name) else "")
        if name in ("open", "io.open", "os.fdopen", "os.open"):
            if self._writes(node, name):
                self._note("door", "files", name)
        elif name in ("zipfile.ZipFile", "tarfile.open"):
            if self._writes(node, "open"):
                self._note("door", "files", name)
        elif name in ("getattr", "vars", "setattr") and node.args and self._dotted(node.args[0]) in NAMES:
            raise Unclassed(f"{self._place()}: {name}() on {self._dotted(node.args[0])}")
        elif name in TOLD:
            self.found.append(("told", TOLD[name], self.name, name.rpartition(".")[2]))

    def _writes(self, node: ast.Call, name: str) -> bool:
        """Whether a file is opened to be changed; what cannot be told counts as that."""
        given = [one.value for one in node.keywords if one.arg in ("mode", "flags")] + node.args[1:2]
        if not given:
            return False
        if name == "os.open":
            flags = {one.attr for one in ast.walk(given[0]) if isinstance(one, ast.Attribute)}
            for one in ast.walk(given[0]):
                if isinstance(one, ast.Name) and one.id not in self._names:
                    flags |= self._flags.get(one.id, _WRITING)
            return bool(flags & _WRITING)
        return not (isinstance(given[0], ast.Constant) and not set(str(given[0].value)) & set("wax+"))

    def _reference(self, node: ast.Attribute | ast.Name) -> None:
        name = self._dotted(node)
        owner, _, last = name.rpartition(".")
        if name and owner in NAMES:
            kind = NAMES[owner].get(last)
            if kind is None and last not in HARMLESS[owner]:
                raise Unclassed(f"{self._place()}: nobody has said what {name} does")
            if kind:
                self._note("door", kind, name)
        elif isinstance(node, ast.Attribute):
            self._method(node)
        elif not name and node.id in RUNNING:
            self._note("door", "processes", node.id)

    def _method(self, node: ast.Attribute) -> None:
        for way, receivers, methods in WAYS:
            kind = methods.get(node.attr)
            receiver = ast.unparse(node.value).rpartition(".")[2] if kind else ""
            if kind and (not receivers or receiver in receivers):
                self._note(way, kind, f"{receiver if receivers else '…'}.{node.attr}")
                return

    def _code(self, text: str) -> None:
        """Code in a text runs in some child: what it does is noted where the text stands."""
        if len(text) < _SHORTEST_CODE or "import " not in text:
            return
        try:
            tree = ast.parse(text)
        except SyntaxError:
            return
        inner = _Reader(self._place() or self.name)
        inner.read(tree)
        for _, kind, _, call in inner.found:
            self._note("door", kind, f"{call} in a child's code")

    def _note(self, way: str, kind: str, call: str) -> None:
        self.found.append((way, kind, self._place(), call))

    def _place(self) -> str:
        return f"{self.name}:{'.'.join(self._scope)}" if self._scope else self.name

    def _dotted(self, node: ast.AST) -> str:
        match node:
            case ast.Name(id=name):
                return self._names.get(name, "")
            case ast.Attribute(value=value, attr=attribute):
                owner = self._dotted(value)
                return f"{owner}.{attribute}" if owner else ""
            case _:
                return ""
