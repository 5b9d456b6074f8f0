"""What an installation has really done in a machine: paths from whole trees, names from Python and PATH themselves."""

import json
from typing import NamedTuple

from tests.rigs.machine import Machine, Tree

# What a name leads to, asked of Python's own import system and metadata, and of PATH: nothing of pipwise's.
_ASK = """
import importlib.metadata, importlib.util, json, os, sys
sys.path.pop(0)
def origins(path, above=""):
    found = {}
    names = set()
    for folder in path:
        for entry in (os.listdir(folder) if os.path.isdir(folder) else ()):
            if entry.partition(".")[0].isidentifier() and not entry.endswith(("-info", ".pth")) and entry != "__pycache__":
                names.add(entry.partition(".")[0])
    for name in names:
        spec = importlib.machinery.PathFinder.find_spec(above + name, path)
        if spec is None: continue
        if spec.origin is None and spec.submodule_search_locations is not None:
            found.update(origins(list(spec.submodule_search_locations), above + name + "."))
        elif spec.origin:
            found[above + name] = spec.origin
    return found
sites = [one for one in sys.path if one.endswith("-packages")]
metadata, first = {}, {}
for one in importlib.metadata.distributions():
    metadata.setdefault(one.metadata["Name"].lower().replace("_", "-").replace(".", "-"), str(one._path))
for folder in os.environ["PATH"].split(":"):
    for name in (os.listdir(folder) if os.path.isdir(folder) else ()):
        first.setdefault(name, folder + "/" + name)
print(json.dumps({"module": origins(sites), "distribution": metadata, "program": first}))
"""


class State(NamedTuple):
    """A machine at one moment."""

    tree: Tree
    names: dict[str, dict[str, str]]


class Done(NamedTuple):
    """The difference between two of them."""

    added: set[str]
    changed: set[str]
    removed: set[str]
    hidden: set[tuple[str, str]]
    """(kind, path of what is still there and is not found any more)"""


def state_of(
    machine: Machine, user: str = "root", places: tuple[str, ...] = ("/usr", "/etc", "/opt")
) -> State:
    said = machine.run(["python3", "-B", "-c", _ASK], user=user)
    assert said.status == 0, said.stderr
    return State(machine.tree(*places), json.loads(said.stdout))


def done_between(machine: Machine, before: State, after: State) -> Done:
    added, removed, changed = (
        {path for path in paths if _counts(path)} for paths in machine.changes(before.tree, after.tree)
    )
    hidden = set()
    for kind, names in before.names.items():
        for name, path in names.items():
            now = after.names[kind].get(name)
            if now not in (None, path) and machine.exists(path):
                hidden.add((kind, path.removesuffix("/__init__.py")))
    files = {path for path in added if after.tree[path].kind != "directory"}
    gone = {path for path in removed if before.tree[path].kind != "directory"}
    return Done(files, changed, gone, hidden)


def _counts(path: str) -> bool:
    return "/__pycache__" not in path and "/.pipwise" not in path and not path.endswith(".pyc")
