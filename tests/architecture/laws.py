"""The three laws as checkers of source text; each takes a module's text and says what is against the law."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import NamedTuple

PURE_OS = {
    "path",
    "sep",
    "pathsep",
    "curdir",
    "pardir",
    "devnull",
    "fspath",
    "fsencode",
    "fsdecode",
    "PathLike",
}
PURE_PATH = {
    *("basename", "commonpath", "commonprefix", "dirname", "isabs", "join", "normpath", "split", "splitext"),
    *("sep", "pardir", "curdir"),
}
PURE_SYS = {"version_info", "maxsize", "intern", "byteorder", "implementation"}
WORLDLY_CALLS = {"open", "input", "breakpoint", "eval", "exec", "compile", "__import__"}
CLOCK = {"now", "today", "utcnow"}
TALKING_CALLS = {"print", "exit", "quit"}
TALKING_SYS = {
    "stdout",
    "stderr",
    "stdin",
    "exit",
    "__stdout__",
    "__stderr__",
    "_exit",
    "displayhook",
    "excepthook",
}


class Breach(NamedTuple):
    """One place that is against a law."""

    line: int
    text: str


def touches_the_system(source: str) -> list[Breach]:
    """Law 1: uses of ``os``, ``sys``, the clock or ``open`` that ask the machine something, outside ``system/``."""
    return _collect(source, _world)


def talks(source: str) -> list[Breach]:
    """Law 3: printing and exiting, outside ``cli/``."""
    return _collect(source, _talk)


def changes_the_system(source: str) -> list[Breach]:
    """Law 2, where import-linter does not see it: hands taken by another way than an import of their module."""
    return _collect(source, _hands)


def _collect(source: str, check: Callable[[ast.AST, dict[str, str]], Iterator[str]]) -> list[Breach]:
    tree = ast.parse(source)
    names = _modules(tree)
    found = [
        Breach(getattr(node, "lineno", 0), text) for node in ast.walk(tree) for text in check(node, names)
    ]
    return sorted(set(found))


def _modules(tree: ast.AST) -> dict[str, str]:
    """Local name → module, for the modules that are looked into attribute by attribute."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                bound = alias.asname or alias.name.partition(".")[0]
                names[bound] = alias.name if alias.asname else bound
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return names


def _world(node: ast.AST, names: dict[str, str]) -> Iterator[str]:
    match node:
        case ast.ImportFrom(module="os", names=imported):
            yield from (f"os.{alias.name}" for alias in imported if alias.name not in PURE_OS)
        case ast.ImportFrom(module="os.path" | "posixpath" | "ntpath", names=imported):
            yield from (f"os.path.{alias.name}" for alias in imported if alias.name not in PURE_PATH)
        case ast.ImportFrom(module="sys", names=imported):
            yield from (f"sys.{alias.name}" for alias in imported if alias.name not in PURE_SYS | TALKING_SYS)
        case ast.Attribute(value=value, attr=attribute):
            yield from _worldly_attribute(_dotted(value, names), attribute)
        case ast.Call(func=ast.Name(id=name)) if name in WORLDLY_CALLS and name not in names:
            yield f"{name}()"
        case ast.Call(func=ast.Name(id="getattr" | "vars"), args=[ast.Name(id=name), *_]) if names.get(
            name
        ) in ("os", "sys"):
            yield f"{names[name]} by getattr() or vars()"
        case _:
            pass


def _worldly_attribute(owner: str, attribute: str) -> Iterator[str]:
    if owner == "os" and attribute not in PURE_OS:
        yield f"os.{attribute}"
    elif owner in ("os.path", "posixpath", "ntpath") and attribute not in PURE_PATH:
        yield f"os.path.{attribute}"
    elif owner == "sys" and attribute not in PURE_SYS | TALKING_SYS:
        yield f"sys.{attribute}"
    elif owner.startswith("datetime") and attribute in CLOCK:
        yield f"datetime: {attribute}"
    elif owner == "io" and attribute in ("open", "FileIO", "open_code"):
        yield f"io.{attribute}"


def _talk(node: ast.AST, names: dict[str, str]) -> Iterator[str]:
    match node:
        case ast.Call(func=ast.Name(id=name)) if name in TALKING_CALLS and name not in names:
            yield f"{name}()"
        case ast.Attribute(value=value, attr=attribute) if (
            _dotted(value, names) == "sys" and attribute in TALKING_SYS
        ):
            yield f"sys.{attribute}"
        case ast.Attribute(value=value, attr="_exit" | "abort" as attribute) if _dotted(value, names) == "os":
            yield f"os.{attribute}"
        case ast.ImportFrom(module="sys", names=imported):
            yield from (f"sys.{alias.name}" for alias in imported if alias.name in TALKING_SYS)
        case ast.Name(id="SystemExit"):
            yield "SystemExit"
        case _:
            pass


def _hands(node: ast.AST, names: dict[str, str]) -> Iterator[str]:
    match node:
        case ast.ImportFrom(module="pipwise.system", names=imported):
            yield from (f"pipwise.system.{alias.name}" for alias in imported if alias.name == "hands")
        case ast.Attribute(value=value, attr="hands") if _dotted(value, names) == "pipwise.system":
            yield "pipwise.system.hands"
        case ast.Constant(value="pipwise.system.hands"):
            yield "the name of pipwise.system.hands, as text"
        case _:
            pass


def _dotted(node: ast.AST, names: dict[str, str]) -> str:
    """The dotted name that an expression stands for, or ''."""
    match node:
        case ast.Name(id=name):
            return names.get(name, "")
        case ast.Attribute(value=value, attr=attribute):
            owner = _dotted(value, names)
            return f"{owner}.{attribute}" if owner else ""
        case _:
            return ""
