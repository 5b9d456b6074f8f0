"""What a wrapped command finds around it; sudo's part was measured with sudo 1.9 on Debian 12 and 13."""

from __future__ import annotations

from typing import Any

import pytest

from pipwise.facts.asker import look_at_asker
from pipwise.facts.surroundings import surroundings_of
from pipwise.model.intent import Invocation
from pipwise.system.look import Account
from tests.recorded.look import Node, RecordedLook, file, machine

ALICE = Account("alice", 1000, 1000, "/home/alice", "/bin/bash")
BOB = Account("bob", 1001, 1001, "/home/bob", "/bin/bash")
OWN = {
    "HOME": "/home/alice",
    "PATH": "/home/alice/v/bin:/usr/bin",
    "USER": "alice",
    "LC_ALL": "C.UTF-8",
    "PIP_INDEX_URL": "http://x",
    "VIRTUAL_ENV": "/home/alice/v",
}
SECURE = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def alices(files: dict[str, Node | str] | None = None, uid: int = 1000, **more: str) -> RecordedLook:
    return machine(files or {}, environment={**OWN, **more}, cwd="/work", uid=uid, accounts=[ALICE, BOB])


def invocation(*words: str, **fields: Any) -> Invocation:
    plain = Invocation(words, "pip", "pip", False, (), ("install", "x"))
    return plain._replace(**fields)


def test_a_plain_command_has_the_callers_own() -> None:
    around = surroundings_of(alices(), invocation("pip"))
    assert (around.environment, around.home, around.cwd, around.uid) == (OWN, "/home/alice", "/work", 1000)


def test_assignments_and_removals() -> None:
    around = surroundings_of(
        alices(), invocation("env", variables=(("PIP_USER", "1"), ("VIRTUAL_ENV", None), ("NONE", None)))
    )
    assert around.environment == {**{k: v for k, v in OWN.items() if k != "VIRTUAL_ENV"}, "PIP_USER": "1"}


def test_an_assigned_home_is_the_home() -> None:
    assert surroundings_of(alices(), invocation(variables=(("HOME", "/tmp/h/"),))).home == "/tmp/h"
    assert surroundings_of(alices(), invocation(variables=(("HOME", ""),))).home == "/"


def test_a_clean_environment_leaves_the_account() -> None:
    around = surroundings_of(
        alices(), invocation("env", "-i", clean_environment=True, variables=(("A", "b"),))
    )
    assert (around.environment, around.home) == ({"A": "b"}, "/home/alice")


def test_sudo_resets() -> None:
    around = surroundings_of(alices(), invocation("sudo", "pip", become="root", clean_environment=True))
    assert around.environment == {
        "HOME": "/root",
        "PATH": SECURE,
        "USER": "root",
        "LOGNAME": "root",
        "LC_ALL": "C.UTF-8",
        "SUDO_UID": "1000",
        "SUDO_USER": "alice",
    }
    assert (around.home, around.uid) == ("/root", 0)


def test_sudo_e_keeps_all_but_the_path_and_the_name() -> None:
    around = surroundings_of(alices(), invocation("sudo", "-E", "pip", become="root"))
    assert around.environment["PIP_INDEX_URL"] == "http://x"
    assert around.environment["HOME"] == "/home/alice"
    assert (around.environment["PATH"], around.environment["USER"]) == (SECURE, "root")
    assert around.home == "/home/alice"


@pytest.mark.parametrize("words", [("sudo", "-EH", "pip"), ("sudo", "-E", "--set-home", "pip")])
def test_sudo_h_sets_the_home(words: tuple[str, ...]) -> None:
    around = surroundings_of(alices(), invocation(*words, become="root"))
    assert (around.home, around.environment["HOME"]) == ("/root", "/root")


def test_sudo_keeps_what_it_is_told_to_keep() -> None:
    kept = (("PATH", "$PATH"), ("PIP_INDEX_URL", "$PIP_INDEX_URL"), ("GONE", "$GONE"))
    around = surroundings_of(
        alices(), invocation("sudo", "pip", become="root", clean_environment=True, variables=kept)
    )
    assert (around.environment["PATH"], around.environment["PIP_INDEX_URL"]) == (OWN["PATH"], "http://x")
    assert "GONE" not in around.environment


def test_sudo_to_another_user() -> None:
    around = surroundings_of(
        alices(), invocation("sudo", "-u", "bob", "pip", become="bob", clean_environment=True)
    )
    assert (around.home, around.uid, around.environment["USER"]) == ("/home/bob", 1001, "bob")
    by_number = surroundings_of(alices(), invocation("sudo", "pip", become="#1001", clean_environment=True))
    assert (by_number.home, by_number.uid) == ("/home/bob", 1001)


def test_sudo_to_nobody_known_is_not_root() -> None:
    assert (
        surroundings_of(alices(), invocation("sudo", "pip", become="carol", clean_environment=True)).uid != 0
    )


@pytest.mark.parametrize(
    ("sudoers", "path"),
    [
        ('Defaults\tsecure_path="/a:/b"\n', "/a:/b"),
        ("Defaults secure_path = /a\n", "/a"),
        ("# Defaults secure_path=/a\nDefaults env_reset\n", OWN["PATH"]),
    ],
)
def test_the_path_of_sudo_where_its_file_may_be_read(sudoers: str, path: str) -> None:
    look = alices({"/etc/sudoers": file(sudoers, mode=0o440)}, uid=0)
    around = surroundings_of(look, invocation("sudo", "pip", become="root", clean_environment=True))
    assert around.environment["PATH"] == path


# Who asks -----------------------------------------------------------------------------------------------------------


def test_a_user() -> None:
    found = look_at_asker(alices(), OWN)
    assert (found.uid, found.user, found.home, found.sudo_uid, found.terminal) == (
        1000,
        "alice",
        "/home/alice",
        None,
        False,
    )


def test_root_through_sudo_for_a_user() -> None:
    look = alices(uid=0, SUDO_UID="1000")
    found = look_at_asker(look, look.environment)
    assert (found.uid, found.user, found.sudo_uid, found.sudo_user, found.sudo_home) == (
        0,
        "root",
        1000,
        "alice",
        "/home/alice",
    )


@pytest.mark.parametrize(
    ("uid", "sudo_uid"), [(1000, "1000"), (0, "0"), (0, "x"), (0, ""), (0, "4242"), (0, "9" * 30)]
)
def test_what_is_not_root_for_a_user(uid: int, sudo_uid: str) -> None:
    look = alices(uid=uid, SUDO_UID=sudo_uid)
    assert look_at_asker(look, look.environment).sudo_uid is None


def test_a_user_without_an_account() -> None:
    look = machine({}, environment={}, uid=4242)
    found = look_at_asker(look, {})
    assert (found.user, found.home, found.shell) == ("4242", None, "")


def test_the_shell_from_the_chain_of_parents() -> None:
    parents: dict[str, Node | str] = {
        "/proc/self/stat": "10 (python3) S 9 10",
        "/proc/9/stat": "9 (a) b) (c) S 8 9",
        "/proc/8/stat": "8 (fish) S 1 8",
    }
    assert look_at_asker(alices(parents, SHELL="/bin/bash"), {**OWN, "SHELL": "/bin/bash"}).shell == "fish"


def test_the_shell_that_is_the_first_process_of_a_container() -> None:
    parents: dict[str, Node | str] = {
        "/proc/self/stat": "10 (python3) S 1 10",
        "/proc/1/stat": "1 (-bash) S 0 1",
    }
    assert look_at_asker(alices(parents), OWN).shell == "bash"


@pytest.mark.parametrize(("login", "shell"), [("/usr/bin/zsh", "zsh"), ("/usr/sbin/nologin", ""), ("", "")])
def test_the_login_shell_stands_in(login: str, shell: str) -> None:
    assert look_at_asker(alices(), {"SHELL": login}).shell == shell
