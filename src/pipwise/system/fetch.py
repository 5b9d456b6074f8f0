"""What a stage may ask of a server: the protocol, and the values that it answers with. It only fetches."""

from __future__ import annotations

from pipwise.model.value import Literal, NamedTuple, Protocol

Problem = Literal[
    "", "timeout", "no-host", "no-connection", "certificate", "insecure", "too-much", "broken", "no-ssl"
]


class Access(NamedTuple):
    """How servers are reached: pip's settings proxy, cert, client-cert, trusted-host, timeout, and known logins."""

    proxy: str = ""
    certificates: str = ""
    """A file or directory of certificates to check servers against; '' for the system's."""
    client_certificate: str = ""
    trusted: frozenset[str] = frozenset()
    """Hosts, or hosts with port, that need no certificate and may be asked without TLS."""
    timeout: float = 15.0
    logins: tuple[tuple[str, str, str], ...] = ()
    """(host, user, password) of the URLs of indexes: they hold for every file on that host, as pip takes it."""
    netrc: str = ""
    """The file with other logins; '' for none."""


class Reply(NamedTuple):
    """What a server has said."""

    status: int | None
    """None where there was no answer; ``problem`` says why."""
    url: str
    """Where the answer came from, after redirects."""
    kind: str = ""
    """Content-Type."""
    size: int | None = None
    """Bytes of the whole file: from Content-Range, or from Content-Length of an answer that is the whole."""
    body: bytes = b""
    problem: Problem = ""


class Fetch(Protocol):
    """A network that can only be read. No answer is an error: everything is a Reply."""

    def get(self, url: str, *, accept: str = "", part: str = "", limit: int = 8_000_000) -> Reply:
        """GET; ``part`` is a byte range as HTTP writes it (``-65536``, ``0-99``); more than ``limit`` bytes are not read."""

    def head(self, url: str) -> Reply:
        """HEAD: no body, but how large the file is."""
