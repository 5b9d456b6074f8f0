"""What a package manager complains of, told apart: each kind is one clear line, with what to do next.

The words are those of the managers in English; in another language the last line of the complaint is shown as it is.
Source: the messages of apt 2.6 to 3.1, dpkg, dnf 4 and 5, zypper 1.14, pacman 6 and 7, apk-tools 2.14, sudo 1.9, doas.
"""

from __future__ import annotations

import re

from pipwise.model.value import NamedTuple


class Complaint(NamedTuple):
    """What is wrong, and what to do next; ``{refresh}`` stands for the command that fetches the lists."""

    code: str
    text: str
    hint: str


# The first that fits counts. Words of a kind on lines of their own.
_TABLE = """
no-root: a terminal is required|no askpass program|a password is required|no tty present|Authorization required
no-root: not in the sudoers|not allowed to (execute|run)|Not authorized|incorrect password|Root privileges are required
locked: [Cc]ould not get lock|is locked by|[Uu]nable to lock|lock database|Waiting for process|frontend lock
disk-full: No space left|not enough free|disk full|needs \\d+\\w* more space
held: Held packages were changed|held broken packages|IgnorePkg|is locked\\b|versionlock|excluded by
pinned: has no installation candidate
outdated: 404 +Not Found|Status code: 404|error: 404
network: [Tt]emporary failure resolving|[Cc]ould not resolve|Failed to fetch|Cannot initiate the connection
network: failed to synchronize|failed retrieving file|Could(n't| not) connect|Network is unreachable|Cannot download
network: Curl error|Timeout was reached|temporary error|Connection (failed|refused|timed out)
broken: dpkg was interrupted|[Uu]nmet dependencies|broken packages|half-configured
removes: Packages need to be removed but remove is disabled
not-there: Unable to locate package|Unable to find a match|No match for argument|target not found|No provider of
not-there: no such package|No available formula|PackagesNotFound
signature: NO_PUBKEY|GPG check FAILED|corrupted package \\(PGP|signatures? (couldn't|could not|is not|are not)|not signed
"""
_KINDS = {
    "no-root": ("nobody was given root", "do it at a terminal, as somebody who may become root"),
    "locked": ("another package manager is at work", "wait for it to end, then do it again"),
    "disk-full": ("there is not enough room on the disk", "make room, then do it again"),
    "held": (
        "a package is held at its version",
        "apt-mark showhold, zypper locks or dnf versionlock tell which",
    ),
    "pinned": ("it has no version that may be installed: it is pinned, or its source is not enabled", ""),
    "outdated": ("the package lists are older than the mirror", "fetch them first: {refresh}"),
    "network": ("the network or the mirror cannot be reached", "do it again when it can"),
    "broken": ("something is unfinished in the package database", "sudo dpkg --configure -a finishes it"),
    "removes": ("something would have to be removed", "decide that by hand"),
    "not-there": ("the package lists do not have it", "fetch them first: {refresh}"),
    "signature": ("a signature could not be verified", "look after the repository's key"),
}


def complaint_of(said: str, refresh: str) -> Complaint | None:
    """The complaint in what a manager said, or None where it is of no kind that is known."""
    for line in _TABLE.strip().splitlines():
        code, _, pattern = line.partition(": ")
        if re.search(pattern, said):
            text, hint = _KINDS[code]
            return Complaint(code, text, hint.replace("{refresh}", refresh))
    return None


def last_words(said: str) -> str:
    """The last line that says what is wrong: with an error's sign before it, else the last of all."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    wrong = [line for line in lines if re.match(r"(E:|[Ee]rror|ERROR|dpkg: error|Failed)", line)]
    return (wrong or lines or [""])[-1][:200]
