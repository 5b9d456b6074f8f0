"""Everything that is locked has a licence that we accept, and the table says what the distribution itself says."""

from __future__ import annotations

import re
from importlib import metadata

import pytest

from sbom import read_licences
from tests.architecture.tree import ROOT
from wheels import normalise

# What reaches users: it may be passed on with pipwise, under pipwise's licence, with a notice.
SHIPPED = {"MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "PSF-2.0", "ISC"}
# What only works on pipwise: any free licence will do.
TOOLS = SHIPPED | {"MIT-0", "MPL-2.0", "LicenseRef-Public-Domain", "GPL-3.0-or-later"}
ALLOWED = {"run": SHIPPED, "test": TOOLS, "docs": TOOLS, "release": TOOLS}
# What metadata without an SPDX expression says, as SPDX has it.
SAYS = {
    "Apache Software License": {"Apache-2.0"},
    "BSD License": {"BSD-2-Clause", "BSD-3-Clause"},
    "GNU General Public License (GPL)": {"GPL-3.0-or-later"},
    "ISC License (ISCL)": {"ISC"},
    "MIT License": {"MIT"},
    "Mozilla Public License 2.0 (MPL 2.0)": {"MPL-2.0"},
    "Public Domain": {"LicenseRef-Public-Domain"},
    "Python Software Foundation License": {"PSF-2.0"},
}
TABLE = read_licences()


def pins(lock: str) -> set[str]:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    return {normalise(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)}


def licences(expression: str) -> set[str]:
    """The licences that an SPDX expression speaks of; of those joined by OR one is enough, and the first is taken."""
    return {part.partition(" OR ")[0].strip("() ") for part in expression.split(" AND ")}


def test_the_table_has_what_is_locked_and_nothing_else() -> None:
    assert set().union(*map(pins, ALLOWED)) == set(TABLE)


def test_every_lock_is_looked_at() -> None:
    assert {path.stem for path in (ROOT / "requirements").glob("*.txt")} == set(ALLOWED)


@pytest.mark.parametrize("lock", ALLOWED)
def test_every_licence_is_one_that_we_accept(lock: str) -> None:
    assert {name: TABLE[name] for name in pins(lock) if not licences(TABLE[name]) <= ALLOWED[lock]} == {}


@pytest.mark.parametrize(
    "expression", ["GPL-3.0-or-later", "MIT AND AGPL-3.0-only", "MPL-2.0", "LicenseRef-Proprietary", ""]
)
def test_another_licence_in_what_users_get_is_found(expression: str) -> None:
    assert not licences(expression) <= SHIPPED


def test_the_table_says_what_the_distributions_say() -> None:
    wrong, seen = [], 0
    for name in pins("run") | pins("test"):
        try:
            told = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue  # it is for another platform
        seen += 1
        classed = [
            one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or [] if one.startswith("License")
        ]
        if "License-Expression" in told:
            agrees = told["License-Expression"] == TABLE[name]
        elif classed:
            agrees = all(SAYS[one] & licences(TABLE[name]) for one in classed)
        else:
            agrees = told["License"] in licences(TABLE[name])
        if not agrees:
            wrong.append(name)
    assert wrong == []
    assert seen > 20
