"""``doctor`` for people: one block a Python, the most important first, then everything else that decides here."""

from __future__ import annotations

from pipwise.facts.checkup import Checkup, Examined
from pipwise.model.facts import Setting, Settings, Tool
from pipwise.model.host import Asker, Host
from pipwise.model.known import Fact, Unknown
from pipwise.render.doctor_python import python_lines
from pipwise.render.facts_json import without_passwords
from pipwise.render.wrapped import fold, page

_SECRET = ("token", "password", "secret")


def doctor_text(checkup: Checkup) -> str:
    """The whole report, 80 columns wide where paths permit."""
    lines: list[str] = []
    for one in checkup.examined:
        lines += [_heading(one), *_wrapped(python_lines(one, dict(checkup.facts.paths))), ""]
    if not checkup.examined:
        lines += ["No Python was found.", ""]
    facts = checkup.facts
    lines += ["This machine", *_wrapped(_host(facts.host)), ""]
    lines += ["Who asks, and where", *_wrapped([*_asker(facts.asker), *_place(checkup)]), ""]
    contradictions = [one.text for one in facts.contradictions]
    if contradictions:
        lines += ["What does not fit together", *_wrapped(contradictions), ""]
    lines += ["pip's settings", *_wrapped(_settings(facts.pip_settings)), ""]
    lines += ["uv's settings", *_wrapped(_settings(facts.uv_settings)), ""]
    none = "neither uv nor pipx, nor another tool that pipwise knows, was found"
    lines += ["Tools", *_wrapped([_tool(tool) for tool in facts.tools] or [none])]
    return "\n".join(lines)


def _heading(one: Examined) -> str:
    words = (
        f"  (what {_listed(one.called)} {'run' if len(one.called) > 1 else 'runs'} here)"
        if one.called
        else ""
    )
    return f"{one.listed.path}{words}"


def _listed(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _wrapped(texts: list[str]) -> list[str]:
    """Each text as an indented paragraph; paths are not broken."""
    return [line for text in texts for line in fold(text.strip().split(" "), page(), "  ", "    ")]


def _host(host: Host) -> list[str]:
    release = host.os
    name = (
        f"unknown ({release.why})" if isinstance(release, Unknown) else release.value.name or release.value.id
    )
    lines = [f"system: {name} ({host.platform})"]
    for word, fact in (("container", host.container), ("CI", host.ci), ("immutable", host.immutable)):
        if isinstance(fact, Unknown):
            lines.append(f"{word}: unknown ({fact.why})")
        elif fact.value:
            lines.append(f"{word}: {fact.value}, by {fact.source.where}")
    if isinstance(host.wsl, Unknown):
        lines.append(f"WSL: unknown ({host.wsl.why})")
    elif host.wsl.value:
        lines.append("WSL: yes")
    if not isinstance(host.disposable, Unknown) and host.disposable.value.proven:
        lines.append(
            f"thrown away afterwards: {host.disposable.value.kind}, by {host.disposable.value.evidence}"
        )
    return lines


def _asker(asker: Asker) -> list[str]:
    behind = (
        f", through sudo for {asker.sudo_user} (uid {asker.sudo_uid})" if asker.sudo_uid is not None else ""
    )
    shell = f", shell {asker.shell}" if asker.shell else ""
    return [f"user: {asker.user} (uid {asker.uid}){behind}{shell}", f"home: {asker.home or 'none'}"]


def _place(checkup: Checkup) -> list[str]:
    facts = checkup.facts
    place, project = facts.place, facts.project
    if isinstance(place, Unknown):
        lines = [f"working directory: unknown ({place.why})"]
    else:
        lines = [f"working directory: {place.value.cwd} ({place.value.kind})"]
        lines += [f"its environment: {place.value.venv}"] if place.value.venv else []
    if isinstance(project, Unknown):
        lines.append(f"project: unknown ({project.why})")
    elif project.value:
        found = project.value
        managers = f", managed by {', '.join(found.managers)}" if found.managers else ""
        lines.append(f"project: {found.root}, by {found.evidence}{managers}")
        lines += [f"problem: {found.problem}"] if found.problem else []
    else:
        lines.append("project: none")
    return [*lines, f"active environment: {checkup.active or 'none'}"]


def _settings(fact: Fact[Settings]) -> list[str]:
    if isinstance(fact, Unknown):
        return [f"unknown: {fact.why}"]
    lines = [
        _setting(one)
        for one in fact.value.values
        if not one.section.startswith(":") or one.section == ":env:"
    ]
    lines += [f"problem: {path}: {why}" for path, why in fact.value.problems]
    return lines or ["none"]


def _setting(one: Setting) -> str:
    """One setting with its origin; what would be nobody's business is left out of it."""
    secret = any(word in one.key.lower() for word in _SECRET)
    value = "[hidden]" if secret else " ".join(without_passwords(one.value).split())
    if one.section == ":env:":
        return f"{one.where}={value}"
    return f"{one.section}.{one.key} = {value}  ({one.where})"


def _tool(tool: Tool) -> str:
    manager = f" (a shim of {tool.managed_by})" if tool.managed_by else ""
    if isinstance(tool.version, Unknown):
        return f"{tool.name}: {tool.path}{manager}, version unknown ({tool.version.why})"
    return f"{tool.name} {tool.version.value}: {tool.path}{manager}"
