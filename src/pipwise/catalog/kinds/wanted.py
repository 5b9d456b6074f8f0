"""Of what is a library and a command both: whether people come for the command."""

from __future__ import annotations

from pipwise.catalog.kinds.naming import sounds_like_a_program
from pipwise.catalog.kinds.record import Record
from pipwise.catalog.kinds.signals import APPLICATION, signals_of


def wanted_for_its_command(name: str, record: Record, *, tabled: bool) -> bool:
    """Whether nothing is known to import it, and what packages it does so for its command.

    Homebrew takes what is written in Python for its commands only (its policy on language libraries); what is in no table has
    to bring a command of its own name, or to call itself a program.
    """
    if record.dependents or record.library or record.scripts == "none":
        return False
    if not tabled:
        named = record.same or sounds_like_a_program(name)
        return record.scripts == "some" and (
            named or ((record.console or record.words > 0) and not record.topic)
        )
    if record.formula == "same-commands" and record.same:
        return True
    close = sum(weight for _, weight in signals_of(record)) == APPLICATION - 1
    return close and (record.same or record.packaged == "program")


def brings_its_own_command(name: str, record: Record, *, tabled: bool) -> bool:
    """Whether what no table knows brings a command and is called like one, and does not call itself a library."""
    called = record.same or sounds_like_a_program(name)
    return not tabled and record.scripts == "some" and called and not record.library and not record.topic
