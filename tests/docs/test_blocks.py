"""Every block of code in the documentation is run or checked, and one that no test claims fails."""

import ast
import json
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from pipwise.cli.register import COMMANDS
from pipwise.cli.words import OWN_OPTIONS, read_own
from pipwise.config import read_policy
from pipwise.model.policy import Policy
from pipwise.render.schemas import schema_text
from pipwise.system.real import RealLook
from tests.docs.blocks import GENERATED, ROOT, Block, blocks, read, same, turns
from tests.docs.running import play, run, write
from tests.situations import facts

CLAIMS = {
    "here": "test_what_stands_below_a_command_is_what_it_prints",
    "rig": "tests/docs/test_rig_blocks.py",
    "terminal": "tests/docs/test_rig_blocks.py",
    "usage": "test_a_command_that_is_not_run_is_one_that_there_is",
    "file": "test_a_file_is_linted_and_found_to_be_what_the_page_says",
    "prints": "test_a_block_is_what_its_command_prints",
    "policy": "test_a_policy_is_read",
    "shape": "test_the_shape_of_a_document_has_only_keys_of_its_schema",
    "quoted": "test_quoted_words_stand_where_they_are_tested",
    "generated": "GENERATED",
}


def claimed(claim: str) -> list[Block]:
    return [block for block in blocks() if block.claim == claim]


def of(claim: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("block", claimed(claim), ids=lambda block: block.id)


def test_every_block_belongs_to_a_class_that_a_test_claims() -> None:
    assert [block.id for block in blocks() if block.claim not in CLAIMS] == []
    for claim, test in CLAIMS.items():
        assert test in globals() or (ROOT / test).is_file(), claim
    assert [test for test in GENERATED.values() if not (ROOT / test).is_file()] == []


def test_a_block_without_a_class_is_found() -> None:
    page = "text\n\n```sh\nrm -rf /\n```\n\n<!-- usage -->\n```console\n$ pipwise why x\n```\n\n```console\n$ x\n```\n"
    assert [(block.line, block.claim) for block in read("x.md", page)] == [
        (3, ""),
        (8, "usage"),
        (12, "here"),
    ]


@pytest.mark.parametrize("page", sorted({block.page for block in claimed("here")}))
def test_what_stands_below_a_command_is_what_it_prints(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = []
    for said in play(page, tmp_path, monkeypatch):
        status = int(said.block.words.removeprefix("exits ")) if said.block.words else 0
        shown = said.turn.output.strip()
        if said.status != status or (shown and not same(shown, said.output)):
            wrong.append(f"{said.block.id}: $ {said.turn.command} [{said.status}]\n{said.output}")
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        ("a b", "a  b\n"),
        ("begins … ends", "begins here\nand ends"),
        ("pip 23.0.1+dfsg-1 is there", "pip 26.3 is there"),
    ],
)
def test_what_is_left_open_may_be_anything(shown: str, printed: str) -> None:
    assert same(shown, printed)


@pytest.mark.parametrize(
    ("shown", "printed"), [("a b", "a"), ("run 1", "run 2"), ("is refused", "is allowed")]
)
def test_everything_else_may_not(shown: str, printed: str) -> None:
    assert not same(shown, printed)


def _calls(block: Block) -> list[list[str]]:
    """The words of pipwise's own command lines in a console block, in the middle of a pipe, too."""
    lines = [turn.command for turn in turns(block)]
    words = [shlex.split(line.replace("\\\n", " "), comments=True) for line in lines]
    parts = [" ".join(shlex.quote(word) if word not in "|>;" else word for word in one) for one in words]
    calls = [shlex.split(call) for part in parts for call in part.replace(" > ", " | ").split(" | ")]
    plain = [call[1:] if call[:1] == ["sudo"] else call for call in calls]
    return [call for call in plain if call[:1] == ["pipwise"]]


@pytest.mark.parametrize(
    "block", [block for block in blocks() if block.claim == "usage" or block.page == "reference/commands.md"],
    ids=lambda block: block.id,
)  # fmt: skip
def test_a_command_that_is_not_run_is_one_that_there_is(block: Block) -> None:
    calls = _calls(block)
    assert calls, "it has no command of pipwise's"
    for call in calls:
        own, verb, _ = read_own(tuple(call[1:]))
        assert verb in COMMANDS or own.version or own.help, call
        given = {name for name in OWN_OPTIONS if getattr(own, _field(name))}
        assert given <= {*COMMANDS[verb].options, "trace"}, call


def _field(name: str) -> str:
    return f"{name}_" if name in ("as", "for") else name.replace("-", "_")


@of("file")
def test_a_file_is_linted_and_found_to_be_what_the_page_says(
    block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, _, found = block.words.partition(" finds ")
    path = write(tmp_path, block)
    monkeypatch.chdir(tmp_path)
    if path.suffix == ".py":
        ast.parse(block.text)
    status, output = run(f"pipwise lint --documents --json {shlex.quote(name)}")
    report = json.loads(output)
    codes = sorted({one["code"] for file in report["files"] for one in file["findings"]})
    assert codes == sorted(found.split()), output
    assert status in ((1,) if found else (0, 6)), output


@of("prints")
def test_a_block_is_what_its_command_prints(block: Block) -> None:
    status, output = run(block.words)
    assert (status, output.strip()) == (0, block.text.strip())


@of("policy")
def test_a_policy_is_read(block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "pipwise").mkdir()
    (tmp_path / "pipwise/pipwise.toml").write_text(block.text, encoding="utf-8")
    policy = read_policy(RealLook(), facts())
    assert policy != Policy()
    assert {name for name, _ in policy.forbid} >= set(tomllib.loads(block.text).get("forbid", ()))


@of("shape")
def test_the_shape_of_a_document_has_only_keys_of_its_schema(block: Block) -> None:
    documents = re.split(r'^(?=\{"schema": )', block.text, flags=re.MULTILINE)
    assert len(documents) > 1, "it begins with no document"
    for document in documents[1:]:
        name = re.match(r'\{"schema": "pipwise/([a-z-]+)/1"', document)
        assert name, document
        known = set(re.findall(r'"([\w-]+)"', schema_text(name[1])))
        assert set(re.findall(r'"([a-z_]+)"', document)) - known == set()


@of("quoted")
def test_quoted_words_stand_where_they_are_tested(block: Block) -> None:
    text = (ROOT / block.words).read_text(encoding="utf-8")
    said = [line.strip() for line in block.text.splitlines() if line.strip(" …")]
    assert said
    assert [line for line in said if not all(part.strip() in text for part in line.split("…"))] == []
