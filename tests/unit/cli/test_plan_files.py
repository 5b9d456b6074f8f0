"""A plan file is somebody else's word: what is no plan is one line, and what is one is only ever compared."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types

from pipwise.cli.plan_files import may_be_written, read_plan
from pipwise.cli.reviewed import Reviewed, maker_of, reviewed_at
from pipwise.decide.stood_on import Stone
from pipwise.errors import Refused, UsageError, WorldChanged
from pipwise.execute.expectations import expectations, sum_of_files
from pipwise.model.plan import EditFile, MakeDirectory, Move, Plan, Remove, RunTool, WriteFile
from pipwise.render.plan_file import Asked, Standing, plan_file
from pipwise.render.schemas import schema_text
from pipwise.system.hands import RealHands
from pipwise.system.real import RealLook

ASKED = Asked(("--upgrade", "six\udcff"), "venv", "tools", offline=True, profile=True)


def plan_in(root: Path) -> Plan:
    (root / "tree").mkdir(exist_ok=True)
    (root / "tree/file").write_text("content")
    (root / "script").write_text("script")
    steps = (
        MakeDirectory(f"{root}/new"),
        WriteFile(f"{root}/written", "text"),
        EditFile(f"{root}/script", "text", "c61de4f"),
        Move(f"{root}/tree", f"{root}/moved"),
        Remove(f"{root}/tree"),
        RunTool(("tool", "-x"), (f"{root}/tree",), None, (("A", None),), "install"),
    )
    return Plan("app", "", False, steps, ("six",))


def text_of(root: Path) -> str:
    found = expectations(RealLook(), RealHands(), plan_in(root))
    standing = Standing((Stone("owner", "os", "it is the OS's"),), "abc", found)
    return plan_file(ASKED, maker_of(RealLook()), "2026-11-25T23:00:00Z", plan_in(root), standing, "")


def write(tmp_path: Path, text: str, mode: int = 0o600) -> str:
    path = tmp_path / "plan.json"
    path.write_text(text)
    path.chmod(mode)
    return str(path)


def test_it_is_what_its_schema_says_and_is_read_back(tmp_path: Path) -> None:
    text = text_of(tmp_path)
    Draft202012Validator(json.loads(schema_text("plan-file"))).validate(json.loads(text))
    asked, document = read_plan(RealLook(), write(tmp_path, text))
    assert asked == ASKED
    assert document == json.loads(text)
    assert isinstance(reviewed_at(RealLook(), f"{tmp_path}/plan.json"), Reviewed)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it is no plan"),
        ("[1, 2]", "it is no plan"),
        ("[" * 100_000, "it is no plan"),
        ('{"schema": "pipwise/why/1"}', "no plan that this pipwise understands"),
        ('{"schema": "pipwise/plan-file/2"}', "no plan that this pipwise understands"),
        ('{"schema": "pipwise/plan-file/1"}', "cannot be understood"),
        ('{"schema": "pipwise/plan-file/1", "command": {"words": "six"}}', "cannot be understood"),
        (
            '{"schema": "pipwise/plan-file/1", "command": {"words": ["a\\u0000"], "via": "", "env": ""}}',
            "cannot be understood",
        ),
        ('{"schema": "pipwise/plan-file/1", "command": {"words": [1], "via": "", "env": ""}}', "understood"),
    ],
)
def test_what_is_no_plan_is_one_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_plan(RealLook(), write(tmp_path, text))


def test_a_file_that_is_not_there_or_no_file(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere", tmp_path, Path("/dev/null")):
        with pytest.raises(UsageError, match="cannot be read"):
            read_plan(RealLook(), str(path))


@pytest.mark.parametrize("mode", [0o666, 0o620, 0o602])
def test_a_plan_that_others_may_write_is_refused(tmp_path: Path, mode: int) -> None:
    with pytest.raises(Refused, match="changed by somebody else"):
        read_plan(RealLook(), write(tmp_path, text_of(tmp_path), mode))


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [("uid", 12345, "was made by"), ("machine", "x", "another machine"), ("cwd", "/there is; no", "made in")],
)
def test_somebody_elses_or_another_machines_or_places_plan(
    tmp_path: Path, key: str, value: object, said: str
) -> None:
    document = json.loads(text_of(tmp_path))
    document["who"][key] = value
    with pytest.raises(WorldChanged, match=said) as caught:
        reviewed_at(RealLook(), write(tmp_path, json.dumps(document)))
    if key == "cwd":
        assert caught.value.hint.startswith("cd '/there is; no' && pipwise apply ")


def test_nothing_but_a_plan_is_written_over(tmp_path: Path) -> None:
    may_be_written(RealLook(), f"{tmp_path}/new")
    may_be_written(RealLook(), write(tmp_path, text_of(tmp_path)))
    (tmp_path / "notes").write_text("mine")
    (tmp_path / "link").symlink_to("plan.json")
    for name in ("notes", "link", "."):
        with pytest.raises(UsageError, match="something else than a plan"):
            may_be_written(RealLook(), f"{tmp_path}/{name}")


def test_every_step_expects_what_it_changes(tmp_path: Path) -> None:
    plan = plan_in(tmp_path)

    def different_from(first: list[str]) -> list[int]:
        return [n for n, (one, other) in enumerate(zip(first, sums(), strict=True), 1) if one != other]

    def sums() -> list[str]:
        return [one.finds for one in expectations(RealLook(), RealHands(), plan)]

    first = sums()
    assert first[2].endswith("script has changed since the plan was made"), (
        "of this step the content is known"
    )
    (tmp_path / "tree/__pycache__").mkdir()
    (tmp_path / "tree/__pycache__/x.pyc").write_text("")
    assert different_from(first) == [], "bytecode is nobody's change"
    (tmp_path / "tree/file").write_text("other")
    assert different_from(first) == [4, 5, 6]
    (tmp_path / "written").write_text("")
    (tmp_path / "new").mkdir()
    assert different_from(first) == [1, 2, 4, 5, 6]
    assert sums()[1] == f"{tmp_path}/written is there already"


def test_a_parent_that_comes_before_its_directory_is_no_change(tmp_path: Path) -> None:
    """In a home that has nothing yet, the journal of applying it makes ~/.local, and the environment goes below that."""
    plan = Plan("venv", "", False, (MakeDirectory(f"{tmp_path}/local/share/env"),), ())
    first = expectations(RealLook(), RealHands(), plan)
    (tmp_path / "local").mkdir()
    assert expectations(RealLook(), RealHands(), plan) == first
    (tmp_path / "local/share/env").mkdir(parents=True)
    assert expectations(RealLook(), RealHands(), plan) != first


def test_the_files_of_the_command_are_summed_by_content(tmp_path: Path) -> None:
    paths = [f"{tmp_path}/requirements.txt", f"{tmp_path}/gone.txt"]
    (tmp_path / "requirements.txt").write_text("six\n")
    first = sum_of_files(RealLook(), paths)
    assert sum_of_files(RealLook(), paths) == first
    (tmp_path / "requirements.txt").write_text("seven\n")
    assert sum_of_files(RealLook(), paths) != first
