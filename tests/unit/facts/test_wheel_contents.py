"""What a wheel on this machine would put on the disk, read from its end."""

import zipfile
from pathlib import Path

import pytest

from pipwise.facts.wheel_contents import contents_of
from pipwise.model.known import Unknown
from pipwise.model.preview import Contents, Incoming
from pipwise.system.fetch import Access
from pipwise.system.network import RealFetch
from pipwise.system.real import RealLook


def read(path: Path, digest: str = "") -> Contents | Unknown:
    one = Incoming("demo", "1", path.as_uri(), digest, requested=True, direct=True)
    look = RealLook(environment={"HOME": str(path.parent), "XDG_CACHE_HOME": str(path.parent / "cache")})
    return contents_of(look, RealFetch(Access()), one)


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    path = tmp_path / "demo-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("demo/", "")
        archive.writestr("demo/__init__.py", "")
        archive.writestr("demo/_vendor/other-2.dist-info/WHEEL", "Root-Is-Purelib: false\n")
        archive.writestr("demo-1.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\n")
        archive.writestr("demo-1.dist-info/entry_points.txt", "[console_scripts]\ndemo = demo:main\n")
    return path


def test_members_commands_and_root_are_read(wheel: Path) -> None:
    found = read(wheel)
    assert isinstance(found, Contents)
    assert (found.commands, found.pure) == (("demo",), True)
    assert "demo/__init__.py" in found.files
    assert "demo/" not in found.files


def test_a_name_with_blanks_is_found(wheel: Path) -> None:
    folder = wheel.parent / "with blank"
    folder.mkdir()
    assert isinstance(read(wheel.rename(folder / wheel.name)), Contents)


def test_it_is_remembered_by_its_hash(wheel: Path) -> None:
    first = read(wheel, "a" * 64)
    wheel.write_bytes(b"")
    assert read(wheel, "a" * 64) == first
    assert isinstance(read(wheel, "b" * 64), Unknown)


def test_what_is_no_wheel_or_not_there_is_unknown(tmp_path: Path) -> None:
    (tmp_path / "demo-1-py3-none-any.whl").write_bytes(b"PK nothing")
    assert isinstance(read(tmp_path / "demo-1-py3-none-any.whl"), Unknown)
    assert isinstance(read(tmp_path / "gone-1-py3-none-any.whl"), Unknown)
    said = read(tmp_path / "demo-1.tar.gz")
    assert isinstance(said, Unknown)
    assert "only a build tells" in said.why
