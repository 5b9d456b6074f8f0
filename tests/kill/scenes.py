"""Plans of every shape, on small real trees with small real tools; a kind of step that is added belongs in here."""

import hashlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import which
from typing import NamedTuple

from pipwise.facts.diversions import DATABASE
from pipwise.model.plan import (
    ChangePackages,
    Divert,
    EditFile,
    MakeDirectory,
    Move,
    Plan,
    Remove,
    RemoveFiles,
    RunTool,
    Step,
    WriteFile,
)
from pipwise.system.hands import RealHands
from pipwise.system.real import RealLook
from tests.unit.execute.test_change_packages import PROGRAMS

MAKE = """
import os, sys
root = sys.argv[1]
os.mkdir(root + "/lib"); open(root + "/lib/a.py", "w").write("1"); open(root + "/pyvenv.cfg", "w").write("home")
"""
FILL = """
import os, sys
root = sys.argv[1]
open(root + "/lib/b.py", "w").write("new"); os.mkdir(root + "/lib/c"); open(root + "/lib/c/d.py", "w").write("new")
"""
CHANGE = """
import os, sys
root = sys.argv[1]
def anew(name, text):
    os.unlink(f"{root}/{name}"); open(f"{root}/{name}", "w").write(text)
anew("lib/a.py", "other content"); os.unlink(f"{root}/lib/gone.py"); open(f"{root}/lib/b.py", "w").write("new")
open(f"{root}/lib/x.pth", "a").write("more"); os.unlink(f"{root}/lib/link"); os.symlink("elsewhere", f"{root}/lib/link")
os.mkdir(f"{root}/lib/deep"); open(f"{root}/lib/deep/e.py", "w").write("new")
"""
PLACES = """
import os, sys
tree, new, file, absent, link = sys.argv[1:6]
os.unlink(tree + "/a"); open(tree + "/a", "w").write("other"); open(tree + "/b", "w").write("added")
os.makedirs(new + "/deep"); open(new + "/deep/c", "w").write("made")
open(file, "a").write("more"); open(absent, "w").write("made"); os.unlink(link); os.symlink("elsewhere", link)
"""


class Scene(NamedTuple):
    """A world that is made below a directory, and the plan for it."""

    name: str
    make: Callable[[Path], Plan]
    look: Callable[[Path], RealLook] = lambda root: RealLook()  # noqa: ARG005 - others have one
    pace: int = 1
    """Where each moment takes long, so many are passed over."""
    needs: str = ""
    """A program that has to be there."""
    hands: Callable[[], RealHands] = RealHands


class Linkless(RealHands):
    """As between two file systems, where nothing has a second name."""

    def link(self, path: str, to: str) -> None:
        self.copy(path, to)


def tool(code: str, *paths: Path, fails: bool = False) -> RunTool:
    words = tuple(map(str, paths))
    argv = (sys.executable, "-I", "-S", "-c", f"{code}\n{'sys.exit(3)' if fails else ''}", *words)
    return RunTool(argv, words, None, (), "demo")


def _venv(root: Path) -> None:
    (root / "lib/kept").mkdir(parents=True)
    (root / "lib/kept").chmod(0o750)
    for name, text in (("a.py", "1"), ("gone.py", "2"), ("x.pth", "path"), ("kept/z.py", "3")):
        (root / "lib" / name).write_text(text)
    (root / "lib/link").symlink_to("a.py")


def fresh(root: Path) -> Plan:
    place = root / "share/envs/default"
    steps: tuple[Step, ...] = (MakeDirectory(str(place)), tool(MAKE, place), tool(FILL, place))
    return Plan("venv", str(place), True, steps, ())


def broken(root: Path) -> Plan:
    place = root / ".venv"
    _venv(place)
    steps = (Remove(str(place)), MakeDirectory(str(place)), tool(MAKE, place), tool(FILL, place))
    return Plan("venv", str(place), True, steps, ())


def existing(root: Path) -> Plan:
    place = root / ".venv"
    _venv(place)
    return Plan("existing-venv", str(place), False, (tool(CHANGE, place), tool("pass", place)), ())


def places(root: Path) -> Plan:
    tree, new, file, absent, link = (root / name for name in ("tree", "new", "file", "absent", "link"))
    tree.mkdir()
    (tree / "a").write_text("old")
    file.write_text("first ")
    file.chmod(0o640)
    link.symlink_to("file")
    made = MakeDirectory(str(root / "parents/of/it"))
    return Plan("project-manager", "", False, (made, tool(PLACES, tree, new, file, absent, link)), ())


def files(root: Path) -> Plan:
    (root / "script.py").write_text("print(1)\n")
    (root / "script.py").chmod(0o755)
    (root / "old").write_text("old")
    (root / "tree/below").mkdir(parents=True)
    (root / "tree/below/x").write_text("x")
    digest = hashlib.sha256((root / "script.py").read_bytes()).hexdigest()
    config = str(root / "config/pip")
    steps: tuple[Step, ...] = (
        MakeDirectory(config, 0o700),
        WriteFile(f"{config}/pip.conf", "[install]\n", 0o600),
        EditFile(str(root / "script.py"), "# /// script\nprint(1)\n", digest),
        Move(str(root / "old"), str(root / "moved")),
        Remove(str(root / "tree")),
        tool("import sys; open(sys.argv[1], 'w').write('lock')", root / "lock"),
    )
    return Plan("script", "", False, steps, ())


def removed(root: Path) -> Plan:
    """As a repair does it: two copies, one of them with a link and a directory that nobody but its owner may enter."""
    site, keep = root / "site", root / "state/kept"
    (root / "state").mkdir(exist_ok=True)
    for name in ("one", "two"):
        (site / name / "deep").mkdir(parents=True)
        (site / name / "__init__.py").write_text(name)
        (site / name / "deep/data").write_text("data")
        (site / name / "deep/data").chmod(0o600)
    (site / "one/deep").chmod(0o700)
    (site / "one/link").symlink_to("deep/data")
    (site / "stays.py").write_text("stays")

    def step(name: str) -> RemoveFiles:
        paths = tuple(
            str(one) for one in sorted((site / name).rglob("*")) if not one.is_dir() or one.is_symlink()
        )
        return RemoveFiles((*paths, f"{site}/{name}/never-there"), f"{keep}.{name}", (str(site),))

    written = WriteFile(f"{keep}.txt", "one==1\ntwo==1\n", 0o600)
    return Plan("repair", "", False, (written, step("one"), step("two")), (), "none")


_DIVERTED = "marker.distrib"
# As if dpkg-divert and pipwise were killed when the file has been renamed and dpkg does not know that yet.
_HALF = """[ -e "${0%/*}/state/half" ] && {
cd "${0%/*}"; rm state/half; if [ -e marker ]; then mv marker marker.distrib; else mv marker.distrib marker; fi
kill -KILL $PPID; exit 1; }"""


def diverted(root: Path) -> Plan:
    """A marker's diversion by the real dpkg-divert, in a database of its own."""
    _dpkg(root)
    (root / "marker").write_text("[externally-managed]\n")
    (root / "marker").chmod(0o640)
    return Plan("remove-marker", "", False, (_divert(root, back=False),), ())


def diverted_back(root: Path) -> Plan:
    _dpkg(root)
    (root / _DIVERTED).write_text("[externally-managed]\n")
    (root / "dpkg/diversions").write_text(f"{root}/marker\n{root}/{_DIVERTED}\n:\n")
    return Plan("restore-marker", "", False, (_divert(root, back=True),), ())


def _dpkg(root: Path) -> None:
    (root / "dpkg/info").mkdir(parents=True)
    for name in ("diversions", "status", "info/format"):
        (root / "dpkg" / name).write_text("1\n" if name == "info/format" else "")
    # It stands where sudo would, and leads dpkg-divert to this database.
    (root / "become").write_text(f'#!/bin/sh\n{_HALF}\nDPKG_ADMINDIR="${{0%/*}}/dpkg" exec "$@"\n')
    (root / "become").chmod(0o755)


def _divert(root: Path, *, back: bool) -> Divert:
    return Divert(str(root / "marker"), str(root / _DIVERTED), back, (str(root / "become"),))


class _WithDiversions(RealLook):
    """This machine, with that database of dpkg's."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self._diversions = str(root / "dpkg/diversions")

    def read(self, path: str, limit: int = 4_000_000) -> bytes:
        return super().read(self._diversions if path == DATABASE else path, limit)


def packages(root: Path) -> Plan:
    """OS packages by a little apt, and an environment after them."""
    script = Path(__file__).parents[1] / "unit/execute/little_apt.py"
    (root / "state/bin").mkdir(parents=True)
    for program in PROGRAMS:
        (root / "state/bin" / program).write_text(f"#!{sys.executable} -IS\n{script.read_text()}")
        (root / "state/bin" / program).chmod(0o755)
    there = {"python3-little-odd": ["1.0-1", "manual", "installed"]}
    (root / "database").write_text(json.dumps(there))
    place = root / "envs/default"
    wanted = (("python3-little-web", "little-web", ""),)
    change = ChangePackages("apt", "install", ("python3-little-web",), (), "", wanted, sys.executable)
    steps = (change, MakeDirectory(str(place)), tool(MAKE, place), tool(FILL, place))
    return Plan("os-package", str(place), True, steps, (), "os-packages")


def _with_little_apt(root: Path) -> RealLook:
    variables = {
        "PATH": f"{root}/state/bin:{os.environ['PATH']}",
        "LITTLE_APT": str(root / "database"),
        "XDG_CACHE_HOME": str(root / "state/cache"),
    }
    return RealLook(environment={**os.environ, **variables})


# A kind of step, or a way out with steps of another shape, is one line here.
SCENES = (
    Scene("fresh", fresh),
    Scene("broken", broken),
    Scene("existing", existing),
    Scene("places", places),
    Scene("files", files),
    Scene("removed", removed),
    Scene("removed-afar", removed, hands=Linkless),
    Scene("existing-linkless", existing, hands=Linkless),
    Scene("diverted", diverted, _WithDiversions, needs="dpkg-divert"),
    Scene("diverted-back", diverted_back, _WithDiversions, needs="dpkg-divert"),
    Scene("packages", packages, _with_little_apt, pace=5),
)
SCENES_HERE = tuple(scene for scene in SCENES if not scene.needs or which(scene.needs))


_OF_DPKG = ("dpkg/diversions-old", "dpkg/lock", "dpkg/lock-frontend")


def listing(root: Path) -> dict[str, object]:
    """Everything below a directory but pipwise's own state: kind, mode, and content or target."""
    found: dict[str, object] = {}
    for path in sorted(root.rglob("*")):
        name = str(path.relative_to(root))
        if name.partition("/")[0] == "state" or name in _OF_DPKG:
            continue
        mode = path.lstat().st_mode
        content = (
            os.readlink(path)
            if path.is_symlink()
            else path.read_text().replace(str(root), "")
            if path.is_file()
            else ""
        )
        found[name] = (oct(mode) if not path.is_symlink() else "link", content)
    return found
