"""A command line seen through its wrappers: sudo, env, assignments, ``python -m`` and the like."""

from __future__ import annotations

from pipwise.model.intent import Invocation

# Options of each wrapper that take a value of their own; every other option of it stands alone.
_WITH_VALUE = {
    "sudo": (
        *("-u", "-g", "-h", "-p", "-C", "-r", "-t", "-T", "-U", "-D", "-R"),
        *("--user", "--group", "--host", "--prompt", "--chdir"),
    ),
    "doas": ("-u", "-C"),
    "pkexec": ("--user",),
    "env": ("-u", "--unset", "-C", "--chdir", "-S", "--split-string"),
    "nice": ("-n", "--adjustment"),
    "ionice": ("-c", "-n", "-p"),
    "gosu": (),
    "su-exec": (),
    "runuser": ("-u", "--user", "-g", "--group", "-G", "--supp-group"),
    "timeout": ("-s", "--signal", "-k", "--kill-after"),
    "stdbuf": ("-i", "-o", "-e"),
    "time": ("-f", "-o"),
}
_PLAIN = (
    "command",
    "exec",
    "nohup",
    "setsid",
    "builtin",
    "proxychains",
    "proxychains4",
    "eatmydata",
    "caffeinate",
)
_BECOME = ("sudo", "doas", "pkexec")
WRAPPERS = (*_WITH_VALUE, *_PLAIN)
"""Programs and shell words that only start another one."""
_PYTHON_WITH_VALUE = ("-W", "-X", "--check-hash-based-pycs")


class _Reader:
    """The words that are left, and what the wrappers before them have said."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = list(words)
        self.variables: list[tuple[str, str | None]] = []
        self.clean = False
        self.become = ""
        self.directory = ""

    def skip(self) -> None:
        while self.words:
            word = self.words[0]
            name = word.rpartition("/")[2]
            if _assignment(word):
                self._assign(self.words.pop(0))
            elif name in _PLAIN:
                self.words.pop(0)
            elif name in _WITH_VALUE:
                self.words.pop(0)
                self._wrapper(name)
            else:
                return

    def _wrapper(self, name: str) -> None:
        if name in _BECOME:
            self.become, self.clean = "root", True
        while self.words and self.words[0].startswith("-") and self.words[0] != "--":
            for option, value in self._options(_WITH_VALUE[name]):
                self._option(name, option, value)
        if self.words[:1] == ["--"]:
            self.words.pop(0)
        if name == "timeout" and self.words:
            self.words.pop(0)
        elif name in ("gosu", "su-exec") and self.words:
            self.become = self.words.pop(0).partition(":")[0]

    def _options(self, valued: tuple[str, ...]) -> list[tuple[str, str]]:
        """The options in the first word, by getopt's rules: ``--long=value``, ``--long value``, clusters, ``-uNAME``."""
        word = self.words.pop(0)
        if word.startswith("--") or word == "-":
            option, equals, value = word.partition("=")
            return [(option, self._value() if option in valued and not equals else value)]
        found: list[tuple[str, str]] = []
        for place, letter in enumerate(word[1:], 2):
            if f"-{letter}" in valued:
                return [*found, (f"-{letter}", word[place:] or self._value())]
            found.append((f"-{letter}", ""))
        return found

    def _value(self) -> str:
        return self.words.pop(0) if self.words else ""

    def _option(self, name: str, option: str, value: str) -> None:
        if name in (*_BECOME, "runuser") and option in ("-u", "--user"):
            self.become = value or "root"
        elif name == "sudo" and option in ("-E", "--preserve-env"):
            self.clean = bool(value)
            self.variables += [(kept, f"${kept}") for kept in value.split(",") if kept]
        elif name == "sudo" and option in ("-D", "--chdir"):
            self.directory = value
        elif name == "env":
            self._option_of_env(option, value)

    def _option_of_env(self, option: str, value: str) -> None:
        if option in ("-i", "--ignore-environment", "-"):
            self.clean = True
        elif option in ("-u", "--unset"):
            self.variables.append((value, None))
        elif option in ("-C", "--chdir"):
            self.directory = value
        elif option in ("-S", "--split-string"):
            import shlex

            self.words = [*shlex.split(value), *self.words]

    def _assign(self, word: str) -> None:
        name, _, value = word.partition("=")
        self.variables.append((name, value))


def _assignment(word: str) -> bool:
    name, equals, _ = word.partition("=")
    return bool(equals) and name.replace("_", "a").isalnum() and not name[0].isdigit()


def read_invocation(words: tuple[str, ...]) -> Invocation:
    """Which tool a command line calls, with which arguments, environment and privileges.

    Words after ``sudo`` lose the caller's environment as sudoers' ``env_reset`` has it, ``env -i`` likewise.
    """
    reader = _Reader(words)
    reader.skip()
    program, *arguments = reader.words or [""]
    flags: tuple[str, ...] = ()
    tool, module = _tool(program.rpartition("/")[2]), False
    if tool == "python":
        flags, tool, arguments, module = _python(arguments)
    script = arguments.pop(0) if program and tool == "pip" and not module and _is_python(program) else ""
    return Invocation(
        words=words,
        tool=tool,  # type: ignore[arg-type]  # _tool and _python give Invocation's words only
        program=program,
        module=module,
        python_flags=flags,
        arguments=tuple(arguments),
        variables=tuple(reader.variables),
        clean_environment=reader.clean,
        script=script,
        become=reader.become,
        directory=reader.directory,
    )


def _is_python(program: str) -> bool:
    return _tool(program.rpartition("/")[2]) == "python"


def _tool(name: str) -> str:
    name = name.removesuffix(".exe")
    stem = name.rstrip("0123456789.") if name[:3] == "pip" or name[:6] == "python" else name
    if stem in ("pip", "python", "uv", "uvx", "pipx", "pipwise"):
        return {"uvx": "uv"}.get(stem, stem)
    if name.startswith("pypy"):
        return "python"
    return "pip" if stem == "pip-" else "other"


def _python(arguments: list[str]) -> tuple[tuple[str, ...], str, list[str], bool]:
    """Flags of the interpreter, and the module behind ``-m`` (also in a cluster such as ``-Im``)."""
    flags: list[str] = []
    rest = list(arguments)
    while rest and rest[0].startswith("-") and rest[0] != "-":
        word = rest.pop(0)
        if word in _PYTHON_WITH_VALUE:
            flags += [word, rest.pop(0)] if rest else [word]
        elif not word.startswith("--") and "m" in word[1:]:
            before, _, after = word[1:].partition("m")
            flags += [f"-{letter}" for letter in before]
            name = after or (rest.pop(0) if rest else "")
            tool = {
                "pip": "pip",
                "pip.__main__": "pip",
                "uv": "uv",
                "pipx": "pipx",
                "ensurepip": "ensurepip",
            }.get(name, "other")
            return tuple(flags), tool, rest, True
        elif not word.startswith("--") and "c" in word[1:]:
            return tuple(flags), "other", rest, False
        else:
            flags += [word] if word.startswith("--") else [f"-{letter}" for letter in word[1:]]
    if rest and rest[0].endswith((".whl/pip", "/pip/__main__.py", "/pip")):
        return tuple(flags), "pip", rest, False
    return tuple(flags), "python", rest, False
