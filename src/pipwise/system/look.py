"""What a stage may ask of the machine without changing it: the protocol, and the values that it answers with."""

from __future__ import annotations

from pipwise.model.value import Iterator, Literal, Mapping, NamedTuple, Protocol, Sequence


class Stat(NamedTuple):
    """What ``stat(2)`` says, as far as anybody here wants to know."""

    kind: Literal["file", "directory", "link", "other"]
    mode: int
    uid: int
    gid: int
    device: int
    inode: int
    size: int
    mtime_ns: int
    ctime_ns: int = 0
    """When the inode was last changed or given another name, which nobody can set; 0 where it is not known."""


class Answer(NamedTuple):
    """What a process that was asked has said."""

    status: int | None
    """Exit status; negative for a signal; None where it could not be run or did not end in time."""
    stdout: bytes
    stderr: bytes
    problem: Literal["", "timeout", "not-found", "not-permitted", "not-executable", "too-much-output"] = ""


class Account(NamedTuple):
    """One line of the account database."""

    name: str
    uid: int
    gid: int
    home: str
    shell: str


class Look(Protocol):
    """A machine that can only be looked at. Paths are ``str`` with surrogateescape; errors are ``OSError``."""

    @property
    def environment(self) -> Mapping[str, str]:
        """Environment variables of the caller."""

    @property
    def cwd(self) -> str:
        """The working directory, or '' where it is gone."""

    @property
    def uid(self) -> int:
        """Effective user id."""

    @property
    def platform(self) -> str:
        """``sys.platform``."""

    @property
    def home(self) -> str | None:
        """The caller's home directory: HOME, else the account's; None where neither is there."""

    def account(self, who: int | str) -> Account | None:
        """The account of a user id or name."""

    def terminal(self, stream: Literal["stdin", "stdout", "stderr"]) -> bool:
        """Whether a standard stream is a terminal."""

    def read(self, path: str, limit: int = 4_000_000) -> bytes:
        """The first ``limit`` bytes of a regular file."""

    def stat(self, path: str, *, follow: bool = True) -> Stat:
        """What stands at a path."""

    def list(self, path: str) -> tuple[str, ...]:
        """Sorted names in a directory."""

    def walk(self, path: str) -> Iterator[tuple[str, Stat]]:
        """Every path below a directory, relative to it, parents first; links are not followed, what is unreadable is left out."""

    def readlink(self, path: str) -> str:
        """Where a symbolic link points."""

    def realpath(self, path: str) -> str:
        """The path without symbolic links; what cannot be resolved stays as it is."""

    def may(self, path: str, what: Literal["read", "write", "execute"]) -> bool:
        """Whether the caller may do that with what stands at a path."""

    def ask(
        self,
        argv: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        timeout: float = 10.0,
        stdin: bytes = b"",
    ) -> Answer:
        """Run a process that only answers a question, without a shell."""

    def recall(self, key: str) -> bytes | None:
        """What was remembered under a key, or None. The cache is disposable."""

    def remember(self, key: str, value: bytes) -> None:
        """Keep an answer under a key; silently does nothing where it cannot."""
