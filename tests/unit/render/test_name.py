"""What ``name`` shows: as text for people, and as the JSON that its schema describes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types

from pipwise.catalog.platforms import find_platform
from pipwise.facts.names_described import described_names, where_on
from pipwise.intent.requirements import read_requirement
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.model.names import Kind, Mistake, Named, OsPackage
from pipwise.render.name_answer import Answered, Place, confidence_of, install_order
from pipwise.render.name_json import name_json
from pipwise.render.name_text import name_text
from pipwise.render.schemas import schema_text

SOURCE = Source("live", "apt's lists")
LIBRARY = Kind("library", modules=("requests",))


def known(version: str | None) -> Fact[Any]:
    return Known(version, SOURCE)


PACKAGE = OsPackage(
    "apt",
    "python3-requests",
    "same",
    "table",
    known("2.28.1+dfsg-1"),
    known("2.28.1"),
    known(None),
    "fits",
    Source("catalogue", "the table of names"),
)
REQUESTS = Named("requests", "requests", "", LIBRARY, (PACKAGE,), "yes", None, known(None))
TOO_OLD = REQUESTS._replace(specifier=">=3", packages=(PACKAGE._replace(fit="too-old"),))
NOT_ASKED = Unknown("no package lists; apt-get update")
BLIND = REQUESTS._replace(
    packages=(PACKAGE._replace(version=NOT_ASKED, upstream=NOT_ASKED, installed=NOT_ASKED),),
    packaged="unknown",
)
CV2 = Named(
    "cv2",
    "",
    "",
    Kind("unknown"),
    (),
    "no",
    Mistake(
        "import-name",
        "cv2 is what opencv-python is imported as: was opencv-python meant?",
        ("opencv-python",),
    ),
)
HERE = Place("", "Debian GNU/Linux 12 (bookworm)", "apt", (Answered(REQUESTS),))


def text(*answered: Answered) -> str:
    return name_text([HERE._replace(names=answered)])


def problems(*places: Place) -> list[str]:
    validator = Draft202012Validator(json.loads(schema_text("name")))
    written = json.loads(json.dumps(name_json(places)))
    return [f"{list(error.path)}: {error.message}"[:200] for error in validator.iter_errors(written)]


def test_the_answer_for_a_library_that_fits() -> None:
    assert text(Answered(REQUESTS)) == (
        "requests\n"
        "  a library, imported as requests\n"
        "  apt has it: python3-requests 2.28.1+dfsg-1; not installed yet\n"
        "  sudo apt-get install python3-requests"
    )


def test_what_does_not_fit_is_shown_and_not_offered() -> None:
    shown = text(Answered(TOO_OLD))
    assert "2.28.1+dfsg-1, which is too old for >=3" in shown
    assert "apt-get install" not in shown
    assert shown.endswith("\n  pipwise install 'requests>=3'")


def test_missing_package_lists_are_told_with_the_remedy() -> None:
    shown = text(Answered(BLIND))
    assert "not known before apt has fetched its package lists" in " ".join(shown.split())
    assert shown.endswith("\n  sudo apt-get update\n  sudo apt-get install python3-requests")


def test_a_mistake_is_a_question_with_what_may_have_been_meant_below_it() -> None:
    meant = REQUESTS._replace(asked="opencv-python", packages=(PACKAGE._replace(package="python3-opencv"),))
    shown = text(Answered(CV2, (meant,)))
    assert "was\n    opencv-python meant?" in shown or "was opencv-python meant?" in shown
    assert "opencv-python: a library" in shown
    assert "python3-opencv" in shown


def test_what_is_here_already_needs_no_command() -> None:
    package = PACKAGE._replace(how="installed", installed=known("2.28.1+dfsg-1"))
    shown = text(Answered(REQUESTS._replace(packages=(package,), here=known("2.28.1"))))
    assert "python3-requests 2.28.1+dfsg-1; installed already" in shown
    assert "the Python that pip means here has it already: 2.28.1" in " ".join(shown.split())
    assert "apt-get install" not in shown


def test_root_is_told_no_sudo() -> None:
    shown = name_text([HERE._replace(names=(Answered(BLIND),), root=True)])
    assert shown.endswith("\n  apt-get update\n  apt-get install python3-requests")


def test_what_only_the_name_speaks_for_is_called_a_guess_with_its_command() -> None:
    shown = name_text([on("fedora", "nonsense")])
    assert "dnf may have it: python3-nonsense, guessed from the name alone" in shown
    assert "  if it is there: sudo dnf install python3-nonsense" in shown


def test_a_name_that_nobody_knows_is_called_so_with_the_page_to_look_at() -> None:
    shown = text(Answered(Named("nonsense", "nonsense", "", Kind("unknown"), (), "no", None, known(None))))
    assert "apt has no package of it" in shown
    assert "not known to pipwise" in shown
    assert shown.endswith("\n  https://pypi.org/project/nonsense/")


def test_a_part_of_the_standard_library_comes_with_the_package_that_brings_it() -> None:
    mistake = Mistake("standard-library", "tkinter is packaged separately", ("tkinter",))
    package = PACKAGE._replace(package="python3-tk", relation="standard-library-split")
    tkinter = Named("tkinter", "", "", Kind("unknown"), (package,), "yes", mistake, known(None))
    assert text(Answered(tkinter)).endswith("\n  sudo apt-get install python3-tk")


def test_a_package_that_pip_does_not_see_says_so() -> None:
    unseen = REQUESTS._replace(packages=(PACKAGE._replace(relation="no-metadata"),))
    assert "pip list will not show it" in " ".join(text(Answered(unseen)).split())


@pytest.mark.parametrize("named", [REQUESTS, TOO_OLD, BLIND, CV2])
def test_no_line_is_wider_than_80_columns(named: Named) -> None:
    assert [line for line in text(Answered(named)).splitlines() if len(line) > 80] == []


def test_several_platforms_are_a_line_each() -> None:
    names = ("debian:13", "fedora", "arch", "alpine", "brew", "conda")
    lines = name_text([on(name, "requests") for name in names]).splitlines()
    assert all(sum(line.strip().startswith(f"{name}: ") for line in lines) == 1 for name in names)


def on(name: str, *texts: str) -> Place:
    platform = find_platform(name)
    assert platform is not None
    found = described_names(platform, [read_requirement(one) for one in texts])
    return Place(name, platform.row.title, where_on(platform).manager, tuple(Answered(one) for one in found))


def test_every_answer_is_what_its_schema_says() -> None:
    answers = (Answered(REQUESTS), Answered(TOO_OLD), Answered(BLIND), Answered(CV2, (REQUESTS,)))
    assert problems(HERE._replace(names=answers)) == []
    assert (
        problems(*(on(name, "requests>=2", "cv2") for name in ("debian:12", "arch", "gentoo", "nixos"))) == []
    )


def test_what_is_no_answer_is_told() -> None:
    validator = Draft202012Validator(json.loads(schema_text("name")))
    document: Any = name_json([HERE])
    document["places"][0]["names"][0]["packages"][0].pop("confidence")
    assert list(validator.iter_errors(json.loads(json.dumps(document))))


@pytest.mark.parametrize(
    ("how", "version", "confidence"),
    [
        ("installed", NOT_ASKED, "certain"),
        ("exact", NOT_ASKED, "certain"),
        ("table", known("1"), "certain"),
        ("table", NOT_ASKED, "high"),
        ("convention", known("1"), "guess"),
    ],
)
def test_confidence_is_what_told_it(how: Any, version: Fact[str], confidence: str) -> None:
    assert confidence_of(PACKAGE._replace(how=how, version=version)) == confidence


def test_a_mistake_is_never_installed() -> None:
    order = install_order(REQUESTS)
    assert order is not None
    assert order.argv == ("apt-get", "install", "python3-requests")
    assert install_order(CV2) is None
    assert install_order(REQUESTS._replace(mistake=CV2.mistake)) is None
    gentoo = REQUESTS._replace(packages=(PACKAGE._replace(manager="emerge", package="dev-python/requests"),))
    order = install_order(gentoo)
    assert order is not None
    assert order.argv[0] == "emerge"
