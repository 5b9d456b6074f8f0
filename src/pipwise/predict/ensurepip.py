"""``python -m ensurepip``: the pip that comes with a Python installs itself, with pip's own configuration switched off.

Source: CPython ``Lib/ensurepip/__init__.py``; Debian's patch, which disables it outside virtual environments.
"""

from __future__ import annotations

from pipwise.intent.pip_table import Option, Parser
from pipwise.intent.pip_words import Sorted, sort_words
from pipwise.model.facts import Settings
from pipwise.model.intent import Intent
from pipwise.model.known import Known, Source, Unknown
from pipwise.model.outcome import Evidence, Outcome, Target
from pipwise.predict import pip
from pipwise.predict.pip_case import Unclear, fails, goes_on, know

_CANNOT_START = {"not-found": 127, "bad-interpreter": 127, "not-executable": 126}
_FLAGS = (
    (("-h", "--help"), "help"),
    (("--version",), "version"),
    (("-v", "--verbose"), "verbosity"),
    (("-U", "--upgrade"), "upgrade"),
    (("--user",), "user"),
    (("--altinstall",), "altinstall"),
    (("--default-pip",), "default_pip"),
)
# The first releases with a pip that knows the marker (gh-101997); from Python 3.12 on all have one.
_KNOWS_MARKER = {(3, 8): 17, (3, 9): 17, (3, 10): 11, (3, 11): 3}
_GIVEN = Source("catalogue", "CPython's Lib/ensurepip")


def predict(target: Target, intent: Intent) -> Outcome:
    """The verdict, exit status and destination of ensurepip."""
    if target.problem in _CANNOT_START:
        return fails(target.problem, _CANNOT_START[target.problem])
    try:
        return _by_steps(target, intent)
    except Unclear as missing:
        return Outcome("unknown", "unknown", None, None, (Evidence(str(missing)),))


def _by_steps(target: Target, intent: Intent) -> Outcome:
    path = _module(target)
    found = dict(target.paths).get(path)
    if found is None:
        raise Unclear(f"nobody looked at {path}")
    if found.kind == "absent":
        return fails("no-module", 1, "No module named ensurepip")
    read = sort_words(_parser(), intent.invocation.arguments, (999,), interspersed=True)
    stopped = _usage(read)
    if stopped:
        return stopped
    given = {hit.option.dest: hit.value for hit in read.hits}
    if know(target.venv) == "none" and _is_debian(target):
        return fails("ensurepip-disabled", 1, "ensurepip is disabled in Debian/Ubuntu for the system python.")
    if "altinstall" in given and "default_pip" in given:
        return fails("conflicting-options", 1, "ValueError: Cannot use altinstall and default_pip together")
    return pip.predict(_with_own_pip(target), _as_pip(intent, given))


def _usage(read: Sorted) -> Outcome | None:
    """argparse: what it does not know, --help and --version, whichever comes first."""
    for hit in read.hits:
        if hit.option.dest in ("help", "version"):
            return goes_on("help", None)
    if read.problem:
        return fails(read.problem.code, 2, read.problem.text)
    return (
        fails("unexpected-argument", 2, f"unrecognized arguments: {' '.join(read.operands)}")
        if read.operands
        else None
    )


def _module(target: Target) -> str:
    """Where the module stands: beside the marker, in the standard library."""
    return f"{know(target.marker).path.rpartition('/')[0]}/ensurepip/__init__.py"


def _is_debian(target: Target) -> bool:
    layout = know(target.layout)
    places = [scheme.purelib for scheme in layout.schemes] + [path for _, path in layout.distutils]
    return any(place.endswith("/dist-packages") for place in places)


def _with_own_pip(target: Target) -> Target:
    """All PIP_* variables are taken away, and PIP_CONFIG_FILE is the null device."""
    major, minor, micro = know(target.python)
    since = _KNOWS_MARKER.get((major, minor), 0 if (major, minor) >= (3, 12) else 1000)
    version = "23.2.1" if (major, minor) >= (3, 12) else "23.0.1" if micro >= since else "22.0.4"
    return target._replace(
        tool="pip",
        version=Known(version, _GIVEN),
        vendor=Known("upstream", _GIVEN),
        settings=Known(Settings(()), _GIVEN),
        problem="",
    )


def _as_pip(intent: Intent, given: dict[str, str]) -> Intent:
    """The command line that ensurepip makes for pip."""
    arguments = ["install", "--no-cache-dir", "--no-index"]
    if given.get("root"):
        arguments += ["--root", given["root"]]
    arguments += [f"--{name}" for name in ("upgrade", "user") if name in given]
    return Intent(intent.invocation._replace(tool="pip", arguments=(*arguments, "pip")), intent.arguments, ())


def _parser() -> Parser:
    options = [Option(names, dest, "store_true", "", (), "") for names, dest in _FLAGS]
    options.append(Option(("--root",), "root", "store", "string", (), ""))
    spelt = [(name, option) for option in options for name in option.names]
    short = {name: option for name, option in spelt if not name.startswith("--")}
    return Parser(short, {name: option for name, option in spelt if name.startswith("--")})


def paths_to_ask(target: Target, intent: Intent) -> tuple[str, ...]:
    """Absolute paths that the outcome depends on."""
    if isinstance(target.marker, Unknown):
        return ()
    read = sort_words(_parser(), intent.invocation.arguments, (999,), interspersed=True)
    given = {hit.option.dest: hit.value for hit in read.hits}
    try:
        own = pip.paths_to_ask(_with_own_pip(target), _as_pip(intent, given))
    except Unclear:
        own = ()
    return (_module(target), *own)
