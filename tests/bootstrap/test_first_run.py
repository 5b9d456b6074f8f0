"""./pipwise for real, from a copy of the checkout, against an index on the loopback interface."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bootstrap.conftest import PYTHON, Checkout, prepared
from tests.bootstrap.wheelhouse import Index, Wheel, wheel

pytestmark = pytest.mark.slow

ONE_LINE = re.compile(r"pipwise: [^\n]+\Z")


def test_the_first_run_makes_the_environment_and_the_next_is_silent(checkout: Checkout, index: Index) -> None:
    first = checkout.run("one", "two words", PIP_INDEX_URL=index.url)
    assert first.status == 0, first.stderr
    assert first.told["argv"] == [str(checkout.root / "pipwise"), "one", "two words"]
    assert first.told["executable"] == str(checkout.run_environment / "bin" / "python")
    assert first.told["alpha"] == "1.0"
    said = first.stderr.splitlines()
    assert len(said) == 3
    assert said[0] == f"pipwise: first run: making its own environment in {checkout.run_environment}"
    assert said[1].endswith(f", 2 packages from {index.url}")

    asked = len(index.requests)
    second = checkout.run("fail")
    assert (second.status, second.stderr, len(index.requests)) == (7, "", asked)


def test_the_environment_is_a_virtual_environment_with_bytecode(checkout: Checkout, index: Index) -> None:
    checkout.run(PIP_INDEX_URL=index.url)
    python = checkout.run_environment / "bin" / "python"
    question = "import sys, alpha, pipwise; print(sys.prefix, alpha.__cached__, pipwise.__file__, sys._base_executable)"
    answer = subprocess.run(
        [python, "-I", "-c", question], capture_output=True, text=True, check=True
    ).stdout.split()
    assert answer[0] == str(checkout.run_environment)
    assert os.path.exists(answer[1])
    assert answer[2] == str(checkout.root / "src" / "pipwise" / "__init__.py")
    assert os.path.realpath(answer[3]) == PYTHON
    assert list((checkout.root / "src" / "pipwise" / "facts").glob("__pycache__/*.pyc"))


def test_nothing_of_the_users_python_settings_reaches_the_tool(
    checkout: Checkout, index: Index, tmp_path: Path
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('the wrong json')", encoding="utf-8")
    settings = {
        "PYTHONPATH": str(tmp_path),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHOME": "/nowhere",
        "PYTHONSTARTUP": "x",
    }
    ran = checkout.run(PIP_INDEX_URL=index.url, settings=settings)
    assert (ran.status, ran.told["isolated"], ran.told["site"], ran.told["bytecode"]) == (0, 1, False, True)


def test_standard_input_is_left_to_the_tool(checkout: Checkout, index: Index) -> None:
    assert checkout.run(stdin="a log\n", PIP_INDEX_URL=index.url).told["stdin"] == "a log\n"


def test_an_index_may_answer_in_json(checkout: Checkout, index: Index, wheels: list[Wheel]) -> None:
    index.offer(*wheels, kind="json")
    assert checkout.run(PIP_INDEX_URL=index.url).status == 0
    assert index.asked("/simple/alpha/")[0]["Accept"].startswith("application/vnd.pypi.simple.v1+json")


@pytest.mark.parametrize("form", ["{}", "file://{}"])
def test_wheels_may_lie_in_a_directory(
    checkout: Checkout, wheels: list[Wheel], tmp_path: Path, form: str
) -> None:
    place = tmp_path / "wheels"
    place.mkdir()
    for each in wheels:
        (place / each.filename).write_bytes(each.data)
    ran = checkout.run(PIP_NO_INDEX="1", PIP_FIND_LINKS=form.format(place))
    assert ran.status == 0, ran.stderr


def test_an_index_may_lie_in_a_directory(checkout: Checkout, wheels: list[Wheel], tmp_path: Path) -> None:
    for each in wheels:
        page = tmp_path / "simple" / each.name / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(f'<a href="../../{each.filename}#sha256={each.sha256}">x</a>', encoding="utf-8")
        (tmp_path / each.filename).write_bytes(each.data)
    ran = checkout.run(
        PIP_INDEX_URL=f"file://{tmp_path}/simple", PIP_EXTRA_INDEX_URL="https://127.0.0.1:1/simple"
    )
    assert ran.status == 0, ran.stderr


def test_an_extra_index_makes_up_for_what_the_first_does_not_have(checkout: Checkout, index: Index) -> None:
    index.redirects["/more/alpha/"] = "/simple/alpha/"
    index.redirects["/more/beta-gamma/"] = "/simple/beta-gamma/"
    ran = checkout.run(
        PIP_INDEX_URL=index.url.replace("simple", "empty"),
        PIP_EXTRA_INDEX_URL=index.url.replace("simple", "more"),
    )
    assert ran.status == 0, ran.stderr


def test_pip_s_configuration_file_is_honoured(checkout: Checkout, index: Index, tmp_path: Path) -> None:
    settings = tmp_path / "pip.conf"
    settings.write_text(
        f"[global]\nindex-url = https://127.0.0.1:1/\n[install]\nindex_url = {index.url}\n", encoding="utf-8"
    )
    assert checkout.run(PIP_CONFIG_FILE=str(settings)).status == 0


def test_a_broken_configuration_file_is_one_line(checkout: Checkout, tmp_path: Path) -> None:
    settings = tmp_path / "pip.conf"
    settings.write_text("index-url = x\n", encoding="utf-8")
    ran = checkout.run(PIP_CONFIG_FILE=str(settings))
    assert (ran.status, len(ran.lines)) == (2, 1)
    assert str(settings) in ran.stderr


def test_a_wheel_that_is_not_the_locked_one_is_refused(checkout: Checkout, index: Index) -> None:
    index.offer(wheel("alpha", files={"alpha.py": "VERSION = 'evil'"}), advertised="")
    ran = checkout.run(PIP_INDEX_URL=index.url)
    assert (ran.status, ran.stdout, len(ran.lines)) == (4, "", 1)
    assert re.search(
        r"alpha 1\.0 at http://\S+ is not the one that was locked: its sha256 is [0-9a-f]{64};", ran.lines[0]
    )
    assert checkout.leftovers() == []


def test_a_wheel_with_another_hash_told_is_not_even_fetched(checkout: Checkout, index: Index) -> None:
    evil = wheel("alpha", files={"alpha.py": "VERSION = 'evil'"})
    index.offer(evil)
    ran = checkout.run(PIP_INDEX_URL=index.url)
    assert (ran.status, len(ran.lines), index.asked(evil.filename)) == (4, 1, [])
    assert checkout.leftovers() == []


def test_a_changed_lock_makes_the_environment_anew(
    checkout: Checkout, index: Index, wheels: list[Wheel]
) -> None:
    checkout.run(PIP_INDEX_URL=index.url)
    newer = wheel("alpha", "2.0")
    index.offer(newer)
    checkout.lock(newer, wheels[1])
    ran = checkout.run(PIP_INDEX_URL=index.url)
    assert ran.told["alpha"] == "2.0"
    assert "making its environment anew" in ran.stderr
    assert checkout.leftovers() == ["run"]


def test_a_lock_that_cannot_be_met_leaves_the_old_environment(
    checkout: Checkout, index: Index, wheels: list[Wheel]
) -> None:
    checkout.run(PIP_INDEX_URL=index.url)
    checkout.lock(wheel("alpha", "3.0"), wheels[1])
    assert checkout.run(PIP_INDEX_URL=index.url).status == 6
    assert checkout.leftovers() == ["run"]
    checkout.lock(*wheels)
    assert checkout.run(PIP_INDEX_URL="http://127.0.0.1:1/").told["alpha"] == "1.0"


@pytest.mark.parametrize("shift", [-100, 100])
def test_a_lock_that_was_only_touched_costs_one_look(checkout: Checkout, index: Index, shift: int) -> None:
    checkout.run(PIP_INDEX_URL=index.url)
    lock = checkout.root / "requirements" / "run.txt"
    os.utime(lock, (lock.stat().st_mtime + shift,) * 2)
    asked = len(index.requests)
    ran = checkout.run(PIP_INDEX_URL=index.url)
    assert (ran.status, ran.stderr, len(index.requests)) == (0, "", asked)
    stamp = checkout.run_environment / "made-from-1"
    assert stamp.stat().st_mtime_ns == lock.stat().st_mtime_ns


def test_a_python_that_went_away_makes_the_environment_anew(checkout: Checkout, index: Index) -> None:
    checkout.run(PIP_INDEX_URL=index.url)
    python = checkout.run_environment / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3.99")
    ran = checkout.run(PIP_INDEX_URL=index.url)
    assert ran.status == 0
    assert "anew" in ran.stderr


def test_a_python_that_became_another_makes_the_environment_anew(checkout: Checkout, index: Index) -> None:
    checkout.run(PIP_INDEX_URL=index.url)
    stamp = checkout.run_environment / "made-from-1"
    stamp.write_bytes(stamp.read_bytes().replace(b"cpython-3", b"cpython-2"))
    assert "anew" in checkout.run(PIP_INDEX_URL=index.url).stderr


def test_a_run_that_was_killed_leaves_nothing_in_the_way(checkout: Checkout, index: Index) -> None:
    parent = checkout.run_environment.parent
    (parent / "run.new-12345" / "bin").mkdir(parents=True)
    (parent / "run.old-12345").mkdir()
    assert checkout.run(PIP_INDEX_URL=index.url).status == 0
    assert checkout.leftovers() == ["run"]


def test_two_first_runs_at_once_both_end_well(checkout: Checkout, index: Index) -> None:
    environment = {**checkout.environment, "PIP_INDEX_URL": index.url}
    both = [
        subprocess.Popen(
            checkout.command(str(n)), env=environment, stdout=-1, stderr=-1, stdin=subprocess.DEVNULL
        )
        for n in range(2)
    ]
    answers = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], answers
    assert sorted(b"first run" in said for _, said in answers) == [False, True]
    assert len(index.asked("/simple/alpha/")) == 1
    assert checkout.leftovers() == ["run"]


@pytest.mark.skipif(sys.platform == "darwin", reason="its file system takes UTF-8 names only")
def test_a_checkout_may_lie_below_any_name(tmp_path: Path, wheels: list[Wheel], index: Index) -> None:
    place = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a b'c\xff\xe9 $x"))
    place.mkdir()
    odd = prepared(place, wheels)
    first = odd.run("x", PIP_INDEX_URL=index.url)
    assert first.status == 0, first.stderr
    second = odd.run("x")
    assert (second.status, second.stderr) == (0, "")
    python = odd.run_environment / "bin" / "python"
    subprocess.run([os.fsencode(python), "-I", "-c", "import pipwise, alpha"], check=True)


@pytest.mark.parametrize("how", ["relative", "parent", "link", "link-to-link", "sh", "path"])
def test_the_checkout_is_found_however_it_is_called(
    checkout: Checkout, index: Index, tmp_path: Path, how: str
) -> None:
    (tmp_path / "bin" / "pw").symlink_to("../checkout/pipwise")
    (tmp_path / "bin" / "pw2").symlink_to("pw")
    argv, cwd = {
        "relative": (["./pipwise"], checkout.root),
        "parent": (["../checkout/pipwise"], tmp_path / "bin"),
        "link": ([str(tmp_path / "bin" / "pw")], Path("/")),
        "link-to-link": (["bin/pw2"], tmp_path),
        "sh": (["sh", "pipwise"], checkout.root),
        "path": (["sh", "-c", "pw"], Path("/")),
    }[how]
    ran = checkout.call(
        [os.fsencode(part) for part in argv], environment={"PIP_INDEX_URL": index.url}, cwd=str(cwd)
    )
    assert ran.status == 0, ran.stderr
    assert os.path.realpath(ran.told["file"]) == str(checkout.root / "src/pipwise/cli/main.py")


def test_a_checkout_may_be_moved(checkout: Checkout, index: Index, tmp_path: Path) -> None:
    checkout.run(PIP_INDEX_URL=index.url)
    checkout.root.rename(tmp_path / "elsewhere")
    checkout.root = tmp_path / "elsewhere"
    ran = checkout.run()
    assert (ran.status, ran.stderr) == (0, "")
    assert ran.told["file"].startswith(str(checkout.root))


def test_a_shim_that_does_not_resolve_is_passed_over(
    checkout: Checkout, index: Index, tmp_path: Path
) -> None:
    shim = tmp_path / "bin" / "python3"
    shim.unlink()
    shim.write_text("#!/bin/sh\necho 'python3: no version is set' >&2\nexit 127\n", encoding="utf-8")
    shim.chmod(0o755)
    (tmp_path / "bin" / f"python3.{sys.version_info[1]}").symlink_to(PYTHON)
    ran = checkout.run(PIP_INDEX_URL=index.url)
    assert ran.status == 0, ran.stderr
    assert "no version is set" not in ran.stderr


def test_a_shim_that_resolves_is_followed(checkout: Checkout, index: Index, tmp_path: Path) -> None:
    shim = tmp_path / "bin" / "python3"
    shim.unlink()
    shim.write_text(f'#!/bin/sh\nexec {PYTHON} "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    checkout.run(PIP_INDEX_URL=index.url)
    assert os.readlink(checkout.run_environment / "bin" / "python") == PYTHON


def test_no_python_at_all_is_one_line(checkout: Checkout, tmp_path: Path) -> None:
    """The real ``command`` is asked, on a PATH that has the tools of the shell and no Python; /usr/bin/python3 is hidden."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("id", "find", "wc"):
        (tools / name).symlink_to(shutil.which(name) or name)
    script = checkout.root / "pipwise"
    script.write_text(
        script.read_text(encoding="utf-8").replace("/usr/bin/python3", "/usr/bin/no-python3"),
        encoding="utf-8",
    )
    ran = checkout.run(PATH=str(tools))
    assert (ran.status, ran.stdout) == (6, "")
    assert ONE_LINE.match(ran.stderr.strip()), ran.stderr
    assert "no Python 3.11 or newer" in ran.stderr


def test_a_full_disk_is_one_line_and_leaves_nothing_half_done(checkout: Checkout, index: Index) -> None:
    """Stood in for by a limit of the size of files: the same kind of error, from the same calls."""
    index.offer(large := wheel("alpha", files={"alpha.py": "#" * 100_000}))
    checkout.lock(large, wheel("beta-gamma"))
    ran = checkout.run(prefix=("sh", "-c", 'ulimit -f 32; exec "$0" "$@"'), PIP_INDEX_URL=index.url)
    assert (ran.status, len(ran.lines)) == (1, 1), ran.stderr
    assert "File too large" in ran.stderr
    assert checkout.leftovers() == []


def test_a_lock_that_is_not_one_is_one_line(checkout: Checkout) -> None:
    (checkout.root / "requirements" / "run.txt").write_text("requests>=2\n", encoding="utf-8")
    ran = checkout.run()
    assert (ran.status, len(ran.stderr.splitlines())) == (2, 1)
    assert "requests>=2" in ran.stderr


def test_the_exit_code_and_all_output_arrive(checkout: Checkout, index: Index) -> None:
    checkout.run(PIP_INDEX_URL=index.url)
    assert len(checkout.run("x" * 100_000).stdout) > 100_000
    assert checkout.run("fail").status == 7


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_output_that_cannot_be_written_is_one_line(checkout: Checkout, index: Index) -> None:
    checkout.run(PIP_INDEX_URL=index.url)
    ran = checkout.run(prefix=("sh", "-c", 'exec "$0" "$@" >/dev/full'))
    assert (ran.status, len(ran.stderr.splitlines())) == (1, 1)
    assert "No space left on device" in ran.stderr


@pytest.mark.parametrize("redirection", ["| :", ">&-"])
def test_nobody_who_reads_is_no_error(checkout: Checkout, index: Index, redirection: str) -> None:
    checkout.run(PIP_INDEX_URL=index.url)
    ran = checkout.run("x", prefix=("sh", "-c", f'"$0" "$@" {redirection}'))
    assert (ran.status, ran.stderr) == (0, "")
