"""Cells of pip drawn at random out of tables, so that what the model is measured by is nobody's choice.

The same seed gives the same cells. A row is (weight, words, what it sets up); a row that goes wrong on purpose is as good as
one that works, since what pip stops at first is half of the question.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tests.matrix.cells import BREAK, MARKERS, MARKERS_AS_FOUND, Cell, X


class Row(NamedTuple):
    """Words of a command line, and what has to stand there for them."""

    weight: int
    words: str
    setup: str = ""


SUITES = (("bookworm", 9), ("trixie", 4), ("sid", 4), ("bullseye", 3))
PIPS = (
    ("", 8),
    *((pip, 1) for pip in ("22.3", "22.3.1", "24.0", "24.3.1", "25.1.1", "25.3", "26.0", "26.1.2", "26.2.1")),
    *((pip, 2) for pip in ("23.0", "23.0.1", "26.3")),
)
FRONTS = (
    Row(40, "python3 -m pip"),
    Row(6, "/usr/bin/python3 -m pip"),
    Row(4, "python3 -I -m pip"),
    Row(3, "python3 -s -m pip"),
    Row(2, "python3 -Im pip"),
    Row(2, "python3 -E -m pip"),
    Row(1, "python3 -W ignore -m pip"),
    Row(1, "python3 -X utf8 -B -m pip"),
    Row(1, "python3 -S -m pip"),
    Row(10, "pip3"),
    Row(8, "pip"),
    Row(2, "/usr/bin/pip3"),
    Row(5, "env -i PATH=/usr/bin:/bin python3 -m pip"),
    Row(2, "env -u PIP_NO_INDEX pip3"),
    Row(3, "env PIP_BREAK_SYSTEM_PACKAGES=1 pip3"),
    Row(2, "env PIP_BREAK_SYSTEM_PACKAGES= python3 -m pip"),
    Row(2, "python3 -m pip --python /usr/bin/python3"),
    Row(1, "python3 -m pip --python python3"),
    Row(1, "python3 -m pip --python /nowhere"),
    Row(2, "python3 /pips/wheels/26.3.whl/pip"),
    Row(1, "python3 /pips/wheels/23.0.1.whl/pip"),
    Row(1, "python3 /pips/24.0/pip"),
    Row(2, "env PYTHONPATH=/pips/22.3.1 python3 -m pip"),
    Row(1, "env PYTHONPATH=/pips/25.3 python3 -I -m pip"),
    *(
        Row(1, words)
        for words in (
            *(
                "python -m pip",
                "python3.11 -m pip",
                "python3.13 -m pip",
                "pip3.11",
                "pip3.14",
                "pip9",
                "./pip",
            ),
            *("nice pip3", "timeout 60 pip3", "nohup python3 -m pip", "command pip3", "python3 -mpip"),
            *("python3 -m pip -q -q -q", "python3 -bb -m pip", "python3 -O -m pip", "python3 -P -m pip"),
            *("env PIP_USER=1 PIP_NO_INPUT=1 pip3", "env -S 'python3 -m pip'", "env -C /tmp python3 -m pip"),
            *("env PYTHONPATH=/pips/wheels/24.0.whl python3 -m pip", "python3 /pips/26.3/pip/__main__.py"),
        )
    ),
)
ENSUREPIP = tuple(
    Row(1, f"{python} -m ensurepip {words}".strip(), setup)
    for python, setup in (
        ("python3", ""),
        ("/w/v/bin/python", "python3 -m venv --without-pip /w/v"),
        ("/w/v/bin/python3 -I", "python3 -m venv /w/v"),
    )
    for words in (
        "",
        "--user",
        "--upgrade",
        "--root /tmp/r",
        "--default-pip",
        "--altinstall",
        "--version",
        "-x",
        "-h",
        "x",
    )
)
SUDO = (
    Row(6, "sudo pip3"),
    Row(3, "sudo python3 -m pip"),
    Row(3, "sudo -E pip3"),
    Row(2, "sudo -H pip3"),
    Row(2, "sudo PIP_BREAK_SYSTEM_PACKAGES=1 pip3"),
    Row(2, "sudo env PIP_BREAK_SYSTEM_PACKAGES=1 python3 -m pip"),
    Row(1, "sudo -u root pip3"),
    Row(1, "sudo -u alice pip3"),
    Row(1, "sudo --preserve-env=PIP_USER pip3"),
    Row(1, "sudo -n -- pip3"),
)
LINKED = "ln -s /pips/{0}/pip /pips/{0}/pip-*.dist-info /w/v/lib/python3.*/site-packages/"
WITHOUT = "python3 -m venv --without-pip /w/v"
VENVS = (
    Row(6, "/w/v/bin/python -m pip", f"{WITHOUT}; {LINKED}"),
    Row(3, "/w/v/bin/python3 -m pip", f"{WITHOUT} --system-site-packages; {LINKED}"),
    Row(2, "/w/v/bin/python -m pip", WITHOUT),
    Row(2, "/w/v/bin/python -m pip", f"{WITHOUT} --system-site-packages"),
    Row(2, "v/bin/python -m pip", f"{WITHOUT}; {LINKED}; rm /w/v/pyvenv.cfg"),
    Row(2, "/w/u/bin/python -m pip", f"{WITHOUT}; {LINKED}; mv /w/v /w/u"),
    Row(2, "/w/u/bin/python -m pip", f"{WITHOUT}; {LINKED}; cp -a /w/v /w/u"),
    Row(2, "/w/l/bin/python -m pip", f"{WITHOUT}; {LINKED}; ln -s /w/v /w/l"),
    Row(1, "/w/v/bin/python -m pip", f"{WITHOUT} --copies; {LINKED}"),
    Row(1, "/w/v/bin/python -m pip", f"{WITHOUT}; {LINKED}; sed -i /include/d /w/v/pyvenv.cfg"),
    Row(1, "/w/v/bin/python -m pip", f"{WITHOUT}; {LINKED}; ln -sfn /nowhere /w/v/bin/python3"),
    Row(1, "/w/v/bin/python -m pip", f"{WITHOUT}; {LINKED}; : >/w/v/pyvenv.cfg"),
    Row(1, "env VIRTUAL_ENV=/w/v PATH=/w/v/bin:/usr/bin:/bin pip", WITHOUT),
    Row(1, "env VIRTUAL_ENV=/w/v PATH=/w/v/bin:/usr/bin:/bin python -m pip", f"{WITHOUT}; {LINKED}"),
    Row(1, "env PYTHONHOME=/usr /w/v/bin/python -m pip", f"{WITHOUT}; {LINKED}"),
    Row(2, "python3 -m pip --python /w/v", WITHOUT),
    Row(1, "python3 -m pip --python /w/v/bin/python", f"{WITHOUT} --system-site-packages"),
    Row(1, "/w/v/bin/python -m pip --python /usr/bin/python3", f"{WITHOUT}; {LINKED}"),
)
MADE_VENVS = (
    Row(4, "/w/v/bin/pip", "python3 -m venv /w/v"),
    Row(2, "/w/v/bin/pip3", "python3 -m venv --system-site-packages /w/v"),
    Row(2, "env VIRTUAL_ENV=/w/v PATH=/w/v/bin:/usr/bin:/bin pip", "python3 -m venv /w/v"),
    Row(1, "/w/u/bin/pip", "python3 -m venv /w/v; mv /w/v /w/u"),
    Row(1, "/w/u/bin/pip", "python3 -m venv /w/v; cp -a /w/v /w/u"),
    Row(1, "/w/v/bin/pip", "python3 -m venv /w/v; rm /w/v/pyvenv.cfg"),
    Row(1, "/w/v/bin/pip", "python3 -m venv --upgrade-deps /w/v || python3 -m venv /w/v"),
)
INSTALL_OPTIONS = (
    *(Row(5, word) for word in (BREAK, BREAK, "--break", "--break-s", "--user")),
    *(Row(3, word) for word in ("--target /tmp/t", "-t /tmp/t", "--prefix /tmp/p", "--root /tmp/r", "-U")),
    *(Row(2, word) for word in ("--dry-run", "--report -", "-q", "--dry-run --report -", "-I", "--no-user")),
    *(
        Row(1, word)
        for word in (
            *(
                "--dry",
                "--report /tmp/r.json",
                "--report=/w/none/r.json",
                "--report /usr/r.json",
                "-qq",
                "-qqq",
            ),
            *("--quiet --quiet -q", "-v", "-qU", "-qUt /tmp/t", "-Uqr/w/r.txt", "-qI", "-Uz", "--targ /w/t"),
            *(
                "--target=",
                "--prefix=",
                "--root=",
                "--root /",
                "--prefix /usr",
                "--prefix=/usr/local",
                "--root r",
            ),
            *(
                "--prefix ~/.local",
                "--target .",
                "--target /usr/lib/python3/dist-packages",
                "--target /w/file",
            ),
            *("--pre", "--prefi /tmp/p", "--no-deps", "--no-d", "--no", "--no-index", "--only-binary=:all:"),
            *(
                "--no-binary :all:",
                "--no-binary=:none:",
                "--platform any",
                "--python-version 3.9",
                "--abi none",
            ),
            *(
                "--python-version x",
                "--upgrade-strategy eager",
                "--upgrade-strategy=never",
                "--force-reinstall",
            ),
            *(
                "--force",
                "--ignore-installed",
                "--no-compile",
                "--compile",
                "--isolated",
                "--isol",
                "--log /tmp/l",
            ),
            *("--log /usr/l", "--retries 3", "--retries x", "--timeout 5", "--timeout x", "--cert /nothing"),
            *("--require-virtualenv", "--require-v", "--require-venv", "--require-hashes", "--only-deps"),
            *(
                "--no-cache-dir",
                "--cache-dir /tmp/c",
                "--no-build-isolation",
                "--use-pep517",
                "--no-use-pep517",
            ),
            *(
                "--progress-bar off",
                "--progress-bar none",
                "--root-user-action=ignore",
                "--root-user-action no",
            ),
            *(
                "--use-feature=fast-deps",
                "--use-feature=nothing",
                "--use-deprecated=legacy-resolver",
                "-C a=b",
            ),
            *("--config-settings nokey", "--config-settings a=b", "--global-option=x", "--install-option=x"),
            *("--src /tmp/src", "--find-links /links", "-f /links", "--extra-index-url http://127.0.0.1:9/"),
            *(
                "--trusted-host x",
                "--exists-action i",
                "--exists-action z",
                "--no-color",
                "--no-input",
                "--debug",
            ),
            *(
                "--keyring-provider disabled",
                "--keyring-provider x",
                "--disable-pip-version-check",
                "--no-clean",
            ),
            *(
                "--check-build-dependencies",
                "--no-warn-conflicts",
                "--no-warn-script-location",
                "--system",
                "-h",
            ),
            *(
                "--help",
                "--version",
                "-V",
                "--yes",
                "-y",
                "--nothing",
                "--break-system-packages=1",
                "--user=1",
            ),
            *(
                "--ignore-requires-python",
                "--proxy http://127.0.0.1:9",
                "--client-cert /none",
                "--prefer-binary",
            ),
            *(
                "--python /usr/bin/python3",
                "--python=/w/v",
                "--no-break-system-packages",
                "--uploaded-prior-to 2030-01-01",
                "--uploaded-prior-to x",
                "--",
            ),
        )
    ),
    Row(1, "-c c.txt", f"echo '{X}<2' >/w/c.txt"),
    Row(1, "-c none.txt"),
    Row(1, "--constraint=c.txt", ": >/w/c.txt"),
)
GENERAL = (
    *(Row(2, word) for word in ("-q", "-qqq", "--isolated", "-v", "--require-virtualenv", "--no-input")),
    *(
        Row(1, word)
        for word in (
            *(
                "-qq -q",
                "--log /tmp/log",
                "--no-cache-dir",
                "--cache-dir=/tmp/c",
                "--disable-pip-version-check",
            ),
            *(
                "--debug",
                "--no-color",
                "--timeout=3",
                BREAK,
                "--user",
                "--require-venv",
                "--iso",
                "-qv",
                "-h",
            ),
            *(
                "--version",
                "--nothing",
                "--pre",
                "--proxy=x",
                "--retries 0",
                "--exists-action=w",
                "--cert /none",
            ),
            *("--use-feature=truststore", "--use-deprecated=legacy-resolver", "--no-python-version-warning"),
        )
    ),
)
OPERANDS = (
    Row(16, X),
    Row(3, f"{X}==1.0"),
    Row(1, f"'{X}>1'"),
    Row(1, f"{X}==9"),
    Row(2, "pep668needs"),
    Row(1, "PEP668_Demo"),
    Row(2, "wheel"),
    Row(1, "'wheel>=0.1'"),
    Row(2, "wheel==99.0"),
    Row(1, "'wheel>=90'"),
    Row(1, "Wheel==0.1"),
    Row(1, f"wheel {X}"),
    Row(1, f"{X} {X}"),
    Row(1, f"{X} {X}==1.0"),
    Row(1, f"'{X}[a]'"),
    Row(1, f"'{X}; python_version<\"3\"'"),
    Row(1, f"'{X}; python_version>=\"3\"'"),
    Row(1, f"'{X}; sys_platform==\"win32\"'"),
    Row(1, f"'{X}; nonsense'"),
    Row(1, "'six=1'"),
    Row(1, "'a b'"),
    Row(1, "''"),
    Row(1, ""),
    Row(2, "/links/pep668demo-1.0-py3-none-any.whl"),
    Row(1, "'/links/pep668demo-1.0-py3-none-any.whl[x]'"),
    Row(1, "./pep668demo-1.0-py3-none-any.whl"),
    Row(1, "file:///links/pep668demo-2.0-py3-none-any.whl"),
    Row(1, f"'{X} @ file:///links/pep668demo-1.0-py3-none-any.whl'"),
    Row(1, f"'{X} @ file:///nothing/pep668demo-1.0-py3-none-any.whl'"),
    Row(1, "/links/wheel-99.0-py3-none-any.whl"),
    Row(1, "/w/x-1-cp36-cp36m-win32.whl", ": >/w/x-1-cp36-cp36m-win32.whl"),
    Row(1, "./nothing"),
    Row(1, "nothing/"),
    Row(1, ".", ""),
    Row(1, "/w/empty", "mkdir -p /w/empty"),
    Row(1, "-e ./nothing"),
    Row(1, "-e six"),
    Row(1, "-e /w/empty", "mkdir -p /w/empty"),
    Row(1, "-e"),
    Row(1, "git+https://127.0.0.1:9/x"),
    Row(2, "-r r.txt", f"echo {X} >/w/r.txt"),
    Row(1, "-r r.txt", "printf '%s\\n' '# none' '' >/w/r.txt"),
    Row(1, "-r r.txt", f"printf '%s\\n' '-r s.txt' '--pre' >/w/r.txt; printf '%s\\n' {X}==1.0 >/w/s.txt"),
    Row(1, "-r r.txt", "printf '%s\\n' '-r none.txt' >/w/r.txt"),
    Row(1, "-r r.txt", f"printf '%s\\n' '-c c.txt' {X} >/w/r.txt; echo '{X}<2' >/w/c.txt"),
    Row(1, "-r r.txt", f"printf '%s\\n' '{X} --nothing' >/w/r.txt"),
    Row(1, "-r r.txt", f"printf '%s\\n' '--target /tmp/t' {X} >/w/r.txt"),
    Row(1, "-r r.txt", "printf '%s\\n' 'wheel' 'wheel>=0.1' >/w/r.txt"),
    Row(1, "-r r.txt", "printf '\\377\\376' >/w/r.txt"),
    Row(1, "-r r.txt", f"printf '\\357\\273\\277{X}\\n' >/w/r.txt"),
    Row(1, "-r r.txt", f"printf '%s\\n' '{X} ; python_version < \"3\"' '-e ./nothing' >/w/r.txt"),
    Row(1, "-r r.txt", f"printf '%s\\n' '${{NAME}}' '{X} # why' >/w/r.txt"),
    Row(1, "-r r.txt", "printf '%s\\n' 'a b' >/w/r.txt"),
    Row(1, "-r /w", ""),
    Row(1, "-r none.txt"),
    Row(1, "--requirement=r.txt six", f"echo {X} >/w/r.txt"),
    Row(1, f"{X} -r none.txt"),
    Row(1, "--group dev"),
    Row(
        1,
        "--group dev",
        f"printf '%s\\n' '[dependency-groups]' 'dev = [\"{X}\"]' >/w/pyproject.toml",
    ),
    Row(1, "--group none", "printf '%s\\n' '[dependency-groups]' 'dev = []' >/w/pyproject.toml"),
    Row(1, "--group other.toml:dev"),
)
UNINSTALL_OPTIONS = (
    *(Row(4, word) for word in ("-y", "-y", "--yes", BREAK, "--break")),
    *(
        Row(1, word)
        for word in (
            *(
                "-q",
                "-qqq",
                "--y",
                "--user",
                "--target /tmp/t",
                "--root-user-action=ignore",
                "-v",
                "--isolated",
            ),
            *("--require-virtualenv", "--dry-run", "-U", "--help", "--no-input", "--nothing", "-yq", "-yqqq"),
        )
    ),
)
UNINSTALLED = (
    Row(4, "wheel"),
    Row(3, "nothing-of-that-name"),
    Row(1, "wheel nothing-of-that-name"),
    Row(1, "Wheel==0.1"),
    Row(1, "'wheel[x]'"),
    Row(2, ""),
    Row(1, "'a b'"),
    Row(1, "./nothing"),
    Row(1, "-r none.txt"),
    Row(1, "-r r.txt", "printf '%s\\n' '# x' wheel >/w/r.txt"),
    Row(1, "-r r.txt", ": >/w/r.txt"),
    Row(2, X, f"python3 -m pip install -q {BREAK} {X} || python3 -m pip install -q {X} || :"),
    Row(1, X, f"python3 -m pip install -q --user {BREAK} {X} || python3 -m pip install -q --user {X} || :"),
)
OTHERS = tuple(
    Row(weight, words)
    for weight, words in (
        *((3, words) for words in (f"download {X} -d /tmp/d", f"wheel {X} -w /tmp/d", "list", "freeze")),
        *(
            (1, words)
            for words in (f"download {X}", f"wheel --no-deps {X}", "download", "list --format json")
        ),
        *((1, words) for words in ("list --outdated", "list --user", "freeze --all", "check", "show wheel")),
        *(
            (1, words)
            for words in ("show nothing-of-that-name", "show", "inspect", "config list", "cache dir")
        ),
        *((1, words) for words in ("config", "config get", "cache", "cache info", "cache list x y", "debug")),
        *((1, words) for words in ("hash", "hash /links/pep668demo-1.0-py3-none-any.whl", "hash none")),
        *(
            (1, words)
            for words in ("help", "help install", "help nothing", "instal x", "completion --zsh", "")
        ),
        *((1, words) for words in ("lock", f"lock {X}", "index", f"index versions {X}", "search", "list -e")),
        *(
            (1, words)
            for words in (f"download --platform any {X}", f"wheel -w /usr/w {X}", "freeze -r none.txt")
        ),
        *(
            (1, words)
            for words in ("list --path /w --user", "config set global.user 1", "config unset x", "uninstal")
        ),
        *(
            (1, words)
            for words in (f"download {BREAK} {X}", "list --not-required", "inspect --local", "show -f wheel")
        ),
    )
)
KEYS = (
    *("break-system-packages", "break-system-packages", "break_system_packages", "user", "no-user", "target"),
    *("prefix", "root", "require-virtualenv", "dry-run", "report", "no-index", "quiet", "verbose", "upgrade"),
    *("pre", "timeout", "retries", "constraint", "requirement", "no-deps", "isolated", "yes", "find-links"),
    *(
        "no-cache-dir",
        "upgrade-strategy",
        "no-color",
        "require-hashes",
        "format",
        "override-externally-managed",
    ),
    *("ignore-installed", "force-reinstall", "exists-action", "no-binary", "python", "log", "progress-bar"),
    *("root-user-action", "disable-pip-version-check", "require-venv", "help", "editable", "unheard-of"),
)
BOOLEANS = (
    "1",
    "1",
    "true",
    "yes",
    "on",
    "True",
    "t",
    "y",
    "0",
    "false",
    "no",
    "off",
    "",
    "2",
    "maybe",
    " 1",
)
VALUES = {
    "target": ("/tmp/t", "t", "", "/usr/local/t"),
    "prefix": ("/tmp/p", "", "/usr", "/usr/local", "p"),
    "root": ("/tmp/r", "/", ""),
    "report": ("-", "/tmp/r.json", "/none/r.json"),
    "quiet": ("1", "3", "0", "x", "-1", "true"),
    "verbose": ("1", "3", "x"),
    "timeout": ("5", "x", "1.5"),
    "retries": ("0", "many", "1.5"),
    "constraint": ("/w/none.txt", "/dev/null"),
    "requirement": ("/w/none.txt", "/dev/null /w/none.txt", "/dev/null"),
    "find-links": ("/links", "/links /more"),
    "upgrade-strategy": ("eager", "often"),
    "format": ("json", "nonsense"),
    "exists-action": ("i", "i w", "z"),
    "no-binary": (":all:", ":none:", X),
    "python": ("/usr/bin/python3", "/nowhere", "/w/v"),
    "log": ("/tmp/log", "/usr/log"),
    "progress-bar": ("off", "nothing"),
    "root-user-action": ("ignore", "x"),
    "editable": ("./nothing",),
    "unheard-of": ("1",),
    "help": ("1",),
}
SECTIONS = ("global", "global", "install", "uninstall", "list", "download", "other", "Global")
PLACES = (
    (4, "mkdir -p ~/.config/pip", "~/.config/pip/pip.conf", False),
    (2, "mkdir -p ~/.pip", "~/.pip/pip.conf", False),
    (3, ":", "/etc/pip.conf", True),
    (1, "mkdir -p /etc/xdg/pip", "/etc/xdg/pip/pip.conf", True),
    (1, ":", "/usr/pip.conf", True),
    (2, ":", "/w/pip.conf", False),
)
VARIABLES = (
    ("PYTHONNOUSERSITE", "1"),
    ("PYTHONUSERBASE", "/tmp/base"),
    ("PYTHONDONTWRITEBYTECODE", "1"),
    ("PYTHONSAFEPATH", "1"),
    ("VIRTUAL_ENV", "/w/v"),
    ("PIP_CONFIG_FILE", "/dev/null"),
    ("PIP_CONFIG_FILE", "/w/none.conf"),
    ("CI", "1"),
    ("LC_ALL", "C"),
    ("LANG", "de_DE.UTF-8"),
    ("HOME", "/nowhere"),
    ("HOME", "/tmp"),
    ("TMPDIR", "/nowhere"),
    ("PIP_PYTHON", ""),
    ("XDG_CONFIG_HOME", "/w"),
    ("XDG_CONFIG_DIRS", "/w:/etc/xdg"),
    ("COLUMNS", "40"),
    ("DEB_PYTHON_INSTALL_LAYOUT", "deb"),
)


def drawn(seed: int, count: int) -> Iterator[Cell]:
    """As many cells as asked for, always the same ones for a seed."""
    for number in range(count):
        yield _cell(f"drawn/{seed}/{number}", random.Random(f"{seed}/{number}"))


def _cell(name: str, dice: random.Random) -> Cell:
    suite, pip = _weighted(dice, SUITES), _weighted(dice, PIPS)
    user = dice.choice(("root", "root", "alice"))
    front, layer = _front(dice, user)
    command = _command(dice)
    if dice.random() < 0.03:
        front, layer, command = _row(dice, ENSUREPIP), "venv", Row(1, "")
    setups = [front.setup.format(pip or "25.1.1"), command.setup]
    environment, placed = _settings(dice)
    offline = front.words.startswith(("sudo", "env -i", "env -u")) or "isol" in command.words
    prepares = [_marker(dice, suite), *(setup for setup, of_root in placed if of_root)]
    if offline:
        prepares.append("printf '%s\\n' '[global]' 'no-index = 1' 'find-links = /links' >>/etc/pip.conf")
    setups += [setup for setup, of_root in placed if not of_root]
    return Cell(
        name,
        f"{front.words} {command.words}".strip(),
        suite=suite,
        pip=pip,
        user=user,
        prepare="; ".join(filter(None, prepares)),
        setup="; ".join(filter(None, setups)),
        environment=environment,
        cwd=dice.choices(("/w", "/tmp", "/", "/usr"), (40, 2, 1, 1))[0],
        layer=layer,
    )


def _front(dice: random.Random, user: str) -> tuple[Row, str]:
    kind = dice.random()
    if kind < 0.12:
        return _row(dice, VENVS), "pip"
    if kind < 0.17:
        return _row(dice, MADE_VENVS), "venv"
    if kind < 0.22 and user == "alice":
        return _row(dice, SUDO), "venv"
    return _row(dice, FRONTS), "pip"


def _command(dice: random.Random) -> Row:
    kind = dice.random()
    general = [_row(dice, GENERAL)] if dice.random() < 0.1 else []
    if kind < 0.72:
        options = _rows(dice, INSTALL_OPTIONS, (0, 1, 1, 2, 2, 3))
        parts = [*general, Row(1, "install"), *_mixed(dice, options, _row(dice, OPERANDS))]
    elif kind < 0.87:
        options = _rows(dice, UNINSTALL_OPTIONS, (0, 1, 1, 2))
        parts = [*general, Row(1, "uninstall"), *_mixed(dice, options, _row(dice, UNINSTALLED))]
    else:
        parts = [*general, _row(dice, OTHERS)]
    words = " ".join(part.words for part in parts if part.words)
    return Row(1, words, "; ".join(part.setup for part in parts if part.setup))


def _mixed(dice: random.Random, options: list[Row], operand: Row) -> list[Row]:
    place = dice.choice((len(options), len(options), dice.randint(0, len(options))))
    return [*options[:place], operand, *options[place:]]


def _settings(dice: random.Random) -> tuple[tuple[tuple[str, str], ...], list[tuple[str, bool]]]:
    environment: dict[str, str] = {}
    placed = []
    for _ in range(dice.choice((0, 0, 0, 0, 1, 1, 2))):
        key = dice.choice(KEYS)
        name = "PIP_" + key.replace("-", "_").upper()
        environment[name if dice.random() < 0.93 else name.lower()] = _value(dice, key)
    if dice.random() < 0.12:
        environment.update([dice.choice(VARIABLES)])
    for _ in range(dice.choice((0, 0, 0, 0, 1, 1, 2))):
        _, before, path, of_root = dice.choices(PLACES, [place[0] for place in PLACES])[0]
        lines = []
        for _ in range(dice.choice((1, 1, 2))):
            key = dice.choice(KEYS)
            lines += [f"[{dice.choice(SECTIONS)}]", f"{key} = {_value(dice, key)}"]
        lines = _odd(dice, lines)
        quoted = " ".join(f"'{line}'" for line in lines)
        placed.append((f"{before}; printf '%s\\n' {quoted} >{path}", of_root))
        if path == "/w/pip.conf":
            environment["PIP_CONFIG_FILE"] = path
    return tuple(environment.items()), placed


def _odd(dice: random.Random, lines: list[str]) -> list[str]:
    """Now and then a file that is none."""
    kind = dice.random()
    if kind < 0.03:
        return lines[1:]
    if kind < 0.06:
        return [*lines, "what is this"]
    if kind < 0.09:
        return [*lines, "    more"]
    return lines


def _value(dice: random.Random, key: str) -> str:
    return dice.choice(VALUES.get(key, BOOLEANS))


def _marker(dice: random.Random, suite: str) -> str:
    if dice.random() > 0.15:
        return ""
    _, prepare = dice.choice(MARKERS_AS_FOUND)
    if suite == "bullseye" and ("mv " in prepare or "chmod" in prepare):
        return ""
    prepare = prepare.replace(MARKERS["bookworm"], MARKERS[suite])
    version = MARKERS[suite].rpartition("/")[2]
    return prepare.replace("/usr/local/lib/python3.11", f"/usr/local/lib/{version}").replace("rm ", "rm -f ")


def _weighted(dice: random.Random, table: Sequence[tuple[str, int]]) -> str:
    return dice.choices([name for name, _ in table], [weight for _, weight in table])[0]


def _row(dice: random.Random, table: Sequence[Row]) -> Row:
    return dice.choices(table, [row.weight for row in table])[0]


def _rows(dice: random.Random, table: Sequence[Row], counts: Sequence[int]) -> list[Row]:
    return [_row(dice, table) for _ in range(dice.choice(counts))]
