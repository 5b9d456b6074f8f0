"""All bytecode in one file: what is imported is what would have been imported, whatever happens to the file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
RUN = """
import sys
sys.path[:0] = [{source!r}, {folder!r}]
import tool
from pipwise.system.packed import use
packed = use(tool.__path__[0])
import tool.one, tool.inner.two
for module in (tool.one, tool.inner, tool.inner.two):
    path = getattr(module, "__path__", [""])[0]
    print(module.SAYS, module.__file__[{length}:], type(module.__spec__.loader).__name__, path[{length}:])
print(tool.one.asked.__code__.co_filename[{length}:])
packed.keep()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tool/inner").mkdir(parents=True)
    (tmp_path / "tool/__init__.py").touch()
    (tmp_path / "tool/one.py").write_text("SAYS = 1\ndef asked(): pass\n")
    (tmp_path / "tool/inner/__init__.py").write_text("SAYS = 'in'\n")
    (tmp_path / "tool/inner/two.py").write_text("SAYS = 2\n")
    return tmp_path


def run(folder: Path, *options: str) -> list[str]:
    script = RUN.format(source=str(ROOT / "src"), folder=str(folder), length=len(str(folder)))
    done = subprocess.run(
        [sys.executable, "-I", *options, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def packed_in(folder: Path) -> list[Path]:
    return sorted((folder / "tool").rglob("*.packed*"))


def said(loader: str, one: str = "1") -> list[str]:
    return [
        f"{one} /tool/one.py {loader} ",
        f"in /tool/inner/__init__.py {loader} /tool/inner",
        f"2 /tool/inner/two.py {loader} ",
        "/tool/one.py",
    ]


def test_the_first_run_makes_it_and_the_next_imports_from_it(folder: Path) -> None:
    assert run(folder) == said("SourceFileLoader")
    (file,) = packed_in(folder)
    assert file.stat().st_mode & 0o022 == 0
    made = file.stat().st_mtime_ns
    assert run(folder) == said("_Loader")
    assert packed_in(folder) == [file]
    assert file.stat().st_mtime_ns == made


def test_a_module_that_was_changed_is_imported_anew_and_packed_anew(folder: Path) -> None:
    run(folder)
    (folder / "tool/one.py").write_text("SAYS = 'other'\ndef asked(): pass\n")
    assert run(folder) == [*said("SourceFileLoader", "other")[:1], *said("_Loader")[1:]]
    assert run(folder) == said("_Loader", "other")


def test_a_module_that_is_new_or_gone_is_no_matter(folder: Path) -> None:
    run(folder)
    (folder / "tool/inner/two.py").unlink()
    (folder / "tool/inner/two").mkdir()
    (folder / "tool/inner/two/__init__.py").write_text("SAYS = 2\n")
    assert run(folder)[2] == "2 /tool/inner/two/__init__.py SourceFileLoader /tool/inner/two"
    assert run(folder)[2] == "2 /tool/inner/two/__init__.py _Loader /tool/inner/two"


@pytest.mark.parametrize("kept", [0, 3, 6, 20, 60, 200, 400, -1])
def test_a_file_that_is_not_whole_is_as_good_as_none(folder: Path, kept: int) -> None:
    run(folder)
    (file,) = packed_in(folder)
    file.write_bytes(file.read_bytes()[:kept])
    assert [line.split()[0] for line in run(folder)] == ["1", "in", "2", "/tool/one.py"]


@pytest.mark.parametrize("content", [b"\0" * 100, b"no file of ours", b"\xff" * 9000])
def test_nor_is_one_of_something_else_or_of_another_python(folder: Path, content: bytes) -> None:
    run(folder)
    (file,) = packed_in(folder)
    magic = file.read_bytes()[:4]
    for found in (content, magic + content, magic + b"\5\0\0\0i\1\0\0\0"):
        file.write_bytes(found)
        assert run(folder) == said("SourceFileLoader")
        assert run(folder) == said("_Loader")


def test_what_was_moved_says_where_it_is_now(folder: Path) -> None:
    run(folder)
    (folder / "there").mkdir()
    (folder / "tool").rename(folder / "there/tool")
    assert run(folder / "there") == said("_Loader")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_it_takes_no_number_of_a_stream_that_is_closed(folder: Path, closed: str) -> None:
    run(folder)
    script = f"import sys, os; sys.path[:0] = [{str(ROOT / 'src')!r}, {str(folder)!r}]; import tool\n"
    script += "from pipwise.system.packed import use\npacked = use(tool.__path__[0])\nimport tool.one\n"
    script += "os._exit(packed.file if type(tool.one.__spec__.loader).__name__ == '_Loader' else 1)"
    done = subprocess.run(["sh", "-c", f'exec "$0" -I -c "$1" {closed}', sys.executable, script], check=False)
    assert done.returncode > 2


def test_where_no_bytecode_is_to_be_left_none_is(folder: Path) -> None:
    assert run(folder, "-B") == said("SourceFileLoader")
    assert packed_in(folder) == []


def test_where_nothing_can_be_written_it_goes_on_without(folder: Path) -> None:
    run(folder)
    (file,) = packed_in(folder)
    file.unlink()
    file.mkdir()
    assert run(folder) == said("SourceFileLoader")
    assert packed_in(folder) == [file]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_nor_does_a_directory_of_somebody_else_end_it(folder: Path) -> None:
    run(folder)
    (file,) = packed_in(folder)
    file.unlink()
    file.parent.chmod(0o555)
    assert run(folder) == said("SourceFileLoader")
    assert packed_in(folder) == []
