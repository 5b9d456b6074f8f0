"""Each guard is put into a file and taken out again to the last byte, whatever stands around it."""

import configparser

import pytest
from hypothesis import example, given, reject
from hypothesis import strategies as st

from pipwise.plan.guards import GUARDS, CannotEdit, Guard
from pipwise.plan.guards.pre_commit import put_in as put_hook_in
from pipwise.plan.guards.require_virtualenv import put_in as put_setting_in

PLAIN = (
    None,
    "",
    "\n",
    "alias ll='ls -l'\n",
    "no end",
    "two\n\n\n",
    "crlf\r\nlines\r\n",
    "caf\udce9\n",
)
INI = (
    None,
    "",
    "\n",
    "[global]\n",
    "[global]",
    "[global]\nindex-url = https://example.org/simple\n",
    "[global]\nrequire-virtualenv = false\n",
    "[global]\nrequire_virtualenv = no",
    "[install]\nuser = true\n",
    "[install]\nuser = true",
    "[global]\r\ntimeout = 60\r\n",
    "[global]\r\nrequire-virtualenv = off\r\n[install]\r\nno-compile = yes\r\n",
    "# mine\n[install]\nuser = no\n\n[global]\n# all\nextra-index-url =\n    https://a\n    https://b\n\n[freeze]\n",
)
YAML = (
    None,
    "repos: []\n",
    "repos: []",
    "repos: [] # none yet\nfail_fast: true\n",
    "repos:\n- repo: local\n  hooks: []\n",
    "repos:\n  - repo: local\n    hooks: []",
    "repos:\n-   repo: https://example.org/x\n    rev: v1\n    hooks:\n    -   id: a\n\n# the end\nfail_fast: true\n",
    "# top\nfail_fast: true\nrepos:\n  # first\n  - repo: meta\n    hooks:\n      - id: identity\n\nci:\n  skip: [a]\n",
    "repos:\r\n  - repo: meta\r\n    hooks:\r\n      - id: identity\r\n",
)
CASES = [
    *((GUARDS[name], text) for name in ("bash", "zsh", "fish") for text in PLAIN),
    *((GUARDS["require-virtualenv"], text) for text in INI),
    *((GUARDS["pre-commit"], text) for text in YAML),
]


@pytest.mark.parametrize(("guard", "text"), CASES)
def test_in_and_out_again_is_the_same_file(guard: Guard, text: str | None) -> None:
    changed = guard.put_in(text, "pipwise")
    assert changed != text
    assert guard.is_in(changed)
    assert not guard.is_in(text or "")
    assert guard.take_out(changed) == text


@pytest.mark.parametrize(("guard", "text"), CASES)
def test_twice_is_once(guard: Guard, text: str | None) -> None:
    once = guard.put_in(text, "pipwise")
    assert guard.put_in(once, "pipwise") == once


@pytest.mark.parametrize("name", ["bash", "zsh", "fish", "pre-commit"])
def test_a_pipwise_that_has_moved_is_brought_up_to_date(name: str) -> None:
    guard = GUARDS[name]
    text = "repos:\n  - repo: meta\n    hooks: []\n" if name == "pre-commit" else "mine\n"
    moved = guard.put_in(guard.put_in(text, "/old/pipwise"), "/home/a b/pipwise")
    assert "/old" not in moved
    assert "'/home/a b/pipwise'" in moved
    assert guard.take_out(moved) == text


@pytest.mark.parametrize(("guard", "text"), CASES)
def test_what_was_added_behind_it_stays(guard: Guard, text: str | None) -> None:
    changed = guard.put_in(text, "pipwise")
    more = "# more\n" if changed.endswith("\n") else "\n# more\n"
    left = guard.take_out(changed + more)
    assert left is not None
    assert left.endswith(more)
    assert "pipwise" not in left


@given(st.text(st.sampled_from("ab\n\r #=>[]"), max_size=40))
@example("x\r")
def test_any_text_comes_back_from_a_shell_file(text: str) -> None:
    guard = GUARDS["bash"]
    assert guard.take_out(guard.put_in(text, "pipwise")) == text


SECTION = st.sampled_from(
    [
        "[global]",
        "[install]",
        "[freeze]",
        "timeout = 3",
        "x=1",
        "    more",
        "# c",
        "",
        "require-virtualenv = 0",
    ]
)


@given(st.lists(SECTION, max_size=7), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_plain_file_of_pip_comes_back_and_says_what_was_meant(
    lines: list[str], end: str, ended: bool
) -> None:
    guard = GUARDS["require-virtualenv"]
    text = end.join(lines) + (end if ended else "")
    try:
        changed = guard.put_in(text, "pipwise")
    except CannotEdit:
        reject()
    assert guard.take_out(changed) == text
    before, after = (_parsed(one) for one in (text, changed))
    wanted = {**before, "global": {**before.get("global", {}), "require-virtualenv": "true"}}
    assert after == wanted


def _parsed(text: str) -> dict[str, dict[str, str]]:
    parser = configparser.RawConfigParser()
    parser.read_string(text.replace("\r\n", "\n"))
    return {section: dict(parser.items(section)) for section in parser.sections()}


def test_a_block_that_was_cut_off_is_not_guessed_at() -> None:
    with pytest.raises(CannotEdit):
        GUARDS["bash"].put_in("# >>> pipwise guard >>>\ncut off\n", "pipwise")


@pytest.mark.parametrize(
    "text",
    [
        "x = 1\n",
        "[global]\nrequire-virtualenv = 0\n  more\n",
        "[global]\na: 1\n",
        "[global]\nx = 1\nx = 2\n",
        "[DEFAULT]\nx = 1\n",
        "[global] # c\n",
    ],
)
def test_a_file_that_pip_reads_otherwise_than_it_looks_is_not_edited(text: str) -> None:
    with pytest.raises(CannotEdit):
        put_setting_in(text, "pipwise")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "fail_fast: true\n",
        "repos: [{repo: meta, hooks: []}]\n",
        "repos: &all\n  - repo: meta\n",
        "repos:\n  meta: x\n",
        "repos:\n",
        "repos:\n  - repo: meta\n---\nrepos: []\n",
    ],
)
def test_a_list_that_is_no_plain_list_is_not_edited(text: str) -> None:
    with pytest.raises(CannotEdit):
        put_hook_in(text, "pipwise")
