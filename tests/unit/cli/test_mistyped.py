"""What was meant by a word that there is not is said as a line to paste."""

import pytest

from pipwise.cli.lint_codes import narrowed
from pipwise.cli.lint_words import read_asked
from pipwise.cli.main import main
from pipwise.errors import UsageError
from pipwise.lint.rules import CODES
from pipwise.lint.settings import Settings


@pytest.mark.parametrize(
    ("words", "what", "hint"),
    [
        (("instal", "a<2"), "there is no command 'instal': was install meant?", "pipwise install 'a<2'"),
        (("remove", "six"), "there is no command 'remove': was uninstall meant?", "pipwise uninstall six"),
        (("pip", "install", "six"), "it takes pip's words without pip", "pipwise install six"),
        (("version",), "was --version meant?", "pipwise --version"),
        (("frobnicate",), "the commands are install, apply", "pipwise --help"),
        (("--jsn", "why", "x"), "--jsn is not an option of pipwise: was --json meant?", "pipwise --help"),
        (("help", "lnit"), "there is no command 'lnit': was lint meant?", "pipwise lint --help"),
        (("lint", "--fxi"), "--fxi is not an option of lint: was --fix meant?", "pipwise lint --help"),
        (
            ("lint", "--select", "sudo-pp"),
            "there is no such rule: was sudo-pip meant?",
            "pipwise lint --help",
        ),
    ],
)
def test_the_nearest_is_offered(
    words: tuple[str, ...], what: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    said, hinted = capsys.readouterr().err.splitlines()
    assert what in said
    assert hinted.endswith(hint)


def test_rules_are_selected_and_ignored_this_once() -> None:
    settings = Settings(ignore=("sudo-pip",))
    assert narrowed(settings, read_asked(())).ignore == ("sudo-pip",)
    assert set(narrowed(settings, read_asked(("--ignore", "override,retry-idiom"))).ignore) == {
        "sudo-pip",
        "override",
        "retry-idiom",
    }
    assert set(narrowed(settings, read_asked(("--select=sudo-pip",))).ignore) == {*CODES} - {"sudo-pip"}


@pytest.mark.parametrize("words", [("--select", "no"), ("--ignore=install-refsed",)])
def test_a_code_that_there_is_not_is_an_error(words: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        narrowed(Settings(), read_asked(words))
