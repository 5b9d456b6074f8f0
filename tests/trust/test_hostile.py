"""What somebody else wrote is only read: it gives the terminal no orders, becomes no option, and nothing of it is run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipwise.intent.requirements import read_requirement
from tests.architecture.tree import ROOT

ORDER = "\x1b]0;somebody else's\x07\x1b[2J\x9b31m"
LOG = f"""$ pip install requests{ORDER}
error: externally-managed-environment
{ORDER}
× This environment is externally managed
╰─> To install Python packages system-wide, try apt install
    python3-xyz{ORDER}, where xyz is the package you are trying to install.
"""
SENTINEL = "run-by-somebody"
PROGRAM = f'#!/bin/sh\ntouch {SENTINEL} "$PWD/{SENTINEL}"\n'
PYTHON = f"open({SENTINEL!r}, 'w').close()\n"
REPOSITORY = {
    "Dockerfile": f"FROM debian:12\nRUN pip install 'six{ORDER}'\nRUN $(touch {SENTINEL}) pip install `touch {SENTINEL}` x\n",
    "setup.py": f"{PYTHON}import subprocess\nsubprocess.run('pip install x; touch {SENTINEL}', shell=True)\n",
    "conftest.py": PYTHON,
    "sitecustomize.py": PYTHON,
    "yaml.py": PYTHON,
    "pipwise/__init__.py": PYTHON,
    "pyproject.toml": "[build-system]\nrequires = []\nbuild-backend = 'setup'\nbackend-path = ['.']\n[tool.pipwise]\n",
    ".github/workflows/ci.yml": f"on: push\njobs:\n  a:\n    runs-on: !!python/object/apply:os.system ['touch {SENTINEL}']\n"
    "    steps:\n      - run: pip install x\n",
    "playbook.yml": f"- hosts: all\n  tasks:\n    - pip: {{ name: \"{{{{ lookup('pipe', 'touch {SENTINEL}') }}}}\" }}\n",
    f"name{ORDER}.sh": "pip install x\n",
    "--config=evil.sh": "pip install x\n",
}
PROGRAMS = (
    ".venv/bin/python",
    ".venv/bin/pip",
    "pip",
    "pip3",
    "python3",
    "uv",
    "git",
    "apt-cache",
    "dpkg-query",
)


def call(
    place: Path, *words: str, stdin: str = "", log: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Pipwise, in a directory, with an empty home beside it, watched where there is a log."""
    (place.parent / "home").mkdir(exist_ok=True)
    launcher = place.parent / "launch.py"
    launcher.write_text(
        "import sys\nfrom pipwise.cli.main import main\nsys.exit(main(sys.argv[1:]))\n", encoding="utf-8"
    )
    environment = {
        "HOME": str(place.parent / "home"),
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(ROOT / "src"),
        "PIPWISE_OFFLINE": "1",
        "LC_ALL": "C.UTF-8",
    }
    watcher = [str(ROOT / "tests/trust/watch.py"), str(log)] if log else []
    return subprocess.run(
        [sys.executable, "-B", "-P", *watcher, str(launcher), *words],
        cwd=place,
        env=environment,
        input=stdin.encode(),
        capture_output=True,
        timeout=120,
        check=False,
    )


def repository(place: Path) -> Path:
    """One that would do something, if anything in it were run."""
    for name, content in REPOSITORY.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    for name in PROGRAMS:
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PROGRAM, encoding="utf-8")
        path.chmod(0o755)
    (place / "passwords.sh").symlink_to("/etc/passwd")
    (place / "endless.sh").symlink_to("/dev/zero")
    (place / "round").symlink_to(".")
    os.mkfifo(place / "pipe.sh")
    return place


def orders(said: bytes) -> list[str]:
    """Control characters in what was said, but for the ends of lines and tabs."""
    return re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", said.decode("utf-8", "replace"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ("why", "-"),
        ("why", "--json", "-"),
        ("why", "--trace", "pip", "install", f"./six{ORDER}"),
        ("why", "--on", "debian:12", "--", "pip", "install", f"six{ORDER}"),
        ("why", "--on", f"debian{ORDER}", "--", "pip", "install", "six"),
        ("name", f"six{ORDER}"),
        ("lint", "."),
        ("lint", "--format", "markdown", "."),
        ("lint", f"no-such{ORDER}"),
        (f"no-such{ORDER}",),
    ],
    ids=lambda words: " ".join(words).partition("\x1b")[0],
)
def test_nothing_that_is_said_orders_the_terminal_about(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "work").mkdir()
    for name in ("Dockerfile", f"name{ORDER}.sh"):
        (tmp_path / "work" / name).write_text(REPOSITORY[name], encoding="utf-8")
    ran = call(tmp_path / "work", *words, stdin=LOG)
    assert ran.stdout + ran.stderr
    assert orders(ran.stdout + ran.stderr) == []
    assert b"Traceback" not in ran.stderr


@pytest.mark.slow
def test_of_a_hostile_repository_nothing_is_run_and_nothing_in_it_is_changed(tmp_path: Path) -> None:
    place, log = repository(tmp_path / "work"), tmp_path / "log"
    before = sorted(str(path) for path in place.rglob("*"))
    ran = call(place, "lint", ".", log=log)
    assert ran.returncode == 1, ran.stderr
    assert b"Dockerfile" in ran.stdout
    assert orders(ran.stdout + ran.stderr) == []
    events = (
        [line.split("\t") for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []
    )
    assert [
        one for one in events if one[0] == "network" or one[1] in ("subprocess.Popen", "os.exec", "os.system")
    ] == []
    assert sorted(str(path) for path in place.rglob("*")) == before
    assert not list(tmp_path.rglob(SENTINEL))


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", [("why", "pip", "install", "six"), ("doctor",), ("audit",), ("install", "--plan", "six")]
)
def test_programs_in_the_working_directory_are_not_found_before_those_of_the_system(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    """PATH is without the working directory, and nothing else leads there but a project's environment."""
    place = repository(tmp_path / "work")
    for name in (".venv/bin/python", ".venv/bin/pip"):
        (place / name).unlink()
    ran = call(place, *words)
    assert b"Traceback" not in ran.stderr
    assert not list(tmp_path.rglob(SENTINEL)), ran.stdout + ran.stderr


@given(st.one_of(st.text(), st.text("-=a/ \n;$`'\"@[]<>!~.,0", max_size=12)))
def test_a_name_is_never_an_option_or_a_command(text: str) -> None:
    """PEP 508 names begin with a letter or a digit, and hold nothing that a shell or a package manager would read."""
    read = read_requirement(text)
    if read.kind == "named":
        assert re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?", read.name), text


@pytest.mark.parametrize(
    "text", ["--index-url=http://x", "-r/etc/passwd", "-e.", "$(id)", "`id`", "a;id", "../x", "a\nb"]
)
def test_what_looks_like_an_option_or_a_command_is_no_name(text: str) -> None:
    assert read_requirement(text).kind != "named"
