"""Where what was taken away belongs: an application into its own environment, a library into one for those that use it."""

from __future__ import annotations

from pipwise.audit.installed import Installed
from pipwise.audit.repairs.mend import Mending
from pipwise.audit.repairs.users import User
from pipwise.audit.survey import Survey
from pipwise.facts.glance import text
from pipwise.model.value import NamedTuple


class Home(NamedTuple):
    """One distribution that was taken away, and what it was."""

    project: str
    version: str
    place: str
    application: bool
    """It brings commands, and was asked for or is started by somebody; nothing of the OS's takes its place."""
    package: str
    """The OS package that offers the same project, and is used again from now on; or ''."""
    library: bool = False
    """Somebody imports or declares it, and nothing of the OS's will do for them."""


def homes_of(survey: Survey, mending: Mending, users: tuple[User, ...]) -> tuple[Home, ...]:
    """One for each; a library that harmed nobody stays importable also where nobody is known to import it."""
    removed = mending.removed
    started = {one.needs for one in users if one.how == "starts"}
    needed = {one.needs for one in users if one.how != "starts" and not one.served}
    needed |= {one.title for one in mending.followed if one.requested}
    offered = {
        one.distribution.name: one.package
        for each in survey.installed.values()
        for one in each
        if one.package
    }
    homes = []
    for one in removed:
        name, package = one.distribution.name, offered.get(one.distribution.name, "")
        wanted = one.requested or one.title in started
        application = wanted and not package and _has_commands(survey, one)
        library = one.title in needed and not application
        homes.append(Home(name, one.distribution.version, one.place.path, application, package, library))
    return tuple(dict.fromkeys(homes))


def _has_commands(survey: Survey, one: Installed) -> bool:
    return "[console_scripts]" in text(survey.look, f"{one.metadata}/entry_points.txt", 1_000_000)
