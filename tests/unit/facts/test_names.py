"""Names on whole machines: what the manager says, what the Python has, and what cannot be known."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pipwise.catalog.names import Where, questions
from pipwise.catalog.platforms import find_platform
from pipwise.facts.managers import manager_of
from pipwise.facts.names import look_up_names
from pipwise.facts.names_described import described_names, where_on
from pipwise.facts.names_empty import hear_empty
from pipwise.facts.names_heard import hear
from pipwise.facts.names_typed import word_of
from pipwise.intent.requirements import read_requirement
from pipwise.model.interpreter import Distribution, Environment
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.model.names import Named
from pipwise.system.look import Answer
from tests.recorded.look import Node, RecordedLook, machine, program
from tests.rigs.managers import MACHINES
from tests.situations import environment, facts
from tests.unit.backends.record import wanted
from tests.unit.backends.transcripts import look_at

HOST = facts().host
NOWHERE: Fact[Environment] = Unknown("no Python was looked at")
SITE = "/usr/lib/python3/dist-packages"
LISTS = {"/var/lib/apt/lists/deb.debian.org_Packages": "", "/var/lib/dpkg/status": ""}
POLICY = """python3-requests:
  Installed: 2.28.1+dfsg-1
  Candidate: 2.28.1+dfsg-1
  Version table:
 *** 2.28.1+dfsg-1 500
        500 http://deb.debian.org/debian bookworm/main amd64 Packages
        100 /var/lib/dpkg/status
"""


def debian(policy: str = POLICY, files: Mapping[str, Node | str] = LISTS, owned: str = "") -> RecordedLook:
    """A Debian whose apt-cache says the same whatever it is asked."""
    look = machine(files)

    class Talking(RecordedLook):
        def ask(self, argv, **more):  # type: ignore[no-untyped-def]
            self.asked.append(tuple(argv))
            text = {"apt-cache": policy, "dpkg-query": owned}[argv[0]]
            return Answer(0 if argv[0] == "apt-cache" else 1, text.encode(), b"")

    return Talking(look.machine)


def said(look: RecordedLook, *texts: str, target: Fact[Environment] = NOWHERE) -> dict[str, Named]:
    found = look_up_names(look, [read_requirement(text) for text in texts], target, HOST)
    return {one.asked: one for one in found}


def wanted_by(name: str) -> dict[str, tuple[str, ...]]:
    return {name: questions(name, Where("apt", "debian", "12", "bookworm", "3.11"))}


def having(*distributions: Distribution) -> Fact[Environment]:
    source = Source("live", "/usr/bin/python3")
    return Known(environment()._replace(distributions=Known(distributions, source)), source)


def test_the_candidate_is_told_with_its_upstream_version_and_fit() -> None:
    found = said(debian(), "requests>=2.20")["requests"].packages[0]
    assert isinstance(found.version, Known)
    assert isinstance(found.upstream, Known)
    assert (found.version.value, found.upstream.value, found.fit) == ("2.28.1+dfsg-1", "2.28.1", "fits")
    assert "bookworm/main" in found.version.source.where


def test_a_candidate_that_is_too_old_is_listed_and_says_so() -> None:
    found = said(debian(), "requests>=3")["requests"]
    assert (found.packages[0].fit, found.packaged) == ("too-old", "yes")


def test_all_names_are_asked_for_in_one_question() -> None:
    look = debian()
    said(look, "requests", "rich", "black")
    assert [argv[1] for argv in look.asked if argv[0] == "apt-cache"] == ["policy", "show"]


def test_what_the_table_knows_of_the_very_release_is_not_asked_whether_it_is_empty() -> None:
    look = debian()
    where = Where("apt", "debian", "12", "bookworm", "3.11")
    assert (
        hear_empty(look, where, hear(look, "apt", wanted_by("requests"), ""), {"requests": "requests"})
        == set()
    )
    assert [argv[1] for argv in look.asked if argv[0] == "apt-cache"] == ["policy"]


def test_a_package_that_says_it_is_a_dummy_is_no_answer() -> None:
    policy = POLICY.replace("python3-requests", "python3-neatly")
    shown = "Package: python3-neatly\nVersion: 1\nDescription-en: neat (transitional dummy package)\n"

    class Talking(RecordedLook):
        def ask(self, argv, **more):  # type: ignore[no-untyped-def]
            self.asked.append(tuple(argv))
            text = {"policy": policy, "show": show}.get(argv[1], "")
            return Answer(0, text.encode(), b"")

    show = shown.replace(" (transitional dummy package)", "")
    assert said(Talking(machine(LISTS).machine), "neatly")["neatly"].packaged == "yes"
    show = shown
    found = said(Talking(machine(LISTS).machine), "neatly")["neatly"]
    assert (found.packages, found.packaged) == ((), "no")


def test_without_package_lists_nothing_is_missing_and_the_remedy_is_named() -> None:
    found = said(debian("", {"/var/lib/dpkg/status": "", "/var/lib/apt/lists/lock": ""}), "nosuch-project")
    assert found["nosuch-project"].packaged == "unknown"
    heard = hear(debian("", {"/var/lib/dpkg/status": ""}), "apt", {"x": ("python3-x",)}, "")
    assert heard.offers == Unknown("no package lists; apt-get update")


def test_a_manager_that_cannot_be_run_is_unknown_not_empty() -> None:
    heard = hear(machine(LISTS), "apt", {"x": ("python3-x",)}, "")
    assert heard.offers == Unknown("apt-cache cannot be run")


def test_with_lists_a_project_that_nobody_packages_is_not_packaged() -> None:
    assert said(debian(""), "nosuch-project")["nosuch-project"].packaged == "no"


def test_what_the_python_has_is_found_with_the_package_that_brought_it() -> None:
    path = f"{SITE}/requests-2.28.1.dist-info"
    look = debian(files={**LISTS, f"{path}/METADATA": ""}, owned=f"python3-requests: {path}\n")
    target = having(Distribution("requests", "2.28.1", SITE, True, "debian"))
    found = said(look, "requests", target=target)["requests"]
    assert isinstance(found.here, Known)
    assert found.here.value == "2.28.1"
    assert (found.packages[0].package, found.packages[0].how) == ("python3-requests", "installed")
    assert found.packages[0].upstream == found.here, "its metadata knows best"


def test_what_pip_has_brought_is_here_but_is_no_package() -> None:
    path = "/usr/local/lib/python3.11/dist-packages"
    look = debian("", {**LISTS, f"{path}/foo-1.0.dist-info/METADATA": ""})
    found = said(look, "foo", target=having(Distribution("foo", "1.0", path, True, "pip")))["foo"]
    assert isinstance(found.here, Known)
    assert (found.here.value, found.packages, found.packaged) == ("1.0", (), "no")


def test_paths_and_addresses_are_not_looked_up() -> None:
    assert said(debian(), "./requests", "git+https://example.org/x") == {}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Requests[socks]>=2; python_version>'3'", "Requests"),
        ("ruamel.yaml ~= 0.17", "ruamel.yaml"),
        ("a_b-c", "a_b-c"),
    ],
)
def test_the_word_is_the_name_as_it_was_typed(text: str, word: str) -> None:
    assert word_of(read_requirement(text)) == word


def test_a_machine_without_a_known_manager_is_unknown() -> None:
    look = machine({})
    assert isinstance(manager_of(look, NOWHERE), Unknown)
    assert said(look, "requests")["requests"].packaged == "unknown"


@pytest.mark.parametrize(
    ("files", "manager"),
    [
        ({"/var/lib/dpkg/status": ""}, "apt"),
        ({"/var/lib/rpm/x": "", "/usr/bin/zypper": ""}, "zypper"),
        ({"/usr/lib/sysimage/rpm/x": "", "/usr/bin/rpm-ostree": ""}, "rpm-ostree"),
        ({"/lib/apk/db/installed": ""}, "apk"),
        ({"/home/linuxbrew/.linuxbrew/bin/brew": ""}, "brew"),
        ({"/data/data/com.termux/files/usr/bin/pkg": ""}, "termux"),
    ],
)
def test_the_machines_manager_is_told_by_its_database(files: dict[str, str], manager: str) -> None:
    found = manager_of(machine({**files}), NOWHERE)
    assert isinstance(found, Known)
    assert found.value == manager


def test_root_runs_no_package_manager_that_somebody_else_can_change() -> None:
    files: dict[str, Node | str] = {**LISTS, "/opt/theirs/apt-cache": program(uid=1000)}
    for uid, why in ((0, "root does not run /opt/theirs/apt-cache"), (1000, "apt-cache cannot be run")):
        look = machine(files, environment={"PATH": "/opt/theirs"}, uid=uid)
        heard = hear(look, "apt", {"x": ("python3-x",)}, "")
        assert isinstance(heard.offers, Unknown)
        assert heard.offers.why.startswith(why)


def test_a_described_platform_has_names_and_no_versions() -> None:
    platform = find_platform("debian:13")
    assert platform is not None
    assert where_on(platform)[:4] == ("apt", "debian", "13", "trixie")
    for one in described_names(platform, [read_requirement("requests>=2")]):
        assert all(
            isinstance(package.version, Unknown) and package.fit == "unknown" for package in one.packages
        )


@pytest.mark.parametrize(
    ("name", "manager"),
    [
        ("fedora", "dnf"),
        ("arch", "pacman"),
        ("alpine", "apk"),
        ("brew", "brew"),
        ("conda", "conda"),
        ("gentoo", "emerge"),
        ("void", "xbps"),
        ("mingw", "msys2"),
    ],
)
def test_every_platform_has_its_place_in_the_tables(name: str, manager: str) -> None:
    platform = find_platform(name)
    assert platform is not None
    assert where_on(platform).manager == manager


@pytest.mark.parametrize("name", ["dnf4", "dnf5", "zypper", "pacman6", "pacman7"])
def test_what_a_package_holds_decides_and_not_how_it_is_called(name: str) -> None:
    manager = MACHINES[name].manager
    files = {
        "/var/cache/dnf/small.solv": "",
        "/var/cache/zypp/raw/small/x": "",
        "/var/lib/pacman/sync/small.db": "",
    }
    heard = hear(look_at(name, files=files), manager, wanted(manager), "")
    assert not isinstance(heard.exact, Unknown)
    assert [offer.package[-9:] for offer in heard.exact["requests"]] == ["-requests"]
    assert [offer.package[-9:] for offer in heard.exact["python-dateutil"]] == ["-dateutil"]
    assert heard.exact["raven"] == ()


def test_where_the_second_question_fails_nothing_is_said_not_to_be_there() -> None:
    look = look_at("zypper", files={"/var/cache/zypp/raw/small/x": ""})
    heard = hear(look, "zypper", {**wanted("zypper"), "requests": ("not-asked-about",)}, "")
    assert isinstance(heard.exact, Unknown)
    assert isinstance(heard.offers, Unknown)


@pytest.mark.parametrize(("status", "asked"), [(0, 1), (1, 1), (2, 2), (None, 2)])
def test_an_answer_is_remembered_until_what_it_was_read_from_changes(status: int | None, asked: int) -> None:
    """That there is no such package (dpkg-query's status 1) is an answer; that it could not say is none."""
    from pipwise.backends import Question
    from pipwise.facts.asking import ask
    from pipwise.system.look import Answer, Stat

    class Machine:
        """apt-cache, and a status file that changes."""

        environment: dict[str, str] = {"PATH": "/usr/bin"}  # noqa: RUF012
        uid, root, cwd = 1000, "", "/"

        def __init__(self) -> None:
            self.asked, self.mtime, self.kept = 0, 1, dict[str, bytes]()

        def stat(self, path: str, *, follow: bool = True) -> Stat:
            if path == "/var/lib/dpkg/status":
                return Stat("file", 0o644, 0, 0, 1, 2, 3, self.mtime)
            raise FileNotFoundError(2, "No such file", path)

        def ask(self, *_: object, **__: object) -> Answer:
            self.asked += 1
            return Answer(status, b"6 candidates", b"and a warning")

        def recall(self, key: str) -> bytes | None:
            return self.kept.get(key)

        def remember(self, key: str, value: bytes) -> None:
            self.kept[key] = value

        def __getattr__(self, name: str) -> object:
            raise AttributeError(name)

    look = Machine()
    question = Question(("dpkg-query", "-W", "x"), lambda answer: answer)
    for _ in range(2):
        said = ask(look, question)  # type: ignore[arg-type]  # as much of a Look as is asked
        assert said == Answer(status, b"6 candidates", b"and a warning")
    assert look.asked == asked
    look.mtime = 2
    ask(look, question)  # type: ignore[arg-type]  # as above
    assert look.asked == asked + 1
    assert len(look.kept) == (asked == 1)
    look.kept = dict.fromkeys(look.kept, b"rubbish")
    ask(look, question)  # type: ignore[arg-type]  # as above
    assert look.asked == asked + 2
