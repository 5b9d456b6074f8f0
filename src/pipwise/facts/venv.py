"""Virtual environments as ``pyvenv.cfg`` describes them (PEP 405), read without running their Python."""

from __future__ import annotations

from pipwise.model.interpreter import Venv
from pipwise.system.look import Look


def read_venv(look: Look, executable: str) -> Venv | None:
    """The environment that an interpreter's path belongs to, or None: ``pyvenv.cfg`` beside it or one directory up."""
    folder = executable.rpartition("/")[0]
    for root in (folder, folder.rpartition("/")[0]):
        try:
            text = look.read(f"{root}/pyvenv.cfg", 20_000).decode("utf-8", "replace")
        except OSError:
            continue
        return _venv(look, root, executable, text)
    return None


def venv_at(look: Look, root: str) -> Venv | None:
    """The environment whose root is this directory, or None where there is no ``pyvenv.cfg``."""
    return read_venv(look, f"{root}/bin/python")


def _venv(look: Look, root: str, executable: str, text: str) -> Venv:
    values: dict[str, str] = {}
    for line in text.splitlines():
        key, equals, value = line.partition("=")
        if equals:
            values[key.strip().lower()] = value.strip()
    # site.py: anything but "true" (in any case) switches the system's packages off; the key's absence does not.
    sees = values.get("include-system-site-packages", "true").lower() == "true"
    return Venv(root, values.get("home", ""), sees, _broken(look, executable, values.get("home", "")))


def _broken(look: Look, executable: str, home: str) -> str | None:
    try:
        look.stat(executable, follow=False)
    except OSError:
        return f"{executable} is missing"
    try:
        look.stat(executable)
    except OSError:
        return f"{executable} points at a Python that is gone"
    if home:
        try:
            look.stat(home)
        except OSError:
            return f"its base Python in {home} is gone"
    return None
