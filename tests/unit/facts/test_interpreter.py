"""Foreign Pythons, honest ones and others: each says what it is, or it is Unknown why not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipwise.facts.interpreter import ask_interpreter
from pipwise.facts.surroundings import Surroundings
from pipwise.model.interpreter import Interpreter
from pipwise.model.known import Fact, Known, Unknown
from pipwise.system.look import Answer
from pipwise.system.real import RealLook
from pipwise.system.tracing import traced
from tests.recorded.look import SCRIPT, RecordedLook, directory, link, machine, program

MARK = "pipwise-answer:"


@pytest.fixture
def fake(tmp_path: Path) -> Path:
    return tmp_path / "python3"


def script(path: Path, text: str) -> str:
    path.write_text(text)
    path.chmod(0o755)
    return str(path)


def ask(executable: str, home: Path, limit: float = 10.0, **variables: str) -> Fact[Interpreter]:
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin", **variables}
    around = Surroundings(environment, str(home), "/", os.geteuid())
    return ask_interpreter(RealLook(environment=environment), executable, around, limit)


def why(fact: Fact[Interpreter]) -> str:
    assert isinstance(fact, Unknown)
    return fact.why


def known(fact: Fact[Interpreter]) -> Interpreter:
    assert not isinstance(fact, Unknown), fact.why
    return fact.value


def oneself(**changes: object) -> str:
    """What an interpreter could say, with changes."""
    scheme = ["posix_prefix", "{base}/lib", "{base}/lib", "{base}/bin", "{base}"]
    said: dict[str, object] = {
        "version": [3, 12, 1],
        "implementation": "cpython",
        "prefix": "/opt/py",
        "base_prefix": "/opt/py",
        "stdlib": "/opt/py/lib/python3.12",
        "user_base": "/{home}/.local",
        "user_site": "/{home}/.local/lib/python3.12/site-packages",
        "path": ["/opt/py/lib/python3.12"],
        "site_packages": ["/opt/py/lib/python3.12/site-packages"],
        "layout": {
            "schemes": [scheme],
            "default": "posix_prefix",
            "prefix": "posix_prefix",
            "user": "u",
            "home": "h",
        },
        "has_venv": True,
        "has_ensurepip": False,
        **changes,
    }
    return json.dumps(said)


def test_this_very_python(tmp_path: Path) -> None:
    code = "import sys, sysconfig, json; print(json.dumps([sys.prefix, sysconfig.get_path('stdlib'), sys.version_info[:3]]))"
    prefix, stdlib, version = json.loads(subprocess.check_output([sys.executable, "-I", "-c", code]))
    found = known(ask(sys.executable, tmp_path))
    assert (found.prefix, found.stdlib, list(found.version)) == (prefix, stdlib, version)
    assert found.layout.user_base == f"{tmp_path}/.local"
    assert found.layout.user_site.startswith(f"{tmp_path}/.local/lib/python3")


def test_asking_makes_nothing(tmp_path: Path) -> None:
    known(ask(sys.executable, tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == [".cache"]
    assert not os.path.lexists("/{home}")


def test_the_second_time_nothing_is_run(tmp_path: Path) -> None:
    first = known(ask(sys.executable, tmp_path))
    said: list[str] = []
    environment = {"HOME": str(tmp_path)}
    look = traced(RealLook(environment=environment), said.append)
    around = Surroundings(environment, str(tmp_path), "/", os.geteuid())
    assert known(ask_interpreter(look, sys.executable, around)) == first
    assert [line for line in said if line.startswith("ask")] == []


# What hostile ones say and do ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("#!/bin/sh\n", "is not a Python that works (exit status 0)"),
        ("#!/bin/sh\nexit 0\n", "is not a Python that works (exit status 0)"),
        ("#!/bin/sh\necho 'Segmentation fault' >&2; exit 139\n", "(exit status 139: Segmentation fault)"),
        ("#!/bin/sh\nkill -SEGV $$\n", "(exit status -11)"),
        ("#!/bin/sh\nexit 2\n", "(exit status 2)"),
        ('#!/bin/sh\necho "$@"\n', "is not a Python that works"),
        (f"#!/bin/sh\necho '{MARK}not json{MARK}'\n", "answered with rubbish"),
        (f"#!/bin/sh\necho '{MARK}[1]{MARK}'\n", "answered with rubbish"),
        (f"#!/bin/sh\necho '{MARK}'\n", "is not a Python that works"),
        (f"#!/bin/sh\necho '{MARK}{{}}{MARK}'\n", "gave an answer that no Python gives"),
        (f'#!/bin/sh\necho \'{MARK}{{"problem":"failed","detail":"KeyError(1)"}}{MARK}\'\n', "KeyError(1)"),
        ("#!/bin/sh\ncat /dev/zero\n", "says too much"),
        ("#!/nowhere/sh\n", "is not there, or what it is to be run by is not"),
        ("\x7fELF\x02\x01\x01", "is not something that can be run here"),
    ],
)
def test_what_is_no_python(fake: Path, tmp_path: Path, text: str, reason: str) -> None:
    assert reason in why(ask(script(fake, text), tmp_path))


@pytest.mark.parametrize(
    "changes",
    [
        {"version": [3, 12]},
        {"version": "3.12.1"},
        {"version": [3, 12, "x"]},
        {"version": [3, -1, 0]},
        {"version": [300, 0, 0]},
        {"prefix": 5},
        {"prefix": "relative"},
        {"stdlib": None},
        {"stdlib": "/a\0b"},
        {"base_prefix": "/\ud800"},
        {"layout": []},
        {"layout": {"schemes": [], "default": "posix_prefix"}},
        {"layout": {"schemes": [["x", 1, 2, 3, 4]], "default": "x", "prefix": "x"}},
    ],
)
def test_what_no_python_says_of_itself(fake: Path, tmp_path: Path, changes: dict[str, object]) -> None:
    said = f"{MARK}{oneself(**changes)}{MARK}"
    assert "gave an answer that no Python gives" in why(
        ask(script(fake, f"#!/bin/sh\ncat <<'E'\n{said}\nE\n"), tmp_path)
    )


def test_nesting_without_end_is_rubbish(fake: Path, tmp_path: Path) -> None:
    text = f"#!/bin/sh\nprintf '{MARK}'; head -c 200000 /dev/zero | tr '\\0' '['; printf '{MARK}'\n"
    assert "rubbish" in why(ask(script(fake, text), tmp_path))


def test_rubbish_before_after_and_on_the_other_output_does_not_matter(fake: Path, tmp_path: Path) -> None:
    said = f"{MARK}{oneself()}{MARK}"
    text = f"#!/bin/sh\nprintf 'hello \\377'; echo warning >&2\ncat <<'E'\n{said}\nE\necho bye; exit 1\n"
    assert known(ask(script(fake, text), tmp_path)).version == (3, 12, 1)


def test_one_that_hangs_is_unknown_in_time(fake: Path, tmp_path: Path) -> None:
    began = time.monotonic()
    assert "did not answer in time" in why(ask(script(fake, "#!/bin/sh\nsleep 60\n"), tmp_path, 0.5))
    assert time.monotonic() - began < 10


def test_a_child_that_keeps_the_pipe_open_does_not_matter(fake: Path, tmp_path: Path) -> None:
    began = time.monotonic()
    text = f"#!/bin/sh\nsleep 60 &\ncat <<'E'\n{MARK}{oneself()}{MARK}\nE\n"
    assert known(ask(script(fake, text), tmp_path, 30)).version == (3, 12, 1)
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("kind", ["directory", "fifo", "missing", "not executable"])
def test_what_is_no_file_that_runs(fake: Path, tmp_path: Path, kind: str) -> None:
    if kind == "directory":
        fake.mkdir()
    elif kind == "fifo":
        os.mkfifo(fake, 0o755)
    elif kind == "not executable":
        fake.write_text("")
    assert why(ask(str(fake), tmp_path))


def test_an_old_python_without_isolation_is_asked_in_another_way(fake: Path, tmp_path: Path) -> None:
    text = f'#!/bin/sh\n[ "$1" = -I ] && {{ echo "Unknown option: -I" >&2; exit 2; }}\ncat <<\'E\'\n{MARK}{oneself()}{MARK}\nE\n'
    assert known(ask(script(fake, text), tmp_path)).version == (3, 12, 1)


# Real ones in bad company -------------------------------------------------------------------------------------------


def make_venv(root: Path, site: str = "") -> str:
    subprocess.run([sys.executable, "-I", "-m", "venv", "--without-pip", str(root)], check=True)
    if site:
        packages = next((root / "lib").glob("python3*/site-packages"))
        (packages / "evil.py").write_text(site)
        (packages / "evil.pth").write_text("import evil\n")
    return str(root / "bin" / "python")


def test_a_start_up_hook_that_prints(tmp_path: Path) -> None:
    python = make_venv(tmp_path / "v", "print('hello')\n")
    assert known(ask(python, tmp_path)).prefix == f"{tmp_path}/v"


def test_a_start_up_hook_that_raises(tmp_path: Path) -> None:
    python = make_venv(tmp_path / "v", "raise RuntimeError('no')\n")
    assert known(ask(python, tmp_path)).prefix == f"{tmp_path}/v"


def test_a_start_up_hook_that_exits(tmp_path: Path) -> None:
    python = make_venv(tmp_path / "v", "import os; os._exit(7)\n")
    assert "exit status 7" in why(ask(python, tmp_path))


def test_a_start_up_hook_that_forks_and_never_ends(tmp_path: Path) -> None:
    python = make_venv(tmp_path / "v", "import os, time\nif not os.fork(): time.sleep(60)\n")
    began = time.monotonic()
    assert known(ask(python, tmp_path, 30)).prefix == f"{tmp_path}/v"
    assert time.monotonic() - began < 15


def test_variables_for_python_are_kept_away_from_it(tmp_path: Path) -> None:
    (tmp_path / "evil").mkdir()
    (tmp_path / "evil" / "json.py").write_text("raise SystemExit(9)\n")
    found = ask(
        sys.executable,
        tmp_path,
        PYTHONHOME="/nowhere",
        PYTHONPATH=f"{tmp_path}/evil",
        PYTHONSTARTUP="/nowhere",
    )
    assert known(found).version == sys.version_info[:3]


def test_nothing_is_imported_from_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "sysconfig", "site", "os"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(9)\n")
    monkeypatch.chdir(tmp_path)
    assert known(ask(sys.executable, tmp_path)).version == sys.version_info[:3]


def test_a_prefix_that_is_not_utf_8(tmp_path: Path) -> None:
    root = tmp_path / os.fsdecode(b"v\xff")
    make_venv(tmp_path / "v")
    (tmp_path / "v").rename(root)
    python = f"{root}/bin/python"
    found = known(ask(python, tmp_path))
    assert found.prefix == str(root)
    assert known(ask(python, tmp_path)) == found


def test_where_the_user_base_lies_depends_on_the_command(tmp_path: Path) -> None:
    assert known(ask(sys.executable, tmp_path, PYTHONUSERBASE="/data/u")).layout.user_base == "/data/u"
    site = known(ask(sys.executable, tmp_path, PYTHONUSERBASE="/data/u")).layout.user_site
    assert site.startswith("/data/u/lib/python3")


# What is remembered -------------------------------------------------------------------------------------------------


def asked(look: RecordedLook, home: str | None = "/root") -> Fact[Interpreter]:
    return ask_interpreter(look, "/usr/bin/python3", Surroundings(look.environment, home, "/", look.uid))


def recorded(**changes: object) -> RecordedLook:
    said = Answer(0, f"{MARK}{oneself(files=['/usr/lib/os.py'], **changes)}{MARK}".encode(), b"")
    argv = ("/usr/bin/python3", "-I", "-B", "-c", SCRIPT)
    return machine(
        {"/usr/bin/python3": program(), "/usr/lib/os.py": "", "/opt/py/lib/python3.12": directory()},
        answers={argv: said},
    )


KEY = "%2Fusr%2Fbin%2Fpython3"


def test_a_record_is_believed_while_its_files_are_the_same() -> None:
    look = recorded()
    first = known(asked(look))
    assert known(asked(look)) == first
    assert len(look.asked) == 1
    changed = machine(
        {"/usr/bin/python3": program(b"newer"), "/usr/lib/os.py": ""}, answers=look.machine.answers
    )
    changed.remembered = look.remembered
    assert known(asked(changed)) == first
    assert len(changed.asked) == 1


@pytest.mark.parametrize("home", ["/root", "/home/alice", "/", None])
def test_a_record_does_not_depend_on_the_home_directory(home: str | None) -> None:
    look = recorded()
    known(asked(look, "/elsewhere"))
    expected = "~/.local" if home is None else f"{home.rstrip('/')}/.local"
    assert known(asked(look, home)).layout.user_base == expected
    assert len(look.asked) == 1


def test_a_record_is_about_one_loader_path() -> None:
    look = recorded()
    known(asked(look))
    other = Surroundings({"LD_LIBRARY_PATH": "/opt/lib"}, "/root", "/", 0)
    known(ask_interpreter(look, "/usr/bin/python3", other))
    assert len(look.asked) == 2


@pytest.mark.parametrize(
    "poison",
    [
        b"",
        b"{}",
        b"\xff\xfe",
        b"pipwise-interpreter/1\x1f/usr/bin/python3\n",
        b"pipwise-interpreter/2\x1f/usr/bin/python3",
        b"pipwise-interpreter/2\x1f/usr/bin/python3\nwatch\n",
        b"pipwise-interpreter/2\x1f/usr/bin/python3\nwatch\x1f/a\x00b\x1f\nversion\x1f3\x1fx\x1f1",
        b"pipwise-interpreter/2\x1f/usr/bin/python3\nversion\x1f3\x1f12\x1f1\ntexts\x1fa",
        b"pipwise-interpreter/2\x1f/usr/bin/other\nversion\x1f3\x1f12\x1f1",
    ],
)
def test_a_poisoned_record_is_asked_again(poison: bytes) -> None:
    look = recorded()
    look.remembered[KEY] = poison
    assert known(asked(look)).version == (3, 12, 1)
    assert len(look.asked) == 1


def test_a_record_with_a_field_too_many_is_asked_again() -> None:
    look = recorded()
    known(asked(look))
    look.remembered[KEY] = look.remembered[KEY].replace(b"scheme\x1f", b"scheme\x1fx\x1f")
    known(asked(look))
    assert len(look.asked) == 2


def test_what_would_not_come_back_as_it_is_is_not_remembered() -> None:
    look = recorded(path=["/a\nb"])
    assert known(asked(look)).path == ("/a\nb",)
    assert look.remembered == {}


# Root and what others can write -------------------------------------------------------------------------------------


def test_root_does_not_run_what_others_can_write() -> None:
    look = machine({"/home/alice": directory(uid=1000), "/home/alice/python3": program(uid=1000)})
    found = ask_interpreter(look, "/home/alice/python3", Surroundings({}, "/root", "/", 0))
    assert why(found).startswith("root does not run /home/alice/python3: /home/alice belongs to user 1000")
    assert look.asked == []


def test_root_is_told_of_a_users_venv_by_its_base(tmp_path: Path) -> None:
    argv = ("/usr/bin/python3.12", "-I", "-B", "-c", SCRIPT)
    scheme = [
        ["posix_prefix", "{base}/lib", "", "", ""],
        ["venv", "{base}/lib/python3.12/site-packages", "", "", ""],
    ]
    layout = {
        "schemes": scheme,
        "default": "posix_prefix",
        "prefix": "posix_prefix",
        "user": "u",
        "home": "h",
    }
    said = oneself(prefix="/usr", base_prefix="/usr", layout=layout)
    look = machine(
        {
            "/usr/bin/python3.12": program(),
            "/home/alice": directory(uid=1000),
            "/home/alice/v/bin/python": link("/usr/bin/python3.12", uid=1000),
            "/home/alice/v/pyvenv.cfg": "home = /usr/bin\ninclude-system-site-packages = false\n",
            "/home/alice/v/lib/python3.12/site-packages": directory(uid=1000),
        },
        answers={argv: Answer(0, f"{MARK}{said}{MARK}".encode(), b"")},
    )
    found = ask_interpreter(look, "/home/alice/v/bin/python", Surroundings({}, "/root", "/", 0))
    assert isinstance(found, Known)
    assert found.source.where == "/usr/bin/python3.12, for /home/alice/v/bin/python"
    interpreter = known(found)
    packages = "/home/alice/v/lib/python3.12/site-packages"
    assert (interpreter.executable, interpreter.prefix, interpreter.base_prefix) == (
        "/home/alice/v/bin/python",
        "/home/alice/v",
        "/usr",
    )
    assert (interpreter.path, interpreter.site_packages) == (
        ("/opt/py/lib/python3.12", packages),
        (packages,),
    )
    assert (interpreter.layout.default, interpreter.layout.prefix) == ("venv", "venv")
    assert look.asked == [argv]


@pytest.mark.parametrize(
    "changes",
    [
        {"/home/alice/v/pyvenv.cfg": "include-system-site-packages = false\n"},
        {
            "/home/alice/v/pyvenv.cfg": "home = /home/alice/py/bin\n",
            "/home/alice/py/bin/python3.12": program(uid=1000),
        },
        {"/home/alice/v/pyvenv.cfg": "home = /nowhere\n"},
        {"/usr/pyvenv.cfg": "home = /usr/bin\n"},
    ],
)
def test_root_runs_nothing_where_the_base_is_not_to_be_trusted_either(changes: dict[str, str]) -> None:
    look = machine(
        {
            "/usr/bin/python3.12": program(),
            "/home/alice": directory(uid=1000),
            "/home/alice/v/bin/python": link("/usr/bin/python3.12", uid=1000),
            "/home/alice/v/pyvenv.cfg": "home = /usr/bin\n",
            **changes,
        }
    )
    found = ask_interpreter(look, "/home/alice/v/bin/python", Surroundings({}, "/root", "/", 0))
    assert "belongs to user 1000" in why(found)
    assert look.asked == []


def test_a_loader_path_that_others_can_write_is_not_handed_on() -> None:
    look = recorded()
    files = {**look.machine.nodes, "/home": directory(), "/home/alice": directory(uid=1000)}
    look = RecordedLook(look.machine._replace(nodes=files))
    around = Surroundings({"LD_LIBRARY_PATH": "/home/alice"}, "/root", "/", 0)
    known(ask_interpreter(look, "/usr/bin/python3", around))
    assert b"LD_LIBRARY_PATH" not in look.remembered[KEY]
