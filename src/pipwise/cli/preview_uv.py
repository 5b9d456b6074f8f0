"""Looking ahead to ``uv pip install``: uv resolves, and a pip tells which wheel of each version this Python takes."""

from __future__ import annotations

from pipwise.cli.preview_compose import Base, compose
from pipwise.cli.workshop import pip_wheel
from pipwise.decide.overriding import overridden
from pipwise.facts.distributions import normalise
from pipwise.facts.pip_report import Asked, ask_pip
from pipwise.facts.uv_dry_run import ask_uv
from pipwise.model.decision import Situation
from pipwise.model.interpreter import Environment
from pipwise.model.known import Known, Unknown
from pipwise.model.preview import Preview
from pipwise.predict.pip_destination import Place
from pipwise.predict.preview_arrivals import Directories
from pipwise.predict.preview_goings import Goings, goings_of_uv
from pipwise.system.look import Look

_ELSEWHERE = ("target", "prefix")


def preview_of_uv(look: Look, situation: Situation) -> Preview | Unknown:
    """The preview; Unknown, with the reason, where there is none."""
    facts, intent = situation.facts, situation.intent
    options = dict(intent.arguments.options)
    if intent.arguments.command != "pip install" or any(options.get(name) for name in _ELSEWHERE):
        return Unknown("of uv, only uv pip install into a Python can be looked ahead to")
    if isinstance(facts.target, Unknown):
        return facts.target
    environment = facts.target.value
    into = _directories(environment)
    uv = "" if isinstance(facts.resolution, Unknown) else facts.resolution.value.path or ""
    wheel = pip_wheel(look, ".".join(map(str, environment.interpreter.version)))
    if into is None or not uv or not wheel:
        return Unknown("uv, or where it puts files, is not known")
    words = overridden(situation)
    asked = _asked(look, situation, environment, f"{wheel}/pip")
    pins = ask_uv(look, asked, uv, words[words.index(intent.invocation.program) + 1 :])
    if isinstance(pins, Unknown):
        return pins
    arguments = ("install", "--ignore-installed", "--no-deps", "--no-user", *pins)
    incoming = ask_pip(look, asked._replace(arguments=arguments)) if pins else ()
    if isinstance(incoming, Unknown):
        return incoming
    present = environment.distributions
    installed = present if isinstance(present, Unknown) else present.value
    place = Place(into.purelib, into.platlib)
    gone = goings_of_uv(installed, [normalise(one.name) for one in incoming], place)
    base = Base(environment, into, False, "uv", _version(situation), "upstream", uv, "")
    return compose(look, situation, base, incoming, Goings(gone, ()))


def _directories(environment: Environment) -> Directories | None:
    """uv asks the interpreter's preferred scheme for a prefix, as its get_interpreter_info.py has it."""
    interpreter = environment.interpreter
    layout, root = interpreter.layout, interpreter.prefix.rstrip("/")
    scheme = next((one for one in layout.schemes if one.name == layout.prefix), None)
    if scheme is None:
        return None
    filled = [path.replace("{base}", root) for path in scheme[1:]]
    purelib, platlib, scripts, data = filled
    major, minor, _ = interpreter.version
    return Directories(
        purelib, platlib or purelib, scripts, f"{data}/include/python{major}.{minor}", data, (major, minor)
    )


def _asked(look: Look, situation: Situation, environment: Environment, script: str) -> Asked:
    variables = {**look.environment, **dict(situation.facts.environment)}
    place = situation.facts.place
    cwd = place.value.cwd if isinstance(place, Known) else "/"
    python = environment.interpreter.executable
    return Asked(python, (), script, (), cwd, variables, {**variables, "HOME": "/nonexistent"})


def _version(situation: Situation) -> str:
    tool = next((one for one in situation.facts.tools if one.name == "uv"), None)
    return tool.version.value if tool and isinstance(tool.version, Known) else ""
