"""What a play or a task says of its hosts: the release that a condition asks for, and the interpreter of the modules."""

from __future__ import annotations

import re

from pipwise.catalog.platforms import find_platform
from pipwise.lint.events import Assign, Variable, Word
from pipwise.lint.sources.yaml_nodes import child, items, plain
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import Node

_RELEASE = re.compile(r"distribution_release['\"]?\]?\s*==\s*['\"](\w+)['\"]")
_NAME = re.compile(r"distribution['\"]?\]?\s*==\s*['\"](\w+)['\"]")
_VERSION = re.compile(
    r"distribution_(?:major_)?version['\"]?\]?\s*(?:\|\s*(?:int|float)\s*)?(?:==\s*['\"]?([\d.]+)|is\s+version\(\s*['\"]([\d.]+)['\"]"
    r"\s*,\s*['\"](?:>=|==|eq|ge)['\"])"
)
_OPEN = re.compile(r"\bor\b|\bnot\b|!=|\[.*,.*\]")


def release_of(node: Node) -> tuple[Word, str] | None:
    """``when: ansible_distribution_release == "bookworm"``, or a distribution with its version, as a test of a codename."""
    told = " and ".join(plain(one) for one in items(child(node, "when")))
    if not told or _OPEN.search(told):
        return None
    found = _RELEASE.search(told)
    codename = found[1] if found else _codename(told)
    word = Word((Variable("ansible_distribution_release"),), 0, 0)
    return (word, codename) if codename else None


def _codename(told: str) -> str:
    name, version = _NAME.search(told), _VERSION.search(told)
    if name is None or version is None or name[1] not in ("Debian", "Ubuntu"):
        return ""
    platform = find_platform(f"{name[1].lower()}:{version[1] or version[2]}")
    return platform.os[3] if platform is not None else ""


def interpreter_of(*nodes: Node | None) -> str:
    """``ansible_python_interpreter`` where a task, or its play, sets it; the innermost first; '' for none."""
    return next(
        (told for node in nodes if (told := plain(child(node, "vars", "ansible_python_interpreter")))), ""
    )


def modules_pip(interpreter: str, program: Word) -> tuple[tuple[Assign, ...], Word]:
    """The pip of the modules' interpreter (pip.py of ansible-core calls it with ``-m``); one that is filled in is not known."""
    if "{{" in interpreter:
        return (Assign("PATH", None, program.start, program.end),), program
    folder = interpreter.rpartition("/")[0]
    if folder in ("", "/usr/bin", "/bin") or not interpreter.startswith("/"):
        return (), program
    return (), Word((f"{folder}/pip",), program.start, program.end)
