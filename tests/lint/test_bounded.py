"""A megabyte of whatever nobody writes comes to an end, and is never taken for clean."""

from __future__ import annotations

import pytest

from pipwise.lint.analyse import Wanted, analyse
from pipwise.lint.discover import Candidate
from pipwise.lint.kinds import KINDS
from pipwise.lint.mend import mend

_NAMES = {kind.name: kind for kind in KINDS}
_SIZE = 1_000_000


def _filled(head: str, text: str) -> str:
    return head + text * ((_SIZE - len(head)) // len(text))


_TEXTS = {
    "pipes": ("shell", _filled("", "x | ")),
    "arrays": ("shell", _filled("", "a=(")),
    "here-documents": ("shell", _filled("", "<<A\n")),
    "NULs": ("shell", _filled("", "\0")),
    "calls": ("shell", _filled("", "pip list; ")),
    "variables": ("shell", "".join(f"a{number}=1\n" for number in range(100_000))),
    "a value that doubles": ("shell", "A=x\n" + "A=$A$A\n" * 200),
    "a PATH that grows": ("shell", _filled("", "export PATH=a:$PATH\n")),
    "a function that calls itself": ("shell", "f() {\n" + "f\n" * 20 + "}\nf\n"),
    "open templates": ("shell", _filled("{{ x }}", "{{")),
    "a line that goes on": ("dockerfile", _filled("FROM debian:12\nRUN ", "pip \\\n")),
    "here-documents without an end": ("dockerfile", "".join(f"RUN <<A{n}\n" for n in range(90_000))),
    "a target of many words": ("makefile", _filled("", "x | ") + ":"),
    "recipes": ("makefile", _filled("a:\n", "\tpip list\n")),
    "anchors": (
        "gitlab-ci",
        "a: &a0 [pip list, x]\n"
        + "".join(f"b{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 25))
        + "t:\n  script: *a24\n",
    ),
    "merges": (
        "gitlab-ci",
        "a: &a0 {script: pip list}\n"
        + "".join(f"b{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 25)),
    ),
    "fences": ("document", _filled("", "```\npip list\n```\n")),
    "tasks": ("ansible", _filled("", "- pip: name=x\n")),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", list(_TEXTS))
def test_a_megabyte_comes_to_an_end(name: str) -> None:
    kind, text = _TEXTS[name]
    report, unread = analyse(Candidate("a", _NAMES[kind], text.encode()), Wanted(documents=True))
    assert report is not None or unread


def test_a_shift_by_no_number_shifts_by_one() -> None:
    data = 'f() {\n  shift \u00b2\n  pip install "$@"\n}\nf a b\n'.encode()
    report, _ = analyse(Candidate("a.sh", _NAMES["shell"], data), Wanted())
    assert report is not None
    assert [site.effect.call.words for site in report.analysis.sites] == [("pip", "install", "b")]


def test_a_repair_keeps_bytes_that_are_no_text() -> None:
    data = (
        b"FROM debian:12\nRUN apt\xdaget update && apt-get install -y p\x93n3-pip python3-venv\n"
        b"RUN python3 -m venv /opt\xdf/venv\nRUN pip install requests\n"
    )
    candidate = Candidate("Dockerfile", _NAMES["dockerfile"], data)
    mended = mend(candidate, Wanted(), unsafe=True)
    assert b"apt\xdaget" in mended.data
