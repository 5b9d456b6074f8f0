"""Which values uv's options take, by kinds that were measured (``scripts/uv_option_table.py``)."""

from __future__ import annotations

TRUE = ("y", "yes", "t", "true", "on", "1")
FALSE = ("n", "no", "f", "false", "off", "0")
_NAME = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_.")


def why_wrong(kind: str, value: str) -> str:
    """Why uv refuses a value for an option of this kind, or ''."""
    if kind.startswith("enum:"):
        return "" if value in kind[5:].split(",") else "it is none of the possible values"
    return "" if _CHECKS.get(kind, _any)(value) else f"it is not a {_WORDS.get(kind, kind)}"


def why_wrong_in_environment(kind: str, value: str) -> str:
    """The same for the option's environment variable, where a flag takes a boolean word."""
    if kind in ("flag", "count"):
        return "" if value.lower() in (*TRUE, *FALSE) else "value was not a boolean"
    return why_wrong(kind, value)


def is_name(value: str) -> bool:
    """Whether uv takes it for the name of a package, an extra or a group (PEP 508's identifier)."""
    lower = value.lower()
    return bool(lower) and set(lower) <= _NAME and lower[0].isalnum() and lower[-1].isalnum()


def _any(value: str) -> bool:
    return True


def _path(value: str) -> bool:
    return value != ""


def _names(value: str) -> bool:
    return all(is_name(part) for part in value.replace(",", " ").split()) and "!" not in value


def _selection(value: str) -> bool:
    return all(part in (":all:", ":none:") or is_name(part) for part in value.split(",") if part)


def _url(value: str) -> bool:
    return value == "" or ":" in value or value.startswith(("/", "."))


def _date(value: str) -> bool:
    return any(character.isdigit() for character in value) and "!" not in value


def _pair(value: str) -> bool:
    return "=" in value


def _package_pair(value: str) -> bool:
    return ":" in value and "=" in value


def _requirement(value: str) -> bool:
    end = next((index for index, character in enumerate(value) if character in "<>=!~[@ ;"), len(value))
    return is_name(value[:end])


def _integer(value: str) -> bool:
    return value.isascii() and value.isdigit()


def _version(value: str) -> bool:
    parts = value.split(".")
    return len(parts) in (2, 3) and all(part[:1].isdigit() for part in parts)


_CHECKS = {
    "path": _path,
    "name": _names,
    "select": _selection,
    "url": _url,
    "date": _date,
    "pair": _pair,
    "package-pair": _package_pair,
    "requirement": _requirement,
    "integer": _integer,
    "version": _version,
}
_WORDS = {
    "name": "valid package or extra name",
    "select": "valid package name",
    "pair": "KEY=VALUE pair",
    "package-pair": "PACKAGE:KEY=VALUE pair",
    "date": "date",
    "version": "Python version",
}
