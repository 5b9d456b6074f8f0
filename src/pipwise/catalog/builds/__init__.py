"""What the building of a Python project wants from Debian and its relatives: headers, and programs beside the compiler."""

from pipwise.catalog.builds.table import load_table, wants_of

__all__ = ["load_table", "wants_of"]
