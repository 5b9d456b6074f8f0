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


def page() -> str:
    """The whole page."""
    lines = [
        _HEAD,
        "| key of `[lint]` | meaning |",
        "|---|---|",
        *(f"| `{key}` | {text} |" for key, text in KEYS.items()),
    ]
    lines += ["", "## Kinds of files", "", "| kind | known by |", "|---|---|"]
    lines += [f"| {kind.name} | {_known_by(kind)} |" for kind in KINDS]
    lines += ["", "## Rules", "", "| code | severity | what is found |", "|---|---|---|"]
    lines += [f"| [`{rule.code}`](#{rule.code}) | {rule.severity} | {rule.summary} |" for rule in RULES]
    return "\n".join([*lines, *(line for rule in RULES for line in _rule(rule))]) + "\n"


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
