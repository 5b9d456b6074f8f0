"""What pipwise itself is imported from, where it has no environment of its own: nobody saws off the branch they sit on."""

from __future__ import annotations

_NEEDED = frozenset(
    (
        *("pipwise", "packaging", "platformdirs", "rich", "markdown-it-py", "mdurl", "pygments"),
        *("virtualenv", "distlib", "filelock"),
    )
)


def own_projects() -> tuple[tuple[str, str], ...]:
    """(directory, project) of pipwise and of what it stands on; nothing where it has an environment of its own."""
    import sys
    from importlib.metadata import distributions

    if sys.prefix != sys.base_prefix:
        return ()
    # A half-removed distribution has no name.
    found = ((str(one.locate_file("")), str(one.metadata["Name"] or "")) for one in distributions())
    named = ((place, name.lower().replace("_", "-")) for place, name in found)
    return tuple((place, name) for place, name in named if name in _NEEDED)
