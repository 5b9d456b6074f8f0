"""Live Debian machines: what is said of them is what their own Python and pip say."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from pipwise.facts.interpreter import ask_interpreter
from pipwise.facts.surroundings import Surroundings
from pipwise.model.interpreter import Interpreter
from pipwise.model.known import Unknown
from tests.recorded.distant import DistantLook
from tests.recorded.record import PREPARE, SUITES, agent
from tests.rigs.machine import Machine, available, machine

pytestmark = [pytest.mark.rigs, pytest.mark.skipif(bool(available()), reason=str(available()))]

SCHEMES = """
import json, sys, sysconfig, site
path = [entry for entry in sys.path if entry]
from pip._internal.locations import get_scheme
found = {"default": get_scheme("x").purelib, "user": get_scheme("x", user=True).purelib}
found["prefix"] = get_scheme("x", prefix="/p").purelib
found["root"] = get_scheme("x", root="/r").purelib
found["home"] = get_scheme("x", home="/h").purelib
found["stdlib"] = sysconfig.get_path("stdlib")
found["path"] = path
found["user_site"] = site.getusersitepackages()
print(json.dumps(found))
"""


@pytest.fixture(scope="module", params=SUITES)
def rig(request: pytest.FixtureRequest) -> Iterator[Machine]:
    with machine(SUITES[request.param], network=False) as made:
        prepared = made.run(PREPARE)
        assert prepared.status == 0, prepared.stderr
        yield made


def asked(rig: Machine, user: str, executable: str) -> Interpreter:
    with agent(rig, user, "/") as process:
        look = DistantLook(process)
        found = ask_interpreter(look, executable, Surroundings(look.environment, look.home, "/", look.uid))
        assert not isinstance(found, Unknown), found.why
        return found.value


@pytest.mark.parametrize("user", ["root", "alice"])
def test_pips_destinations(rig: Machine, user: str) -> None:
    found = asked(rig, user, "/usr/bin/python3")
    said = json.loads(
        rig.run(["/usr/bin/python3", "-W", "ignore", "-c", SCHEMES], user=user).stdout.splitlines()[-1]
    )
    layout, distutils = found.layout, dict(found.layout.distutils)
    schemes = {scheme.name: scheme.purelib for scheme in layout.schemes}
    if distutils:
        ours = {name: distutils[name] for name in ("default", "user")}
        ours["prefix"] = distutils["prefix"].replace("{base}", "/p")
        ours["root"] = distutils["root"].replace("{base}", "/r")
        ours["home"] = distutils["home"].replace("{base}", "/h")
    else:
        ours = {
            "default": schemes[layout.default].replace("{base}", found.prefix),
            "user": schemes[layout.user].replace("{userbase}", layout.user_base),
            "prefix": schemes[layout.prefix].replace("{base}", "/p"),
            "root": "/r" + schemes[layout.prefix].replace("{base}", found.prefix),
            "home": schemes[layout.home].replace("{base}", "/h"),
        }
    assert ours == {name: said[name] for name in ours}
    assert (found.stdlib, layout.user_site) == (said["stdlib"], said["user_site"])
    assert list(found.path) == [entry for entry in said["path"] if entry != said["user_site"]]


@pytest.mark.parametrize("options", ["", "--system-site-packages"])
def test_root_is_told_of_a_users_venv_what_the_user_is_told(rig: Machine, options: str) -> None:
    root = f"/home/alice/v{options}"
    assert rig.run(f"python3 -m venv --without-pip {options} {root}", user="alice").status == 0
    by_alice, by_root = asked(rig, "alice", f"{root}/bin/python"), asked(rig, "root", f"{root}/bin/python")
    own = by_root.layout._replace(
        user_base=by_root.layout.user_base.replace("/root", "/home/alice"),
        user_site=by_root.layout.user_site.replace("/root", "/home/alice"),
        distutils=tuple(
            (name, path.replace("/root", "/home/alice")) for name, path in by_root.layout.distutils
        ),
    )
    # Debian's site names directories of the environment that nobody makes, and so are not derived.
    sites = {
        path
        for path in by_alice.site_packages
        if path.startswith(root) and not path.endswith("/site-packages")
    }
    kept = tuple(
        path for path in by_alice.site_packages if path not in sites and path in by_root.site_packages
    )
    assert by_root._replace(layout=own, site_packages=kept) == by_alice._replace(site_packages=kept)


def test_root_never_starts_the_users_python(rig: Machine) -> None:
    evil = '#!/bin/sh\ntouch /root/evil\nexec /usr/bin/python3 "$@"\n'
    rig.write("/home/alice/e/bin/python", evil, owner="alice", mode=0o755)
    rig.write("/home/alice/e/pyvenv.cfg", "home = /usr/bin\n", owner="alice")
    assert asked(rig, "root", "/home/alice/e/bin/python").prefix == "/home/alice/e"
    assert not rig.exists("/root/evil")


def test_asking_leaves_the_machine_as_it_was(rig: Machine) -> None:
    before = rig.tree("/usr", "/etc", "/root", "/home", "/srv")
    asked(rig, "root", "/usr/bin/python3")
    asked(rig, "alice", "/srv/venv/bin/python")
    changes = rig.changes(before, rig.tree("/usr", "/etc", "/root", "/home", "/srv"))
    assert not any(changes)
    assert not rig.exists("/{home}")
