"""Where the files of the guards stand: shells' start-up files, the user's pip.conf, the repository's configuration."""

from __future__ import annotations

from pipwise.facts.glance import stands, upward
from pipwise.facts.pip_configuration import user_directory
from pipwise.model.known import Known, Source, Unknown
from pipwise.model.value import NamedTuple
from pipwise.system.look import Look


class File(NamedTuple):
    """One file as it stands."""

    path: str
    """The file itself where the path is a link: dotfiles often are links into a repository."""
    text: str | None
    """None where there is none."""
    problem: str
    """Why it cannot be changed, or ''."""


def place_of(look: Look, guard: str) -> Known[str] | Unknown:
    """The path of a guard's file, by the rules of who reads it."""
    home = look.home
    if guard == "pre-commit":
        root = next((one for one in upward(look.cwd) if stands(look, f"{one}/.git")), "")
        if not root:
            return Unknown("there is no repository of git here")
        return Known(f"{root}/.pre-commit-config.yaml", Source("live", f"{root}/.git"))
    if not home:
        return Unknown("there is no home directory")
    return Known(_below_home(look, guard, home), Source("live", f"HOME={home}"))


def _below_home(look: Look, guard: str, home: str) -> str:
    environment = look.environment
    match guard:
        case "zsh":
            own = environment.get("ZDOTDIR", "")
            return f"{own if own.startswith('/') else home}/.zshrc"
        case "fish":
            own = environment.get("XDG_CONFIG_HOME", "")
            return f"{own if own.startswith('/') else f'{home}/.config'}/fish/conf.d/pipwise.fish"
        case "require-virtualenv":
            return f"{user_directory(look, environment, home)}/pip.conf"
        case _:
            return f"{home}/.bashrc"


def file_at(look: Look, path: str) -> File:
    """The file behind a path, with its content; bytes that are no UTF-8 are kept."""
    real = look.realpath(path)
    try:
        stat = look.stat(real)
    except (FileNotFoundError, NotADirectoryError):
        return File(real, None, "")
    except OSError as error:
        return File(real, None, f"it cannot be looked at: {error.strerror}")
    if stat.kind != "file":
        return File(real, None, f"it is a {stat.kind}")
    if stat.uid != look.uid:
        return File(real, None, "it belongs to somebody else")
    try:
        text = look.read(real).decode("utf-8", "surrogateescape")
    except OSError as error:
        return File(real, None, f"it cannot be read: {error.strerror}")
    folder = real.rpartition("/")[0] or "/"
    return File(real, text, "" if look.may(folder, "write") else f"{folder} cannot be written")
