"""Where a command stands, and who will import what it installs: facts that decide, though no interpreter knows them."""

from __future__ import annotations

from pipwise.model.known import Fact, Source, Unknown
from pipwise.model.value import Literal, NamedTuple

Standing = Literal[
    "unknown",
    "terminal",
    "dockerfile",
    "workflow",
    "script",
    "notebook",
    "documentation",
    "playbook",
    "service",
    "installer",
    "action",
    "role",
    "cloud-init",
    "start-up",
    "editor",
    "maintainer-script",
]
"""What kind of thing the command stands in. From ``installer`` on it is usually somebody else's."""


class Consumer(NamedTuple):
    """Who will import it; an environment that the consumer never sees is no answer."""

    kind: Literal["person", "service", "ansible", "kernel", "os-program"]
    python: str = ""
    """The interpreter that it imports with, where that is known."""


class Call(NamedTuple):
    """The place in which the command stands."""

    standing: Standing = "unknown"
    source: Source = Source("given", "nothing was said of where the command stands")
    file: str = ""
    """The file, as far as it is named."""
    line: int = 0
    """Counted from 1; 0 where it is not known."""
    consumer: Fact[Consumer] = Unknown("nothing was said of who will import it")
