"""What a repository says of lint: ``[lint]`` and ``[images]`` of its pipwise.toml, or of ``tool.pipwise`` in pyproject.toml."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.config import table_in
from pipwise.errors import UsageError
from pipwise.model.value import NamedTuple, cast
from pipwise.system.look import Look

KEYS = {
    "exclude": "patterns of paths that are not looked into",
    "ignore": "codes of rules that are not asked",
    "documents": "whether rules look at documents, too",
    "baseline": "a report of lint --json whose findings are not shown again",
}
"""Every key of ``[lint]``, and what it is for; any other key is an error."""


class Settings(NamedTuple):
    """The settings in force, and the file that they stand in."""

    exclude: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    documents: bool = False
    baseline: str = ""
    images: tuple[tuple[str, str], ...] = ()
    """(pattern of an image, the platform that it stands for)."""
    where: str = ""


def read_settings(look: Look, directory: str, codes: tuple[str, ...]) -> Settings:
    """The settings of the nearest directory upward that has some; a repository's root ends the search.

    Raises ``UsageError`` for what cannot be understood.
    """
    while True:
        for name in ("pipwise.toml", "pyproject.toml"):
            table = table_in(look, f"{directory}/{name}")
            if table is not None and ("lint" in table or "images" in table):
                return _settings(f"{directory}/{name}", table, codes)
        parent = directory.rpartition("/")[0]
        if parent in ("", directory) or _is_root(look, directory):
            return Settings()
        directory = parent


def _is_root(look: Look, directory: str) -> bool:
    try:
        look.stat(f"{directory}/.git")
    except OSError:
        return False
    return True


def _settings(where: str, table: Mapping[str, object], codes: tuple[str, ...]) -> Settings:
    lint, images = table.get("lint", {}), table.get("images", {})
    if not isinstance(lint, dict) or not isinstance(images, dict):
        raise UsageError(f"{where}: lint and images are tables")
    for key in lint:
        if key not in KEYS:
            raise UsageError(f"{where}: lint has no key {key!r}", f"the keys are {', '.join(KEYS)}")
    for code in _texts(where, "ignore", lint):
        if code not in codes:
            raise UsageError(
                f"{where}: lint.ignore: there is no rule {code!r}", f"the rules are {', '.join(codes)}"
            )
    baseline, documents = lint.get("baseline", ""), lint.get("documents", False)
    if not isinstance(baseline, str) or not isinstance(documents, bool):
        raise UsageError(f"{where}: lint.baseline is a path, lint.documents is true or false")
    for pattern, platform in images.items():
        if not isinstance(platform, str):
            raise UsageError(f"{where}: images.{pattern} is a platform, such as debian:12")
    return Settings(
        _texts(where, "exclude", lint),
        _texts(where, "ignore", lint),
        documents,
        f"{where.rpartition('/')[0]}/{baseline}" if baseline else "",
        tuple(cast("dict[str, str]", images).items()),
        where,
    )


def _texts(where: str, key: str, table: Mapping[str, object]) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise UsageError(f"{where}: lint.{key} is a list of texts")
    return tuple(value)
