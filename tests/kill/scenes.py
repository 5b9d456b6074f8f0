"""Plans of every shape, on small real trees with small real tools; a kind of step that is added belongs in here."""

import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from pipwise.model.plan import EditFile, MakeDirectory, Move, Plan, Remove, RunTool, Step, WriteFile

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


# A kind of step, or a way out with steps of another shape, is one line here.
SCENES = (
    Scene("fresh", fresh),
    Scene("broken", broken),
    Scene("existing", existing),
    Scene("places", places),
    Scene("files", files),
)


def listing(root: Path) -> dict[str, object]:
    """Everything below a directory but pipwise's own state: kind, mode, and content or target."""
    found: dict[str, object] = {}
    for path in sorted(root.rglob("*")):
        name = str(path.relative_to(root))
        if name.partition("/")[0] == "state":
            continue
        mode = path.lstat().st_mode
        content = os.readlink(path) if path.is_symlink() else path.read_text() if path.is_file() else ""
        found[name] = (oct(mode) if not path.is_symlink() else "link", content)
    return found
