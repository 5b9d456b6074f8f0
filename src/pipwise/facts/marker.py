"""The ``EXTERNALLY-MANAGED`` file of PEP 668, as bytes on a disk and as its specification reads them."""

from __future__ import annotations

from pipwise.facts.ini import plain_ini, universal_newlines
from pipwise.model.interpreter import Marker
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.model.value import TYPE_CHECKING
from pipwise.system.look import Look

if TYPE_CHECKING:
    from configparser import ConfigParser

_SECTION = "externally-managed"


def read_marker(look: Look, stdlib: str) -> Fact[Marker]:
    """The marker beside a standard library; absent, present, malformed, unreadable and not-a-file are five answers."""
    path = f"{stdlib}/EXTERNALLY-MANAGED"
    source = Source("live", path)
    try:
        stat = look.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return Known(Marker(path, "not-a-file" if _is_link(look, path) else "absent"), source)
    except OSError as error:
        # A link that leads in circles is no file for any installer; whatever else fails here nobody can tell.
        return (
            Known(Marker(path, "not-a-file"), source)
            if _is_link(look, path)
            else Unknown(f"{path}: {error.strerror}")
        )
    if stat.kind != "file":
        return Known(Marker(path, "not-a-file"), source)
    try:
        data = look.read(path)
    except OSError:
        return Known(Marker(path, "unreadable"), source)
    return Known(parse_marker(data, path), source)


def _is_link(look: Look, path: str) -> bool:
    try:
        return look.stat(path, follow=False).kind == "link"
    except OSError:
        return False


def parse_marker(data: bytes, path: str) -> Marker:
    """A marker's text by the specification: an INI file for ``configparser`` without interpolation, in UTF-8."""
    if data.startswith(b"\xef\xbb\xbf"):
        return Marker(path, "malformed", "bom")
    try:
        text = universal_newlines(data.decode("utf-8"))
    except UnicodeDecodeError:
        return Marker(path, "malformed", "encoding")
    if not text.strip():
        return Marker(path, "malformed", "empty")
    sections = plain_ini(text)
    if sections is None:
        return _by_configparser(text, path)
    errors = dict(sections).get(_SECTION)
    return Marker(path, "malformed", "no-section") if errors is None else _judged(errors, path)


def _judged(errors: list[tuple[str, str]], path: str) -> Marker:
    if not any(key.lower() == "error" or key.lower().startswith("error-") for key, _ in errors):
        return Marker(path, "malformed", "no-error-key", tuple(errors))
    return Marker(path, "present", "", tuple(errors))


def _by_configparser(text: str, path: str) -> Marker:
    """Parsed twice: as pip does it, with the case of keys folded, and as written, since uv tells cases apart."""
    import configparser

    folded, written = (
        configparser.ConfigParser(interpolation=None),
        configparser.ConfigParser(interpolation=None),
    )
    written.optionxform = str  # type: ignore[assignment,method-assign]  # the documented way to keep the case
    try:
        folded.read_string(text)
    except (configparser.DuplicateOptionError, configparser.DuplicateSectionError):
        return Marker(path, "malformed", "duplicate-key", _told_apart(written, text))
    except configparser.Error:
        return Marker(path, "malformed", "not-ini")
    if _SECTION not in folded:
        return Marker(path, "malformed", "no-section")
    written.read_string(text)
    keys, defaults = list(written[_SECTION]), written.defaults()
    own = {key.lower() for key in keys if key not in defaults}
    # A key of the section hides the default of that name, in whatever case that is written.
    kept = [key for key in keys if key not in defaults or key.lower() not in own]
    return _judged([(key, written[_SECTION][key]) for key in kept], path)


def _told_apart(written: ConfigParser, text: str) -> tuple[tuple[str, str], ...]:
    """The keys for a reader to whom ``Error`` and ``error`` are two; none where one is there twice to the letter."""
    import configparser

    try:
        written.read_string(text)
        return tuple(written.items(_SECTION))
    except configparser.Error:
        return ()
