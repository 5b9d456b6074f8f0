"""Situations built by hand, leaf by leaf, for tests of what is decided in them."""

from typing import Any, TypeVar

from pipwise.model.decision import Directories, Seen, Situation, Wishes
from pipwise.model.facts import Facts, Resolution, Settings
from pipwise.model.host import Asker, Disposable, Host, Place, Project
from pipwise.model.intent import Arguments, Intent, Invocation, Requirement
from pipwise.model.interpreter import Environment, Interpreter, Layout, Marker, Owner, PipCopy, Scheme
from pipwise.model.known import Known, Source, Unknown
from pipwise.model.outcome import Outcome

T = TypeVar("T")
HERE = Source("given", "test")
HOME = "/home/alice"
ENVS = f"{HOME}/.local/share/pipwise/envs"


def known(value: T) -> Known[T]:
    return Known(value, HERE)


def requirement(text: str) -> Requirement:
    name = text.partition("=")[0].partition(">")[0]
    return Requirement(text, name, (), text[len(name) :], "", "named")


def intent(*words: str, purpose: str = "install", options: tuple[tuple[str, bool], ...] = ()) -> Intent:
    operands = tuple(word for word in words[2:] if not word.startswith("-"))
    invocation = Invocation(words, "pip", words[0], False, (), words[1:])
    arguments = Arguments(words[1] if len(words) > 1 else "", options, operands, None)
    return Intent(invocation, arguments, tuple(requirement(one) for one in operands), purpose=purpose)  # type: ignore[arg-type]


def environment(
    owner: str = "os", manager: str = "apt", marker: str = "present", prefix: str = "/usr"
) -> Environment:
    local = Scheme(
        "posix_local", "{base}/local/lib/python3.11/dist-packages", "", "{base}/local/bin", "{base}/local"
    )
    layout = Layout(
        (local,),
        "posix_local",
        "posix_local",
        "posix_user",
        "posix_home",
        f"{HOME}/.local",
        f"{HOME}/.local/lib",
    )
    interpreter = Interpreter(
        "/usr/bin/python3",
        (3, 11, 2),
        "cpython",
        prefix,
        "/usr",
        "/usr/lib/python3.11",
        layout,
        (),
        (),
        True,
        False,
    )
    return Environment(
        interpreter,
        None,
        known(Marker("/usr/lib/python3.11/EXTERNALLY-MANAGED", marker)),  # type: ignore[arg-type]
        known(Owner(owner, manager)),  # type: ignore[arg-type]
        known(PipCopy("23.0.1", "/usr/lib/python3/dist-packages", "debian")),
        known(()),
        True,
        (),
    )


def facts(**changes: Any) -> Facts:
    disposable = known(Disposable(False, "", "nothing"))
    host = Host("linux", Unknown("test"), known(""), known(""), known(False), known(""), disposable)
    plain = Facts(
        schema="pipwise/facts/1",
        host=host,
        asker=Asker(1000, "alice", HOME, None, "", None, False, "bash"),
        place=known(Place(HOME, "home", None)),
        project=known(None),
        environment=(),
        resolution=known(Resolution("pip", "/usr/bin/pip", "/usr/bin/python3")),
        target=known(environment()),
        others=(),
        pip_settings=known(Settings(())),
        uv_settings=Unknown("test"),
        tools=(),
        paths=(),
        contradictions=(),
    )
    return plain._replace(**changes)


ROOT = Asker(0, "root", "/root", None, "", None, False, "bash")
IN_PROJECT = {
    "place": known(Place(f"{HOME}/p", "project", None)),
    "project": known(Project(f"{HOME}/p", f"{HOME}/p/pyproject.toml", ())),
}
REFUSED = Outcome("refused", "externally-managed-environment", 1, None)
ALLOWED = Outcome("allowed", "no-marker", 0, "/x")
PERSONAL = Seen("personal", f"{ENVS}/default", "absent")


def situation(
    *,
    facts: Facts = facts(),  # noqa: B008 - values do not change
    intent: Intent = intent("pip", "install", "six"),  # noqa: B008
    outcome: Outcome = REFUSED,
    seen: tuple[Seen, ...] = (PERSONAL,),
    wishes: Wishes = Wishes(),  # noqa: B008
) -> Situation:
    return Situation(
        facts, intent, outcome, wishes, Directories(ENVS, f"{HOME}/.local/state/pipwise", "/c"), seen
    )
