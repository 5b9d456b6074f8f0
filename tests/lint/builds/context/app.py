#!/usr/bin/env python3
import six

print(six.__name__, "ready")
