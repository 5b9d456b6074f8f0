"""Plan files on the disk: whose they may be, what they have to look like, and what one may be written over."""

from __future__ import annotations

import json

from pipwise.errors import Refused, UsageError
from pipwise.render.plain import Plain
from pipwise.render.plan_file import SCHEMA, Asked
from pipwise.system.look import Look

_MOST = 16_000_000
_HINT = "pipwise install --plan-out FILE … writes one"


def read_plan(look: Look, path: str) -> tuple[Asked, dict[str, Plain]]:
    """What was asked, and the whole document. Raises ``UsageError``, and ``Refused`` for a file that others may write."""
    try:
        stat = look.stat(path)
        text = look.read(path, _MOST)
    except OSError as error:
        raise UsageError(f"{path}: it cannot be read", error.strerror or "", _HINT) from None
    if stat.uid not in (0, look.uid) or stat.mode & 0o022:
        raise Refused(
            f"{path} may have been changed by somebody else since it was reviewed",
            "it belongs to another user" if stat.uid not in (0, look.uid) else "others may write it",
            "make a new plan, or make the file yours alone when you have read it again",
        )
    document = _loaded(path, text)
    schema = document.get("schema")
    if schema != SCHEMA:
        newer = str(schema).startswith("pipwise/plan-file/")
        why = f"its schema is {str(schema)[:60]}, and this pipwise knows {SCHEMA}" if newer else ""
        raise UsageError(f"{path}: it is no plan that this pipwise understands", why, _HINT)
    return _asked(path, document.get("command")), document


def may_be_written(look: Look, path: str) -> None:
    """Only where nothing is, or another plan. Raises ``UsageError``."""
    try:
        stat = look.stat(path, follow=False)
    except FileNotFoundError:
        return
    except OSError as error:
        raise UsageError(f"--plan-out {path}: {error.strerror}") from None
    try:
        plan = stat.kind == "file" and _loaded(path, look.read(path, _MOST)).get("schema") == SCHEMA
    except (OSError, UsageError):
        plan = False
    if not plan:
        raise UsageError(
            f"--plan-out {path}: something else than a plan is there",
            "nothing is written over",
            "name another file",
        )


def _loaded(path: str, text: bytes) -> dict[str, Plain]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise UsageError(f"{path}: it is no plan", hint=_HINT)
    return document


def _asked(path: str, command: Plain) -> Asked:
    if isinstance(command, dict):
        words, via, env = (command.get(key) for key in ("words", "via", "env"))
        offline, profile = (command.get(key) is True for key in ("offline", "profile"))
        plain = isinstance(words, list) and all(isinstance(word, str) and "\0" not in word for word in words)
        if plain and isinstance(words, list) and isinstance(via, str) and isinstance(env, str):
            return Asked(tuple(str(word) for word in words), via, env, offline, profile)
    raise UsageError(f"{path}: what was asked cannot be understood", hint=_HINT)
