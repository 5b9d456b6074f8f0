"""pip's settings outside the command line, read as pip reads them (pip ``_internal/configuration.py``)."""

from __future__ import annotations

from pipwise.facts.glance import is_directory, stands
from pipwise.facts.ini import plain_ini, universal_newlines
from pipwise.model.facts import Setting, Settings
from pipwise.model.value import Iterator, Mapping
from pipwise.system.look import Look


def read_pip_settings(
    look: Look,
    *,
    environment: Mapping[str, str],
    home: str | None,
    prefix: str | None,
    isolated: bool = False,
) -> Settings:
    """Settings in rising precedence: global, user, site, PIP_CONFIG_FILE, environment variables.

    ``prefix`` is ``sys.prefix`` of the interpreter that runs pip (its ``pip.conf`` is the "site" file), or None for no
    such file. Options of the command line stand above all of these.
    """
    values: list[Setting] = []
    problems: list[tuple[str, str]] = []
    for level, path in configuration_files(
        look, environment=environment, home=home, prefix=prefix, isolated=isolated
    ):
        try:
            text = universal_newlines(look.read(path).decode("utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            continue
        except (OSError, ValueError) as error:
            problems.append((path, _why(error)))
            continue
        found, problem = _parse(text, path, level)
        values += found
        if problem:
            problems.append((path, problem))
    if not isolated:
        values += _from_environment(environment)
    return Settings(tuple(values), tuple(problems))


def configuration_files(
    look: Look,
    *,
    environment: Mapping[str, str],
    home: str | None,
    prefix: str | None,
    isolated: bool = False,
) -> Iterator[tuple[str, str]]:
    """(level, path) of the files that pip would load, lowest first; a null PIP_CONFIG_FILE switches all of them off."""
    own = environment.get("PIP_CONFIG_FILE")
    if own == "/dev/null":
        return
    for directory in _global_directories(look.platform, environment):
        yield "global", f"{directory}/pip.conf"
    own_exists = bool(own) and stands(look, own or "")
    if home and not isolated and not own_exists:
        yield "user", f"{home}/.pip/pip.conf"
        yield "user", f"{user_directory(look, environment, home)}/pip.conf"
    if prefix:
        yield "site", f"{prefix}/pip.conf"
    if own:
        yield "env", own


def _global_directories(platform: str, environment: Mapping[str, str]) -> list[str]:
    if platform == "darwin":
        return ["/Library/Application Support/pip"]
    # Paths that are not absolute do not count (XDG base directory specification; platformdirs since pip 26.3).
    said = [entry.strip() for entry in environment.get("XDG_CONFIG_DIRS", "").split(":")]
    directories = [entry for entry in said if entry.startswith("/")] or ["/etc/xdg"]
    return [f"{directory}/pip" for directory in directories] + ["/etc"]


def user_directory(look: Look, environment: Mapping[str, str], home: str) -> str:
    """Where ``pip config --user`` writes (pip's appdirs.py); ``~/.pip`` is only read."""
    if look.platform == "darwin":
        library = f"{home}/Library/Application Support/pip"
        return library if is_directory(look, library) else f"{home}/.config/pip"
    own = environment.get("XDG_CONFIG_HOME", "").strip()
    return f"{own if own.startswith('/') else f'{home}/.config'}/pip"


def _why(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "encoding"
    # configparser's read() skips what it cannot open, and so pip does: this is not an error of pip's.
    return f"ignored: {getattr(error, 'strerror', None) or error}"


def _parse(text: str, path: str, level: str) -> tuple[list[Setting], str]:
    sections = plain_ini(text)
    if sections is None:
        import configparser

        parser = configparser.RawConfigParser()
        try:
            parser.read_string(text, path)
        except configparser.Error as error:
            return [], f"malformed: {error.args[0] if error.args else error}".splitlines()[0]
        sections = [(section, parser.items(section)) for section in parser.sections()]
    return [
        Setting(section, _normalise(key), value, path, level)
        for section, keys in sections
        for key, value in keys
    ], ""


def _normalise(key: str) -> str:
    key = key.lower().replace("_", "-")
    return key.removeprefix("--")


def _from_environment(environment: Mapping[str, str]) -> list[Setting]:
    return [
        Setting(":env:", name[4:].lower().replace("_", "-"), value, name, "env_var")
        for name, value in environment.items()
        if name.startswith("PIP_") and name.lower() not in ("pip_version", "pip_help")
    ]
