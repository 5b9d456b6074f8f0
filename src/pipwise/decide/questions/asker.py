"""Who is asking, on what kind of machine, in what kind of directory."""

from __future__ import annotations

from pipwise.decide.questions.question import Question
from pipwise.model.decision import Answered, Situation
from pipwise.model.known import Known, Unknown
from pipwise.model.outcome import Evidence


def who_of(situation: Situation) -> Answered:
    """Who is asking."""
    asker = situation.facts.asker
    become = situation.intent.invocation.become
    if asker.uid != 0 and not become:
        return Answered("who", "user", f"{asker.user} asks, without privileges", Evidence(f"uid {asker.uid}"))
    if asker.uid != 0:
        text = f"{asker.user} asks, and lets {become} do it"
        return Answered("who", "root-by-sudo", text, Evidence("command line"))
    disposable = situation.facts.host.disposable
    if isinstance(disposable, Known) and disposable.value.kind == "image-build":
        return Answered(
            "who", "root-in-build", "root asks, in an image build", Evidence(disposable.value.evidence)
        )
    if asker.sudo_uid is not None:
        return Answered(
            "who", "root-by-sudo", f"root asks, for {asker.sudo_user}", Evidence(f"SUDO_UID {asker.sudo_uid}")
        )
    return Answered("who", "root", "root asks", Evidence("uid 0"))


def _disposable(situation: Situation) -> Answered:
    disposable = situation.facts.host.disposable
    if isinstance(disposable, Unknown):
        return Answered("disposable", "unknown", disposable.why, Evidence(disposable.why))
    value = disposable.value
    text = "what is changed here is thrown away" if value.proven else "what is changed here is kept"
    return Answered("disposable", "yes" if value.proven else "no", text, Evidence(value.evidence))


def _start(situation: Situation) -> Answered:
    """An Alpine image has its Python for one program only; ``python:*-alpine`` is the same system with a Python of its own."""
    host = situation.facts.host
    system = host.os.value if isinstance(host.os, Known) else None
    family = (system.id, *system.like) if system else ()
    disposable = host.disposable
    if isinstance(disposable, Known) and disposable.value.kind == "hosted-runner":
        kind = "foreign-shell" if "msys2" in family else "hosted-runner"
        said = {"hosted-runner": "a hosted runner", "foreign-shell": "a shell of its own on a hosted runner"}
        return Answered("start", kind, f"it is {said[kind]}", Evidence(disposable.value.evidence))
    if isinstance(host.container, Known) and host.container.value:
        if "alpine" in family:
            text = "it is an image of Alpine, whose Python is there for this alone"
            return Answered("start", "alpine-image", text, Evidence(host.container.value))
        return Answered("start", "image", "it is a container's image", Evidence(host.container.value))
    if isinstance(host.immutable, Known) and host.immutable.value:
        text = f"its system directories are not written to ({host.immutable.value})"
        return Answered("start", "immutable", text, Evidence(host.immutable.value))
    if isinstance(host.ci, Known) and host.ci.value:
        return Answered(
            "start", "ci", f"it runs a pipeline ({host.ci.value})", Evidence(host.ci.source.where)
        )
    if isinstance(host.container, Unknown):
        return Answered("start", "unknown", "what kind of machine it is was not said", Evidence(""))
    return Answered(
        "start", "machine", "it is a machine that is installed and kept", Evidence("no container")
    )


def _place(situation: Situation) -> Answered:
    place = situation.facts.place
    if isinstance(place, Unknown):
        return Answered("place", "unknown", place.why, Evidence(place.why))
    project = situation.facts.project
    if place.value.kind == "project" and isinstance(project, Known) and project.value:
        return Answered(
            "place", "project", f"{project.value.root} is a project", Evidence(project.value.evidence)
        )
    kind = place.value.kind
    said = {
        "home": "the home directory is nobody's project",
        "temporary": "a temporary directory is nobody's project",
        "system": "a system directory is no place for an environment",
        "desktop": "a folder of the desktop is no place for an environment",
        "root": "/ is no place for an environment",
    }.get(kind, "the working directory is no project")
    return Answered("place", kind, said, Evidence(place.value.cwd))


def _manager(situation: Situation) -> Answered:
    """The first project manager whose files are there: what is installed past it is gone with its next sync."""
    project = situation.facts.project
    if isinstance(project, Unknown):
        return Answered("manager", "unknown", project.why, Evidence(project.why))
    found = project.value.managers if project.value else ()
    known = next((one for one in found if one in _MANAGERS), "")
    if not known or project.value is None:
        return Answered("manager", "none", "no project manager looks after it", Evidence("no lock file"))
    return Answered("manager", known, f"{known} looks after the project", Evidence(project.value.root))


_MANAGERS = ("uv", "poetry", "pdm", "pipenv")

QUESTIONS = (
    Question(
        "who",
        "Who is asking?",
        ("asker", "host.disposable"),
        ("user", "root", "root-by-sudo", "root-in-build"),
        who_of,
    ),
    Question(
        "disposable",
        "Is this machine thrown away afterwards?",
        ("host.disposable",),
        ("yes", "no", "unknown"),
        _disposable,
    ),
    Question(
        "start",
        "What kind of machine is it?",
        ("host.container", "host.os", "host.disposable"),
        ("machine", "image", "alpine-image", "hosted-runner", "foreign-shell", "immutable", "ci", "unknown"),
        _start,
    ),
    Question(
        "place",
        "What kind of place is the working directory?",
        ("place", "project"),
        ("project", "plain", "home", "temporary", "system", "desktop", "root", "unknown"),
        _place,
    ),
    Question(
        "manager",
        "Which project manager looks after it?",
        ("project.managers",),
        (*_MANAGERS, "none", "unknown"),
        _manager,
    ),
)
