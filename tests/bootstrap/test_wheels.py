"""Reading a lock and unpacking wheels, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipwise.errors import CouldNotLook, Refused, UsageError
from tests.bootstrap.wheelhouse import METADATA, wheel
from wheels import Pin, check_hash, is_wheel_of, read_lock, unpack

PIN = Pin("beta-gamma", "2.1", frozenset({"0" * 64}))
HASH = "--hash=sha256:" + "a" * 64


def test_a_lock_is_read_as_pip_compilers_write_it() -> None:
    other = HASH.replace("aaaa", "bbbb")
    text = f"# x\nBeta_Gamma==2.1 \\\n    {HASH} \\\n    {other}\n    # via alpha\n\nalpha==1 {HASH} # x\n"
    assert read_lock(text, "run.txt") == [
        Pin("beta-gamma", "2.1", frozenset({"a" * 64, "b" * 64})),
        Pin("alpha", "1", frozenset({"a" * 64})),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "alpha==1",
        f"alpha>=1 {HASH}",
        f"alpha {HASH}",
        f"alpha==1 {HASH}0",
        "alpha==1 --hash=md5:00",
        f"alpha==1 ; python_version < '3' {HASH}",
        f"alpha==1 {HASH} --no-binary x",
        "-r other.txt",
        "--index-url https://example.org/",
        "alpha @ https://example.org/alpha.whl",
    ],
)
def test_anything_else_than_pins_with_hashes_is_refused(line: str) -> None:
    with pytest.raises(UsageError, match=r"run\.txt is not a hash lock"):
        read_lock(line, "run.txt")


@pytest.mark.parametrize(
    ("name", "is_it"),
    [
        ("beta_gamma-2.1-py3-none-any.whl", True),
        ("Beta.Gamma-2.1-py2.py3-none-any.whl", True),
        ("beta_gamma-2.1-1-py3-none-any.whl", True),
        ("beta_gamma-2.10-py3-none-any.whl", False),
        ("beta_gamma-2.1-cp311-cp311-manylinux_2_17_x86_64.whl", True),
        ("beta_gamma-2.1-py3-none-any.whl.metadata", False),
        ("beta_gamma-2.1.tar.gz", False),
        ("gamma-2.1-py3-none-any.whl", False),
    ],
)
def test_a_wheel_of_a_pin_is_known_by_its_name(name: str, is_it: bool) -> None:
    assert is_wheel_of(name, PIN) is is_it


def test_data_with_another_hash_is_refused() -> None:
    with pytest.raises(Refused, match=r"beta-gamma 2\.1 at https://index is not the one that was locked"):
        check_hash(b"x", PIN, "https://index")


def test_a_wheel_is_unpacked_with_the_code_of_its_data_directory(tmp_path: Path) -> None:
    files = {"beta_gamma.py": "a", "pkg/__init__.py": "b", "beta_gamma-2.1.data/purelib/extra/x.py": "c"}
    unpack(wheel("beta-gamma", "2.1", files).data, PIN, str(tmp_path))
    kept = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.py")}
    assert kept == {"beta_gamma.py", "pkg/__init__.py", "extra/x.py"}


@pytest.mark.parametrize(
    "name",
    [
        "../evil.py",
        "/evil.py",
        "pkg/../../evil.py",
        "pkg//evil.py",
        "./evil.py",
        "pkg\\..\\evil.py",
        "C:/evil.py",
        "beta_gamma-2.1.data/purelib/../../evil.py",
        "beta_gamma-2.1.data/scripts/evil",
        "beta_gamma-2.1.data/data/etc/evil",
        "beta_gamma-2.1.data/evil",
    ],
)
def test_an_entry_that_does_not_belong_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match="beta-gamma"):
        unpack(wheel("beta-gamma", "2.1", {name: ""}).data, PIN, str(tmp_path / "site-packages"))
    assert list(tmp_path.rglob("evil*")) == []


@given(
    st.lists(
        st.sampled_from(["..", ".", "", "a", "b.data", "purelib", "~", "c:d", "e\\f", "-"]),
        min_size=1,
        max_size=6,
    )
)
def test_no_entry_leads_out_of_its_place(tmp_path_factory: pytest.TempPathFactory, parts: list[str]) -> None:
    place = tmp_path_factory.mktemp("outside")
    try:
        written = unpack(wheel("beta-gamma", "2.1", {"/".join(parts): ""}).data, PIN, str(place / "in"))
    except (Refused, OSError):
        return
    assert all(Path(path).resolve().is_relative_to(place / "in") for path in written)
    assert [entry.name for entry in place.iterdir()] in ([], ["in"])


@pytest.mark.parametrize(
    "metadata",
    [METADATA.replace("1.0", "2.0"), "", "Root-Is-Purelib: true\n"],
)
def test_a_wheel_of_another_kind_is_refused(tmp_path: Path, metadata: str) -> None:
    with pytest.raises(Refused, match="wheel of version 1"):
        unpack(wheel("beta-gamma", "2.1", metadata=metadata).data, PIN, str(tmp_path))


@pytest.mark.parametrize("data", [b"", b"PK\3\4 and no more", b"<html>"])
def test_what_is_no_archive_is_one_error(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(CouldNotLook, match="cannot be unpacked"):
        unpack(data, PIN, str(tmp_path))


def test_a_file_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "beta_gamma.py").write_text("other", encoding="utf-8")
    with pytest.raises(FileExistsError):
        unpack(wheel("beta-gamma", "2.1").data, PIN, str(tmp_path))
