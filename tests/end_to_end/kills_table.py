"""The table of docs/reference/undo.md, from what a campaign has recorded (``PIPWISE_KILL_RECORD``).

python -m tests.end_to_end.kills_table RECORD …
"""

import json
import sys
from collections import Counter
from pathlib import Path

from tests.end_to_end.ways import WAYS

_KILLS = ("pipwise", "child", "last", "group")


def main() -> None:
    rows = [json.loads(line) for name in sys.argv[1:] for line in Path(name).read_text().splitlines()]
    made = {row["way"] for row in rows if row["kind"] == "identical"}
    cut = [row for row in rows if row["kind"] == "child" and row["inside"]]
    own = [row for row in rows if row["kind"] == "own"]
    print("| way | undone, `/` is identical | killed inside a child | clean | killed at its own | clean |")
    print("|---|---|---|---|---|---|")
    for way in WAYS:
        if way.name not in made:
            continue
        numbers = [
            str(number or "–")
            for some in (cut, own)
            for number in (
                sum(row["way"] == way.name for row in some),
                sum(row["way"] == way.name and row["clean"] for row in some),
            )
        ]
        print(f"| {way.name} ({way.image.partition('-')[0]}) | yes | {' | '.join(numbers)} |")
    total = [len(cut), sum(row["clean"] for row in cut), len(own), sum(row["clean"] for row in own)]
    print(f"| all {len(made)} | {len(made)} | {' | '.join(map(str, total))} |")
    print()
    print(Counter(row["who"] for row in cut), Counter(row["how"] for row in cut))


if __name__ == "__main__":
    main()
