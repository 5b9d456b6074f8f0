"""Edits of YAML by bytes: entries added to and taken out of a mapping as it is written, block, flow or ``key=value``."""

from __future__ import annotations

import re

from pipwise.lint.sources.yaml_nodes import Document, kind_of
from pipwise.model.finding import Edit
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import Node


def end_of(document: Document, node: Node) -> int:
    """Behind the last thing that belongs to a node: what follows a block in the file is not a part of it."""
    if kind_of(node) == "scalar" or getattr(node, "flow_style", False) or not node.value:
        return document.place(node)[1]
    last = node.value[-1]
    return end_of(document, last[1] if isinstance(last, tuple) else last)


def line_of(data: bytes, at: int) -> int:
    """Where the line of an offset begins."""
    return data.rfind(b"\n", 0, at) + 1


def line_after(data: bytes, at: int) -> int:
    """Where the line after that of an offset begins."""
    found = data.find(b"\n", at)
    return len(data) if found < 0 else found + 1


def lines_at(data: bytes, at: int, lines: list[str]) -> Edit:
    """Whole lines before that offset, which is the begin of a line or the end of the file."""
    end = "\r\n" if b"\r\n" in data else "\n"
    before = end if at and data[at - 1 : at] != b"\n" else ""
    text = end.join(lines)
    return Edit(at, at, (f"{before}{text}" if before else f"{text}{end}").encode("utf-8", "surrogateescape"))


def entry(node: Node, *names: str) -> tuple[Node, Node] | None:
    """The first entry of these names as (key, value)."""
    if kind_of(node) != "mapping":
        return None
    found = [(key, value) for key, value in node.value if kind_of(key) == "scalar" and key.value in names]
    return found[0] if found else None


def with_entries(document: Document, node: Node, given: dict[str, str], after: str) -> list[Edit]:
    """The arguments of a task with more of them behind the one that is named; none where there is no place for them."""
    data = document.data
    if kind_of(node) == "scalar":
        start, end = document.place(node)
        closing = data[end - 1 : end] if data[start : start + 1] in (b"'", b'"') else b""
        mark = '"' if closing == b"'" else "'"
        words = "".join(
            f" {key}={mark}{text}{mark}" if " " in text else f" {key}={text}" for key, text in given.items()
        )
        return [Edit(end - len(closing), end - len(closing), words.encode("utf-8", "surrogateescape"))]
    found = entry(node, after)
    if found is None:
        return []
    if getattr(node, "flow_style", False):
        at = document.place(found[1])[1]
        return [
            Edit(
                at,
                at,
                "".join(f", {key}: {text}" for key, text in given.items()).encode("utf-8", "surrogateescape"),
            )
        ]
    key = document.start(found[0])
    indent = data[line_of(data, key) : key]
    if indent.strip():
        return []
    at = line_after(data, end_of(document, found[1]))
    return [lines_at(data, at, [f"{indent.decode()}{name}: {text}" for name, text in given.items()])]


def without_entry(document: Document, node: Node, name: str) -> list[Edit]:
    """The arguments without one of them; nothing to do where it is not given, or where it shares its line."""
    data = document.data
    if kind_of(node) == "scalar":
        start, end = document.place(node)
        pattern = (
            rb"\s+"
            + name.encode("utf-8", "surrogateescape")
            + rb"=(?:\"[^\"]*\"|'[^']*'|[^\s\"']*)|\A"
            + name.encode("utf-8", "surrogateescape")
            + rb"=\S*\s+"
        )
        found = re.compile(pattern).search(data[start:end])
        return [Edit(start + found.start(), start + found.end(), b"")] if found else []
    known = entry(node, name)
    if known is None or len(node.value) < 2:
        return []
    start, end = document.start(known[0]), end_of(document, known[1])
    if getattr(node, "flow_style", False):
        behind = re.compile(rb"\s*,\s*").match(data, end)
        before = re.compile(rb"\s*,\s*\Z").search(data, 0, start)
        return (
            [Edit(start, behind.end(), b"")] if behind else [Edit(before.start(), end, b"")] if before else []
        )
    first = line_of(data, start)
    return [] if data[first:start].strip() else [Edit(first, line_after(data, end), b"")]
