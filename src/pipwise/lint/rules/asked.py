"""What a call asks for, in the words that rules need: options by pip's and uv's own names."""

from __future__ import annotations

from pipwise.lint.sites import Site
from pipwise.predict.codes import OUTCOME_CODES

DISPOSABLE = ("dockerfile", "ci", "github-actions", "gitlab")
"""Where what is changed is thrown away with the image or the runner."""
_OVERRIDES = ("override_externally_managed", "break-system-packages")
_TRUE = ("1", "true", "yes", "on", "y", "t")


def option(site: Site, *names: str) -> str:
    """The value of an option that was typed; ``True`` for a switch, '' for none."""
    options = dict(site.intent.arguments.options)
    return next((str(options[name]) for name in names if options.get(name)), "")


def overrides(site: Site) -> bool:
    """Whether the override stands in the command itself."""
    return bool(option(site, *_OVERRIDES))


def is_true(value: str) -> bool:
    """Whether pip takes a value for yes."""
    return value.strip().lower() in _TRUE


def installs(site: Site) -> bool:
    """Whether the call would add or replace something."""
    return site.intent.purpose == "install"


def on_os_python(site: Site) -> bool:
    """Whether the Python is certainly the operating system's."""
    return site.python is not None and site.python.kind == "os"


def is_marked(site: Site) -> bool:
    """Whether the Python is certainly marked, or was before the file removed the marker."""
    return on_os_python(site) and site.platform is not None and site.platform.marker == "yes"


def says(site: Site) -> str:
    """What the outcome is, in a sentence."""
    told = site.outcome.message.strip()
    return told.splitlines()[0][:200] if told else OUTCOME_CODES.get(site.outcome.code, "")


def names(site: Site) -> tuple[str, ...]:
    """The projects that are asked for."""
    return tuple(requirement.name for requirement in site.intent.requirements if requirement.name)
