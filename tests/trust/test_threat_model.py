"""Each row of the threat model names a test that is there, and the pages around it say the same."""

from __future__ import annotations

import ast
import re

from tests.architecture.tree import ROOT

PAGE = (ROOT / "docs/explanation/threat-model.md").read_text(encoding="utf-8")
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def rows() -> list[str]:
    lines = (line for line in PAGE.splitlines() if line.startswith("| "))
    return [line for line in lines if not line.startswith(("| attack", "|---"))]


def test_every_attack_has_a_test() -> None:
    assert len(rows()) > 40
    assert [row for row in rows() if len(_TEST.findall(row.rpartition(" | ")[2])) != 1] == []


def test_every_test_that_is_named_is_there() -> None:
    missing = []
    for file, name in _TEST.findall(PAGE):
        path = ROOT / file
        tree = ast.parse(path.read_text(encoding="utf-8")) if path.is_file() else ast.Module([], [])
        if name not in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}:
            missing.append(f"{file}::{name}")
    assert missing == []
