"""pip's settings outside the command line, read as pip reads them (pip ``_internal/configuration.py``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipwise.model.facts import Setting, Settings
from pipwise.system.look import Look


def read_pip_settings(
    look: Look, *, environment: Mapping[str, str], home: str | None, prefix: str | None, isolated: bool = False
) -> Settings:
    """Settings in rising precedence: global, user, site, PIP_CONFIG_FILE, environment variables.

    ``prefix`` is ``sys.prefix`` of the interpreter that runs pip (its ``pip.conf`` is the "site" file), or None for no
    such file. Options of the command line stand above all of these.
    """
    values: list[Setting] = []
    problems: list[tuple[str, str]] = []
    for level, path in configuration_files(look, environment=environment, home=home, prefix=prefix, isolated=isolated):
        try:
            text = _text(look, path)
        except FileNotFoundError:
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
    look: Look, *, environment: Mapping[str, str], home: str | None, prefix: str | None, isolated: bool = False
) -> Iterator[tuple[str, str]]:
    """(level, path) of the files that pip would load, lowest first; a null PIP_CONFIG_FILE switches all of them off."""
    own = environment.get("PIP_CONFIG_FILE")
    if own == "/dev/null":
        return
    for directory in _global_directories(look.platform, environment):
        yield "global", f"{directory}/pip.conf"
    own_exists = bool(own) and _exists(look, own or "")
    if home and not isolated and not own_exists:
        yield "user", f"{home}/.pip/pip.conf"
        yield "user", f"{_user_directory(look, environment, home)}/pip.conf"
    if prefix:
        yield "site", f"{prefix}/pip.conf"
    if own:
        yield "env", own


def _global_directories(platform: str, environment: Mapping[str, str]) -> list[str]:
    if platform == "darwin":
        return ["/Library/Application Support/pip"]
    directories = environment.get("XDG_CONFIG_DIRS") or "/etc/xdg"
    return [f"{directory}/pip" for directory in directories.split(":") if directory] + ["/etc"]


def _user_directory(look: Look, environment: Mapping[str, str], home: str) -> str:
    if look.platform == "darwin":
        library = f"{home}/Library/Application Support/pip"
        if _exists(look, library):
            return library
        return f"{home}/.config/pip"
    return (environment.get("XDG_CONFIG_HOME") or f"{home}/.config") + "/pip"


def _exists(look: Look, path: str) -> bool:
    try:
        look.stat(path)
    except OSError:
        return False
    return True


def _text(look: Look, path: str) -> str:
    return look.read(path).decode("utf-8")


def _why(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "encoding"
    # configparser's read() skips what it cannot open, and so pip does: this is not an error of pip's.
    return f"ignored: {getattr(error, 'strerror', None) or error}"


def _parse(text: str, path: str, level: str) -> tuple[list[Setting], str]:
    import configparser

    parser = configparser.RawConfigParser()
    try:
        parser.read_string(text, path)
    except configparser.Error as error:
        return [], f"malformed: {error.args[0] if error.args else error}".splitlines()[0]
    found = [
        Setting(section, _normalise(key), value, path, level)
        for section in parser.sections()
        for key, value in parser.items(section)
    ]
    return found, ""


def _normalise(key: str) -> str:
    key = key.lower().replace("_", "-")
    return key.removeprefix("--")


def _from_environment(environment: Mapping[str, str]) -> list[Setting]:
    return [
        Setting(":env:", name[4:].lower().replace("_", "-"), value, name, "env_var")
        for name, value in environment.items()
        if name.startswith("PIP_") and name not in ("PIP_VERSION", "PIP_HELP")
    ]
