"""What the callbacks of pip's options reject, while pip still parses (pip ``_internal/cli/cmdoptions.py``)."""

from __future__ import annotations

from pipwise.intent.pip_table import Option, Version
from pipwise.model.intent import Problem
from pipwise.model.value import Callable

TRUE = ("y", "yes", "t", "true", "on", "1")
FALSE = ("n", "no", "f", "false", "off", "0")

_PYLOCK_SINCE = (26, 3)
_DURATION_SINCE = (26, 1)
_DASH_SINCE = (19, 3)


def truth(value: str) -> bool | None:
    """pip's ``strtobool``: None for a word that is neither."""
    value = value.lower()
    return True if value in TRUE else False if value in FALSE else None


def why_rejected(option: Option, spelling: str, value: str | None, version: Version) -> Problem | None:
    """The problem with a value; ``value`` is None where the option stands on a command line and takes none."""
    check = _CHECKS.get(option.callback)
    return check(spelling, value, version) if check else None


def _usage(text: str) -> Problem:
    return Problem("invalid-option-value", 2, text)


def _uncaught(text: str) -> Problem:
    """A CommandError while parsing is caught by nobody: a traceback, and Python's own exit status."""
    return Problem("option-needs-value", 1, text)


def _no_cache_dir(spelling: str, value: str | None, version: Version) -> Problem | None:
    if value is None or truth(value) is not None:
        return None
    return _usage(f"{spelling} error: invalid truth value {value!r}")


def _no_use_pep517(spelling: str, value: str | None, version: Version) -> Problem | None:
    return None if value is None else _usage(f"{spelling} error: A value was passed for --no-use-pep517")


def _format_control(spelling: str, value: str | None, version: Version) -> Problem | None:
    if value is None or not value.startswith("-") or version < _DASH_SINCE:
        return None
    return _uncaught(f"{spelling} option requires 1 argument.")


def _config_settings(spelling: str, value: str | None, version: Version) -> Problem | None:
    if value is None or "=" in value:
        return None
    return _usage(f"Arguments to {spelling} must be of the form KEY=VAL")


def _python_version(spelling: str, value: str | None, version: Version) -> Problem | None:
    if not value:
        return None
    parts = value.split(".")
    if len(parts) > 3:
        return _usage(f"invalid --python-version value: {value!r}: at most three version parts are allowed")
    if len(parts) == 1 and len(value) > 1:
        parts = [value[0], value[1:]]
    try:
        [int(part) for part in parts]
    except ValueError:
        return _usage(f"invalid --python-version value: {value!r}: each version part must be an integer")
    return None


def _group(spelling: str, value: str | None, version: Version) -> Problem | None:
    path, colon, _ = (value or "").rpartition(":")
    name = _last_part(path)
    if not colon or name == "pyproject.toml":
        return None
    if version >= _PYLOCK_SINCE:
        if is_pylock(_last_part(without_extras(path))) and not path.lower().startswith(
            ("http:", "https:", "file:")
        ):
            return None
        return _usage(f"{spelling} error: group paths use local 'pyproject.toml' or 'pylock.toml' files")
    return _usage(f"{spelling} error: group paths use 'pyproject.toml' filenames")


def _uploaded_prior_to(spelling: str, value: str | None, version: Version) -> Problem | None:
    import datetime

    value = value or ""
    days = value[1:-1]
    if (
        version >= _DURATION_SINCE
        and value[:1] == "P"
        and value[-1:] == "D"
        and days.isascii()
        and days.isdigit()
    ):
        return None
    try:
        datetime.datetime.fromisoformat(value)
    except ValueError as error:
        return _usage(f"{spelling} error: invalid value: {value!r}: {error}")
    return None


def is_pylock(name: str) -> bool:
    """Whether a file of that name is a lock file (the pylock.toml specification)."""
    middle = name.removeprefix("pylock.").removesuffix(".toml")
    return name == "pylock.toml" or (name == f"pylock.{middle}.toml" and bool(middle) and "." not in middle)


def without_extras(path: str) -> str:
    """A path or URL without ``[extras]`` at its end (pip's ``strip_extras``)."""
    start = path.rfind("[")
    return (
        path[:start].rstrip()
        if path.endswith("]") and start > 0 and "]" not in path[start + 1 : -1]
        else path
    )


def _last_part(path: str) -> str:
    parts = [part for part in path.split("/") if part not in ("", ".")]
    return parts[-1] if parts else ""


_Check = Callable[[str, str | None, Version], Problem | None]
_CHECKS: dict[str, _Check] = {
    "_handle_no_cache_dir": _no_cache_dir,
    "no_cache_dir_callback": _no_cache_dir,
    "_handle_no_use_pep517": _no_use_pep517,
    "no_use_pep517_callback": _no_use_pep517,
    "_handle_no_binary": _format_control,
    "_handle_only_binary": _format_control,
    "_handle_all_releases": _format_control,
    "_handle_only_final": _format_control,
    "_handle_refresh_package": _format_control,
    "_handle_config_settings": _config_settings,
    "_handle_python_version": _python_version,
    "_handle_dependency_group": _group,
    "_handle_uploaded_prior_to": _uploaded_prior_to,
}
