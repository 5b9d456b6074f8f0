"""An interpreter as text to be remembered, with the state of the files that its answer depends on.

Not JSON: reading this back is part of every start, and importing json costs more than all the rest of it.
"""

from __future__ import annotations

from pipwise.model.interpreter import Interpreter, Layout, Scheme
from pipwise.system.look import Look

_FORMAT = "pipwise-interpreter/2"
_CELL = "\x1f"


def as_record(
    look: Look, interpreter: Interpreter, files: tuple[str, ...], library_path: dict[str, str]
) -> bytes | None:
    """One line a fact; None where something in it would not come back as it is."""
    watched = dict.fromkeys((*files, *interpreter.path))
    rows = [
        (_FORMAT, interpreter.executable, *_pairs(library_path)),
        *(("watch", path, file_state(look, path)) for path in watched),
        ("version", *map(str, interpreter.version)),
        (
            "texts",
            interpreter.implementation,
            interpreter.prefix,
            interpreter.base_prefix,
            interpreter.stdlib,
        ),
        ("layout", *interpreter.layout[1:7]),
        *(("scheme", *scheme) for scheme in interpreter.layout.schemes),
        *(("distutils", *row) for row in interpreter.layout.distutils),
        ("path", *interpreter.path),
        ("sites", *interpreter.site_packages),
        ("has", *(name for name in ("venv", "ensurepip") if getattr(interpreter, f"has_{name}"))),
    ]
    if any("\n" in cell or _CELL in cell for row in rows for cell in row):
        return None
    return "\n".join(_CELL.join(row) for row in rows).encode("utf-8", "surrogateescape")


def from_record(
    look: Look, record: bytes | None, executable: str, library_path: dict[str, str]
) -> Interpreter | None:
    """The interpreter that a record tells of, if it is about this one and every watched file is as it was."""
    if not record:
        return None
    rows = [line.split(_CELL) for line in record.decode("utf-8", "surrogateescape").split("\n")]
    if rows[0] != [_FORMAT, executable, *_pairs(library_path)]:
        return None
    try:
        if any(file_state(look, row[1]) != row[2] for row in rows if row[0] == "watch"):
            return None
        return _interpreter(rows, executable)
    except (ValueError, TypeError, KeyError, IndexError):
        return None


def file_state(look: Look, path: str) -> str:
    """What changes when a file does: device, inode, size and time; '' where there is none."""
    try:
        stat = look.stat(path)
    except OSError:
        return ""
    return f"{stat.device} {stat.inode} {stat.size} {stat.mtime_ns}"


def _interpreter(rows: list[list[str]], executable: str) -> Interpreter:
    one = {row[0]: row[1:] for row in rows}
    major, minor, micro = map(int, one["version"])
    implementation, prefix, base_prefix, stdlib = one["texts"]
    default, by_prefix, user, home, user_base, user_site = one["layout"]
    distutils = [(name, path) for _, name, path in _all(rows, "distutils")]
    return Interpreter(
        executable=executable,
        version=(major, minor, micro),
        implementation=implementation,
        prefix=prefix,
        base_prefix=base_prefix,
        stdlib=stdlib,
        layout=Layout(
            tuple(Scheme(*row[1:]) for row in _all(rows, "scheme")),
            *(default, by_prefix, user, home, user_base, user_site),
            tuple(distutils),
        ),
        path=tuple(one["path"]),
        site_packages=tuple(one["sites"]),
        has_venv="venv" in one["has"],
        has_ensurepip="ensurepip" in one["has"],
    )


def _all(rows: list[list[str]], kind: str) -> list[list[str]]:
    return [row for row in rows if row[0] == kind]


def _pairs(values: dict[str, str]) -> list[str]:
    return [f"{name}={value}" for name, value in values.items()]
