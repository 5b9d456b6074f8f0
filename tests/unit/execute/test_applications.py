"""Applications: their command is started, their failures are explained, and what was changed since is not taken back."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipwise.errors import ToolFailed, WorldChanged
from pipwise.execute.applications import prove_applications
from pipwise.execute.explain import explain
from pipwise.execute.prove import Wanted
from pipwise.execute.run import Run, carry_out
from pipwise.execute.starts import try_start
from pipwise.execute.undo import choose, undo
from pipwise.model.plan import Kept, Plan, RunTool
from pipwise.system.hands import RealHands
from pipwise.system.real import RealLook

LOOK, HANDS = RealLook(), RealHands()
# What a tool such as pipx does: an environment, a link to its command; a second argument is written into a file of it.
TOOL = """
import os, sys
root, commands, said = sys.argv[1:4]
os.makedirs(root + "/bin", exist_ok=True)
os.makedirs(commands, exist_ok=True)
open(root + "/pyvenv.cfg", "w").write("home = /usr/bin")
if os.path.lexists(root + "/bin/app"): os.unlink(root + "/bin/app")
open(root + "/bin/app", "w").write(said)
link = commands + "/" + os.path.basename(root)
if not os.path.lexists(link): os.symlink(root + "/bin/app", link)
"""


def script(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("text", "ran", "said"),
    [
        ('echo "app 1.2"; echo more', "yes", "app 1.2"),
        ('[ "$1" = --help ] && echo usage', "yes", ""),
        ("echo 'usage: app FILE' >&2; exit 2", "yes", "usage: app FILE"),
        (
            'echo "Traceback (most recent call last):" >&2; echo "ImportError: x" >&2; exit 1',
            "no",
            "ImportError: x",
        ),
        ("kill -9 $$", "no", "it was ended by signal 9"),
        ("exit 127", "no", ""),
    ],
)
def test_a_command_starts_if_it_answers(tmp_path: Path, text: str, ran: str, said: str) -> None:
    home = tmp_path / "keep/start"
    started = try_start(LOOK, HANDS, script(tmp_path / "app", text), str(home))
    assert started.ran == ran or started.said.startswith("the directory")
    if started.ran == ran:
        assert started.said == said
    assert not home.exists()


def test_a_command_whose_interpreter_is_gone_does_not_start(tmp_path: Path) -> None:
    path = tmp_path / "app"
    path.write_text("#!/nowhere/python\n")
    path.chmod(0o755)
    assert try_start(LOOK, HANDS, str(path), str(tmp_path / "k/start")).ran in ("no", "not-tried")


def test_a_command_gets_a_home_that_goes_with_it(tmp_path: Path) -> None:
    path = script(tmp_path / "app", 'echo x > "$HOME/config"; echo "$HOME"')
    started = try_start(LOOK, HANDS, path, str(tmp_path / "k/start"))
    assert started.said == str(tmp_path / "k/start") or started.ran == "not-tried"
    assert not (tmp_path / "k").exists()


@pytest.mark.parametrize(
    ("said", "why", "hint"),
    [
        (
            "No apps associated with package six. Try again with '--include-deps'",
            "six brings no command: it is a library, not an application",
            "pipwise install --via venv six",
        ),
        (
            "No executables are provided by package `six`; removing tool",
            "six brings no command: it is a library, not an application",
            "pipwise install --via venv six",
        ),
        (
            "ERROR: Package 'new' requires a different Python: 3.11.2 not in '>=3.14'",
            "new does not run on this Python, it wants >=3.14",
            "name a Python that fits: pipwise install --python PYTHON …",
        ),
        (
            "Ignored the following versions that require a different python version: 1.0 Requires-Python >=3.14",
            "it does not run on this Python, it wants >=3.14",
            "name a Python that fits: pipwise install --python PYTHON …",
        ),
        (
            "Because new==1.0 requires Python >=3.99 and only new==1.0 is available",
            "it does not run on this Python, it wants >=3.99",
            "name a Python that fits: pipwise install --python PYTHON …",
        ),
        (
            "require a different python version: 1.0 Requires-Python >=3.14\nERROR: No matching distribution found for new",
            "it does not run on this Python, it wants >=3.14",
            "name a Python that fits: pipwise install --python PYTHON …",
        ),
        (
            (
                "Ignored the following versions that require a different python version: 1.21.2 Requires-Python >=3.7,<3.11; "
                "1.21.3 Requires-Python >=3.7,<3.11\nERROR: Could not find a version that satisfies the requirement numpy==99 "
                "(from versions: 1.3.0, 2.4.0rc1, 2.3.5)\nERROR: No matching distribution found for numpy==99"
            ),
            "no numpy==99 was found where pip looked; the newest there is 2.3.5",
            "",
        ),
        (
            (
                "Ignored the following versions that require a different python version: 5.0 Requires-Python >=3.14; "
                "0.9 Requires-Python >=2.7,<3; 6.0 Requires-Python >=3.16\nERROR: Could not find a version that satisfies the "
                "requirement new[all]<6,>=5 (from versions: 1.0)\nERROR: No matching distribution found for new[all]<6,>=5"
            ),
            "it does not run on this Python, it wants >=3.14",
            "name a Python that fits: pipwise install --python PYTHON …",
        ),
        (
            "ERROR: Could not find a version that satisfies the requirement nothing>=1 (from versions: none)",
            "no nothing>=1 was found where pip looked",
            "",
        ),
        (
            "    ERROR: No matching distribution found for nothing\nError installing",
            "no nothing was found where pip looked",
            "",
        ),
        (
            "[Errno -3] Temporary failure in name resolution\nERROR: No matching distribution found for six",
            "the index was not reached",
            "check the network, and pip's settings index-url and proxy; wheels on this machine: --no-index --find-links DIR",
        ),
        (
            "SSLError: CERTIFICATE_VERIFY_FAILED\nERROR: No matching distribution found for six",
            "the index's certificate is not trusted here",
            "name the certificates that are: PIP_CERT=FILE, or pip's setting cert",
        ),
        (
            "error: Executable already exists: http (use `--force` to overwrite)",
            "a command named http is there already",
            "",
        ),
        ("one\nerror: two\nthree", "error: two", ""),
        ("", "", ""),
    ],
)
def test_what_pipx_and_uv_say_is_told_in_a_line(said: str, why: str, hint: str) -> None:
    assert explain(said.encode()) == (why, hint)


@pytest.fixture
def application(tmp_path: Path) -> Callable[..., Plan]:
    def plan(name: str, said: str = "1") -> Plan:
        root, commands = str(tmp_path / "venvs" / name), str(tmp_path / "bin")
        argv = (sys.executable, "-I", "-c", TOOL, root, commands, said)
        step = RunTool(argv, (root, commands), None, (), f"install {name}", "pipx")
        return Plan("app", "", False, (step,), (name,), "application", (Kept(name, root, commands),))

    return plan


def carried(run: Run, plan: Plan) -> int:
    return carry_out(run, plan)


def test_runs_on_different_applications_are_undone_in_any_order(
    run: Run, application: Callable[..., Plan], tmp_path: Path
) -> None:
    first, second = carried(run, application("one")), carried(run, application("two"))
    undo(run.look, run.hands, run.journal, choose(run.journal, first))
    assert [one.name for one in (tmp_path / "bin").iterdir()] == ["two"]
    assert not (tmp_path / "venvs/one").exists()
    undo(run.look, run.hands, run.journal, choose(run.journal, second))
    assert not (tmp_path / "bin").exists()


def test_what_a_later_run_changed_again_is_undone_after_it(
    run: Run, application: Callable[..., Plan], tmp_path: Path
) -> None:
    first, second = carried(run, application("one")), carried(run, application("one", "2"))
    with pytest.raises(WorldChanged) as refused:
        undo(run.look, run.hands, run.journal, choose(run.journal, first))
    assert refused.value.hint == f"undo that one first: pipwise undo {second}"
    undo(run.look, run.hands, run.journal, choose(run.journal, second))
    assert (tmp_path / "venvs/one/bin/app").read_text() == "1"
    undo(run.look, run.hands, run.journal, choose(run.journal, first))
    assert not (tmp_path / "venvs/one").exists()


def test_of_an_application_that_was_changed_by_others_nothing_is_touched_unless_insisted_upon(
    run: Run, application: Callable[..., Plan], tmp_path: Path
) -> None:
    number = carried(run, application("one"))
    (tmp_path / "venvs/one/bin/more").write_text("mine")
    with pytest.raises(WorldChanged) as refused:
        undo(run.look, run.hands, run.journal, choose(run.journal, number))
    assert refused.value.what.endswith("venvs/one/bin/more is new since then")
    assert (tmp_path / "bin/one").is_symlink()
    undo(run.look, run.hands, run.journal, choose(run.journal, number), force=True)
    assert not (tmp_path / "venvs/one").exists()
    assert not (tmp_path / "bin").exists()


def test_after_a_kill_only_links_to_what_was_made_go_from_the_commands(
    run: Run, application: Callable[..., Plan], tmp_path: Path
) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/mine").write_text("before")
    number = carried(run, application("one"))
    with run.journal._database as database:
        database.execute("UPDATE run SET state = 'begun'")
        database.execute("UPDATE step SET state = 'begun', after = NULL")
    (tmp_path / "bin/others").write_text("since")
    undo(run.look, run.hands, run.journal, choose(run.journal, number))
    assert sorted(one.name for one in (tmp_path / "bin").iterdir()) == ["mine", "others"]
    assert not (tmp_path / "venvs/one").exists()


def test_a_tool_that_is_listened_to_explains_its_failure(run: Run, tmp_path: Path) -> None:
    code = "import sys; print('No apps associated with package six.'); sys.exit(1)"
    step = RunTool((sys.executable, "-c", code), (str(tmp_path / "x"),), None, (), "install six", "pipx")
    with pytest.raises(ToolFailed) as failed:
        carry_out(run, Plan("app", "", False, (step,), ("six",), "application"))
    assert failed.value.why.startswith("six brings no command")
    assert failed.value.hint == "pipwise install --via venv six"


def test_a_command_that_is_somebody_elses_is_no_proof(tmp_path: Path) -> None:
    root = tmp_path / "venvs/app"
    site = root / "lib/python3.11/site-packages/app-1.0.dist-info"
    site.mkdir(parents=True)
    (site / "RECORD").write_text("app-1.0.dist-info/RECORD,,\n")
    (root / "pipx_metadata.json").write_text('{"main_package": {"apps": ["other", "app"]}}')
    script(tmp_path / "bin/app", "echo 9")
    plan = Plan(
        "app", "", False, (), ("app",), "application", (Kept("app", str(root), str(tmp_path / "bin")),)
    )
    (proof,) = prove_applications(LOOK, HANDS, plan, Wanted(("app",), (), None), True)
    assert (proof.version, proof.command, proof.ran) == ("1.0", "app", "no")
    (tmp_path / "bin/app").unlink()
    script(root / "bin/app", "echo 1.0")
    (tmp_path / "bin/app").symlink_to(root / "bin/app")
    (proof,) = prove_applications(LOOK, HANDS, plan, Wanted(("app",), (), None), True)
    assert proof.ran in ("yes", "not-tried")
    absent = plan._replace(kept=(Kept("gone", str(tmp_path / "gone"), str(tmp_path / "bin")),))
    (proof,) = prove_applications(LOOK, HANDS, absent, Wanted(("gone",), (), None), True)
    assert proof.version == ""
