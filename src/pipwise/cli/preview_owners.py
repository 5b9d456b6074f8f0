"""Whose the files are that an installation hides, removes or overwrites: the package manager's own word."""

from __future__ import annotations

from pipwise.backends import BACKENDS
from pipwise.facts.asking import ask_all
from pipwise.facts.dependents import dependents_of
from pipwise.facts.glance import stands
from pipwise.model.interpreter import Environment
from pipwise.model.known import Unknown
from pipwise.model.preview import Preview
from pipwise.system.look import Look

_MOST = 400


def with_owners(look: Look, environment: Environment, preview: Preview, metadata: dict[str, str]) -> Preview:
    """The preview with the OS packages; ``metadata`` has the path of each installed distribution's, by its name."""
    owner = environment.owner
    manager = "" if isinstance(owner, Unknown) else owner.value.manager
    if manager not in BACKENDS:
        return preview
    paths = [one.hides for one in preview.shadows] + [one.path for one in preview.replaces]
    paths += [metadata.get(one.name, "") for one in preview.deletes]
    paths += [metadata.get(_key(one.name), "") for one in preview.fails]
    wanted = tuple(path for path in dict.fromkeys(paths) if path and stands(look, path))[:_MOST]
    answer = ask_all(look, BACKENDS[manager].owners(wanted)) if wanted else ()
    if isinstance(answer, Unknown):
        return preview._replace(unknown=(*preview.unknown, f"whose the files are: {answer.why}"))
    owners = dict(answer)
    preview = _named(preview, owners, metadata)
    packages = [one.package for one in preview.shadows] + [one.package for one in preview.replaces]
    packages += [package for one in preview.deletes for package in one.packages]
    touched = dict.fromkeys(package for package in packages if package)
    return preview._replace(dependents=dependents_of(look, manager, touched))


def _named(preview: Preview, owners: dict[str, str], metadata: dict[str, str]) -> Preview:
    def of(name: str) -> str:
        return owners.get(metadata.get(_key(name), ""), "")

    return preview._replace(
        shadows=tuple(one._replace(package=owners.get(one.hides, "")) for one in preview.shadows),
        replaces=tuple(one._replace(package=owners.get(one.path, "")) for one in preview.replaces),
        deletes=tuple(
            one._replace(packages=(of(one.name),) if of(one.name) else ()) for one in preview.deletes
        ),
        fails=tuple(one._replace(package=of(one.name)) for one in preview.fails),
    )


def _key(name: str) -> str:
    from pipwise.facts.distributions import normalise

    return normalise(name)
