#!/usr/bin/env python3
import six  # type: ignore[import-untyped]

print(six.__name__, "ready")
