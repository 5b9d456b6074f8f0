"""The snippets run on real machines, old and new, in every shell they promise: install, upgrade, leave nothing behind."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from pipwise.snippets import Filling, snippet
from tests.rigs import payload
from tests.rigs.machine import Machine, Tree, available, machine

pytestmark = [
    pytest.mark.rigs,
    pytest.mark.slow,
    pytest.mark.skipif(bool(available()), reason=str(available())),
]
NAME = "pep668demo"
OLD = payload.PAYLOADS[0].wheel
SHELLS = {"dash": ["dash"], "bash": ["bash"], "busybox": ["/busybox", "sh"]}
MACHINES = (("bookworm", "venv"), ("bookworm", "pip"), ("bullseye", "pip"))
ROOTS = ("/usr", "/etc", "/opt", "/root", "/home")
CACHES = ("/.cache", "/__pycache__", "/.local", "/.local/share", "/.local/bin", "/.local/state")
"""What pip, Python and mkdir leave in a home, and what is no file of the package."""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Wheels of the first version, wheels of both, and a busybox."""
    place = tmp_path_factory.mktemp("snippets")
    payload.build(place / "both")
    (place / "one").mkdir()
    shutil.copy(place / "both" / "wheels" / OLD, place / "one" / OLD)
    with machine("bookworm", "bare") as rig:
        fetch = "cd /tmp && apt-get -q update && apt-get -q download busybox-static && dpkg -x busybox-static*.deb /tmp/box"
        done = rig.run(fetch)
        assert done.status == 0, done.stderr
        (place / "busybox").write_bytes(rig.read("/tmp/box/bin/busybox"))
    os.chmod(place / "busybox", 0o755)
    return place


def binds(shown: Path) -> dict[str, str]:
    return {str(shown / "one"): "/one", str(shown / "both"): "/both", str(shown / "busybox"): "/busybox"}


def ours(tree: Tree) -> Tree:
    """Without caches, and without directories of a home that hold nothing."""
    return {
        path: entry
        for path, entry in tree.items()
        if not path.endswith(CACHES)
        and "/.cache/" not in path
        and "/__pycache__/" not in path
        and entry.kind != "dir"
    }


def run(rig: Machine, words: list[str], user: str, links: str, *, network: bool) -> str:
    """Run it; what it says is of no matter where it succeeds."""
    env = {"PIP_FIND_LINKS": links} if network else {"PIP_FIND_LINKS": links, "PIP_NO_INDEX": "1"}
    home = "/root" if user == "root" else f"/home/{user}"
    done = rig.run(words, user=user, env=env, cwd=home, timeout=300)
    assert done.status == 0, done.stdout + done.stderr
    return done.stdout


def says(rig: Machine, user: str) -> str:
    command = f"/usr/local/bin/{NAME}" if user == "root" else f"/home/{user}/.local/bin/{NAME}"
    return rig.run([command], user=user).stdout.strip()


@pytest.mark.parametrize("user", ["root", "alice"])
@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(("suite", "layer"), MACHINES)
def test_the_installer_in_a_shell(suite: str, layer: str, shell: str, user: str, shown: Path) -> None:
    # Without python3-venv the environment gets its pip from the index; all else needs none.
    network = layer != "venv"
    with machine(suite, layer, network=network, binds=binds(shown)) as rig:
        rig.write("/install.sh", snippet("sh", Filling(NAME)))
        words = [*SHELLS[shell], "/install.sh"]
        before = ours(rig.tree(*ROOTS))
        run(rig, words, user, "/one", network=network)
        assert says(rig, user) == f"{NAME} 1.0"
        run(rig, words, user, "/both/wheels", network=network)
        assert says(rig, user) == f"{NAME} 2.0"
        assert rig.dpkg_verify("python3", "python3-pip") == []
        run(rig, [*words, "--uninstall"], user, "/both/wheels", network=network)
        assert rig.changes(before, ours(rig.tree(*ROOTS))) == ([], [], [])


def test_the_installer_where_there_is_no_pip_at_all(shown: Path) -> None:
    """Python alone: pip comes as a wheel from the index itself."""
    with machine("bookworm", "bare", binds=binds(shown)) as rig:
        rig.write("/install.sh", snippet("sh", Filling(NAME)))
        before = ours(rig.tree(*ROOTS))
        run(rig, ["dash", "/install.sh"], "alice", "/both/wheels", network=True)
        assert says(rig, "alice") == f"{NAME} 2.0"
        run(rig, ["dash", "/install.sh", "--uninstall"], "alice", "/both/wheels", network=True)
        assert rig.changes(before, ours(rig.tree(*ROOTS))) == ([], [], [])


@pytest.mark.parametrize("user", ["root", "alice"])
@pytest.mark.parametrize(("suite", "layer"), MACHINES)
def test_the_installer_in_python(suite: str, layer: str, user: str, shown: Path) -> None:
    network = layer != "venv"
    with machine(suite, layer, network=network, binds=binds(shown)) as rig:
        rig.write("/install.py", snippet("python", Filling(NAME)))
        for links, version in (("/one", "1.0"), ("/both/wheels", "2.0")):
            said = run(rig, ["python3", "/install.py"], user, links, network=network)
            python = said.strip().splitlines()[-1]
            asked = rig.run([python, "-c", f"import {NAME}; print({NAME}.__version__)"], user=user)
            assert asked.stdout.strip() == version, asked.stderr
        assert rig.dpkg_verify("python3", "python3-pip") == []
