"""Disposable Debian machines, small wheels and old installers for the tests that need the real thing."""
