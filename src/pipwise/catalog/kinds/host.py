"""What plug-ins are plugged into: the type of a row of the table of hosts."""

from __future__ import annotations

from pipwise.model.value import Literal, NamedTuple


class Host(NamedTuple):
    """A program or library that finds its plug-ins by their entry points, or by how they are named."""

    project: str
    """The PyPI project, or the operating system's program where ``what`` says so."""
    what: Literal["application", "library", "program"]
    """``application``: its plug-ins go into its own environment; ``library``: into the venv of whoever imports it (pytest,
    sphinx, flask); ``program``: the operating system installs it, and its plug-ins run in the operating system's Python."""
    families: tuple[str, ...] = ()
    """How its plug-ins are named: ``httpie-*``, with one star at an end or in the middle."""
    groups: tuple[str, ...] = ()
    """The entry-point groups that it loads; a star at the end stands for whatever follows."""
    besides: tuple[str, ...] = ()
    """Projects that are named like its plug-ins, and are none."""
