"""gitignore(5), compared with git itself."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pipwise.lint.ignored import ignores_of, is_ignored

PATHS = (
    "a", "a/b", "a/b/c", "b", "b/a", "x.log", "d/x.log", "d/keep.log", "build/x", "d/build/x", "a/b/build", "doc/x/y.txt",
    "doc/y.txt",
    "foo bar", "!x", "#x", "a.b", "axb", "file1", "file2", "filea", "d/e/f/g", "d/e/g", "sub/only", "only",
)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "*.log", "*.log\n!keep.log", "/a", "a/", "build/", "/build/", "doc/*.txt", "doc/**/*.txt", "**/g", "d/**", "d/**/g",
        "foo bar",
        "\\!x", "\\#x", "# a\n\nb", "a?b", "file[0-9]", "file[!0-9]", "/only", "a/b", "sub/", "*", "*\n!a",
        "a.b  ", "file[", "d/*/f",
    ],
)  # fmt: skip
def test_what_git_ignores_is_ignored_and_nothing_else(tmp_path: Path, text: str) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    for path in PATHS:
        place = tmp_path / path
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True) if not _has_file(place.parent, tmp_path) else None
            if place.parent.is_dir():
                place.write_text("", encoding="utf-8")
    (tmp_path / ".gitignore").write_text(text, encoding="utf-8")
    there = [
        str(path.relative_to(tmp_path))
        for path in tmp_path.rglob("*")
        if path.is_file() and ".git" not in path.parts[-2:]
    ]
    there = [path for path in there if not path.startswith(".git")]
    asked = subprocess.run(
        ["git", "-C", str(tmp_path), "check-ignore", "--no-index", "--stdin"],
        input="\n".join(there),
        capture_output=True,
        text=True,
        check=False,
    )
    ignores = ignores_of("", text)
    own = {path for path in there if ignores is not None and _with_parents((ignores,), path)}
    assert own == {line.strip('"') for line in asked.stdout.splitlines()}


def _has_file(place: Path, root: Path) -> bool:
    return any(parent.is_file() for parent in (place, *place.parents) if parent.is_relative_to(root))


def _with_parents(ignores: tuple, path: str) -> bool:  # type: ignore[type-arg]
    parts = path.split("/")
    folders = ["/".join(parts[:count]) for count in range(1, len(parts))]
    return any(is_ignored(ignores, folder, directory=True) for folder in folders) or is_ignored(
        ignores, path, directory=False
    )
