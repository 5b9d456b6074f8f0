"""Who uses what is taken away: services, cron jobs and scripts that start or import it, and projects that declare it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipwise.audit.installed import Installed, files_of, modules_of
from pipwise.audit.repairs.projects import declared_by_projects
from pipwise.audit.survey import Survey
from pipwise.facts.declared_needs import fits, named_in
from pipwise.facts.glance import names, text
from pipwise.model.value import Literal, NamedTuple

_UNITS = ("/etc/systemd/system", "/etc/systemd/user", "/usr/local/lib/systemd/system")
_CRON = ("/etc/cron.d", "/etc/cron.hourly", "/etc/cron.daily", "/etc/cron.weekly", "/etc/cron.monthly")
_SPOOLS = ("/var/spool/cron/crontabs", "/var/spool/cron")
_SCRIPTS = ("/usr/local/bin", "/usr/local/sbin")
_MOST = 1_000_000
_OS_PYTHON = re.compile(r"#!\s*(/usr/bin/env\s+|/usr/bin/|/bin/)python3?[0-9.]*(\s|$)")


class User(NamedTuple):
    """One line of a file that needs something which is taken away."""

    path: str
    line: int
    text: str
    needs: str
    """The distribution."""
    project: str
    how: Literal["starts", "imports", "declares"]
    served: str
    """The OS package that will do from now on, or ''."""


def users_of(survey: Survey, removed: tuple[Installed, ...]) -> tuple[User, ...]:
    """Every such line; what is taken away itself is none."""
    if not removed:
        return ()
    commands = {path: one for one in removed for path in _commands(survey, one)}
    modules = {module: one for one in removed for module in modules_of(survey.look, one)}
    named = _words(commands, r"(?<![\w./-])(%s)(?![\w./-])")
    imported = _words(modules, r"^\s*(?:import|from)\s+(%s)\b")
    found: dict[tuple[str, int], User] = {}
    for path in _files(survey):
        if path in commands:
            continue
        content = text(survey.look, path, _MOST)
        runs = bool(_OS_PYTHON.match(content))
        for number, line in enumerate(content.split("\n"), 1):
            if line.lstrip().startswith("#") and number > 1:
                continue
            if hit := named.search(line):
                found[path, number] = _user(survey, path, number, line, commands[hit[1]], "starts")
            elif runs and (hit := imported.search(line)):
                found[path, number] = _user(survey, path, number, line, modules[hit[1]], "imports")
    projects = {one.distribution.name: one for one in removed}
    for path, number, line in declared_by_projects(survey):
        one = projects.get(named_in(line))
        if one is not None:
            found[path, number] = _user(survey, path, number, line, one, "declares")
    return tuple(found.values())


def _user(
    survey: Survey,
    path: str,
    number: int,
    line: str,
    one: Installed,
    how: Literal["starts", "imports", "declares"],
) -> User:
    """What imports a copy takes an OS package for it that is at least as new; what declares it says itself what will do."""
    text = line.strip()[:200]
    wanted = text if how == "declares" else f"{one.distribution.name}>={one.distribution.version}"
    served = next(
        (
            other.package
            for each in survey.installed.values()
            for other in each
            if other.package
            and other.distribution.name == one.distribution.name
            and fits(wanted, other.distribution.version)
        ),
        "",
    )
    return User(path, number, text, one.title, one.distribution.name, how, served)


def _words(words: dict[str, Installed], pattern: str) -> re.Pattern[str]:
    return re.compile(pattern % ("|".join(map(re.escape, words)) or r"(?!)"))


def _commands(survey: Survey, one: Installed) -> Iterator[str]:
    prefix = one.place.path.partition("/lib/python")[0]
    for name in files_of(survey.look, one):
        if "/bin/" in name and name.startswith(".."):
            yield f"{prefix}/bin/{name.rpartition('/')[2]}"


def _files(survey: Survey) -> Iterator[str]:
    yield "/etc/crontab"
    for folder in (*_UNITS, *_CRON, *_SPOOLS, *_SCRIPTS):
        yield from (f"{folder}/{name}" for name in names(survey.look, folder))
    for one in survey.people:
        for folder in (f"{one.home}/.config/systemd/user", f"{one.home}/.local/bin", f"{one.home}/bin"):
            yield from (f"{folder}/{name}" for name in names(survey.look, folder))
