"""``uninstall`` for people: where a project is, and what was found out when it was taken away."""

from __future__ import annotations

from pipwise.model.lives import Lives

_ROLES = {
    "active": "the active environment",
    "project": "the project's environment",
    "personal": "the personal environment",
    "image": "the image's environment",
}


def where_line(one: Lives) -> str:
    """Where one project is."""
    what = f"{one.project} {one.version}".strip()
    match one.where:
        case "existing-venv":
            return f"{what} is in {_ROLES.get(one.role, 'the environment')} {one.place}"
        case "project-manager":
            group = f", in {one.role}" if one.role else ""
            return f"{one.place} asks for {what}{group}, and {one.owner} looks after it"
        case "app":
            return f"{what} is an application that {one.owner} keeps in {one.place}"
        case "os-package":
            return f"{what} is the operating system's: {one.owner} ({one.role}) has it in {one.place}"
        case "user":
            return f"{what} is in the user site {one.place}"
        case "script-env":
            return f"{one.place} asks for {what}"
        case "own-python":
            return f"{what} is in {one.place}, of {one.python}"
        case _:
            return f"{what} is in {one.place}, and no OS package has brought it"


def gone_line(one: Lives, origin: str | None) -> str:
    """What was proved of it afterwards; ``origin`` is where it is still imported from, None where nobody was asked."""
    place = one.place.rpartition("/")[2] if one.where == "script-env" else one.place
    said = f"proved: {one.project} is gone from {place}"
    if origin is None:
        return said
    return (
        f"{said}; its Python still imports one from {origin}"
        if origin
        else f"{said}, and cannot be imported there"
    )
