"""What is wrong with a marker: by its specification, and by what each installer makes of it."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.model.interpreter import Marker
from pipwise.model.value import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]


class MarkerFinding(NamedTuple):
    """One thing that is wrong, or good to know: an error is a hole, a warning loses words, a note is neither."""

    code: str
    severity: Severity
    text: str


_STATES: dict[str, tuple[Severity, str]] = {
    "absent": ("error", "there is no marker: every installer changes this Python"),
    "not-a-file": (
        "error",
        "it is no file, but a directory or a link that leads nowhere: no installer takes it for a marker",
    ),
    "unreadable": ("error", "it may not be read: pip refuses in its own words, uv takes it for not there"),
}
_PROBLEMS: dict[str, tuple[Severity, str]] = {
    "empty": ("warning", "it is empty: pip and uv refuse in their own words"),
    "not-ini": ("warning", "it is no INI file: pip warns and refuses in its own words, and so does uv"),
    "no-section": (
        "warning",
        "it has no section [externally-managed], in exactly these letters: pip and uv refuse in their own words",
    ),
    "no-error-key": ("warning", "it has no key Error: pip and uv refuse in their own words"),
    "duplicate-key": (
        "error",
        "it names a key or section twice (Error and error are one key): pip ends in a traceback, exit status 2",
    ),
    "encoding": (
        "error",
        "it is not UTF-8: uv takes it for not there, pip warns and refuses in its own words",
    ),
    "bom": ("warning", "it begins with a byte order mark: pip warns and refuses in its own words"),
}
_LANGUAGE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789")
_ADVICE = ("venv", "virtual environment", "virtualenv", "pipx")


def findings(marker: Marker, text: str = "") -> tuple[MarkerFinding, ...]:
    """Everything that can be told from a marker itself; ``text`` is the file as it stands, where it could be read."""
    if marker.state in _STATES:
        return (MarkerFinding(marker.state, *_STATES[marker.state]),)
    if marker.problem:
        return (MarkerFinding(marker.problem, *_PROBLEMS[marker.problem]),)
    return (*_keys(marker), *_messages(marker), *_dropped(text))


def _keys(marker: Marker) -> Iterator[MarkerFinding]:
    names = [key for key, _ in marker.errors]
    lower = [name.lower() for name in names]
    if "error" not in lower:
        yield MarkerFinding(
            "only-translated",
            "warning",
            "it has no plain Error: for every other language pip refuses in its own words, and uv always does",
        )
    elif "Error" not in names:
        yield MarkerFinding("key-case", "warning", "Error is not written so: uv does not see its text")
    for name in names:
        language = name[6:] if name.lower().startswith("error-") else None
        if language is not None and not _LANGUAGE.issuperset(language.partition("@")[0]):
            yield MarkerFinding(
                "key-never-read",
                "warning",
                f"{name} is never asked for: pip asks for Error-de_DE and Error-de, as locale.getlocale() has it",
            )
        elif name.lower() in ("error-en", "error-en_us"):
            yield MarkerFinding(
                "key-english",
                "note",
                f"{name} is also what C.UTF-8 gets from a Python before 3.13, so in most containers",
            )
        elif language is None and name.lower() != "error":
            yield MarkerFinding("key-unknown", "note", f"{name} is read by nobody")


def _messages(marker: Marker) -> Iterator[MarkerFinding]:
    for key, text in marker.errors:
        if not key.lower().startswith("error"):
            continue
        if not text.strip():
            yield MarkerFinding(
                "message-empty", "warning", f"{key} is empty: pip refuses without a word of why"
            )
        elif not any(word in text.lower() for word in _ADVICE):
            yield MarkerFinding(
                "no-advice",
                "note",
                f"{key} does not say what to do instead: the specification wants a virtual environment proposed",
            )
        if "--user" in text or "user = true" in text:
            yield MarkerFinding(
                "advice-user",
                "note",
                f"{key} speaks of --user: pip refuses that as well, and user = true breaks every environment",
            )


def _dropped(text: str) -> Iterator[MarkerFinding]:
    """configparser takes a line that begins with # or ; for a comment, in the middle of a text, too."""
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if inside and line[:1].isspace() and stripped[:1] in ("#", ";") and stripped:
            yield MarkerFinding(
                "line-dropped", "warning", f"line {number} is taken for a comment and not shown: {stripped}"
            )
        elif stripped and not line[0].isspace() and stripped[0] not in "#;":
            inside = "=" in line or ":" in line
