"""Every call of an installer, judged by the very same ``predict`` and ``decide`` that judge what is typed at a terminal."""

from __future__ import annotations

from functools import lru_cache

from pipwise.catalog.platforms import Platform, find_platform
from pipwise.facts.described import described_candidates, described_directories
from pipwise.lint.by_command import outcome_of
from pipwise.lint.described import facts_of
from pipwise.lint.foretold import MARKED, intent_of, outcome_there, stand_in
from pipwise.lint.world.call import Effect
from pipwise.lint.world.closed import closed
from pipwise.lint.world.expand import is_open
from pipwise.lint.world.images import OWN_PYTHON
from pipwise.lint.world.resolve import Found, lacks_pip
from pipwise.lint.world.state import Python, World
from pipwise.lint.world.targets import hides_options, installed_for, words_of
from pipwise.model.decision import Decision, Situation, Wishes
from pipwise.model.finding import Confidence
from pipwise.model.intent import Intent
from pipwise.model.outcome import Evidence, Outcome
from pipwise.model.value import Literal, NamedTuple

OTHERS = ("debian:11", "fedora:41", "alpine:3.24")
"""Systems that differ from the one that stands for most in one way or another."""
_BY_MANAGER = {"pacman": "archlinux", "dnf": "fedora"}


class Site(NamedTuple):
    """One call with what will happen there."""

    effect: Effect
    intent: Intent
    python: Python | None
    """The Python that would be changed; None where it is not known."""
    platform: Platform | None
    outcome: Outcome
    confidence: Confidence
    evidence: tuple[Evidence, ...]
    hypothetical: Literal["", "machine"] = ""
    """``machine``: nothing says where it runs; ``marked`` is what would happen where the Python is marked."""
    marked: Outcome | None = None

    @property
    def verdict(self) -> str:
        """allowed, refused, risky, fails or unknown."""
        return self.outcome.verdict

    @property
    def swallowed(self) -> str:
        """What passes a failure of the call over, so that nobody notices; '' for nothing."""
        return self.effect.get("swallowed") or self.effect.call.command.swallowed

    @property
    def world(self) -> World:
        """The world before the call."""
        return self.effect.world


def judge(effect: Effect) -> Site:
    """What will happen at this call."""
    world, call = effect.world, effect.call
    words = words_of(world, call, get_pip=bool(effect.get("get_pip")))
    intent = intent_of(closed(words))
    plain = outcome_of(intent, world)
    if plain is not None:
        return Site(effect, intent, None, world.platform, plain, "high", (*world.evidence, *plain.evidence))
    found = installed_for(world, intent)
    if call.open:
        found = Found(None, f"which program {call.open} is, only a run tells")
    if found.perhaps is None:
        return _judged(effect, intent, found, words)
    return _either(*(_judged(effect, intent, one, words) for one in (Found(found.perhaps), found)))


def _either(taken: Site, other: Site) -> Site:
    """Where a branch puts another Python first on PATH: what is so with it and without it is so."""
    if {taken.verdict, other.verdict} <= {"allowed", "risky"} or taken.verdict == other.verdict:
        return max(taken, other, key=lambda site: site.verdict == "risky")._replace(confidence="medium")
    on = "what a login shell's profile makes of it" if other.effect.world.login else "a branch"
    why = Evidence(f"which Python stands first on PATH hangs on {on}")
    return _not_known(other.effect, other.intent, None, (*other.effect.world.evidence, why))


def _judged(effect: Effect, intent: Intent, found: Found, words: tuple[str, ...]) -> Site:
    world = effect.world
    chain = (*world.evidence, *_evidence(found))
    open_to_all = intent.invocation.tool == "pipx" or any(word.startswith("--break") for word in words)
    hidden = "" if open_to_all else hides_options(words)
    if hidden and not _own_place(found):
        why = Evidence(f"{hidden} may be an option as well as a package")
        return _not_known(effect, intent, found.python, (*chain, why))
    site = _of_python(effect, intent, found, chain)
    if (
        world.broken
        and (found.python is None or found.python.kind == "os")
        and site.verdict not in ("allowed", "risky")
    ):
        return _not_known(effect, intent, found.python, (*chain, Evidence(world.broken)))
    return site


def _of_python(effect: Effect, intent: Intent, found: Found, chain: tuple[Evidence, ...]) -> Site:
    world = effect.world
    if found.missing:
        outcome = Outcome("fails", "not-found", 127, None, (Evidence(found.why),))
        return Site(effect, intent, found.python, world.platform, outcome, _confidence(world, None), chain)
    if found.python is None or (found.python.platform is None and found.python.kind in ("os", "image")):
        return _without_python(effect, intent, found, chain)
    return _with_python(effect, intent, found.python, chain)


UNKNOWN = Outcome("unknown", "unknown", None, None)


def _not_known(effect: Effect, intent: Intent, python: Python | None, chain: tuple[Evidence, ...]) -> Site:
    """The last of the evidence says why."""
    outcome = UNKNOWN._replace(evidence=chain[-1:])
    return Site(effect, intent, python, effect.world.platform, outcome, "low", chain)


def _own_place(found: Found) -> bool:
    """Whether no option could make a difference: the Python is not the operating system's."""
    python = found.python
    if python is None:
        return False
    unmarked = python.platform is not None and python.platform.marker == "no"
    return unmarked or python.kind in ("venv", "tool", "unknown", "image")


def _with_python(effect: Effect, intent: Intent, python: Python, chain: tuple[Evidence, ...]) -> Site:
    world = effect.world
    asks_pip = intent.invocation.tool == "pip" and not effect.get("get_pip")
    lacks = lacks_pip(world, python) if asks_pip else ""
    if lacks == "none":
        outcome = Outcome("fails", "not-found", 127, None, (Evidence("no command before it installs pip"),))
        return Site(effect, intent, python, python.platform, outcome, _confidence(world, python), chain)
    if lacks:
        by = world.opaque or f"the image {world.image}"
        why = Evidence(f"nothing that this file tells of brings pip, but this may do it: {by}")
        return _not_known(effect, intent, python, (*chain, why))
    platform = python.platform or world.platform or stand_in()
    outcome = outcome_there(world, python, platform, intent)
    if outcome.verdict == "unknown" and _wants_environment(intent):
        outcome = Outcome("allowed", "virtual-environment", 0, None, (_OF_UV,))
        return Site(effect, intent, python, platform, outcome, "low", (*chain, _OF_UV))
    return Site(
        effect, intent, python, platform, outcome, _confidence(world, python), (*chain, *outcome.evidence[:3])
    )


_OF_UV = Evidence(
    "uv changes an environment here or nothing: a Python outside of environments has to be asked for"
)


def _wants_environment(intent: Intent) -> bool:
    """``uv pip`` without --system and --python."""
    options = dict(intent.arguments.options)
    return intent.invocation.tool == "uv" and not (options.get("system") or options.get("python"))


def _without_python(effect: Effect, intent: Intent, found: Found, chain: tuple[Evidence, ...]) -> Site:
    """Nothing says which Python it is: what would be so on any is so here; the rest is unknown."""
    world = effect.world
    if world.platform is not None or OWN_PYTHON.search(world.image.partition(":")[0]):
        return _unknown(effect, intent, found, chain)
    only = next(iter(world.managers)) if len(world.managers) == 1 and is_cpython(intent) else ""
    guess = (
        find_platform(_BY_MANAGER.get(only, ""))
        if only in _BY_MANAGER and not _on_windows(world, only)
        else None
    )
    if guess is not None:
        told = Evidence(f"{only} is called, so it is {guess.row.title} or its like", guess.where)
        python = Python("os", "/usr", platform=guess, evidence=(told,))
        site = _with_python(effect, intent, python, (*chain, told))
        return site._replace(confidence="medium" if site.verdict != "unknown" else "low")
    return _unknown(effect, intent, found, chain)


def _on_windows(world: World, manager: str) -> bool:
    """MSYS2's pacman: on a hosted runner there is no other, and its packages say so (https://www.msys2.org/docs/package-naming/)."""
    hosted = world.context not in ("dockerfile", "script") and (not world.image or is_open(world.image))
    return manager == "pacman" and (
        hosted or any(name.startswith(("mingw-", "msys2-")) for name in world.packages)
    )


def _unknown(effect: Effect, intent: Intent, found: Found, chain: tuple[Evidence, ...]) -> Site:
    # Where nothing says who runs it, rights are not what it fails for.
    world = effect.world._replace(user=effect.world.user or "root")
    every = _everywhere(world, intent)
    marked, verdicts = every[0], {one.verdict for one in every}
    if verdicts <= {"unknown", "fails"} and _wants_environment(intent):
        changes = Outcome("allowed", "virtual-environment", 0, None, (_OF_UV,))
        return Site(effect, intent, None, None, changes, "low", (*chain, _OF_UV), "machine", marked)
    why = Evidence(found.why or effect.world.why)
    works = next((one for one in every if one.verdict in ("allowed", "risky")), marked)
    if len(verdicts) == 1 or ("refused" not in verdicts and (works == marked or "unknown" not in verdicts)):
        # What may be lacking there (ensurepip) is no refusal.
        return Site(effect, intent, None, None, works, "medium", (*chain, why), "machine", marked)
    text = "refused where the Python is marked (Debian 12, Ubuntu 23.04, Alpine 3.19 and newer …), allowed elsewhere"
    told = Evidence(text if marked.verdict == "refused" else "it hangs on the machine")
    outcome = Outcome("unknown", "unknown", None, None, (why, told))
    return Site(effect, intent, None, None, outcome, "low", (*chain, why, told), "machine", marked)


def _everywhere(world: World, intent: Intent) -> list[Outcome]:
    """The outcome on a system that marks its Python, and on others as long as they can change something."""
    every = [_on(MARKED, world, intent)]
    for name in OTHERS:
        if (every[0].verdict == "refused") != (every[-1].verdict == "refused"):
            break
        every.append(_on(name, world, intent))
    return every


def is_cpython(intent: Intent) -> bool:
    """Whether the program is one that a mark is known of: PyPy's is its own."""
    return intent.invocation.program.rpartition("/")[2].startswith(("python", "pip", "uv"))


def _on(name: str, world: World, intent: Intent) -> Outcome:
    platform = find_platform(name)
    assert platform is not None  # noqa: S101 - it is in the table
    return outcome_there(world, Python("os", "/usr", platform=platform), platform, intent)


def _evidence(found: Found) -> tuple[Evidence, ...]:
    return found.python.evidence if found.python is not None else ()


def _confidence(world: World, python: Python | None) -> Confidence:
    if python is not None and python.kind == "unknown":
        return "low"
    if python is not None and python.kind in ("venv", "tool"):
        return "medium" if python.made_by.startswith("perhaps") else "high"
    platform = python.platform if python is not None else world.platform
    sure = platform is not None and platform.confidence == "verified" and world.sure
    return "high" if sure and not world.opaque else "medium"


def situation_of(site: Site) -> Situation | None:
    """What ``decide`` is asked; None where not even the kind of machine is known."""
    python, platform = site.python, site.platform
    if python is None or platform is None:
        return None
    facts = facts_of(site.world, python, platform, site.intent, perhaps=False)
    directories = described_directories(facts)
    seen = described_candidates(facts, Wishes(), directories)
    return Situation(facts, site.intent, site.outcome, Wishes(), directories, seen)


@lru_cache(512)
def _decided(situation: Situation) -> Decision:
    from pipwise.decide import decide

    return decide(situation)


def decision_of(site: Site) -> Decision | None:
    """Where the request belongs instead, by the engine of the terminal."""
    situation = situation_of(site)
    return None if situation is None else _decided(situation)
