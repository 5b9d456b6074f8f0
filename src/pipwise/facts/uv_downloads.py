"""Whether uv would fetch a Python that it does not find (uv ``crates/uv-python/src/installation.rs``, ``downloads.rs``)."""

from __future__ import annotations

from pipwise.facts.uv_discovery import Search
from pipwise.facts.uv_options import configured, environment_value, flag, switch
from pipwise.model.facts import Settings
from pipwise.model.intent import Arguments

_OFFERED = ((3, 7), (3, 15))
"""The oldest and newest minor versions that uv 0.13.9 offers."""
_ALWAYS = ("auto", "automatic", "true", "1")


def would_download(arguments: Arguments, settings: Settings, search: Search) -> bool:
    """Whether a search that finds nothing ends in a download: it may, it is not offline, and there is such a Python."""
    if search.environments == "explicit-system" or search.order == "only-system":
        return False
    if (
        flag(arguments, settings, "offline", "UV_OFFLINE")
        or configured(settings, "offline", ("global",)) == "true"
    ):
        return False
    if switch(arguments, "python-downloads") is False:
        return False
    said = environment_value(settings, "UV_PYTHON_DOWNLOADS") or configured(
        settings, "python-downloads", ("global",)
    )
    return (said or "auto").lower() in _ALWAYS and _is_offered(search)


def _is_offered(search: Search) -> bool:
    request = search.request
    if request.kind in ("directory", "file", "name", "invalid"):
        return False
    version = request.version[:2]
    return len(version) < 2 or _OFFERED[0] <= version <= _OFFERED[1]
