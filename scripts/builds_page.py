#!/usr/bin/env python3
"""Write docs/reference/lint-builds.md: what was built, played and run for real before and after its repair."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.lint.record import Result, read

PAGE = ROOT / "docs/reference/lint-builds.md"
CASES = ROOT / "tests/lint/builds"
_NOTE = (
    "<!-- Written by scripts/builds_page.py from tests/lint/builds/results.tsv; a test holds it equal. -->"
)
_HEAD = f"""# lint, for real

{_NOTE}

What `pipwise lint` says of a file is held against what happens. Each of these files is run on a fresh Debian that is thrown away
afterwards: as it stands, and after its repair (`--fix`, or `--unsafe-fixes` where the table says so). A case has passed when what
was predicted to fail failed with the refusal, what was predicted to work worked, the repaired file ended well, what it installs
was imported or started, and no override was left in it. Dockerfiles are built with buildah on the base images of Debian 11, 12
and 13; steps of jobs run in order with their env files; plays run with ansible-core from the index against the host's own Python;
installers run in dash and bash, as root and as a user.

To run all of it: `sudo ./test --campaign`. To record it: `pytest -q -m "" -rA --durations=0 tests/lint/test_builds.py >LOG` and
the like, then `python -m tests.lint.record LOG`.
"""
_KINDS = (
    ("Dockerfiles", "test_builds", "*.Dockerfile", "build"),
    ("Jobs", "test_jobs", "jobs/*.yml", ""),
    ("Plays", "test_plays", "plays/*.yml", "play"),
    ("Installers", "test_installers", "installers/*.sh", "script"),
)
_WORDS = {"fails": "fails", "works": "works", "hides": "ends well, and installs nothing"}


def page() -> str:
    """The whole page."""
    results = read()
    lines = [
        _HEAD,
        "| kind | cases | predicted to fail | with a repair | runs | passed |",
        "|---|---|---|---|---|---|",
    ]
    tables: list[str] = []
    for title, module, pattern, key in _KINDS:
        files = sorted(CASES.glob(pattern))
        mine = [one for one in results if one.module == module]
        failing = [path for path in files if _said(path, key, "fails") in ("fails", "hides")]
        fixed = [path for path in failing if _said(path, "fix", "safe") != "none"]
        passed = sum(one.outcome == "passed" for one in mine)
        lines.append(f"| {title} | {len(files)} | {len(failing)} | {len(fixed)} | {len(mine)} | {passed} |")
        tables += [
            "",
            f"## {title}",
            "",
            "| case | as it stands | repair | outcome | recorded |",
            "|---|---|---|---|---|",
        ]
        tables += [_row(path, key, [one for one in mine if _is_of(one, path)]) for path in files]
    snippets = [one for one in results if one.module == "test_snippets"]
    passed = sum(one.outcome == "passed" for one in snippets)
    lines.append(f"| Snippets for installers | {len(snippets)} | | | {len(snippets)} | {passed} |")
    return "\n".join([*lines, *tables]) + "\n"


def _said(path: Path, key: str, default: str) -> str:
    found = re.search(rf"^# {key}: (.*?)\r?$", path.read_bytes().decode(), re.MULTILINE) if key else None
    return found[1] if found else default


def _is_of(result: Result, path: Path) -> bool:
    name = re.sub(r"-(?:bookworm|trixie)$|^(?:bookworm|trixie)-", "", result.case)
    return name in (path.name, path.stem)


def _row(path: Path, key: str, results: list[Result]) -> str:
    told = _WORDS[_said(path, key, "fails")]
    dates = sorted({one.date for one in results})
    outcomes = [one.outcome for one in results]
    outcome = ", ".join(f"{outcomes.count(one)} × {one}" for one in sorted(set(outcomes))) or "not run"
    usual = "unsafe" if path.suffix == ".sh" else "safe"
    fix = _said(path, "fix", usual if told != _WORDS["works"] else "none")
    return f"| {path.stem} | {told} | {fix} | {outcome} | {', '.join(dates)} |"


def main() -> None:
    """Write it."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
