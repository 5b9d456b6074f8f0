"""The platform in what people write of a machine."""

from __future__ import annotations

import re

from pipwise.catalog.platforms import Platform, find_platform

_RANK = {"image": 0, "manager": 1, "os": 2, "runner": 3}
_VERSION = re.compile(r"\d[\d.]*|[A-Z][a-z]+|testing|sid")
_TOOLS = ("python", "pip", "uv", "python3")
_DERIVED = tuple(
    (re.compile(rf"\b(?:{pattern})", re.IGNORECASE), base)
    for pattern, base in (
        (r"[kxl]ubuntu\b|ubuntu (?:mate|budgie|studio|kylin)\b", "Ubuntu"),
        (r"raspbian(?: gnu/linux)?\b", "Raspberry Pi OS"),
        (r"(?:mx linux|mx)[- ]25\b|devuan (?:excalibur|6)\b", "Debian 13"),
        (
            r"(?:mx linux|mx|antix)[- ]23\b|parrot\w*(?: os| security)?(?: 6\S*)?|devuan (?:daedalus|5)\b",
            "Debian 12",
        ),
        (r"mx linux\b|antix\b|devuan\b|sparkylinux\b|bunsenlabs\b|crostini\b", "Debian"),
        (r"(?:zorin(?: os)? 18|elementary os 8|linux lite 7|kde neon|tuxedo os)\S*", "Ubuntu 24.04"),
        (r"(?:zorin(?: os)? 17|elementary os 7|linux lite 6)\S*", "Ubuntu 22.04"),
        (r"(?:zorin|elementary os|linux lite)\b", "Ubuntu"),
        (r"(?:garuda|artix|arcolinux|blackarch|archcraft)\b(?: linux)?", "Arch Linux"),
        (r"(?:nobara|bazzite|ultramarine)\b(?: linux)?", "Fedora"),
        (r"docker:(?:dind|cli|latest|\d[\w.-]*)", "alpine:latest"),
    )
)
"""Systems that are another one under a name of their own, by what they say of themselves."""


def platform_of(text: str, context: str) -> Platform | None:
    """The platform that a free text means, or None where it says nothing that the table has.

    An image wins in an image build, a runner on a CI, a package manager's Python over the system below it; what is named with
    its version wins over what is named without.
    """
    if not context or context == "terminal":
        text = re.sub(r"\b([A-Z][a-z]+)-(\d)", r"\1 \2", text)
    plain = text
    for pattern, base in _DERIVED:
        plain = pattern.sub(base, plain)
    found = [one for words in _phrases(plain) if (one := _find(words)) is not None]
    found = [one for one in found if _is_literal(one, plain)]
    if "self-hosted" in text or context not in ("github-actions", "action", "ci", "gitlab"):
        found = [one for one in found if one.row.kind != "runner"]
    if "wsl" in text.lower() or "msys2" in text.lower():
        found = [one for one in found if one.row.id not in ("windows", "runner-windows")]
    found.sort(key=lambda one: _order(one, context))
    return found[0] if found else None


def _is_literal(one: Platform, text: str) -> bool:
    """An image by its tag alone, and Python's own images, have to stand there as such; "Python 3.12" is no image."""
    guessed = "(base of" in one.row.id or one.row.id.startswith("image-python")
    return not guessed or (":" in one.asked and one.asked in text)


def _find(words: str) -> Platform | None:
    """What is said of the version of Python, pip or uv is not said of the system."""
    if words == "manager uv-managed":
        return find_platform("uv-managed")
    if words.lower().startswith(_TOOLS) and not re.match(r"python:[\w.-]+$", words):
        return None
    return None if words.lower() in ("latest", "docker") else find_platform(words)


def _phrases(text: str) -> list[str]:
    words = [word for word in re.split(r"[\s,;()/=]+", text) if word]
    whole = [word for word in re.split(r"[\s,;()=]+", text) if word]
    found = [word for word in whole if ":" in word or "/" in word]
    for size in (4, 3, 2, 1):
        for at in range(len(words) - size + 1):
            phrase = words[at : at + size]
            found.append(" ".join(phrase))
            found += [
                f"{' '.join(phrase)}:{word.lower()}"
                for word in words[at + size :]
                if _VERSION.fullmatch(word)
            ]
            if (
                not phrase[0].lower().startswith("python")
                and re.match(r"[\d.]+$|[A-Z]?[a-z]+$", phrase[-1])
                and size > 1
            ):
                found.append(f"{' '.join(phrase[:-1])}:{phrase[-1].lower()}")
    if re.search(r"\buv\b.*managed|managed.*\buv\b", text):
        found.append("manager uv-managed")
    return found


def _order(one: Platform, context: str) -> tuple[int, int, int, int]:
    kind = one.row.kind
    first = {"dockerfile": "image", "github-actions": "runner", "ci": "runner"}.get(context, "manager")
    special = one.row.id in ("msys2", "mingw", "termux", "homebrew", "conda", "conda-managed", "uv")
    said = bool(one.version) and (":" in one.asked or any(letter.isdigit() for letter in one.asked))
    return (0 if special or kind == first else 1, 0 if said else 1, 0 if one.version else 1, _RANK[kind])
