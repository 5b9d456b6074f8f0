"""Files that decide: pip's configuration and the marker, written by redirections, tee, COPY and here-documents."""

from __future__ import annotations

import re

from pipwise.facts.ini import plain_ini
from pipwise.lint.events import Command, Copy
from pipwise.lint.world.beside import python_in
from pipwise.lint.world.call import Call
from pipwise.lint.world.expand import expand, text_of
from pipwise.lint.world.handed_on import handed_on
from pipwise.lint.world.scripts import brought
from pipwise.lint.world.state import Python, World
from pipwise.lint.world.variables import joined
from pipwise.model.facts import Setting
from pipwise.model.intent import Invocation
from pipwise.model.outcome import Evidence
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from pipwise.lint.world.notes import Notes

MARKER = re.compile(r"/EXTERNALLY-MANAGED(?![\w.-])|(?:-i?name\s+)[\"']?EXTERNALLY-MANAGED")
_CONFIGURATION = re.compile(r"(^|/)(pip\.conf|pip\.ini|pip/config)$")
_SPEAKERS = ("echo", "printf")


def output_of(world: World, command: Command) -> str:
    """What a command writes, where that stands in the file: echo, printf, cat with a here-document; else its words."""
    words = expand(world, command.words)
    here = "".join(redirect.text for redirect in command.redirects if redirect.operator == "<<")
    if words[:1] == ("cat",) and here:
        return here
    if words and words[0] in _SPEAKERS:
        text = " ".join(word for word in words[1:] if word not in ("-e", "-n", "-en", "-ne"))
        return text.replace("\\n", "\n") + "\n"
    return " ".join(words)


def redirected(notes: Notes, call: Call, world: World) -> World:
    """What ``> pip.conf`` and ``>> pip.conf`` write."""
    for redirect in call.command.redirects:
        if redirect.operator in (">", ">>", ">|") and redirect.target is not None:
            path = text_of(world, redirect.target)
            world = written(
                notes, call, world, path, output_of(world, call.command), more=redirect.operator == ">>"
            )
    return world


def written(notes: Notes, call: Call, world: World, path: str, text: str, *, more: bool = False) -> World:
    """A file with that text."""
    if "GITHUB_ENV" in path or "GITHUB_PATH" in path:
        return handed_on(notes, call, world, text, to_path="GITHUB_PATH" in path)
    path = joined(world, path)
    if not _CONFIGURATION.search(path):
        if path.endswith("/EXTERNALLY-MANAGED"):
            return world._replace(marker="as-shipped")
        return world
    found = settings_in(text, path)
    kept = tuple(setting for setting in world.settings if more or setting.where != path)
    for setting in found:
        told = {"key": setting.key, "value": setting.value, "where": path, "section": setting.section}
        notes.note("setting", call, world, _place(call, setting.key), **told)
    return world._replace(settings=(*kept, *found))


def _place(call: Call, key: str) -> tuple[int, int] | None:
    """Where a key stands in the here-document of a command."""
    for redirect in call.command.redirects:
        at = redirect.text.replace("_", "-").find(key)
        if redirect.operator == "<<" and at >= 0:
            start = redirect.start + len(redirect.text[:at].encode("utf-8", "surrogateescape"))
            line = redirect.text[at:].partition("\n")[0]
            return start, start + len(line.encode("utf-8", "surrogateescape"))
    return None


def settings_in(text: str, path: str) -> tuple[Setting, ...]:
    """The settings of a pip.conf."""
    sections = plain_ini(text if text.lstrip().startswith("[") else f"[global]\n{text}") or []
    level = (
        "global"
        if path.startswith("/etc/")
        else "site"
        if path in ("/usr/pip.conf", "/usr/local/pip.conf")
        else "user"
    )
    return tuple(
        Setting(section, key.lower().replace("_", "-"), value, path, level)
        for section, keys in sections
        for key, value in keys
    )


def copied(notes: Notes, event: Copy, world: World) -> World:
    """COPY and ADD: a configuration file, an environment or a whole Python of another stage, or files that nobody sees here."""
    target = joined(world, text_of(world, event.target))
    sources = expand(world, event.sources)
    call = Call(
        Command(event.sources, event.start, event.end), ("COPY", *sources, target), _nothing(), "COPY"
    )
    if event.text:
        return written(notes, call, world, target, event.text)
    if event.origin is not None:
        return _from_stage(notes, world, text_of(world, event.origin), sources, target)
    brought(
        notes,
        sources,
        target if sources[1:] or not text_of(world, event.target).endswith("/") else f"{target}/",
    )
    world = python_in(world, sources)
    names = [source.rpartition("/")[2] for source in sources]
    if any(_CONFIGURATION.search(name) for name in (*names, target)):
        return world._replace(
            settings=(
                *world.settings,
                Setting("global", "?", "", f"{sources[0]} (copied, not read)", "perhaps"),
            )
        )
    into_system = target in ("/", "/usr", "/usr/local", "/usr/local/", "/usr/") or target.startswith(
        ("/etc/apt", "/usr/lib/python")
    )
    return (
        world._replace(opaque=world.opaque or f"COPY {' '.join(sources)} {target}") if into_system else world
    )


def _from_stage(notes: Notes, world: World, origin: str, sources: tuple[str, ...], target: str) -> World:
    before = notes.stage_named(origin)
    if before is None:
        from pipwise.lint.world.machine import on_image

        before = on_image(notes, origin, "dockerfile")
    found = dict(world.pythons)
    world = world._replace(source=world.source or before.source)
    for source in (f"/{one.strip('/')}" for one in sources):
        for place, python in before.pythons.items():
            if place == source or place.startswith(f"{source.rstrip('/')}/"):
                new = target.rstrip("/") + place.removeprefix(source.rstrip("/"))
                if python.kind == "os" and new == "/usr/bin":
                    continue
                copy = Evidence(f"COPY --from={origin} {source}", "")
                found[new] = python._replace(root=new.removesuffix("/bin"), evidence=(*python.evidence, copy))
        if source.rpartition("/")[2] in ("uv", "uvx"):
            found.setdefault("uv", Python("unknown", "uv"))
    seen = {*before.pythons}
    plain = not any(place.startswith(source.rstrip("/")) for place in seen for source in sources)
    if plain and target.rstrip("/") in ("", "/usr", "/usr/local", "/usr/local/bin", "/usr/bin"):
        return world._replace(opaque=world.opaque or f"COPY --from={origin} {' '.join(sources)}")
    return world._replace(pythons={place: python for place, python in found.items() if place != "uv"})


def _nothing() -> Invocation:
    return Invocation((), "other", "", module=False, python_flags=(), arguments=())
