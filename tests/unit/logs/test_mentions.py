"""What speaks of a refusal is none, and what looks like one is told apart."""

# ruff: noqa: E501  # logs stand as they are printed

import pytest

from pipwise.logs import read_log
from tests.unit.logs.specimens import DEBIAN, SPECIMENS, pip_says

LOOK_ALIKES = [
    one
    for one in SPECIMENS
    if one.code and one.code not in ("externally-managed-environment", "marker-warns")
]
MENTIONS = {
    "grep -rn": "docs/install.md:45:error: externally-managed-environment\ndocs/faq.md:3:See PEP 668 for the detailed specification",
    "grep of a whole message": "\n".join(
        f"docs/install.md:{n}:{line}" for n, line in enumerate(pip_says(DEBIAN).split("\n"), 1)
    ),
    "git diff": "\n".join(f"+{line}" for line in pip_says(DEBIAN).split("\n") if line),
    "a changelog": "- Handle `error: externally-managed-environment` on Debian 12 and later (#123)\n- Fix typo",
    "a README": "If pip stops with error: externally-managed-environment, create a virtual environment first.",
    "a commit": "3f1c2d4 Work around error: externally-managed-environment in CI",
    "a linter": "Dockerfile:12 DL3042 warning: pip install fails with externally-managed-environment on Debian 12",
    "removing the marker": "+ rm -f /usr/lib/python3.11/EXTERNALLY-MANAGED\n+ pip3 install six\nSuccessfully installed six",
    "echo": '+ echo "error: externally-managed-environment"\n+ true',
    "the marker itself": "$ cat /usr/lib/python3.12/EXTERNALLY-MANAGED\n[externally-managed]\nError="
    + DEBIAN.replace("\n", "\n "),
    "prose about uv": "You can run `uv venv` before that. Consider using virtual environments in general.",
    "a warning's name": "DeprecationWarning: pip will refuse in externally managed environments",
    "installed well": "Collecting six\nSuccessfully installed six-1.17.0",
    "nothing": "",
}


@pytest.mark.parametrize("name", MENTIONS)
def test_words_about_a_refusal_are_none(name: str) -> None:
    report = read_log(MENTIONS[name])
    assert [(failure.code, failure.first) for failure in report.failures] == []


@pytest.mark.parametrize("specimen", LOOK_ALIKES, ids=lambda one: one.signature)
def test_a_look_alike_is_never_taken_for_a_refusal(specimen: object) -> None:
    report = read_log(f"$ pip install x\n{specimen.text}\n")  # type: ignore[attr-defined]
    assert [failure.verdict for failure in report.failures] == ["fails"]


def test_a_mention_before_a_refusal_does_not_hide_it() -> None:
    report = read_log(
        "docs/a.md:3:error: externally-managed-environment\n\n\n$ pip install x\n" + pip_says(DEBIAN)
    )
    assert [(failure.code, failure.first) for failure in report.failures] == [
        ("externally-managed-environment", 5)
    ]
    assert [mention.line for mention in report.mentions] == [1]
