"""Runs pipwise and kills it at one of the moments at which it changes something; run in a machine, by pipwise's own Python.

victim.py MOMENT FILE WORDS …    FILE gets the number of moments where it lives on
"""

import importlib.util
import os
import sys


def main() -> None:
    chosen, file, words = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
    place = os.path.join(os.path.dirname(os.path.abspath(__file__)), "moments.py")
    spec = importlib.util.spec_from_file_location("moments", place)
    assert spec is not None
    assert spec.loader is not None
    moments = importlib.util.module_from_spec(spec)
    sys.modules["moments"] = moments
    spec.loader.exec_module(moments)
    counted = moments.Moments(chosen, moments.KILL)
    counted.instrument()
    from pipwise.cli.main import main as pipwise

    sys.argv[0] = "pipwise"
    status = pipwise(words)
    with open(file, "w", encoding="ascii") as said:
        said.write(str(counted.count))
    sys.exit(status)


if __name__ == "__main__":
    main()
