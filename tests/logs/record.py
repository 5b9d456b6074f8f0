"""Records real transcripts in the rigs: ``python -m tests.logs.record [NAME …]``, as root, from the checkout.

Each is what a terminal or a CI would show of these commands: standard output and standard error together.
"""

# ruff: noqa: E501  # commands stand as they are typed

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple

from tests.rigs import wheels
from tests.rigs.machine import machine

HERE = Path(__file__).parent / "recorded"
_TRACED = "bash -xc {}"
_INSTALL_SH = "#!/bin/bash\nset -x\necho preparing\npip3 install requests rich\necho done\n"
_PS4 = "PS4='+ ${BASH_SOURCE}:${LINENO}: '\n"
_PY = "import subprocess, sys\n\n\ndef main():\n    subprocess.check_call([sys.executable, '-m', 'pip', 'install', 'rich'])\n\n\nmain()\n"


class Cell(NamedTuple):
    """One transcript: in which machine, as whom, what."""

    suite: str
    layer: str
    user: str
    command: str
    prepare: str = ""
    """What root does before, without its being recorded."""


_TOOL = "python3 -m venv /opt/t && /opt/t/bin/pip install -q {} && mkdir -p /w && chmod 777 /w"
CELLS = {
    "pip-23.0.1-root": Cell("bookworm", "pip", "root", "pip3 install rich"),
    "pip-23.0.1-user": Cell("bookworm", "pip", "alice", "pip3 install --user rich"),
    "pip-25.1-root": Cell("trixie", "pip", "root", "pip install rich"),
    "pip-26.2-root": Cell("sid", "pip", "root", "python3 -m pip install rich"),
    "pip-ascii": Cell("bookworm", "pip", "root", "PYTHONIOENCODING=ascii pip3 install rich"),
    "pip-silent": Cell("bookworm", "pip", "root", "pip3 -qqq install rich; echo exit status $?"),
    "pip-log-file": Cell(
        "bookworm", "pip", "root", "pip3 --log /tmp/pip.log install rich >/dev/null 2>&1; cat /tmp/pip.log"
    ),
    "pip-uninstall": Cell("bookworm", "pip", "root", "pip3 uninstall -y six"),
    "pip-default-text": Cell(
        "bookworm", "pip", "root", "pip3 install rich", ": >/usr/lib/python3.11/EXTERNALLY-MANAGED"
    ),
    "pip-crash": Cell(
        "bookworm",
        "pip",
        "root",
        "pip3 install rich",
        "printf '[externally-managed]\\nError=a\\nError=b\\n' >/usr/lib/python3.11/EXTERNALLY-MANAGED",
    ),
    "trace": Cell("bookworm", "pip", "root", "set -x; cd /tmp; pip3 install rich && echo ok"),
    "script-traced": Cell(
        "bookworm",
        "pip",
        "root",
        "set -x; /tmp/install.sh",
        f"cat >/tmp/install.sh <<'E'\n{_INSTALL_SH}E\nchmod 755 /tmp/install.sh",
    ),
    "script-line": Cell("bookworm", "bare", "root", "echo 'pip3 install rich' >/tmp/i.sh; bash /tmp/i.sh"),
    "ps4": Cell(
        "bookworm", "pip", "root", "bash /tmp/install.sh", f"cat >/tmp/install.sh <<'E'\n{_PS4}{_INSTALL_SH}E"
    ),
    "python-traceback": Cell(
        "bookworm", "pip", "root", "python3 /tmp/setup_tools.py", f"cat >/tmp/setup_tools.py <<'E'\n{_PY}E"
    ),
    "make": Cell(
        "bookworm",
        "pip",
        "root",
        "cd /tmp && make deps",
        "apt-get update -qq >/dev/null 2>&1; apt-get install -qq make >/dev/null 2>&1; printf 'deps:\\n\\tpip3 install rich\\n' >/tmp/Makefile",
    ),
    "require-virtualenv": Cell("bookworm", "pip", "alice", "PIP_REQUIRE_VIRTUALENV=1 pip3 install rich"),
    "no-such-option": Cell("bullseye", "pip", "root", "pip3 install --break-system-packages rich"),
    "no-record": Cell(
        "trixie", "pkgs", "root", "pip3 install --break-system-packages six==1.16.0 requests==2.31.0"
    ),
    "ensurepip-disabled": Cell("bookworm", "pip", "root", "python3 -m ensurepip"),
    "venv-missing": Cell("bookworm", "pip", "root", "python3 -m venv /tmp/v"),
    "no-module-pip": Cell("bookworm", "bare", "root", "python3 -m pip install rich"),
    "user-in-venv": Cell(
        "bookworm", "venv", "alice", "set -x; python3 -m venv v; v/bin/pip install --user rich"
    ),
    "venv-sudo": Cell(
        "bookworm", "venv", "alice", "set -x; python3 -m venv v; . v/bin/activate; sudo pip3 install rich"
    ),
    "venv-absolute": Cell(
        "bookworm", "venv", "alice", "set -x; python3 -m venv v; . v/bin/activate; /usr/bin/pip3 install rich"
    ),
    "venv-source-dash": Cell(
        "bookworm", "venv", "root", "sh -xc 'python3 -m venv /v; source /v/bin/activate; pip3 install rich'"
    ),
    "venv-without-pip": Cell(
        "bookworm",
        "venv",
        "alice",
        "set -x; python3 -m venv --without-pip v; . v/bin/activate; python -m pip install rich; pip3 install rich",
    ),
    "venv-moved": Cell(
        "bookworm",
        "venv",
        "alice",
        "set -x; python3 -m venv v; mv v w; w/bin/pip install rich; pip3 install rich",
    ),
    "uv-system": Cell("bookworm", "pip", "root", "set -x; uv pip install --system rich"),
    "uv-sync": Cell("bookworm", "pip", "root", "set -x; echo rich >r.txt; uv pip sync --system r.txt"),
    "uv-no-venv": Cell("bookworm", "pip", "alice", "set -x; uv pip install rich"),
    "uv-permission": Cell(
        "bookworm", "pip", "alice", "set -x; uv pip install --system --break-system-packages six"
    ),
    "pip-permission": Cell(
        "bullseye", "pip", "alice", "set -x; pip3 install --target /usr/lib/python3/dist-packages six"
    ),
    "pipenv": Cell(
        "bookworm",
        "venv",
        "root",
        "set -x; cd /w; /opt/t/bin/pipenv install --system --deploy",
        _TOOL.format("pipenv")
        + '; cd /w && printf \'[[source]]\\nurl="https://pypi.org/simple"\\nverify_ssl=true\\nname="pypi"\\n[packages]\\nrich="*"\\n\' >Pipfile && /opt/t/bin/pipenv lock >/dev/null 2>&1; rm -rf /root/.local/share/virtualenvs',
    ),
    "poetry": Cell(
        "bookworm",
        "pkgs",
        "root",
        "export REQUESTS_CA_BUNDLE=$PIP_CERT; set -x; cd /w; /opt/t/bin/poetry install --no-root",
        "apt-get update -qq >/dev/null 2>&1; apt-get install -qq python3-venv >/dev/null 2>&1; "
        + _TOOL.format("poetry")
        + '; cd /w && printf \'[project]\\nname="a"\\nversion="1"\\nrequires-python=">=3.9"\\ndependencies=["six>=1.17"]\\n[[tool.poetry.source]]\\nname="s"\\nurl="https://pypi.org/simple/"\\n[tool.poetry]\\npackage-mode=false\\n\' >pyproject.toml && printf \'[virtualenvs]\\ncreate = false\\n\' >poetry.toml',
    ),
    "pip-sync": Cell(
        "bookworm",
        "pkgs",
        "root",
        "set -x; cd /w; /opt/t/bin/pip-sync --python-executable /usr/bin/python3 r.txt",
        "apt-get update -qq >/dev/null 2>&1; apt-get install -qq python3-venv >/dev/null 2>&1; "
        + _TOOL.format("pip-tools")
        + "; echo six==1.17.0 >/w/r.txt",
    ),
    "nox": Cell(
        "bookworm",
        "venv",
        "root",
        "set -x; cd /w; /opt/t/bin/nox",
        _TOOL.format("nox")
        + '; printf \'import nox\\n\\n@nox.session(venv_backend="none")\\ndef tests(session):\\n    session.install("rich")\\n\' >/w/noxfile.py',
    ),
    "nox-run": Cell(
        "bookworm",
        "venv",
        "root",
        "set -x; cd /w; /opt/t/bin/nox",
        _TOOL.format("nox")
        + '; printf \'import nox\\n\\n@nox.session(venv_backend="none")\\ndef tests(session):\\n    session.run("pip3", "install", "rich", external=True)\\n\' >/w/noxfile.py',
    ),
    "ansible": Cell(
        "bookworm",
        "venv",
        "root",
        "cd /w; /opt/t/bin/ansible-playbook -i localhost, -c local play.yml",
        _TOOL.format("ansible-core")
        + "; printf -- '- hosts: localhost\\n  gather_facts: false\\n  vars: {ansible_python_interpreter: /usr/bin/python3}\\n  tasks:\\n    - name: Install the client\\n      ansible.builtin.pip:\\n        name: rich\\n' >/w/play.yml; apt-get update -qq >/dev/null 2>&1; apt-get install -qq python3-setuptools >/dev/null 2>&1",
    ),
    "ansible-verbose": Cell(
        "bookworm",
        "venv",
        "root",
        "cd /w; /opt/t/bin/ansible-playbook -vvv -i localhost, -c local play.yml",
        _TOOL.format("ansible-core")
        + "; printf -- '- hosts: localhost\\n  gather_facts: false\\n  vars: {ansible_python_interpreter: /usr/bin/python3}\\n  tasks:\\n    - name: Install the client\\n      ansible.builtin.command: pip3 install rich\\n' >/w/play.yml",
    ),
    "build-psycopg2": Cell(
        "bookworm",
        "venv",
        "root",
        "set -x; python3 -m venv v; v/bin/pip install --no-binary :all: --no-build-isolation psycopg2",
        "",
    ),
    "build-without-gcc": Cell(
        "bookworm",
        "venv",
        "root",
        "set -x; python3 -m venv v; v/bin/pip install -q setuptools wheel; v/bin/pip install --no-binary psutil psutil",
        "",
    ),
    "build-without-headers": Cell(
        "bookworm",
        "venv",
        "root",
        "set -x; python3 -m venv v; v/bin/pip install --no-binary psutil psutil",
        "apt-get update -qq >/dev/null 2>&1; apt-get install -qq gcc libc6-dev >/dev/null 2>&1",
    ),
    "network": Cell(
        "bookworm",
        "venv",
        "root",
        "set -x; python3 -m venv v; v/bin/pip install --retries 1 -i https://nowhere.invalid/simple rich",
    ),
    "several": Cell(
        "bookworm",
        "pip",
        "root",
        "set -x; pip3 install --upgrade pip; pip3 install awscli; python3 -m ensurepip",
    ),
    "not-a-refusal": Cell(
        "bookworm",
        "venv",
        "root",
        "set -x; python3 -m venv v; v/bin/pip install six; grep -rn externally-managed /usr/lib/python3*/EXTERNALLY-MANAGED; rm -f /usr/lib/python3*/EXTERNALLY-MANAGED; pip3 install six",
    ),
}


def record(name: str, cell: Cell) -> str:
    """One transcript."""
    binds = {os.path.dirname(wheels.uv()): "/uv"} if "uv" in cell.command else {}
    with machine(cell.suite, cell.layer, binds=binds) as rig:
        if cell.prepare:
            rig.run(cell.prepare, user="root", timeout=500)
        home = "/root" if cell.user == "root" else f"/home/{cell.user}"
        path = "/uv:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        command = f"exec 2>&1\n{cell.command}\n"
        result = rig.run(
            command, user=cell.user, cwd=home, env={"PATH": path, "LANG": "C.UTF-8"}, timeout=500
        )
    return result.stdout


def main(names: list[str]) -> None:
    """Record those that are named, or all."""
    HERE.mkdir(exist_ok=True)
    for name, cell in CELLS.items():
        if not names or name in names:
            text = record(name, cell)
            (HERE / f"{name}.log").write_text(text, encoding="utf-8", errors="surrogateescape")
            print(f"{name}: {len(text.splitlines())} lines", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
