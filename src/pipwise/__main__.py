"""``python -m pipwise``."""

import sys

from pipwise.cli.main import main

sys.exit(main())
