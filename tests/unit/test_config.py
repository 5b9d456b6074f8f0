"""Policy from files and variables: what is understood, what is in force, and what is an error."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipwise.config import read_policy
from pipwise.decide import decide
from pipwise.errors import UsageError
from pipwise.model.decision import Seen, Situation, Wishes
from pipwise.model.facts import Facts
from pipwise.model.host import Place, Project
from pipwise.model.policy import Policy
from pipwise.system.real import RealLook
from tests.situations import HOME, PERSONAL, ROOT, facts, known, situation


class _Below(RealLook):
    """A machine whose files lie below a directory of the test."""

    def __init__(self, root: Path, environment: Mapping[str, str]) -> None:
        super().__init__()
        self._root = root
        self._variables = environment

    @property
    def environment(self) -> Mapping[str, str]:
        return self._variables

    def read(self, path: str, limit: int = 4_000_000) -> bytes:
        return super().read(f"{self._root}{path}", limit)


def _policy(root: Path, files: Mapping[str, str], environment: Mapping[str, str] | None = None) -> Policy:
    for name, text in files.items():
        path = root / name.lstrip("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_policy(_Below(root, environment or {}), _in_project())


def _in_project() -> Facts:
    project = Project("/p", "/p/pyproject.toml", ())
    return facts(place=known(Place("/p", "project", None)), project=known(project))


def test_without_files_and_variables_there_is_no_policy(tmp_path: Path) -> None:
    assert _policy(tmp_path, {}) == Policy()


def test_the_nearest_wins_but_what_is_forbidden_anywhere_stays_forbidden(tmp_path: Path) -> None:
    files = {
        "/etc/pipwise/pipwise.toml": 'forbid = ["override"]\nengine = "auto"\nprefer = ["app"]\n',
        f"{HOME}/.config/pipwise/pipwise.toml": 'engine = "pip"\nforbid = ["user"]\nenvironments = "/data/envs"\n',
        "/p/pyproject.toml": '[tool.pipwise]\nprefer = ["os-package"]\n',
    }
    policy = _policy(tmp_path, files, {"PIPWISE_ENGINE": "auto", "PIPWISE_FORBID": "remove-marker user"})
    assert policy.engine == "auto"
    assert policy.prefer == ("os-package",)
    assert policy.environments == "/data/envs"
    assert {option for option, _ in policy.forbid} == {"override", "user", "remove-marker"}
    assert ("override", "/etc/pipwise/pipwise.toml") in policy.forbid


def test_a_pyproject_that_does_not_speak_of_pipwise_is_not_parsed(tmp_path: Path) -> None:
    assert _policy(tmp_path, {"/p/pyproject.toml": "this is = not = TOML"}) == Policy()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('colour = "red"', "there is no key 'colour': the keys are forbid, prefer, engine, environments"),
        ('forbid = ["overide"]', "forbid: there is no way 'overide'"),
        ('forbid = "override"', "forbid is a list of ways out"),
        ("prefer = [1]", "prefer is a list of ways out"),
        ('engine = "conda"', "engine is auto or pip, not 'conda'"),
        ("engine = 3", "engine is a text"),
        ('environments = "here"', "environments is an absolute path, not 'here'"),
        ("forbid = [", "it is not TOML"),
    ],
)
def test_what_is_not_understood_is_an_error_that_names_the_file(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        _policy(tmp_path, {"/etc/pipwise/pipwise.toml": text})
    line = f"{caught.value.what}: {caught.value.why}"
    assert line.startswith(f"/etc/pipwise/pipwise.toml: {said}")


def _with(policy: Policy, via: str = "") -> Situation:
    seen = (Seen("project", f"{HOME}/p/.venv", "works", has_pip=True), PERSONAL)
    return situation(seen=seen, wishes=Wishes(via=via, policy=policy))


def test_where_the_best_is_forbidden_the_least_risky_of_the_others_is_taken() -> None:
    forbidden = Policy(forbid=(("existing-venv", "/etc/pipwise/pipwise.toml"),))
    decision = decide(_with(forbidden))
    assert decision.chosen in ("script-env", "app")
    refused = next(one for one in decision.options if one.option == "existing-venv")
    assert refused.verdict == "refused"
    assert refused.reasons[-1].code == "policy:forbidden"


def test_via_does_not_get_past_policy_and_nothing_else_is_done_instead() -> None:
    forbidden = Policy(forbid=(("override", "/etc/pipwise/pipwise.toml"),))
    assert decide(_with(forbidden, "override")).chosen == ""
    assert decide(_with(Policy(), "inject")).chosen == ""


def test_a_preference_wins_over_the_ranking_and_via_over_the_preference() -> None:
    preferred = Policy(prefer=("no-action", "app"))
    assert decide(_with(preferred)).chosen == "app"
    assert decide(_with(preferred, "script-env")).chosen == "script-env"


def test_root_is_not_asked_about_what_was_preferred_less_than_about_anything_else() -> None:
    decision = decide(situation(facts=facts(asker=ROOT), wishes=Wishes(policy=Policy(prefer=("venv",)))))
    assert "root asks" in decision.ask
