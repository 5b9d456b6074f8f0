"""What the modules of Ansible that matter here run, as commands (their documentation, and pip.py of ansible-core)."""

from __future__ import annotations

from collections.abc import Callable

from pipwise.lint.events import Command, Copy, Event, Isolated, Opaque, Word
from pipwise.lint.sources.ansible_hosts import modules_pip
from pipwise.lint.sources.ansible_values import Task
from pipwise.lint.sources.pieces import Pieces

_MANAGERS = {
    "apt": ("apt-get", "install", "-y"),
    "dnf": ("dnf", "install", "-y"),
    "yum": ("yum", "install", "-y"),
    "apk": ("apk", "add"),
    "zypper": ("zypper", "install", "-y"),
    "pacman": ("pacman", "-S", "--noconfirm"),
    "homebrew": ("brew", "install"),
    "package": ("package", "install"),
}


def commands_of(pieces: Pieces, task: Task) -> tuple[Event, ...]:
    """The events of a task; nothing where it only looks or takes away what does not matter."""
    return _MODULES[task.module](pieces, task)


def _pip(pieces: Pieces, task: Task) -> tuple[Event, ...]:
    """An environment is made where there is none (by ``virtualenv``, or ``virtualenv_command``); then its pip is run."""
    state = task.text("state")
    verb = "uninstall" if state == "absent" else "install"
    root, executable = task.first("virtualenv"), task.first("executable")
    events: list[Event] = []
    if root is not None:
        maker = task.text("virtualenv_command") or "virtualenv"
        see = ("--system-site-packages",) if task.on("virtualenv_site_packages") else ()
        events.append(_command(task, (*_fixed(task, *maker.split(), *see), root)))
        program = Word((*root.parts, "/bin/pip"), root.start, root.end)
    elif executable is not None:
        program = executable
    else:
        unknown, program = modules_pip(task.interpreter, Word(("pip3",), task.start, task.end))
        events += unknown
    flags = {"latest": ("--upgrade",), "forcereinstall": ("--force-reinstall",)}.get(state, ())
    flags = ("-y",) if verb == "uninstall" else flags
    words = [program, *_fixed(task, verb, *flags)]
    extra = task.text("extra_args")
    words += _fixed(task, *extra.split()) if extra and "{{" not in extra else []
    requirements = task.first("requirements")
    if requirements is not None:
        words += [*_fixed(task, "-r"), requirements]
    words += _named(task)
    kept = tuple(
        (name, task.text(name))
        for name in ("virtualenv", "break_system_packages", "executable", "extra_args")
    )
    assigned = (("PIP_BREAK_SYSTEM_PACKAGES", Word(("1",), task.start, task.end)),)
    command = _command(task, tuple(words))._replace(
        assignments=assigned if task.on("break_system_packages") else (),
        module=(("module", "pip"), *kept),
        tolerated=False,
    )
    return (Isolated((*events, command), "none", task.start, task.end),)


def _named(task: Task) -> list[Word]:
    """The names, with the items of a loop where the name is only that."""
    named = task.arguments.get("name", task.arguments.get("pkg", ()))
    found: list[Word] = []
    for word in named:
        item = [part for part in word.parts if isinstance(part, Opaque) and "item" in part.text]
        if item and len(word.parts) == 1 and task.loop:
            found += task.loop
        elif len(word.parts) == 1 and isinstance(word.parts[0], str) and "," in word.parts[0]:
            found += [
                Word((one.strip(),), word.start, word.end) for one in word.parts[0].split(",") if one.strip()
            ]
        else:
            found.append(word)
    return found


def _shell(pieces: Pieces, task: Task) -> tuple[Event, ...]:
    if task.free is None:
        return ()
    shell = task.text("executable").rpartition("/")[2] or "sh"
    return pieces.script([task.free], shell)


def _run(pieces: Pieces, task: Task) -> tuple[Event, ...]:
    """``command`` starts a program without a shell; what looks like one is read as words all the same."""
    listed = task.arguments.get("argv")
    if listed:
        return (Isolated((_command(task, listed),), "none", task.start, task.end),)
    return _shell(pieces, task)


def _packages(pieces: Pieces, task: Task) -> tuple[Event, ...]:
    if task.text("state") in ("absent", "removed"):
        return ()
    named = _named(task)
    if not named:
        return ()
    words = (*_fixed(task, *_MANAGERS[task.module]), *named)
    return (Isolated((_command(task, words),), "none", task.start, task.end),)


def _file(pieces: Pieces, task: Task) -> tuple[Event, ...]:
    target = task.first("path", "dest", "name")
    if target is None or task.text("state") != "absent":
        return ()
    whole = [_filled(target, item) for item in task.loop] if _asks_item(target) and task.loop else [target]
    return (Isolated((_command(task, (*_fixed(task, "rm", "-rf"), *whole)),), "none", task.start, task.end),)


def _asks_item(word: Word) -> bool:
    return any(isinstance(part, Opaque) and "item" in part.text for part in word.parts)


def _filled(word: Word, item: Word) -> Word:
    """A word with ``{{ item }}`` filled in."""
    parts = (one for part in word.parts for one in (item.parts if isinstance(part, Opaque) else (part,)))
    return Word(tuple(parts), item.start, item.end)


def _nothing(pieces: Pieces, task: Task) -> tuple[Event, ...]:
    return ()


def _copy(pieces: Pieces, task: Task) -> tuple[Event, ...]:
    target = task.first("dest", "path")
    if target is None:
        return ()
    source = task.first("src")
    content = task.text("content") or task.text("line") or task.text("block")
    if task.module == "ini_file":
        content = f"[{task.text('section')}]\n{task.text('option')} = {task.text('value')}\n"
    return (Copy((source,) if source else (), target, task.start, task.end, None, content),)


def _command(task: Task, words: tuple[Word, ...]) -> Command:
    return Command(words, task.start, task.end)


def _fixed(task: Task, *texts: str) -> list[Word]:
    return [Word((text,), task.start, task.start) for text in texts]


_MODULES: dict[str, Callable[[Pieces, Task], tuple[Event, ...]]] = {
    "pip": _pip,
    "command": _run,
    "shell": _shell,
    "raw": _shell,
    "script": _nothing,
    **dict.fromkeys(_MANAGERS, _packages),
    "file": _file,
    "find": _nothing,
    **dict.fromkeys(("copy", "template", "ini_file", "lineinfile", "blockinfile"), _copy),
}
