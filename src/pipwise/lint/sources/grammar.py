"""The shell's grammar, compiled; where its wheel is missing, that is one line and not a crash."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipwise.lint.reading import NotAnalysed

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

_MISSING = (
    "shell commands cannot be read: the compiled grammar is not here for this Python (python -m pip install "
    "tree-sitter tree-sitter-bash, in pipwise's own environment)"
)


@cache
def _parser() -> Parser:
    try:
        import tree_sitter
        import tree_sitter_bash
    except ImportError:
        raise NotAnalysed(_MISSING) from None
    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_bash.language()))


def parse(data: bytes) -> Node:
    """The root of the tree of a shell text; every text has one, with ERROR nodes for what is no shell.

    Raises ``NotAnalysed`` where the grammar is not installed.
    """
    return _parser().parse(data).root_node
