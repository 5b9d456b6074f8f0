"""Who needs a package, from the lines of a real dpkg status file (Debian 12)."""

from pathlib import Path

from pipwise.facts.dependents import dependents_of
from pipwise.model.preview import Dependents
from pipwise.system.real import RealLook

STATUS = """Package: python3-requests
Status: install ok installed
Version: 2.28.1+dfsg-1
Depends: python3-certifi, python3-chardet (>= 3.0.2), python3-urllib3 (>= 1.21.1), python3:any
Suggests: python3-cryptography (>= 1.3.4)
Description: elegant and simple HTTP library for Python3, built for human beings
 Depends: this line is a description

Package: python3-urllib3
Status: install ok installed
Pre-Depends: python3-six | python3-more (>= 1)

Package: gone
Status: deinstall ok config-files
Depends: python3-six

Package: python3-six
Status: install ok installed
"""


def test_alternatives_and_versions_count_and_what_was_removed_does_not(tmp_path: Path) -> None:
    (tmp_path / "var/lib/dpkg").mkdir(parents=True)
    (tmp_path / "var/lib/dpkg/status").write_text(STATUS)
    look = RealLook(root=str(tmp_path), environment={})
    assert dependents_of(look, "apt", ("python3-six", "python3-urllib3", "python3-requests")) == (
        Dependents("python3-six", ("python3-urllib3",)),
        Dependents("python3-urllib3", ("python3-requests",)),
    )


def test_other_managers_are_not_asked(tmp_path: Path) -> None:
    assert dependents_of(RealLook(root=str(tmp_path)), "dnf", ("python3-six",)) == ()
