"""Uv's command lines, by the option table of the version at hand."""

from __future__ import annotations

from pipwise.intent.uv_clap import Reader
from pipwise.intent.uv_grammar import grammar_of
from pipwise.intent.uv_syntax import Refused, validate
from pipwise.model.intent import Arguments


def parse(arguments: tuple[str, ...], version: str = "") -> Arguments:
    """A command line of uv of some version ('' for the newest known) by that version's own option table."""
    reader = Reader(arguments)
    command = ""
    try:
        while True:
            grammar = grammar_of(command, version)
            if grammar is None:
                # A command that is nothing to us: its words are kept, its options are not read.
                reader.operands += reader.words
                return reader.arguments(command)
            following = reader.read(grammar)
            if following is None:
                break
            command = following
    except Refused as refused:
        return reader.arguments(command, refused.problem)
    if "help" in reader.options or "version" in reader.options:
        return reader.arguments(command)
    problem = validate(grammar, reader.options, tuple(reader.operands))
    return reader.arguments(command, problem)
