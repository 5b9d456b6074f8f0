"""Projects that people ask for end usable, by the way that was recorded; where there is no wheel, the build's needs are named."""

import pytest

from tests.end_to_end.packages import ROWS, Row, package_desk, recorded, state, try_row
from tests.rigs import payload, wheels
from tests.rigs.machine import available


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_it_ends_usable_and_is_taken_back(row: Row, tmp_path_factory: pytest.TempPathFactory) -> None:
    reason = available()
    if reason:
        pytest.skip(reason)
    shared = tmp_path_factory.mktemp("packages")
    payload.build(shared / "payload")
    wheels.copy_pipx(shared / "payload/wheels")
    for path in (shared.parent, shared, *(shared / "payload").rglob("*")):
        path.chmod(0o755)
    with package_desk(row, shared) as desk:
        found = try_row(desk, row, state(desk, row))
    assert found.way == row.way
    assert bool(found.needs) == row.build
    assert [*found.needs] == recorded()[row.name]["needs"]


def test_every_row_was_recorded_and_nothing_else() -> None:
    assert list(recorded()) == [row.name for row in ROWS]
    assert all(recorded()[row.name]["way"] == row.way for row in ROWS)
