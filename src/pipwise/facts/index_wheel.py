"""What a project's newest wheel says of it: some kilobytes from the index that pip is configured to use, then remembered."""

from __future__ import annotations

from pipwise.catalog.kinds.wheel import Wheel
from pipwise.facts import index_texts as texts
from pipwise.facts.index_choice import choose_wheel
from pipwise.facts.index_page import ACCEPT, File, read_page
from pipwise.facts.index_parts import Held, hold_end, part_of
from pipwise.facts.index_settings import Index
from pipwise.facts.index_zip import Member, find_directory, read_directory, unpack
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.system import urls
from pipwise.system.fetch import Fetch
from pipwise.system.look import Look

_FORMAT = 1
_ROOM = 1_024
"""A local header may have longer extra fields than the directory tells."""


def ask_wheel(look: Look, fetch: Fetch, index: Index, project: str) -> Fact[Wheel]:
    """What the project's (normalised name's) newest wheel says, or without one its newest sdist; Unknown, with the reason, else.

    Call it only where the caller permits the network. Wheels are remembered by their hash; which one is the newest is not.
    """
    files, problems = _offered(fetch, index, project)
    chosen = choose_wheel(project, files)
    told = _from_sources(look, fetch, project, files) if chosen is None and files else None
    if told is not None:
        return told
    if chosen is None:
        why = (
            "it has no wheel, and what a source distribution brings only a build tells"
            if files
            else "; ".join(problems)
        )
        return Unknown(f"{project}: {why or 'no index may be asked (no-index)'}")
    key = f"wheel-{_FORMAT}-{chosen.digest}"
    remembered = look.recall(key) if chosen.digest else None
    found = _thaw(remembered) if remembered else None
    if found is None:
        read = _read(fetch, chosen)
        if isinstance(read, str):
            return Unknown(f"{chosen.name}: {read}")
        found = read
        if chosen.digest:
            look.remember(key, _freeze(found))
    return Known(found, Source("live", urls.shown(chosen.url)))


def _from_sources(look: Look, fetch: Fetch, project: str, files: list[File]) -> Known[Wheel] | None:
    """What the newest source distribution tells without being built, or None."""
    from pipwise.facts.index_sdist import choose_sdist, read_sdist

    chosen = choose_sdist(project, files)
    if chosen is None:
        return None
    key = f"sdist-{_FORMAT}-{chosen.digest}"
    remembered = look.recall(key) if chosen.digest else None
    found = (_thaw(remembered) if remembered else None) or read_sdist(fetch, chosen)
    if found is None:
        return None
    if chosen.digest and not remembered:
        look.remember(key, _freeze(found))
    return Known(found, Source("live", urls.shown(chosen.url)))


def has_only_sources(fetch: Fetch, index: Index, project: str) -> bool:
    """Whether the index has files of a project (normalised name), and none of them is a wheel."""
    files, _ = _offered(fetch, index, project)
    return bool(files) and not any(file.name.endswith(".whl") for file in files)


def _offered(fetch: Fetch, index: Index, project: str) -> tuple[list[File], list[str]]:
    """Every file that one of the indexes offers, and what was wrong with those that did not answer."""
    files: list[File] = []
    problems: list[str] = []
    for address in index.addresses:
        if urls.scheme(address) == "file":
            problems.append(f"{address} is a directory, which is not read for this")
            continue
        reply = fetch.get(f"{address}/{project}/", accept=ACCEPT)
        where = urls.host(address) or address
        if reply.status != 200 or reply.problem:
            said = reply.problem or f"it answered {reply.status}"
            problems.append(f"{where} does not have it" if reply.status in (404, 410) else f"{where}: {said}")
            continue
        try:
            files += read_page(reply.body, reply.kind, reply.url)
        except ValueError:
            problems.append(f"{where}: no page of an index")
    return files, problems


def _read(fetch: Fetch, file: File) -> Wheel | str:
    """What the wheel says, or why it cannot be told."""
    held = hold_end(fetch, file.url)
    if isinstance(held, str):
        return held
    try:
        where = find_directory(held.tail)
        members = read_directory(part_of(fetch, held, where.offset, where.size))
        entry_points = _content(fetch, held, members, ".dist-info/entry_points.txt")
        metadata = _beside(fetch, file) or _content(fetch, held, members, ".dist-info/METADATA")
    except ValueError as error:
        return f"it is no wheel that can be read from its end: {error}"
    scripts, groups = texts.read_entry_points(entry_points)
    summary, classifiers = texts.read_metadata(metadata)
    scripts = tuple(dict.fromkeys((*scripts, *texts.data_scripts(members))))
    return Wheel(file.name, scripts, groups, texts.modules(members), summary, classifiers)


def _content(fetch: Fetch, held: Held, members: tuple[Member, ...], end: str) -> str:
    """A member's text; '' where the wheel has none of that name."""
    for member in members:
        if member.name.endswith(end) and member.name.count("/") == 1:
            length = 30 + len(member.name) + member.packed + _ROOM
            return unpack(member, part_of(fetch, held, member.offset, length)).decode("utf-8", "replace")
    return ""


def _beside(fetch: Fetch, file: File) -> str:
    """The metadata that the index has beside the wheel (PEP 658), if it is what the index says it is."""
    if file.metadata is None:
        return ""
    import hashlib

    reply = fetch.get(f"{file.url}.metadata", limit=2_000_000)
    if reply.status != 200 or reply.problem:
        return ""
    if file.metadata and hashlib.sha256(reply.body).hexdigest() != file.metadata:
        return ""
    return reply.body.decode("utf-8", "replace")


def _freeze(wheel: Wheel) -> bytes:
    import json

    return json.dumps(wheel).encode()


def _thaw(data: bytes) -> Wheel | None:
    """What was remembered; None for what no such version of pipwise wrote."""
    import json

    try:
        filename, scripts, groups, modules, summary, classifiers = json.loads(data)
        return Wheel(filename, tuple(scripts), tuple(groups), tuple(modules), summary, tuple(classifiers))
    except (ValueError, TypeError):
        return None
