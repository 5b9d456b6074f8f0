"""The decision against people who know: how often it is theirs, how often theirs as well, and that it is never harmful."""

from pathlib import Path
from typing import Any

import pytest

from pipwise.decide.options import OPTIONS
from pipwise.decide.questions import QUESTIONS
from tests.cases.ask import answer
from tests.cases.score import FILE, Scored, cases, recorded, score

CASES = cases()
SCORED = [score(case, recorded) for case in CASES]
CLASSES = sorted({case["context"] for case in CASES})


def _share(found: list[Scored], what: str) -> float:
    return sum(bool(getattr(one, what)) for one in found) / len(found)


def test_four_in_five_are_what_an_expert_would_do_and_nineteen_in_twenty_are_acceptable() -> None:
    assert _share(SCORED, "exact") >= 0.80
    assert _share(SCORED, "acceptable") >= 0.95


def test_nothing_is_chosen_that_must_not_be() -> None:
    assert [one.case["id"] for one in SCORED if one.harmful] == []


def test_without_a_network_it_is_acceptable_nine_times_in_ten() -> None:
    offline = [score(case) for case in CASES]
    assert _share(offline, "acceptable") >= 0.90
    assert not any(one.harmful for one in offline)


@pytest.mark.parametrize("left_out", CLASSES)
def test_no_single_class_of_cases_carries_the_result(left_out: str) -> None:
    rest = [one for one in SCORED if one.case["context"] != left_out]
    assert _share(rest, "exact") >= 0.70
    assert _share(rest, "acceptable") >= 0.93


def test_situations_that_nobody_reported_are_decided_as_well() -> None:
    """Of the same classes, labelled before they were decided for the first time; without the network."""
    found = [score(case) for case in cases(FILE.with_name("situations.jsonl"))]
    assert len(found) > 200
    assert _share(found, "exact") >= 0.72
    assert _share(found, "acceptable") >= 0.97
    assert not any(one.harmful for one in found)


def test_always_answering_venv_would_be_far_worse() -> None:
    venv = [one for one in CASES if one["best_fix"] == "venv"]
    assert len(venv) / len(CASES) < _share(SCORED, "exact") - 0.3


def test_no_row_knows_anything_but_answers_to_questions() -> None:
    """Nothing can have been fitted to one case: the rows have no words for a package, a platform or a repository."""
    allowed = {question.id: question.answers for question in QUESTIONS}
    for option in OPTIONS:
        for row in option.rows:
            for name, pattern in row.when:
                for word in pattern.removeprefix("!").split("|"):
                    known = word.strip("*")
                    assert any(known in answer for answer in allowed[name]), (option.name, name, word)


@pytest.mark.parametrize("case", CASES[::9], ids=lambda case: str(case["id"]))
def test_the_command_line_answers_as_the_functions_do(
    case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIPWISE_OFFLINE", "1")
    assert answer(case, tmp_path)["decision"]["chosen"] == score(case).chosen


def test_labels_do_not_reach_the_adapter() -> None:
    labels = (
        "best_fix",
        "also_acceptable",
        "must_not",
        "best_fix_rationale",
        "best_fix_detail",
        "twist",
        "twist_tags",
        "intent",
    )
    for case in CASES:
        blind = {name: value for name, value in case.items() if name not in labels}
        whole = score(case, recorded)
        assert (
            score({**blind, "best_fix": "venv", "also_acceptable": [], "must_not": []}, recorded).chosen
            == whole.chosen
        )
