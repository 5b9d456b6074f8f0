"""Who will import it: by the file that starts it, and by what stands on the machine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from pipwise.errors import UsageError
from pipwise.facts.importer import call_of_file
from pipwise.facts.importers_here import find_importer
from pipwise.model.call import Call, Consumer
from pipwise.model.host import Place, Project
from pipwise.model.known import Known
from pipwise.model.names import Kind, Named
from tests.recorded.look import Node, link, machine, program
from tests.situations import HERE, HOME, facts, known

PYTHON = "/usr/bin/python3"
BASE: dict[str, Node | str] = {
    PYTHON: program(),
    "/opt/venv/bin/python": link(PYTHON),
    "/opt/venv/pyvenv.cfg": "home = /usr/bin\n",
}
PATH = {"PATH": "/usr/local/bin:/usr/bin"}


def _consumer(call: Call) -> Consumer | None:
    return call.consumer.value if isinstance(call.consumer, Known) else None


def _script(text: str) -> Node:
    return program(text)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("/etc/x.service", f"[Service]\nExecStart={PYTHON} /srv/x.py\n", Consumer("service", PYTHON)),
        ("/etc/x.service", "[Service]\nExecStart=-/opt/venv/bin/python -m x\n", Consumer("service", "/opt/venv/bin/python")),
        ("/etc/x.service", "[Service]\nExecStart=/usr/bin/node x.js\n", Consumer("service", "")),
        ("/etc/cron.d/x", f"MAILTO=root\n*/5 * * * * root {PYTHON} /srv/x.py\n", Consumer("service", PYTHON)),
        ("/etc/cron.d/x", f"@reboot root {PYTHON} /srv/x.py\n", Consumer("service", PYTHON)),
        ("/k/kernel.json", json.dumps({"argv": [PYTHON, "-m", "ipykernel_launcher"]}), Consumer("kernel", PYTHON)),
        ("/a/ansible.cfg", "[defaults]\ninterpreter_python = /opt/v/bin/python\n", Consumer("ansible", "/opt/v/bin/python")),
        ("/a/inventory", "web ansible_python_interpreter=/usr/bin/python3\n", Consumer("ansible", PYTHON)),
        ("/a/play.yml", "- hosts: all\n", Consumer("ansible", "")),
    ],
)  # fmt: skip
def test_a_file_says_who_imports(name: str, content: str, expected: Consumer) -> None:
    assert _consumer(call_of_file(machine({**BASE, name: content}), name, PATH)) == expected


def test_a_script_is_imported_by_the_python_of_its_first_line() -> None:
    look = machine({**BASE, "/srv/job": _script("#!/opt/venv/bin/python\nimport x\n")})
    call = call_of_file(look, "/srv/job", PATH)
    assert (call.standing, call.file) == ("script", "/srv/job")
    assert _consumer(call) is not None
    assert _consumer(call) in (Consumer("person", "/opt/venv/bin/python"), Consumer("person", PYTHON))


def test_a_file_that_is_not_there_is_said_to_be() -> None:
    with pytest.raises(UsageError, match=r"--context /none\.service"):
        call_of_file(machine(BASE), "/none.service", PATH)


def test_a_broken_kernel_is_unknown() -> None:
    call = call_of_file(machine({**BASE, "/k/kernel.json": "{"}), "/k/kernel.json", PATH)
    assert (call.standing, _consumer(call)) == ("notebook", None)


def _found(files: Mapping[str, Node | str], **changes: Any) -> Consumer | None:
    root = f"{HOME}/p"
    project = known(Project(root, f"{root}/pyproject.toml", ()))
    told: dict[str, Any] = {
        "project": project,
        "place": known(Place(root, "project", None)),
        "environment": tuple(PATH.items()),
        **changes,
    }
    return _consumer(find_importer(machine({**BASE, **files}), facts(**told)))


def test_a_unit_that_starts_something_of_the_project_is_found() -> None:
    unit = f"[Service]\nExecStart={PYTHON} {HOME}/p/main.py\n"
    other = f"[Service]\nExecStart={PYTHON} {HOME}/other/main.py\n"
    assert _found({"/etc/systemd/system/p.service": unit}) == Consumer("service", PYTHON)
    assert _found({"/etc/systemd/system/p.service": other}) is None
    assert _found({"/etc/cron.d/p": f"0 4 * * * alice {PYTHON} {HOME}/p/x.py\n"}) == Consumer(
        "service", PYTHON
    )
    assert _found({f"{HOME}/p/p.service": "[Service]\nExecStart=/opt/venv/bin/python -m p\n"}) == Consumer(
        "service", "/opt/venv/bin/python"
    )


def test_nobody_looks_for_units_outside_a_project() -> None:
    unit = {"/etc/systemd/system/p.service": f"[Service]\nExecStart={PYTHON} {HOME}/x.py\n"}
    assert _found(unit, project=known(None), place=known(Place(HOME, "home", None))) is None


def test_the_interpreter_of_ansibles_modules_is_read_from_its_settings() -> None:
    cfg = {f"{HOME}/p/ansible.cfg": "[defaults]\n# interpreter_python = /x\n"}
    assert _found(cfg) is None
    variables = {f"{HOME}/p/group_vars/all.yml": "ansible_python_interpreter: /opt/venv/bin/python\n"}
    assert _found({**cfg, **variables}) == Consumer("ansible", "/opt/venv/bin/python")


@pytest.mark.parametrize(
    ("first_line", "expected"),
    [
        (PYTHON, Consumer("os-program", PYTHON)),
        ("/opt/venv/bin/python", Consumer("person", "/opt/venv/bin/python")),
        (f"{HOME}/.local/share/pipx/venvs/certbot/bin/python", None),
    ],
)
def test_a_plug_in_is_imported_by_the_python_of_its_hosts_command(
    first_line: str, expected: Consumer | None
) -> None:
    pipx = {f"{HOME}/.local/share/pipx/venvs/certbot/bin/python": program()}
    plug_in = Named(
        "certbot-dns-x", "certbot-dns-x", "", Kind("plug-in", "certbot", host_is="application", source=HERE)
    )
    host = {"/usr/bin/certbot": _script(f"#!{first_line}\n")}
    assert _found({**pipx, **host}, names=(plug_in,)) == expected


def test_what_was_said_is_not_looked_for() -> None:
    call = Call("service", HERE, consumer=known(Consumer("service", "/said/python")))
    assert _found({}, call=call) == Consumer("service", "/said/python")
