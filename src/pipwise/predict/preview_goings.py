"""Which installed distributions an installer takes away before it installs, and where that makes it stop."""

from __future__ import annotations

from collections.abc import Iterable

from pipwise.model.interpreter import Distribution
from pipwise.model.known import Unknown
from pipwise.model.preview import Failure, Incoming
from pipwise.model.value import NamedTuple
from pipwise.predict.pip_case import Case, installed, know, text
from pipwise.predict.pip_destination import Place
from pipwise.predict.pip_installed import removal


class Goings(NamedTuple):
    """What goes, and what cannot."""

    gone: tuple[Distribution, ...]
    fails: tuple[Failure, ...]


def goings(case: Case, incoming: Iterable[tuple[Incoming, str]], *, user: bool) -> Goings:
    """For each arriving distribution (with its normalised name), what pip does with the one that is there.

    pip ``get_dist_to_uninstall`` and ``InstallRequirement.uninstall``: the first on the path; a user's site is only ever
    changed by what goes there; --ignore-installed and --target remove nothing.
    """
    gone, fails = [], []
    if case.options.get("ignore_installed") or text(case, "target_dir"):
        return Goings((), ())
    for one, name in incoming:
        present = installed(case, name)
        if present is None or (user and present.location != know(case.target.layout).user_site):
            continue
        done = removal(case, present, command="install")
        if done.outcome:
            said = done.outcome.message or done.outcome.code
            fails.append(Failure(done.outcome.code, one.name, present.version, said))
        elif done.removed:
            gone.append(present)
    return Goings(tuple(gone), tuple(fails))


def goings_of_uv(
    present: Iterable[Distribution] | Unknown, names: Iterable[str], into: Place
) -> tuple[Distribution, ...]:
    """uv removes what stands in the directory that it installs into, and looks nowhere else."""
    if isinstance(present, Unknown):
        return ()
    wanted = set(names)
    return tuple(
        one for one in present if one.name in wanted and one.location in (into.purelib, into.platlib)
    )
