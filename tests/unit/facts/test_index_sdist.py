"""What a source distribution says without being built, where a project has no wheel."""

import io
import json
import tarfile
from collections.abc import Mapping

import pytest

from pipwise.facts.index_page import File
from pipwise.facts.index_sdist import choose_sdist
from pipwise.facts.index_settings import Index
from pipwise.facts.index_wheel import ask_wheel
from pipwise.model.known import Known, Unknown
from pipwise.system.fetch import Access, Reply
from tests.recorded.look import machine
from tests.unit.facts.wheels import METADATA, FakeFetch

INDEX = Index(("https://index.example/simple",), Access())
PAGE = "https://index.example/simple/spam-fan/"
NAME = "spam_fan-1.2.tar.gz"
URL = f"https://files.example/{NAME}"
EGG = "spam_fan-1.2/spam_fan.egg-info"
RECORDED = {
    "spam_fan-1.2/PKG-INFO": METADATA,
    f"{EGG}/entry_points.txt": "[console_scripts]\nspam-fan = spam_fan:run\n",
    f"{EGG}/top_level.txt": "spam_fan\n",
    "spam_fan-1.2/spam_fan/__init__.py": "",
}


def archive(files: Mapping[str, str]) -> bytes:
    output = io.BytesIO()
    with tarfile.open(fileobj=output, mode="w:gz") as made:
        for name, text in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text.encode())
            made.addfile(entry, io.BytesIO(text.encode()))
    return output.getvalue()


def server(data: bytes) -> FakeFetch:
    file = {"filename": NAME, "url": URL, "hashes": {"sha256": "cd34"}}
    page = Reply(
        200, PAGE, "application/vnd.pypi.simple.v1+json", body=json.dumps({"files": [file]}).encode()
    )
    return FakeFetch({PAGE: page}, {URL: data})


def test_commands_that_setuptools_recorded_are_told() -> None:
    found = ask_wheel(machine({}), server(archive(RECORDED)), INDEX, "spam-fan")
    assert isinstance(found, Known)
    assert (found.value.scripts, found.value.modules) == (("spam-fan",), ("spam_fan",))
    assert found.value.summary == "A command-line tool to fry eggs"


def test_files_that_a_setup_script_lists_are_commands() -> None:
    setup = (
        "from setuptools import setup\nsetup(\n  name='spam-fan', scripts=['bin/spam', \"bin/spamgui\"],\n)\n"
    )
    found = ask_wheel(machine({}), server(archive({"spam_fan-1.2/setup.py": setup})), INDEX, "spam-fan")
    assert isinstance(found, Known)
    assert found.value.scripts == ("spam", "spamgui")


@pytest.mark.parametrize(
    "data",
    [
        archive({"spam_fan-1.2/setup.py": "setup(scripts=glob('bin/*'))", "spam_fan-1.2/PKG-INFO": METADATA}),
        archive({"spam_fan-1.2/setup.py": "setup(scripts=['a'] + more()[0])".replace("['a']", "[x()]")}),
        archive({"spam_fan-1.2/tests/data/x.egg-info/y/entry_points.txt": "[console_scripts]\na=b:c\n"}),
        archive(RECORDED)[:60],
        b"no archive",
    ],
    ids=["computed", "called", "of-a-test", "cut-off", "none"],
)
def test_where_nothing_is_told_only_a_build_knows(data: bytes) -> None:
    found = ask_wheel(machine({}), server(data), INDEX, "spam-fan")
    assert isinstance(found, Unknown)
    assert "only a build tells" in found.why


def test_the_start_of_a_large_archive_is_enough() -> None:
    large = {**RECORDED, "spam_fan-1.2/zz.bin": "".join(chr(33 + n * n % 90) for n in range(900_000))}
    fetch = server(archive(large))
    assert isinstance(ask_wheel(machine({}), fetch, INDEX, "spam-fan"), Known)
    assert fetch.asked[1].part == "0-399999"


def test_the_newest_is_chosen() -> None:
    names = (
        "spam-fan-1.9.tar.gz",
        "spam_fan-1.10.tar.gz",
        "spam_fan-2.0rc1.tar.gz",
        "spam-3.0.tar.gz",
        "x.zip",
    )
    chosen = choose_sdist("spam-fan", [File(name, name) for name in names])
    assert chosen is not None
    assert chosen.name == "spam_fan-1.10.tar.gz"
    assert choose_sdist("spam-fan", [File("spam_fan-1.0-py3-none-any.whl", "")]) is None
