"""Everything that starts a process, changes a file or talks to a server is in the list, and what is in the list is there."""

from __future__ import annotations

import ast

import pytest

import effects_page
from effects import Site, Unclassed, files, sites, survey

RENEW = "run scripts/effects_page.py --survey, and say in scripts/effects.tsv what each new place is for"
NAMES = {
    "Look": "look",
    "Hands": "hands",
    "RealHands": "hands",
    "SudoHands": "hands",
    "Fetch": "fetch",
    "RealFetch": "fetch",
}


def test_the_list_is_what_the_source_does() -> None:
    listed = [row.site for row in effects_page.rows()]
    found = survey()
    assert [one for one in found if one not in listed] == [], RENEW
    assert [one for one in listed if one not in found] == [], RENEW
    assert listed == found, RENEW


def test_every_place_has_a_purpose() -> None:
    assert [
        row.site.place for row in effects_page.rows() if len(row.purpose.split()) < 1 or row.purpose == "?"
    ] == []


def test_the_page_is_the_list() -> None:
    assert effects_page.PAGE.read_text(encoding="utf-8") == effects_page.page(), "run scripts/effects_page.py"


def test_every_room_of_the_source_is_read() -> None:
    names = dict(files())
    assert len(names) > 500
    assert {
        "pipwise.system.hands",
        "pipwise.facts._ask_python",
        "scripts/pyz/rescue.py",
        "scripts/bootstrap.py",
    } <= set(names)


def misnamed(source: str) -> list[str]:
    """Parameters and fields of these types that are called otherwise: the list knows them by their names."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)) if any(one in source for one in (*NAMES, "hands")) else ():
        match node:
            case (
                ast.arg(arg=name, annotation=ast.expr() as kind)
                | ast.AnnAssign(target=ast.Name(id=name), annotation=kind)
            ):
                types = {one.strip(' "') for one in ast.unparse(kind).replace("'", "").split("|")}
                wanted = {NAMES[one] for one in types & set(NAMES)}
                if wanted and name.lstrip("_") not in wanted:
                    found.append(name)
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Name(id=value)) if value in NAMES.values():
                found += [name] if name != value else []
            case _:
                pass
    return found


def test_hands_are_called_hands_everywhere() -> None:
    wrong = [f"{name}: {one}" for name, path in files() for one in misnamed(path.read_text(encoding="utf-8"))]
    assert wrong == []


@pytest.mark.parametrize(
    "source",
    [
        "def f(feet: Hands): feet.write('x', b'', 0)",
        "class A(NamedTuple):\n    tool: Hands | None",
        "def f(hands: Hands):\n    h = hands",
        "def f(around: Look): around.ask(['x'])",
    ],
)
def test_another_name_for_hands_is_found(source: str) -> None:
    assert misnamed(source)


@pytest.mark.parametrize(
    ("source", "kind", "calls"),
    [
        ("import subprocess\nsubprocess.run(['x'])", "processes", "subprocess.run"),
        ("import subprocess as s\nstart = s.Popen", "processes", "subprocess.Popen"),
        ("from subprocess import check_output\ncheck_output(['x'])", "processes", "subprocess.check_output"),
        ("import os\nos.system('x')", "processes", "os.system"),
        ("import os\n(os.rmdir if x else os.unlink)('y')", "files", "os.rmdir, os.unlink"),
        ("import os\nos.open('x', os.O_RDWR)", "files", "os.open"),
        ("import os\nos.open('x', flags)", "files", "os.open"),
        ("import os\nF = os.O_RDONLY | os.O_CREAT\nos.open('x', F)", "files", "os.open"),
        ("open('x', 'w')", "files", "open"),
        ("open('x', mode='a')", "files", "open"),
        ("open('x', m)", "files", "open"),
        ("import shutil\nshutil.rmtree('x')\nshutil.rmtree('y')", "files", "shutil.rmtree x2"),
        ("import zipfile\nzipfile.ZipFile('x', 'w')", "files", "zipfile.ZipFile"),
        ("a.extractall('x')", "files", "….extractall"),
        ("import sqlite3\nsqlite3.connect('x')", "files", "sqlite3.connect"),
        ("import urllib.request\nurllib.request.urlopen('x')", "network", "urllib.request.urlopen"),
        (
            "C = 'import os\\nos.remove(\"a file that stands somewhere\")'",
            "files",
            "os.remove in a child's code",
        ),
        ("exec('x')", "processes", "exec"),
        ("look.ask(['x'])", "processes", "look.ask"),
        ("work.run.hands.write('x', b'', 0)", "files", "hands.write"),
        ("act = hands.remove_tree", "files", "hands.remove_tree"),
        ("self._look.remember('k', b'')", "files", "_look.remember"),
        ("fetch.get('https://x')", "network", "fetch.get"),
        ("from pipwise.model.plan import RunTool as R\nR(())", "processes", "RunTool"),
        ("from pipwise.model import plan\nplan.WriteFile('x')", "files", "WriteFile"),
    ],
)
def test_what_does_something_is_found(source: str, kind: str, calls: str) -> None:
    assert [(one.kind, one.calls) for one in sites("m", source)] == [(kind, calls)]


def test_a_place_is_named_by_its_class_and_function() -> None:
    source = "import os\nclass A:\n    def f(self):\n        def g():\n            os.unlink('x')"
    assert sites("m", source) == [Site("door", "files", "m:A.f.g", "os.unlink")]


@pytest.mark.parametrize(
    "source",
    [
        "import os\nos.stat('x'), os.path.join('a', 'b'), os.environ['HOME']",
        "import os\nos.open('x', os.O_RDONLY | os.O_CLOEXEC)",
        "open('x'), open('x', 'rb'), open('x', encoding='ascii')",
        "import zipfile\nzipfile.ZipFile('x')",
        "import subprocess\ndef f(p: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]: ...",
        "text.replace('a', 'b'), names.remove('x'), module.run(own)",
        "'import os and do something with it, says this sentence'",
    ],
)
def test_what_only_looks_is_not(source: str) -> None:
    assert sites("m", source) == []


@pytest.mark.parametrize(
    "source",
    [
        "import os\nos.posix_openpt(0)",
        "import shutil\nshutil.make_archive('x', 'zip')",
        "import socket",
        "import requests",
        "from http.server import HTTPServer",
        "import pty",
        "import os\ngetattr(os, 'unl' + 'ink')('x')",
        "import subprocess as s\nvars(s)['run'](['x'])",
    ],
)
def test_what_nobody_has_classed_stops_it(source: str) -> None:
    with pytest.raises(Unclassed):
        sites("m", source)
