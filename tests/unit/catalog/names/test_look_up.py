"""From a name to packages: the order of trust, and the traps that it is for."""

import pytest

from pipwise.catalog.names import Live, Where, look_up, questions

TRIXIE = Where("apt", "debian", "13", "trixie", "3.13")
BOOKWORM = Where("apt", "debian", "12", "bookworm", "3.11")
NOBLE = Where("apt", "ubuntu", "24.04", "noble", "3.12")


def _first(name: str, where: Where, live: Live = Live()) -> str:  # noqa: B008  # a value
    packages = look_up(name, where, live=live).packages
    return packages[0].package if packages else ""


@pytest.mark.parametrize(
    ("name", "package"),
    [
        ("requests", "python3-requests"),
        ("PyYAML", "python3-yaml"),
        ("Pillow", "python3-pil"),
        ("scikit-learn", "python3-sklearn"),
        ("python_dateutil", "python3-dateutil"),
        ("opencv-python", "python3-opencv"),
        ("opencv-contrib-python-headless", "python3-opencv"),
        ("psycopg2-binary", "python3-psycopg2"),
        ("black", "black"),
        ("awscli", "awscli"),
        ("httpie", "httpie"),
        ("ansible", "ansible"),
        ("ninja", "ninja-build"),
        ("azure-core", "python3-azure"),
        ("tkinter", "python3-tk"),
        ("venv", "python3-venv"),
        ("bs4", "python3-bs4"),
        ("sklearn", "python3-sklearn"),
        ("cv2", "python3-opencv"),
        ("yaml", "python3-yaml"),
        ("hidapi", "python3-hid"),
        ("python-docx", "python3-docx"),
    ],
)
def test_a_project_is_found_in_a_release_of_the_table(name: str, package: str) -> None:
    assert _first(name, TRIXIE) == package
    assert look_up(name, TRIXIE).packaged == "yes"


def test_an_archive_of_its_own_counts_on_its_own_machines_or_where_it_is_seen() -> None:
    assert _first("buildhat", Where("apt", "raspbian", "12", "bookworm")) == "python3-build-hat"
    assert _first("buildhat", TRIXIE) == ""
    assert _first("buildhat", TRIXIE, Live(present=frozenset({"python3-build-hat"}))) == "python3-build-hat"


@pytest.mark.parametrize("name", ["cookiecutter", "certbot", "mypy"])
def test_for_an_application_the_package_with_the_command_comes_first(name: str) -> None:
    first, second = look_up(name, TRIXIE).packages[:2]
    assert (first.package, first.relation) == (name, "ships-command")
    assert second.package == f"python3-{name}"


@pytest.mark.parametrize(
    "name",
    [
        *(
            "jwt",
            "serial",
            "slugify",
            "websocket",
            "docx",
            "bson",
            "attr",
            "crontab",
            "tk",
            "pycryptodome",
            "exif",
        ),
        *("dlt", "raven", "xdg", "tuna", "uncalled", "asyncio", "pathlib", "opentelemetry-proto"),
    ],
)
def test_a_package_that_is_called_alike_is_not_the_project(name: str) -> None:
    found = look_up(name, TRIXIE)
    assert found.packages == ()
    assert found.packaged == "no"
    owned = Live(present=frozenset({f"python3-{name}", name}))
    assert look_up(name, BOOKWORM, live=owned).packages == ()


def test_a_release_that_is_not_in_the_table_is_judged_by_its_neighbours_and_says_so() -> None:
    found = look_up("requests", NOBLE)
    assert (found.packages[0].package, found.packaged) == ("python3-requests", "yes")
    assert "bookworm and trixie" in found.packages[0].source.where
    assert look_up("no-such-project-at-all", NOBLE).packaged == "unknown"


def test_what_the_manager_does_not_have_is_not_answered() -> None:
    assert look_up("requests", NOBLE, live=Live(present=frozenset())).packaged == "no"


def test_the_managers_own_answer_comes_before_the_table_but_not_before_a_reviewed_no() -> None:
    exact = Live(exact=("python3-other",), present=frozenset({"python3-other", "python3-requests"}))
    found = look_up("requests", TRIXIE, live=exact).packages[0]
    assert (found.package, found.how, found.source.kind) == ("python3-other", "exact", "live")
    assert look_up("raven", TRIXIE, live=Live(exact=("raven",))).packages == ()


def test_a_rule_of_naming_is_a_guess_that_needs_the_package_to_be_there() -> None:
    assert look_up("brand-new-thing", NOBLE).packages == ()
    there = Live(present=frozenset({"python3-brand-new-thing"}))
    found = look_up("brand-new-thing", NOBLE, live=there)
    assert (found.packages[0].how, found.packaged) == ("convention", "yes")


@pytest.mark.parametrize(
    ("where", "name", "package"),
    [
        (Where("dnf", "fedora", "43"), "python-dateutil", "python3-dateutil"),
        (Where("dnf", "fedora", "43"), "awscli", "awscli2"),
        (Where("pacman", "arch"), "awscli", "aws-cli"),
        (Where("pacman", "arch"), "requests", "python-requests"),
        (Where("apk", "alpine", "3.22"), "pyyaml", "py3-yaml"),
        (Where("apk", "alpine", "3.22"), "requests", "py3-requests"),
        (Where("zypper", "opensuse-leap", "16.0", python="3.13"), "requests", "python313-requests"),
        (Where("conda"), "torch", "pytorch"),
        (Where("conda"), "opencv-python", "py-opencv"),
        (Where("conda"), "redis", "redis-py"),
        (Where("mamba"), "numpy", "numpy"),
        (Where("emerge", "gentoo"), "requests", "dev-python/requests"),
        (Where("xbps-install", "void"), "requests", "python3-requests"),
        (Where("msys2"), "requests", "mingw-w64-ucrt-x86_64-python-requests"),
        (Where("brew"), "httpie", "httpie"),
        (Where("nix"), "requests", "python3Packages.requests"),
        (Where("dnf", "fedora", "43"), "tkinter", "python3-tkinter"),
    ],
)
def test_other_families_have_their_own_names(where: Where, name: str, package: str) -> None:
    assert _first(name, where) == package
    assert package in questions(name, where)


def test_homebrew_has_no_rule_of_naming() -> None:
    assert look_up("requests", Where("brew")).packages == ()


def test_an_os_package_given_to_pip_is_looked_up_as_its_project() -> None:
    found = look_up("python3-requests", TRIXIE)
    assert (found.project, found.packages[0].package) == ("requests", "python3-requests")
    assert found.mistake is not None


def test_versions_are_left_to_who_can_look() -> None:
    found = look_up("requests", TRIXIE, ">=2").packages[0]
    assert (type(found.version).__name__, found.fit) == ("Unknown", "unknown")


def test_questions_name_every_package_that_could_be_it() -> None:
    assert set(questions("pytz", TRIXIE)) >= {"python3-pytz", "python3-tz"}
    assert "python3-psycopg2" in questions("psycopg2-binary", NOBLE)
