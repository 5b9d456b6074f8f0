"""The command with the names that were probably meant, where a name in it is most likely a mistake."""

from __future__ import annotations

from pipwise.cli.words import Own
from pipwise.decide.reasons import quoted
from pipwise.model.names import Named
from pipwise.model.value import Sequence

_OTHER_NAMES = ("typo", "import-name", "os-package-name", "wrong-project", "deprecated-name")


def command_meant(own: Own, words: Sequence[str], names: Sequence[Named]) -> str:
    """``pipwise install requests`` for ``reqeusts``; '' where no other name was meant."""
    if not any(map(_instead, names)):
        return ""
    own_words = [
        word
        for option, value in (("--env", own.env), ("--via", own.via), ("--for", own.for_))
        if value
        for word in (option, value)
    ]
    corrected = [_corrected(word, names) for word in words]
    return f"pipwise install {' '.join(quoted(word) for word in (*own_words, *corrected))}"


def _corrected(word: str, names: Sequence[Named]) -> str:
    """A word of the command line; its extras and its specifier stay."""
    for named in names:
        rest = word.removeprefix(named.asked)
        ends = rest != word and (not rest or not (rest[0].isalnum() or rest[0] in "-_."))
        instead = _instead(named)
        if ends and instead:
            return f"{instead}{rest}"
    return word


def _instead(named: Named) -> str:
    """The name that was meant, or ''."""
    mistake = named.mistake
    return mistake.instead[0] if mistake and mistake.code in _OTHER_NAMES and mistake.instead else ""
