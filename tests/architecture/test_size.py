"""The size budget: each number is the best that some admired codebase really keeps. A smell test, not a target."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, modules

PRODUCT = [path for path in modules().values() if path.stat().st_size]
ALL = [*PRODUCT, *sorted((ROOT / "scripts").glob("*.py"))]


def _lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def _functions(path: Path) -> list[tuple[str, int]]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return [
        (f"{path.name}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_the_median_module_has_at_most_80_lines() -> None:
    assert statistics.median(map(_lines, PRODUCT)) <= 80


@pytest.mark.parametrize("path", ALL, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_has_more_than_400_lines_and_no_function_more_than_55(path: Path) -> None:
    assert _lines(path) <= 400
    assert [function for function in _functions(path) if function[1] > 55] == []


def test_the_median_function_has_at_most_10_lines_and_nine_of_ten_at_most_30() -> None:
    sizes = sorted(size for path in PRODUCT for _, size in _functions(path))
    assert statistics.median(sizes) <= 10
    assert sizes[len(sizes) * 9 // 10] <= 30
