"""Records what real package managers say of changes: ``python -m tests.unit.backends.record_changes [NAME …]``, as root."""

from __future__ import annotations

import json
import sys
from typing import Any

from pipwise.backends.changes import CHANGERS
from pipwise.backends.changes.orders import spelled
from tests.rigs.machine import Machine
from tests.rigs.managers import MACHINES, managed, sure
from tests.unit.backends.record import RECORDED

# Something that comes with others, where there is such a thing, and something that goes alone.
WANTED = {"apt": ("python3-jinja2",), "pacman": ("python-requests", "python-yaml")}
RPMS = ("python3-requests", "python3-six")
DEAD = "http://127.0.0.1:1"
HOLD = "import fcntl, time; f = open('/var/lib/dpkg/lock-frontend', 'w'); fcntl.lockf(f, fcntl.LOCK_EX); time.sleep({})"
COMPLAINTS = {
    "apt": {
        "not-there": "apt-get install -y python3-nosuch",
        "network": f"apt-get install -y -o Acquire::http::Proxy={DEAD} -o Acquire::Retries=0 python3-attr",
        "locked": f'python3 -c "{HOLD.format(30)}" & sleep 1; apt-get install -y python3-attr; s=$?; kill %1; exit $s',
        "held": "apt-mark hold python3-pip >/dev/null; apt-get remove -y python3-pip",
        "pinned": "printf 'Package: python3-attr\\nPin: release *\\nPin-Priority: -1\\n' >/etc/apt/preferences.d/x;"
        " apt-get install -y python3-attr",
        "removes": "apt-mark unhold python3-pip >/dev/null; apt-get install -y --no-remove python3-pip-",
    },
    "dnf": {
        "not-there": "dnf install -y python3-nosuch",
        "network": f"dnf install -y --setopt=small.baseurl={DEAD}/ --setopt=small.retries=1 --refresh python3-rich",
    },
    "zypper": {
        "not-there": "zypper --non-interactive install python3-nosuch",
        "locked": "python3 -c 'import time; time.sleep(20)' & echo $! >/run/zypp.pid;"
        " zypper --non-interactive install python3-rich; s=$?; kill %1; rm -f /run/zypp.pid; exit $s",
    },
    "pacman": {
        "not-there": "pacman -S --noconfirm python-nosuch",
        "locked": "touch /var/lib/pacman/db.lck; pacman -S --noconfirm black; s=$?; rm /var/lib/pacman/db.lck; exit $s",
        "network": "sed -i 's#file:///srv#http://127.0.0.1:1#' /etc/pacman.conf;"
        " rm -f /var/cache/pacman/pkg/*; pacman -S --noconfirm black",
    },
}


def record(name: str, rig: Machine) -> dict[str, Any]:
    """Before, what would be, after, what would be removed, and what it complains of."""
    manager = MACHINES[name].manager
    changer = CHANGERS[manager]
    packages = WANTED.get(manager, RPMS)
    sure(rig, MACHINES[name].fetch)
    found: dict[str, Any] = {"packages": list(packages)}
    found["before"] = [heard(rig, question.argv) for question in changer.state("")]
    found["would install"] = heard(rig, changer.would_install(packages, "").argv)
    order = changer.install(packages, "")
    done = rig.run(list(spelled(order, ("env",))), timeout=300)
    assert done.status == 0, done
    found["after"] = [heard(rig, question.argv) for question in changer.state("")]
    removing = changer.would_remove(packages, "")
    found["would remove"] = heard(rig, removing.argv) if removing else None
    found["complaints"] = {
        code: heard(rig, ("bash", "-c", line)) for code, line in COMPLAINTS[manager].items()
    }
    return found


def heard(rig: Machine, argv: tuple[str, ...]) -> dict[str, Any]:
    """One answer, in the language that it is read in."""
    said = rig.run(["env", "LC_ALL=C", *argv], timeout=300)
    return {"argv": list(argv), "status": said.status, "stdout": said.stdout, "stderr": said.stderr}


def main() -> None:
    """Record the named machines, or those of which there is one a manager's release."""
    for name in sys.argv[1:] or MACHINES:
        with managed(name) as rig:
            text = json.dumps(record(name, rig), indent=1)
        (RECORDED / f"changes-{name}.json").write_text(f"{text}\n", encoding="utf-8")
        print(name, flush=True)


if __name__ == "__main__":
    main()
