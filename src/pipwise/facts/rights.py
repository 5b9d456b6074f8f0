"""What another account may do with a path, by the modes of the file and of the directories above it."""

from __future__ import annotations

from pipwise.facts.glance import text
from pipwise.model.value import Literal
from pipwise.system.look import Account, Look, Stat

_BITS = {"read": 4, "write": 2, "execute": 1}


def may_as(look: Look, account: Account, path: str, what: Literal["read", "write", "execute"]) -> bool:
    """Whether this account may; OSError where the caller cannot see so far. Access control lists are not looked at."""
    if account.uid == 0:
        return True
    groups = _groups(look, account)
    real = look.realpath(path)
    parts = [part for part in real.split("/") if part]
    above = ["/" + "/".join(parts[:count]) for count in range(len(parts))]
    return all(_permits(look.stat(parent), account, groups, "execute") for parent in above) and _permits(
        look.stat(real), account, groups, what
    )


def _permits(stat: Stat, account: Account, groups: frozenset[int], what: str) -> bool:
    """The one class of bits that counts: the owner's, else the group's, else the others'."""
    shift = 6 if stat.uid == account.uid else 3 if stat.gid in groups else 0
    return bool(stat.mode >> shift & _BITS[what])


def _groups(look: Look, account: Account) -> frozenset[int]:
    rows = (line.split(":") for line in text(look, "/etc/group").splitlines())
    named = (row[2] for row in rows if len(row) > 3 and account.name in row[3].split(","))
    return frozenset((account.gid, *(int(number) for number in named if number.isdecimal())))
