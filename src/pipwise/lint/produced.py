"""Which image is built from which Dockerfile, as compose files and the commands of builds say."""

from __future__ import annotations

import posixpath
import re
import shlex
from collections.abc import Iterator

from pipwise.lint.reading import NotAnalysed
from pipwise.lint.sources.yaml_nodes import Document, child, kind_of, pairs, plain
from pipwise.lint.text import Text
from pipwise.model.value import NamedTuple

_BUILD = re.compile(
    rb"\b(?:docker|podman|buildah|nerdctl)[ \t]+(?:buildx[ \t]+|image[ \t]+)?(?:build|bud)\b((?:\\\r?\n|[^\n;&|])*)"
)
_VALUED = (
    *(
        "-t",
        "--tag",
        "-f",
        "--file",
        "--build-arg",
        "--platform",
        "--target",
        "--label",
        "--cache-from",
        "--cache-to",
    ),
    *(
        "--secret",
        "--ssh",
        "--network",
        "--progress",
        "--output",
        "-o",
        "--add-host",
        "--builder",
        "--memory",
        "-m",
    ),
)


class Produced(NamedTuple):
    """One image."""

    name: str
    """As it is tagged."""
    dockerfile: str
    """Its path in the words of the file's own."""
    target: str
    """The stage; '' for the last one."""


def produced_by(kind: str, path: str, data: bytes) -> Iterator[Produced]:
    """The images that a file builds."""
    folder = path.rpartition("/")[0]
    yield from _compose(folder, data) if kind == "compose" else _commands(folder, data)


def _compose(folder: str, data: bytes) -> Iterator[Produced]:
    if b"build" not in data or b"image" not in data:
        return
    try:
        document = Document(Text(data))
    except (NotAnalysed, RecursionError):
        return
    for root in document.roots:
        for _, service in pairs(child(root, "services")):
            name, build = plain(child(service, "image")), child(service, "build")
            if name and build is not None:
                scalar = kind_of(build) == "scalar"
                context = (plain(build) if scalar else plain(child(build, "context"))) or "."
                file = plain(child(build, "dockerfile")) or "Dockerfile"
                yield Produced(name, _joined(folder, context, file), plain(child(build, "target")))


def _commands(folder: str, data: bytes) -> Iterator[Produced]:
    for found in _BUILD.finditer(data):
        try:
            words = shlex.split(found[1].replace(b"\\\n", b" ").decode("utf-8", "replace"))
        except ValueError:
            continue
        options, rest = _options(words)
        context = next((word for word in rest if not word.startswith("-")), ".")
        # Commands run where somebody stands: at the root of the repository, or beside the file.
        for start in dict.fromkeys((folder, "")):
            for tag in options.get("tag", ()):
                file = next(iter(options.get("file", ())), "")
                path = _joined(start, file) if file else _joined(start, context, "Dockerfile")
                yield Produced(tag, path, next(iter(options.get("target", ())), ""))


def _options(words: list[str]) -> tuple[dict[str, list[str]], list[str]]:
    found: dict[str, list[str]] = {}
    rest, queue = [], list(words)
    while queue:
        word = queue.pop(0)
        name, equals, value = word.partition("=")
        if name in _VALUED and (equals or queue):
            full = {"-t": "tag", "-f": "file"}.get(name, name.lstrip("-"))
            found.setdefault(full, []).append(value if equals else queue.pop(0))
        else:
            rest.append(word)
    return found, rest


def _joined(*parts: str) -> str:
    return posixpath.normpath(posixpath.join(*parts))
