"""INI files as ``configparser`` reads them: the form that people write by hand, the rest by ``configparser`` itself.

Importing configparser takes as long as half a start of Python, and most of these files are a header and a few keys.
"""

from __future__ import annotations

Sections = list[tuple[str, list[tuple[str, str]]]]

_KEY = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")


def plain_ini(text: str) -> Sections | None:
    """Sections with their keys as written; None for anything that is not plain, which only configparser may judge.

    Plain is: headers that fill their line, ``key = value``, continuation lines that begin with a space, comment lines,
    empty lines; no section and no key twice.
    """
    found: list[tuple[str, list[tuple[str, list[str]]]]] = []
    value: list[str] | None = None
    for line in text.split("\n"):
        stripped = line.strip()
        if not stripped:
            if value is not None:
                value.append("")
        elif stripped[0] in "#;":
            continue
        elif line[0] == " ":
            if value is None:
                return None
            value.append(stripped)
        elif line[0] == "[":
            name = _header(line)
            if not name or any(name == section for section, _ in found):
                return None
            found.append((name, []))
            value = None
        else:
            key, equals, first = line.partition("=")
            key, keys = key.rstrip(" \t"), found[-1][1] if found else []
            if not found or not equals or not key or not _KEY.issuperset(key) or _is_among(key, keys):
                return None
            value = [first.strip()]
            keys.append((key, value))
    return [(name, [(key, "\n".join(lines).rstrip()) for key, lines in keys]) for name, keys in found]


def universal_newlines(text: str) -> str:
    """Line ends as a file that is opened as text has them."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _header(line: str) -> str:
    """The name in ``[name]``, or '' where the line is not just that or the name has a meaning of its own."""
    name = line[1:-1]
    return "" if line[-1] != "]" or name == "DEFAULT" or "[" in name or "]" in name else name


def _is_among(key: str, keys: list[tuple[str, list[str]]]) -> bool:
    return any(key.lower() == known.lower() for known, _ in keys)
