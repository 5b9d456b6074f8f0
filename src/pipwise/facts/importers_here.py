"""Who will import it on this machine: looked for where it can matter, in the few places that an expert would look at.

A plug-in's host on PATH; the kernel that a notebook's cell runs in; Ansible's settings beside the project; units and
crontabs that start something below the working directory.
"""

from __future__ import annotations

from pipwise.facts.glance import names, stands, text
from pipwise.facts.resolution import resolve
from pipwise.model.call import Call, Consumer
from pipwise.model.facts import Facts
from pipwise.model.known import Known, Source, Unknown
from pipwise.system.look import Look

_STARTERS = ("/etc/systemd/system", "/etc/cron.d")
_KEPT_APART = ("/pipx/", "/uv/tools/")
"""Environments of pipx and uv, which fill them themselves."""
_MOST = 60
"""Units and crontabs of one directory that are read."""
_ANSIBLE = ("ansible.cfg", "inventory", "inventory.ini", "inventory.yml", "hosts", "hosts.ini", "hosts.yml")
_VARIABLES = ("group_vars/all.yml", "group_vars/all/main.yml", "host_vars/localhost.yml")


def find_importer(look: Look, facts: Facts) -> Call:
    """The call with its consumer where one is found here; what is known already stays."""
    call = facts.call
    if isinstance(call.consumer, Known):
        return call
    environment = dict(facts.environment)
    return (
        _host(look, facts, environment)
        or (_kernel(look, call) if look.environment.get("JPY_PARENT_PID") else None)
        or _of_place(look, facts, environment)
        or call
    )


def _host(look: Look, facts: Facts, environment: dict[str, str]) -> Call | None:
    """The Python behind the command of the application that is extended."""
    for named in facts.names:
        if named.kind.kind != "plug-in" or named.kind.host_is != "application":
            continue
        found = resolve(look, named.kind.host, environment, look.cwd)
        kept_apart = any(part in (found.interpreter or "") for part in _KEPT_APART)
        if found.path and found.interpreter and not kept_apart:
            system = found.interpreter.startswith(("/usr/bin/", "/bin/"))
            consumer = Consumer("os-program" if system else "person", found.interpreter)
            return facts.call._replace(consumer=Known(consumer, Source("live", found.path)))
    return None


def _kernel(look: Look, call: Call) -> Call | None:
    """The kernel is among the processes that this one was started by."""
    process = "self"
    for _ in range(8):
        status = text(look, f"/proc/{process}/status")
        words = text(look, f"/proc/{process}/cmdline").split("\0")
        if any("ipykernel" in word for word in words):
            source = Source("live", f"/proc/{process}/cmdline")
            return call._replace(
                standing="notebook", source=source, consumer=Known(Consumer("kernel", words[0]), source)
            )
        parent = next((line.split()[1] for line in status.splitlines() if line.startswith("PPid:")), "0")
        if parent in ("0", "1"):
            return None
        process = parent
    return None


def _of_place(look: Look, facts: Facts, environment: dict[str, str]) -> Call | None:
    if isinstance(facts.place, Unknown) or facts.place.value.kind not in ("project", "plain"):
        return None
    project = facts.project.value if isinstance(facts.project, Known) else None
    root = project.root if project else facts.place.value.cwd
    return _ansible(look, root) or _started(look, facts.call, root, environment)


def _ansible(look: Look, root: str) -> Call | None:
    there = [name for name in _ANSIBLE if stands(look, f"{root}/{name}")]
    if not there:
        return None
    from pipwise.facts.importer import ansible_in

    for name in (*there, *_VARIABLES):
        found = ansible_in(f"{root}/{name}", text(look, f"{root}/{name}"))
        if found is not None:
            return found
    return None


def _started(look: Look, call: Call, root: str, environment: dict[str, str]) -> Call | None:
    """A unit or a crontab that starts something below the directory, or with a Python of it."""
    units = [f"{root}/{name}" for name in names(look, root) if name.endswith(".service")]
    for folder in _STARTERS:
        units += [
            f"{folder}/{name}" for name in names(look, folder) if "." not in name or name.endswith(".service")
        ][:_MOST]
    for path in units:
        content = text(look, path)
        if f"{root}/" not in content and not path.startswith(f"{root}/"):
            continue
        from pipwise.facts.importer import commands_in, python_of

        for line in commands_in(content):
            python = python_of(look, line.words, environment)
            if python:
                source = Source("live", f"{path}:{line.number}")
                return call._replace(consumer=Known(Consumer("service", python), source))
    return None
