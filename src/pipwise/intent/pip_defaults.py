"""Settings of configuration files and environment variables as the defaults of one of pip's parsers.

Source: ``ConfigOptionParser`` (pip ``_internal/cli/parser.py``) and ``Configuration`` (``_internal/configuration.py``),
whose way of merging has changed four times.
"""

from __future__ import annotations

from pipwise.intent.pip_callbacks import truth, why_rejected
from pipwise.intent.pip_table import Option, Parser, Version
from pipwise.intent.pip_words import why_invalid
from pipwise.model.facts import Setting, Settings
from pipwise.model.intent import Problem, Value
from pipwise.model.value import Iterable, Iterator

_ENVIRONMENT = ":env:"
_NORMALISED_IN_FILES_SINCE = (26, 3)
_Pairs = Iterable[tuple[str, str]]


def defaults(
    parser: Parser, section: str, settings: Settings | None, version: Version, *, isolated: bool = False
) -> tuple[dict[str, Value], Problem | None]:
    """Destination → value for what is set, and what pip stops at; ``section`` is the command's name, or ``global``."""
    if settings is None:
        return {}, None
    broken = _unreadable(settings, version) or _named_twice(settings, version)
    if broken:
        return {}, broken
    values = [
        setting for setting in settings.values if not (isolated and setting.level in ("user", "env_var"))
    ]
    found: dict[str, Value] = {}
    for key, value in _ordered(values, section, version):
        option = parser.long.get(f"--{key}")
        if option is None:
            continue
        problem = _store(option, key, value, version, found)
        if problem:
            return found, problem
    return found, None


def _unreadable(settings: Settings, version: Version) -> Problem | None:
    """pip 18.1 on reports a file that it cannot decode or parse; before that only the first of the two."""
    for path, why in settings.problems:
        if why.startswith("ignored"):
            continue
        caught = version >= (18, 1) or (version >= (10,) and why == "encoding")
        return Problem(
            "configuration-unreadable",
            2 if caught else 1,
            f"Configuration file could not be loaded: {path}: {why}",
        )
    return None


def _named_twice(settings: Settings, version: Version) -> Problem | None:
    """pip 26.3 on takes no-index and no_index in one section of a file for one key, which must not stand there twice."""
    if version < _NORMALISED_IN_FILES_SINCE:
        return None
    seen = set()
    for setting in settings.values:
        key = (setting.where, setting.section, _key(setting))
        if key in seen and setting.level != "env_var":
            text = f"Configuration file could not be loaded: {setting.where}: option {setting.key!r} already exists"
            return Problem("configuration-unreadable", 2, text)
        seen.add(key)
    return None


def _ordered(values: list[Setting], section: str, version: Version) -> Iterator[tuple[str, str]]:
    """Keys and values in the order in which pip applies them, empty ones left out as that release leaves them out."""
    order = dict.fromkeys(("global", section, _ENVIRONMENT))
    if version >= (26,):
        last: dict[str, dict[str, str]] = {name: {} for name in order}
        for setting in values:
            if setting.section in last:
                last[setting.section][_key(setting)] = setting.value
        pairs: list[_Pairs] = [last[name].items() for name in order]
    elif version >= (25, 2):
        # Each file by itself, so that an empty value does not undo the one of a file below it.
        pairs = [[(_key(item), item.value) for item in values if item.section == name] for name in order]
    else:
        flat: dict[tuple[str, str], str] = {}
        for setting in values:
            flat[setting.section, _key(setting)] = setting.value
        pairs = [[(key, value) for (part, key), value in flat.items() if part == name] for name in order]
        if version < (10,):
            pairs = [_merged(pairs)]
    return ((key, value) for part in pairs for key, value in part if value)


def _merged(parts: list[_Pairs]) -> _Pairs:
    """pip 9: one dictionary for all, so that an empty value takes away what stands below it."""
    merged: dict[str, str] = {}
    for part in parts:
        merged.update(part)
    return merged.items()


def _key(setting: Setting) -> str:
    return setting.key.lower().replace("_", "-").removeprefix("--")


def _store(option: Option, key: str, value: str, version: Version, found: dict[str, Value]) -> Problem | None:
    match option.action:
        case "store_true" | "store_false":
            meant = truth(value)
            if meant is None:
                return _not_boolean(key, value, version)
            found[option.dest] = meant
        case "count":
            number = _count(value, version)
            if number is None:
                return _not_boolean(key, value, version)
            found[option.dest] = number
        case "append":
            words = tuple(value.split())
            problem = next(filter(None, (_wrong(option, key, word) for word in words)), None)
            if problem:
                return problem
            found[option.dest] = words
        case "callback":
            return _call(option, value, version, found)
        case _:
            problem = _wrong(option, key, value)
            if problem:
                return problem
            found[option.dest] = value
    return None


def _call(option: Option, value: str, version: Version, found: dict[str, Value]) -> Problem | None:
    """pip calls an option's callback with the first long spelling."""
    spelling = next((name for name in option.names if name.startswith("--")), option.names[0])
    rejected = why_rejected(option, spelling, value, version)
    if rejected:
        return rejected._replace(code="configuration-invalid-value")
    combine(option, spelling, value, found)
    return None


def combine(option: Option, spelling: str, value: str, found: dict[str, Value]) -> None:
    """What a callback leaves behind, kept as it was written so that nothing is lost; ``--no-cache-dir`` is False."""
    if option.dest == "cache_dir":
        found["cache_dir"] = False
    elif option.dest == "use_pep517":
        found["use_pep517"] = False
    elif option.dest in ("format_control", "release_control"):
        found[option.dest] = (*_texts(found.get(option.dest)), f"{spelling}={value}")
    elif option.dest in ("dependency_groups", "config_settings", "refresh_package"):
        found[option.dest] = (*_texts(found.get(option.dest)), value)
    else:
        found[option.dest] = value


def _texts(value: Value | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _count(value: str, version: Version) -> int | None:
    meant = truth(value)
    if meant is not None:
        return int(meant)
    if version < (20, 3):
        return None
    try:
        number = int(value)
    except ValueError:
        return None
    return number if number >= 0 else None


def _not_boolean(key: str, value: str, version: Version) -> Problem:
    """A usage error since pip 18.1; a traceback before."""
    text = f"{value} is not a valid value for {key} option"
    return Problem("configuration-invalid-value", 2 if version >= (18, 1) else 1, text)


def _wrong(option: Option, key: str, value: str) -> Problem | None:
    why = why_invalid(option, key, value)
    return (
        Problem("configuration-invalid-value", 3, f"An error occurred during configuration: {why}")
        if why
        else None
    )
