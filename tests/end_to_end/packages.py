"""Projects that people ask for: each is installed from PyPI or from Debian as pipwise decides, used, and taken back.

The rows are from reports of PEP 668's refusal on such systems, and from what is downloaded most. What came of them is kept in
``packages.json``, from which docs/reference/packages.md is made. All of them anew, or those that are named:

    python -m tests.end_to_end.packages [PROJECT|bookworm|trixie|builds …]          as root
"""

from __future__ import annotations

import fcntl
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.end_to_end.conftest import CHECKOUT, Desk, open_desk
from tests.end_to_end.test_os_packages import DATABASES, system
from tests.rigs import payload, wheels
from tests.rigs.machine import Result
from tests.rigs.managers import sure

RECORD = Path(__file__).with_suffix(".json")
SYSTEMS = {"bookworm": "Debian 12", "trixie": "Debian 13"}
HOMES = {"alice": "/home/alice", "root": "/root"}
_TIMEOUT = 900


class Row(NamedTuple):
    """One request, and how it is used afterwards."""

    project: str
    way: str
    """Where it belongs."""
    module: str = ""
    """What is imported, in an environment or by the operating system's Python."""
    command: str = ""
    """What is started where it is an application."""
    suite: str = "trixie"
    user: str = "alice"
    build: bool = False
    """Whether there is no wheel, and no compiler: the packages that the build needs have to be named, and to be enough."""
    hardware: str = ""
    """What the module says for want of the hardware that it drives."""
    leaves: tuple[str, ...] = ()
    """Beginnings of paths that the OS package itself leaves behind when it is purged."""

    @property
    def name(self) -> str:
        """For a test."""
        return f"{self.project}-{self.suite}-{self.user}"


class Outcome(NamedTuple):
    """What came of it; written down as it stands."""

    project: str
    system: str
    user: str
    way: str
    version: str
    asked: bool
    """Whether it had to be confirmed."""
    needs: tuple[str, ...]
    """OS packages that were named after a first try, and with which the second came to its end."""
    used: str
    """What was done with it, and what it says where there is no such hardware."""


State = tuple[Mapping[str, object], ...]
"""The tree of the system, that of the home, and dpkg's database."""


def state(desk: Desk, row: Row) -> State:
    """Everything that has to be the same afterwards."""
    database = sure(desk.machine, DATABASES["apt"]).splitlines()
    return system(desk), desk.home(row.user), dict.fromkeys(database)


# Debian's dbus makes an account for its daemon; accounts stay when the package goes.
_ACCOUNTS = ("/etc/passwd", "/etc/shadow", "/etc/group", "/etc/gshadow", "/var/lib/dpkg/statoverride")


def _apps(*rows: tuple[str, str], suite: str) -> tuple[Row, ...]:
    return tuple(Row(project, "app", command=command, suite=suite) for project, command in rows)


def _libraries(*rows: tuple[str, str], suite: str) -> tuple[Row, ...]:
    return tuple(Row(project, "venv", module=module, suite=suite) for project, module in rows)


def _builds(*rows: tuple[str, str], suite: str) -> tuple[Row, ...]:
    return tuple(Row(project, "venv", module=module, suite=suite, build=True) for project, module in rows)


ROWS = (
    *_apps(
        *(("httpie", "http"), ("yt-dlp", "yt-dlp"), ("black", "black")),
        *(("poetry", "poetry"), ("awscli", "aws"), ("pre-commit", "pre-commit"), ("nox", "nox")),
        suite="trixie",
    ),
    *_libraries(
        *(("requests", "requests"), ("numpy", "numpy"), ("pyserial", "serial"), ("flask", "flask")),
        *(("cryptography", "cryptography"), ("pygithub", "github"), ("paho-mqtt", "paho.mqtt.client")),
        suite="trixie",
    ),
    *_apps(
        ("esptool", "esptool version"),
        ("cookiecutter", "cookiecutter"),
        ("streamlink", "streamlink"),
        suite="bookworm",
    ),
    *_libraries(
        *(("pandas", "pandas"), ("pillow", "PIL"), ("jinja2", "jinja2"), ("psutil", "psutil")),
        *(("geopy", "geopy"), ("prettytable", "prettytable"), ("openai", "openai"), ("lxml", "lxml.etree")),
        *(("fritzconnection", "fritzconnection"), ("elasticsearch", "elasticsearch")),
        suite="bookworm",
    ),
    Row("PyGObject", "os-package", module="gi", suite="trixie"),
    Row("dbus-python", "os-package", module="dbus", suite="bookworm", leaves=_ACCOUNTS),
    Row("systemd-python", "os-package", module="systemd.journal", suite="bookworm"),
    Row("python-apt", "os-package", module="apt_pkg", suite="trixie"),
    Row("numpy", "os-package", module="numpy", suite="trixie", user="root"),
    Row("httpie", "os-package", command="http", suite="bookworm", user="root"),
    *_builds(
        *(("mysqlclient", "MySQLdb"), ("psycopg2", "psycopg2"), ("python-ldap", "ldap"), ("evdev", "evdev")),
        ("pycups", "cups"),
        suite="bookworm",
    ),
    Row(
        "RPi.GPIO",
        "venv",
        module="RPi.GPIO",
        suite="bookworm",
        build=True,
        hardware="This module can only be run on a Raspberry Pi!",
    ),
    *_builds(("pycairo", "cairo"), suite="trixie"),
)


def try_row(desk: Desk, row: Row, before: State) -> Outcome:
    """Install, use, undo; nothing is another one afterwards. Raises ``AssertionError`` where that is not so.

    What a build needs is installed as it was named, by pasting the line; that stays.
    """
    asked, done = _install(desk, row)
    needs: tuple[str, ...] = ()
    if row.build:
        assert done.status == 1, (done.status, done.stderr[-2000:])
        line = next(
            (one for one in done.stderr.splitlines() if one.startswith("  sudo apt-get install ")), ""
        )
        assert line, done.stderr[-2000:]
        needs = tuple(line.split()[3:])
        pasted = desk.machine.run(line.strip(), user=row.user, input="y\n", timeout=_TIMEOUT)
        assert pasted.status == 0, pasted.stderr[-2000:]
    if row.build:
        before = state(desk, row)
        asked, done = _install(desk, row)
    assert done.status == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    proof = next((one for one in told["proofs"] if one["version"]), None)
    assert proof is not None, told
    used = _use(desk, row, told["plan"]["option"])
    undone = desk.pipwise("undo", "--yes", user=row.user, cwd=HOMES[row.user])
    assert undone.status == 0, undone.stderr
    after = state(desk, row)
    for old, new in zip(before, after, strict=True):
        found = [one for one in _differences(old, new) if not one.startswith(row.leaves or ("\0",))]
        assert found == [], found[:20]
    way, version = told["plan"]["option"], proof["version"]
    return Outcome(row.project, SYSTEMS[row.suite], row.user, way, version, asked, needs, used)


def _install(desk: Desk, row: Row) -> tuple[bool, Result]:
    """With a confirmation where one is asked for."""
    words = ("install", "--json", row.project)
    done = desk.pipwise(*words, user=row.user, cwd=HOMES[row.user], env=_variables(row), timeout=_TIMEOUT)
    if done.status != 3:
        return False, done
    done = desk.pipwise(
        *words, "--yes", user=row.user, cwd=HOMES[row.user], env=_variables(row), timeout=_TIMEOUT
    )
    return True, done


def _variables(row: Row) -> dict[str, str | None]:
    """What was downloaded for one machine is not downloaded for the next."""
    return {"PIP_CACHE_DIR": f"/cache/{row.user}"}


def _use(desk: Desk, row: Row, way: str) -> str:
    """Import it with the Python that it was meant for, or start its command."""
    command = row.command.split() if " " in row.command else [row.command, "--version"]
    if way == "app":
        folder = "/usr/local/bin" if row.user == "root" else "/home/alice/.local/bin"
        argv = [f"{folder}/{command[0]}", *command[1:]]
    elif row.command:
        argv = command
    else:
        python = ["/usr/bin/python3"] if way == "os-package" else [f"{CHECKOUT}/pipwise", "run", "python"]
        argv = [*python, "-c", f"import {row.module}"]
    # What an application writes into a home when it is first started is its own.
    home: dict[str, str | None] = {"HOME": "/tmp"} if row.command else {}
    done = desk.machine.run(argv, user=row.user, cwd=HOMES[row.user], env=home, timeout=_TIMEOUT)
    shown = " ".join(command) if row.command else f"import {row.module}"
    if row.hardware:
        assert row.hardware in done.stderr, done
        return f"{shown}: {row.hardware}"
    assert done.status == 0, done
    return shown


def _differences(old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[str]:
    yield from (one for one in {**old, **new} if (one in old, old.get(one)) != (one in new, new.get(one)))


@contextmanager
def package_desk(row: Row, shared: Path) -> Iterator[Desk]:
    """A machine with Debian's lists, sudo for alice, and what was downloaded for others before."""
    for user, number in (("alice", 1000), ("root", 0)):
        cache = shared / "cache" / user
        cache.mkdir(parents=True, exist_ok=True)
        os.chown(cache, number, number)
    with open_desk(f"{row.suite}-venv", shared, {str(shared / "cache"): "/cache:rw"}) as desk:
        sure(desk.machine, "apt-get update -qq")
        yield desk


def recorded() -> dict[str, dict[str, object]]:
    """What came of each row when it was recorded, by its name."""
    return json.loads(RECORD.read_text()) if RECORD.exists() else {}


def main(names: list[str]) -> int:
    """Record rows; each machine serves all rows of its system that need nothing of it but a clean state."""
    rows = [row for row in ROWS if not names or {row.name, row.project, _group(row)} & {*names}]
    failed = 0
    with tempfile.TemporaryDirectory(prefix="packages-", dir="/var/tmp") as directory:
        shared = Path(directory)
        payload.build(shared / "payload")
        wheels.copy_pipx(shared / "payload/wheels")
        for path in (shared, *(shared / "payload").rglob("*")):
            path.chmod(0o755)
        groups = [[row for row in rows if row.suite == suite and not row.build] for suite in SYSTEMS]
        for group in [*(one for one in groups if one), *([row] for row in rows if row.build)]:
            with package_desk(group[0], shared) as desk:
                before = {user: state(desk, row) for user, row in {row.user: row for row in group}.items()}
                for row in group:
                    failed += not _record(desk, row, before[row.user])
                    if row.leaves:
                        before = {user: state(desk, row._replace(user=user)) for user in before}
    return 1 if failed else 0


def _group(row: Row) -> str:
    return "builds" if row.build else row.suite


def _record(desk: Desk, row: Row, before: State) -> bool:
    try:
        outcome = try_row(desk, row, before)
        assert outcome.way == row.way, f"it went by {outcome.way}, not by {row.way}"
    except (AssertionError, ValueError) as error:
        print(f"{row.name}: {str(error)[:1500]}", flush=True)
        desk.pipwise("undo", "--yes", user=row.user, cwd=HOMES[row.user])
        return False
    print(f"{row.name}: {outcome}", flush=True)
    with RECORD.with_name("packages.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = {**recorded(), row.name: outcome._asdict()}
        kept = {one.name: kept[one.name] for one in ROWS if one.name in kept}
        RECORD.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
