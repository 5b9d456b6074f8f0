#!/usr/bin/env python3
"""Write the pages of docs/reference/ that are derived from the registers: commands, exit codes, and how it is decided."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from pipwise.audit.checks import CHECKS
from pipwise.cli.register import COMMANDS
from pipwise.cli.words import OWN_OPTIONS
from pipwise.decide.options import OPTIONS
from pipwise.decide.questions import QUESTIONS
from pipwise.decide.rows import Row
from pipwise.errors import EXIT_CODES, PipwiseError
from pipwise.plan import WAYS

_NOTE = "<!-- Written by scripts/reference_pages.py from the registers; a test holds it equal. -->"


def commands() -> str:
    """The page of commands and of pipwise's own options: what ``--help`` says, for all of them."""
    lines = ["# Commands", "", _NOTE, "", "What `pipwise COMMAND --help` says, on one page.", ""]
    lines += ["| command | what it is for |", "|---|---|"]
    lines += [f"| [`{verb}`](#{verb}) | {command.summary} |" for verb, command in COMMANDS.items()]
    for verb, command in COMMANDS.items():
        lines += ["", f"## {verb}", "", f"Usage: `{command.usage}`", "", *_told(command.module)]
        if command.options:
            lines += ["", "| own option | meaning |", "|---|---|"]
            lines += [_option(name) for name in OWN_OPTIONS if name in command.options]
        lines += ["", "```console", *(f"$ {example}" for example in command.examples), "```"]
    lines += [
        "",
        "## pipwise's own options",
        "",
        "They stand before or after the command, are never abbreviated, and end at `--`.",
        "All other words are the tool's own and pass through untouched.",
        "",
        "| option | meaning |",
        "|---|---|",
        *(_option(name) for name in OWN_OPTIONS),
    ]
    return "\n".join(lines) + "\n"


def _option(name: str) -> str:
    one = OWN_OPTIONS[name]
    return f"| `--{name}{' ' + one.value if one.value else ''}` | {one.summary} |"


def _told(module: str) -> list[str]:
    """A command's own words; its list of options, if it has one, becomes a table."""
    lines: list[str] = []
    for line in (import_module(module).__doc__ or "").strip().replace("``", "`").splitlines():
        name, gap, meaning = line.strip().partition("   ")
        if not (line.strip().startswith("--") and gap):
            lines.append(_marked(line))
            continue
        if not (lines and lines[-1].startswith("|")):
            lines += ["| option | meaning |", "|---|---|"]
        lines.append(f"| `{name}` | {meaning.strip()} |")
    return lines


def _marked(line: str) -> str:
    """Options that stand in a sentence, as code; what stands in code already is left."""
    parts = line.split("`")
    parts[::2] = [re.sub(r"(?<![\w-])--[a-z-]+", r"`\g<0>`", part) for part in parts[::2]]
    return "`".join(parts)


def exit_codes() -> str:
    """The table of exit codes."""
    lines = ["# Exit codes", "", _NOTE, "", "| code | meaning |", "|---|---|"]
    lines += [f"| {code} | {text} |" for code, text in EXIT_CODES.items()]
    lines += [
        "",
        "`pipwise run` becomes the program that it runs, so its exit code is that program's; 127 where there is no such",
        "command, 126 where it cannot be started. 130 is an interrupt at the keyboard.",
        "",
        "## Errors",
        "",
        "An error is one line on standard error: what, why, and on a line of its own that begins with `hint:` what to do",
        "next. Of each code but 0 and 70 there is one kind:",
        "",
        "| error | code | when |",
        "|---|---|---|",
    ]
    lines += [
        f"| `{kind.__name__}` | {kind.exit_code} | {(kind.__doc__ or '').strip()} |"
        for kind in PipwiseError.__subclasses__()
        if kind.__module__ == PipwiseError.__module__
    ]
    return "\n".join(lines) + "\n"


def decision() -> str:
    """Questions, ways out and the flow between them."""
    lines = [
        "# How it is decided",
        "",
        _NOTE,
        "",
        "Every decision answers the same questions, in this order.",
        "",
    ]
    lines += ["| question | id | reads | answers |", "|---|---|---|---|"]
    for one in QUESTIONS:
        many = len(one.answers) > 20
        answers = (
            "the environment's role and its state, such as `active-works`" if many else ", ".join(one.answers)
        )
        lines.append(f"| {one.text} | `{one.id}` | {', '.join(one.reads)} | {answers} |")
    lines += [
        "",
        "Every way out is weighed by the answers to its own questions; the code of a reason is question and",
        "answer.",
        "",
    ]
    lines += ["| way out | risk | what it is | decided by | carried out |", "|---|---|---|---|---|"]
    for option in OPTIONS:
        done = "yes" if option.name in WAYS else "not yet: its commands are printed"
        guards = ", ".join(f"`{guard}`" for guard in option.guards)
        lines.append(f"| `{option.name}` | {option.risk} | {option.summary} | {guards} | {done} |")
    lines += [
        "",
        "## The rows",
        "",
        "A way out has the verdict of the first of its rows that stands; where none does, it is impossible. Of several that are",
        "recommended, the one that stands first in the table above is chosen. `a, b` is one of them, `not a, b` none of them.",
        "",
        "| way out | verdict | where |",
        "|---|---|---|",
    ]
    for option in OPTIONS:
        lines += [f"| `{option.name}` | {row.verdict} | {_where(row)} |" for row in option.rows]
    lines += [
        "",
        "## The flow",
        "",
        "![A command passes the ways out in their order](../images/flow.svg)",
        "",
        "[The diagram](../explanation/flow.md) can be played with: change an answer and see which way is taken.",
    ]
    return "\n".join(lines) + "\n"


def _where(row: Row) -> str:
    return "; ".join(
        f"`{name}` {pattern.replace('!', 'not ').replace('|', ', ')}" for name, pattern in row.when
    )


def audit() -> str:
    """The page of an audit's checks."""
    lines = [
        "# Audit",
        "",
        _NOTE,
        "",
        "`pipwise audit` reads what the operating system's Pythons import from, and the package manager's own database; it",
        "changes nothing and runs nothing of the machine (rpm's database is read by rpm). `--root DIR` looks at the root",
        "filesystem of an image or a container.",
        "",
        "| code | what it finds |",
        "|---|---|",
    ]
    lines += [f"| `{check.CODE}` | {check.SUMMARY} |" for check in CHECKS]
    lines += [
        "",
        "An **error** is broken, or endangers everybody now; a **warning** hides or replaces what the operating system",
        "brought; **info** is what harms nobody, such as an installation beside the OS that hides nothing.",
        "",
        "## For monitoring",
        "",
        "| exit code | meaning |",
        "|---|---|",
        "| 0 | looked at everything: no error and no warning; there may be notes |",
        "| 1 | at least one error or warning: `pipwise audit --json` tells which |",
        "| 2 | the command line is wrong |",
        "| 6 | nothing was found, but who owns what could not be read: `problem` in the JSON says why |",
        "",
        "The codes in the table above and the exit codes are stable. `findings` of the JSON has `severity`, so a check that",
        "is to fail for errors alone counts them there.",
    ]
    return "\n".join(lines) + f"\n{_AUDIT}"


_AUDIT = """
`--format sarif` is SARIF 2.1.0 for code scanning, with a fingerprint for each finding that stays the same while the place
does. `--format html` is one file for a browser that loads nothing and runs no script, with a picture of what hides what
and of what that endangers.

## What is read

A file of Python's that an OS package brought is compared with the manager's own checksum. On a dpkg system a file is
not read where its times say that nothing has happened to it since it was unpacked. The change time of a file (ctime)
moves whenever it is written, renamed, linked or given another mode, and no program can set it. dpkg renames every file of
a package to its name, then writes `PACKAGE.list` anew, then renames `PACKAGE.md5sums`. So a file is taken for the one
that was unpacked where all of this holds:

- `.list` was written at most two seconds before the change time of `.md5sums`. In a copy (an image that was unpacked, a
  backup that was put back) change times are those of copying, and the two differ: everything is read then;
- it is a regular file whose change time is not later than that, and at most ten seconds earlier;
- no directory above it, up to Python's own, is a link, or has a change time that is not its time of modification (as it
  has when it was renamed).

Where a file is missing everything is read, since a directory may have been renamed over another. `--thorough` always
reads everything, and so do `--root`, for whose tree nobody knows the clock, and `pipwise repair`. What only that finds: a
file that was changed while the clock was turned back, or past the file system; and two directories with the same names in
them, of packages unpacked within ten seconds, that were exchanged and both written into afterwards.

## Repair

`pipwise repair --plan` shows what would be done, `pipwise repair` does it and can be undone. Root mends what is the
operating system's, everybody else what is in their own home; nobody writes into another account's. The exit code
is 0 where nothing is left, 1 where something is (or would be done: `--plan`), and 3 where it has to be confirmed.

In one run, all of which is taken back if a part of it fails:

1. What is taken away is written down in the state directory: a list of it and, for libraries that are moved, a
   requirements file with exact versions and hashes of all that they need (wheels only; where pip cannot tell them all it
   has none, and says why).
2. Copies that hide, replace or break what the OS brought are removed with their own RECORD. What harms nobody goes along
   where it declares to need a version that nothing left would give it. What cannot go along (`--keep`, another
   account's, pipwise's own) keeps what it needs: that is left, and it is said why.
3. Settings that switch the refusal off are taken out, a diverted marker comes back, and the package manager brings its own
   files back in the version that is installed.
4. Applications become applications of pipx's or uv's, in the same version, for all users where root does it. Libraries
   that a service, a cron job, a script or a project (`requirements*.txt`, `pyproject.toml` below /srv, /opt, /var/www and the
   homes) uses, and that no OS package serves, go into `/opt/pipwise/libraries` (root) or a personal environment.

Every application is started and every library imported afterwards. Files that used what was taken away are named, with the
change that each needs; pipwise edits none of them. Files that a manager replaces are kept in the state directory until the
run is undone, where that is on the same file system; otherwise in `.pipwise` inside Python's directories.

`--only` and `--keep` take codes of the table above, projects and packages.

Who owns what is known of apt (dpkg), pacman, apk and rpm (dnf, zypper). Elsewhere it is said to be unknown. Repairs are
tested with the real apt, dnf 4 and 5, zypper, pacman 6 and 7, each of which says itself that all is well afterwards; what
is known of apk comes from its documentation and recorded databases alone, and no repair by it has been tried.
"""


PAGES = {"audit.md": audit, "commands.md": commands, "exit-codes.md": exit_codes, "decision.md": decision}


def main() -> None:
    """Write all pages."""
    for name, page in PAGES.items():
        (ROOT / "docs/reference" / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
