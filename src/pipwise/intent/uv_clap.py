"""Command lines as clap reads them: no abbreviations, ``--opt=value``, clusters, ``--``, values checked as they are met."""

from __future__ import annotations

from pipwise.intent.uv_syntax import Grammar, Option, Refused, conflicting
from pipwise.intent.uv_values import why_wrong
from pipwise.model.intent import Arguments, Problem, Value


class Reader:
    """The words of one command line, read from left to right."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = list(words)
        self.options: dict[str, Value] = {}
        self.operands: list[str] = []

    def read(self, grammar: Grammar) -> str | None:
        """Read one command's words; the name of the subcommand that takes over, if one does."""
        while self.words:
            word = self.words.pop(0)
            if word == "--":
                self._take_operands(grammar)
            elif word.startswith("--"):
                self._long(grammar, word)
            elif word.startswith("-") and len(word) > 1:
                self._cluster(grammar, word)
            elif grammar.subcommands:
                return self._subcommand(grammar, word)
            else:
                self._operand(grammar, word)
                if grammar.operands == -2:
                    self._take_operands(grammar)
            if "help" in self.options or "version" in self.options:
                return None
        if grammar.subcommands:
            raise Refused("no-command", f"uv {grammar.command}: no command is given".replace("  ", " "))
        return None

    def arguments(self, command: str, problem: Problem | None = None) -> Arguments:
        """What has been read so far."""
        return Arguments(command, tuple(self.options.items()), tuple(self.operands), problem)

    def _subcommand(self, grammar: Grammar, word: str) -> str:
        if word not in grammar.subcommands:
            raise Refused("unknown-command", f"unrecognized subcommand '{word}'")
        return grammar.subcommands[word]

    def _operand(self, grammar: Grammar, word: str) -> None:
        if grammar.operands >= 0 and len(self.operands) >= grammar.operands:
            raise Refused("wrong-arguments", f"unexpected argument '{word}' found")
        self.operands.append(word)

    def _take_operands(self, grammar: Grammar) -> None:
        while self.words:
            self._operand(grammar, self.words.pop(0))

    def _long(self, grammar: Grammar, word: str) -> None:
        name, equals, value = word.partition("=")
        option = grammar.spellings.get(name)
        if option is None:
            raise Refused("no-such-option", f"unexpected argument '{name}' found")
        if option.kind in ("flag", "count"):
            if equals:
                text = f"unexpected value '{value}' for '--{option.name}' found; no more were expected"
                raise Refused("invalid-option-value", text)
            self._switch(grammar, option)
        else:
            self._set(option, value if equals else self._value(option))

    def _cluster(self, grammar: Grammar, word: str) -> None:
        letters = word[1:]
        while letters:
            option = grammar.spellings.get(f"-{letters[0]}")
            if option is None:
                raise Refused("no-such-option", f"unexpected argument '-{letters[0]}' found")
            letters = letters[1:]
            if option.kind in ("flag", "count"):
                self._switch(grammar, option)
                continue
            value = letters.removeprefix("=") if letters else self._value(option)
            self._set(option, value)
            return

    def _value(self, option: Option) -> str:
        """The next word, unless it looks like an option itself."""
        if not self.words or (self.words[0].startswith("-") and self.words[0] != "-"):
            raise _missing(option)
        return self.words.pop(0)

    def _switch(self, grammar: Grammar, option: Option) -> None:
        name = option.name
        if option.kind == "count":
            before = self.options.get(name, 0)
            self.options[name] = before + 1 if isinstance(before, int) else 1
            return
        if name in self.options and not option.many:
            raise _twice(option)
        opposite = name[3:] if name.startswith("no-") else f"no-{name}"
        if not conflicting(grammar, name, opposite):
            self.options.pop(opposite, None)
        self.options[name] = True

    def _set(self, option: Option, value: str) -> None:
        if value == "" and option.kind == "path":
            raise _missing(option)
        if why := why_wrong(option.kind, value):
            raise Refused("invalid-option-value", f"invalid value '{value}' for '--{option.name}': {why}")
        if option.many:
            before = self.options.get(option.name, ())
            self.options[option.name] = (*(before if isinstance(before, tuple) else ()), value)
        elif option.name in self.options:
            raise _twice(option)
        else:
            self.options[option.name] = value


def _missing(option: Option) -> Refused:
    return Refused("invalid-option-value", f"a value is required for '--{option.name}' but none was supplied")


def _twice(option: Option) -> Refused:
    return Refused("invalid-option-value", f"the argument '--{option.name}' cannot be used multiple times")
