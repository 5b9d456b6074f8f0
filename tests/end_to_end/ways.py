"""Every way in which pipwise changes something, as the tests that kill use it: one row each."""

from typing import NamedTuple

from pipwise.plan import WAYS as CARRIED_OUT
from tests.end_to_end.conftest import OFFLINE


class Way(NamedTuple):
    """How to come to it, in a project's directory that is made for it."""

    name: str
    image: str
    words: tuple[str, ...]
    """What pipwise is called with."""
    prepare: str = ""
    """A line of shell that makes the world before, in which ``pipwise`` and ``$offline`` can be used; it is taken for given."""
    user: str = "alice"
    by_root: str = ""
    """Another one, for root, which comes first."""
    tools: tuple[str, ...] = ()
    """What stands on PATH beside the system's own: uv, poetry, pdm, pipenv, pipx."""
    option: str = "venv"
    """The way out by its name in the register; '' for what is none."""
    answer: str = ""
    """What is typed when it asks; without it there is no terminal."""
    sudo: bool = False
    """Whether the user calls it by sudo."""
    undo: str = "undo"
    """--yes where root is needed to take it back."""
    managed: str = ""
    """Who looks after the project, with an index of our own wheels: poetry, pdm, pipenv."""
    wheels: bool = False
    """Whether pip's and uv's settings lead to our own wheels."""


_BARE, _VENV, _PIPX, _PKGS = "bookworm-bare", "bookworm-venv", "bookworm-pipx", "bookworm-pkgs"
_DEMO = ("install", *OFFLINE, "pep668demo")
_APP = ("install", *OFFLINE, "--via", "app", "pep668app")
_BREAK = (
    "python3 -m pip install -q --break-system-packages --no-warn-script-location --root-user-action=ignore"
)
_UPSTREAM = f"{_BREAK} pip==25.0"
_MARKER = "/usr/lib/python3.11/EXTERNALLY-MANAGED"
_OWN = (
    "mkdir -p /opt/python/bin /opt/python/lib && cp /usr/bin/python3.11 /opt/python/bin/python3 && "
    "cp -a /usr/lib/python3.11 /opt/python/lib/"
)
_UV_PROJECT = r"""printf '[project]\nname = "demo"\nversion = "1"\nrequires-python = ">=3.9"\n' >pyproject.toml && uv lock"""


def _both(way: Way) -> tuple[Way, ...]:
    """As a user and as root."""
    prepare = way.prepare.replace("pipwise install ", "pipwise install --yes ")
    words = way.words if way.words[0] != "install" else ("install", "--yes", *way.words[1:])
    return way, way._replace(name=f"{way.name}, by root", user="root", prepare=prepare, words=words)


_ALL = (
    *_both(Way("venv", _BARE, ("install", *OFFLINE, "pep668needs"))),
    *_both(
        Way(
            "existing venv",
            _BARE,
            ("install", *OFFLINE, "-U", "pep668demo", "pep668needs"),
            "pipwise install $offline pep668demo==1.0",
        )
    ),
    *_both(Way("venv by uv", "trixie-bare", ("install", "six"), tools=("uv",))),
    *_both(
        Way(
            "existing venv by uv",
            "trixie-bare",
            ("install", "-U", "six"),
            "pipwise install six==1.16.0",
            tools=("uv",),
        )
    ),
    *_both(
        Way(
            "broken venv",
            _BARE,
            ("install", *OFFLINE, "--yes", "pep668demo"),
            "mkdir -p .venv/bin; touch .venv/pyvenv.cfg",
        )
    ),
    Way("app, pipx brought up", _BARE, _APP, option="app"),
    Way(
        "app, pipx brought up, by root",
        _BARE,
        (*_APP[:1], "--yes", *_APP[1:]),
        user="root",
        option="app",
    ),
    Way("app by pipx 1.1", _PIPX, _APP, option="app"),
    Way("app by pipx 1.7", "trixie-pipx", _APP, option="app"),
    Way("app by pipx 1.15", "sid-pipx", _APP, option="app"),
    Way(
        "app beside others",
        _PIPX,
        _APP,
        'pipx install --pip-args="$offline" pep668demo',
        option="app",
    ),
    Way(
        "app upgraded",
        _PIPX,
        (*_APP[:-1], "-U", "pep668app"),
        "pipwise install $offline --via app pep668app==1.0",
        option="app",
    ),
    *_both(
        Way(
            "app by uv",
            "trixie-bare",
            ("install", "--yes", "--via", "app", "pep668app"),
            tools=("uv",),
            option="app",
            wheels=True,
        )
    ),
    Way("plug-in and host by pipx", _PIPX, ("install", *OFFLINE, "httpie-pep668"), option="inject"),
    Way(
        "plug-in by pipx",
        _PIPX,
        ("install", *OFFLINE, "httpie-pep668"),
        "pipwise install $offline httpie",
        option="inject",
    ),
    Way(
        "plug-in by uv",
        "trixie-bare",
        ("install", "httpie-pep668"),
        "pipwise install httpie",
        tools=("uv",),
        option="inject",
        wheels=True,
    ),
    Way(
        "script",
        _BARE,
        ("install", "--for", "script.py", "six"),
        r"printf 'import six\nprint(six)\n' >script.py; chmod 750 script.py",
        option="script-env",
    ),
    Way(
        "project by uv",
        "trixie-bare",
        ("install", "six"),
        _UV_PROJECT,
        tools=("uv",),
        option="project-manager",
    ),
    *(
        Way(
            f"project by {manager}",
            _VENV,
            ("install", "pep668needs"),
            tools=(manager,),
            option="project-manager",
            managed=manager,
        )
        for manager in ("poetry", "pdm", "pipenv")
    ),
    Way(
        "OS package, by root",
        "bookworm-pip",
        ("install", "--via", "os-package", "--yes", "rich"),
        user="root",
        by_root="apt-get update -qq",
        option="os-package",
    ),
    Way(
        "OS package",
        _VENV,
        ("install", "--via", "os-package", "--yes", "rich"),
        by_root="apt-get update -qq",
        option="os-package",
        undo="undo --yes",
    ),
    Way("app and venv", _BARE, ("install", *OFFLINE, "httpie", "pep668demo"), option="app"),
    Way(
        "user site",
        _PKGS,
        ("install", "--yes", *OFFLINE, "--via", "user", "pep668demo"),
        by_root=f"rm {_MARKER}",
        option="user",
    ),
    Way(
        "override",
        _PKGS,
        ("install", *OFFLINE, "--via", "override", "pep668demo"),
        option="override",
        answer="pep668demo",
    ),
    Way(
        "override, by root",
        _PKGS,
        ("install", "--via", "override", "-U", "requests"),
        user="root",
        option="override",
        answer="requests",
    ),
    Way(
        "override by upstream pip, by root",
        _PKGS,
        ("install", "--via", "override", "-U", "requests"),
        user="root",
        by_root=_UPSTREAM,
        option="override",
        answer="requests",
    ),
    Way(
        "override by sudo",
        _VENV,
        ("install", *OFFLINE, "--via", "override", "-U", "pep668demo"),
        by_root=f"{_UPSTREAM} && {_BREAK} --no-index --find-links /payload/wheels pep668demo==1.0",
        option="override",
        answer="pep668demo",
        sudo=True,
    ),
    Way("marker remove, by root", _VENV, ("marker", "remove", "--insist"), user="root", option=""),
    Way("marker remove", _VENV, ("marker", "remove", "--insist", "--yes"), option=""),
    Way(
        "marker restore",
        _VENV,
        ("marker", "restore", "--yes"),
        "pipwise marker remove --insist --yes",
        option="",
    ),
    Way(
        "marker remove, of an own Python",
        _VENV,
        ("marker", "remove", "--insist", "--python", "/opt/python/bin/python3"),
        user="root",
        by_root=_OWN,
        option="",
    ),
    Way(
        "marker restore, of an own Python",
        _VENV,
        ("marker", "restore", "--python", "/opt/python/bin/python3"),
        "pipwise marker remove --insist --python /opt/python/bin/python3",
        user="root",
        by_root=_OWN,
        option="",
    ),
    Way(
        "marker write, by root",
        _VENV,
        ("marker", "write", "--python", "/opt/python/bin/python3"),
        user="root",
        by_root=f"{_OWN} && rm /opt/python/lib/python3.11/EXTERNALLY-MANAGED",
        option="",
    ),
    *_both(
        Way(
            "guard",
            _VENV,
            ("guard", "install", "bash", "zsh", "fish", "require-virtualenv"),
            r"printf '# mine' >~/.zshrc; mkdir -p ~/.config/pip; printf '[global]\ntimeout = 9\n' >~/.config/pip/pip.conf",
            option="",
        )
    ),
    Way(
        "guard before commits",
        _VENV,
        ("guard", "install", "pre-commit"),
        "mkdir .git",
        option="",
    ),
    Way(
        "guard removed",
        _VENV,
        ("guard", "remove", "bash", "require-virtualenv"),
        "pipwise guard install bash require-virtualenv; echo '# mine' >>~/.bashrc",
        option="",
    ),
    *_both(
        Way(
            "uninstall from a venv",
            _BARE,
            ("uninstall", "-y", "pep668demo"),
            "pipwise install $offline pep668needs",
            option="",
        )
    ),
    Way(
        "uninstall from the user site",
        _PKGS,
        ("uninstall", "-y", "pep668demo"),
        f"{_BREAK} $offline --user pep668demo",
        option="",
    ),
    Way(
        "uninstall an app of pipx",
        _PIPX,
        ("uninstall", "-y", "pep668app"),
        'pipx install --pip-args="$offline" pep668app',
        option="",
    ),
    Way(
        "uninstall an app of uv",
        "trixie-bare",
        ("uninstall", "-y", "pep668app"),
        "uv tool install pep668app",
        tools=("uv",),
        option="",
        wheels=True,
    ),
    Way(
        "uninstall from a project of uv",
        "trixie-bare",
        ("uninstall", "-y", "six"),
        f"{_UV_PROJECT} && uv add six",
        tools=("uv",),
        option="",
    ),
    Way(
        "uninstall from beside the system's, by root",
        _PKGS,
        ("uninstall", "-y", "pep668demo"),
        user="root",
        by_root=f"{_BREAK} --no-index --find-links /payload/wheels pep668demo",
        option="",
    ),
    Way(
        "uninstall an OS package, by root",
        _PKGS,
        ("uninstall", "--yes", "blinker"),
        user="root",
        by_root="apt-get update -qq",
        option="",
    ),
    Way(
        "repair, by root",
        _PKGS,
        ("repair", "--yes"),
        user="root",
        by_root=f"{_BREAK} --ignore-installed six==1.15.0 blinker==1.4",
        option="",
    ),
    Way(
        "repair with packages of apt, by root",
        _PKGS,
        ("repair", "--yes"),
        user="root",
        by_root="apt-get update -qq && rm /usr/lib/python3/dist-packages/six.py",
        option="",
    ),
)
WAYS = tuple(way for way in _ALL if not way.option or way.option in CARRIED_OUT)
