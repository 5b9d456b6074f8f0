"""Print the safe way to install as code, for people who write installers, images, jobs and roles.

--package NAME    what is to be installed (a requirement)
--command NAME    a command that it has, to be put on PATH; can be given several times
--prefix DIR      where root's environment goes
"""

from __future__ import annotations

from pipwise.cli.words import Own
from pipwise.errors import DONE, UsageError
from pipwise.snippets import SNIPPETS, Filling, snippet

_OPTIONS = ("--package", "--command", "--prefix")


def run(own: Own, words: tuple[str, ...]) -> int:
    """Print one; without a kind, say which there are."""
    kinds, given = _read(words)
    if not kinds:
        print("\n".join(f"{kind:<11} {summary}" for kind, summary in SNIPPETS.items()))
        return DONE
    if len(kinds) > 1 or kinds[0] not in SNIPPETS:
        raise UsageError(
            f"there is no snippet {' '.join(kinds)!r}",
            f"there are {', '.join(SNIPPETS)}",
            "pipwise snippet sh",
        )
    filling = Filling(
        (given["--package"] or ["PACKAGE"])[-1], tuple(given["--command"]), (given["--prefix"] or [""])[-1]
    )
    for value in (filling.package, *filling.commands, filling.prefix):
        if not value.isprintable() or any(sign in value for sign in "'\"\\`$"):
            raise UsageError(f"{value!r} cannot stand in a script as it is")
    print(snippet(kinds[0], filling), end="")
    return DONE


def _read(words: tuple[str, ...]) -> tuple[list[str], dict[str, list[str]]]:
    kinds: list[str] = []
    given: dict[str, list[str]] = {name: [] for name in _OPTIONS}
    queue = list(words)
    while queue:
        name, equals, value = queue.pop(0).partition("=")
        if not name.startswith("-"):
            kinds.append(name + equals + value)
        elif name not in given:
            raise UsageError(f"{name} is not an option of snippet", hint="pipwise snippet --help")
        elif not equals and not queue:
            raise UsageError(f"{name} needs a value")
        else:
            given[name].append(value if equals else queue.pop(0))
    return kinds, given
