"""Everything that can be said about one marker: as it stands, as it is read, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipwise.facts.marker_standing import Standing
from pipwise.model.interpreter import Environment, Marker, Owner
from pipwise.model.known import Fact, Known, Unknown
from pipwise.model.value import NamedTuple
from pipwise.predict.marker_findings import MarkerFinding, findings
from pipwise.predict.marker_readers import Reading, has_words, readings
from pipwise.predict.pip_marker import language_of, message_of

_UNKNOWN = Reading("all", "unknown", "", None, "", "it could not be looked at")


class Report(NamedTuple):
    """One marker, or the place where it would stand."""

    python: str
    """The interpreter, or '' where a file was looked at by itself."""
    venv: bool
    """A virtual environment: whatever stands in its base is not looked at (PEP 668)."""
    marker: Fact[Marker]
    owner: Fact[Owner] | None
    standing: Standing | None
    language: str | None
    """What ``locale.getlocale(LC_MESSAGES)`` gives to the caller."""
    message: str
    """What pip shows in that language; '' where it shows nothing."""
    readings: tuple[Reading, ...]
    findings: tuple[MarkerFinding, ...]


def report_on(
    environment: Environment, standing: Standing, variables: Mapping[str, str], text: str
) -> Report:
    """The marker of a Python; ``text`` is the file, '' where it could not be read."""
    interpreter, marker = environment.interpreter, environment.marker
    venv = interpreter.prefix != interpreter.base_prefix
    language = language_of(variables, interpreter.version)
    if isinstance(marker, Unknown):
        unseen = (MarkerFinding("unknown", "error", f"it could not be looked at: {marker.why}"),)
        return Report(
            interpreter.executable,
            venv,
            marker,
            environment.owner,
            standing,
            language,
            "",
            (_UNKNOWN,),
            unseen,
        )
    shows = marker.value.state not in ("absent", "not-a-file") and marker.value.problem != "duplicate-key"
    message = message_of(marker.value, interpreter.prefix, language=language) if shows else ""
    found = (*findings(marker.value, text), *_about(standing, marker.value))
    return Report(
        *(interpreter.executable, venv, marker, environment.owner, standing, language, message),
        *(readings(marker.value, language), found),
    )


def report_on_file(marker: Known[Marker], variables: Mapping[str, str], text: str) -> Report:
    """A file that is no Python's marker yet."""
    language = language_of(variables, (3, 13, 0))
    message = message_of(marker.value, "", language=language) if has_words(marker.value, language) else ""
    found = findings(marker.value, text)
    return Report("", False, marker, None, None, language, message, readings(marker.value, language), found)


def _about(standing: Standing, marker: Marker) -> Iterator[MarkerFinding]:
    """What is wrong with where and how it stands."""
    if marker.state in ("present", "malformed") and standing.mode is not None and not standing.mode & 0o004:
        text = f"its mode is {standing.mode:03o}: for who may not read it uv takes it for not there"
        yield MarkerFinding("mode", "error", text)
    for path in standing.strays:
        yield MarkerFinding("stray", "warning", f"{path} is where no installer looks")
    diverted = standing.diversion
    if isinstance(diverted, Known) and diverted.value:
        text = (
            f"dpkg puts it into {diverted.value.to}, by a diversion: pipwise marker restore takes that back"
        )
        yield MarkerFinding("diverted", "note", text)
    for path in standing.aside:
        yield MarkerFinding(
            "set-aside", "note", f"{path} was set aside: pipwise marker restore brings it back"
        )
