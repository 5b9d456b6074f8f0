"""The rigs are what they say: real, fresh, closed against the host, and gone without a trace."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rigs import images, payload, wheels
from tests.rigs.machine import BUNDLE, Machine, RigError, available, machine

pytestmark = pytest.mark.rigs

ROOT = Path(__file__).parents[2]
ENTER = Path(__file__).with_name("enter")
PYTHONS = {"bullseye": "3.9", "bookworm": "3.11", "trixie": "3.13", "sid": "3.14"}
PIPS = {"bullseye": "20.3", "bookworm": "23.0.1", "trixie": "25.1"}
MARKED = ["bookworm", "trixie", "sid"]
LOGIN = {
    "HOME": "/home/alice",
    "USER": "alice",
    "LOGNAME": "alice",
    "SHELL": "/bin/bash",
    "LANG": "C.UTF-8",
    "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games",
}


@pytest.fixture(autouse=True)
def _usable() -> None:
    if reason := available():
        pytest.skip(reason)


@pytest.fixture(scope="module")
def bookworm() -> Iterator[Machine]:
    """One machine for the tests that leave nothing behind."""
    if reason := available():
        pytest.skip(reason)
    with machine("bookworm", network=False) as rig:
        yield rig


def _marker(rig: Machine, suite: str) -> str:
    return rig.run(["cat", f"/usr/lib/python{PYTHONS[suite]}/EXTERNALLY-MANAGED"]).stdout


@pytest.mark.parametrize("suite", PYTHONS)
def test_a_bare_image_is_a_fresh_debian_with_python_and_nothing_more(suite: str) -> None:
    with machine(suite, "bare", network=False, certificates=False) as rig:
        version = rig.run(["/usr/bin/python3", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"])
        assert version.stdout.strip() == PYTHONS[suite]
        assert ("[externally-managed]" in _marker(rig, suite)) == (suite in MARKED)
        for module in ("pip", "ensurepip"):
            assert rig.run(["/usr/bin/python3", "-m", module, "--version"], user="alice").status == 1
        assert not rig.exists(BUNDLE)
        assert not rig.exists("/usr/bin/sudo")
        assert "mmdebstrap" not in rig.run(["ls", "/etc/apt/apt.conf.d", "/etc/dpkg/dpkg.cfg.d"]).stdout
        assert "Packages" not in rig.run(["ls", "/var/lib/apt/lists"]).stdout


@pytest.mark.parametrize("suite", PYTHONS)
def test_the_layers_bring_pip_then_venv_and_sudo(suite: str) -> None:
    with machine(suite, "venv", network=False) as rig:
        answer = rig.run(["/usr/bin/pip3", "--version"], user="alice")
        assert answer.stdout.startswith(f"pip {PIPS.get(suite, '')}")
        assert rig.run(["/usr/bin/python3", "-c", "import ensurepip"], user="alice").status == 0
        assert (
            rig.run(["/usr/bin/python3", "-m", "venv", "--without-pip", "v"], user="alice", cwd="/tmp").status
            == 0
        )
        assert rig.run(["sudo", "id", "-u"], user="alice") == (0, "0\n", "")
        assert rig.dpkg_verify() == []


@pytest.mark.parametrize("suite", ["bookworm", "trixie"])
def test_a_damaged_package_is_told_by_dpkg(suite: str) -> None:
    with machine(suite, "pkgs", network=False) as rig:
        assert rig.run(["python3", "-c", "import six, yaml, blinker, requests"], user="alice").status == 0
        assert rig.dpkg_verify("python3-six", "python3-yaml") == []
        rig.run("echo >>/usr/lib/python3/dist-packages/six.py && rm -r /usr/lib/python3/dist-packages/yaml")
        damaged = rig.dpkg_verify("python3-six", "python3-yaml")
        assert "??5??????   /usr/lib/python3/dist-packages/six.py" in damaged
        assert "missing     /usr/lib/python3/dist-packages/yaml/__init__.py" in damaged


def test_the_real_pip_refuses_a_user() -> None:
    with machine("bookworm") as rig:
        result = rig.run(["pip3", "install", "pep668demo"], user="alice")
    assert result.status == 1
    assert result.stdout == ""
    assert result.stderr.startswith("error: externally-managed-environment")


def test_what_is_done_in_one_machine_is_not_in_the_next() -> None:
    with machine("bookworm", network=False) as first:
        before = first.tree("/usr", "/etc", "/home")
        first.run("rm -rf /usr/lib/python3.11/EXTERNALLY-MANAGED; echo x >/etc/hosts; touch /home/alice/here")
        found = first.changes(before, first.tree("/usr", "/etc", "/home"))
        assert found == (
            ["/home/alice/here"],
            ["/usr/lib/python3.11/EXTERNALLY-MANAGED"],
            ["/etc/hosts"],
        )
    with machine("bookworm", network=False) as second:
        assert second.changes(before, second.tree("/usr", "/etc", "/home")) == ([], [], [])


def test_two_machines_at_once_do_not_see_each_other() -> None:
    with machine("bookworm", network=False) as one, machine("bookworm", "bare", network=False) as other:
        one.write("/tmp/mine", "1")
        one.run("sleep 95 >/dev/null 2>&1 &")
        assert not other.exists("/tmp/mine")
        assert "sleep" in one.run("cat /proc/[0-9]*/comm").stdout
        assert "sleep" not in other.run("cat /proc/[0-9]*/comm").stdout


def test_nothing_of_the_hosts_environment_comes_in(
    bookworm: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_BREAK_SYSTEM_PACKAGES", "1")
    monkeypatch.setenv("VIRTUAL_ENV", "/nowhere")
    with machine("bookworm", "bare", network=False) as rig:
        assert rig.read("/proc/1/environ").startswith(b"PATH=/usr/local/sbin:")
        assert b"VIRTUAL_ENV" not in rig.read("/proc/1/environ")
    assert _variables(bookworm) == LOGIN
    root = bookworm.run(["env"]).stdout
    assert "HOME=/root\n" in root
    assert "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\n" in root


def _variables(rig: Machine, **settings: str | None) -> dict[str, str]:
    answer = rig.run(["env"], user="alice", env=settings)
    return dict(line.split("=", 1) for line in answer.stdout.splitlines())


def test_variables_can_be_given_and_taken_away(bookworm: Machine) -> None:
    assert _variables(bookworm, PIP_USER="") == {**LOGIN, "PIP_USER": ""}
    assert "HOME" not in _variables(bookworm, HOME=None)


def test_with_a_network_the_hosts_certificates_are_used_and_the_plain_way_is_without() -> None:
    with machine("bookworm", "bare") as rig:
        assert _variables(rig) == {**LOGIN, "PIP_CERT": BUNDLE, "SSL_CERT_FILE": BUNDLE}
        assert rig.read(BUNDLE) == Path(BUNDLE).read_bytes()
        assert rig.read("/etc/resolv.conf") == Path("/etc/resolv.conf").read_bytes()
        assert "PIP_CERT" not in rig.run(["env"], plain=True).stdout


def test_without_a_network_there_is_only_loopback(bookworm: Machine) -> None:
    devices = bookworm.run(["cat", "/proc/net/dev"]).stdout.splitlines()[2:]
    assert [device.split(":")[0].strip() for device in devices] == ["lo"]


def test_one_suite_speaks_german(bookworm: Machine) -> None:
    program = "import locale; print(locale.setlocale(locale.LC_ALL, 'de_DE.UTF-8'))"
    assert bookworm.run(["python3", "-c", program]).stdout == "de_DE.UTF-8\n"


def test_a_command_has_its_status_its_directory_its_input_and_any_bytes(bookworm: Machine) -> None:
    assert bookworm.run("pwd; id -un; cat; exit 7", user="alice", cwd="/tmp", input="in") == (
        7,
        "/tmp\nalice\nin",
        "",
    )
    assert bookworm.run("kill -9 $$").status == -9
    assert bookworm.run("printf '\\377' >&2").stderr == "\udcff"
    assert bookworm.run(["sh", "-c", 'printf "%s" "$0"', "\udcff é"]).stdout == "\udcff é"


def test_a_command_that_takes_too_long_goes_with_all_that_it_started(bookworm: Machine) -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        bookworm.run("sleep 98 & sleep 99", timeout=0.5)
    assert "sleep" not in bookworm.run("cat /proc/[0-9]*/comm").stdout


def test_a_file_is_written_for_its_owner_and_read_back(bookworm: Machine) -> None:
    bookworm.write("/home/alice/new/place/file", b"\xff\n", owner="alice", mode=0o600)
    assert bookworm.read("/home/alice/new/place/file") == b"\xff\n"
    found = bookworm.tree("/home/alice/new")
    assert {(entry.uid, entry.gid) for entry in found.values()} == {(1000, 1000)}
    assert found["/home/alice/new/place/file"][:2] == ("file", 0o600)
    assert bookworm.run(["rm", "-r", "/home/alice/new"], user="alice").status == 0
    with pytest.raises(RigError, match="No such file"):
        bookworm.read("/home/alice/new/place/file")


def test_what_is_bound_can_be_read_and_only_on_request_written(tmp_path: Path) -> None:
    (tmp_path / "fixed").write_text("1")
    (tmp_path / "free").mkdir()
    binds = {str(tmp_path / "fixed"): "/in/fixed", str(tmp_path / "free"): "/out:rw"}
    with machine("bookworm", "bare", network=False, binds=binds) as rig:
        assert rig.read("/in/fixed") == b"1"
        assert rig.run("echo 2 >/in/fixed").status != 0
        assert rig.run("echo 2 >/out/file").status == 0
    assert (tmp_path / "fixed").read_text() == "1"
    assert (tmp_path / "free" / "file").read_text() == "2\n"


def test_a_snapshot_tells_the_true_hashes_kinds_and_owners(bookworm: Machine) -> None:
    found = bookworm.tree("/usr/lib/python3", "/bin", "/dev", "/usr/lib/python3.11/EXTERNALLY-MANAGED")
    assert found["/bin"].kind == "link"
    assert found["/bin"].content == "usr/bin"
    assert found["/dev/null"] == ("device", 0o666, 0, 0, "1:3")
    assert found["/usr/lib/python3.11/EXTERNALLY-MANAGED"].kind == "file"
    files = [path for path, entry in found.items() if entry.kind == "file"]
    assert len(files) > 1000
    sums = bookworm.run(["xargs", "-0", "sha256sum"], input="\0".join(files)).stdout
    assert {line[66:]: line[:64] for line in sums.splitlines()} == {
        path: found[path].content for path in files
    }


def test_a_snapshot_sees_a_change_that_hides_its_size_and_time() -> None:
    with machine("bookworm", "bare", network=False) as rig:
        path = "/usr/lib/python3.11/this.py"
        before = rig.tree("/usr/lib/python3.11")
        rig.run(f"cp -p {path} /tmp/was && sed -i s/Gur/Grr/ {path} && touch -r /tmp/was {path}")
        after = rig.tree("/usr/lib/python3.11")
        assert rig.changes(before, after) == ([], [], [path])
        assert after[path].content == hashlib.sha256(rig.read(path)).hexdigest()
        rig.run(f"cp -p /tmp/was {path}")
        assert rig.changes(before, rig.tree("/usr/lib/python3.11")) == ([], [], [])


def test_a_snapshot_does_not_follow_a_link_out_of_the_machine() -> None:
    with machine("bookworm", "bare", network=False) as rig:
        rig.run("ln -s /etc /outside")
        assert rig.tree("/outside") == {"/outside": ("link", 0o777, 0, 0, "/etc")}
        with pytest.raises(ValueError, match="symbolic link"):
            rig.tree("/outside/hosts")


def test_the_hosts_kernel_settings_cannot_be_written(bookworm: Machine) -> None:
    assert bookworm.run("echo other >/proc/sys/kernel/hostname").status != 0
    assert bookworm.run(["hostname"]).stdout == "rig\n"


RUNNER = """
import os, sys
from tests.rigs.machine import machine
with machine("bookworm", network=False) as rig:
    rig.run("touch /tmp/x; (sleep 97; true) >/dev/null 2>&1 &")
    print(rig.pid, flush=True)
    os.kill(os.getpid(), int(sys.argv[1]))
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_runner_that_is_killed_leaves_no_process_and_no_mount(number: signal.Signals) -> None:
    runner = subprocess.run(
        [sys.executable, "-c", RUNNER, str(int(number))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert runner.returncode == -number, runner.stderr
    _is_gone(int(runner.stdout))


def test_entering_that_is_killed_leaves_no_process_and_no_mount() -> None:
    command = [str(ENTER), "--no-network", "bookworm-bare", "sh", "-c", "echo up; sleep 96; true"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"up\n"
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        process.kill()
    _is_gone(int(children[0]))


def _is_gone(pid: int) -> None:
    deadline = time.monotonic() + 10
    while os.path.exists(f"/proc/{pid}") and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not os.path.exists(f"/proc/{pid}")
    assert images.mount_place() not in Path("/proc/self/mountinfo").read_text()
    assert os.listdir(images.mount_place()) == []


def test_entering_runs_a_command_as_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in\n")
    script = 'id -un; pwd; cat /in; echo "$A"; echo x >/in; exit 7'
    bind = f"{tmp_path}/file:/in"
    answer = subprocess.run(
        [ENTER, "-u", "alice", "-d", "/tmp", "-e", "A=b c", "-b", bind, "bookworm-bare", "sh", "-c", script],
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 7
    assert answer.stdout == "alice\n/tmp\nin\nb c\n"
    assert (tmp_path / "file").read_text() == "in\n"


def test_a_changed_recipe_is_another_image_and_so_is_all_above_it() -> None:
    script = """
        . "$0/images.sh"; . "$0/recipes.sh"; eval "$1"; load_images
        for image in "${RIG_IMAGES[@]}"; do echo "$image" "${RIG_PATH[$image]}"; done
    """

    def paths(change: str) -> dict[str, str]:
        output = subprocess.run(
            ["bash", "-euc", script, images.HERE, change], capture_output=True, text=True, check=True
        ).stdout
        return dict(line.split(" ", 1) for line in output.splitlines())

    as_it_is = paths("")
    assert as_it_is == {image.name: image.path for image in images.listed().values()}
    assert _differing(as_it_is, paths("finish_venv() { :; }")) == {
        *(f"{suite}-venv" for suite in PYTHONS),
        *(f"{suite}-pipx" for suite in ("bookworm", "trixie", "sid")),
        "bookworm-shells",
    }
    assert _differing(as_it_is, paths('RIG_TABLE="${RIG_TABLE/bookworm-pip /bookworm-pip  }"')) == set()
    assert _differing(as_it_is, paths('RIG_TABLE="${RIG_TABLE/locales/locales-all}"')) == {
        *("bookworm-pip", "bookworm-venv", "bookworm-pkgs", "bookworm-pipx", "bookworm-shells")
    }
    assert _differing(as_it_is, paths("make_bare() { :; }")) == set(as_it_is)


def _differing(one: dict[str, str], other: dict[str, str]) -> set[str]:
    return {name for name in one if one[name] != other[name]}


def test_an_unknown_image_is_told_with_the_ones_there_are() -> None:
    with pytest.raises(RigError, match=r"there is no image 'woody-pip': bullseye-bare"), machine("woody"):
        pass


def test_the_payload_installs_without_a_network(tmp_path: Path) -> None:
    payload.build(tmp_path / "index")
    with machine("bookworm", network=False, binds={str(tmp_path / "index"): "/index"}) as rig:
        index = {"PIP_INDEX_URL": "file:///index/simple", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
        command = ["pip3", "install", "--break-system-packages", "pep668needs", "pep668demo<2"]
        result = rig.run(command, user="alice", env=index)
        assert result.status == 0, result.stderr
        assert (
            rig.run([".local/bin/pep668demo"], user="alice", cwd="/home/alice").stdout == "pep668demo 1.0\n"
        )


def test_every_locked_wheel_answers_with_its_version() -> None:
    wheels.compiled("bookworm")
    with machine("bookworm", "bare", network=False, binds={wheels.directory(): "/wheels"}) as rig:
        for name, version in wheels.locked():
            if name not in ("pip", "uv"):
                continue
            command = ["python3", "-m", "pip"] if name == "pip" else [wheels.uv(version)]
            inside = [part.replace(wheels.directory(), "/wheels") for part in command]
            path = {"PYTHONPATH": f"/wheels/pip-{version}"} if name == "pip" else {}
            result = rig.run([*inside, "--version"], user="alice", env=path)
            assert result.stdout.split()[:2] == [name, version], result.stderr
