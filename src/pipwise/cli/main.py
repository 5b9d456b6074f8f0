"""The edge: find the verb, run one command, map what goes wrong to one line and an exit code."""

from __future__ import annotations

import os
import sys

from pipwise import __version__
from pipwise.cli.called import as_called
from pipwise.cli.register import COMMANDS
from pipwise.cli.screen import page, printable, wrapped
from pipwise.cli.typed import as_typed
from pipwise.cli.words import Own, read_own
from pipwise.errors import BUG, DONE, PipwiseError
from pipwise.model.value import Sequence
from pipwise.system.terminal import columns, open_streams, stream


def main(argv: Sequence[str] | None = None) -> int:
    """Run pipwise; the exit code of the documented table (``pipwise.errors.EXIT_CODES``)."""
    words = tuple(sys.argv[1:] if argv is None else argv)
    open_streams()
    sys.stdout = sys.stdout or stream(1)
    sys.stderr = sys.stderr or stream(2)
    try:
        return _main(words)
    except PipwiseError as error:
        _say(error, words)
        return error.exit_code
    except KeyboardInterrupt:
        _write("pipwise: interrupted")
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return DONE
    except OSError as error:
        _say(_from_system(error), words)
        return _from_system(error).exit_code
    except Exception as error:  # noqa: BLE001 - the last resort: a report instead of a traceback
        return _bug(error, words)


def _main(words: tuple[str, ...]) -> int:
    own, verb, rest = read_own(words)
    if verb == "help":
        own, verb, rest = own._replace(help=True), rest[0] if rest else "", ("--help",)
    if own.version:
        print(f"pipwise {__version__}")
        return DONE
    if not verb:
        from pipwise.cli.helping import whole_help

        print(page(whole_help()))
        return DONE
    command = COMMANDS.get(verb)
    if command is None:
        from pipwise.cli.mistyped import no_command

        raise no_command(verb, rest)
    from pipwise.system.modules import load

    module = load(command.module)
    if own.help:
        from pipwise.cli.helping import command_help

        print(page(command_help(verb, module.__doc__ or "")))
        return DONE
    return int(module.run(own, rest))


def _say(error: PipwiseError, words: tuple[str, ...]) -> None:
    line = f"pipwise: {error.what}" + (f": {error.why}" if error.why else "")
    _write(as_called(line))
    if error.hint:
        _write(f"hint: {as_called(as_typed(error.hint, words))}")


def _write(line: str) -> None:
    """A line for people; where nobody reads any more, only words are lost."""
    try:
        sys.stderr.write(f"{wrapped(printable(line, sys.stderr.encoding), columns())}\n")
        sys.stderr.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _from_system(error: OSError) -> PipwiseError:
    import errno

    from pipwise.errors import CouldNotLook, ToolFailed

    where = f"{error.filename}: " if error.filename else ""
    kind = (
        CouldNotLook
        if error.errno in (errno.EACCES, errno.EPERM, errno.ENOENT, errno.ENOTDIR)
        else ToolFailed
    )
    hint = "free some space there and run it again" if error.errno in (errno.ENOSPC, errno.EDQUOT) else ""
    return kind(f"{where}{error.strerror or error}", hint=hint)


def _bug(error: Exception, words: tuple[str, ...]) -> int:
    """A bug is ours: a report without secrets, and an exit code of its own."""
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-6:]
    _write(f"pipwise: a bug in pipwise {__version__}: {type(error).__name__}: {str(error)[:300]}")
    for frame in last:
        name = frame.filename.rpartition("/pipwise/")[2]
        _write(f"  {name}:{frame.lineno} {frame.name}")
    _write(f"hint: report these lines together with the command ({words[0] if words else ''} …)")
    return BUG


__all__ = ["Own", "main"]
