"""What a wheel will put on the disk: from its end on the index, or from the file where that is here."""

from __future__ import annotations

from pipwise.facts.index_parts import Held, hold_end, part_of
from pipwise.facts.index_texts import read_entry_points
from pipwise.facts.index_zip import Member, find_directory, read_directory, unpack
from pipwise.model.known import Unknown
from pipwise.model.preview import Contents, Incoming
from pipwise.system import urls
from pipwise.system.fetch import Fetch
from pipwise.system.look import Look
from pipwise.system.urls import path_of

_FORMAT = 1
_ROOM = 1_024
_LARGEST = 400_000_000


def contents_of(look: Look, fetch: Fetch, one: Incoming) -> Contents | Unknown:
    """The wheel's members, its commands and which root it has; remembered by the file's hash."""
    if not one.url.partition("#")[0].endswith(".whl"):
        return Unknown(f"{one.name} {one.version} is no wheel: what it brings only a build tells")
    key = f"contents-{_FORMAT}-{one.digest}"
    remembered = look.recall(key) if one.digest else None
    known = _thaw(remembered) if remembered else None
    if known is not None:
        return known
    found = _read(look, fetch, one)
    if one.digest and isinstance(found, Contents):
        look.remember(key, _freeze(found))
    return found


def _read(look: Look, fetch: Fetch, one: Incoming) -> Contents | Unknown:
    held = _from_file(look, one.url) if urls.scheme(one.url) == "file" else hold_end(fetch, one.url)
    if isinstance(held, str):
        return Unknown(f"{one.name} {one.version}: {held}")
    try:
        where = find_directory(held.tail)
        members = read_directory(part_of(fetch, held, where.offset, where.size))
        wheel = _content(fetch, held, members, "WHEEL")
        commands, _ = read_entry_points(_content(fetch, held, members, "entry_points.txt"))
    except ValueError as error:
        return Unknown(f"{one.name} {one.version}: it is no wheel that can be read from its end: {error}")
    pure = any(line.lower().replace(" ", "") == "root-is-purelib:true" for line in wheel.splitlines())
    files = tuple(member.name for member in members if not member.name.endswith("/"))
    return Contents(files, commands, pure)


def _from_file(look: Look, url: str) -> Held | str:
    path = path_of(url)
    try:
        size = look.stat(path).size
        return "it is too large" if size > _LARGEST else Held(url, size, look.read(path, _LARGEST))
    except OSError as error:
        return f"{path}: {error.strerror}"


def _content(fetch: Fetch, held: Held, members: tuple[Member, ...], name: str) -> str:
    for member in members:
        if member.name.endswith(f".dist-info/{name}") and member.name.count("/") == 1:
            length = 30 + len(member.name) + member.packed + _ROOM
            return unpack(member, part_of(fetch, held, member.offset, length)).decode("utf-8", "replace")
    return ""


def _freeze(contents: Contents) -> bytes:
    import json

    return json.dumps(contents).encode()


def _thaw(data: bytes) -> Contents | None:
    import json

    try:
        files, commands, pure = json.loads(data)
        return Contents(tuple(files), tuple(commands), bool(pure))
    except (ValueError, TypeError):
        return None
