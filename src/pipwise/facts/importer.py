"""Who imports, by the file that starts it (``--context FILE``): a unit, a crontab, a script, a kernel, Ansible's settings."""

from __future__ import annotations

from pipwise.errors import UsageError
from pipwise.facts.glance import text
from pipwise.facts.resolution import absolute, resolve
from pipwise.model.call import Call, Consumer, Standing
from pipwise.model.known import Known, Source, Unknown
from pipwise.model.value import Mapping, NamedTuple
from pipwise.system.look import Look

_ANSIBLE = r"\b(?:ansible_python_interpreter|interpreter_python)\s*[:=]\s*[\"']?(/[^\s\"']+)"
_UNITS = (".service", ".timer")
_YAML = (".yml", ".yaml", ".cfg", ".ini")


class Line(NamedTuple):
    """A command in a file, and the line that it stands on."""

    words: tuple[str, ...]
    number: int


def call_of_file(look: Look, path: str, environment: Mapping[str, str]) -> Call:
    """What stands in the file will import: which kind of thing it is, and with which Python.

    Raises ``UsageError`` for a file that cannot be read.
    """
    full = absolute(path, look.cwd)
    content = text(look, full)
    if not content:
        raise UsageError(
            f"--context {path}: it cannot be read, or is empty", hint="name a file, or a word: terminal …"
        )
    name = full.rpartition("/")[2]
    if name == "kernel.json":
        return _kernel(look, full, content)
    told = ansible_in(full, content)
    if told or name.endswith(_YAML) or "ansible" in name:
        return told or _call("playbook", full, 0, Consumer("ansible"))
    kind: Standing = "service" if name.endswith(_UNITS) or "cron" in full else "script"
    started = commands_in(content) if kind == "service" else ()
    if started:
        python = python_of(look, started[0].words, environment)
        return _call("service", full, started[0].number, Consumer("service", python))
    python = resolve(look, full, environment, look.cwd).interpreter or ""
    return _call(kind, full, 1, Consumer("service" if kind == "service" else "person", python))


def commands_in(content: str) -> tuple[Line, ...]:
    """What a unit or a crontab starts, in order."""
    found = []
    for number, line in enumerate(content.splitlines(), 1):
        words = _started_by_unit(line) or _started_by_cron(line.split())
        if words:
            found.append(Line(tuple(words), number))
    return tuple(found)


def _started_by_unit(line: str) -> list[str]:
    """The words after ``ExecStart=`` and its prefixes (systemd.service(5))."""
    name, _, value = line.partition("=")
    return value.strip().lstrip("-@:+!").split() if name.strip() == "ExecStart" else []


def _started_by_cron(words: list[str]) -> list[str]:
    """The command, a whole path, after five fields or one such as ``@daily``, and perhaps a user (crontab(5))."""
    if not words or words[0].startswith("#"):
        return []
    for fields in (1, 5) if _is_word(words[0][1:]) and words[0][0] == "@" else (5,):
        rest = words[fields:]
        rest = rest[1:] if rest and _is_word(rest[0]) else rest
        if rest and rest[0].startswith("/"):
            return rest
    return []


def _is_word(text: str) -> bool:
    return text.replace("_", "a").isalnum()


def python_of(look: Look, words: tuple[str, ...], environment: Mapping[str, str]) -> str:
    """The Python that a command runs with: itself, or its script's; '' where it is none."""
    return resolve(look, words[0], environment, "/").interpreter or "" if words else ""


def ansible_in(path: str, content: str) -> Call | None:
    """The interpreter that Ansible's settings name for the modules, or None."""
    if "interpreter" not in content:
        return None
    from re import search

    for number, line in enumerate(content.splitlines(), 1):
        match = search(_ANSIBLE, line)
        if match and not line.lstrip().startswith(("#", ";")):
            return _call("playbook", path, number, Consumer("ansible", match[1]))
    return None


def _kernel(look: Look, path: str, content: str) -> Call:
    import json

    try:
        words = json.loads(content)["argv"]
        python = absolute(str(words[0]), look.cwd) if "/" in str(words[0]) else ""
    except (ValueError, KeyError, TypeError, IndexError):
        return Call("notebook", Source("live", path), path, consumer=Unknown(f"{path} names no interpreter"))
    return _call("notebook", path, 0, Consumer("kernel", python))


def _call(standing: Standing, path: str, line: int, consumer: Consumer) -> Call:
    source = Source("live", f"{path}:{line}" if line else path)
    return Call(standing, source, path, line, Known(consumer, source))
