"""Runs inside a rig, as the user and in the directory of a cell: ``pipwise why --json -- COMMAND``, as the checkout's product."""

# ruff: noqa: E402

from __future__ import annotations

import sys

sys.path[:0] = ["/pipwise/src", "/pipwise/site"]

from pipwise.cli.main import main

sys.exit(main(["why", "--json", "--", *sys.argv[1:]]))
