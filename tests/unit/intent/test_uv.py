"""Uv's command lines, as real uvs took or refused them."""

from __future__ import annotations

import pytest

from pipwise.intent.command_line import read_invocation
from pipwise.intent.uv import parse
from pipwise.intent.uv_intent import uv_intent
from pipwise.model.intent import Arguments, Intent


def read(line: str, version: str = "") -> Arguments:
    return parse(tuple(line.split()), version)


def intent(line: str) -> Intent:
    return uv_intent(read_invocation(tuple(line.split())))


@pytest.mark.parametrize(
    ("line", "options", "operands"),
    [
        ("pip install --system x", {"system": True}, ("x",)),
        ("pip --quiet install x -q", {"quiet": 2}, ("x",)),
        ("-q pip install x", {"quiet": 1}, ("x",)),
        (
            "pip install -rr.txt -r=s.txt --requirement t.txt",
            {"requirements": ("r.txt", "s.txt", "t.txt")},
            (),
        ),
        ("pip install -qqUr r.txt", {"quiet": 2, "upgrade": True, "requirements": ("r.txt",)}, ()),
        ("pip install -p3.11 --target=t x", {"python": "3.11", "target": "t"}, ("x",)),
        ("pip install --no-system --system x", {"system": True}, ("x",)),
        ("pip install --system --no-system x", {"no-system": True}, ("x",)),
        ("pip install --python= x", {"python": ""}, ("x",)),
        ("pip install -- --help", {}, ("--help",)),
        ("pip install - x", {}, ("-", "x")),
        ("run --with x pytest -q --with y", {"with": ("x",)}, ("pytest", "-q", "--with", "y")),
        ("tool run -p 3.12 black --check .", {"python": "3.12"}, ("black", "--check", ".")),
        ("pip install --help --nosuch", {"help": True}, ()),
        ("--version", {"version": True}, ()),
        ("v --seed", {"seed": True}, ()),
    ],
)
def test_what_uv_takes(line: str, options: dict[str, object], operands: tuple[str, ...]) -> None:
    found = read(line)
    assert found.problem is None
    assert (dict(found.options), found.operands) == (options, operands)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("", "no-command"),
        ("pip", "no-command"),
        ("pip instal x", "unknown-command"),
        ("nosuch", "unknown-command"),
        ("pip install", "no-requirements"),
        ("pip sync --system", "no-requirements"),
        ("pip uninstall -y", "no-requirements"),
        ("tool uninstall", "no-requirements"),
        ("add", "no-requirements"),
        ("pip install --sys x", "no-such-option"),
        ("pip install -Z x", "no-such-option"),
        ("pip install -q=3 x", "no-such-option"),
        ("pip install --root /r x", "no-such-option"),
        ("sync --system", "no-such-option"),
        ("tool install --break-system-packages x", "no-such-option"),
        ("pip install --version x", "no-such-option"),
        ("venv a b", "wrong-arguments"),
        ("pip install --system=1 x", "invalid-option-value"),
        ("pip install --system --system x", "invalid-option-value"),
        ("pip install --target= x", "invalid-option-value"),
        ("pip install --target -q x", "invalid-option-value"),
        ("pip install x -t", "invalid-option-value"),
        ("pip install --link-mode COPY x", "invalid-option-value"),
        ("pip install --color x y", "invalid-option-value"),
        ("pip install --target t --prefix p x", "conflicting-options"),
        ("-q pip install -v x", "conflicting-options"),
        ("pip install --dry-run --check x", "conflicting-options"),
        ("tool uninstall --all x", "conflicting-options"),
        ("sync --frozen --locked", "conflicting-options"),
    ],
)
def test_what_uv_refuses(line: str, code: str) -> None:
    problem = read(line).problem
    assert problem is not None
    assert (problem.code, problem.exit_status) == (code, 2)


def test_uninstalling_all_needs_no_name() -> None:
    assert read("tool uninstall --all").problem is None


def test_a_command_that_is_nothing_to_us_keeps_its_words() -> None:
    found = read("self update --nosuch")
    assert (found.command, found.operands, found.problem) == ("self", ("update", "--nosuch"), None)


@pytest.mark.parametrize(
    ("line", "version", "code"),
    [
        ("pip install --prefix p x", "0.1.45", "no-such-option"),
        ("pip install --prefix p x", "0.2.37", ""),
        ("pip install --group dev x", "0.5.31", "no-such-option"),
        ("pip install --group dev x", "0.7.22", ""),
        ("tool install x", "0.1.45", "unknown-command"),
        ("tool install x", "0.3.5", ""),
        ("pip install --break-system-packages x", "0.1.45", ""),
        ("pip install --check x", "0.11.33", "no-such-option"),
        ("pip install --check x", "99", ""),
    ],
)
def test_options_have_come_with_versions(line: str, version: str, code: str) -> None:
    problem = read(line, version).problem
    assert (problem.code if problem else "") == code


def test_an_intent_has_requirements_files_and_purpose() -> None:
    found = intent("uv pip install 'six>=1' -e ./d -r r.txt -c c.txt --group dev".replace("'", ""))
    assert [(one.text, one.kind, one.editable) for one in found.requirements] == [
        ("six>=1", "named", False),
        ("./d", "path", True),
    ]
    assert (found.requirement_files, found.constraint_files) == (("r.txt",), ("c.txt",))
    assert (found.groups, found.purpose) == (("dev",), "install")


def test_pip_sync_takes_files_as_operands() -> None:
    found = intent("uv pip sync a.txt b.txt")
    assert (found.requirement_files, found.requirements) == (("a.txt", "b.txt"), ())


def test_uvx_is_uv_tool_run() -> None:
    found = intent("uvx --from black==24.1 black-primer -q")
    assert found.arguments.command == "tool run"
    assert [one.name for one in found.requirements] == ["black"]
    assert found.purpose == "run"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("six", "named"),
        ("six[a]>=1,<2 ; python_version>'3'", "named"),
        (".", "path"),
        ("./d", "path"),
        ("foo/bar", "path"),
        ("foo.whl", "archive"),
        ("d/foo-1.tar.gz", "archive"),
        ("file:///d/foo-1.0-py3-none-any.whl", "archive"),
        ("https://e.x/foo-1.0.zip", "url"),
        ("git+https://e.x/foo", "vcs"),
        ("requirements.txt", "named"),
        ("https://e.x/foo", "invalid"),
        ("svn+http://e.x", "invalid"),
        ("git+x", "invalid"),
        ("foo bar", "invalid"),
        ("foo==1.x", "invalid"),
        ("foo>=1.*", "invalid"),
        ("_foo", "invalid"),
        ("foo-", "invalid"),
        ("-", "invalid"),
        ("", "invalid"),
    ],
)
def test_requirements_are_read_as_uv_reads_them(text: str, kind: str) -> None:
    found = uv_intent(read_invocation(("uv", "pip", "install", "--", text)))
    assert [one.kind for one in found.requirements] == [kind]


def test_a_tool_may_be_asked_for_with_its_version() -> None:
    found = intent("uv tool install Black@24.1")
    assert [(one.name, one.specifier) for one in found.requirements] == [("black", "==24.1")]
