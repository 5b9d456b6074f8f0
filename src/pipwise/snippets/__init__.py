"""The safe way to install, as code for people who write installers: texts to copy, filled in."""

from __future__ import annotations

from pipwise.model.value import NamedTuple
from pipwise.system.resources import read as read_resource

SNIPPETS = {
    "sh": "a shell installer for old and new systems, with upgrade and uninstall",
    "dockerfile": "lines of a Dockerfile: an environment in the image, first on PATH",
    "github": "steps of a GitHub Actions job",
    "gitlab": "a GitLab CI job",
    "ansible": "tasks of Ansible",
    "python": "a Python installer that needs nothing but the standard library",
}


class Filling(NamedTuple):
    """What a snippet is about."""

    package: str = "PACKAGE"
    """A requirement."""
    commands: tuple[str, ...] = ()
    """Commands that are put on PATH; the project's name where none is given."""
    prefix: str = ""
    """Where the environment goes when root asks."""


def snippet(kind: str, filling: Filling) -> str:
    """One snippet, filled in. Raises ``KeyError`` for a kind that there is not."""
    SNIPPETS[kind]
    text = read_resource("pipwise.snippets", f"{kind}.txt").decode()
    name = _name(filling.package)
    commands = " ".join(filling.commands or (name,))
    default = "/opt/venv" if kind == "dockerfile" else f"/opt/{name}"
    for key, value in (
        ("@PACKAGE@", filling.package),
        ("@QUOTED@", _quoted(filling.package)),
        ("@COMMANDS@", commands),
        ("@PREFIX@", filling.prefix or default),
        ("@NAME@", name),
    ):
        text = text.replace(key, value)
    return text


def _name(package: str) -> str:
    """The project of a requirement."""
    at = next((at for at, sign in enumerate(package) if not (sign.isalnum() or sign in "-_.")), len(package))
    return package[:at] or "package"


def _quoted(package: str) -> str:
    return package if all(sign.isalnum() or sign in "-_.=[]," for sign in package) else f"'{package}'"
