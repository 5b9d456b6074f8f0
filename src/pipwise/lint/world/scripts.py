"""Scripts that a build brings into its image and then runs: which file of the context stands behind a path of the image."""

from __future__ import annotations

import re

from pipwise.lint.world.call import Call
from pipwise.lint.world.expand import is_open
from pipwise.lint.world.state import USUAL_PATH, World
from pipwise.lint.world.variables import joined
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from pipwise.lint.world.notes import Notes

_SHELLS = ("sh", "bash", "dash", "ash", "ksh", "zsh", ".", "source")


def brought(notes: Notes, sources: tuple[str, ...], target: str) -> None:
    """COPY or ADD from the context: what of it lies where."""
    folder = len(sources) > 1 or target.endswith("/") or not target.rpartition("/")[2]
    for source in sources:
        bare = source.strip().removeprefix("./").rstrip("/")
        if not is_open(bare):
            notes.brought.append((bare if bare != "." else "", target.rstrip("/"), folder))


def ran(notes: Notes, call: Call, world: World) -> None:
    """Note the script that a command starts, where the build has brought it."""
    words = call.words
    if call.name in _SHELLS:
        words = tuple(word for word in call.arguments if not word.startswith("-"))[:1]
    else:
        words = (call.invocation.program,)
    for word in words:
        if notes.checkout:
            path = _in_checkout(world, word)
            if path:
                notes.note("script", call, world, paths=path)
            continue
        by_path = "/" in word or call.name in _SHELLS
        places = (
            [joined(world, word)] if by_path else [f"{folder}/{word}" for folder in USUAL_PATH.split(":")]
        )
        found = tuple(dict.fromkeys(path for place in places for path in _behind(notes, place)))
        if found:
            notes.note("script", call, world, paths="\n".join(found))


_ROOTS = re.compile(
    r"(?:\$\{?(?:GITHUB_WORKSPACE|CI_PROJECT_DIR|TRAVIS_BUILD_DIR|WORKSPACE|BUILD_SOURCESDIRECTORY|PWD)\}?"
    r"|\$\{\{\s*github\.workspace\s*\}\}|\$\((?:pwd|Build\.SourcesDirectory)\)|\.)/"
)
"""What stands for the root of the checkout, as each CI names it."""


def _in_checkout(world: World, word: str) -> str:
    """A path below the root of the repository; '' for what is no such path."""
    found = _ROOTS.match(word)
    path = joined(world, word[found.end() :] if found else word)
    return path if path and path[0] not in "/~$." and not is_open(path) else ""


def _behind(notes: Notes, path: str) -> list[str]:
    """The files of the context that may lie there, the last that was brought first."""
    found = []
    for source, target, folder in reversed(notes.brought):
        name = source.rpartition("/")[2]
        into = f"{target}/{name}" if folder else target
        if path == into and source:
            found.append(source)
        elif "*" in name and path.startswith(f"{target}/"):
            found.append(f"{source.rpartition('/')[0]}/{path[len(target) + 1 :]}".lstrip("/"))
        elif path.startswith(f"{target}/"):
            # A directory's contents are brought, not the directory.
            found.append(f"{source}/{path[len(target) + 1 :]}".lstrip("/"))
    return found
