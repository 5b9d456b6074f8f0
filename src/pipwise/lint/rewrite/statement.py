"""Where a line can be put into a script so that all of a call's shell sees what it does: before the statement around it."""

from __future__ import annotations

from pipwise.lint.rewrite.yaml_edits import line_of
from pipwise.lint.sources.grammar import parse
from pipwise.lint.sources.shell_words import Words
from pipwise.lint.text import Text
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

_BODIES = ("program", "compound_statement", "case_item", "if_statement", "elif_clause", "else_clause")
"""What holds statements that the same shell runs; a loop's are not among them: once is enough."""
_SHELLS = ("subshell", "command_substitution", "process_substitution")


def before_statement(data: bytes, at: int) -> int | None:
    """The begin of the line of the outermost statement that a function or a branch holds; None where that shares its line."""
    node = parse(Words(Text(data)).parsed).descendant_for_byte_range(at, at + 1)
    while node is not None and node.parent is not None and not _is_held(node):
        node = node.parent
    if node is None or node.parent is None:
        return None
    begin = line_of(data, node.start_byte)
    return None if data[begin : node.start_byte].strip() else begin


def _is_held(node: Node) -> bool:
    """Whether a node is a statement of a body that runs in the script's own shell."""
    parent = node.parent
    if parent is None or parent.type not in _BODIES or not node.is_named:
        return False
    if parent.type in ("if_statement", "elif_clause") and _is_test(node, parent):
        return False
    if parent.type == "case_item" and node in parent.children_by_field_name("value"):
        return False
    above: Node | None = parent
    while above is not None:
        if above.type in _SHELLS:
            return False
        above = above.parent
    return True


def _is_test(node: Node, parent: Node) -> bool:
    """Whether it stands before ``then``."""
    then = next((child for child in parent.children if child.type == "then"), None)
    return then is None or node.start_byte < then.start_byte
