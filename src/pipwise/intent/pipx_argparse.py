"""Command lines as argparse reads them: abbreviations, ``--opt=value``, clusters, words that take all the rest."""

from __future__ import annotations

from pipwise.intent.pipx_syntax import Grammar, Option, Refused, is_option
from pipwise.model.intent import Arguments, Problem, Value


class Reader:
    """The words of one command line, read from left to right."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = list(words)
        self.options: dict[str, Value] = {}
        self.operands: list[str] = []
        self.unknown: list[str] = []

    def read_top(self, grammar: Grammar, commands: tuple[str, ...]) -> str:
        """Options before the command, and the command."""
        while self.words:
            word = self.words.pop(0)
            if is_option(word):
                self._option(grammar, word)
                if self.done:
                    return ""
            elif word in commands:
                return word
            else:
                raise Refused("unknown-command", f"invalid choice: '{word}'")
        return ""

    def read(self, grammar: Grammar) -> None:
        """The words of a command."""
        while self.words and not self.done:
            word = self.words.pop(0)
            if word == "--":
                self.operands += self.words
                self.words.clear()
            elif is_option(word):
                self._option(grammar, word)
            else:
                self.operands.append(word)
                if self._takes_rest(grammar):
                    self.operands += self.words
                    self.words.clear()
        if not self.done:
            self._check(grammar)

    @property
    def done(self) -> bool:
        """Whether help or the version ends it."""
        return "help" in self.options or "version" in self.options

    def arguments(self, command: str, problem: Problem | None = None) -> Arguments:
        """What has been read."""
        return Arguments(command, tuple(self.options.items()), tuple(self.operands), problem)

    def _takes_rest(self, grammar: Grammar) -> bool:
        index = next((count for count, name in enumerate(grammar.operands) if name.endswith("…")), None)
        return index is not None and len(self.operands) > index

    def _option(self, grammar: Grammar, word: str) -> None:
        name, equals, value = word.partition("=")
        if not word.startswith("--"):
            self._cluster(grammar, word)
            return
        option = self._find(grammar, name)
        if option is None:
            self.unknown.append(word)
        elif not option.takes:
            if equals:
                raise Refused("invalid-option-value", f"argument {name}: ignored explicit argument '{value}'")
            self._put(option, True)
        else:
            self._take(option, [value] if equals else [])

    def _find(self, grammar: Grammar, name: str) -> Option | None:
        """The option of that name, or the only one that begins so."""
        if name in grammar.options:
            return grammar.options[name]
        found = [
            option for long, option in grammar.options.items() if long.startswith(name) and long[:2] == "--"
        ]
        if len(found) > 1:
            raise Refused("ambiguous-option", f"ambiguous option: {name}")
        return found[0] if found else None

    def _cluster(self, grammar: Grammar, word: str) -> None:
        letters = word[1:]
        while letters:
            option = grammar.options.get(f"-{letters[0]}")
            if option is None:
                self.unknown.append(word)
                return
            letters = letters[1:]
            if option.takes:
                self._take(option, [letters.removeprefix("=")] if letters else [])
                return
            self._put(option, True)

    def _take(self, option: Option, values: list[str]) -> None:
        if not values:
            count = len(self.words) if option.takes == "+" else 1
            while self.words and len(values) < count and not is_option(self.words[0]):
                values.append(self.words.pop(0))
        if not values:
            raise Refused("invalid-option-value", f"argument --{option.name}: expected one argument")
        if option.choices and values[0] not in option.choices:
            raise Refused("invalid-option-value", f"argument --{option.name}: invalid choice: '{values[0]}'")
        if option.takes == "*":
            before = self.options.get(option.name, ())
            values = [*(before if isinstance(before, tuple) else ()), *values]
        self._put(option, values[-1] if option.takes == "=" else tuple(values))

    def _put(self, option: Option, value: Value) -> None:
        self.options[option.name] = value

    def _check(self, grammar: Grammar) -> None:
        least = [name for name in grammar.operands if not name.endswith(("*", "…"))]
        most = (
            -1 if any(name.endswith(("+", "*", "…")) for name in grammar.operands) else len(grammar.operands)
        )
        if len(self.operands) < len(least):
            missing = ", ".join(name.rstrip("+") for name in least[len(self.operands) :])
            raise Refused("no-requirements", f"the following arguments are required: {missing}")
        groups = [
            option.group
            for option in set(grammar.options.values())
            if option.name in self.options and option.group
        ]
        if len(groups) != len(set(groups)):
            raise Refused("conflicting-options", "two options are not allowed together")
        if most >= 0 and len(self.operands) > most:
            self.unknown += self.operands[most:]
        if self.unknown:
            code = "no-such-option" if self.unknown[0].startswith("-") else "wrong-arguments"
            raise Refused(code, f"unrecognized arguments: {' '.join(self.unknown)}")
