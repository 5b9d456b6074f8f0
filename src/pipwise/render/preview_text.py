"""The preview for people: first what is lost, and for whom, then what would have to be known."""

from __future__ import annotations

from collections.abc import Iterable

from pipwise.model.known import Unknown
from pipwise.model.preview import Dependents, Endangered, Preview, Shadow
from pipwise.render.wrapped import wrapped

_MOST = 12
_NAMES = 8
_WHOSE = {"debian": "Debian's", "fedora": "Fedora's", "msys2": "MSYS2's", "termux": "Termux'"}


def preview_lines(preview: Preview | Unknown) -> list[str]:
    """Every effect, the worst first; at most a dozen lines of a kind."""
    if isinstance(preview, Unknown):
        return [wrapped(f"What it would change is NOT KNOWN: {preview.why}", "", 2)]
    lines = [*_head(preview), *_failures(preview)]
    first = len(lines)
    lines += [
        *_deletions(preview),
        *_replacements(preview),
        *_shadows(preview),
        *_endangered(preview.endangers),
        *_dependents(preview.dependents),
    ]
    lines += [wrapped(f"NOT KNOWN: {why}", "  ", 4) for why in preview.unknown]
    if len(lines) == first and not preview.unknown:
        lines.append("  nothing that is there now is hidden, overwritten or deleted")
    if preview.fails and len(lines) > first:
        lines.insert(first, "  were it not for that:")
    if preview.system and preview.arrivals:
        later = "a package that the system installs later under one of these names is hidden as well"
        lines.append(wrapped(later, "  ", 4))
    return lines


def _head(preview: Preview) -> list[str]:
    whose = _WHOSE.get(preview.vendor, "upstream's own")
    readers = ", for this user" if preview.user else ", for every user" if preview.system else ""
    installer = f"{preview.tool} {preview.version}, {whose}, from {preview.location}"
    arriving = [f"{one.name} {one.version}" for one in preview.arrivals]
    count = sum(len(one.files) for one in preview.arrivals)
    said = f"installs {_some(arriving)}: {count} files" if arriving else "installs nothing"
    if preview.asked:
        installer += f"; asked of pip {preview.asked}, since that one cannot tell"
    return [
        wrapped(f"What it would change ({installer}):", "", 2),
        wrapped(f"into {preview.directory}{readers}", "  ", 4),
        wrapped(said, "  ", 4),
    ]


def _failures(preview: Preview) -> list[str]:
    found = [
        wrapped(f"FAILS half-way: {one.text}{_of(one.package)}", "  ", 4) for one in preview.fails[:_MOST]
    ]
    return found + _rest(len(preview.fails))


def _deletions(preview: Preview) -> list[str]:
    system = [one for one in preview.deletes if one.packages]
    own = [one for one in preview.deletes if not one.packages]
    lines = ["  DELETES files that the operating system installed:"] if system else []
    for one in system[:_MOST]:
        said = (
            f"{one.name} {one.version} ({', '.join(one.packages)}): {len(one.files)} files in {one.location}"
        )
        lines.append(wrapped(said, "    ", 6))
        if one.lost:
            lines.append(wrapped(f"import {', import '.join(one.lost)}: works no more", "      ", 8))
    lines += _rest(len(system))
    if own:
        names = _some([f"{one.name} {one.version} in {one.location}" for one in own])
        lines.append(wrapped(f"replaces an older copy: {names}", "  ", 4))
    return lines


def _replacements(preview: Preview) -> list[str]:
    lines = ["  OVERWRITES files that are there:"] if preview.replaces else []
    lines += [
        wrapped(f"{one.path} (by {one.by}){_of(one.package)}", "    ", 6) for one in preview.replaces[:_MOST]
    ]
    return lines + _rest(len(preview.replaces))


def _shadows(preview: Preview) -> list[str]:
    readers = "this user's programs" if preview.user else "every program on this Python"
    named = [one for one in preview.shadows if one.kind != "distribution"]
    lines = [wrapped(f"HIDES from {readers} what is still there:", "  ", 4)] if named else []
    lines += [wrapped(_shadow(one), "    ", 6) for one in named[:_MOST]] + _rest(len(named))
    versions = [one.name for one in preview.shadows if one.kind == "distribution"]
    if versions:
        lines.append(wrapped(f"versions that are found no more: {_some(versions)}", "  ", 4))
    return lines


def _shadow(one: Shadow) -> str:
    what = "import" if one.kind == "module" else "command"
    return f"{what} {one.name}: {one.hides}{_of(one.package)}"


def _dependents(dependents: Iterable[Dependents]) -> list[str]:
    return [
        wrapped(f"packages that need {one.package}: {_some(one.needed_by)}", "  ", 4) for one in dependents
    ]


def _endangered(endangers: tuple[Endangered, ...]) -> list[str]:
    lines = (
        [wrapped("ENDANGERS what the operating system's own programs ask for:", "  ", 4)] if endangers else []
    )
    for one in endangers[:_MOST]:
        said = f"{one.package}: {one.project} {one.version} asks for {one.requirement}, and {one.comes} would come"
        lines.append(wrapped(said, "    ", 6))
        if one.users:
            lines.append(wrapped(f"and so endangers {_some(one.users)}", "      ", 8))
    return lines + _rest(len(endangers))


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    more = f" and {len(listed) - _NAMES} more" if len(listed) > _NAMES else ""
    return ", ".join(listed[:_NAMES]) + more


def _rest(count: int) -> list[str]:
    return [f"    and {count - _MOST} more (--json has all of them)"] if count > _MOST else []


def _of(package: str) -> str:
    return f" ({package})" if package else ""
