"""What the owner of a machine, of a project, or of an account wants decided in one way."""

from __future__ import annotations

from pipwise.model.value import Literal, NamedTuple


class Policy(NamedTuple):
    """Rules from files and variables; what is forbidden anywhere is forbidden."""

    forbid: tuple[tuple[str, str], ...] = ()
    """(way out, the file or variable that forbids it)."""
    prefer: tuple[str, ...] = ()
    """Ways out that go before others where they are possible; the first one first."""
    engine: Literal["", "auto", "pip"] = ""
    """``pip``: uv is not used even where it would do exactly what pip does."""
    environments: str = ""
    """Directory of the personal environments."""
