"""How a marker stands: whose it is, diverted or set aside, and strays where no installer looks."""

from __future__ import annotations

from pipwise.facts.diversions import DATABASE, Diversion, diversion_of
from pipwise.facts.marker_standing import set_aside, standing_of
from pipwise.model.known import Known, Source, Unknown
from pipwise.system.look import Answer
from tests.recorded.look import Node, RecordedLook, directory, file, machine, program
from tests.situations import environment

STDLIB = "/usr/lib/python3.11"
PATH = f"{STDLIB}/EXTERNALLY-MANAGED"
ASKED = ("dpkg-query", "-S", PATH)
# Of a real bookworm, after dpkg-divert.
DIVERSIONS = f"/bin/sh\n/bin/sh.distrib\ndash\n{PATH}\n{PATH}.distrib\n:\n"


def look(
    files: dict[str, Node | str], said: str = "libpython3.11-stdlib:amd64: ", uid: int = 0
) -> RecordedLook:
    answer = Answer(0, f"{said}{PATH}\n".encode(), b"")
    return machine({"/usr/bin/dpkg-query": program(), **files}, answers={ASKED: answer}, uid=uid)


def test_a_marker_of_a_package() -> None:
    standing = standing_of(look({PATH: "x"}, uid=1000), environment())
    assert (standing.mode, standing.aside, standing.strays, standing.writable) == (0o644, (), (), False)
    assert isinstance(standing.package, Known)
    assert standing.package.value == "libpython3.11-stdlib"


def test_a_diverted_marker_still_has_its_package() -> None:
    found = look(
        {f"{PATH}.distrib": "x", DATABASE: DIVERSIONS},
        f"local diversion from: {PATH}\nlibpython3.11-stdlib: ",
    )
    standing = standing_of(found, environment())
    assert standing.mode is None
    assert standing.diversion == Known(Diversion(PATH, f"{PATH}.distrib", ":"), Source("live", DATABASE))
    assert isinstance(standing.package, Known)
    assert standing.package.value == "libpython3.11-stdlib"


def test_another_files_diversion_is_none_of_it() -> None:
    assert diversion_of(machine({DATABASE: DIVERSIONS}), "/bin/dash") == Known(None, Source("live", DATABASE))
    assert diversion_of(machine({}), PATH) == Known(None, Source("live", DATABASE))


def test_diversions_that_may_not_be_read_are_not_none() -> None:
    found = diversion_of(machine({DATABASE: file(DIVERSIONS, mode=0o600)}, uid=1000), PATH)
    assert found == Unknown(f"{DATABASE}: Permission denied")


def test_only_the_operating_systems_manager_is_asked() -> None:
    standing = standing_of(look({PATH: "x"}), environment("uv", "uv"))
    assert isinstance(standing.package, Known)
    assert standing.package.value == ""


def test_markers_that_were_set_aside_are_in_order() -> None:
    files: dict[str, Node | str] = {f"{PATH}.pipwise{end}": "x" for end in ("-10", "", "-2", "-x", "-")}
    assert set_aside(machine(files), STDLIB) == tuple(f"{PATH}.pipwise{end}" for end in ("", "-2", "-10"))


def test_a_marker_where_no_installer_looks_is_a_stray() -> None:
    strays = ("/usr/lib/python3/EXTERNALLY-MANAGED", "/usr/local/lib/python3.11/EXTERNALLY-MANAGED")
    standing = standing_of(look(dict.fromkeys((*strays, PATH), "x")), environment())
    assert standing.strays == strays


def test_a_directory_that_may_be_written() -> None:
    found = look({PATH: "x", STDLIB: directory(0o755, uid=1000)}, uid=1000)
    assert standing_of(found, environment()).writable
