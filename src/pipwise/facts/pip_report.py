"""What pip itself resolves: ``--dry-run --report``, which the marker does not stop and which builds nothing here.

pip ``_internal/commands/install.py``: only the two options together are exempt from PEP 668's check (pip 22.2 on). A dry
run builds source distributions all the same, which runs their code: ``--only-binary :all:`` forbids that.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from pipwise.model.known import Unknown
from pipwise.model.preview import Incoming
from pipwise.model.value import NamedTuple
from pipwise.system.look import Answer, Look

SINCE = (22, 2)
_PATIENCE = 180.0
_NOBODY = 65_534
# Through a process of its own, since asking has no working directory and, as root, is not to be done as root.
_LAUNCH = (
    "import os, sys\n"
    "uid, cwd, *argv = sys.argv[1:]\n"
    "if int(uid): os.setgroups([]); os.setresgid(int(uid), int(uid), int(uid)); os.setresuid(int(uid), int(uid), int(uid))\n"
    "try: os.chdir(cwd)\n"
    "except OSError: os.chdir('/')\n"
    "os.execv(argv[0], argv)\n"
)
# As ``python -m pip``, but for the working directory, which is no place to import from.
_RUN = (
    "import sys; sys.path.pop(0); sys.argv[0] = 'pip'; "
    "import runpy; runpy.run_module('pip', run_name='__main__', alter_sys=True)"
)
_OURS = ("--dry-run", "--quiet", "--no-input", "--disable-pip-version-check")


class Asked(NamedTuple):
    """One question to a pip."""

    python: str
    flags: tuple[str, ...]
    script: str
    """The pip in a wheel or directory that is run, or '' for the one that the interpreter imports."""
    arguments: tuple[str, ...]
    """pip's own, from ``install`` on or with what stands before it."""
    cwd: str
    variables: Mapping[str, str]
    alone: Mapping[str, str]
    """The variables where nobody asks in root's place: what root's files say has to stand in them."""
    itself: bool = False
    """Whether nobody would not see everything that counts, so that root has to ask itself."""


def ask_pip(look: Look, asked: Asked) -> tuple[Incoming, ...] | Unknown:
    """What would be installed. Root asks as nobody, and as itself only where nobody may not see what is asked about."""
    words = reporting(asked.arguments)
    run = [asked.script] if asked.script else ["-c", _RUN]
    return read_report(ask_weakly(look, asked, [asked.python, "-B", *asked.flags, *run, *words]))


def ask_weakly(look: Look, asked: Asked, argv: list[str]) -> Answer:
    """Run an installer that only tells, with no more power than it takes."""
    power = look.uid == 0 and not asked.itself
    answer = _ask(look, asked, argv, _NOBODY if power else 0)
    return _ask(look, asked, argv, 0) if power and answer.status and _was_not_let(answer) else answer


def reporting(arguments: tuple[str, ...]) -> tuple[str, ...]:
    """The words with which pip reports and does nothing; what stands last counts, so ours do."""
    ours = (*_OURS, "--report", "-", "--only-binary", ":all:")
    at = arguments.index("--") if "--" in arguments else len(arguments)
    kept = tuple(word for word in arguments[:at] if not _is_override(word))
    return (*kept, *ours, *arguments[at:])


def read_report(answer: Answer) -> tuple[Incoming, ...] | Unknown:
    """pip's installation report, version 1 (pip documentation, "Installation Report"); why there is none."""
    if answer.status != 0:
        return Unknown(_complaint(answer))
    text = answer.stdout.decode("utf-8", "replace")
    try:
        listed = json.loads(text[text.index("{") :])["install"]
        return tuple(_incoming(one) for one in listed)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return Unknown(f"pip's report cannot be read: {error}")


def _incoming(one: dict[str, dict[str, dict[str, dict[str, str]]]]) -> Incoming:
    metadata, info = one["metadata"], one["download_info"]
    hashes = info.get("archive_info", {}).get("hashes", {})
    return Incoming(
        str(metadata["name"]),
        str(metadata["version"]),
        str(info["url"]),
        str(hashes.get("sha256", "")),
        bool(one.get("requested")),
        bool(one.get("is_direct")),
    )


def _complaint(answer: Answer) -> str:
    if answer.problem:
        return f"pip gave no answer ({answer.problem})"
    lines = answer.stderr.decode("utf-8", "replace").splitlines()
    said = [line.partition("ERROR:")[2].strip() for line in lines if "ERROR:" in line]
    return said[0] if said else f"pip ended with exit status {answer.status}"


def _was_not_let(answer: Answer) -> bool:
    said = answer.stderr.lower()
    return any(word in said for word in (b"permission denied", b"no such file", b"does not exist"))


def _is_override(word: str) -> bool:
    return len(word) > 4 and "--break-system-packages".startswith(word)


def _ask(look: Look, asked: Asked, argv: list[str], uid: int) -> Answer:
    variables = asked.alone if uid else asked.variables
    launcher = [asked.python, "-I", "-S", "-c", _LAUNCH, str(uid), asked.cwd or "/", *argv]
    return look.ask(launcher, environment=variables, timeout=_PATIENCE)
