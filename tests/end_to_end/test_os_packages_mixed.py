"""A request whose parts go different ways: some from apt, the rest in an environment that sees them."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from tests.end_to_end.conftest import CHECKOUT, Desk
from tests.end_to_end.test_os_packages import as_it_was
from tests.rigs.managers import sure

# A decision by hand: which names are assigned to what is decided elsewhere.
SCRIPT = """
from pipwise.cli.carrying import Order, carry
from pipwise.cli.os_packages import bench_for
from pipwise.cli.looking import live_look
from pipwise.cli.session import decision_for
from pipwise.cli.words import Own
from pipwise.cli.workshop import new_hands, workbench
from pipwise.execute.prove import what_to_prove
from pipwise.execute.provers import PROVERS
from pipwise.model.decision import Wishes
from pipwise.plan import plan

look, hands = live_look(Own()), new_hands()
words = ("pip", "install", "--no-index", "--find-links", "/payload/wheels", "rich", "pep668demo")
situation, decision = decision_for(look, words, Wishes(via="os-package"))
assigned = (("rich", "os-package"), ("pep668demo", "venv"))
decision = decision._replace(chosen="os-package", assignments=assigned)
made = plan(situation, decision, bench_for(look, situation, workbench(look, situation.directories)))
wanted = what_to_prove(look, situation.intent, made)
carry(look, hands, Order(made, ("install", "rich", "pep668demo"), "", situation.directories.state))
for proof in PROVERS[made.proof](look, hands, made, wanted, True):
    print(proof.project, proof.imported, proof.package.partition(" ")[0])
print(made.root)
"""


def test_a_part_from_apt_and_the_rest_in_an_environment_that_sees_it(
    desks: Callable[[str], AbstractContextManager[Desk]],
) -> None:
    with desks("bookworm-venv") as desk:
        sure(desk.machine, "apt-get update -qq")
        desk.machine.write("/tmp/mixed.py", SCRIPT)
        with as_it_was(desk, "apt"):
            done = desk.machine.run(
                [f"{CHECKOUT}/.pipwise/run/bin/python", "/tmp/mixed.py"],
                user="alice",
                cwd="/home/alice",
                env={"PYTHONPATH": f"{CHECKOUT}/src"},
                timeout=300,
            )
            assert done.status == 0, done.stderr
            *proved, root = done.stdout.splitlines()
            assert [line.split() for line in proved] == [
                ["rich", "yes", "python3-rich"],
                ["pep668demo", "yes"],
            ]
            both = desk.shell(f"{root}/bin/python -c 'import rich, pep668demo; print(rich.__file__)'")
            assert both.stdout.startswith("/usr/lib/python3/dist-packages/rich"), both.stderr
            undone = desk.pipwise("undo", "--yes", cwd="/home/alice")
            assert undone.status == 0, undone.stderr
            assert not desk.machine.exists(root)
