"""What completes a line: asked of the registers, so whatever is added there is completed at once."""

import subprocess
from pathlib import Path

import pytest

from pipwise.cli.commands.man import command_page, whole_page
from pipwise.cli.completing import FILES, complete, split
from pipwise.cli.completing_values import runs_for
from pipwise.cli.register import COMMANDS
from pipwise.cli.words import OWN_OPTIONS
from pipwise.errors import EXIT_CODES
from pipwise.execute.journal import Journal, RunRecord, Turn
from pipwise.render.completions import SHELLS, script
from pipwise.render.schemas import SCHEMAS
from pipwise.system.real import RealLook


def words(line: str) -> list[str]:
    return [word for word, _ in complete(RealLook(), line)]


@pytest.mark.parametrize(
    ("line", "split_"),
    [
        ("pipwise ", ["pipwise", ""]),
        ("pipwise un", ["pipwise", "un"]),
        ("pipwise 'a b", ["pipwise", "a b"]),
        ('pipwise "a b" ', ["pipwise", "a b", ""]),
        ("", []),
    ],
)
def test_a_line_that_is_still_typed_is_split(line: str, split_: list[str]) -> None:
    assert split(line) == split_


def test_every_command_and_every_option_of_pipwise_is_completed() -> None:
    assert words("pipwise ") == [*COMMANDS]
    assert words("pipwise --") == [f"--{name}" for name in OWN_OPTIONS]


@pytest.mark.parametrize("verb", COMMANDS)
def test_the_options_of_a_command_are_completed(verb: str) -> None:
    found = words(f"pipwise {verb} --")
    assert [name for name in COMMANDS[verb].options if f"--{name}" not in found] == []


@pytest.mark.parametrize(
    ("line", "has"),
    [
        ("pipwise --json und", "undo"),
        ("pipwise --via exi", "existing-venv"),
        ("pipwise install --via=exi", "--via=existing-venv"),
        ("pipwise --on debian:13 wh", "why"),
        ("pipwise why --on debian:1", "debian:13"),
        ("pipwise lint --un", "--unsafe-fixes"),
        ("pipwise install --break", "--break-system-packages"),
        ("pipwise install reques", "requests"),
        ("pipwise why pip install djan", "django"),
        ("pipwise install -r ", FILES),
        ("pipwise lint ", FILES),
        ("pipwise schema wh", "why"),
        ("pipwise guard install z", "zsh"),
        ("pipwise completion fi", "fish"),
        ("pipwise self unin", "uninstall"),
        ("pipwise --as ro", "root"),
        ("pipwise --context docker", "dockerfile"),
        ("pipwise lint --select sudo", "sudo-pip"),
        ("pipwise lint --ignore sudo-pip,install-r", "sudo-pip,install-refused"),
        ("pipwise lint --ignore=sudo", "--ignore=sudo-pip"),
        ("pipwise lint --format gi", "github"),
        ("pipwise lint --baseline ", FILES),
        ("pipwise audit --format sa", "sarif"),
        ("pipwise repair --only mark", "marker"),
        ("pipwise repair --keep sh", "shadowed"),
    ],
)
def test_what_fits_is_offered(line: str, has: str) -> None:
    assert has in words(line)


@pytest.mark.parametrize(
    "line",
    [
        "pipwise schema x",
        "pipwise nonsense ",
        "pipwise --env=",
        "pipwise undo 1 ",
        "pipwise lint --select no-such",
    ],
)
def test_where_nothing_fits_nothing_is_offered(line: str) -> None:
    assert words(line) == []


def test_schemas_are_those_of_the_register() -> None:
    assert words("pipwise schema ") == [*SCHEMAS]


def test_runs_are_those_of_the_journal(tmp_path: Path) -> None:
    journal = Journal(str(tmp_path / "journal.sqlite3"))
    turn = Turn(1, None)
    record = RunRecord(0, 3, 0, ("install", "six"), "", "venv", "/e", True, "/", "", "begun")
    numbers = [journal.begin(record, [("MakeDirectory", {"path": "/e"}, "")], turn) for _ in range(2)]
    journal.finish(numbers[0], "undone", turn)
    journal.close()
    told = {verb: list(runs_for(RealLook(), verb, str(tmp_path))) for verb in ("history", "undo", "resume")}
    assert {number for number, _ in told["history"]} == {str(number) for number in numbers}
    assert told["undo"] == told["resume"] == [(str(numbers[1]), "install six")]


def test_a_journal_that_cannot_be_read_offers_nothing(tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite3").write_bytes(b"no database at all")
    assert list(runs_for(RealLook(), "history", str(tmp_path))) == []


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_asks_pipwise_itself(shell: str) -> None:
    assert "completion line --" in script(shell)


def test_bash_reads_its_script() -> None:
    line = f'{script("bash")}\npipwise() {{ printf "%s\\t\\n" debian:12 debian:13; }}\n'
    line += 'COMP_LINE="pipwise --on debian:1" COMP_POINT=21; _pipwise pipwise; echo "${COMPREPLY[@]}"'
    ran = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == ("12 13\n", "")


def test_the_manual_page_names_every_command_option_and_exit_code() -> None:
    page = whole_page().replace("\\-", "-")
    assert [verb for verb in COMMANDS if f"pipwise {verb}" not in page] == []
    assert [name for name in OWN_OPTIONS if f"--{name}" not in page] == []
    assert [code for code in EXIT_CODES if f"\\fB{code}\\fR" not in page] == []


@pytest.mark.parametrize("verb", COMMANDS)
def test_a_commands_manual_page_has_its_usage_and_its_examples(verb: str) -> None:
    page = command_page(verb)
    assert page.startswith(f'.TH "PIPWISE-{verb.upper()}" "1"')
    text = page.replace("\\-", "-").replace("\\e", "\\")
    assert f"\\fB{COMMANDS[verb].usage.replace('…', '...')}\\fR" in text
    assert [one for one in COMMANDS[verb].examples if f"\\fB{one}\\fR" not in text] == []
    assert [line for line in page.splitlines() if line[:1] == "." and line.split()[0] not in _REQUESTS] == []


_REQUESTS = {".TH", ".SH", ".PP", ".TP", ".nf", ".fi"}


def test_what_is_installed_here_can_be_uninstalled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packages = tmp_path / ".local/lib/python3.11/site-packages"
    for name in ("Six_More-1.0.dist-info", "old-2.0.egg-info", "pip-24.0.dist-info", "six_more"):
        (packages / name).mkdir(parents=True)
    (tmp_path / ".local/share/pipx/venvs/httpie").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("VIRTUAL_ENV", "XDG_DATA_HOME", "PIPX_HOME", "UV_TOOL_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    found = dict(complete(RealLook(), "pipwise uninstall "))
    assert {"six-more", "old", "httpie"} <= set(found)
    assert "pip" not in found
    assert found["httpie"] == "kept by pipx"
