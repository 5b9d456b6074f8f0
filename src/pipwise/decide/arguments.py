"""pip's arguments as they are handed to the pip of an environment."""

from __future__ import annotations

from pipwise.model.intent import Intent

# They only say which Python is meant, or talk pip out of its refusal; inside an environment they are wrong or idle.
_DROPPED = ("--break-system-packages", "--user")
_DROPPED_WITH_VALUE = ("--python",)
_PLACES = (("target_dir", "--target"), ("prefix_path", "--prefix"), ("root_path", "--root"))


def for_environment(intent: Intent) -> tuple[str, ...]:
    """The arguments, without those that only meant another Python; nothing else is touched.

    The command goes first: pip takes its general options on either side of it, and nothing else does. Another tool's request is
    put into pip's words, from what was understood of it.
    """
    if intent.invocation.tool != "pip":
        return in_pips_words(intent)
    kept: list[str] = []
    words = iter(intent.invocation.arguments)
    for word in words:
        if word == "--":
            return (*_with_first(kept, intent.arguments.command), word, *words)
        name = word.partition("=")[0]
        if len(name) > 4 and any(option.startswith(name) for option in _DROPPED):
            continue
        if name in _DROPPED_WITH_VALUE:
            if "=" not in word:
                next(words, None)
            continue
        kept.append(word)
    return _with_first(kept, intent.arguments.command)


def _with_first(words: list[str], command: str) -> tuple[str, ...]:
    at = words.index(command) if command in words else 0
    return tuple(words if at == 0 else [command, *words[:at], *words[at + 1 :]])


def place_named(intent: Intent) -> tuple[str, str] | None:
    """The option that names a place of its own to install into, and that place; None where none does."""
    given = dict(intent.arguments.options)
    return next(((option, str(given[key])) for key, option in _PLACES if given.get(key)), None)


def in_pips_words(intent: Intent) -> tuple[str, ...]:
    """The request alone, in pip's words: what is to be had, without where it was to go."""
    words = ["install"]
    for path in intent.requirement_files:
        words += ["-r", path]
    for path in intent.constraint_files:
        words += ["-c", path]
    for requirement in intent.requirements:
        words += ["-e", requirement.text] if requirement.editable else [requirement.text]
    return tuple(words)
