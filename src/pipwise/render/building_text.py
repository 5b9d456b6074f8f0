"""What a failed build lacks, and what is built already, as lines for people."""

from __future__ import annotations

from pipwise.decide.building import Lack
from pipwise.decide.reasons import quoted
from pipwise.facts.becoming import becoming
from pipwise.facts.package_lists import why_refresh
from pipwise.model.plan import ChangePackages
from pipwise.render.packages_text import plain_command
from pipwise.system.look import Look


def building_lines(look: Look, manager: str, lack: Lack) -> list[str]:
    """The packages, with the command that installs them."""
    what = ", ".join(lack.projects) or "something"
    missed = f" (it missed {', '.join(lack.missed)})" if lack.missed else ""
    failed = f"{what} is built from source here, and the build failed{missed}"
    if not lack.packages:
        return [f"{failed}; of what the operating system has, nothing is known to be missing"]
    step = ChangePackages(manager, "install", lack.packages)
    able = look.uid == 0 or bool(becoming(look))
    lines = [f"{failed}. What it lacks{'' if able else ', as root'}:"]
    if why_refresh(look, manager):
        refresh = ChangePackages(manager, "refresh", ())
        lines.append(f"  {plain_command(refresh, root=look.uid == 0 or not able)}")
    return [*lines, f"  {plain_command(step, root=look.uid == 0 or not able)}"]


def ready_lines(ready: list[tuple[str, str]], name: str) -> list[str]:
    """What the operating system has built already."""
    if not ready:
        return []
    packages, asked = (", ".join(one[1] for one in ready), " ".join(quoted(one[0]) for one in ready))
    return [
        f"the operating system has it built already ({packages}):",
        f"  {name} install --via os-package {asked}",
    ]
