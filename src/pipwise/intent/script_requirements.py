"""Requirements written into a TOML document's ``dependencies`` and taken out of it; everything else stays as it is."""

from __future__ import annotations

import tomllib

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from pipwise.errors import CouldNotLook, UsageError
from pipwise.intent.script_toml import Array, find_array, quoted
from pipwise.model.value import NamedTuple


class Listed(NamedTuple):
    """What a block asks for."""

    requirements: tuple[str, ...]
    requires_python: str
    tools: tuple[str, ...]
    """Names of its ``tool`` tables."""


def read_block(text: str, where: str) -> Listed:
    """What the document says. Raises ``UsageError`` where it is no TOML, or not as PEP 723 has it."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"the script block of {where} is no TOML", str(error), "mend it by hand") from error
    listed, python = document.get("dependencies", []), document.get("requires-python", "")
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        raise UsageError(
            f"the script block of {where} is not as PEP 723 has it", "dependencies is no list of strings"
        )
    for one in listed:
        _parsed(one, where)
    tools = document.get("tool", {})
    return Listed(tuple(listed), str(python), tuple(tools) if isinstance(tools, dict) else ())


def with_requirement(text: str, wanted: str, where: str) -> str:
    """The document with a requirement; one of the same project and for the same marker is replaced.

    A bare name asks for nothing that is not there already, whichever version is listed.
    """
    listed = read_block(text, where).requirements
    new = _parsed(wanted, where)
    same = [number for number, one in enumerate(listed) if _project(one) == canonicalize_name(new.name)]
    if same and str(new) == new.name:
        return text
    replaced = _replaced(listed, same, new)
    if replaced is None:
        expected = [*listed, wanted]
        return _checked(text, _appended(text, quoted(wanted)), expected, where)
    old = _parsed(listed[replaced], where)
    if old.extras - new.extras:
        new.extras |= old.extras
        wanted = str(new)
    gone = [number for number in same if number != replaced and new.marker is None]
    expected = [
        wanted if number == replaced else one for number, one in enumerate(listed) if number not in gone
    ]
    array = find_array(text)[0]
    edited = text
    for number in sorted((replaced, *gone), reverse=True):
        start, end = array.elements[number] if array else (0, 0)
        edited = (
            _removed(edited, start, end) if number in gone else edited[:start] + quoted(wanted) + edited[end:]
        )
    return _checked(text, edited, expected, where)


def without_project(text: str, project: str, where: str) -> str:
    """The document without any requirement of a project."""
    listed = read_block(text, where).requirements
    gone = [number for number, one in enumerate(listed) if _project(one) == canonicalize_name(project)]
    array = find_array(text)[0]
    edited = text
    for number in reversed(gone):
        edited = _removed(edited, *array.elements[number]) if array else edited
    return _checked(text, edited, [one for n, one in enumerate(listed) if n not in gone], where)


def _parsed(text: str, where: str) -> Requirement:
    try:
        return Requirement(text)
    except InvalidRequirement as error:
        why = str(error).partition("\n")[0]
        raise UsageError(
            f"{text!r} cannot stand in the block of {where}", why, "name it as PEP 508 has it"
        ) from error


def _project(text: str) -> str:
    return canonicalize_name(Requirement(text).name)


def _replaced(listed: tuple[str, ...], same: list[int], new: Requirement) -> int | None:
    """The one that the new requirement takes the place of."""
    markers = {number: str(Requirement(listed[number]).marker or "") for number in same}
    for number, marker in markers.items():
        if marker == str(new.marker or ""):
            return number
    return same[0] if same and (new.marker is None or "" in markers.values()) else None


def _appended(text: str, element: str) -> str:
    array, at = find_array(text)
    if array is None:
        return f"{text[:at]}dependencies = [\n    {element},\n]\n{text[at:]}"
    if not array.elements:
        return (
            f"{text[: array.opens + 1]}{element}{text[array.closes :].lstrip()}"
            if _is_empty(text, array)
            else (f"{text[: array.closes]}    {element},\n{text[array.closes :]}")
        )
    start, end = array.elements[-1]
    begin = text.rfind("\n", 0, start) + 1
    comma = "" if _has_comma(text, end, array.closes) else ","
    if text[begin:start].strip() or "\n" not in text[end : array.closes]:
        after = _after_comma(text, end) if not comma else end
        return f"{text[:after]}{comma} {element}{'' if comma else ','}{text[after:]}"
    line = text.find("\n", end)
    return f"{text[:end]}{comma}{text[end:line]}\n{text[begin:start]}{element},{text[line:]}"


def _is_empty(text: str, array: Array) -> bool:
    """One line, with nothing in it."""
    inside = text[array.opens + 1 : array.closes]
    return not inside.strip() and "\n" not in inside


def _has_comma(text: str, at: int, closes: int) -> bool:
    return text[at:closes].lstrip(" \t").startswith(",")


def _after_comma(text: str, at: int) -> int:
    return text.index(",", at) + 1


def _removed(text: str, start: int, end: int) -> str:
    """Without an element: with its whole line where it stands alone in it."""
    begin = text.rfind("\n", 0, start) + 1
    line = text.find("\n", end)
    rest = text[end : line if line >= 0 else len(text)].strip()
    if (
        not text[begin:start].strip()
        and line >= 0
        and (not rest.lstrip(",").strip() or rest.lstrip(", ").startswith("#"))
    ):
        return text[:begin] + text[line + 1 :]
    after = text[end:]
    stripped = after.lstrip(" \t")
    if stripped.startswith(","):
        return text[:start] + stripped[1:].lstrip(" \t")
    before = text[:start].rstrip(" \t\n")
    return (before.removesuffix(",")) + after


def _checked(text: str, edited: str, expected: list[str], where: str) -> str:
    """The edited document, if it says what it should and nothing else is different. Raises ``CouldNotLook``."""
    try:
        before, after = tomllib.loads(text), tomllib.loads(edited)
    except tomllib.TOMLDecodeError:
        after, before = {}, {"": ""}
    if after.get("dependencies", []) == expected and _others(before) == _others(after):
        return edited
    why = "its dependencies are written in a way that is not understood"
    raise CouldNotLook(f"the script block of {where} cannot be edited", why, "edit it by hand")


def _others(document: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in document.items() if key != "dependencies"}
