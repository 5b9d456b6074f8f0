"""Who uses what is taken away: services, cron jobs and scripts that name one of its commands or import one of its modules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipwise.audit.installed import Installed, files_of, modules_of
from pipwise.audit.survey import Survey
from pipwise.facts.glance import names, text

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


def users_of(survey: Survey, removed: tuple[Installed, ...]) -> tuple[User, ...]:
    """Every such line; what is taken away itself is none."""
    if not removed:
        return ()
    gone = {path for one in removed for path in _commands(survey, one)}
    commands = {path: one.title for one in removed for path in _commands(survey, one)}
    modules = {module: one.title for one in removed for module in modules_of(survey.look, one)}
    named = _words(commands, r"(?<![\w./-])(%s)(?![\w./-])")
    imported = _words(modules, r"^\s*(?:import|from)\s+(%s)\b")
    found: dict[tuple[str, int], User] = {}
    for path in _files(survey):
        if path in gone:
            continue
        content = text(survey.look, path, _MOST)
        wanted = [(named, commands)]
        wanted += [(imported, modules)] if _OS_PYTHON.match(content) else []
        for number, line in enumerate(content.split("\n"), 1):
            for pattern, whose in wanted:
                hit = pattern.search(line)
                if hit and not (line.lstrip().startswith("#") and number > 1):
                    found[path, number] = User(path, number, line.strip()[:200], whose[hit[1]])
    return tuple(found.values())


def _words(words: dict[str, str], pattern: str) -> re.Pattern[str]:
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
