"""pipwise's own options stand on either side of the verb; the tool's words pass through untouched."""

import pytest

from pipwise.cli.words import OWN_OPTIONS, read_own
from pipwise.errors import UsageError


@pytest.mark.parametrize(
    ("line", "verb", "rest"),
    [
        ("install requests", "install", "requests"),
        ("--plan install requests", "install", "requests"),
        ("install requests --plan", "install", "requests"),
        ("install -r a.txt --yes -e . --log x", "install", "-r a.txt -e . --log x"),
        ("install --dry-run --report - six", "install", "--dry-run --report - six"),
        ("install -- --plan", "install", "-- --plan"),
        ("why --json -- pip install x", "why", "pip install x"),
        ("why pip install --yes x", "why", "pip install --yes x"),
        ("why --json pip uninstall --yes six", "why", "pip uninstall --yes six"),
        ("run --env a python --version", "run", "python --version"),
        ("run FILE.py --json --plan", "run", "FILE.py --json --plan"),
    ],
)
def test_words_pass_through(line: str, verb: str, rest: str) -> None:
    _, found, words = read_own(tuple(line.split()))
    assert (found, " ".join(words)) == (verb, rest)


def test_own_options_are_read_on_both_sides() -> None:
    own, _, rest = read_own(("install", "--for", "s.py", "six"))
    assert (own.for_, rest) == ("s.py", ("six",))
    own, _, _ = read_own(("--via", "venv", "install", "--env=tools", "x", "--yes", "--json"))
    assert (own.via, own.env, own.yes, own.json) == ("venv", "tools", True, True)


@pytest.mark.parametrize(
    "line", ["--pla install x", "--via", "install --env=", "install --yes=1 x", "--index-url u install x"]
)
def test_what_is_wrong_is_said(line: str) -> None:
    with pytest.raises(UsageError):
        read_own(tuple(line.split()))


def test_no_own_option_has_the_name_of_one_of_pips() -> None:
    from pipwise.intent import pip_options

    names = set()
    for value in vars(pip_options).values():
        names |= (
            set(str(value).replace("'", " ").replace(",", " ").split())
            if isinstance(value, tuple | dict)
            else set()
        )
    shared = {f"--{name}" for name in OWN_OPTIONS} & names
    assert shared <= {"--help", "--version", "--yes", "--json"}, (
        "uninstall's --yes and index's --json are no options of install"
    )
