"""Builds that failed for want of a header, a compiler or a program, and the OS packages that have it."""

from __future__ import annotations

import re

from pipwise.catalog.markers import Signature
from pipwise.logs.groups import Group
from pipwise.logs.hits import Hit, Stretch, find_needs
from pipwise.logs.lines import Line
from pipwise.logs.report import Need
from pipwise.logs.tables import needs

# gcc and clang in English, and gcc in the languages whose users paste it most.
_FATAL = (
    *(
        "fatal error",
        "schwerwiegender Fehler",
        "erreur fatale ?",
        "error fatal",
        "致命的错误",
        "致命的エラー",
        "fatale fout",
    ),
    *("errore irreversibile", "błąd krytyczny", "фатальная ошибка"),
)
_HEADER = re.compile(rf"(?:{'|'.join(_FATAL)}) ?[:：] ?['\"‘“]?(?P<header>[\w./+-]+\.(?:h|hpp|hh))\b")
_SIGNS = ("atal", "Fehler", "致命", "krytyczny", "фатальная", "irreversibile")


_GAP = 80
"""Lines between two things that one build wants."""
BUILD = Signature(
    "build",
    "own",
    "build-need-missing",
    "pip",
    "",
    "",
    "",
    "",
    "",
    "",
    (),
    (),
    "what compilers and build scripts print",
)


def build_groups(stretch: Stretch) -> list[tuple[Group, tuple[Need, ...]]]:
    """Each failed build of a Python package as a message, with what it wanted."""
    batches: list[list[tuple[Need, int]]] = []
    for one in find_build_needs(stretch):
        if not is_python_build(stretch.lines, one[1]):
            continue
        if batches and one[1] - batches[-1][-1][1] <= _GAP:
            batches[-1].append(one)
        else:
            batches.append([one])
    return [
        (
            Group("own", (Hit(BUILD, batch[0][1], batch[-1][1], b"", b"", ("build", 0, b"")),)),
            tuple(need for need, _ in batch),
        )
        for batch in batches
    ]


def find_build_needs(stretch: Stretch) -> list[tuple[Need, int]]:
    """(what is missing, index of the line), in order, each once."""
    rows = needs()
    found = [(missing, index) for missing, index in find_needs(stretch)]
    for index, line in enumerate(stretch.lines):
        header = _header(line)
        if header:
            found.append((header, index))
    found.sort(key=lambda one: one[1])
    kept: dict[str, tuple[Need, int]] = {}
    for missing, index in found:
        row = rows.get(missing) or rows.get(missing.rpartition("/")[2])
        packages = row.packages if row else ()
        kept.setdefault(missing, (Need(missing, packages, stretch.lines[index].number), index))
    return list(kept.values())


def _header(line: Line) -> str:
    if ".h" not in line.text or not any(sign in line.text for sign in _SIGNS):
        return ""
    found = _HEADER.search(line.text[:2000])
    return found["header"] if found else ""


def is_python_build(lines: list[Line], index: int) -> bool:
    """Whether pip, setuptools or a wheel's build is near: a C program's own build is somebody else's business."""
    near = lines[max(0, index - 120) : index + 60]
    return any(_speaks_of_python(line.text) for line in near)


def _speaks_of_python(text: str) -> bool:
    return any(
        word in text
        for word in (
            *(
                "pip",
                "wheel",
                "setup.py",
                "pyproject",
                "setuptools",
                "meson-python",
                "Python.h",
                "python3",
                "scikit-build",
            ),
            *("Collecting ", "egg_info", "subprocess-exited-with-error"),
        )
    )
