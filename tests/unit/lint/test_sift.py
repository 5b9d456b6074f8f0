"""Of many files those that have nothing to judge are left out; what the others tell of each other is the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipwise.lint import sift
from pipwise.lint.analyse import Wanted
from pipwise.lint.discover import Named, Unread, discover
from pipwise.lint.sift import File, sifted
from pipwise.system import workers


@pytest.mark.parametrize("cores", [1, 2])
def test_what_is_worth_it_is_kept_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cores: int
) -> None:
    monkeypatch.setattr(sift, "_MANY", 3)
    for module in (sift, workers):
        monkeypatch.setattr(module, "cores", lambda: cores)
    (tmp_path / "Dockerfile").write_text("FROM debian:12\nCOPY b.sh /\nRUN /b.sh\n")
    (tmp_path / "a.sh").write_text("echo nothing\n")
    (tmp_path / "b.sh").write_text("pip install flask\n")
    (tmp_path / "c.sh").write_text("pip install flask and more\n")
    named: list[File] = [one for one in discover(str(tmp_path)) if isinstance(one, Named)]
    named.append(Unread("d", "why"))
    wanted, kept = sifted(Wanted(), named, print)
    assert list(wanted.scripts) == ["b.sh"]
    shown = [(one.file.shown if isinstance(one.file, Named) else "d", one.size) for one in kept]
    if cores == 1:
        assert [name for name, _ in shown] == ["Dockerfile", "a.sh", "b.sh", "c.sh", "d"]
    else:
        assert shown == [("b.sh", 18), ("c.sh", 27), ("d", 0)]
