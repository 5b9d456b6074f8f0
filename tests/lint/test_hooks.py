"""The files by which other tools call lint: they are what their tools read, and say what lint knows."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from pipwise.cli.lint_words import FORMATS, read_asked
from pipwise.lint.kinds import kind_of

ROOT = Path(__file__).resolve().parents[2]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_a_hook_calls_lint_with_words_that_it_knows(hook: dict[str, str]) -> None:
    program, command, *words = hook["entry"].split()
    assert (program, command, hook["language"]) == ("pipwise", "lint", "python")
    read_asked((*words, "Dockerfile"))


def test_a_hook_gets_the_files_that_lint_reads() -> None:
    pattern = re.compile(HOOKS[0]["files"])
    for path in (
        *(
            "Dockerfile",
            "docker/app.dockerfile",
            "Containerfile.dev",
            "compose.yaml",
            "docker-compose.dev.yml",
        ),
        *(".github/workflows/ci.yml", "a/install.sh", "Makefile", "rules.mk", "Jenkinsfile", "Vagrantfile"),
        *(
            "x.pkr.hcl",
            ".devcontainer/devcontainer.json",
            "site.yml",
            "n.ipynb",
            "debian/postinst",
            "justfile",
        ),
    ):
        assert pattern.search(path), path
        assert kind_of(path) is not None, path
    for path in ("README", "src/a.c", "picture.png", "package.json"):
        assert not pattern.search(path), path


def test_the_action_runs_no_input_as_shell() -> None:
    step = ACTION["runs"]["steps"][1]
    assert "${{" not in step["run"]
    assert set(step["env"].values()) <= {
        *(f"${{{{ inputs.{name} }}}}" for name in ACTION["inputs"]),
        "${{ steps.python.outputs.python-path }}",
    }
    assert ACTION["inputs"]["format"]["default"] in FORMATS
    subprocess.run(["bash", "-n", "-c", step["run"]], check=True)


STAND_IN = r"""#!/bin/sh
[ "$2" = venv ] || exit 0
mkdir -p "$3/bin" && cp "$0" "$3/bin/python"
printf '#!/bin/sh\nprintf "%%s|" "$@"\nexit "$STATUS"\n' > "$3/bin/pipwise"
chmod +x "$3/bin/pipwise"
"""


def test_the_action_says_whether_something_was_found(tmp_path: Path) -> None:
    """With a stand-in for Python that makes a pipwise which answers as it is told."""
    python = tmp_path / "python"
    python.write_text(STAND_IN, encoding="utf-8")
    python.chmod(0o755)
    step = ACTION["runs"]["steps"][1]["run"]
    for status in (0, 1, 6):
        (tmp_path / "out").write_text("", encoding="utf-8")
        env = {
            "PATH": "/usr/bin:/bin",
            "RUNNER_TEMP": str(tmp_path),
            "GITHUB_ACTION_PATH": "/x",
            "GITHUB_OUTPUT": str(tmp_path / "out"),
            "PIPWISE_PYTHON": str(python),
            "PIPWISE_PATHS": "a *",
            "PIPWISE_FORMAT": "sarif",
            "PIPWISE_ARGUMENTS": "--on debian:13",
            "PIPWISE_OUTPUT": str(tmp_path / "log"),
            "STATUS": str(status),
        }
        words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step]
        assert subprocess.run(words, env=env, check=False).returncode == status
        assert (tmp_path / "out").read_text(
            encoding="utf-8"
        ) == f"findings={'true' if status == 1 else 'false'}\n"
        told = (tmp_path / "log").read_text(encoding="utf-8")
        assert told == "lint|--format|sarif|--on|debian:13|--|a|*|"
