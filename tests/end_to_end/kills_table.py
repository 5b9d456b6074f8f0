"""The table of docs/reference/undo.md, from what a campaign has recorded (``PIPWISE_KILL_RECORD``).

python -m tests.end_to_end.kills_table RECORD …
"""

import json
import sys
from collections import Counter
from pathlib import Path

from tests.end_to_end.ways import WAYS


def main() -> None:
    rows = [json.loads(line) for name in sys.argv[1:] for line in Path(name).read_text().splitlines()]
    made = {row["way"] for row in rows if row["kind"] == "identical"}
    cut = [row for row in rows if row["kind"] == "child" and row["inside"]]
    print("| way | Debian | undone, everything below `/` is identical | killed inside a child | clean |")
    print("|---|---|---|---|---|")
    for way in WAYS:
        if way.name in made:
            mine = [row for row in cut if row["way"] == way.name]
            figures = f"{len(mine)} | {sum(row['clean'] for row in mine)}" if mine else "no child | –"
            print(f"| {way.name} | {way.image.partition('-')[0]} | yes | {figures} |")
    print(f"| all {len(made)} | | {len(made)} | {len(cut)} | {sum(row['clean'] for row in cut)} |")
    print()
    print(Counter(row["who"] for row in cut), Counter(row["how"] for row in cut))


if __name__ == "__main__":
    main()
