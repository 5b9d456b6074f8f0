"""The marker of PEP 668 as pip reads it (pip ``check_externally_managed``, ``ExternallyManagedEnvironment.from_config``)."""

from __future__ import annotations

from pipwise.model.interpreter import Marker
from pipwise.model.outcome import Evidence, Outcome
from pipwise.model.value import Mapping
from pipwise.predict.pip_case import Case, fails, in_venv, know

SINCE = (23,)
OVERRIDE_SINCE = (23, 0, 1)

_DEFAULT = (
    "The Python environment under {prefix} is managed externally, and may not be\nmanipulated by the user. Please use "
    "specific tooling from the distributor of\nthe Python installation to interact with this environment instead.\n"
)


def check_marker(case: Case) -> Outcome | None:
    """The refusal, a crash over a marker that names a key twice, or None where the marker does not stop pip."""
    if case.version < SINCE or in_venv(case):
        return None
    if case.version >= OVERRIDE_SINCE and case.options.get("override_externally_managed"):
        return None
    marker = know(case.target.marker)
    if marker.state in ("absent", "not-a-file"):
        return None
    if marker.problem == "duplicate-key":
        return fails(
            "marker-crash",
            2,
            "configparser.DuplicateOptionError",
            Evidence("the marker names a key twice", marker.path),
        )
    if case.vendor == "msys2" and dict(case.target.variables).get("CI"):
        return None
    message = message_of(marker, know(case.target.prefix), language=_language(case))
    evidence = (Evidence("marked as externally managed", marker.path),)
    return Outcome("refused", "externally-managed-environment", 1, None, evidence, (), message)


def marker_code(case: Case) -> str:
    """Why the marker does not stop a command that changes the environment itself."""
    if in_venv(case):
        return "virtual-environment"
    marker = know(case.target.marker)
    if marker.state in ("absent", "not-a-file"):
        return "no-marker"
    if case.version < SINCE:
        return "marker-unknown-to-pip"
    return "overridden" if case.options.get("override_externally_managed") else "marker-warns"


def message_of(marker: Marker, prefix: str, *, language: str | None = None) -> str:
    """The text that pip shows for a marker: the key for the language, then for the part before ``-`` or ``_``, then ``Error``.

    ``language`` is what ``locale.getlocale(LC_MESSAGES)`` gives, or None. configparser compares keys in lower case.
    """
    texts = {key.lower(): text for key, text in marker.errors}
    readable = marker.state == "present" or (marker.state == "malformed" and marker.problem == "no-error-key")
    for key in error_keys(language) if readable else ():
        if key.lower() in texts:
            return texts[key.lower()]
    return _DEFAULT.format(prefix=prefix)


def error_keys(language: str | None) -> tuple[str, ...]:
    """The keys that pip tries, in its order."""
    keys = []
    if language is not None:
        keys.append(f"Error-{language}")
        for separator in ("-", "_"):
            before, found, _ = language.partition(separator)
            if found:
                keys.append(f"Error-{before}")
    return (*keys, "Error")


def _language(case: Case) -> str | None:
    variables = dict(case.target.variables)
    # The version is asked only where it matters: it may be unknown.
    return language_of(variables, know(case.target.python) if _plain_utf8(variables) else (3, 13, 0))


def language_of(variables: Mapping[str, str], python: tuple[int, int, int]) -> str | None:
    """What ``locale.getlocale(LC_MESSAGES)`` gives: locales that are not installed, and C, have no language of their own."""
    language = _locale(variables).partition("@")[0].partition(".")[0]
    if language in ("", "C", "POSIX"):
        # C.UTF-8 stands for en_US in the alias table of Python before 3.13.
        return "en_US" if _plain_utf8(variables) and python < (3, 13, 0) else None
    return language


def _locale(variables: Mapping[str, str]) -> str:
    return variables.get("LC_ALL") or variables.get("LC_MESSAGES") or variables.get("LANG") or ""


def _plain_utf8(variables: Mapping[str, str]) -> bool:
    language, _, encoding = _locale(variables).partition("@")[0].partition(".")
    return language == "C" and encoding.lower().replace("-", "") == "utf8"
