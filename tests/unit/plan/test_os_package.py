"""Plans of OS packages: which packages, by whom, what is fetched first, and a request whose parts go different ways."""

from typing import Any

import pytest

from pipwise.decide import decide
from pipwise.model.decision import Decision, Seen, Situation, Wishes
from pipwise.model.known import Known, Source, Unknown
from pipwise.model.names import Kind, Named, OsPackage
from pipwise.model.outcome import Outcome
from pipwise.model.plan import ChangePackages, MakeDirectory, Plan, RunTool
from pipwise.plan import Workbench, plan
from pipwise.plan.ways.os_package import missing, removal
from tests.situations import ENVS, environment, facts, intent, known, situation

BENCH = Workbench("/own/bin/python", "/cache", "", become=("/usr/bin/sudo",))
LIVE = Source("live", "test")


def packaged(
    name: str, version: str = "2.0-1", installed: str | None = None, specifier: str = "", fit: Any = "fits"
) -> Named:
    package = OsPackage(
        manager="apt",
        package=f"python3-{name}",
        relation="same",
        how="table",
        version=Known(version, LIVE),
        upstream=Known(version.partition("-")[0], LIVE),
        installed=Known(installed, LIVE),
        fit=fit,
        source=LIVE,
    )
    return Named(name, name, specifier, Kind("library"), (package,), "yes")


def nowhere(name: str) -> Named:
    return Named(name, name, "", Kind("library"), (), "no")


def asked(*named: Named, words: tuple[str, ...] = (), **more: Any) -> Situation:
    texts = words or tuple(f"{one.asked}{one.specifier}" for one in named)
    return situation(
        facts=facts(names=named, **more),
        intent=intent("pip", "install", *texts),
        wishes=Wishes(via="os-package"),
    )


def made(one: Situation, bench: Workbench = BENCH) -> Plan:
    return plan(one, decide(one), bench)


def mixed(one: Situation, **options: str) -> Decision:
    decided = decide(one)
    assigned = tuple((text.text, options[text.name]) for text in one.intent.requirements)
    return decided._replace(chosen="os-package", assignments=assigned, goal=None)


def test_all_packages_are_installed_in_one_step_by_whom_the_python_belongs_to() -> None:
    result = made(asked(packaged("six"), packaged("yaml")))
    (step,) = result.steps
    assert isinstance(step, ChangePackages)
    assert (step.manager, step.action, step.packages) == ("apt", "install", ("python3-six", "python3-yaml"))
    assert step.become == ("/usr/bin/sudo",)
    assert (result.proof, result.prove, result.root) == ("os-packages", ("six", "yaml"), "")


def test_what_is_there_and_fits_is_not_installed_again_but_proved() -> None:
    one = asked(packaged("six", installed="2.0-1", specifier=">=2"), packaged("yaml", installed="1.0-1"))
    (step,) = made(one).steps
    assert isinstance(step, ChangePackages)
    assert step.packages == ()
    assert [package for package, _, _ in step.wanted] == ["python3-six", "python3-yaml"]


def test_an_installed_version_that_may_not_fit_is_brought_up_to_the_candidate() -> None:
    (step,) = made(asked(packaged("six", installed="1.0-1", specifier=">=2"))).steps
    assert isinstance(step, ChangePackages)
    assert step.packages == ("python3-six",)
    assert step.wanted == (("python3-six", "six", ">=2"),)


@pytest.mark.parametrize("fit", ["too-old", "too-new", "does-not-fit"])
def test_what_does_not_satisfy_is_not_installed(fit: str) -> None:
    one = asked(packaged("six", specifier=">=9", fit=fit))
    assert decide(one).chosen == ""
    both = asked(packaged("six", specifier=">=9", fit=fit), packaged("yaml"))
    decided = decide(both)
    assert decided.chosen == "os-package"
    assert missing(both, decided) == ("six>=9",)
    (step,) = plan(both, decided, BENCH).steps
    assert isinstance(step, ChangePackages)
    assert step.packages == ("python3-yaml",)


def test_what_is_not_packaged_is_said() -> None:
    one = asked(packaged("six"), nowhere("odd"))
    assert missing(one, decide(one)) == ("odd",)
    assert missing(asked(packaged("six")), decide(asked(packaged("six")))) == ()


def test_lists_that_are_missing_or_old_are_fetched_first() -> None:
    steps = made(asked(packaged("six")), BENCH._replace(lists="the package lists were never fetched")).steps
    assert [step.action for step in steps if isinstance(step, ChangePackages)] == ["refresh", "install"]


def test_another_manager_is_left_to_the_person() -> None:
    own = environment("os", "portage", "present")
    named = packaged("six")
    named = named._replace(
        packages=(named.packages[0]._replace(manager="portage", package="dev-python/six"),)
    )
    one = asked(named, target=known(own))
    assert made(one).steps == ()
    option = next(option for option in decide(one).options if option.option == "os-package")
    assert option.commands[0].argv == ("sudo", "emerge", "--ask", "dev-python/six")


def test_a_conda_environments_packages_go_into_it_without_root() -> None:
    own = environment("conda", "conda", "present", "/home/alice/conda/envs/x")
    named = packaged("six")
    named = named._replace(packages=(named.packages[0]._replace(manager="conda", package="six"),))
    (step,) = made(asked(named, target=known(own))).steps
    assert isinstance(step, ChangePackages)
    assert (step.manager, step.place, step.become) == ("conda", "/home/alice/conda/envs/x", ())


def test_the_module_that_makes_environments_is_a_package_of_debians() -> None:
    one = situation(
        intent=intent("python3", "-m", purpose="other"), outcome=Outcome("fails", "no-venv-module", 1, None)
    )
    decided = decide(one)._replace(chosen="os-package")
    (step,) = plan(one, decided, BENCH).steps
    assert isinstance(step, ChangePackages)
    assert (step.packages, step.wanted) == (("python3.11-venv",), (("python3.11-venv", "", ""),))
    assert missing(one, decided) == ()


def test_what_a_build_lacks_is_installed() -> None:
    one = situation(outcome=Outcome("fails", "build", 1, None, lacking=("libpq-dev", "gcc")))
    (step,) = plan(one, decide(one)._replace(chosen="os-package"), BENCH).steps
    assert isinstance(step, ChangePackages)
    assert step.packages == ("libpq-dev", "gcc")


def test_the_rest_goes_into_an_environment_that_sees_the_packages() -> None:
    one = asked(packaged("six"), packaged("yaml"), nowhere("odd"), words=("six", "yaml", "odd"))
    result = plan(one, mixed(one, six="os-package", yaml="os-package", odd="venv"), BENCH)
    packages, directory, make, install = result.steps
    assert isinstance(packages, ChangePackages)
    assert packages.packages == ("python3-six", "python3-yaml")
    assert directory == MakeDirectory(f"{ENVS}/default")
    assert isinstance(make, RunTool)
    assert "--system-site-packages" in make.argv
    assert isinstance(install, RunTool)
    assert install.argv[-2:] == ("install", "odd")
    assert (result.root, result.fresh) == (f"{ENVS}/default", True)
    assert result.prove == ("six", "yaml", "odd")
    assert missing(one, mixed(one, six="os-package", yaml="os-package", odd="venv")) == ()


def test_the_rest_goes_into_an_environment_that_is_there() -> None:
    seen = Seen("personal", f"{ENVS}/default", "works", python="3.11", has_pip=True)
    one = asked(packaged("six"), nowhere("odd"))._replace(seen=(seen,))
    result = plan(one, mixed(one, six="os-package", odd="existing-venv"), BENCH)
    assert [type(step).__name__ for step in result.steps] == ["ChangePackages", "RunTool"]
    assert (result.root, result.fresh) == (f"{ENVS}/default", False)


def test_a_removal_names_exactly_its_packages() -> None:
    result = removal("apt", ("python3-six", "python3-six"), BENCH)
    assert result.steps == (
        ChangePackages("apt", "remove", ("python3-six",), ("/usr/bin/sudo",), "", (("python3-six", "", ""),)),
    )


def test_a_python_that_nobody_can_name_is_not_asked_to_import() -> None:
    one = asked(packaged("six"), target=Unknown("no such program"))
    step = plan(one, decide(one)._replace(chosen="os-package"), BENCH).steps[0]
    assert isinstance(step, ChangePackages)
    assert step.python == ""
