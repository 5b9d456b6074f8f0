"""Releases of pip are asked once where they do the same: held against asking each of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipwise import intent as intent_room
from pipwise import predict as predict_room
from pipwise.intent import read_intent
from pipwise.intent.pip_options import VERSIONS
from pipwise.model.facts import Setting, Settings
from pipwise.model.host import PathFact
from pipwise.model.interpreter import Distribution
from pipwise.predict import paths_to_ask, predict
from pipwise.predict.pip_python import CANNOT_RUN
from pipwise.predict.pip_releases import TURNS, alike
from tests.unit.predict.pip_world import ABSENT, MARKER, OS, target, variable

# Later ones are only for fields of a table.
LAST = 99
COMMANDS = (
    "install six",
    "install -U six setuptools wheel",
    "install --break-system-packages six",
    "install --break-system six",
    "install --no-cache-dir --user six",
    "install --no-cache --us six",
    "install --target t six",
    "install --user --target t six",
    "install --prefix p --root r six",
    "install --no-use-pep517 -e .",
    "install --dry-run --report - six",
    "install --python-version 3.9 --only-binary=:all: --dry-run six",
    "install --build-option x --config-settings=a=b six",
    "install --global-option=x --install-option=y six",
    "install -rreq.txt -cx.txt --require-hashes",
    "install pylock.toml 'six==1.*,>1;python_version<\"3\"' six-1.0-py2-none-any.whl",
    "install --egg --use-wheel --process-dependency-links --no-such six",
    "install --log-file x --default-timeout 3 --progress-bar raw six",
    "install --uploaded-prior-to P1D six",
    "install --group dev -e git+https://example.org/x#egg=x",
    "install -qvI --force-reinstall --upgrade-strategy eager six",
    "--python x install six",
    "--isolated --require-virtualenv install six",
    "install --help",
    "download -d d six",
    "wheel -w d --no-deps six",
    "install",
    "install pip",
    "install --upgrade pip setuptools",
    "uninstall -y six",
    "list --outdated --format freeze",
    "inspect",
    "inst six",
)
SETTINGS = (
    Settings(()),
    variable("break-system-packages", "1"),
    variable("auto-complete", "1"),
    variable("no-cache-dir", "perhaps"),
    Settings(
        (
            Setting("install", "user", "yes", "/etc/pip.conf", "global"),
            Setting("global", "no_index", "", "/etc/pip.conf", "global"),
            Setting("global", "no-index", "2", "/etc/pip.conf", "global"),
        )
    ),
    Settings((), (("/etc/pip.conf", "encoding"),)),
)
WORLDS = (
    {"python": (3, 14, 0), "marker": MARKER},
    {"python": (3, 9, 2), "marker": ABSENT, "vendor": "debian", "root": False},
    {"python": (3, 6, 0), "marker": ABSENT, "user_site_enabled": False},
    {"python": (3, 12, 1), "venv": "isolated", "root": False},
)

PAIRS = sorted(
    {*((at, 0) for at in range(len(WORLDS))), *((at % len(WORLDS), at) for at in range(len(SETTINGS)))}
)


@pytest.mark.parametrize(("world", "settings"), PAIRS)
def test_those_that_are_taken_to_be_alike_do_the_same(world: int, settings: int) -> None:
    leaves = {**WORLDS[world], "settings": SETTINGS[settings]}
    for words in COMMANDS:
        intent = read_intent(("pip", *words.split()))
        numbers = alike(VERSIONS, target(**leaves), intent)
        assert list(numbers) == list(VERSIONS)
        shared: dict[int, object] = {}
        for version, number in numbers.items():
            own = Distribution("pip", version, OS, has_record=False, installer="debian")
            one = target(**leaves, version=version, installed=(own,))
            stands = dict.fromkeys(paths_to_ask(one, intent), PathFact("absent", writable=True))
            outcome = predict(one._replace(paths=tuple(stands.items())), intent)
            if outcome.code != CANNOT_RUN:
                assert shared.setdefault(number, outcome) == outcome, (words, version)


def test_few_are_asked_of_a_plain_command() -> None:
    numbers = alike(VERSIONS, target(), read_intent(("pip", "install", "--no-cache-dir", "six")))
    assert len(set(numbers.values())) < len(VERSIONS) / 3


def test_every_release_at_which_something_turns_is_listed() -> None:
    assert set(_compared()) == set(TURNS)


def _compared() -> Iterator[tuple[int, ...]]:
    """Releases that stand in the modules that make an outcome of pip's words."""
    intent, predict = (Path(next(iter(room.__path__))) for room in (intent_room, predict_room))
    modules = {
        *intent.glob("pip_*.py"),
        intent / "requirements.py",
        *predict.glob("pip_*.py"),
        predict / "pip.py",
    }
    for module in modules - {intent / "pip_options.py", predict / "pip_releases.py"}:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Tuple)
                and node.elts
                and all(isinstance(one, ast.Constant) for one in node.elts)
            ):
                numbers = ast.literal_eval(node)
                if all(type(one) is int for one in numbers) and 9 <= numbers[0] <= LAST:
                    yield numbers
