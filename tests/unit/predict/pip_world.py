"""A Debian 12 to ask predictions about, leaf by leaf."""

from __future__ import annotations

from typing import Any

from pipwise.intent import read_intent
from pipwise.model.facts import Setting, Settings
from pipwise.model.host import PathFact
from pipwise.model.interpreter import Distribution, Layout, Marker, Scheme
from pipwise.model.known import Known, Source, Unknown
from pipwise.model.outcome import Outcome, Target
from pipwise.predict import paths_to_ask, predict

GIVEN = Source("given", "test")
LOCAL = "/usr/local/lib/python3.11/dist-packages"
OS = "/usr/lib/python3/dist-packages"
USER = "/home/alice/.local/lib/python3.11/site-packages"
MARKER = Marker(
    "/usr/lib/python3.11/EXTERNALLY-MANAGED", "present", "", (("Error", "use apt"), ("Error-de", "nimm apt"))
)
ABSENT = Marker("/usr/lib/python3.11/EXTERNALLY-MANAGED", "absent")


def scheme(name: str, library: str) -> Scheme:
    return Scheme(name, library, library, "{base}/bin", "{base}")


LAYOUT = Layout(
    schemes=(
        scheme("posix_local", "{base}/local/lib/python3.11/dist-packages"),
        scheme("posix_prefix", "{base}/lib/python3.11/site-packages"),
        scheme("posix_home", "{base}/lib/python"),
        scheme("posix_user", "{userbase}/lib/python3.11/site-packages"),
    ),
    default="posix_local",
    prefix="posix_local",
    user="posix_user",
    home="posix_home",
    user_base="/home/alice/.local",
    user_site=USER,
    distutils=(
        ("default", "/usr/local/lib/python3.9/dist-packages"),
        ("user", "/home/alice/.local/lib/python3.9/site-packages"),
        ("prefix", "{base}/lib/python3.9/site-packages"),
        ("home", "{base}/lib/python"),
    ),
)
SIX = Distribution("six", "1.16.0", OS, has_record=True, installer="")
NO_RECORD = SIX._replace(has_record=False, installer="debian")


def target(**leaves: Any) -> Target:
    """Debian 12 with upstream pip 26.3, as root; leaves are given as values."""
    values: dict[str, Any] = {
        "tool": "pip",
        "version": "26.3",
        "vendor": "upstream",
        "python": (3, 11, 2),
        "prefix": "/usr",
        "venv": "none",
        "marker": MARKER,
        "owner": "os",
        "layout": LAYOUT,
        "import_path": ("/usr/lib/python3.11", USER, LOCAL, OS),
        "user_site_enabled": True,
        "settings": Settings(()),
        "installed": (),
        "root": True,
        "cwd": "/w",
        **leaves,
    }
    plain = ("tool", "root", "cwd", "variables", "problem")
    known: dict[str, Any] = {
        name: value if name in plain or isinstance(value, Unknown) else Known(value, GIVEN)
        for name, value in values.items()
    }
    return Target(**known)


def variable(key: str, value: str) -> Settings:
    return Settings((Setting(":env:", key, value, f"PIP_{key.upper()}", "env_var"),))


def ask(words: str, paths: dict[str, PathFact] | None = None, **leaves: Any) -> Outcome:
    """What happens to a command line; paths that are not named are absent and can be made."""
    intent = read_intent(tuple(words.split()))
    found = target(**leaves)
    usual = PathFact("absent", writable=True)
    stands = {**dict.fromkeys(paths_to_ask(found, intent), usual), **(paths or {})}
    return predict(found._replace(paths=tuple(stands.items())), intent)
