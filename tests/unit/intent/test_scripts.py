"""The block of a script (PEP 723): edited, every other byte kept, and read as the specification's expression reads it."""

import random
import re
import tomllib

import pytest

from pipwise.errors import CouldNotLook, UsageError
from pipwise.intent.script_edit import requirements_in, with_requirements, without_projects

# The reference implementation of PEP 723, "Reference implementation".
REGEX = r"(?m)^# /// (?P<type>[a-zA-Z0-9-]+)$\s(?P<content>(^#(| .*)$\s)+)^# ///$"


def reference(data: bytes) -> dict[str, object] | None:
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    found = [one for one in re.finditer(REGEX, text) if one.group("type") == "script"]
    if not found:
        return None
    lines = found[0].group("content").splitlines(keepends=True)
    return tomllib.loads("".join(line[2:] if line.startswith("# ") else line[1:] for line in lines))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b'# /// script\n# dependencies = [\n#     "six",\n# ]\n# ///\n'),
        (b"import x", b'# /// script\n# dependencies = [\n#     "six",\n# ]\n# ///\n\nimport x'),
        (b"#!/bin/x", b'#!/bin/x\n# /// script\n# dependencies = [\n#     "six",\n# ]\n# ///\n'),
        (
            b"#!/bin/x\r\n# vim: fileencoding=latin-1\r\nx = '\xe9'\r\n",
            (
                b'#!/bin/x\r\n# vim: fileencoding=latin-1\r\n# /// script\r\n# dependencies = [\r\n#     "six",\r\n'
                b"# ]\r\n# ///\r\n\r\nx = '\xe9'\r\n"
            ),
        ),
        (
            b"\xef\xbb\xbf\nx",
            b'\xef\xbb\xbf# /// script\n# dependencies = [\n#     "six",\n# ]\n# ///\n\nx',
        ),
        (
            b"x\n# /// script\n# dependencies = ['a']\n# ///\ny",
            b"x\n# /// script\n# dependencies = ['a', \"six\"]\n# ///\ny",
        ),
        (
            b"# /// script\n# dependencies = [\n#   'a',  # why\n#   'b'  # last\n# ]\n# ///\n",
            b"# /// script\n# dependencies = [\n#   'a',  # why\n#   'b',  # last\n#   \"six\",\n# ]\n# ///\n",
        ),
        (
            b"# /// script\n# requires-python = '>=3.9'\n#\n# [tool.uv]\n# x = [1]\n# ///\n",
            (
                b"# /// script\n# requires-python = '>=3.9'\n# dependencies = [\n#     \"six\",\n# ]\n#\n"
                b"# [tool.uv]\n# x = [1]\n# ///\n"
            ),
        ),
        (
            b"# /// script\n# tool = { a = ']', b = [ '[' ] } # dependencies = [\n# dependencies=[]\n# ///\n",
            b"# /// script\n# tool = { a = ']', b = [ '[' ] } # dependencies = [\n# dependencies=[\"six\"]\n# ///\n",
        ),
    ],
)
def test_a_requirement_is_written_into_the_block(before: bytes, after: bytes) -> None:
    assert with_requirements(before, ["six"], "s.py") == after
    listed = reference(after)
    assert listed is not None
    assert "six" in str(listed["dependencies"])
    assert with_requirements(after, ["six"], "s.py") == after, "twice is once"


@pytest.mark.parametrize(
    ("listed", "wanted", "left"),
    [
        ("'Six>=1'", "six", ["Six>=1"]),
        ("'six>=1', 'b'", "six==2", ["six==2", "b"]),
        ("'six[x]'", "six>=2", ["six[x]>=2"]),
        ("'a; python_version<\"3.9\"'", "a>2", ["a>2"]),
        ("'a; os_name==\"nt\"', 'a', 'b'", "a>2", ["a>2", "b"]),
        ("'a<1; os_name==\"nt\"'", "a>1; os_name=='posix'", ['a<1; os_name=="nt"', "a>1; os_name=='posix'"]),
    ],
)
def test_one_of_the_same_project_is_replaced_and_never_doubled(
    listed: str, wanted: str, left: list[str]
) -> None:
    data = f"# /// script\n# dependencies = [{listed}]\n# ///\n".encode()
    assert list(requirements_in(with_requirements(data, [wanted], "s.py"), "s.py") or ()) == left


@pytest.mark.parametrize(
    "block",
    [
        "dependencies = ['six']",
        "dependencies = [\n  'a',\n  'six',  # gone with it\n]",
        "dependencies = ['a', 'six']",
        "dependencies = ['six', 'a',]",
        "dependencies = [ 'six>=1' , 'a' ]\n[tool.x]\ndependencies = ['six']",
    ],
)
def test_a_project_is_taken_out_of_the_block_and_nothing_else(block: str) -> None:
    text = "".join(f"# {line}\n" for line in block.splitlines())
    data = f"# /// script\n{text}# ///\nsix\n".encode()
    left = reference(without_projects(data, ["SIX"], "s.py"))
    before = reference(data)
    assert left is not None
    assert before is not None
    assert left.pop("dependencies") == [one for one in before.pop("dependencies") if "six" not in one]  # type: ignore[attr-defined]
    assert left == before


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"# /// script\n# dependencies = []\n", "is not closed"),
        (b"# /// script\n# x\n\n# ///\n", "is not closed"),
        (b"# /// script\n# dependencies = [\n# ///\n", "is no TOML"),
        (b"# /// script\n# dependencies = [1]\n# ///\n", "no list of strings"),
        (b"# /// script\n# dependencies = ['!']\n# ///\n", "cannot stand in the block"),
        (b"# /// script\n# a = 1\n# ///\n\n# /// script\n# b = 1\n# ///\n", "two script blocks"),
        (b"import\0x", "no script of Python"),
    ],
)
def test_what_is_no_block_is_said(data: bytes, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        with_requirements(data, ["six"], "s.py")
    assert said in f"{caught.value.what}: {caught.value.why}"


def test_what_cannot_be_edited_safely_is_left() -> None:
    data = b"# /// script\n# dependencies = [\n#   'a'\n#   ,'b'\n# ]\n# ///\n"
    with pytest.raises(CouldNotLook) as caught:
        without_projects(data, ["a"], "s.py")
    assert "cannot be edited" in caught.value.what


def test_any_file_keeps_its_bytes_around_the_block() -> None:
    chance = random.Random(723)
    parts = [
        b"x = 1",
        b"# note",
        b"#",
        b"",
        b"\xe9\xff",
        b"# /// other",
        b"# ///",
        b"'''",
        b"# -*- coding: utf-8 -*-",
        b"#!/x",
    ]
    for _ in range(300):
        newline = chance.choice([b"\n", b"\r\n"])
        lines = [chance.choice(parts) + newline for _ in range(chance.randrange(8))]
        data = b"".join(lines) + chance.choice([b"", b"y"])
        newline = newline if lines else b"\n"
        edited = with_requirements(data, ["six"], "s.py")
        before, _, rest = edited.partition(b"# /// script" + newline)
        behind = rest.partition(b"# ]" + newline + b"# ///" + newline)[2]
        assert (
            (before + behind == data)
            or (before + behind.removeprefix(newline) == data)
            or before + behind == data + newline
        )
        assert (reference(edited) or {}).get("dependencies") == ["six"]
        assert requirements_in(without_projects(edited, ["six"], "s.py"), "s.py") == ()
