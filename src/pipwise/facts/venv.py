"""Virtual environments as ``pyvenv.cfg`` describes them (PEP 405), read without running their Python."""

from __future__ import annotations

from pipwise.facts.glance import is_directory, names, text
from pipwise.model.interpreter import Venv
from pipwise.system.look import Look


def read_venv(look: Look, executable: str) -> Venv | None:
    """The environment that an interpreter's path belongs to, or None: ``pyvenv.cfg`` beside it or one directory up."""
    folder = executable.rpartition("/")[0]
    for root in (folder, folder.rpartition("/")[0]):
        try:
            content = look.read(f"{root}/pyvenv.cfg", 20_000).decode("utf-8", "surrogateescape")
        except OSError:
            continue
        return _venv(look, root, executable, content)
    return None


def venv_at(look: Look, root: str) -> Venv | None:
    """The environment whose root is this directory, or None where there is no ``pyvenv.cfg``."""
    return read_venv(look, f"{root}/bin/python")


def configuration_of(content: str) -> dict[str, str]:
    """The keys of a ``pyvenv.cfg`` as site.py reads them: ``key = value`` a line, keys in any case."""
    pairs = (line.partition("=") for line in content.splitlines())
    return {key.strip().lower(): value.strip() for key, equals, value in pairs if equals}


def moved_from(look: Look, root: str) -> str:
    """Where an environment was made, by its scripts' first lines, if that is not where it stands now; or ''.

    Scripts bear the absolute path of their interpreter: in a copied environment they act on the original one, in a moved
    one they do not start.
    """
    for name in ("pip", "pip3", *names(look, f"{root}/bin")):
        head = text(look, f"{root}/bin/{name}", 4096)
        if not head.startswith("#!") or name.startswith(("activate", "python")):
            continue
        words = head.partition("\n")[0][2:].split() + head.partition("'''exec' ")[2].split()[:1]
        for word in (word.strip("\"'") for word in words):
            there, found, program = word.rpartition("/bin/")
            if found and program.startswith(("python", "pypy")) and there not in ("/usr", ""):
                same = there == root or look.realpath(there) == look.realpath(root)
                return "" if same else there
    return ""


def _venv(look: Look, root: str, executable: str, content: str) -> Venv:
    values = configuration_of(content)
    # site.py: anything but "true" (in any case) switches the system's packages off; the key's absence does not.
    sees = values.get("include-system-site-packages", "true").lower() == "true"
    home = values.get("home", "")
    return Venv(root, home, sees, _broken(look, root, executable, home))


def _broken(look: Look, root: str, executable: str, home: str) -> str | None:
    try:
        look.stat(executable, follow=False)
    except OSError:
        return f"{executable} is missing"
    try:
        look.stat(executable)
    except OSError:
        return f"{executable} points at a Python that is gone"
    if home and not is_directory(look, home):
        return f"its base Python in {home} is gone"
    return _of_another_version(look, root, executable)


def _of_another_version(look: Look, root: str, executable: str) -> str | None:
    """An environment whose base Python was replaced by a newer one: its packages are not found any more."""
    real = look.realpath(executable).rpartition("/")[2]
    made_for = [name for name in names(look, f"{root}/lib") if name.startswith("python3.")]
    # A free-threaded or debugging build has a letter behind its version, in either of the names.
    if not real.startswith("python3.") or real.rstrip("td") in [name.rstrip("td") for name in made_for]:
        return None
    return f"its packages are for {made_for[0]}, and its interpreter is {real} now" if made_for else None
