"""A name that is no package, but that a package provides in a version, is that package: Debian's types-*."""

from __future__ import annotations

from pipwise.facts.names import look_up_names
from pipwise.intent.requirements import read_requirement
from pipwise.model.known import Known, Unknown
from pipwise.model.names import Named
from pipwise.system.look import Answer
from tests.recorded.look import RecordedLook, machine
from tests.situations import facts

LISTS = {"/var/lib/apt/lists/deb.debian.org_Packages": "", "/var/lib/dpkg/status": ""}
VIRTUAL = """python3-{name}:
  Installed: (none)
  Candidate: (none)
  Version table:
"""
TYPESHED = """python3-typeshed:
  Installed: (none)
  Candidate: 0.0~git20221107.4f381af-1
  Version table:
     0.0~git20221107.4f381af-1 500
        500 http://deb.debian.org/debian bookworm/main amd64 Packages
"""
SHOWPKG = """Package: python3-types-nobody
Versions:\x20

Reverse Depends:\x20
  python3-other,python3-types-nobody
Dependencies:\x20
Provides:\x20
Reverse Provides:\x20
python3-typeshed 0.0~git20221107.4f381af-1 (= 2.28)
Package: python3-zope
Versions:\x20

Reverse Depends:\x20
Dependencies:\x20
Provides:\x20
Reverse Provides:\x20
python3-zope.interface 5.5.2-1+b1 (= )
"""
"""As Debian 12 says it, of a project that no table has."""


def _ask(name: str, **answers: str) -> tuple[Named, list[tuple[str, ...]]]:
    class Talking(RecordedLook):
        def ask(self, argv, **more):  # type: ignore[no-untyped-def]
            self.asked.append(tuple(argv))
            if argv[:2] == ("apt-cache", "policy"):
                text = TYPESHED if "python3-typeshed" in argv else VIRTUAL.format(name=name)
                return Answer(0, text.encode(), b"")
            text = SHOWPKG if argv[0] == "apt-cache" else ""
            return Answer(0 if text else 1, text.encode(), b"")

    look = Talking(machine(LISTS).machine)
    target = Unknown("no Python was looked at")
    (found,) = look_up_names(look, [read_requirement(name)], target, facts().host)
    return found, look.asked


def test_the_package_that_provides_it_in_a_version_is_named() -> None:
    found, asked = _ask("types-nobody")
    assert [(one.package, one.how) for one in found.packages] == [("python3-typeshed", "exact")]
    assert found.packaged == "yes"
    assert isinstance(found.packages[0].upstream, Known)
    assert found.packages[0].upstream.value == "2.28"
    assert isinstance(found.packages[0].version, Known)
    assert found.packages[0].version.value == "0.0~git20221107.4f381af-1"
    assert [argv[1] for argv in asked if argv[0] == "apt-cache"] == ["policy", "showpkg", "policy"]


def test_a_name_that_is_provided_without_a_version_stands_for_another() -> None:
    found, _ = _ask("zope")
    assert (found.packages, found.packaged) == ((), "no")
