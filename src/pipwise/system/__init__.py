"""The only door to the operating system: ``look`` asks and reads, ``hands`` changes."""
