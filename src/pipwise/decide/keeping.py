"""The words with which pipx or uv keep an application: for printing, and for running them."""

from __future__ import annotations

from pipwise.decide.bundles import core_of
from pipwise.decide.engine import why_not_uv
from pipwise.decide.handed_on import pip_options
from pipwise.decide.reasons import quoted
from pipwise.facts.distributions import normalise
from pipwise.facts.keeper_places import GLOBAL_SINCE, UV_FOR_ALL_USERS, for_all_users
from pipwise.model.applications import Application, Keeper
from pipwise.model.decision import Situation
from pipwise.model.intent import Requirement
from pipwise.model.value import NamedTuple

_EXECUTABLES_SINCE = (0, 9)
"""uv's ``--with-executables-from``; there under the same name since."""
_TYPED_FOR_UV = ("index_url", "extra_index_urls", "find_links", "no_index", "pre")


class Words(NamedTuple):
    """One command of pipx or uv, and the variables that it needs to serve all users."""

    argv: tuple[str, ...]
    project: str
    """The application whose environment it makes or changes; '' where only a build tells its name."""
    variables: tuple[tuple[str, str], ...] = ()


def uv_fits(situation: Situation) -> bool:
    """Whether ``uv tool`` can be given what pip was, and what pip's settings say."""
    intent = situation.intent
    options = tuple(one for one in intent.arguments.options if one[0] not in _TYPED_FOR_UV)
    arguments = intent.arguments._replace(options=options)
    return not why_not_uv(situation._replace(intent=intent._replace(arguments=arguments)))


def install_words(situation: Situation, keeper: Keeper, wanted: Requirement) -> Words | None:
    """Install, upgrade or change one application; None where it is there as it was asked for."""
    there = application(situation, wanted.name)
    upgrade = upgrades(situation)
    if there is not None and there.fits and not upgrade and not is_in_the_way(situation, there.project):
        return None
    core = core_of(wanted.name) if wanted.name else ""
    more: tuple[str, ...] = ()
    if keeper.name == "uv":
        editable = ("--editable",) if wanted.editable else ()
        more = ("--with-executables-from", core) if core and keeper.version >= _EXECUTABLES_SINCE else ()
        return _uv(situation, normalise(wanted.name), (*more, *editable, wanted.text), _with(there, ()))
    name = normalise(wanted.name)
    if there is not None and upgrade and not wanted.specifier and not wanted.extras:
        return _pipx(situation, keeper, "upgrade", name, (name,))
    again = ("--force",) if there is not None else ()
    editable = ("--editable",) if wanted.editable else ()
    more = ("--include-deps",) if core else ()
    operands = (*again, *more, *_python(situation), *editable, wanted.text)
    return _pipx(situation, keeper, "install", name, operands)


def inject_words(situation: Situation, keeper: Keeper, host: str) -> tuple[Words, ...]:
    """Put plug-ins into their host, which is installed first where it is not there."""
    host = normalise(host)
    there = application(situation, host)
    texts = tuple(one.text for one in situation.intent.requirements)
    if keeper.name == "uv":
        own = there.with_[0] if there and there.with_ else host
        return (_uv(situation, host, (own,), _with(there, texts)),)
    first = () if there else (_pipx(situation, keeper, "install", host, (*_python(situation), host)),)
    again = ("--force",) if upgrades(situation) else ()
    return (*first, _pipx(situation, keeper, "inject", host, (*again, host, *texts)))


def is_in_the_way(situation: Situation, project: str) -> bool:
    """Whether an old pip has left a copy whose commands stand where the application's should, and that can be taken away."""
    copies = situation.applications.copies if situation.applications else ()
    return any(one.mine and one.project == project for one in copies)


def upgrades(situation: Situation) -> bool:
    """Whether a newer version is asked for of what is there."""
    return bool(dict(situation.intent.arguments.options).get("upgrade"))


def application(situation: Situation, name: str) -> Application | None:
    """The application of that name, if it is there."""
    found = situation.applications.there if situation.applications else ()
    return next((one for one in found if one.project == normalise(name)), None)


def _with(there: Application | None, texts: tuple[str, ...]) -> tuple[str, ...]:
    return (*(there.with_[1:] if there else ()), *texts)


def _pipx(situation: Situation, keeper: Keeper, verb: str, project: str, operands: tuple[str, ...]) -> Words:
    root = situation.facts.asker.uid == 0 or situation.intent.invocation.become == "root"
    every = ("--global",) if root and keeper.version >= GLOBAL_SINCE else ()
    newer = ("--upgrade",) if verb == "inject" and upgrades(situation) else ()
    options = " ".join(quoted(word) for word in (*newer, *pip_options(situation)))
    handed = (f"--pip-args={options}",) if options else ()
    fixed = tuple(for_all_users(keeper.version).items()) if root else ()
    return Words(("pipx", verb, *every, *handed, *operands), project, fixed)


def _uv(situation: Situation, project: str, operands: tuple[str, ...], with_: tuple[str, ...]) -> Words:
    root = situation.facts.asker.uid == 0 or situation.intent.invocation.become == "root"
    options = dict(situation.intent.arguments.options)
    argv = ["uv", "tool", "install", *_python(situation)]
    argv += ["--upgrade"] if options.get("upgrade") else []
    for name, word in (
        ("index_url", "--default-index"),
        ("pre", "--prerelease=allow"),
        ("no_index", "--no-index"),
    ):
        if options.get(name):
            argv += [word, str(options[name])] if name == "index_url" else [word]
    for name, word in (("extra_index_urls", "--index"), ("find_links", "--find-links")):
        given = options.get(name)
        argv += [part for one in given for part in (word, one)] if isinstance(given, tuple) else []
    argv += [*operands, *(word for one in with_ for word in ("--with", one))]
    return Words(tuple(argv), project, tuple(UV_FOR_ALL_USERS.items()) if root else ())


def _python(situation: Situation) -> tuple[str, ...]:
    return ("--python", situation.wishes.python) if situation.wishes.python else ()
