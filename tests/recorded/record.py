"""Records the machines of the rigs again: ``python -m tests.recorded.record [NAME …]``, as root, from the checkout.

Each is looked at by pipwise itself, through an agent that runs in it; everything that was asked goes into the recording.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from pipwise.cli.commands.doctor import check_up
from pipwise.cli.session import situation_of
from pipwise.model.decision import Wishes
from tests.recorded.distant import AGENT, DistantLook, RecordingLook
from tests.recorded.look import HERE
from tests.rigs.machine import Machine, machine

SUITES = {"debian-11": "bullseye", "debian-12": "bookworm", "debian-13": "trixie", "debian-sid": "sid"}
USERS = ("root", "alice")
PATHS = {
    "root": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "alice": "/usr/local/bin:/usr/bin:/bin",
}
COMMANDS = (
    "pip install six",
    "pip3 install --user six",
    "python3 -m pip install six",
    "sudo pip install six",
    "python3 -I -m pip uninstall six",
    "/srv/venv/bin/pip install six",
    "/srv/seeing/bin/python -m pip install six",
    "pip install --target /srv/t six",
)
PREPARE = """
set -e
id alice >/dev/null 2>&1 || useradd -m -s /bin/bash alice
python3 -m venv --without-pip /srv/venv
python3 -m venv --without-pip --system-site-packages /srv/seeing
cd /srv/venv/lib/python3*/site-packages
mkdir pip
echo '__version__ = "24.0"' >pip/__init__.py
printf '#!/srv/venv/bin/python3\\nimport pip\\n' >/srv/venv/bin/pip
chmod 755 /srv/venv/bin/pip
mkdir -p /home/alice/project /home/alice/.config/pip
echo six >/home/alice/project/requirements.txt
printf '[global]\\nindex-url = https://example.org/simple\\n' >/home/alice/.config/pip/pip.conf
chown -R alice: /home/alice
"""


@contextmanager
def agent(rig: Machine, user: str, cwd: str, **variables: str) -> Iterator[subprocess.Popen[bytes]]:
    """The agent in a running machine, as that user, in that directory."""
    home = "/root" if user == "root" else f"/home/{user}"
    environment = {
        "HOME": home,
        "USER": user,
        "LOGNAME": user,
        "SHELL": "/bin/bash",
        "LANG": "C.UTF-8",
        **variables,
    }
    environment.setdefault("PATH", PATHS[user])
    argv = [
        *("nsenter", f"--target={rig.pid}", "--mount", "--pid", "--uts", "--ipc", "--net", "--"),
        *("setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups", "env", "-i", "-C", cwd),
        *(f"{name}={value}" for name, value in environment.items()),
        *("/usr/bin/python3", "-I", "-c", AGENT.read_text(encoding="utf-8")),
    ]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            assert process.stdin
            process.stdin.close()


def look_at_everything(look: DistantLook) -> None:
    """Everything that the recordings shall be able to answer."""
    for command in COMMANDS:
        situation_of(look, tuple(command.split()), Wishes())
    check_up(look)


def record(name: str, rig: Machine, user: str) -> None:
    """Look at one machine as one user, and write the recording."""
    with agent(rig, user, "/" if user == "root" else "/home/alice/project") as process:
        look = RecordingLook(process)
        # Where pipwise's own directories lie is asked of the process that it runs in.
        os.environ["HOME"] = look.environment["HOME"]
        look_at_everything(look)
        document = {
            "machine": name,
            "environment": look.environment,
            "cwd": look.cwd,
            "uid": look.uid,
            "accounts": [list(account) for account in look.accounts.values()],
        }
    rows = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in document.items()]
    paths = ",\n".join(f"{json.dumps(path)}: {json.dumps(look.paths[path])}" for path in sorted(look.paths))
    answers = ",\n".join(json.dumps(answer) for _, answer in sorted(look.answers.items()))
    text = (
        "{\n"
        + ",\n".join([*rows, '"paths": {\n' + paths + "\n}", '"answers": [\n' + answers + "\n]"])
        + "\n}\n"
    )
    (HERE / f"{name}-{user}.json").write_text(text, encoding="utf-8")


def main() -> None:
    """Record the named machines, or all."""
    for name in sys.argv[1:] or SUITES:
        with machine(SUITES[name], network=False) as rig:
            prepared = rig.run(PREPARE)
            assert prepared.status == 0, prepared.stderr
            for user in USERS:
                record(name, rig, user)
                print(f"recorded {name}-{user}")


if __name__ == "__main__":
    main()
