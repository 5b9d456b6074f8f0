"""A machine to be damaged."""

from pathlib import Path

import pytest

from tests.unit.audit.debian import Debian


@pytest.fixture
def debian(tmp_path: Path) -> Debian:
    return Debian(tmp_path)
