"""What ``uv --python`` asks for: a version, a path, a name or an implementation (uv ``crates/uv-python/src/discovery.rs``)."""

from __future__ import annotations

from collections.abc import Callable

from pipwise.model.value import Literal, NamedTuple

Kind = Literal[
    "default", "any", "version", "range", "implementation", "directory", "file", "name", "key", "invalid"
]

IMPLEMENTATIONS = {"cpython": "cp", "pypy": "pp", "graalpy": "gp", "pyodide": ""}
_VARIANTS = ("t", "d", "td", "freethreaded", "debug", "freethreaded+debug", "gil", "gil+debug")
_OPERATORS = ("<", ">", "=", "!", "~")
_DIGITS = "0123456789"


class Request(NamedTuple):
    """One request for an interpreter, as uv reads it."""

    kind: Kind
    text: str = ""
    """The path, the name, or the version specifiers."""
    version: tuple[int, ...] = ()
    prerelease: str = ""
    implementation: str = ""
    variant: str = ""


def parse_request(
    text: str | None, *, is_directory: Callable[[str], bool], is_file: Callable[[str], bool]
) -> Request:
    """Uv's reading of a ``--python`` value; everything means something, so that the last resort is a name on PATH."""
    lower = (text or "").lower()
    if not text or lower in ("default", "any"):
        return Request("any" if lower == "any" else "default")
    found = _by_version(lower)
    if found is not None:
        return found
    if is_directory(text):
        return Request("directory", text)
    if is_file(text) or "/" in text:
        return Request("file", text)
    return _by_key(lower) or Request("name", text)


def parse_version_request(text: str) -> Request | None:
    """A bare version or specifier such as 3.12, 312, 3.13t or >=3.9,<3.13; None where it is none."""
    if text.startswith(_OPERATORS):
        return Request("range", text) if _specifiers(text) else None
    stem, variant = _split_variant(text)
    release, prerelease = _split_prerelease(stem.removeprefix("v"))
    parts = release.split(".")
    if not all(part.isascii() and part.isdigit() for part in parts) or len(parts) > 3:
        return None
    numbers = tuple(int(part) for part in parts)
    if len(numbers) == 1 and numbers[0] > 9:
        numbers = (int(parts[0][0]), int(parts[0][1:]))
    if any(number > 255 for number in numbers) or (prerelease and len(numbers) == 1):
        return None
    if prerelease and len(numbers) == 3 and numbers[2] == 0:
        numbers = numbers[:2]
    return Request("version", text, numbers, prerelease, variant=variant)


def unsupported(request: Request) -> str:
    """Why uv refuses to look for this version at all, or ''."""
    version = request.version
    if request.kind != "version":
        return ""
    if version[0] < 3:
        return f"Python <3 is not supported but {request.text} was requested"
    if len(version) > 1 and version[1] < 6 and version[0] == 3:
        return f"Python <3.6 is not supported but {request.text} was requested"
    free = request.variant in ("t", "td", "freethreaded", "freethreaded+debug")
    if free and len(version) > 1 and version[:2] < (3, 13):
        return f"Python <3.13 does not support free-threading but {request.text} was requested"
    return ""


def _by_version(lower: str) -> Request | None:
    for prefix in ("python", ""):
        if lower.startswith(prefix) and lower != prefix:
            found = parse_version_request(lower[len(prefix) :].removeprefix("@" if prefix else ""))
            if found is not None:
                return found
    names = [(long, name) for long, short in IMPLEMENTATIONS.items() for name in (long, short) if name]
    for long, name in names:
        if lower == name:
            return Request("implementation", lower, implementation=long)
        if lower.startswith(name):
            found = parse_version_request(lower[len(name) :].removeprefix("@"))
            if found is not None:
                return found._replace(implementation=long)
    return None


def _by_key(lower: str) -> Request | None:
    """A key of uv's own downloads, such as ``cpython-3.12-linux-x86_64-gnu``; platform words are taken as matching."""
    parts = lower.split("-")
    if not 2 <= len(parts) <= 5 or not (parts[0] in IMPLEMENTATIONS or parts[0] == "any"):
        return None
    found = parse_version_request(parts[1])
    if found is None and parts[1] != "any":
        return None
    implementation = "" if parts[0] == "any" else parts[0]
    if found is None:
        return Request("key", lower, implementation=implementation)
    return Request("key", lower, found.version, found.prerelease, implementation, found.variant)


def _split_variant(text: str) -> tuple[str, str]:
    end = max((text.rfind(digit) for digit in _DIGITS), default=-1) + 1
    variant = text[end:].removeprefix("+")
    return (text[:end], variant) if variant in _VARIANTS else (text, "")


def _split_prerelease(text: str) -> tuple[str, str]:
    for index, character in enumerate(text):
        if character in "abr" and index:
            word = text[index:]
            if word.rstrip(_DIGITS) in ("a", "b", "rc", "alpha", "beta"):
                return text[:index].rstrip(".-_"), word
            break
    return text, ""


def _specifiers(text: str) -> bool:
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        return len(SpecifierSet(text)) > 0
    except InvalidSpecifier:
        return False
