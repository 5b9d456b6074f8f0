#!/usr/bin/env python3
"""Write docs/reference/lint.md: kinds of files and rules with their examples, from the registers of lint."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from pipwise.cli.lint_words import FORMATS
from pipwise.lint.kinds import KINDS, Kind
from pipwise.lint.rules import RULES
from pipwise.lint.rules.rule import Rule
from pipwise.lint.settings import KEYS

PAGE = ROOT / "docs/reference/lint.md"
_NOTE = "<!-- Written by scripts/lint_page.py from the registers; a test holds it equal. -->"
_HEAD = f"""# lint

{_NOTE}

`pipwise lint` reads the files of a repository as what they do: each command that calls an installer is judged in the world that
the commands before it have made, by the engine that answers `pipwise why`. What will happen there is its verdict:

| verdict | meaning |
|---|---|
| `allowed` | it goes through, and nothing of the operating system's is at risk |
| `refused` | it ends with `error: externally-managed-environment` |
| `risky` | it goes through, past the marker or over something of the operating system's |
| `fails` | the tool ends with another error, and the file alone makes that certain |
| `unknown` | it hangs on something that the file does not tell; why is said |

A verdict has a confidence (`high`, `medium`, `low`) and its evidence. Nothing is called refused on a guess: an image that is
not in the table, a variable that is given from outside, a word that may be an option, a setting that one branch makes leave it
unknown. What cannot be read is `not_analysed`, never clean.

## Options, settings, comments

Formats: {", ".join(f"`{name}`" for name in FORMATS)}. `--on PLATFORM` judges everything as if each operating system
were that one, `--forecast` what floating tags will bring. `--baseline FILE` leaves out what an earlier `lint --json` has shown.
`--summary` groups what is found by its cause and counts it by repository (a directory with `.git`), over all that was named;
with `--json` as data. The HTML page needs nothing else: no script, no font, no request. SARIF is 2.1.0: logs with 210 results
of this repository's own tests were held against the schema of the standard (OASIS, errata 01), without an error (2026-11-26).

`# pipwise: ignore[CODE] reason`, at the end of the line or alone on the line before, takes a finding away; a comment that
ignores nothing is a finding itself (`unused-ignore`). In `pipwise.toml` (or below `tool.pipwise` in `pyproject.toml`):

```toml
[lint]
exclude = ["vendor/*"]
ignore = ["sudo-pip"]

[images]
"registry.example.com/base:*" = "debian:12"
```
"""

_TOLD = """
## What files tell of each other

Of the files that are named in one run, a Dockerfile tells in which world the scripts run that it copies and starts: they are
judged there, and where several builds run one, what the worst makes of it is told. An image that a compose file (`image:` beside
`build:`) or a command (`docker build -t`, and podman's, buildah's) makes of one of these Dockerfiles is known to the others with
all that was done in it. `[images]` says the rest.

A repair of a script, and of a play whose hosts nothing names, is for the machine that `--on` names.

## In other tools

pre-commit (`.pre-commit-config.yaml`; `pipwise-lint-fix` repairs, too):

```yaml
repos:
  - repo: URL of this repository
    rev: TAG
    hooks:
      - id: pipwise-lint
```

GitHub Actions, with annotations, or with SARIF for code scanning:

```yaml
- uses: OWNER/pipwise@TAG
- uses: OWNER/pipwise@TAG
  if: always()
  with: {format: sarif, output: pipwise.sarif}
- uses: github/codeql-action/upload-sarif@v3
  if: always()
  with: {sarif_file: pipwise.sarif}
```

GitLab CI:

```yaml
pipwise:
  image: python:3
  script:
    - python -m venv .pipwise-venv
    - .pipwise-venv/bin/pip install pipwise
    - .pipwise-venv/bin/pipwise lint --format html . > pipwise.html
  artifacts:
    when: always
    paths: [pipwise.html]
```
"""


def page() -> str:
    """The whole page."""
    lines = [
        _HEAD,
        "| key of `[lint]` | meaning |",
        "|---|---|",
        *(f"| `{key}` | {text} |" for key, text in KEYS.items()),
    ]
    lines += [_TOLD.rstrip("\n"), "", "## Kinds of files", "", "| kind | known by |", "|---|---|"]
    lines += [f"| {kind.name} | {_known_by(kind)} |" for kind in KINDS]
    lines += ["", "## Rules", "", "| code | severity | what is found |", "|---|---|---|"]
    lines += [
        f"| [`{rule.code}`](#{rule.code}) | {rule.severity} | {_cell(rule.summary)} |" for rule in RULES
    ]
    return "\n".join([*lines, *(line for rule in RULES for line in _rule(rule))]) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _known_by(kind: Kind) -> str:
    names = [f"`{name}`" for name in kind.names] + [f"`{name}*`" for name in kind.beginnings]
    names += [f"`*{name}`" for name in kind.endings]
    folders = f" in {', '.join(f'`{folder}`' for folder in kind.folders)}" if kind.folders else ""
    return ", ".join(names) + folders + (", a first line that names a shell" if kind.shells else "")


def _rule(rule: Rule) -> list[str]:
    fence = (
        "dockerfile"
        if rule.example.kind == "dockerfile"
        else "sh"
        if rule.example.kind == "shell"
        else "yaml"
    )
    lines = [
        "",
        f"### {rule.code}",
        "",
        rule.what,
        "",
        f"*Why:* {rule.why}",
        "",
        "Before:",
        "",
        f"```{fence}",
    ]
    lines += [
        rule.example.before.rstrip(),
        "```",
        "",
        "After:",
        "",
        f"```{fence}",
        rule.example.after.rstrip(),
        "```",
        "",
    ]
    return [*lines, *(f"- <{source}>" for source in rule.sources)]


def main() -> None:
    """Write it."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
