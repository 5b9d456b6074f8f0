"""Dockerfiles built for real, before and after their repair: what is predicted to fail fails, what is repaired works."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from pipwise.lint.analyse import Wanted, analyse
from pipwise.lint.discover import Candidate
from pipwise.lint.kinds import kind_of
from pipwise.lint.mend import Mended, mend
from pipwise.lint.report import FileReport
from tests.lint.builder import HERE, Builder, builder
from tests.rigs.machine import available

PLACE = os.path.join(HERE, "builds")
REFUSED = "error: externally-managed-environment"
FAILING = ("missing-venv-package", "source-under-dash")
"""Findings that say that something else than an installer will fail."""
OVERRIDES = (b"--break-system", b"EXTERNALLY-MANAGED", b"break-system-packages true")


class Case(NamedTuple):
    """A Dockerfile; its first comments say what must happen."""

    name: str
    data: bytes

    def said(self, key: str) -> list[str]:
        found = re.findall(rf"^# {key}: (.*?)\r?$", self.data.decode(), re.MULTILINE)
        return [str(line) for line in found]

    @property
    def fails(self) -> bool:
        return self.said("build") == ["fails"]

    @property
    def hides(self) -> bool:
        """The build ends well, and what it was to install is not there."""
        return self.said("build") == ["hides"]

    @property
    def fix(self) -> str:
        """safe, unsafe or none: what kind of repair there is."""
        return (self.said("fix") or ["safe"])[0]


def cases() -> dict[str, Case]:
    found = {}
    for path in sorted(glob.glob(os.path.join(PLACE, "*.Dockerfile"))):
        name = os.path.basename(path).removesuffix(".Dockerfile")
        with open(path, "rb") as file:
            found[name] = Case(name, file.read())
    return found


CASES = cases()
FAIL = [name for name, case in CASES.items() if case.fails]
WORK = [name for name, case in CASES.items() if not case.fails]


def candidate(data: bytes) -> Candidate:
    kind = kind_of("Dockerfile", data[:80])
    assert kind is not None
    return Candidate("Dockerfile", kind, data)


def report(data: bytes) -> FileReport:
    found, unread = analyse(candidate(data), Wanted())
    assert found is not None
    assert unread == ()
    return found


def will_fail(found: FileReport) -> bool:
    """What lint says of the build."""
    failing = [site for site in found.analysis.sites if site.verdict in ("refused", "fails")]
    return any(not site.swallowed for site in failing) or any(one.code in FAILING for one in found.findings)


def repaired(case: Case) -> Mended:
    return mend(candidate(case.data), Wanted(), unsafe=case.fix == "unsafe")


@pytest.mark.parametrize("name", CASES)
def test_what_is_predicted_is_what_the_file_says(name: str) -> None:
    assert will_fail(report(CASES[name].data)) == CASES[name].fails


@pytest.mark.parametrize("name", FAIL)
def test_a_repair_leaves_nothing_that_fails_and_no_override(name: str) -> None:
    case, mended = CASES[name], repaired(CASES[name])
    assert mended.report is not None
    if case.fix == "none":
        assert mended.data == case.data
        return
    assert not will_fail(mended.report)
    assert not any(one in mended.data for one in OVERRIDES)
    assert mended.data != case.data
    assert mend(candidate(mended.data), Wanted(), unsafe=case.fix == "unsafe").data == mended.data
    if case.fix == "unsafe":
        assert mend(candidate(case.data), Wanted(), unsafe=False).data == case.data


@pytest.mark.parametrize("name", [name for name in WORK if CASES[name].fix == "unsafe"])
def test_an_override_is_taken_out_where_that_is_asked(name: str) -> None:
    mended = repaired(CASES[name])
    assert not any(one in mended.data for one in OVERRIDES)
    assert b"BREAK_SYSTEM_PACKAGES" not in mended.data
    assert mended.report is not None
    assert {site.verdict for site in mended.report.analysis.sites} == {"allowed"}


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name].hides])
def test_what_a_build_hides_is_found(name: str) -> None:
    assert "hidden-failure" in [one.code for one in report(CASES[name].data).findings]
    assert {one.code for one in (repaired(CASES[name]).report or report(b"")).findings} == set()


def test_there_are_enough() -> None:
    assert len(CASES) >= 40
    assert sum(CASES[name].fix != "none" for name in FAIL) >= 40


@pytest.fixture(scope="module")
def building() -> Iterator[Builder]:
    with builder() as one:
        yield one


real = [
    pytest.mark.rigs,
    pytest.mark.slow,
    pytest.mark.skipif(bool(available()), reason=str(available())),
]


@pytest.mark.parametrize("name", [pytest.param(name, marks=real) for name in CASES])
def test_a_real_build(name: str, building: Builder) -> None:
    """As predicted before; after the repair it builds, and what it installed is imported."""
    case = CASES[name]
    building.make_room()
    before = building.build(f"before-{name}", case.data)
    said = before.stdout + before.stderr
    assert (before.status != 0) == case.fails, said[-3000:]
    assert not case.fails or (case.said("says") or [REFUSED])[0] in said, said[-3000:]
    mended = repaired(case)
    if case.fix == "none":
        return
    if case.fails or mended.data != case.data:
        after = building.build(f"after-{name}", mended.data)
        assert after.status == 0, mended.data.decode() + (after.stdout + after.stderr)[-3000:]
    if case.hides:
        assert building.inside(f"before-{name}", case.said("then")[0]).status != 0
    for line in case.said("then"):
        for image in [
            *([] if case.fails or case.hides else ["before"]),
            *(["after"] if mended.data != case.data else []),
        ]:
            then = building.inside(f"{image}-{name}", line)
            assert then.status == 0, then.stderr[-2000:]
