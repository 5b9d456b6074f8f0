"""uv as an engine: the same request in uv's words, with pip's settings and no others."""

from __future__ import annotations

from pipwise.model.decision import Goal, Situation
from pipwise.model.plan import RunTool
from pipwise.plan.pip_settings import Variables, effective, is_switched_on

_KEPT = (
    "UV_CACHE_DIR",
    "UV_NATIVE_TLS",
    "UV_SYSTEM_CERTS",
    "UV_OFFLINE",
    "UV_HTTP_TIMEOUT",
    "UV_LINK_MODE",
    "UV_NO_CACHE",
    "UV_NO_PROGRESS",
)


def prompt(goal: Goal) -> str:
    """What an activated environment calls itself: the project's directory, or the name of a personal environment."""
    name = goal.root.rpartition("/")[2]
    return goal.root.split("/")[-2] if name == ".venv" else name


def is_exact(situation: Situation) -> bool:
    """Whether uv would do what pip does: its ``--upgrade`` also upgrades dependencies, so each project has to be named."""
    intent = situation.intent
    options = dict(intent.arguments.options)
    unnamed = intent.requirement_files or any(not one.name for one in intent.requirements)
    return not (options.get("upgrade") and unnamed)


def make_by_uv(goal: Goal, situation: Situation) -> RunTool:
    """``--allow-existing``: the directory itself was made before, so that nobody else's is taken for it."""
    argv = (
        *(goal.engine_path, "venv", "--quiet", "--no-config", "--no-project", "--seed", "--allow-existing"),
        *("--python", goal.base, f"--prompt={prompt(goal)}", *settings_for_uv(situation)),
        *(("--system-site-packages",) if goal.sees_system else ()),
        goal.root,
    )
    return RunTool(argv, (goal.root,), None, variables_for_uv(situation), "make the environment")


def install_by_uv(goal: Goal, situation: Situation) -> RunTool:
    """The same request in uv's words, made from what was understood, never from the raw words.

    pip takes the best version from all indexes and knows no ``tool.uv.sources``.
    """
    intent = situation.intent
    options = dict(intent.arguments.options)
    argv = [goal.engine_path, "pip", "install", "--no-config", "--no-sources"]
    argv += ["--index-strategy", "unsafe-best-match", "--python", f"{goal.root}/bin/python"]
    argv += settings_for_uv(situation)
    argv += [
        "-" + letter
        for name, letter in (("quiet", "q"), ("verbose", "v"))
        for _ in range(_count(options.get(name)))
    ]
    if options.get("upgrade"):
        argv += [word for one in intent.requirements for word in ("--upgrade-package", one.name)]
    if options.get("no_deps") or options.get("ignore_dependencies"):
        argv.append("--no-deps")
    argv += [word for path in intent.requirement_files for word in ("-r", path)]
    argv += [word for path in intent.constraint_files for word in ("-c", path)]
    for requirement in intent.requirements:
        argv += ["-e", requirement.text] if requirement.editable else [requirement.text]
    return RunTool(tuple(argv), (goal.root,), None, variables_for_uv(situation), "install", "uv-pip")


def _count(value: object) -> int:
    """How often -v or -q was given."""
    return min(value, 2) if isinstance(value, int) else 0


def settings_for_uv(situation: Situation) -> list[str]:
    """pip's settings in uv's words."""
    words: list[str] = []
    settings = effective(situation)
    if is_switched_on(situation, "no-index"):
        words.append("--no-index")
    for link in settings.get("find-links", "").split():
        words += ["--find-links", link]
    if settings.get("index-url"):
        words += ["--default-index", settings["index-url"]]
    return words


def variables_for_uv(situation: Situation) -> Variables:
    """So that uv sees pip's settings and no others: the caller asked for what pip would have fetched.

    pip trusts the system's certificates (truststore, 24.2 on), or the bundle that is named; uv its own, unless it is told.
    """
    environment = dict(situation.facts.environment)
    bundles = (
        effective(situation).get("cert"),
        environment.get("REQUESTS_CA_BUNDLE"),
        environment.get("CURL_CA_BUNDLE"),
    )
    bundle = next((one for one in bundles if one), None)
    removed = tuple((name, None) for name in environment if name.startswith("UV_") and name not in _KEPT)
    return (
        *removed,
        ("VIRTUAL_ENV", None),
        ("CONDA_PREFIX", None),
        ("UV_SYSTEM_CERTS", "1"),
        ("UV_NATIVE_TLS", "1"),
        *((("SSL_CERT_FILE", bundle),) if bundle else ()),
    )
