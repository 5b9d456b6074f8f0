"""Where the command stands, and who will import what it installs."""

from __future__ import annotations

from pipwise.decide.questions.packages import POINTED
from pipwise.decide.questions.question import Question, words_of
from pipwise.decide.questions.request import module_of
from pipwise.decide.subject import named_of
from pipwise.model.decision import Answered, Situation
from pipwise.model.known import Known
from pipwise.model.outcome import Evidence
from pipwise.predict.other_tool import is_manager

_OWN = ("dockerfile", "workflow", "script", "notebook", "documentation", "playbook", "service")
_OTHERS = ("installer", "role", "cloud-init", "start-up", "editor", "maintainer-script")
_SAID = {
    "dockerfile": "an image's recipe",
    "workflow": "a CI configuration",
    "script": "a script",
    "notebook": "a notebook",
    "documentation": "a document",
    "playbook": "a playbook",
    "service": "a service's definition",
    "installer": "somebody's installer",
    "role": "somebody's role",
    "cloud-init": "cloud-init's configuration",
    "start-up": "a container's start-up",
    "editor": "an editor or its extension",
    "maintainer-script": "a package's maintainer script",
    "action": "somebody's action",
}


def _call(situation: Situation) -> Answered:
    call = situation.facts.call
    where = Evidence(_place(call.file, call.line) or call.source.where, call.source.kind)
    if call.standing in _OTHERS:
        text = f"nobody typed it: it stands in {_SAID[call.standing]}"
        return Answered("call", "others-file", text, where)
    if call.standing == "action":
        return Answered("call", "others-step", "it stands in a step that is somebody else's", where)
    program = _script(situation)
    if program:
        text = f"{program} calls the installer; nobody typed that"
        return Answered("call", "others-file", text, words_of(situation))
    if call.standing == "script" and call.file.endswith(".py"):
        return Answered("call", "own-script", f"it is for one script: {call.file}", where)
    if call.standing in _OWN:
        return Answered("call", "own-file", f"it stands in {_SAID[call.standing]}", where)
    if call.standing == "terminal":
        return Answered("call", "typed", "it was typed", where)
    return Answered("call", "unknown", call.source.where, where)


def _script(situation: Situation) -> str:
    """The program that is run, where it is no installer itself but calls one."""
    invocation = situation.intent.invocation
    if invocation.tool != "other" or not invocation.program or module_of(situation) == "venv":
        return ""
    name = invocation.program.rpartition("/")[2]
    return "" if invocation.module or name == "virtualenv" or is_manager(invocation) else name


def _place(file: str, line: int) -> str:
    return f"{file}:{line}" if file and line else file


def _consumer(situation: Situation) -> Answered:
    call = situation.facts.call
    if isinstance(call.consumer, Known):
        own = next((seen.root for seen in situation.seen if seen.role == "consumer"), "")
        kind = "environment" if own else call.consumer.value.kind
        python = call.consumer.value.python
        text = {
            "person": "whoever asks will use it",
            "service": "a service will import it",
            "ansible": "modules of Ansible will import it, with the managed host's interpreter",
            "kernel": "a notebook's kernel will import it",
            "os-program": "a program of the operating system will import it",
            "environment": "what will import it has an environment of its own",
        }[kind] + (f": {python}" if python else "")
        return Answered(
            "consumer", kind, text, Evidence(call.consumer.source.where, call.consumer.source.kind)
        )
    for named in named_of(situation):
        if (
            named.kind.kind == "plug-in"
            and named.kind.host_is == "program"
            and named.kind.host not in POINTED
        ):
            text = f"{named.kind.host} will import it, and that comes with the operating system"
            return Answered("consumer", "os-program", text, Evidence(named.kind.source.where))
    return Answered("consumer", "unknown", call.consumer.why, Evidence(call.consumer.why))


QUESTIONS = (
    Question(
        "call",
        "Where does the command stand?",
        ("call", "intent"),
        ("typed", "own-file", "own-script", "others-file", "others-step", "unknown"),
        _call,
    ),
    Question(
        "consumer",
        "Who will import it?",
        ("call.consumer", "names"),
        ("person", "service", "ansible", "kernel", "os-program", "environment", "unknown"),
        _consumer,
    ),
)
