"""Whatever has a name of its own for people stands in the reference: asked of the registers, not of a list."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import reason_page
import schema_page
from pipwise.audit.checks import CHECKS
from pipwise.backends.register import BACKENDS
from pipwise.cli.lint_words import FORMATS
from pipwise.cli.register import COMMANDS
from pipwise.cli.words import OWN_OPTIONS
from pipwise.decide.options import OPTIONS
from pipwise.decide.questions import QUESTIONS
from pipwise.errors import EXIT_CODES, PipwiseError
from pipwise.facts.platform import CONTEXTS
from pipwise.lint.kinds import KINDS
from pipwise.lint.rules import RULES
from pipwise.lint.settings import KEYS
from pipwise.logs.causes import CAUSES
from pipwise.logs.codes import LOG_CODES
from pipwise.predict.codes import OUTCOME_CODES
from pipwise.predict.marker_findings import MarkerFinding
from pipwise.render.schemas import SCHEMAS
from reason_words import MEANINGS, OTHERS

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/pipwise"


@cache
def page(name: str) -> str:
    return (ROOT / "docs/reference" / name).read_text(encoding="utf-8")


def section(name: str, title: str) -> str:
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", page(name), re.DOTALL | re.MULTILINE)
    assert found, f"{name} has no section {title}"
    return found[1]


def rows(name: str) -> dict[str, str]:
    """First cells that are code → the rest of their rows."""
    return {
        match[1]: match[2]
        for match in re.finditer(r"^\| \[?`([^`]+)`.*?\| (.*) \|$", page(name), re.MULTILINE)
    }


def words_after(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))


@pytest.mark.parametrize("verb", COMMANDS)
def test_a_command_is_documented_with_its_usage_its_options_and_an_example(verb: str) -> None:
    text, command = section("commands.md", verb), COMMANDS[verb]
    assert f"`{command.usage}`" in text
    assert [name for name in command.options if f"| `--{name}" not in text] == []
    assert command.examples
    assert [example for example in command.examples if f"$ {example}\n" not in text] == []


def options_of_its_own(verb: str) -> Iterator[str]:
    """Options that one command reads by itself: what its usage names."""
    yield from words_after(COMMANDS[verb].usage)


@pytest.mark.parametrize("verb", COMMANDS)
def test_an_option_that_a_commands_usage_names_is_explained_in_its_section(verb: str) -> None:
    text = section("commands.md", verb).replace(COMMANDS[verb].usage, "")
    examples = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    assert [option for option in options_of_its_own(verb) if option not in words_after(examples)] == []


def test_every_option_that_lint_reads_is_explained() -> None:
    tree = ast.parse((SOURCE / "cli/lint_words.py").read_text(encoding="utf-8"))
    named = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    options = {f"--{name}" for name in (*named["_SWITCHES"], *named["_VALUED"])}
    assert len(options) > 5
    assert options <= words_after(section("commands.md", "lint"))


@pytest.mark.parametrize("name", OWN_OPTIONS)
def test_an_option_of_pipwise_stands_in_the_table_of_all(name: str) -> None:
    one = OWN_OPTIONS[name]
    spelled = f"--{name} {one.value}".rstrip()
    assert f"| `{spelled}` | {one.summary} |" in section("commands.md", "pipwise's own options")


def test_every_rule_of_lint_has_a_row_and_a_section_with_its_why() -> None:
    found = rows("lint.md")
    assert [rule.code for rule in RULES if rule.code not in found] == []
    assert [rule.code for rule in RULES if f"### {rule.code}\n" not in page("lint.md")] == []


def test_every_kind_of_file_format_and_setting_of_lint_is_there() -> None:
    text = page("lint.md")
    assert [kind.name for kind in KINDS if f"| {kind.name} |" not in text] == []
    assert [key for key in (*KEYS, *FORMATS) if f"`{key}`" not in text] == []


def test_every_check_of_an_audit_has_a_row() -> None:
    found = rows("audit.md")
    assert [check.CODE for check in CHECKS if not found.get(check.CODE)] == []


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_every_answer_to_a_question_is_a_reason_with_a_meaning(question: object) -> None:
    one = next(item for item in QUESTIONS if item is question)
    assert tuple(MEANINGS[one.id]) == one.answers
    found = rows("reasons.md")
    assert [answer for answer in one.answers if not found.get(f"{one.id}:{answer}")] == []


def test_nothing_is_explained_that_is_no_question() -> None:
    assert set(MEANINGS) == {question.id for question in QUESTIONS}


def test_every_reason_that_is_no_answer_is_documented() -> None:
    """Reasons are made in the room that decides; what is made there by hand is a literal code."""
    made = set()
    for path in (SOURCE / "decide").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Reason":
                made |= {arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)}
    assert made == set(OTHERS)
    assert [code for code in OTHERS if code not in rows("reasons.md")] == []


@pytest.mark.parametrize("name", ["reasons.md", "schemas.md"])
def test_the_page_is_what_its_script_writes(name: str) -> None:
    script = {"reasons.md": reason_page, "schemas.md": schema_page}[name]
    assert page(name) == script.page(), f"run scripts/{script.__name__}.py"


def test_every_way_out_has_a_row_and_its_rows_stand_below() -> None:
    found = rows("decision.md")
    assert [option.name for option in OPTIONS if option.name not in found] == []
    text = section("decision.md", "The rows")
    assert [option.name for option in OPTIONS if text.count(f"| `{option.name}` |") != len(option.rows)] == []


def test_every_code_of_a_prediction_and_of_a_log_has_a_row() -> None:
    assert [code for code, text in OUTCOME_CODES.items() if rows("predict.md").get(code) != text] == []
    assert [code for code in (*LOG_CODES, *CAUSES) if not rows("logs.md").get(code)] == []


def finding_codes() -> set[str]:
    """The codes that the modules of the marker's findings make, read from their syntax."""
    codes = set()
    for path in (SOURCE / "predict").glob("marker_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id=MarkerFinding.__name__), args=[ast.Constant(value=str(code)), *_]
                ):
                    codes.add(code)
                case ast.Dict(keys=keys, values=values) if all(isinstance(one, ast.Tuple) for one in values):
                    codes |= {str(key.value) for key in keys if isinstance(key, ast.Constant)}
    return codes


def test_every_code_that_a_marker_can_be_found_with_is_on_its_page() -> None:
    codes = finding_codes()
    assert {"absent", "key-english", "stray"} <= codes
    assert [code for code in codes if f"`{code}`" not in page("marker.md")] == []


def test_every_exit_code_and_every_error_has_a_row() -> None:
    text = page("exit-codes.md")
    assert [code for code, said in EXIT_CODES.items() if f"| {code} | {said} |" not in text] == []
    kinds = [kind for kind in PipwiseError.__subclasses__() if kind.__module__ == PipwiseError.__module__]
    assert len(kinds) > 5
    assert [kind for kind in kinds if f"| `{kind.__name__}` | {kind.exit_code} |" not in text] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_has_a_section_and_a_command_that_writes_it(name: str) -> None:
    assert f"`urn:pipwise:{name}:1`" in section("schemas.md", name)
    assert f"| `{name}` | `pipwise/{name}/1` |" in page("json.md")


def test_every_package_manager_and_every_context_is_named() -> None:
    managers = page("package-managers.md").casefold()
    missing = [name for name in BACKENDS if name not in managers]
    assert missing == []
    assert [name for name in CONTEXTS if name not in page("platforms.md")] == []
