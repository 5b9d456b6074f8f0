"""Whether a directory is on PATH, will be after the next login, or what would put it there for the caller's shell."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.facts.glance import is_file, text
from pipwise.model.applications import Profile
from pipwise.model.facts import Facts
from pipwise.system.look import Look

# What a login reads: of the first three bash takes the one that is there (bash(1), INVOCATION).
_LOGIN = {
    "bash": (".bash_profile", ".bash_login", ".profile"),
    "zsh": (".zprofile", ".zlogin", ".zshenv"),
}
_INTERACTIVE = {"bash": ".bashrc", "zsh": ".zshrc", "fish": ".config/fish/config.fish"}
_WHY = "# Commands of applications (pipx, uv) are here."


def is_on_path(variables: Mapping[str, str], folder: str) -> bool:
    """Whether a directory is one of PATH's."""
    return folder in [one.rstrip("/") for one in variables.get("PATH", "").split(":")]


def comes_at_login(look: Look, home: str, shell: str, folder: str) -> bool:
    """Whether a profile that the shell reads names the directory, as Debian's does for ``~/.local/bin``."""
    short = folder.removeprefix(f"{home}/")
    files = _LOGIN.get(shell, (".profile",))
    login = next((one for one in files if is_file(look, f"{home}/{one}")), "")
    read = [one for one in (login, _INTERACTIVE.get(shell, "")) if one]
    return any(short in text(look, f"{home}/{one}") for one in read)


def profile_for(look: Look, facts: Facts, folder: str) -> Profile | None:
    """The file that the caller's shell reads whenever it starts, and its line; None for a shell that nothing is known of."""
    home, shell = facts.asker.home or "", facts.asker.shell
    file = _INTERACTIVE.get(shell)
    if not file or not home:
        return None
    path = f"{home}/{file}"
    content = text(look, path, 1_000_000) if is_file(look, path) else None
    return Profile(path, content, line_for(shell, home, folder))


def line_for(shell: str, home: str, folder: str) -> str:
    """What puts a directory first on PATH, in the words of a shell."""
    short = f"$HOME{folder.removeprefix(home)}" if home and folder.startswith(f"{home}/") else folder
    match shell:
        case "fish":
            return f'fish_add_path "{short}"'
        case "csh" | "tcsh":
            return f'setenv PATH "{short}:$PATH"'
        case _:
            return f'export PATH="{short}:$PATH"'


def with_line(profile: Profile) -> str:
    """The whole content of a profile that has the line."""
    old = profile.content or ""
    gap = "" if not old else "\n" if old.endswith("\n") else "\n\n"
    return f"{old}{gap}{_WHY}\n{profile.line}\n"


def known_home(facts: Facts) -> str:
    """The home directory as the caller's environment has it."""
    return dict(facts.environment).get("HOME", "") or facts.asker.home or ""
