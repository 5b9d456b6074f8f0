"""The steps that set a guard up and take it away, and when somebody has to be asked."""

import hashlib

from pipwise.facts.guard_places import File, file_at, place_of
from pipwise.model.known import Known, Unknown
from pipwise.model.plan import EditFile, MakeDirectory, Remove, WriteFile
from pipwise.plan.guarded import guarded, nowhere, replaces, setting_up, taking_away
from pipwise.plan.guards import GUARDS
from tests.recorded.look import directory, file, link, machine

HOME = {"HOME": "/home/alice", "PATH": "/usr/bin"}
MINE = directory(0o755, uid=1000)


def test_a_file_that_is_not_there_is_made_with_its_directory() -> None:
    one = guarded(GUARDS["fish"], File("/home/alice/.config/fish/conf.d/pipwise.fish", None, ""), "pipwise")
    make, write = setting_up([one]).steps
    assert make == MakeDirectory("/home/alice/.config/fish/conf.d")
    assert isinstance(write, WriteFile)
    made = guarded(GUARDS["fish"], File(one.path, write.content, ""), "pipwise")
    assert (made.state, setting_up([made]).steps, taking_away([made]).steps) == (
        "present",
        (),
        (Remove(one.path),),
    )


def test_a_file_that_is_there_is_edited_and_only_as_it_was_seen() -> None:
    one = guarded(GUARDS["bash"], File("/b", "mine\n", ""), "pipwise")
    (step,) = setting_up([one]).steps
    assert isinstance(step, EditFile)
    assert step.expects == hashlib.sha256(b"mine\n").hexdigest()
    assert (step.content.startswith("mine\n"), replaces(one)) == (True, False)


def test_only_what_takes_the_place_of_somebodys_line_is_asked_about() -> None:
    def asked(name: str, text: str) -> bool:
        return replaces(guarded(GUARDS[name], File("/f", text, ""), "pipwise"))

    assert asked("require-virtualenv", "[global]\nrequire-virtualenv = no\n")
    assert not asked("require-virtualenv", "[global]\ntimeout = 3\n")
    assert asked("pre-commit", "repos: []\n")
    assert not asked("pre-commit", "repos:\n- repo: meta\n  hooks: []\n")
    assert not asked("zsh", GUARDS["zsh"].put_in("mine", "/old/pipwise"))


def test_one_that_moved_is_outdated_and_one_that_cannot_be_edited_says_so() -> None:
    old = GUARDS["bash"].put_in("mine\n", "/old/pipwise")
    assert guarded(GUARDS["bash"], File("/b", old, ""), "pipwise").state == "outdated"
    flow = guarded(GUARDS["pre-commit"], File("/p", "repos: [{repo: meta, hooks: []}]\n", ""), "pipwise")
    assert (flow.state, setting_up([flow]).steps) == ("absent", ())
    assert "pipwise lint" in flow.hint
    assert nowhere(GUARDS["pre-commit"], "no repository").problem == "no repository"


def test_where_the_files_are() -> None:
    look = machine(
        {"/home/alice/p/.git": directory(), "/home/alice/p/a/x": ""}, environment=HOME, cwd="/home/alice/p/a"
    )
    places = {name: place_of(look, name) for name in GUARDS}
    found = {name: place.value for name, place in places.items() if isinstance(place, Known)}
    assert found == {
        "bash": "/home/alice/.bashrc",
        "zsh": "/home/alice/.zshrc",
        "fish": "/home/alice/.config/fish/conf.d/pipwise.fish",
        "require-virtualenv": "/home/alice/.config/pip/pip.conf",
        "pre-commit": "/home/alice/p/.pre-commit-config.yaml",
    }
    moved = machine({"/x": ""}, environment={**HOME, "ZDOTDIR": "/z", "XDG_CONFIG_HOME": "/c"})
    zsh, fish = place_of(moved, "zsh"), place_of(moved, "fish")
    assert isinstance(zsh, Known)
    assert isinstance(fish, Known)
    assert (zsh.value, fish.value) == ("/z/.zshrc", "/c/fish/conf.d/pipwise.fish")
    assert place_of(moved, "pre-commit") == Unknown("there is no repository of git here")


def test_a_link_is_followed_and_what_is_not_the_callers_is_left_alone() -> None:
    files = {
        "/home/alice": MINE,
        "/home/alice/.bashrc": link("dotfiles/bashrc", uid=1000),
        "/home/alice/dotfiles": MINE,
        "/home/alice/dotfiles/bashrc": file("caf\udce9\n", uid=1000),
        "/home/alice/.zshrc": file("x", uid=0),
        "/home/alice/.config": MINE,
    }
    look = machine(files, environment=HOME, uid=1000)
    assert file_at(look, "/home/alice/.bashrc") == File("/home/alice/dotfiles/bashrc", "caf\udce9\n", "")
    assert file_at(look, "/home/alice/.zshrc").problem == "it belongs to somebody else"
    assert file_at(look, "/home/alice/nothing") == File("/home/alice/nothing", None, "")
    assert file_at(look, "/home/alice/.config").problem == "it is a directory"
