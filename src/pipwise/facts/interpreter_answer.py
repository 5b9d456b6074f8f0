"""What ``_ask_python.py`` has said, believed only where a Python could have said it."""

from __future__ import annotations

import json

from pipwise.model.interpreter import Interpreter, Layout, Scheme
from pipwise.system.look import Answer

_MARK = b"pipwise-answer:"
_NEWEST = 99


def understand(answer: Answer, executable: str) -> tuple[Interpreter, tuple[str, ...]] | str:
    """The interpreter and the files that its answer depends on, or what is wrong with the answer.

    Whatever else is printed before, after or between is not ours: a ``sitecustomize`` may greet.
    """
    parts = answer.stdout.split(_MARK)
    if len(parts) < 3:
        last = answer.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        end = f"exit status {answer.status}" + "".join(f": {line[:200]}" for line in last)
        return f"is not a Python that works ({end})"
    try:
        said = json.loads(parts[-2])
    except (ValueError, RecursionError):
        return "answered with rubbish"
    if not isinstance(said, dict):
        return "answered with rubbish"
    if said.get("problem"):
        return f"could not describe itself: {str(said.get('detail') or said['problem'])[:200]}"
    found = _interpreter(said, executable)
    return (found, _strings(said.get("files"))) if found else "gave an answer that no Python gives"


def _interpreter(said: dict[str, object], executable: str) -> Interpreter | None:
    layout = said.get("layout")
    version = said.get("version")
    keys = ("implementation", "prefix", "base_prefix", "stdlib", "user_base", "user_site")
    texts = [said.get(key) for key in keys]
    if not isinstance(layout, dict) or not _is_version(version) or not all(_is_text(text) for text in texts):
        return None
    implementation, prefix, base_prefix, stdlib, user_base, user_site = map(str, texts)
    schemes = tuple(Scheme(*row) for row in _rows(layout.get("schemes"), 5))
    known = {scheme.name for scheme in schemes}
    default, by_prefix, user, by_home = (
        str(layout.get(key)) for key in ("default", "prefix", "user", "home")
    )
    if (
        not all(path.startswith("/") for path in (prefix, base_prefix, stdlib))
        or {default, by_prefix} - known
    ):
        return None
    distutils = tuple((name, path) for name, path in _rows(said.get("distutils"), 2))
    major, minor, micro = _strings([str(part) for part in version] if isinstance(version, list) else [])
    return Interpreter(
        executable=executable,
        version=(int(major), int(minor), int(micro)),
        implementation=implementation,
        prefix=prefix,
        base_prefix=base_prefix,
        stdlib=stdlib,
        layout=Layout(schemes, default, by_prefix, user, by_home, user_base, user_site, distutils),
        path=_strings(said.get("path")),
        site_packages=_strings(said.get("site_packages")),
        has_venv=said.get("has_venv") is True,
        has_ensurepip=said.get("has_ensurepip") is True,
    )


def _is_version(value: object) -> bool:
    if not isinstance(value, list) or len(value) != 3:
        return False
    return all(isinstance(part, int) and 0 <= part <= _NEWEST for part in value) and value[0] in (2, 3)


def _is_text(value: object) -> bool:
    """A string that can be a path: JSON can say null characters and lone surrogates, no file system can."""
    if not isinstance(value, str) or "\0" in value:
        return False
    try:
        value.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return False
    return True


def _rows(value: object, width: int) -> list[list[str]]:
    rows = value if isinstance(value, list) else []
    return [row for row in rows if isinstance(row, list) and len(row) == width and all(map(_is_text, row))]


def _strings(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, list) else []
    return tuple(item for item in items if isinstance(item, str) and _is_text(item))
