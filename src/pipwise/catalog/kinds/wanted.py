"""Of what is a library and a command both: whether people come for the command."""

from __future__ import annotations

from pipwise.catalog.kinds.naming import sounds_like_a_program
from pipwise.catalog.kinds.record import Record
from pipwise.catalog.kinds.signals import APPLICATION, signals_of


def wanted_for_its_command(name: str, record: Record) -> bool:
    """Whether nothing is known to import it, and what packages it does so for its command.

    Homebrew takes what is written in Python for its commands only (its policy on language libraries); of what neither it nor
    Debian knows, the wheel has to bring a command of its own name, or to call itself a program.
    """
    if record.dependents or record.library or record.scripts == "none":
        return False
    if _is_obscure(record):
        said = record.console or record.words > 0 or sounds_like_a_program(name)
        return record.scripts == "some" and (record.same or (said and not record.topic))
    if record.formula == "same-commands" and record.same:
        return True
    close = sum(weight for _, weight in signals_of(record)) == APPLICATION - 1
    return close and (record.same or record.packaged == "program")


def brings_its_own_command(record: Record) -> bool:
    """Whether what no packager knows brings a command of its own name, and does not call itself a library."""
    return _is_obscure(record) and record.same and not record.library and not record.topic


def _is_obscure(record: Record) -> bool:
    return record.packaged == "unknown" and record.formula == "none" and not record.dependents
