"""Python scripts among the commands: those whose interpreter is gone, and those that hide an OS package's command."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from pipwise.audit.damage import Damage, Repair
from pipwise.audit.installed import Installed, files_of
from pipwise.audit.survey import Survey
from pipwise.facts.glance import names, stands
from pipwise.facts.shebang import LIMIT, interpreter_words, is_python
from pipwise.model.outcome import Evidence

CODE = "command"
SUMMARY = "a command's Python is gone, or it hides a command of an OS package"


def check(survey: Survey) -> Iterator[Damage]:
    """In /usr/local/bin, and of everybody in ~/.local/bin."""
    brought = _brought(survey)
    for folder in ("/usr/local/bin", *(f"{one.home}/.local/bin" for one in survey.people)):
        for name in names(survey.look, folder):
            path = f"{folder}/{name}"
            interpreter = _interpreter(survey, path)
            if interpreter and path not in survey.owned.owners:
                yield from _of(survey, path, interpreter, brought.get(path))


def _of(survey: Survey, path: str, interpreter: str, copy: Installed | None) -> Iterator[Damage]:
    if interpreter.startswith("/") and not stands(survey.look, interpreter):
        message = f"{path} does not start any more: its Python {interpreter} is gone"
        repair = Repair("remove-file", path, "install it again as an application, or remove it")
        evidence = (Evidence(f"its first line names {interpreter}", path),)
        yield Damage(CODE, "warning", "high", path, message, evidence, (), repair)
        return
    if path.startswith("/usr/local/"):
        name = path.rpartition("/")[2]
        for other in (f"/usr/bin/{name}", f"/bin/{name}"):
            package = survey.owned.owners.get(other)
            if package and stands(survey.look, other):
                message = f"{path} hides {other} of the OS package {package} from everybody who types {name}"
                yield _hides(path, message, copy)
                return


def _hides(path: str, message: str, copy: Installed | None) -> Damage:
    evidence: tuple[Evidence, ...] = (Evidence("/usr/local/bin comes first on PATH", path),)
    repair = Repair("none", path, "look at it; nobody knows whose it is")
    if copy:
        evidence += (Evidence(f"{copy.title} has brought it", copy.metadata),)
        repair = Repair("remove-distribution", copy.metadata, f"remove {copy.title}, which has brought it")
    return Damage(CODE, "warning", "high", path, message, evidence, (), repair)


def _brought(survey: Survey) -> dict[str, Installed]:
    """Commands that a RECORD names, with the distribution."""
    return {
        posixpath.normpath(f"{one.place.path}/{name}"): one
        for one in survey.foreign()
        for name in files_of(survey.look, one)
        if "/bin/" in name
    }


def _interpreter(survey: Survey, path: str) -> str:
    """What runs a script, where that is a Python; '' for anything else."""
    try:
        head = survey.look.read(path, LIMIT)
    except OSError:
        return ""
    words = interpreter_words(head) if head.startswith(b"#!") else []
    return words[0] if words and is_python(words[0]) else ""
