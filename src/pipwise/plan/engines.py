"""The two engines that make environments and fill them: virtualenv with pip, and uv."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pipwise.decide.arguments import for_environment
from pipwise.model.decision import Goal, Situation
from pipwise.model.known import Known
from pipwise.model.plan import RunTool

_Variables = tuple[tuple[str, str | None], ...]

# A stray target, prefix or --user of the caller's configuration must not lead out of the environment.
_PIP_VARIABLES: _Variables = (
    ("PIP_USER", "0"),
    ("PIP_REQUIRE_VIRTUALENV", None),
    ("PYTHONHOME", None),
    ("PYTHONPATH", None),
)


class Workbench(NamedTuple):
    """What the engines stand on."""

    python: str
    """The Python that has virtualenv (pipwise's own)."""
    cache: str
    pip_wheel: str
    """A pip wheel to seed an environment with that has none, or ''."""


class Engine(NamedTuple):
    """Three things that an engine can do."""

    make: Callable[[Goal, Situation], RunTool]
    seed: Callable[[Goal, Situation], RunTool]
    install: Callable[[Goal, Situation], RunTool]


def engine_of(goal: Goal, workbench: Workbench) -> Engine:
    """The engine that the decision chose."""
    if goal.engine == "uv":
        return Engine(_make_by_uv, _install_by_uv, _install_by_uv)

    def make(goal: Goal, situation: Situation) -> RunTool:
        return _make_by_virtualenv(goal, workbench)

    def seed(goal: Goal, situation: Situation) -> RunTool:
        return _seed_by_wheel(goal, workbench)

    return Engine(make, seed, _install_by_pip)


def _make_by_virtualenv(goal: Goal, workbench: Workbench) -> RunTool:
    """Made by virtualenv, which needs neither python3-venv nor root nor the network: it brings its own pip wheel."""
    argv = (
        *(workbench.python, "-I", "-m", "virtualenv", "--quiet", "--no-periodic-update"),
        *("--app-data", f"{workbench.cache}/virtualenv", "--python", goal.base, "--prompt", _prompt(goal)),
        *(("--clear",) if goal.role == "replaced" else ()),
        goal.root,
    )
    return RunTool(argv, (goal.root,), None, _without_virtualenv_settings(), "make the environment")


def _prompt(goal: Goal) -> str:
    name = goal.root.rpartition("/")[2]
    return goal.root.split("/")[-2] if name == ".venv" else name


def _without_virtualenv_settings() -> _Variables:
    return (("VIRTUALENV_CONFIG_FILE", "/dev/null"), ("PYTHONHOME", None), ("PYTHONPATH", None))


def _seed_by_wheel(goal: Goal, workbench: Workbench) -> RunTool:
    """An environment made ``--without-pip``: pip runs from its own wheel and installs itself (as ensurepip does)."""
    argv = (
        f"{goal.root}/bin/python",
        f"{workbench.pip_wheel}/pip",
        "install",
        "--quiet",
        "--no-index",
        workbench.pip_wheel,
    )
    return RunTool(argv, (goal.root,), None, _PIP_VARIABLES, "give the environment a pip of its own")


def _install_by_pip(goal: Goal, situation: Situation) -> RunTool:
    argv = (f"{goal.root}/bin/python", "-m", "pip", *for_environment(situation.intent))
    return RunTool(argv, (goal.root,), None, _PIP_VARIABLES, "install")


def _make_by_uv(goal: Goal, situation: Situation) -> RunTool:
    argv = (
        *(goal.engine_path, "venv", "--quiet", "--no-config", "--no-project", "--seed"),
        *("--python", goal.base, "--prompt", _prompt(goal), *_uv_settings(situation), goal.root),
    )
    return RunTool(argv, (goal.root,), None, _uv_variables(situation), "make the environment")


def _install_by_uv(goal: Goal, situation: Situation) -> RunTool:
    """The same request in uv's words, made from what was understood, never from the raw words."""
    intent = situation.intent
    options = dict(intent.arguments.options)
    argv = [
        goal.engine_path,
        "pip",
        "install",
        "--no-config",
        "--python",
        f"{goal.root}/bin/python",
        *_uv_settings(situation),
    ]
    if options.get("upgrade"):
        argv.append("--upgrade")
    if options.get("no_deps") or options.get("ignore_dependencies"):
        argv.append("--no-deps")
    for path in intent.requirement_files:
        argv += ["-r", path]
    for path in intent.constraint_files:
        argv += ["-c", path]
    for requirement in intent.requirements:
        argv += ["-e", requirement.text] if requirement.editable else [requirement.text]
    return RunTool(tuple(argv), (goal.root,), None, _uv_variables(situation), "install")


def _uv_settings(situation: Situation) -> list[str]:
    words: list[str] = []
    settings = _effective(situation)
    if settings.get("no-index", "").lower() in ("1", "true", "yes", "on", "t", "y"):
        words.append("--no-index")
    for link in settings.get("find-links", "").split():
        words += ["--find-links", link]
    if settings.get("index-url"):
        words += ["--default-index", settings["index-url"]]
    return words


def _uv_variables(situation: Situation) -> _Variables:
    """So that uv sees pip's settings and no others: the caller asked for what pip would have fetched."""
    cert = _effective(situation).get("cert")
    removed = tuple(
        (name, None)
        for name, _ in situation.facts.environment
        if name.startswith("UV_") and name not in _UV_KEPT
    )
    return (
        *removed,
        ("VIRTUAL_ENV", None),
        ("CONDA_PREFIX", None),
        *((("SSL_CERT_FILE", cert),) if cert else ()),
    )


_UV_KEPT = (
    "UV_CACHE_DIR",
    "UV_NATIVE_TLS",
    "UV_SYSTEM_CERTS",
    "UV_OFFLINE",
    "UV_HTTP_TIMEOUT",
    "UV_LINK_MODE",
    "UV_NO_CACHE",
)


def _effective(situation: Situation) -> dict[str, str]:
    settings = situation.facts.pip_settings
    found: dict[str, str] = {}
    if isinstance(settings, Known):
        for wanted in ("global", "install", ":env:"):
            found |= {
                one.key: one.value for one in settings.value.values if one.section == wanted and one.value
            }
    return found
