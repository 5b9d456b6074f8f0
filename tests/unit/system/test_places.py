"""The XDG rule that is written out here is platformdirs' own."""

import sys

import platformdirs
import pytest

from pipwise.system import places


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere platformdirs itself is used")
@pytest.mark.parametrize(
    "variables", [{}, {"XDG_DATA_HOME": "/d", "XDG_CACHE_HOME": "/c", "XDG_STATE_HOME": "/s"}]
)
def test_places_are_where_platformdirs_has_them(
    variables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("HOME", "/home/alice")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert places.data_directory() == platformdirs.user_data_dir("pipwise", appauthor=False)
    assert places.cache_directory() == platformdirs.user_cache_dir("pipwise", appauthor=False)
    assert places.state_directory() == platformdirs.user_state_dir("pipwise", appauthor=False)


def test_roots_journal_is_the_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert places.state_directory() == "/var/lib/pipwise"
