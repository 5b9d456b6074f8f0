"""Whether there is a newer pipwise on the index that pip is configured to use. It is told, never taken from there."""

from __future__ import annotations

from pipwise import __version__
from pipwise.cli.naming import index_of
from pipwise.cli.words import Own
from pipwise.cli.workshop import say
from pipwise.errors import DONE, CouldNotLook, UsageError
from pipwise.model.known import Unknown
from pipwise.system.look import Look


def tell_newest(own: Own, look: Look) -> int:
    """Exit 0 where nothing newer is there. Raises ``CouldNotLook`` where the index does not answer."""
    ask = index_of(look, offline=own.offline)
    if ask is None:
        raise UsageError("without the network there is only a file", hint="pipwise self update ./pipwise.pyz")
    found = ask("pipwise")
    if isinstance(found, Unknown):
        if found.why.endswith("does not have it"):
            say(f"nothing is released there: {found.why}; pipwise {__version__} stays")
            return DONE
        raise CouldNotLook("it cannot be told whether there is a newer release", found.why)
    from packaging.utils import InvalidWheelFilename, parse_wheel_filename
    from packaging.version import Version

    try:
        version = parse_wheel_filename(found.value.filename)[1]
    except InvalidWheelFilename as error:
        raise CouldNotLook("what the index offers is no wheel of pipwise's", str(error)) from error
    if version <= Version(__version__):
        say(f"nothing to do: {found.source.where} has pipwise {version}, and this is {__version__}")
        return DONE
    say(f"{found.source.where} has pipwise {version}; this is {__version__}")
    say("get the pipwise.pyz of that release, and: pipwise self update ./pipwise.pyz")
    return DONE
