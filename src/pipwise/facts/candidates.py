"""The environments that a request could go into, looked at in the order of targets."""

from __future__ import annotations

from pipwise.catalog.spelling import normalise
from pipwise.facts.distributions import read_distributions
from pipwise.facts.glance import names, stands
from pipwise.facts.resolution import resolve
from pipwise.facts.venv import read_venv, venv_at
from pipwise.model.decision import Directories, Seen, Wishes
from pipwise.model.facts import Facts
from pipwise.model.intent import Intent
from pipwise.model.interpreter import Distribution
from pipwise.model.known import Known, Unknown
from pipwise.model.value import Iterator
from pipwise.system.look import Look

_IMAGE = "/opt/venv"


def look_at_candidates(
    look: Look, facts: Facts, intent: Intent, wishes: Wishes, directories: Directories
) -> tuple[Seen, ...]:
    """In order: asked for, active, the image's, the project's, the plain directory's own, the personal one."""
    return tuple(
        _seen(look, facts, intent, role, root)
        for role, root in _roots(look, facts, wishes, directories)
        if root.startswith("/")
    )


def consumers_environment(look: Look, facts: Facts, intent: Intent) -> Seen | None:
    """The environment whose Python will import it, or None where that is none, or not known."""
    consumer = facts.call.consumer
    venv = (
        read_venv(look, consumer.value.python)
        if isinstance(consumer, Known) and consumer.value.python
        else None
    )
    return _seen(look, facts, intent, "consumer", venv.root) if venv else None


def _roots(look: Look, facts: Facts, wishes: Wishes, directories: Directories) -> Iterator[tuple[str, str]]:
    if wishes.env:
        yield "asked", f"{directories.environments}/{wishes.env}"
        return
    asked = _environment_of_target(facts) if wishes.python else ""
    if asked:
        yield "asked", asked
    active = active_environment(look, dict(facts.environment), _cwd(facts))
    if active and not wishes.python:
        yield "active", active
    disposable = facts.host.disposable
    if facts.asker.uid == 0 and isinstance(disposable, Known) and disposable.value.kind == "image-build":
        yield "image", _IMAGE
    if isinstance(facts.project, Known) and facts.project.value:
        yield "project", f"{facts.project.value.root}/.venv"
    elif isinstance(facts.place, Known) and facts.place.value.venv:
        yield "plain", facts.place.value.venv
    if directories.environments:
        yield "personal", f"{directories.environments}/default"


def _cwd(facts: Facts) -> str:
    return facts.place.value.cwd if isinstance(facts.place, Known) else ""


def _environment_of_target(facts: Facts) -> str:
    environment = facts.target
    return (
        "" if isinstance(environment, Unknown) or not environment.value.venv else environment.value.venv.root
    )


def active_environment(look: Look, environment: dict[str, str], cwd: str) -> str:
    """Root of the environment whose Python is first on PATH (a venv, or conda's but its base), or ''."""
    for program in ("python", "python3"):
        found = resolve(look, program, environment, cwd)
        if not found.path:
            continue
        root = found.path.rpartition("/")[0].rpartition("/")[0]
        if venv_at(look, root):
            return root
        prefix = environment.get("CONDA_PREFIX", "").rstrip("/")
        if prefix and root == prefix and environment.get("CONDA_DEFAULT_ENV", "base") not in ("base", "root"):
            return root
        return ""
    return ""


def _seen(look: Look, facts: Facts, intent: Intent, role: str, root: str) -> Seen:
    state, why = _state(look, role, root)
    if state != "works":
        return Seen(role, root, state, why)  # type: ignore[arg-type]  # _roots' and _state's words are Seen's
    from pipwise.facts.satisfaction import satisfies

    python, packages = _packages(look, root)
    installed = read_distributions(look, packages)
    visible = installed + _from_system(look, facts, root)
    return Seen(
        role=role,  # type: ignore[arg-type]  # as above
        root=root,
        state="works",
        python=python,
        satisfied=tuple(
            requirement.text
            for requirement in intent.requirements
            if satisfies(visible, normalise(requirement.name), requirement)
        ),
        has_pip=any(distribution.name == "pip" for distribution in installed),
    )


def _state(look: Look, role: str, root: str) -> tuple[str, str]:
    try:
        stat = look.stat(root)
    except (FileNotFoundError, NotADirectoryError):
        return _absent(look, root)
    except OSError as error:
        return "unknown", f"{root}: {error.strerror}"
    if stat.kind != "directory":
        return "not-a-venv", f"{root} is not a directory"
    venv = venv_at(look, root)
    if venv is None and not stands(look, f"{root}/conda-meta"):
        return "not-a-venv", f"{root} is not a virtual environment (no pyvenv.cfg)"
    if not look.may(root, "write"):
        return "not-mine", f"{root} may not be changed by the caller"
    return ("broken", venv.broken) if venv and venv.broken else ("works", "")


def _absent(look: Look, root: str) -> tuple[str, str]:
    try:
        look.readlink(root)
    except OSError:
        place = root
    else:
        return "not-a-venv", f"{root} is a link to something that is gone"
    while True:
        place = place.rpartition("/")[0] or "/"
        try:
            look.stat(place)
            break
        except OSError:
            if place == "/":
                break
    if look.may(place, "write"):
        return "absent", ""
    return "not-mine", f"{place} may not be written by the caller"


def _packages(look: Look, root: str) -> tuple[str, list[str]]:
    """(Python's version as its directory says it, site directories) of an environment that is not run."""
    found = names(look, f"{root}/lib")
    made_for = [name for name in found if name.startswith(("python3.", "python2.", "pypy3."))]
    if len(made_for) > 1:
        # A base Python that was replaced by a newer one, or two environments made over one another: the last one runs.
        real = look.realpath(f"{root}/bin/python").rpartition("/")[2]
        made_for = [name for name in made_for if name == real] or made_for
    version = made_for[0].removeprefix("python").removeprefix("pypy") if made_for else ""
    return version, [f"{root}/lib/{name}/site-packages" for name in made_for]


def _from_system(look: Look, facts: Facts, root: str) -> tuple[Distribution, ...]:
    venv = venv_at(look, root)
    if venv is None or not venv.system_site_packages or not isinstance(facts.target, Known):
        return ()
    found = facts.target.value.distributions
    return found.value if isinstance(found, Known) else ()
