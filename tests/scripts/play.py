"""Plays transcripts and prints what is seen, as root: python -m tests.scripts.play [--shell SHELL] FILE …."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.end_to_end.conftest import ROOT
from tests.scripts.test_scripts import fill, opened, typed
from tests.scripts.transcript import read


def main(words: list[str]) -> None:
    shell = words.pop(0) if words[:1] == ["--shell"] and words.pop(0) else "bash"
    place = Path(tempfile.gettempdir()) / "pipwise-scripts"
    if not place.exists():
        place.mkdir()
        fill(place)
    for checkout in (place / "opt").iterdir():
        shutil.copytree(
            ROOT / "src", checkout / "src", dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__")
        )
        subprocess.run([sys.executable, "-m", "compileall", "-q", checkout / "src"], check=True)
    for path in words:
        task = read(Path(path).stem, Path(path).read_text(encoding="utf-8"))
        with opened(place, task) as one:
            print(f"== {task.name} ({shell}): {task.title}")
            for turn, (text, status) in zip(task.typed_in(shell), typed(one, task, shell), strict=True):
                print(f"$ {turn.keys!r}\n{text}[{status}]")


if __name__ == "__main__":
    main(sys.argv[1:])
