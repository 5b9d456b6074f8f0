"""Reasons made from answers, and commands as people can paste them."""

from __future__ import annotations

from pipwise.model.decision import Answered, Command, Reason
from pipwise.model.value import Mapping


def reasons(answers: Mapping[str, Answered], *questions: str) -> tuple[Reason, ...]:
    """The answers to these questions as reasons; the code is question and answer."""
    return tuple(
        Reason(f"{answer.question}:{answer.answer}", answer.text, answer.evidence)
        for answer in (answers[question] for question in questions)
    )


def command(*argv: str, cwd: str | None = None, needs: tuple[str, ...] = ()) -> Command:
    """A command with its text for a POSIX shell."""
    return Command(argv, cwd, needs, (("sh", " ".join(quoted(word) for word in argv)),))


def quoted(word: str) -> str:
    """A word as a POSIX shell reads it back; hints have to survive being pasted."""
    plain = (
        word
        and all(character.isalnum() or character in "@%+=:,./-_" for character in word)
        and word.isascii()
    )
    return word if plain else "'" + word.replace("'", "'\"'\"'") + "'"


def in_words(language: str, text: str) -> Command:
    """What is to be written into a file, in that file's own words: it is no command line."""
    return Command((), None, (), ((language, text),))
