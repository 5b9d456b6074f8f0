"""The whole machine, to be compared with itself: every path below / with mode, owner and content, and what is not compared."""

import re

from tests.end_to_end.conftest import CHECKOUT
from tests.rigs.machine import Machine

# What may differ afterwards, and why; docs/reference/undo.md lists the same.
EXCEPTIONS: dict[str, tuple[str, ...]] = {
    "caches": ("/var/cache/", "/var/lib/apt/", "/root/.cache", "/home/alice/.cache"),
    "logs of package managers": ("/var/log/", "/home/alice/.local/state/pdm", "/root/.local/state/pdm"),
    "temporary directories": ("/tmp/", "/var/tmp/", "/run/"),
    "the journal": (
        *("/home/alice/.local/state/pipwise", "/root/.local/state/pipwise", "/var/lib/pipwise"),
        f"{CHECKOUT}/.pipwise",
    ),
    "databases, which are compared by meaning": (
        *("/var/lib/dpkg/status", "/var/lib/dpkg/diversions-old", "/var/lib/dpkg/statoverride-old"),
        # A dpkg-divert that is killed leaves a new database by halves, and the next one writes it anew.
        "/var/lib/dpkg/diversions-new",
        *("/var/lib/dpkg/lock", "/var/lib/dpkg/triggers/", "/var/lib/sudo/"),
    ),
}
# After SIGKILL nobody knows whose a log of pipx's is that is new in a directory of logs; those that were there are there.
_LOGS = re.compile(r"/(pipx/log|pipx/logs)/cmd_[^/]*\.log$")
_APART = tuple(place for places in EXCEPTIONS.values() for place in places)
# They are made for the journal or a cache below them; by themselves they say nothing.
_ABOVE = tuple(
    f"{home}/{one}" for home in ("/home/alice", "/root") for one in (".cache", ".local", ".local/state")
)
_MEANING = "dpkg-query -W -f '${Status}|${binary:Package}|${Version}\\n'; dpkg --audit; apt-mark showauto"


def whole(machine: Machine) -> dict[str, object]:
    """The machine as it is."""
    found: dict[str, object] = {
        path: entry
        for path, entry in machine.tree("/").items()
        if not path.startswith(_APART) and "__pycache__" not in path
    }
    for path in _ABOVE:
        if not any(one.startswith(f"{path}/") for one in found if one not in _ABOVE):
            found.pop(path, None)
    return {**found, "packages": machine.run(_MEANING, timeout=300).stdout}


def different(before: dict[str, object], now: dict[str, object], *, cut: bool) -> list[str]:
    """What is not the same, in words; where a run was cut off logs of pipx's may be new."""
    return [
        f"{name}: {before.get(name)} → {now.get(name)}"
        for name in sorted(now.keys() | before.keys())
        if now.get(name) != before.get(name) and not (cut and name not in before and _LOGS.search(name))
    ]
