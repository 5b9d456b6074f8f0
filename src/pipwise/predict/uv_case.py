"""One question to the model of uv: target, intent and settings, and the words in which it is answered."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.facts import uv_options
from pipwise.model.facts import Settings
from pipwise.model.host import PathFact
from pipwise.model.intent import Intent
from pipwise.model.known import Known, Unknown
from pipwise.model.outcome import Evidence, Harm, Outcome, Target
from pipwise.model.value import NamedTuple
from pipwise.predict.uv_codes import UV_CODES
from pipwise.predict.uv_layout import below_usr, local_directories, purelib, purelib_below


class Case(NamedTuple):
    """What the parts of the model are asked about."""

    target: Target
    intent: Intent
    settings: Settings

    @property
    def command(self) -> str:
        """The command: ``pip install``, ``sync`` and so on."""
        return self.intent.arguments.command

    def flag(self, name: str, variable: str = "") -> bool:
        """Whether a flag is on, wherever that was said."""
        pip = self.command.startswith("pip ")
        return uv_options.flag(self.intent.arguments, self.settings, name, variable, pip=pip)

    def text(self, name: str, variable: str = "") -> str:
        """The value of an option, wherever it was given; '' for none."""
        pip = self.command.startswith("pip ")
        return uv_options.text(self.intent.arguments, self.settings, name, variable, pip=pip)

    def given(self, name: str) -> bool:
        """Whether an option stands on the command line."""
        return any(option == name for option, _ in self.intent.arguments.options)

    def place(self, key: str) -> str:
        """What uv found around the working directory."""
        return uv_options.place(self.settings, key)

    def path(self, text: str) -> str:
        """An absolute path, from the directory that uv works in."""
        directory = self.place("directory") or self.target.cwd
        text = text.removeprefix("file://") if text.startswith("file://") else text
        return uv_options.resolve(directory, text)

    def fact(self, path: str) -> PathFact | None:
        """What stands at a path, or None where nobody has looked."""
        return dict(self.target.paths).get(path)

    def variable(self, name: str) -> str:
        """An environment variable that is not uv's own, or ''."""
        return dict(self.target.variables).get(name, "")


def interpreter_problem(case: Case) -> Outcome | None:
    """What uv says where it finds no interpreter (``find_uv_interpreter`` puts a code in front of its sentence)."""
    prefix = case.target.prefix
    if isinstance(prefix, Known):
        return None
    code, _, text = prefix.why.partition(": ")
    if code == "python-download":
        return Outcome("unknown", code, None, None, (Evidence(UV_CODES[code]),))
    if code in UV_CODES:
        return fails(code, text or UV_CODES[code])
    return unknown(prefix.why)


def site_packages(case: Case, root: str = "") -> str | Unknown:
    """The directory of the interpreter's distributions, or of those below a root of one's own."""
    layout, prefix, python = case.target.layout, case.target.prefix, case.target.python
    for fact in (layout, prefix, python):
        if isinstance(fact, Unknown):
            return fact
    if not (isinstance(layout, Known) and isinstance(prefix, Known) and isinstance(python, Known)):
        return Unknown("the interpreter was not asked")
    if root:
        return purelib_below(layout.value, root, python.value)
    active = "VIRTUAL_ENV" in dict(case.target.variables)
    return purelib(layout.value, prefix.value, python.value, active=active)


def writable(case: Case, path: str) -> bool:
    """Whether files can be written there; where nobody has looked, root may and others may below their home."""
    fact = case.fact(path)
    if fact is not None:
        return fact.writable or (case.target.root and fact.kind != "file")
    home = case.variable("HOME")
    return case.target.root or (bool(home) and path.startswith((f"{home}/", case.target.cwd)))


def goes_on(case: Case, code: str, destination: str | None, *, prunes: bool = False) -> Outcome:
    """Uv does it: allowed, or risky where the operating system's own Python or directories are what changes."""
    affected = destination
    if prunes and affected is None:
        own = site_packages(case)
        affected = own if isinstance(own, str) and _holds(case, own) else None
    harms = tuple(_harms(case, affected)) if affected else ()
    return Outcome("risky" if harms else "allowed", code, 0, destination, (Evidence(UV_CODES[code]),), harms)


def _holds(case: Case, directory: str) -> bool:
    """Whether there is anything that could be pruned; where nobody has looked, there may be."""
    installed = case.target.installed
    return isinstance(installed, Unknown) or any(found.location == directory for found in installed.value)


def _harms(case: Case, directory: str) -> Iterator[Harm]:
    """As for pip: what is written where the operating system's Python looks for its own."""
    target = case.target
    in_venv = isinstance(target.venv, Known) and target.venv.value != "none"
    inside = in_venv and isinstance(target.prefix, Known) and directory.startswith(f"{target.prefix.value}/")
    if below_usr(directory) and not inside:
        yield Harm(
            "writes-into-os-directory",
            f"writes into {directory}, which the operating system's package manager owns",
        )
    owned = isinstance(target.owner, Known) and target.owner.value == "os"
    if owned and directory in _shared(target, in_venv=in_venv):
        text = f"the operating system's Python imports from {directory}: it counts for every program that runs on it"
        yield Harm("on-os-import-path", text)


def _shared(target: Target, *, in_venv: bool) -> tuple[str, ...]:
    """Where the operating system's own Python imports from."""
    if in_venv:
        return local_directories(target.layout.value) if isinstance(target.layout, Known) else ()
    return target.import_path.value if isinstance(target.import_path, Known) else ()


def fails(code: str, text: str = "", status: int = 2) -> Outcome:
    """Uv ends for another reason than the marker."""
    return Outcome(
        "fails", code, status, None, (Evidence(text or UV_CODES[code]),), (), f"error: {text}" if text else ""
    )


def unknown(why: str) -> Outcome:
    """Something that matters could not be looked at."""
    return Outcome("unknown", "unknown", None, None, (Evidence(why),))
