"""Every way out that is carried out, as the tests that kill use it: one line each."""

from typing import NamedTuple

from pipwise.plan import WAYS as CARRIED_OUT
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
    option: str = "venv"
    """The way out by its name in the register; a line for one that is not carried out yet waits for it."""


_UV_PROJECT = """printf '[project]\\nname = "demo"\\nversion = "1"\\nrequires-python = ">=3.9"\\n' >pyproject.toml && uv lock"""
_ALL = (
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
    Way("app", "bookworm-bare", ("install", *OFFLINE, "--via", "app", "pep668app"), option="app"),
    Way(
        "script",
        "bookworm-bare",
        ("install", "--for", "script.py", "six"),
        "touch script.py",
        option="script-env",
    ),
    Way("project by uv", "trixie-bare", ("install", "six"), _UV_PROJECT, uv=True, option="project-manager"),
    Way(
        "os-package",
        "bookworm-pip",
        ("install", "--via", "os-package", "--yes", "six"),
        "apt-get update -qq",
        user="root",
        watch=("/usr", "/etc", "/opt"),
        option="os-package",
    ),
)
WAYS = tuple(way for way in _ALL if way.option in CARRIED_OUT)
