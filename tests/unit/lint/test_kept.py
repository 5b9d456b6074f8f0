"""Homebrew's own Pythons, wherever its prefix is taken from: marked since its python@3.12, and nobody's environment."""

from __future__ import annotations

import pytest

from tests.unit.lint.judging import verdicts


def _said(text: str) -> list[str]:
    return [verdict for *_, verdict in verdicts("setup.sh", text)]


@pytest.mark.parametrize(
    "program",
    [
        "$(brew --prefix)/bin/pip3",
        '"$(brew --prefix python@3.12)/bin/python3" -m pip',
        "$HOMEBREW_PREFIX/bin/pip3",
        '"$(brew --prefix python)/libexec/bin/pip"',
        "/opt/homebrew/opt/python@3.13/libexec/bin/pip",
    ],
)
def test_a_program_below_the_prefix_is_not_promised_to_work(program: str) -> None:
    """It is refused where the formula is marked; a folder of its own it is not."""
    assert _said(f"brew install python\n{program} install a\n") == ["unknown"]


def test_nor_is_one_that_its_folder_on_path_leads_to() -> None:
    """``libexec/bin`` has the names without a version (docs.brew.sh/Homebrew-and-Python)."""
    path = 'export PATH="$(brew --prefix python)/libexec/bin:$PATH"'
    assert _said(f"{path}\npip install a\n") == ["unknown"]


def test_formulae_before_the_mark_and_environments_below_the_prefix_work() -> None:
    """python@3.11 has no mark; what ``venv`` makes has none anywhere."""
    assert _said("$(brew --prefix)/opt/python@3.11/bin/pip3.11 install a\n") == ["allowed"]
    made = 'python3 -m venv "$(brew --prefix)/var/env"'
    assert _said(f'{made}\n"$(brew --prefix)/var/env/bin/pip" install a\n') == ["allowed"]


def test_another_tools_folder_is_still_its_own() -> None:
    """Only who marks its Python is asked about."""
    assert _said('"$(conda info --base)/bin/pip" install a\n') == ["allowed"]
