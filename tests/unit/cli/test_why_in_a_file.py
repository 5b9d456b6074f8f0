"""What ``why`` says where the command stands in a file: words for that file, and no reason that is none."""

import pytest

from pipwise.cli.main import main


def _said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(("why", "--offline", *words)) == 0
    return " ".join(capsys.readouterr().out.split())


def test_an_application_in_a_workflow_is_a_step(capsys: pytest.CaptureFixture[str]) -> None:
    said = _said(capsys, "--on", "ubuntu-24.04", "--context", "github-actions", "pip", "install", "codespell")
    assert "write into the file: # github-actions: - run: pipx install codespell" in said
    assert "pipwise asks first" not in said


def test_a_document_is_told_what_its_readers_type(capsys: pytest.CaptureFixture[str]) -> None:
    said = _said(
        capsys, "--on", "debian:12", "--context", "documentation", "pip", "install", "--user", "ansible"
    )
    assert "write into the file: pipx install --include-deps ansible" in said


def test_what_nobody_said_is_no_reason(capsys: pytest.CaptureFixture[str]) -> None:
    said = _said(capsys, "--on", "debian:12", "--as", "user", "pip", "install", "httpie")
    reason = said.partition("What to do:")[2].partition("do it:")[0]
    assert "people want its command" in reason
    assert "was said" not in reason


def test_pip_is_brought_by_the_system(capsys: pytest.CaptureFixture[str]) -> None:
    said = _said(capsys, "--on", "debian:12", "python3", "get-pip.py")
    assert "apt-get install python3-pip" in said


def test_what_is_to_be_typed_is_what_pipwise_takes(capsys: pytest.CaptureFixture[str]) -> None:
    said = _said(capsys, "--on", "debian:12", "python3", "-m", "pip", "--no-color", "-v", "install", "six")
    assert "do it: pipwise install --no-color -v six" in said


def test_homebrews_pythons_have_several_paths(capsys: pytest.CaptureFixture[str]) -> None:
    for python in (
        "/opt/homebrew/opt/python@3.13/bin/python3.13",
        "/usr/local/Cellar/python@3.14/3.14.0/bin/python3",
    ):
        said = _said(capsys, "--on", "macOS, Homebrew Python", python, "-m", "pip", "install", "requests")
        assert "is refused: externally-managed-environment" in said
        assert "It belongs into a new virtual environment" in said


def test_a_python_that_no_table_has_makes_environments_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(
            ("why", "--offline", "--on", "debian:12", "/srv/py/bin/python3.13", "-m", "pip", "install", "six")
        )
        == 6
    )
    said = " ".join(capsys.readouterr().out.split())
    assert "It belongs into a new virtual environment" in said


def test_what_a_neighbouring_release_has_is_said_to_be_possible(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("name", "--on", "ubuntu:24.04", "jupyterlab", "requests")) == 0
    said = capsys.readouterr().out
    assert "apt may have it: jupyterlab, which a release next to this one has" in said
    assert "if it is there: sudo apt-get install jupyterlab" in said
    assert "apt has it: python3-requests" in said
