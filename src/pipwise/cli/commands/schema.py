"""Print the published, versioned schema of a JSON output; without a name, the names."""

from __future__ import annotations

from pipwise.cli.words import Own
from pipwise.errors import DONE, UsageError
from pipwise.render.schemas import SCHEMAS, schema_text


def run(own: Own, words: tuple[str, ...]) -> int:
    """Print a schema or the list of them."""
    if not words:
        print("\n".join(SCHEMAS))
        return DONE
    if len(words) > 1 or words[0] not in SCHEMAS:
        raise UsageError(f"there is no schema {' '.join(words)!r}", f"the schemas are {', '.join(SCHEMAS)}")
    print(schema_text(words[0]))
    return DONE
