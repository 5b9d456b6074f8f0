"""The ways out, one file each, in the order in which one goes before another: this tuple is the register."""

from __future__ import annotations

from pipwise.decide.options import (
    already_satisfied,
    app,
    existing_venv,
    inject,
    mend_file,
    no_action,
    os_package,
    override,
    own_python,
    project_manager,
    remove_marker,
    script_env,
    user,
    venv,
)
from pipwise.decide.rows import Row, guards, weigh
from pipwise.model.decision import Answered, Command, Situation, Weighed
from pipwise.model.value import Callable, Mapping, NamedTuple


class Option(NamedTuple):
    """One way out: its name, its risk, and the rows by which it is weighed."""

    name: str
    risk: int
    summary: str
    rows: tuple[Row, ...]
    commands: Callable[[Situation], tuple[Command, ...]]

    @property
    def guards(self) -> tuple[str, ...]:
        """Ids of the questions whose answers decide over it."""
        return guards(self.rows)

    def judge(self, answers: Mapping[str, Answered]) -> Weighed:
        """Its verdict here, and the answers that it stands on."""
        verdict, why = weigh(self.rows, answers)
        return Weighed(self.name, verdict, self.risk, why)


OPTIONS = tuple(
    Option(module.NAME, module.RISK, module.SUMMARY, module.ROWS, module.commands)
    for module in (
        already_satisfied,
        no_action,
        mend_file,
        inject,
        own_python,
        os_package,
        project_manager,
        app,
        script_env,
        existing_venv,
        venv,
        user,
        override,
        remove_marker,
    )
)
