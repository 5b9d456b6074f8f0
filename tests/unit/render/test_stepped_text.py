"""What becomes of a sudo is said after the plan is known, and is true of it."""

import pytest

from pipwise.model.plan import ChangePackages, MakeDirectory, Plan, RunTool, Step
from pipwise.render.stepped_text import stepped_line

SUDO = ("/usr/bin/sudo",)


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (MakeDirectory("/x"), "sudo is not needed: this is done as alice"),
        (ChangePackages("apt", "install", ("python3-gi",), SUDO), "sudo is called again for apt alone"),
        (ChangePackages("apt", "install", (), SUDO), "sudo is not needed"),
        (ChangePackages("brew", "install", ("six",)), "sudo is not needed"),
        (
            RunTool(("/usr/bin/sudo", "pip", "install"), (), None, (), "install"),
            "sudo is called again for pip",
        ),
        (RunTool(("/x/python", "-m", "pip"), (), None, (), "install"), "sudo is not needed"),
    ],
)
def test_sudo_is_called_again_only_for_what_is_roots(step: Step, said: str) -> None:
    assert said in stepped_line(Plan("x", "", False, (step,), ()), "alice")
