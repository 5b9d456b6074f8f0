"""Pipx's command lines, as its parsers read them."""

from __future__ import annotations

import pytest

from pipwise.intent.command_line import read_invocation
from pipwise.intent.pipx import parse
from pipwise.intent.pipx_intent import pipx_intent
from pipwise.model.intent import Arguments


def read(line: str, version: str = "") -> Arguments:
    return parse(tuple(line.split()), version)


@pytest.mark.parametrize(
    ("line", "options", "operands"),
    [
        ("install black", {}, ("black",)),
        ("install black ruff --force", {"force": True}, ("black", "ruff")),
        ("install --forc black", {"force": True}, ("black",)),
        ("install -fi https://e.x black", {"force": True, "index-url": "https://e.x"}, ("black",)),
        ("install --python=3.12 black", {"python": "3.12"}, ("black",)),
        ("install --preinstall a --preinstall b black", {"preinstall": ("a", "b")}, ("black",)),
        ("run --spec x black --check -q", {"spec": "x"}, ("black", "--check", "-q")),
        ("runpip black list --outdated", {}, ("black", "list", "--outdated")),
        ("upgrade-all --skip a b", {"skip": ("a", "b")}, ()),
        ("inject black -r r.txt", {"requirement": ("r.txt",)}, ("black",)),
        ("install --help", {"help": True}, ()),
        ("--version", {"version": True}, ()),
    ],
)
def test_what_pipx_takes(line: str, options: dict[str, object], operands: tuple[str, ...]) -> None:
    found = read(line)
    assert found.problem is None
    assert (dict(found.options), found.operands) == (options, operands)


@pytest.mark.parametrize(
    ("line", "code", "status"),
    [
        ("", "no-command", 1),
        ("nosuch", "unknown-command", 2),
        ("install", "no-requirements", 2),
        ("install --nosuch black", "no-such-option", 2),
        ("install --in black", "ambiguous-option", 2),
        ("install black --python", "invalid-option-value", 2),
        ("install --backend=x black", "invalid-option-value", 2),
        ("list --short --pinned", "conflicting-options", 2),
        ("uninstall a b", "wrong-arguments", 2),
    ],
)
def test_what_pipx_refuses(line: str, code: str, status: int) -> None:
    problem = read(line).problem
    assert problem is not None
    assert (problem.code, problem.exit_status) == (code, status)


def test_versions_differ() -> None:
    assert read("install a b", "1.1.0").problem is not None
    assert read("install a b", "1.7.1").problem is None
    assert read("install --global a", "1.1.0").problem is not None
    assert read("--global install a", "1.7.1").problem is None


def test_an_intent_names_what_is_wanted() -> None:
    found = pipx_intent(read_invocation(("pipx", "inject", "black", "colorama>=1")))
    assert [(one.name, one.specifier) for one in found.requirements] == [("colorama", ">=1")]
    assert found.purpose == "install"
