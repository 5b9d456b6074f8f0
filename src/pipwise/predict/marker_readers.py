"""What each installer makes of one marker: whether it stops, and whose words it shows."""

from __future__ import annotations

from pipwise.model.interpreter import Marker
from pipwise.model.value import Literal, NamedTuple
from pipwise.predict.pip_marker import error_keys
from pipwise.predict.uv_marker import managed, text_of

# pip logs a warning where configparser itself gives up (``ExternallyManagedEnvironment.from_config``).
_PIP_WARNS = ("not-ini", "encoding", "bom")


class Reading(NamedTuple):
    """One installer's answer to one marker."""

    installer: str
    does: Literal["refuses", "crashes", "goes-on", "unknown"]
    shows: Literal["marker", "own", ""]
    """Whose words stand in the refusal: the marker's, or the installer's own."""
    exit_status: int | None
    override: str
    """What gets past it, or ''."""
    note: str = ""


def readings(marker: Marker, language: str | None = None) -> tuple[Reading, ...]:
    """By everyone who reads markers, and by those who do not (measured with pip 22.3 to 26.3, uv 0.13.9, pipx 1.18.4).

    ``language`` is what ``locale.getlocale(LC_MESSAGES)`` gives; uv has none.
    """
    return (
        Reading("pip before 23.0", "goes-on", "", 0, "", "it is older than markers"),
        _pip(marker, language, "pip 23.0", ""),
        _pip(marker, language, "pip 23.0.1 and later", "--break-system-packages"),
        _uv(marker),
        Reading("pipx, uv tool, virtualenv", "goes-on", "", 0, "", "they work in environments of their own"),
        Reading("poetry, uv sync, setup.py install", "goes-on", "", 0, "", "they do not look for a marker"),
    )


def has_words(marker: Marker, language: str | None) -> bool:
    """Whether pip finds a text in it for that language, in whatever case its key is written."""
    found = {key.lower() for key, _ in marker.errors}
    return marker.state == "present" and any(key.lower() in found for key in error_keys(language))


def _pip(marker: Marker, language: str | None, installer: str, override: str) -> Reading:
    if marker.state in ("absent", "not-a-file"):
        return Reading(installer, "goes-on", "", 0, "")
    if marker.problem == "duplicate-key":
        return Reading(installer, "crashes", "", 2, override, "configparser.DuplicateOptionError")
    warns = "it says first: WARNING: Failed to read the marker" if marker.problem in _PIP_WARNS else ""
    shows: Literal["marker", "own"] = "marker" if has_words(marker, language) else "own"
    return Reading(installer, "refuses", shows, 1, override, warns)


def _uv(marker: Marker) -> Reading:
    name, override = "uv pip --system", "--break-system-packages"
    if not managed(marker):
        unread = marker.state == "unreadable" or marker.problem == "encoding"
        return Reading(name, "goes-on", "", 0, "", "what it cannot read does not count" if unread else "")
    return Reading(name, "refuses", "own" if text_of(marker) is None else "marker", 2, override)
