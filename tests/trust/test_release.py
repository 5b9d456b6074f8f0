"""What a release brings is built the same each time, holds what it has to, and is refused where something is wrong with it."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

import release
from pipwise.errors import Refused
from release_checks import _wrong_sums, complaints, pyroma_complaints
from release_statements import statement
from tests.architecture.tree import ROOT

# What only the repository itself is for.
NOT_IN_THE_SDIST = (".ci/", ".editorconfig", ".gitattributes", ".gitignore")
SAID = """------------------------------
Checking x.tar.gz
Found pipwise
------------------------------
{}
------------------------------
Final rating: 9/10
Cottage Cheese
------------------------------
"""


def test_a_statement_names_the_file_and_its_sum() -> None:
    assert json.loads(statement("pipwise-1.0.tar.gz", b"x")) == {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": "pipwise-1.0.tar.gz", "digest": {"sha256": hashlib.sha256(b"x").hexdigest()}}],
        "predicateType": "https://docs.pypi.org/attestations/publish/v1",
        "predicate": None,
    }


@pytest.mark.parametrize("name", ["pipwise.pyz", "pipwise-1.0.whl", "pipwise.tar.gz", "SHA256SUMS"])
def test_only_distributions_have_statements(name: str) -> None:
    with pytest.raises(ValueError, match=r"filename|wheel|sdist"):
        statement(name, b"x")


def test_what_pyroma_says_is_told_but_for_what_is_accepted() -> None:
    said = SAID.format("Your package does not have author-email data.\nYour package has no licence.")
    assert list(pyroma_complaints(said)) == ["pyroma: Your package has no licence."]
    assert list(pyroma_complaints(SAID.format(""))) == []


@pytest.mark.parametrize("said", ["", "Traceback (most recent call last):\n", "Final rating: 10/10"])
def test_a_pyroma_that_did_not_come_to_an_end_is_no_good_news(said: str) -> None:
    assert len(list(pyroma_complaints(said))) == 1


def test_a_directory_without_distributions_is_no_release(tmp_path: Path) -> None:
    assert list(complaints(tmp_path)) == [f"{tmp_path} has 0 wheels and 0 sdists"]


def test_sums_are_those_that_sha256sum_reads_and_another_file_is_found(tmp_path: Path) -> None:
    files = {"b.whl": b"wheel", "a.pyz": b"archive", "a.pyz.sha256": b"sum"}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "SHA256SUMS").write_text(release._sums(files), encoding="ascii")
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False
    )
    assert checked.returncode == 0
    assert list(_wrong_sums(tmp_path)) == []
    (tmp_path / "b.whl").write_bytes(b"another")
    assert list(_wrong_sums(tmp_path)) == ["b.whl is not what SHA256SUMS says"]


def test_a_place_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "old.whl").write_bytes(b"")
    with pytest.raises(Refused, match="not empty"):
        release.release(tmp_path, dry=True)


def test_a_word_too_many_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert release.main(["a", "b"]) == 2
    assert release.main(["--wet"]) == 2
    assert "one directory" in capsys.readouterr().err


def built(source: Path, age: int, umask: int) -> dict[str, str]:
    """The sums of both distributions, built by the back end alone of a copy whose files claim an age."""
    for path in [source, *source.rglob("*")]:
        os.utime(path, (age, age), follow_symlinks=False)
    out = source.parent / "out"
    script = f"import flit_core.buildapi as b; b.build_sdist({str(out)!r}); b.build_wheel({str(out)!r})"
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    subprocess.run(
        [sys.executable, "-B", "-c", script],
        cwd=source,
        env=environment,
        umask=umask,
        check=True,
        timeout=300,
    )
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(out.iterdir())}


@pytest.mark.slow
def test_sdist_and_wheel_are_the_same_to_the_last_byte(tmp_path: Path) -> None:
    archive = release.tree_archive(dry=True)
    sums = []
    for name, age, umask in (("a", 400_000_000, 0o022), ("another", 1_600_000_000, 0o077)):
        with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
            packed.extractall(tmp_path / name / "pipwise", filter="tar")
        sums.append(built(tmp_path / name / "pipwise", age, umask))
    assert len(sums[0]) == 2
    assert sums[0] == sums[1]


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dry run; its environment is made of locked wheels, and pyroma builds in one of its own."""
    place = tmp_path_factory.mktemp("released") / "dist"
    ran = subprocess.run(
        [str(ROOT / "scripts/release"), "--dry-run", str(place)],
        capture_output=True,
        text=True,
        timeout=1200,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return place


@pytest.mark.rigs
def test_a_dry_run_builds_the_same_twice_and_finds_nothing(released: Path) -> None:
    names = {path.name for path in released.iterdir()}
    assert {"SHA256SUMS", "pipwise.pyz", "pipwise.pyz.sha256", "pipwise.cdx.json", "statements"} < names
    assert len(names) == 7
    assert len(list((released / "statements").iterdir())) == 2
    assert not list(_wrong_sums(released))


@pytest.mark.rigs
def test_the_sdist_has_every_file_of_the_repository(released: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    (sdist,) = released.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert [name for name in tracked if name not in names and not name.startswith(NOT_IN_THE_SDIST)] == []
    assert names - set(tracked) == {"PKG-INFO"}
