"""Looking ahead: what pip would put where, and what it would hide, overwrite and delete, before anything runs."""

from __future__ import annotations

from pipwise.cli.forecast import seen
from pipwise.cli.naming import is_offline
from pipwise.cli.preview_compose import Base, compose
from pipwise.cli.preview_question import question_of
from pipwise.cli.preview_wheels import explained
from pipwise.cli.workshop import pip_wheel
from pipwise.facts.distributions import normalise
from pipwise.facts.pip_report import SINCE, ask_pip
from pipwise.facts.target import look_at_paths, target_of
from pipwise.intent.pip_table import version_key
from pipwise.model.decision import Situation
from pipwise.model.interpreter import Environment, Marker
from pipwise.model.known import Known, Source, Unknown
from pipwise.model.outcome import Outcome
from pipwise.model.preview import Preview
from pipwise.model.value import NamedTuple
from pipwise.predict.pip_case import Case, Unclear, case_of, know, text
from pipwise.predict.pip_destination import Place, decide_user, place_of
from pipwise.predict.preview_arrivals import Directories
from pipwise.predict.preview_goings import goings
from pipwise.system.look import Look


class _Ground(NamedTuple):
    """What is known before pip is asked."""

    environment: Environment
    case: Case
    user: bool
    into: Directories
    instead: str
    """The wheel of the pip that is asked in place of one that cannot tell, or ''."""


def preview_of(look: Look, situation: Situation) -> Preview | Unknown:
    """The preview of the command as typed, as if no marker stopped it; Unknown, with the reason, where there is none."""
    if is_offline(look, offline=situation.wishes.offline) and not _needs_no_network(situation):
        return Unknown("looking ahead takes the index, which --offline rules out")
    if situation.intent.invocation.tool == "uv":
        from pipwise.cli.preview_uv import preview_of_uv

        return preview_of_uv(look, situation)
    try:
        ground = _ground(look, situation)
        if isinstance(ground, Unknown):
            return ground
        asked = question_of(look, situation, ground.environment, user=ground.user)
        if ground.instead:
            asked = asked._replace(script=f"{ground.instead}/pip")
        incoming = ask_pip(look, asked)
        if isinstance(incoming, Unknown):
            return explained(look, situation, incoming)
        named = [(one, normalise(one.name)) for one in incoming]
        going = goings(ground.case, named, user=ground.user)
        return compose(look, situation, _base(ground), incoming, going)
    except Unclear as unclear:
        return Unknown(str(unclear))


def _needs_no_network(situation: Situation) -> bool:
    """Whether the command itself says that no index is to be asked, and what it names instead is on this machine."""
    intent = situation.intent
    options = dict(intent.arguments.options)
    links = options.get("find_links", ())
    named = (links,) if isinstance(links, str) else links if isinstance(links, tuple) else ()
    elsewhere = any("://" in one for one in named) or any(
        one.kind in ("vcs", "url") for one in intent.requirements
    )
    return bool(options.get("no_index")) and not intent.requirement_files and not elsewhere


def _ground(look: Look, situation: Situation) -> _Ground | Unknown:
    facts, intent = situation.facts, situation.intent
    if intent.invocation.tool != "pip" or intent.arguments.command != "install":
        return Unknown("only an installation by pip or uv pip can be looked ahead to")
    if isinstance(facts.target, Unknown):
        return facts.target
    target = target_of(facts, intent)
    version = know(target.version)
    tells = version_key(version) >= SINCE
    instead = "" if tells else pip_wheel(look, ".".join(map(str, facts.target.value.interpreter.version)))
    if not tells and not instead:
        return Unknown(f"pip {version} cannot tell what it would do (22.2 is the first that can)")
    marker = Known(Marker("", "absent"), Source("given", "as if there were no marker"))
    target, intent = seen(look, target._replace(marker=marker), intent)
    # Of what is only needed by what is asked for, too, it counts whether it can be removed.
    sites = dict.fromkeys(one.location for one in know(target.installed))
    further = look_at_paths(look, sites, intent.invocation.become)
    case = case_of(target._replace(paths=(*target.paths, *further)), intent)
    user = decide_user(case)
    if isinstance(user, Outcome):
        return Unknown(user.message or user.code)
    into = _directories(case, facts.target.value, user=user)
    return _Ground(facts.target.value, case, user, into, instead)


def _directories(case: Case, environment: Environment, *, user: bool) -> Directories:
    goal = text(case, "target_dir")
    if goal:
        goal = goal if goal.startswith("/") else f"{case.target.cwd}/{goal}"
        place = Place(goal, goal, f"{goal}/bin", goal)
    else:
        place = place_of(case, user=user, root=text(case, "root_path"), prefix=text(case, "prefix_path"))
    if not place.scripts or not place.data:
        raise Unclear("this Python does not tell where scripts go")
    interpreter = environment.interpreter
    major, minor, _ = interpreter.version
    inside = "" if interpreter.prefix == interpreter.base_prefix else "site/"
    headers = f"{place.data}/include/{inside}python{major}.{minor}"
    return Directories(place.purelib, place.platlib, place.scripts, headers, place.data, (major, minor))


def _base(ground: _Ground) -> Base:
    environment = ground.environment
    asked = ground.instead.rpartition("/")[2].split("-")[1] if ground.instead else ""
    version = know(ground.case.target.version)
    return Base(
        environment,
        ground.into,
        ground.user,
        "pip",
        version,
        ground.case.vendor,
        _location(environment),
        asked,
    )


def _location(environment: Environment) -> str:
    pip = environment.pip
    return "" if isinstance(pip, Unknown) or pip.value is None else pip.value.location
