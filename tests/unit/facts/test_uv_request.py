"""What a ``--python`` value means to uv; every line was asked of uv 0.13.9."""

from __future__ import annotations

import pytest

from pipwise.facts.uv_installed import executable_names
from pipwise.facts.uv_request import Request, parse_request, unsupported


def read(text: str | None) -> Request:
    return parse_request(
        text, is_directory=lambda path: path in ("v", "/usr"), is_file=lambda path: path == "py"
    )


@pytest.mark.parametrize(
    ("text", "kind", "version"),
    [
        (None, "default", ()),
        ("", "default", ()),
        ("default", "default", ()),
        ("ANY", "any", ()),
        ("3", "version", (3,)),
        ("3.11", "version", (3, 11)),
        ("311", "version", (3, 11)),
        ("3.11.2", "version", (3, 11, 2)),
        ("python3.11", "version", (3, 11)),
        ("python@3.11", "version", (3, 11)),
        ("cp311", "version", (3, 11)),
        ("pypy3.10", "version", (3, 10)),
        ("3.13t", "version", (3, 13)),
        ("3.14rc2", "version", (3, 14)),
        (">=3.9,<3.13", "range", ()),
        ("pypy", "implementation", ()),
        ("cpython-3.11-linux-x86_64-gnu", "key", (3, 11)),
        ("v", "directory", ()),
        ("/usr", "directory", ()),
        ("py", "file", ()),
        ("./nosuch", "file", ()),
        ("python", "name", ()),
        ("nosuch", "name", ()),
        ("3.300", "name", ()),
    ],
)
def test_a_python_value_is_read_as_uv_reads_it(text: str | None, kind: str, version: tuple[int, ...]) -> None:
    found = read(text)
    assert (found.kind, found.version) == (kind, version)


def test_implementations_have_short_names() -> None:
    assert read("pp39").implementation == "pypy"
    assert read("cpython3.12").implementation == "cpython"


@pytest.mark.parametrize("text", ["2", "2.7", "3.5", "3.11t"])
def test_some_versions_are_not_even_looked_for(text: str) -> None:
    assert unsupported(read(text))


@pytest.mark.parametrize("text", ["3", "3.6", "3.13t", ">=3.5", "pypy"])
def test_others_are(text: str) -> None:
    assert unsupported(read(text)) == ""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (None, ["python", "python3"]),
        ("3", ["python3", "python"]),
        ("3.13", ["python3.13", "python3", "python"]),
        ("3.13.2", ["python3.13.2", "python3.13", "python3", "python"]),
        ("3.13t", ["python3.13t", "python3.13", "python3t", "python3", "pythont", "python"]),
        ("pypy", ["pypy", "pypy3", "python", "python3"]),
    ],
)
def test_names_are_tried_from_the_likeliest_on(text: str | None, names: list[str]) -> None:
    assert executable_names(read(text)) == names
