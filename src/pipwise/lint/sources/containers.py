"""``docker run IMAGE command``: what runs in that container, and what in one that is there already."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipwise.lint.events import Assign, Become, Command, Event, Isolated, Machine, Word

CONTEXT = "ci"
_ENGINES = ("docker", "podman", "nerdctl", "docker-compose", "podman-compose")
_SHELLS = ("sh", "bash", "ash", "dash", "zsh")
_SWITCHES = frozenset(
    (
        *(
            "--rm",
            "-i",
            "-t",
            "-it",
            "-ti",
            "-d",
            "-dit",
            "-itd",
            "--detach",
            "--interactive",
            "--tty",
            "--init",
        ),
        *(
            "--privileged",
            "-P",
            "--read-only",
            "-T",
            "--no-deps",
            "--no-TTY",
            "--service-ports",
            "-q",
            "--quiet",
        ),
    )
)
"""Options without a value (docker run --help); every other one has one, behind ``=`` or in the next word."""


def in_container(command: Command, plain: list[str], read: Callable[[Command], list[Event]]) -> list[Event]:
    """The events in the container that a command starts or enters; nothing where it is no such command, or says none."""
    verb = _verb(plain)
    if verb < 0:
        return []
    enters = plain[verb] == "exec" or "compose" in " ".join(plain[:verb])
    at, options = _options(plain, verb + 1)
    if at + 1 >= len(command.words):
        return []
    begin = next((here for here in range(at + 1, len(plain)) if _is_shell(plain, here)), at + 1)
    inside = command._replace(words=command.words[begin:], assignments=())
    place = command.words[at]
    machine = Machine(
        None if enters else place, CONTEXT, place.start, place.end, "", "sh", "" if enters else "root"
    )
    given = tuple(_given(command.words, plain, options))
    return [Isolated((machine, *given, *read(inside)), "", command.start, command.end)]


def enters_container(words: list[str]) -> bool:
    """Whether a command line runs something in a container: ``docker exec -i NAME bash``."""
    return _verb(words) >= 0


def _is_shell(plain: list[str], at: int) -> bool:
    """``bash -c``, whatever starts it in there (s6-envdir, tini, gosu)."""
    following = plain[at + 1] if at + 1 < len(plain) else ""
    return plain[at].rpartition("/")[2] in _SHELLS and following[:1] == "-" and following[-1:] == "c"


def _verb(plain: list[str]) -> int:
    """Where ``run`` or ``exec`` stands; -1 for none."""
    start = 1 if plain[:1] == ["sudo"] else 0
    if len(plain) <= start + 2 or plain[start].rpartition("/")[2] not in _ENGINES:
        return -1
    at = start + 1
    while at < len(plain) and plain[at] in ("container", "compose"):
        at += 1
    return at if at < len(plain) and plain[at] in ("run", "exec") else -1


def _options(plain: list[str], at: int) -> tuple[int, list[int]]:
    """Where the image stands, and the places of the options before it."""
    options = []
    while at < len(plain) and plain[at][:1] == "-":
        options.append(at)
        at += 1 if plain[at] in _SWITCHES or "=" in plain[at] else 2
    return at, options


def _given(words: tuple[Word, ...], plain: list[str], options: list[int]) -> Iterator[Event]:
    """``-e NAME=value`` and ``-u user``."""
    for at in options:
        option, equals, value = plain[at].partition("=")
        behind = at if equals or at + 1 == len(words) else at + 1
        start, end = words[behind].start, words[behind].end
        name, given, content = (value if equals else plain[behind]).partition("=")
        if option in ("-e", "--env") and given:
            yield Assign(name, Word((content,), start, end), start, end)
        elif option in ("-u", "--user") and name:
            yield Become(Word((name,), start, end), start, end)
