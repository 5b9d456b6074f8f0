"""The shell's grammar, compiled; where its wheel is missing, that is one line and not a crash."""

from __future__ import annotations

from functools import cache

from pipwise.lint.reading import NotAnalysed
from pipwise.model.value import TYPE_CHECKING
from pipwise.system.modules import load_alone

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

_MISSING = "shell commands cannot be read: the compiled grammar is not here for this Python (pipwise self extras brings it)"


_PIECE = 65_536
_SHORT = 2_000
"""Bytes that are parsed in no time, whatever they are."""


@cache
def _parser() -> Parser:
    try:
        import tree_sitter

        # The package itself imports a dozen modules, for queries that nobody makes here.
        language = load_alone("tree_sitter_bash", "_binding").language()
    except ImportError:
        raise NotAnalysed(_MISSING) from None
    return tree_sitter.Parser(tree_sitter.Language(language))


def parse(data: bytes) -> Node:
    """The root of the tree of a shell text; every text has one, with ERROR nodes for what is no shell.

    Raises ``NotAnalysed`` where the grammar is not installed.
    """
    parser = _parser()
    parser.reset()
    if len(data) < _SHORT:
        return parser.parse(data).root_node
    # Now and then the parser asks whether to go on: that time is up is heard then, and not only after all of it.
    try:
        tree = parser.parse(lambda at, _: data[at : at + _PIECE], progress_callback=_is_to_stop)
    except SystemError as error:
        # An exception between two of its steps is one of its own to it.
        raise error.__cause__ or error from None
    return tree.root_node


def _is_to_stop(at: int, has_error: bool) -> bool:
    return False
