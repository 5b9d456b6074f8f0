"""The ``EXTERNALLY-MANAGED`` file of PEP 668, as bytes on a disk and as its specification reads them."""

from __future__ import annotations

from typing import Literal

from pipwise.model.interpreter import Marker
from pipwise.model.known import Fact, Known, Source
from pipwise.system.look import Look

_SECTION = "externally-managed"


def read_marker(look: Look, stdlib: str) -> Fact[Marker]:
    """The marker beside a standard library; absent, present, malformed, unreadable and not-a-file are five answers."""
    path = f"{stdlib}/EXTERNALLY-MANAGED"
    source = Source("live", path)
    try:
        stat = look.stat(path)
    except FileNotFoundError:
        return Known(Marker(path, _dangling(look, path)), source)
    except OSError:
        return Known(Marker(path, "unreadable"), source)
    if stat.kind != "file":
        return Known(Marker(path, "not-a-file"), source)
    try:
        data = look.read(path)
    except OSError:
        return Known(Marker(path, "unreadable"), source)
    return Known(parse_marker(data, path), source)


def _dangling(look: Look, path: str) -> Literal["absent", "not-a-file"]:
    try:
        look.stat(path, follow=False)
    except OSError:
        return "absent"
    return "not-a-file"


def parse_marker(data: bytes, path: str) -> Marker:
    """A marker's text by the specification: an INI file for ``configparser`` without interpolation, in UTF-8."""
    if data.startswith(b"\xef\xbb\xbf"):
        return Marker(path, "malformed", "bom")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return Marker(path, "malformed", "encoding")
    if not text.strip():
        return Marker(path, "malformed", "empty")
    errors = _plain(text)
    if errors is None:
        return _by_configparser(text, path)
    return _judged(errors, path)


def _judged(errors: list[tuple[str, str]], path: str) -> Marker:
    keys = [key.lower() for key, _ in errors]
    if len(keys) != len(set(keys)):
        return Marker(path, "malformed", "duplicate-key", tuple(errors))
    if not any(key == "error" or key.startswith("error-") for key in keys):
        return Marker(path, "malformed", "no-error-key", tuple(errors))
    return Marker(path, "present", "", tuple(errors))


def _plain(text: str) -> list[tuple[str, str]] | None:
    """The form that every distributor ships, read by hand: importing configparser costs as much as starting Python.

    None for anything else, which configparser then reads; a test holds both equal.
    """
    lines = text.split("\n")
    if lines[0] != f"[{_SECTION}]":
        return None
    found: list[tuple[str, list[str]]] = []
    for line in lines[1:]:
        if not line.strip():
            if found:
                found[-1][1].append("")
        elif line[0] == " " and found and line.strip()[0] not in "#;[":
            found[-1][1].append(line.strip())
        else:
            key, equals, value = line.partition("=")
            if not equals or not key.replace("-", "").replace("_", "").isascii() or not key[0].isalpha() or ":" in key:
                return None
            if any(character in key for character in " \t#;[]"):
                return None
            found.append((key, [value.strip()]))
    return [(key, "\n".join(value).rstrip()) for key, value in found]


def _by_configparser(text: str, path: str) -> Marker:
    import configparser

    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # uv's keys are case-sensitive: keep them as written
    try:
        parser.read_string(text)
    except (configparser.DuplicateOptionError, configparser.DuplicateSectionError):
        return Marker(path, "malformed", "duplicate-key")
    except configparser.Error:
        return Marker(path, "malformed", "not-ini")
    if _SECTION not in parser:
        return Marker(path, "malformed", "no-section")
    return _judged(list(parser[_SECTION].items()), path)
