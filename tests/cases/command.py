"""The command line in what people write of a command: prompts, remarks, chains and ellipses taken off."""

from __future__ import annotations

import re
import shlex

_INSTALLER = re.compile(
    r"(?:^|[\s/`'\"])(?:pip[0-9.]*|pipx|uv|py(?:py|thon)[0-9.]*|virtualenv|easy_install)(?=$|\s)"
)
_PROGRAM = re.compile(
    r"^(?:sudo\s+)?(?:bash|sh|zsh|make|curl|wget|\./\S+|\S+\.(?:sh|py|run))(?=$|\s)|^\S+ \+I "
)
_PROSE = re.compile(r"\s(?:of|at|in|from|during|for|inside|within|on|by|with)\s")
_SECONDARY = ("pip", "setuptools", "wheel", "virtualenv")
_CALLED = re.compile(r"(?:\S*/)?(?:pip[0-9.]*|pipx|uv|py(?:py|thon)[0-9.]*|virtualenv|easy_install)$")
_WRAPPING = re.compile(r"(?:sudo|doas|env|nice|exec|time|[A-Z_]+=\S*|-\S+)$")


def command_of(text: str, packages: list[str]) -> tuple[str, ...]:
    """The words of the installer's call; where the text names a script instead, those of the script."""
    main = text.partition(" (")[0]
    if main.startswith("(") or (not _INSTALLER.search(main) and not _PROGRAM.search(main)):
        inner = text[text.index("(") + 1 :] if "(" in text else text
        main = inner if _INSTALLER.search(inner) and not _PROGRAM.search(main) else main
    calls = [words for part in _parts(main) if (words := _words(part))]
    if "get-pip" in main and (not calls or calls[-1][-1].rpartition("/")[2].startswith("python")):
        return (*(calls[-1] if calls else ["python3"]), "get-pip.py")
    installs = [words for words in calls if _is_install(words)]
    best = next((words for words in reversed(installs) if not _secondary(words)), None)
    chosen = best or (installs[-1] if installs else None)
    if chosen is None:
        if _PROGRAM.search(main):
            return tuple(_split(main))
        return ("pip", "install", *packages)
    return _with_names(chosen, installs, packages)


def _with_names(chosen: list[str], installs: list[list[str]], packages: list[str]) -> tuple[str, ...]:
    """What the text leaves out, or says in prose, is put in from what the report is about."""
    if not _takes_names(chosen):
        return tuple(chosen)
    operands = _operands(chosen)
    told = {_name(one) for one in packages}
    if operands and told and told.isdisjoint(map(_name, operands)) and all(map(str.isalpha, operands)):
        return (*(word for word in chosen if word not in operands), *packages)
    elsewhere = {_name(word) for words in installs if words is not chosen for word in _operands(words)}
    more = [one for one in packages if _name(one) in elsewhere and _name(one) not in map(_name, operands)]
    more = [one for one in more if _name(one) not in _SECONDARY]
    return (*chosen, *(more if operands else packages))


def _name(word: str) -> str:
    return re.split(r"[=<>!~\[]", word)[0].lower().replace("_", "-").replace(".", "-")


def _parts(text: str) -> list[str]:
    text = re.sub(r"^\s*RUN\s+(?:--\S+\s+)*", "", text)
    text = re.sub(r"^\s*(?:\$|#|>|%|!|-?\s*run:)\s+", "", text.rstrip(" )"))
    return [part.strip() for part in re.split(r"&&|\|\||;|\||\n|\s/\s|→|\s[-=]>\s", text)]


def _words(part: str) -> list[str]:
    """The call's words, from its wrappers on; prose that goes before it and behind it is left out."""
    part = _PROSE.split(part)[0]
    words = [word.strip("`") for word in _split(part)]
    words = [word for word in words if word not in ("...", "…", "<>", "") and not word.startswith("<")]
    first = next((at for at, word in enumerate(words) if _CALLED.match(word)), None)
    if first is None or not _INSTALLER.search(part):
        return []
    start = first
    while start and _WRAPPING.match(words[start - 1]):
        start -= 1
    while words[start].startswith("-"):
        start += 1
    return words[start:]


def _split(part: str) -> list[str]:
    try:
        return shlex.split(part)
    except ValueError:
        return part.split()


def _is_install(words: list[str]) -> bool:
    text = " ".join(words)
    return bool(
        re.search(r"\binstall\b|\bsync\b|\bensurepip\b|\bvenv\b|get-pip|\badd\b|virtualenv|\binject\b", text)
    ) and ("apt" not in words[0] and "apk" not in words[0])


def _operands(words: list[str]) -> list[str]:
    """What stands after ``install``, with the value of ``-r`` and its like counted as named."""
    if "install" not in words:
        return ["there"]
    rest = words[words.index("install") + 1 :]
    return [word for word in rest if not word.startswith("-")]


def _takes_names(words: list[str]) -> bool:
    return "install" in words


def _secondary(words: list[str]) -> bool:
    names = [_name(word) for word in _operands(words)]
    return bool(names) and all(name in _SECONDARY for name in names)
