"""OS package managers as modules: argument builders and output parsers."""
