"""Every signature is found under every kind of damage."""

import pytest

from pipwise.catalog.markers import load_signatures
from pipwise.logs import Report, read_log
from pipwise.model.known import Known
from tests.unit.logs.damages import DAMAGES
from tests.unit.logs.specimens import SPECIMENS, Specimen


def _problem(specimen: Specimen, report: Report) -> str:
    """What is wrong with a report on a specimen, or ''."""
    if not specimen.code:
        found = [name for name, _ in report.notes]
        return "" if specimen.signature in found and not report.failures else f"{found} {report.failures}"
    if not report.failures:
        return f"nothing found: {report.mentions}"
    first = report.failures[0]
    ids = {name for failure in report.failures for name in failure.signatures}
    known = first.family.value if isinstance(first.family, Known) else ""
    told = (first.code, first.tool)
    if told != (specimen.code, specimen.tool):
        return f"taken for {told}"
    if specimen.family and known != specimen.family:
        return f"taken for {known}'s"
    if specimen.wrapper:
        return "" if first.wrapper == specimen.wrapper else f"wrapper {first.wrapper}"
    return "" if specimen.signature in ids else f"found by {ids}"


@pytest.mark.parametrize("specimen", SPECIMENS, ids=lambda specimen: specimen.signature)
def test_a_signature_is_found_under_every_damage(specimen: Specimen) -> None:
    problems = {name: _problem(specimen, read_log(damage(specimen.text))) for name, damage in DAMAGES.items()}
    assert {name: problem for name, problem in problems.items() if problem} == {}


@pytest.mark.parametrize(("first", "last"), [(1, 0), (0, 1), (2, 0), (0, 3), (3, 2)])
def test_a_refusal_is_found_with_its_first_or_last_lines_missing(first: int, last: int) -> None:
    long = [
        one for one in SPECIMENS if one.code == "externally-managed-environment" and one.text.count("\n") > 10
    ]
    assert len(long) > 10
    for specimen in long:
        lines = specimen.text.split("\n")
        report = read_log("\n".join(lines[first : len(lines) - last]))
        assert [failure.code for failure in report.failures] == [specimen.code], specimen.signature
        family = report.failures[0].family
        assert not specimen.family or (isinstance(family, Known) and family.value == specimen.family)


def test_there_is_a_specimen_of_every_signature() -> None:
    known = {one.id for one in load_signatures().signatures}
    beyond = {"pip.frame.text", "pacman"} | {name for name in known if name.startswith("more.")}
    assert {one.signature for one in SPECIMENS} == known - beyond
