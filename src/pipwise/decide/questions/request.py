"""What is asked for: the purpose of the command, whether it has to be done at all, and what kind of thing it is about."""

from __future__ import annotations

from pipwise.decide.questions.question import Question, words_of
from pipwise.decide.subject import named_of, project_named, subject_of
from pipwise.model.decision import Answered, Situation
from pipwise.model.intent import Intent
from pipwise.model.known import Known
from pipwise.model.names import Named
from pipwise.model.outcome import Evidence
from pipwise.predict.python_script import is_get_pip

# What every environment gets by itself: asked for alone, nothing is missing.
INSTALLERS = frozenset(("pip", "setuptools", "wheel"))
_DIRECTORIES = ("target_dir", "prefix_path", "root_path", "target", "prefix", "root")


def keeps_to_itself(situation: Situation) -> bool:
    """Whether the tool installs into environments of its own making: pipx, ``uv tool``, uv's project commands."""
    invocation = situation.intent.invocation
    if invocation.tool == "uv":
        return not situation.intent.arguments.command.startswith("pip")
    return invocation.tool == "pipx"


def module_of(situation: Situation) -> str:
    """The module behind ``python -m``, or ''."""
    invocation = situation.intent.invocation
    if not invocation.module:
        return ""
    words = invocation.words
    for position, word in enumerate(words[:-1]):
        if word.startswith("-") and not word.startswith("--") and word.endswith("m"):
            return words[position + 1]
    return ""


def _asks(situation: Situation) -> Answered:
    purpose = situation.intent.purpose
    program = situation.intent.invocation.program.rpartition("/")[2]
    if (
        module_of(situation) == "venv"
        or program == "virtualenv"
        or situation.outcome.code == "no-venv-module"
    ):
        return Answered(
            "asks", "make-environment", "the command makes a virtual environment", words_of(situation)
        )
    said = {
        "other": "the command is no installer's own",
        "run": "the command is there to run something",
    }
    text = said.get(purpose, f"the command is there to {purpose}")
    return Answered("asks", purpose, text, words_of(situation))


def _needed(situation: Situation) -> Answered:
    intent = situation.intent
    where = words_of(situation)
    if brings_pip(intent):
        return Answered("needed", "brings-pip", "the command brings pip into this Python", where)
    names = {requirement.name for requirement in intent.requirements}
    whole = bool(names) and not intent.requirement_files and not intent.groups
    if situation.outcome.code == "pip-upgrade-forbidden":
        text = "this pip belongs to the operating system, and is renewed by it"
        return Answered("needed", "renews-pip", text, where)
    if whole and names <= INSTALLERS and ("pip" in names or _upgrades(intent)):
        text = "it only renews pip itself, which belongs to whoever owns this Python: nothing needs that"
        return Answered("needed", "renews-pip", text, where)
    found = [one for one in named_of(situation) if one.mistake and one.mistake.code == "standard-library"]
    if whole and len(found) == len(names) and found[0].mistake:
        split = all(one.packages and not _is_installed(one) for one in found)
        return Answered("needed", "split-off" if split else "standard-library", found[0].mistake.text, where)
    return Answered("needed", "yes", "the command asks for something that is not Python's own", where)


def _is_installed(named: Named) -> bool:
    installed = named.packages[0].installed
    return isinstance(installed, Known) and installed.value is not None


def brings_pip(intent: Intent) -> bool:
    """ensurepip, and the script that is called get-pip.py everywhere."""
    return intent.invocation.tool == "ensurepip" or is_get_pip(intent.invocation)


def _upgrades(intent: Intent) -> bool:
    return bool(dict(intent.arguments.options).get("upgrade"))


_SUBJECTS = {
    "nothing": "it names nothing that could be installed",
    "requirements": "it installs what a requirements file lists",
    "project": "it installs a project from its source",
    "product": "{name} is an application, installed from its source",
    "tool": "{name} is itself the tool that keeps applications apart",
    "application": "{name} is an application: people want its command",
    "own-command": "{name} is wanted for its command, and nothing is known to import it",
    "applications": "{name} and the others are applications: people want their commands",
    "plug-in": "{name} is a plug-in of {host}",
    "library": "{name} is a library: some program imports it",
    "libraries": "{name} and the others are libraries: some program imports them",
    "both": "{name} is a library and a command",
    "unknown": "what kind of thing {name} is cannot be told",
    "several": "several things are asked for at once",
}


def _subject(situation: Situation) -> Answered:
    answer = subject_of(situation)
    named = named_of(situation)
    product = project_named(situation)
    if answer in ("application", "product") and not named and product:
        named = (product,)
    name = named[0].project or named[0].asked if named else _first(situation)
    host = named[0].kind.host if named else ""
    signals = "; ".join(text for text, _ in named[0].kind.signals[:3]) if named else ""
    evidence = Evidence(signals, named[0].kind.source.where) if signals else words_of(situation)
    return Answered("subject", answer, _SUBJECTS[answer].format(name=name, host=host), evidence)


def _first(situation: Situation) -> str:
    requirements = situation.intent.requirements
    return requirements[0].name or requirements[0].text if requirements else "it"


def _mistake(situation: Situation) -> Answered:
    for named in named_of(situation):
        mistake = named.mistake
        if mistake and mistake.code != "standard-library":
            return Answered("mistake", mistake.code, mistake.text, words_of(situation))
    return Answered("mistake", "none", "the names are what they seem to be", words_of(situation))


def _touches(situation: Situation) -> Answered:
    where = words_of(situation)
    intent = situation.intent
    options = dict(intent.arguments.options)
    if keeps_to_itself(situation):
        text = f"{intent.invocation.tool} installs into environments of its own making"
        return Answered("touches", "own-environments", text, where)
    if intent.purpose not in ("install", "uninstall") or situation.outcome.code in (
        "report-only",
        "dry-run-report",
    ):
        own = situation.outcome.code == "no-pip"
        text = "it installs what is its own, beside what pip is for" if own else "it changes no Python"
        return Answered("touches", "nothing", text, where)
    refused = situation.outcome.code == "externally-managed-environment"
    if any(options.get(name) for name in _DIRECTORIES) and not refused:
        text = "the command names a directory of its own to install into"
        return Answered("touches", "named-directory", text, where)
    return Answered("touches", "python", "the command leaves the directory to the installer", where)


QUESTIONS = (
    Question(
        "asks",
        "What is the command there to do?",
        ("intent",),
        ("install", "uninstall", "inspect", "run", "make-environment", "other"),
        _asks,
    ),
    Question(
        "needed",
        "Does it have to be done at all?",
        ("intent", "names"),
        ("yes", "renews-pip", "brings-pip", "standard-library", "split-off"),
        _needed,
    ),
    Question(
        "subject",
        "What kind of thing is asked for?",
        ("intent", "names", "project"),
        tuple(_SUBJECTS),
        _subject,
    ),
    Question(
        "mistake",
        "Are the names what they seem to be?",
        ("names",),
        (
            *("none", "os-package-name", "import-name", "placeholder", "requirements-file"),
            *("command-word", "typo", "wrong-project", "deprecated-name", "dummy"),
        ),
        _mistake,
    ),
    Question(
        "touches",
        "Whose directories would it change?",
        ("intent", "outcome"),
        ("python", "named-directory", "own-environments", "nothing"),
        _touches,
    ),
)
