"""Words that only a run would tell, taken for something harmless."""

from __future__ import annotations

import pytest

from pipwise.lint.analyse import Wanted, analyse
from pipwise.lint.discover import Candidate
from pipwise.lint.kinds import kind_of
from pipwise.lint.world.closed import OPEN, closed


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("requests==${V}", "requests"),
        ("requests[socks]>=$V", "requests"),
        ("pip==${V}", "pip==99999"),
        ("requests==2.*", "requests==2.*"),
        ("dist/*.whl", OPEN),
        ("https://example.org/${V}/a.whl", OPEN),
        (".[${EXTRAS}]", "."),
        ("git+https://example.org/a@${V}", "git+https://example.org/a@${V}"),
        ("$(cat list)", OPEN),
    ],
)
def test_a_requirement_keeps_what_is_known_of_it(word: str, read: str) -> None:
    assert closed(("pip", "install", word)) == ("pip", "install", read)


def test_what_an_option_is_given_is_no_requirement() -> None:
    assert closed(("pip", "install", "-r", "$X/a.txt", "-e", "$X")) == (
        "pip",
        "install",
        "-r",
        "$X/a.txt",
        "-e",
        ".",
    )


@pytest.mark.parametrize(
    "words",
    [
        "requests==${V}",
        "./dist/*.whl",
        "https://example.org/${V}/a.whl",
        "-e ${DIR}",
        "-r ${FILE}",
        "pip==${V}",
        '".[${EXTRAS}]"',
    ],
)
@pytest.mark.parametrize(
    ("base", "verdict"),
    [
        ("python:3.12", "allowed"),
        ("debian:12\nRUN apt-get update && apt-get install -y python3-pip", "refused"),
    ],
)
def test_the_verdict_is_that_of_the_same_command_with_a_version(base: str, verdict: str, words: str) -> None:
    kind = kind_of("Dockerfile")
    assert kind is not None
    data = f"FROM {base}\nARG V DIR FILE EXTRAS\nRUN pip install {words}\n".encode()
    report, _ = analyse(Candidate("Dockerfile", kind, data), Wanted())
    assert report is not None
    assert [site.verdict for site in report.analysis.sites] == [verdict]


def test_a_pip_of_a_version_that_is_not_known_installs_all_the_same() -> None:
    kind = kind_of("Dockerfile")
    assert kind is not None
    data = b"FROM python:3.12\nARG V\nRUN pip install pip==${V}\nRUN pip install requests\n"
    report, _ = analyse(Candidate("Dockerfile", kind, data), Wanted())
    assert report is not None
    assert [site.verdict for site in report.analysis.sites] == ["allowed", "allowed"]
