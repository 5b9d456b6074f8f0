"""What is remembered between runs: disposable, and never believed where somebody else could have written it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipwise.system.cache import Cache

UID = os.geteuid()
root_only = pytest.mark.skipif(UID != 0, reason="only root can give files away")


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache({}, str(tmp_path), UID)


def test_what_was_remembered_is_recalled(cache: Cache, tmp_path: Path) -> None:
    assert cache.recall("key") is None
    cache.remember("key", b"value")
    cache.remember("key", b"newer")
    assert cache.recall("key") == b"newer"
    assert [path.name for path in (tmp_path / ".cache/pipwise/asked").iterdir()] == ["key"]
    assert (tmp_path / ".cache/pipwise/asked").stat().st_mode & 0o077 == 0


def test_the_platforms_variable(tmp_path: Path) -> None:
    Cache({"XDG_CACHE_HOME": f"{tmp_path}/c"}, "/nowhere", UID).remember("key", b"value")
    assert (tmp_path / "c/pipwise/asked/key").read_bytes() == b"value"


@pytest.mark.parametrize("home", [None, "relative", "/nowhere"])
def test_without_a_place_nothing_is_remembered(home: str | None) -> None:
    cache = Cache({"XDG_CACHE_HOME": "relative"}, home, 4_000_000)
    cache.remember("key", b"value")
    assert (cache.directory, cache.recall("key")) == (None, None)


def test_a_home_directory_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    Cache({}, f"{tmp_path}/home", UID).remember("key", b"value")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file")
    cache = Cache({}, str(tmp_path), UID)
    cache.remember("key", b"value")
    assert cache.recall("key") is None


@root_only
def test_a_home_of_somebody_else_is_not_written_to(tmp_path: Path) -> None:
    os.chown(tmp_path, 12345, 12345)
    cache = Cache({}, str(tmp_path), 0)
    cache.remember("key", b"value")
    assert list(tmp_path.iterdir()) == []


@root_only
def test_a_record_of_somebody_else_is_not_believed(cache: Cache) -> None:
    cache.remember("key", b"value")
    os.chown(f"{cache.directory}/key", 12345, 12345)
    assert cache.recall("key") is None


def test_a_record_that_others_may_write_is_not_believed(cache: Cache) -> None:
    cache.remember("key", b"value")
    Path(f"{cache.directory}/key").chmod(0o666)
    assert cache.recall("key") is None


def test_a_link_a_pipe_and_a_directory_are_not_read(cache: Cache) -> None:
    cache.remember("key", b"value")
    os.symlink(f"{cache.directory}/key", f"{cache.directory}/link")
    os.mkfifo(f"{cache.directory}/pipe")
    os.mkdir(f"{cache.directory}/folder")
    assert [cache.recall(key) for key in ("link", "pipe", "folder")] == [None, None, None]


def test_a_key_that_is_no_name(cache: Cache) -> None:
    for key in ("a\0b", "\ud800", "x" * 300, "no/such"):
        cache.remember(key, b"value")
        assert cache.recall(key) is None
