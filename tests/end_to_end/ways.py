"""Every way out that is carried out, as the tests that kill use it: one line each."""

from typing import NamedTuple

from tests.end_to_end.conftest import OFFLINE


class Way(NamedTuple):
    """How to come to it, in a project's directory that is made for it."""

    name: str
    image: str
    words: tuple[str, ...]
    """What pipwise is called with."""
    prepare: str = ""
    """A line of shell that makes the world before, in which ``pipwise`` and ``$offline`` can be used; it is taken for given."""
    uv: bool = False
    """Whether a uv stands on PATH."""
    user: str = "alice"
    watch: tuple[str, ...] = ()
    """What is compared beside the home directory."""


WAYS = (
    Way("venv", "bookworm-bare", ("install", *OFFLINE, "pep668needs")),
    Way(
        "existing-venv",
        "bookworm-bare",
        ("install", *OFFLINE, "-U", "pep668demo", "pep668needs"),
        "pipwise install $offline pep668demo==1.0",
    ),
    Way("venv by uv", "trixie-bare", ("install", "six"), uv=True),
    Way(
        "existing-venv by uv", "trixie-bare", ("install", "-U", "six"), "pipwise install six==1.16.0", uv=True
    ),
    Way(
        "broken",
        "bookworm-bare",
        ("install", *OFFLINE, "--yes", "pep668demo"),
        "mkdir -p .venv/bin; touch .venv/pyvenv.cfg",
    ),
)
