"""What pipwise chooses in labelled cases, against what people who know would choose.

``python -m tests.cases.score [--offline] [FILE]`` prints a line for each case that is not exact, and the totals.
FILE has one case a line.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from pipwise.catalog.kinds.wheel import Wheel
from pipwise.cli.naming import Ask, index_of, with_names
from pipwise.cli.recorded import described_situation
from pipwise.decide import decide
from pipwise.logs import failure_that_matters, read_log
from pipwise.logs.observed import outcome_of
from pipwise.model.decision import Decision, Wishes
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.system.real import RealLook
from tests.cases.adapter import adapt

WHEELS = Path(__file__).with_name("wheels.json")
FILE = Path(__file__).with_name("cases.jsonl")
LABELS = {
    "fix-installer-script": ("mend-file",),
    "pipx-or-uv-tool": ("app", "inject"),
    "change-base-image": ("own-python",),
    "break-system-packages-in-disposable": ("override",),
    "remove-marker-in-disposable": ("remove-marker",),
    "uv-run/pep723": ("script-env",),
    "none": ("no-action", "already-satisfied"),
    "venv": ("venv", "existing-venv", "project-manager"),
    "user-install": ("user",),
    "os-package": ("os-package",),
}
"""What a label is called among the ways out."""


class Scored(NamedTuple):
    """One case: what was chosen, and how good that is."""

    case: dict[str, Any]
    chosen: str
    exact: bool
    acceptable: bool
    harmful: bool


def decision_of(case: dict[str, Any], ask: Ask | None = None) -> Decision:
    """What pipwise decides in a case; ``ask`` tells what the wheel of a project says."""
    asked = adapt(case)
    failure = failure_that_matters(read_log(asked.log.encode()))
    observed = outcome_of(failure) if failure else None
    situation = described_situation(asked.facts, asked.command, Wishes(), observed)
    return decide(with_names(situation, None, ask))


def score(case: dict[str, Any], ask: Ask | None = None) -> Scored:
    """Whether the choice is the label, one of the acceptable ones, or one that must not be."""
    chosen = decision_of(case, ask).chosen
    exact = chosen in LABELS[case["best_fix"]]
    acceptable = exact or any(chosen in LABELS[label] for label in case["also_acceptable"])
    return Scored(case, chosen, exact, acceptable, any(chosen in LABELS[one] for one in case["must_not"]))


def recorded(project: str) -> Fact[Wheel]:
    """What the wheels of the cases' projects said when they were recorded (``--record``)."""
    known = json.loads(WHEELS.read_text(encoding="utf-8"))
    if project not in known:
        return Unknown(f"{project}: it has no wheel")
    told = known[project]
    scripts, groups, modules = (tuple(told[name]) for name in ("scripts", "groups", "modules"))
    wheel = Wheel(told["filename"], scripts, groups, modules, told["summary"], tuple(told["classifiers"]))
    return Known(wheel, Source("live", wheel.filename))


def record(ask: Ask) -> None:
    """Write down what the index says now of every project that the cases make pipwise ask about."""
    heard: dict[str, Any] = {}

    def listen(project: str) -> Fact[Wheel]:
        answer = ask(project)
        if isinstance(answer, Known):
            heard[project] = answer.value._asdict()
        return answer

    for case in cases():
        decision_of(case, listen)
    WHEELS.write_text(json.dumps(dict(sorted(heard.items())), indent=1) + "\n", encoding="utf-8")


def cases(path: Path = FILE) -> list[dict[str, Any]]:
    """The cases of a file, one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def totals(scored: Iterable[Scored]) -> str:
    """exact, acceptable and harmful, as people read them."""
    found = list(scored)
    exact, acceptable = sum(one.exact for one in found), sum(one.acceptable for one in found)
    share = f"{exact / len(found):.1%} exact, {acceptable / len(found):.1%} acceptable"
    return f"{len(found)} cases: {share}, {sum(one.harmful for one in found)} that must not be"


def main() -> None:
    """Print what differs, and the totals."""
    offline = "--offline" in sys.argv
    files = [Path(word) for word in sys.argv[1:] if not word.startswith("--")]
    ask = index_of(RealLook(), offline=offline)
    if ask is not None and "--record" in sys.argv:
        record(ask)
    found = [score(case, ask) for case in cases(files[0] if files else FILE)]
    for one in found:
        if not one.exact:
            mark = "   " if one.acceptable else "BAD"
            case = one.case
            print(
                f"{mark} {case['id']}: {one.chosen}, not {case['best_fix']} | {case['failing_command'][:60]}",
                end="",
            )
            print(f" | {case['platform'][:40]} | {case['context']} | {case['packages']}")
    print(totals(found))


if __name__ == "__main__":
    main()
