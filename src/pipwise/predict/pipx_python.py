"""The Python that ``pipx --python X`` means (``pipx/interpreter.py``)."""

from __future__ import annotations

import re

from pipwise.facts.uv_options import resolve
from pipwise.model.intent import Intent
from pipwise.model.outcome import Target


def named_python(intent: Intent) -> str:
    """What was asked for, or '' for the Python that pipx itself runs on."""
    value = dict(intent.arguments.options).get("python", "")
    return value if isinstance(value, str) else ""


def candidates(target: Target, intent: Intent) -> list[str]:
    """Where that Python may be: a path, or a program or ``pythonX`` on PATH."""
    wanted = named_python(intent)
    if not wanted:
        return []
    if "/" in wanted:
        return [resolve(target.cwd, wanted)]
    folders = [folder for folder in dict(target.variables).get("PATH", "").split(":") if folder]
    names = (wanted, f"python{wanted}")
    return [f"{folder}/{name}" for folder in folders for name in names] + [resolve(target.cwd, wanted)]


def is_missing(target: Target, intent: Intent) -> bool:
    """Whether somebody has looked everywhere and found nothing."""
    facts = [dict(target.paths).get(path) for path in candidates(target, intent)]
    return bool(facts) and all(fact is not None and fact.kind == "absent" for fact in facts)


def with_version(directory: str, intent: Intent) -> str:
    """A library directory with the version of the Python that was named, as far as its name tells."""
    found = re.search(r"3\.\d+", named_python(intent).rpartition("/")[2])
    return re.sub(r"python3\.\d+", f"python{found.group()}", directory) if found else directory
