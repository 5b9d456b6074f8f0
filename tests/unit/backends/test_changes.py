"""What package managers say of changes: recorded from real ones, and known outputs of those that cannot be had here."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipwise.backends.changes import CHANGERS, Installed, Transaction, complaint_of, last_words
from pipwise.backends.changes.orders import orders_for, spelled
from pipwise.backends.question import Order, Question
from pipwise.model.known import Unknown
from pipwise.system.look import Answer
from tests.rigs.managers import MACHINES
from tests.unit.backends.record import RECORDED

NAMES = sorted(path.stem.removeprefix("changes-") for path in RECORDED.glob("changes-*.json"))


def recorded(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((RECORDED / f"changes-{name}.json").read_text(encoding="utf-8"))
    return found


def heard(question: Question[Any] | None, told: dict[str, Any]) -> Any:
    assert question is not None
    assert list(question.argv) == told["argv"], "what is asked is not what was recorded"
    return question.read(Answer(told["status"], told["stdout"].encode(), told["stderr"].encode()))


def said(question: Question[Any] | None, stdout: str, status: int = 0, stderr: str = "") -> Any:
    assert question is not None
    return question.read(Answer(status, stdout.encode(), stderr.encode()))


def installed(name: str, moment: str) -> dict[str, Installed]:
    found: dict[str, Installed] = {}
    for question, told in zip(
        CHANGERS[MACHINES[name].manager].state(""), recorded(name)[moment], strict=True
    ):
        for one in heard(question, told):
            before = found.get(one.package)
            found[one.package] = before._replace(mark=one.mark) if before and not one.version else one
    return found


@pytest.mark.parametrize("name", NAMES)
def test_what_is_foreseen_is_what_then_happened(name: str) -> None:
    told = recorded(name)
    packages = tuple(told["packages"])
    changer = CHANGERS[MACHINES[name].manager]
    would = heard(changer.would_install(packages, ""), told["would install"])
    before, after = installed(name, "before"), installed(name, "after")
    came = {package: one.version for package, one in after.items() if package not in before}
    assert dict(would.there) == came
    assert {package.partition(".")[0] for package in came} >= set(packages)
    assert would.gone == ()


@pytest.mark.parametrize("name", NAMES)
def test_what_would_go_is_told(name: str) -> None:
    told = recorded(name)
    would = heard(
        CHANGERS[MACHINES[name].manager].would_remove(tuple(told["packages"]), ""), told["would remove"]
    )
    assert {package.partition(".")[0] for package in would.gone} == set(told["packages"])


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("apt")])
def test_apt_tells_what_was_asked_for_from_what_came_with_it(name: str) -> None:
    before, after = installed(name, "before"), installed(name, "after")
    new = {package: one.mark for package, one in after.items() if package not in before}
    assert new.pop("python3-jinja2") == "manual"
    assert "python3-markupsafe" in new
    assert set(new.values()) == {"auto"}
    assert {one.mark for one in after.values()} == {"manual", "auto"}


@pytest.mark.parametrize(
    ("name", "code"), [(name, code) for name in NAMES for code in recorded(name)["complaints"]]
)
def test_complaints_are_told_apart(name: str, code: str) -> None:
    told = recorded(name)["complaints"][code]
    assert told["status"] != 0
    complaint = complaint_of(told["stderr"], "REFRESH")
    assert complaint is not None
    # dnf passes a repository over that it cannot reach, and then has no such package.
    assert complaint.code == code
    assert "\n" not in complaint.text + complaint.hint


def test_a_complaint_of_no_known_kind_is_its_last_line_with_an_error() -> None:
    text = "Reading\nE: Something odd happened\nMore words\n"
    assert complaint_of(text, "") is None
    assert last_words(text) == "E: Something odd happened"
    assert last_words("") == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("sudo: a terminal is required to read the password; either use the -S option", "no-root"),
        ("alice is not in the sudoers file.", "no-root"),
        ("E: Failed to fetch http://x/y.deb  404  Not Found [IP: 1.2.3.4 80]", "outdated"),
        (
            "E: You don't have enough free space in /var/cache/apt/archives/. No space left on device",
            "disk-full",
        ),
        ("E: dpkg was interrupted, you must manually run 'sudo dpkg --configure -a'", "broken"),
        ("ERROR: Unable to lock database: Permission denied", "locked"),
        ('Error: No available formula with the name "x".', "not-there"),
        ("W: GPG error: http://x InRelease: NO_PUBKEY 0E98404D386FA1D9", "signature"),
    ],
)
def test_known_complaints(text: str, code: str) -> None:
    complaint = complaint_of(text, "apt-get update")
    assert complaint is not None
    assert complaint.code == code


def test_variables_are_given_behind_what_becomes_root() -> None:
    order = Order(("apt-get", "install", "x"), root=True, environment=(("A", "b"),))
    assert spelled(order, ("sudo",)) == ("sudo", "env", "A=b", "apt-get", "install", "x")
    assert spelled(order, ()) == ("apt-get", "install", "x")
    assert spelled(order._replace(root=False), ("sudo",)) == ("apt-get", "install", "x")


@pytest.mark.parametrize("manager", sorted(CHANGERS))
def test_nobody_is_asked_and_no_shell_is_used(manager: str) -> None:
    agreed = {
        "apt": "-y", "dnf": "-y", "zypper": "--non-interactive", "pacman": "--noconfirm", "conda": "--yes",
    }.get(manager)  # fmt: skip
    for action in ("install", "remove"):
        (order,) = orders_for(manager, action, ("x",), "/env")
        assert agreed is None or agreed in order.argv
        assert order.argv[-1] == "x"
        assert order.root == (manager not in ("brew", "conda"))
    assert orders_for(manager, "install", ()) == ()


def test_apk_tells_what_it_would_do() -> None:
    text = "(1/3) Installing libffi (3.4.4-r3)\n(2/3) Installing py3-yaml (6.0.1-r2)\n"
    text += "(3/3) Upgrading x (1-r0 -> 2-r0)\nOK: 9 MiB\n"
    would = said(CHANGERS["apk"].would_install(("py3-yaml",), ""), text)
    assert would == Transaction((("libffi", "3.4.4-r3"), ("py3-yaml", "6.0.1-r2"), ("x", "2-r0")))
    gone = said(
        CHANGERS["apk"].would_remove(("py3-yaml",), ""), "(1/1) Purging py3-yaml (6.0.1-r2)\nOK: 8 MiB\n"
    )
    assert gone == Transaction((), ("py3-yaml",))
    (state,) = CHANGERS["apk"].state("")
    assert said(state, "py3-yaml-6.0.1-r2\nbusybox-1.36.1-r15\n") == (
        Installed("py3-yaml", "6.0.1-r2"),
        Installed("busybox", "1.36.1-r15"),
    )
    wrong = said(
        CHANGERS["apk"].would_install(("x",), ""),
        "",
        1,
        "ERROR: unable to select packages:\n  x (no such package)",
    )
    assert isinstance(wrong, Unknown)


def test_brew_tells_what_it_would_do() -> None:
    text = "==> Fetching\nx\n==> Would install 1 formula:\nblack\n"
    text += "==> Would install 2 dependencies for black:\nopenssl@3 python@3.12\n"
    would = said(CHANGERS["brew"].would_install(("black",), ""), text)
    assert would == Transaction((("black", ""), ("openssl@3", ""), ("python@3.12", "")))
    (state,) = CHANGERS["brew"].state("")
    assert said(state, "black 24.2.0\npython@3.12 3.12.1 3.12.2\n") == (
        Installed("black", "24.2.0"),
        Installed("python@3.12", "3.12.2"),
    )
    assert CHANGERS["brew"].would_remove(("black",), "") is None


def test_conda_tells_what_it_would_do() -> None:
    changer = CHANGERS["conda"]
    actions = {
        "success": True,
        "actions": {
            "LINK": [{"name": "six", "version": "1.16.0"}, {"name": "openssl", "version": "3.2.1"}],
            "UNLINK": [{"name": "openssl", "version": "3.2.0"}, {"name": "old", "version": "1"}],
        },
    }
    would = said(changer.would_install(("six",), "/env"), json.dumps(actions))
    assert would == Transaction((("six", "1.16.0"), ("openssl", "3.2.1")), ("old",))
    nothing = {"success": True, "message": "All requested packages already installed."}
    assert said(changer.would_install(("six",), "/env"), json.dumps(nothing)) == Transaction()
    failed = {
        "success": False,
        "error": "PackagesNotFoundError: …",
        "exception_name": "PackagesNotFoundError",
    }
    unknown = said(changer.would_install(("x",), "/env"), json.dumps(failed), 1)
    assert isinstance(unknown, Unknown)
    (state,) = changer.state("/env")
    rows = [
        {"name": "six", "version": "1.16.0", "channel": "conda-forge"},
        {"name": "x", "version": "1", "channel": "pypi"},
    ]
    assert said(state, json.dumps(rows)) == (Installed("six", "1.16.0"),)


def test_dnf_tells_names_that_are_too_long_for_their_column_and_what_becomes_obsolete() -> None:
    text = """Dependencies resolved.
=====================================================
 Package            Arch    Version   Repository Size
=====================================================
Installing:
 python3-a-name-that-is-too-long-for-its-column
                    noarch  1:2.0-1   small     6.7 k
     replacing  python3-other.noarch 1.0-1
Upgrading:
 libx               x86_64  1.1-1     small     6.7 k

Transaction Summary
=====================================================
Install  1 Package
"""
    would = said(CHANGERS["dnf"].would_install(("x",), ""), text, 1, "Operation aborted.")
    assert would.there == (
        ("python3-a-name-that-is-too-long-for-its-column.noarch", "1:2.0-1"),
        ("libx.x86_64", "1.1-1"),
    )
    assert would.gone == ("python3-other.noarch",)


def test_pacman_refuses_what_others_need() -> None:
    text = ":: removing python-requests breaks dependency 'python-requests' required by httpie\n"
    told = said(
        CHANGERS["pacman"].would_remove(("python-requests",), ""), text, 1, "error: failed to prepare"
    )
    assert told == Unknown("removing python-requests breaks dependency 'python-requests' required by httpie")


def test_apt_calls_a_package_of_another_architecture_as_apt_does() -> None:
    state, marks = CHANGERS["apt"].state("")
    rows = (
        "installed|dpkg|amd64|1\ninstalled|libc6|i386|2\nconfig-files|old|all|3\nhalf-installed|new|all|4\n"
    )
    assert said(state, rows) == (
        Installed("dpkg", "1", "manual"),
        Installed("libc6:i386", "2", "manual"),
        Installed("old", "3", "settings"),
        Installed("new", "4", "broken"),
    )
    assert said(marks, "libc6:i386\n") == (Installed("libc6:i386", "", "auto"),)
