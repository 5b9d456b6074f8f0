"""The state before each command: a file's events folded once, in the order in which they happen."""
