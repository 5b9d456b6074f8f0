"""Starting an application's command once, to see whether it does: with a time limit, and without a home to write into."""

from __future__ import annotations

from pipwise.facts.trust import distrust
from pipwise.model.value import Literal, NamedTuple
from pipwise.system.hands import Hands
from pipwise.system.look import Look

_TIME_LIMIT = 10.0
_CANNOT = {"not-found": "it cannot be started", "not-executable": "it cannot be started"}


class Started(NamedTuple):
    """How it went."""

    ran: Literal["yes", "no", "not-tried", "timeout"]
    said: str = ""


def try_start(look: Look, hands: Hands, command: str, home: str) -> Started:
    """``COMMAND --version``, else ``--help``. What answers at all has started, whatever its exit status; a traceback has not.

    ``home`` is made for it and removed again. Root starts nothing that somebody else could have changed.
    """
    reason = distrust(look, command)
    if reason:
        return Started("not-tried", reason)
    try:
        hands.make_directory(home, 0o700)
        tried = [_ask(look, command, option, home) for option in ("--version",)]
        if tried[0].ran == "no" or not tried[0].said:
            tried.append(_ask(look, command, "--help", home))
    except OSError as error:
        return Started("not-tried", error.strerror or "")
    finally:
        _remove(hands, home)
    started = next((one for one in tried if one.ran == "yes"), tried[0])
    return started._replace(said=tried[0].said) if started.ran == "yes" and tried[0].ran == "yes" else started


def _ask(look: Look, command: str, option: str, home: str) -> Started:
    kept = {
        key: value
        for key, value in look.environment.items()
        if not key.startswith(("PYTHON", "XDG_")) and key not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    variables = kept | {"HOME": home, "TMPDIR": home, "PYTHONDONTWRITEBYTECODE": "1"}
    answer = look.ask([command, option], environment=variables, timeout=_TIME_LIMIT)
    if answer.problem == "timeout":
        return Started("timeout")
    out, err = (one.decode("utf-8", "replace").strip() for one in (answer.stdout, answer.stderr))
    if answer.problem in _CANNOT or answer.status is None or answer.status in (126, 127):
        return Started("no", _CANNOT.get(answer.problem, answer.problem or err[-200:]))
    if answer.status < 0:
        return Started("no", f"it was ended by signal {-answer.status}")
    if answer.status and "Traceback (most recent call last)" in err:
        return Started("no", _line(err, last=True))
    return Started("yes", _line(out or err, last=False) if option == "--version" else "")


def _line(text: str, *, last: bool) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    line = lines[-1 if last else 0] if lines else ""
    return "".join(character if character.isprintable() else "?" for character in line)[:100]


def _remove(hands: Hands, home: str) -> None:
    try:
        hands.remove_tree(home)
        hands.remove_directory(home.rpartition("/")[0])
    except OSError:
        return
