"""The platform in what people write of a machine: ``GitHub Actions ubuntu-24.04``, ``macOS 15, Homebrew Python 3.14``."""

from __future__ import annotations

import re

from pipwise.catalog.platforms.derivatives import with_bases
from pipwise.catalog.platforms.find import find_platform
from pipwise.catalog.platforms.platform import Platform

_RANK = {"image": 0, "manager": 1, "os": 2, "runner": 3}
_FIRST = {"dockerfile": "image", "github-actions": "runner", "ci": "runner"}
"""Which kind a place is about; elsewhere a package manager's Python goes over the system below it."""
_SPECIAL = ("msys2", "mingw", "termux", "homebrew", "conda", "conda-managed", "uv")
_PIPELINES = ("github-actions", "action", "ci", "gitlab")
_VERSION = re.compile(r"\d[\d.]*|[A-Z][a-z]+|testing|sid")
_TOOLS = ("python", "pip", "uv", "python3")
_SAID = (
    ("github-actions", re.compile(r"\bgithub\b|\bactions runner\b|\bgha\b", re.IGNORECASE)),
    ("gitlab", re.compile(r"\bgitlab\b", re.IGNORECASE)),
    ("ci", re.compile(r"\bcircleci\b|\btravis\b|\bazure pipelines\b|\bjenkins\b|\bCI\b")),
    ("dockerfile", re.compile(r"\bdocker(?:file)?\b|\bcontainer image\b|\bimage\b|\bfrom \w", re.IGNORECASE)),
)


def platform_meant(text: str) -> Platform | None:
    """The platform that a word or a sentence means; what is said to be an image is one."""
    if " " not in text.strip() or len(text) > 500:
        return find_platform(text)
    context = next((name for name, said in _SAID if said.search(text)), "")
    found = platform_in(text, context) or find_platform(text)
    if found is None or context != "dockerfile" or found.row.kind != "os":
        return found
    return found._replace(row=found.row._replace(kind="image", user="root"))


def platform_in(text: str, context: str = "") -> Platform | None:
    """The platform that a free text means, or None where it says nothing that the table has.

    An image wins in an image build, a runner on a CI, a package manager's Python over the system below it; what is named with
    its version wins over what is named without.
    """
    if context in ("", "terminal"):
        text = re.sub(r"\b([A-Z][a-z]+)-(\d)", r"\1 \2", text)
    plain = with_bases(text)
    found = [one for words in _phrases(plain) if (one := _find(words)) is not None]
    found = _without_what_stands_below([one for one in found if _is_literal(one, plain)], text, context)
    found.sort(key=lambda one: _order(one, context))
    return found[0] if found else None


def _without_what_stands_below(found: list[Platform], text: str, context: str) -> list[Platform]:
    """A runner counts on a CI that is somebody else's machine, and its Homebrew is a part of it; Windows is below its shells."""
    machines = [one for one in found if one.row.kind != "runner"]
    if machines and ("self-hosted" in text or context not in _PIPELINES):
        found = machines
    runs = context in ("github-actions", "action") and any(one.row.id == "runner-macos" for one in found)
    below = {"homebrew"} if runs else set[str]()
    if "wsl" in text.lower() or "msys2" in text.lower():
        below |= {"windows", "runner-windows"}
    return [one for one in found if one.row.id not in below]


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
            name = " ".join(phrase)
            found += [
                name,
                *(f"{name}:{word.lower()}" for word in words[at + size :] if _VERSION.fullmatch(word)),
            ]
            ends = re.match(r"[\d.]+$|[A-Z]?[a-z]+$", phrase[-1])
            if size > 1 and ends and not phrase[0].lower().startswith("python"):
                found.append(f"{' '.join(phrase[:-1])}:{phrase[-1].lower()}")
    managed = re.search(r"\buv\b.*managed|managed.*\buv\b", text)
    return [*found, "manager uv-managed"] if managed else found


def _order(one: Platform, context: str) -> tuple[int, int, int, int]:
    kind = one.row.kind
    first = one.row.id in _SPECIAL or kind == _FIRST.get(context, "manager")
    said = bool(one.version) and (":" in one.asked or any(letter.isdigit() for letter in one.asked))
    return (0 if first else 1, 0 if said else 1, 0 if one.version else 1, _RANK[kind])
