"""Where pipwise itself stands, and the rescue file that it is installed from."""

from __future__ import annotations

import sys

from pipwise.cli.called import is_rescue_file
from pipwise.errors import CouldNotLook, Refused, UsageError
from pipwise.facts.glance import text
from pipwise.facts.resolution import absolute
from pipwise.model.value import NamedTuple
from pipwise.plan.itself import Copy, is_ours, root_in
from pipwise.system.look import Look
from pipwise.system.places import data_directory

_MOST = 100_000_000


class Installed(NamedTuple):
    """pipwise as it is installed for this user."""

    launcher: str
    content: str | None
    """None where nothing is there."""
    root: str
    """'' where it is not installed, or where the command is somebody else's."""


def installed(look: Look) -> Installed:
    """What ``~/.local/bin/pipwise`` is. Raises ``CouldNotLook`` for somebody who has no home."""
    if not look.home:
        raise CouldNotLook("there is no home directory to install into", hint="set HOME")
    path = f"{look.home}/.local/bin/pipwise"
    try:
        look.stat(path, follow=False)
    except FileNotFoundError:
        return Installed(path, None, "")
    content = text(look, path)
    return Installed(path, content, root_in(content) if is_ours(content) else "")


def home_of_copies() -> str:
    """The directory that holds pipwise's own environments, one a build."""
    return f"{data_directory()}/self"


def named_copy(look: Look, words: tuple[str, ...], found: Installed) -> Copy:
    """The build that is meant: the file that is named, else the one that is running."""
    if len(words) > 1:
        raise UsageError(f"self takes one file, not {' '.join(words)!r}", hint="pipwise self --help")
    archive = absolute(words[0], look.cwd) if words else _running(look)
    digest = _digest(look, archive)
    python = look.realpath(sys.executable)
    return Copy(archive, python, f"{home_of_copies()}/{digest[:12]}", found.launcher)


def runs_from_copy() -> bool:
    """Whether this pipwise is the one that is installed."""
    return sys.executable.startswith(f"{home_of_copies()}/")


def _running(look: Look) -> str:
    if is_rescue_file():
        return absolute(sys.argv[0], look.cwd)
    if runs_from_copy():
        return f"{sys.executable.partition('/bin/')[0]}/pipwise.pyz"
    raise UsageError(
        "it is not said what is to be installed",
        "this pipwise does not run from a pipwise.pyz",
        "pipwise self install ./pipwise.pyz",
    )


def _digest(look: Look, archive: str) -> str:
    """The name of the build in a rescue file; the sum beside it, where there is one, has to be its own."""
    import hashlib
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    try:
        content = look.read(archive, _MOST)
    except OSError as error:
        raise UsageError(f"{archive} cannot be read: {error.strerror or error}") from error
    told = text(look, f"{archive}.sha256").split()[:1]
    if told and told != [hashlib.sha256(content).hexdigest()]:
        raise Refused(
            f"{archive} is not the file that {archive}.sha256 speaks of", hint="get both of them anew"
        )
    try:
        with ZipFile(BytesIO(content)) as file:
            if "rescue.py" in file.namelist():
                return file.read("DIGEST").decode("ascii")
    except (BadZipFile, KeyError, UnicodeDecodeError):
        pass
    raise UsageError(f"{archive} is no pipwise.pyz")
