"""Whether the words of ``why`` name a log: decided before anything is imported that only logs need."""

from __future__ import annotations

from pipwise.cli.session import live_look
from pipwise.cli.words import Own, read_own
from pipwise.facts.resolution import absolute
from pipwise.system.terminal import is_piped

_NO_LOGS = (
    ".whl",
    ".gz",
    ".bz2",
    ".xz",
    ".zip",
    ".toml",
    ".cfg",
    ".py",
    ".pyz",
    ".sh",
    ".in",
    ".lock",
    ".yml",
    ".yaml",
)


def log_named(own: Own, words: tuple[str, ...]) -> tuple[str, Own, tuple[str, ...]]:
    """(the file of the log or ``-`` or '', own options, the command): ``--from-log F``, ``-``, or a file that is there.

    Without any word it is what comes through a pipe.

    Behind the file own options are read as well: nothing of somebody else's command line has begun there.
    """
    if own.from_log:
        return own.from_log, own, words
    if not words and is_piped():
        return "-", own, words
    if words[:1] != ("-",) and not (words and _is_log(own, words)):
        return "", own, words
    more, _, command = read_own(("why", *words[1:]))
    given = {name: value for name, value in more._asdict().items() if value}
    return words[0], own._replace(**given), command


def _is_log(own: Own, words: tuple[str, ...]) -> bool:
    """Whether the first word is a file to read, and no program, no archive and nothing to install."""
    word = words[0]
    name = word.rpartition("/")[2]
    if len(words) > 1 and not words[1].startswith("--"):
        return False
    if "." not in name[1:] and "/" not in word:
        return False
    if name.endswith(".log"):
        return True
    if name.endswith(_NO_LOGS) or name.startswith(("requirements", "constraints")) or word.startswith("-"):
        return False
    look = live_look(own)
    path = absolute(word, look.cwd)
    try:
        return look.stat(path).kind == "file" and not look.may(path, "execute")
    except (OSError, ValueError):
        return False
