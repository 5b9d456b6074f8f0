"""pipwise puts every Python package where it belongs."""

__version__ = "0.1.0"
