"""The cells of pip: what is set up, whose pip is asked, by whom, where, with which words. Every one is run in a rig.

Built from tables: a row is (name, words) or (name, words, what differs). ``X`` is a wheel with one module and one script
that /links has in two versions; ``wheel`` is apt's everywhere, and /links has a newer one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

X = "pep668demo"


class Cell(NamedTuple):
    """One question to a real pip."""

    name: str
    argv: str
    suite: str = "bookworm"
    pip: str = ""
    """The upstream release that stands in /usr/local, or '' for the suite's own."""
    user: str = "root"
    prepare: str = ""
    """Lines of bash that root runs in /w."""
    setup: str = ""
    """Lines of bash that the user runs in /w, after that."""
    environment: tuple[tuple[str, str], ...] = ()
    cwd: str = "/w"
    layer: str = "pip"


PIPS = ("", "22.3.1", "23.0", "23.0.1", "24.0", "25.1.1", "26.0", "26.3")
USERS = ("root", "alice")
PIP = "python3 -m pip"
MARKERS = {
    "bookworm": "/usr/lib/python3.11",
    "trixie": "/usr/lib/python3.13",
    "sid": "/usr/lib/python3.14",
    "bullseye": "/usr/lib/python3.9",
}
MARKER = f"{MARKERS['bookworm']}/EXTERNALLY-MANAGED"
BREAK = "--break-system-packages"

BASICS = (
    ("plain", f"{PIP} install {X}"),
    ("break", f"{PIP} install {BREAK} {X}"),
    ("user", f"{PIP} install --user {X}"),
    ("break-user", f"{PIP} install {BREAK} --user {X}"),
    ("target", f"{PIP} install --target /tmp/t {X}"),
    ("prefix", f"{PIP} install --prefix /tmp/p {X}"),
    ("prefix-usr", f"{PIP} install --prefix /usr {X}"),
    ("root-tmp", f"{PIP} install --root /tmp/r {X}"),
    ("root-slash", f"{PIP} install --root / {X}"),
    ("dry-run", f"{PIP} install --dry-run {X}"),
    ("dry-run-report", f"{PIP} install --dry-run --report - {X}"),
    ("uninstall", f"{PIP} uninstall -y wheel"),
    ("break-uninstall", f"{PIP} uninstall -y {BREAK} wheel"),
    ("break-upgrade", f"{PIP} install {BREAK} -U wheel"),
    ("download", f"{PIP} download {X} -d /tmp/d"),
)


def _named(prefix: str, rows: Iterable[tuple[Any, ...]], **common: Any) -> Iterator[Cell]:
    for row in rows:
        name, argv, *rest = row
        yield Cell(f"{prefix}/{name}", argv, **{**common, **(rest[0] if rest else {})})


def _basics() -> Iterator[Cell]:
    for pip in PIPS:
        for user in USERS:
            yield from _named(f"bookworm/{pip or 'debian'}/{user}", BASICS, pip=pip, user=user)
    for suite in ("bullseye", "trixie", "sid"):
        for user in USERS:
            yield from _named(f"{suite}/debian/{user}", BASICS, suite=suite, user=user)


FEW = tuple(
    row
    for row in BASICS
    if row[0] in ("plain", "break", "user", "prefix", "prefix-usr", "root-slash", "target", "break-upgrade")
)


def _upstream_elsewhere() -> Iterator[Cell]:
    for suite, pips in (
        ("bullseye", ("22.3.1", "23.0.1", "25.1.1", "26.0", "26.3")),
        ("trixie", PIPS[1:]),
        ("sid", PIPS[1:]),
    ):
        for pip in pips:
            for user in USERS if pip in ("23.0.1", "26.0", "26.3") else ("root",):
                yield from _named(f"{suite}/{pip}/{user}", FEW, suite=suite, pip=pip, user=user)


FLAGS = (
    ("abbreviated", f"{PIP} install --break {X}"),
    ("abbreviated-more", f"{PIP} install --break-system-package {X}"),
    ("after-operand", f"{PIP} install {X} {BREAK}"),
    ("after-dashes", f"{PIP} install -- {X} {BREAK}"),
    ("with-value", f"{PIP} install {BREAK}=1 {X}"),
    ("negated", f"{PIP} install --no-break-system-packages {X}"),
    ("typo", f"{PIP} install --brake-system-packages {X}"),
    ("ambiguous", f"{PIP} install --no {X}"),
    ("ambiguous-require", f"{PIP} --require install {X}"),
    ("ambiguous-pre", f"{PIP} install --pre /tmp/p {X}"),
    ("unique-pref", f"{PIP} install --prefix=/tmp/p {X}"),
    ("unique-targ", f"{PIP} install --targ /tmp/t {X}"),
    ("cluster", f"{PIP} install -qUt /tmp/t {X}"),
    ("cluster-file", f"{PIP} install -Uqr/w/r.txt {BREAK}", {"setup": f"echo {X} >/w/r.txt"}),
    ("cluster-unknown", f"{PIP} install -Uqz {X}"),
    ("general-before", f"{PIP} -q --no-input install {BREAK} {X}"),
    ("own-before", f"{PIP} {BREAK} install {X}"),
    ("quiet-3", f"{PIP} -qqq install {X}"),
    ("quiet-mixed", f"{PIP} install -q -qq {X}"),
    ("verbose", f"{PIP} install -vv {X}"),
    ("missing-value", f"{PIP} install {BREAK} {X} --target"),
    ("value-eaten", f"{PIP} install --target {BREAK} {X}"),
    ("bad-choice", f"{PIP} install --upgrade-strategy=maybe {BREAK} {X}"),
    ("bad-int", f"{PIP} install --retries many {BREAK} {X}"),
    ("octal-int", f"{PIP} install --retries 08 {BREAK} {X}"),
    ("bad-float", f"{PIP} install --timeout soon {BREAK} {X}"),
    ("help", f"{PIP} install --help"),
    ("help-after-typo", f"{PIP} install --brake --help"),
    ("help-before-typo", f"{PIP} install --help --brake"),
    ("version", f"{PIP} --version"),
    ("version-and-command", f"{PIP} -V install {X}"),
    ("no-command", PIP),
    ("unknown-command", f"{PIP} instal {X}"),
    ("command-twice", f"{PIP} --log install install {X} {BREAK}"),
    ("require-virtualenv", f"{PIP} install --require-virtualenv {X}"),
    ("require-venv-list", f"{PIP} --require-virtualenv list"),
    ("require-venv-freeze", f"{PIP} --require-virtualenv freeze"),
    ("require-venv-download", f"{PIP} --require-virtualenv download {X} -d /tmp/d"),
    ("require-venv-check", f"{PIP} --require-virtualenv check"),
    ("no-user", f"{PIP} install --no-user {BREAK} {X}"),
    ("user-target", f"{PIP} install --user --target /tmp/t {X}"),
    ("user-prefix", f"{PIP} install --user --prefix /tmp/p {X}"),
    ("user-root", f"{PIP} install --user --root /tmp/r {X}"),
    ("target-prefix", f"{PIP} install --target /tmp/t --prefix /tmp/p {X}"),
    ("prefix-root", f"{PIP} install --prefix /p --root /tmp/r {X}"),
    ("prefix-slash", f"{PIP} install --prefix / {X}"),
    ("prefix-empty", f"{PIP} install --prefix= {X}"),
    ("root-empty", f"{PIP} install --root= {X}"),
    ("target-empty", f"{PIP} install --target= {X}"),
    ("prefix-relative", f"{PIP} install --prefix p {X}"),
    ("root-relative", f"{PIP} install --root r {X}"),
    ("target-relative", f"{PIP} install --target t/u {X}"),
    ("target-dot", f"{PIP} install --target . {X}"),
    ("target-os", f"{PIP} install --target /usr/lib/python3/dist-packages {X}"),
    ("target-file", f"{PIP} install --target /w/file {X}", {"setup": "echo >/w/file"}),
    ("prefix-file", f"{PIP} install --prefix /w/file {X}", {"setup": "echo >/w/file"}),
    ("prefix-local", f"{PIP} install --prefix /usr/local {X}"),
    ("prefix-home", f"{PIP} install --prefix ~/.local {X}"),
    ("report-only", f"{PIP} install --report - {X}"),
    ("dry-run-report-empty", f"{PIP} install --dry-run --report= {X}"),
    ("dry-run-report-nowhere", f"{PIP} install --dry-run --report /nowhere/r.json {X}"),
    ("dry-run-break", f"{PIP} install --dry-run {BREAK} {X}"),
    ("log-denied", f"{PIP} --log /proc/nothing/log install {BREAK} {X}"),
    ("python-after", f"{PIP} install --python /usr/bin/python3 {X}"),
    ("python-before", f"{PIP} --python /usr/bin/python3 install {X}"),
    ("python-missing", f"{PIP} --python /nowhere/python install {X}"),
    ("python-directory", f"{PIP} --python /usr install {X}"),
    ("python-venv", f"{PIP} --python /w/v install {X}", {"setup": "python3 -m venv --without-pip /w/v"}),
    ("isolated", f"{PIP} --isolated install --find-links /links --no-index {BREAK} {X}"),
    ("platform", f"{PIP} install --platform any --target /tmp/t {X}"),
    ("platform-only-binary", f"{PIP} install --platform any --only-binary=:all: --target /tmp/t {X}"),
    ("platform-no-target", f"{PIP} install --platform any --no-deps {BREAK} {X}"),
    ("python-version-bad", f"{PIP} install --python-version 3.x {BREAK} {X}"),
    ("require-hashes", f"{PIP} install --require-hashes {BREAK} {X}=={1}.0"),
    ("only-deps", f"{PIP} install --only-deps {BREAK} pep668needs"),
    ("group-path", f"{PIP} install --group other.toml:dev {BREAK}"),
    ("config-settings-bad", f"{PIP} install -C nokey {BREAK} {X}"),
    ("no-binary-dash", f"{PIP} install --no-binary -x {BREAK} {X}"),
    ("no-use-pep517", f"{PIP} install --no-use-pep517 {BREAK} {X}"),
    ("pre-and-final", f"{PIP} install --pre --only-final=:all: {BREAK} {X}"),
    (
        "build-constraint",
        f"{PIP} install --build-constraint c.txt --no-build-isolation {BREAK} {X}",
        {"setup": "echo >/w/c.txt"},
    ),
    ("build-constraint-missing", f"{PIP} install --build-constraint c.txt {BREAK} {X}"),
    ("system", f"{PIP} install --system {X}"),
    ("isolated-python", f"python3 -I -m pip install {X}"),
    ("no-site-python", f"python3 -S -m pip install {X}"),
    ("no-user-site-python", f"python3 -s -m pip install {BREAK} {X}"),
    ("script", f"pip3 install {X}"),
    ("script-break", f"pip install {BREAK} {X}"),
    ("versioned", f"python3.11 -m pip install {X}"),
)
ENVIRONMENT = tuple(
    (f"{name}={value}", f"{PIP} {words}", {"environment": ((name, value),)})
    for name, value, words in (
        *(
            ("PIP_BREAK_SYSTEM_PACKAGES", value, f"install {X}")
            for value in ("1", "true", "YES", "on", "t", "0", "", "off", "maybe", "2")
        ),
        ("pip_break_system_packages", "1", f"install {X}"),
        ("PIP_break_SYSTEM_packages", "1", f"install {X}"),
        ("PIP_OVERRIDE_EXTERNALLY_MANAGED", "1", f"install {X}"),
        ("PIP_BREAK_SYSTEM_PACKAGES", "1", f"--isolated install --no-index --find-links /links {X}"),
        ("PIP_BREAK_SYSTEM_PACKAGES", "maybe", f"--isolated install --no-index --find-links /links {X}"),
        ("PIP_BREAK_SYSTEM_PACKAGES", "1", "uninstall -y nothing"),
        ("PIP_BREAK_SYSTEM_PACKAGES", "maybe", "list"),
        ("PIP_USER", "1", f"install {X}"),
        ("PIP_USER", "0", f"install {BREAK} {X}"),
        ("PIP_USER", "1", f"install --no-user {BREAK} {X}"),
        ("PIP_NO_USER", "1", f"install {BREAK} {X}"),
        ("PIP_TARGET", "/tmp/t", f"install {X}"),
        ("PIP_TARGET", "", f"install {X}"),
        ("PIP_PREFIX", "/tmp/p", f"install {X}"),
        ("PIP_ROOT", "/tmp/r", f"install {X}"),
        ("PIP_REQUIRE_VIRTUALENV", "1", f"install {X}"),
        ("PIP_REQUIRE_VENV", "true", "uninstall -y wheel"),
        ("PIP_REQUIRE_VIRTUALENV", "no", f"install {X}"),
        ("PIP_REQUIRE_VIRTUALENV", "perhaps", f"install {X}"),
        ("PIP_DRY_RUN", "1", f"install --report - {X}"),
        ("PIP_REPORT", "/tmp/report", f"install --dry-run {X}"),
        ("PIP_REQUIREMENT", "/w/nothing.txt", f"install {BREAK} {X}"),
        ("PIP_CONSTRAINT", "/w/nothing.txt", f"install {BREAK} {X}"),
        ("PIP_CONSTRAINT", "/w/nothing.txt", f"install {X}"),
        ("PIP_QUIET", "3", f"install {X}"),
        ("PIP_QUIET", "3x", f"install {X}"),
        ("PIP_RETRIES", "many", f"install {X}"),
        ("PIP_TIMEOUT", "soon", "list"),
        ("PIP_UPGRADE_STRATEGY", "often", f"install {X}"),
        ("PIP_EXISTS_ACTION", "i w", f"install {X}"),
        ("PIP_EXISTS_ACTION", "z", f"install {X}"),
        ("PIP_NO_CACHE_DIR", "false", f"install {BREAK} {X}"),
        ("PIP_NO_CACHE_DIR", "perhaps", f"install {BREAK} {X}"),
        ("PIP_NO_COLOR", "maybe", f"install {BREAK} {X}"),
        ("PIP_NO_COLOR", "1", "install --nothing"),
        ("PIP_PYTHON", "/usr/bin/python3", f"install {X}"),
        ("PIP_PYTHON", "/nowhere", f"install {X}"),
        ("PIP_NO_USE_PEP517", "1", f"install {BREAK} {X}"),
        ("PIP_CONFIG_SETTINGS", "nokey", f"install {BREAK} {X}"),
        ("PIP_AUTO_COMPLETE", "1", f"install {X}"),
        ("PIP_UNHEARD_OF", "1", f"install {X}"),
        ("PIP_HELP", "x", f"install {X}"),
        ("PIP_VERSION", "x", f"install {X}"),
        ("PYTHONNOUSERSITE", "1", f"install {BREAK} --user {X}"),
        ("PYTHONNOUSERSITE", "1", f"install {BREAK} {X}"),
        ("PYTHONUSERBASE", "/tmp/base", f"install {BREAK} --user {X}"),
        ("CI", "true", f"install {X}"),
        ("VIRTUAL_ENV", "/w/v", f"install {X}"),
        ("LC_ALL", "de_DE.UTF-8", f"install {X}"),
    )
)
TWO = (
    (
        "user-and-no-user",
        f"{PIP} install {BREAK} {X}",
        {"environment": (("PIP_USER", "1"), ("PIP_NO_USER", "1"))},
    ),
    (
        "dry-run-report",
        f"{PIP} install {X}",
        {"environment": (("PIP_DRY_RUN", "1"), ("PIP_REPORT", "/tmp/r.json"))},
    ),
    (
        "uninstall-yes",
        f"{PIP} uninstall wheel",
        {"environment": (("PIP_YES", "1"), ("PIP_BREAK_SYSTEM_PACKAGES", "1"))},
    ),
)


def _conf(*lines: str) -> str:
    return (
        "mkdir -p ~/.config/pip; printf '%s\\n' "
        + " ".join(f"'{line}'" for line in lines)
        + " >~/.config/pip/pip.conf"
    )


def _etc(*lines: str) -> str:
    return "printf '%s\\n' " + " ".join(f"'{line}'" for line in lines) + " >/etc/pip.conf"


def _file(*lines: str) -> str:
    return "printf '%s\\n' " + " ".join(f"'{line}'" for line in lines) + " >/w/pip.conf"


OWN = (("PIP_CONFIG_FILE", "/w/pip.conf"),)
NULL = (("PIP_CONFIG_FILE", "/dev/null"),)
INSTALL = f"{PIP} install {X}"
CONFIGURATION = (
    ("global", INSTALL, {"setup": _conf("[global]", "break-system-packages = true")}),
    ("section", INSTALL, {"setup": _conf("[install]", "break-system-packages = true")}),
    (
        "section-uninstall",
        f"{PIP} uninstall -y nothing",
        {"setup": _conf("[install]", "break-system-packages = true")},
    ),
    ("other-section", INSTALL, {"setup": _conf("[uninstall]", "break-system-packages = true")}),
    ("section-case", INSTALL, {"setup": _conf("[Install]", "break-system-packages = true")}),
    ("underscores", INSTALL, {"setup": _conf("[global]", "break_system_packages = true")}),
    ("dashes", INSTALL, {"setup": _conf("[global]", "--break-system-packages = true")}),
    ("upper", INSTALL, {"setup": _conf("[global]", "Break-System-Packages = Yes")}),
    ("false", INSTALL, {"setup": _conf("[global]", "break-system-packages = false")}),
    ("empty", INSTALL, {"setup": _conf("[global]", "break-system-packages =")}),
    ("invalid", INSTALL, {"setup": _conf("[global]", "break-system-packages = perhaps")}),
    ("invalid-elsewhere", INSTALL, {"setup": _conf("[uninstall]", "break-system-packages = perhaps")}),
    (
        "command-over-global",
        INSTALL,
        {
            "setup": _conf(
                "[install]", "break-system-packages = no", "[global]", "break-system-packages = yes"
            )
        },
    ),
    (
        "environment-over-file",
        INSTALL,
        {
            "setup": _conf("[global]", "break-system-packages = true"),
            "environment": (("PIP_BREAK_SYSTEM_PACKAGES", "0"),),
        },
    ),
    (
        "empty-over-etc",
        INSTALL,
        {
            "setup": _conf("[global]", "break-system-packages ="),
            "prepare": _etc("[global]", "break-system-packages = true"),
        },
    ),
    (
        "empty-environment-over-file",
        INSTALL,
        {
            "setup": _conf("[global]", "break-system-packages = true"),
            "environment": (("PIP_BREAK_SYSTEM_PACKAGES", ""),),
        },
    ),
    (
        "user-over-etc",
        INSTALL,
        {
            "setup": _conf("[global]", "break-system-packages = false"),
            "prepare": _etc("[global]", "break-system-packages = true"),
        },
    ),
    ("etc", INSTALL, {"prepare": _etc("[global]", "break-system-packages = true")}),
    (
        "etc-isolated",
        f"{PIP} --isolated install --no-index --find-links /links {X}",
        {"prepare": _etc("[global]", "break-system-packages = true")},
    ),
    (
        "user-isolated",
        f"{PIP} --isolated install --no-index --find-links /links {X}",
        {"setup": _conf("[global]", "break-system-packages = true")},
    ),
    (
        "user-isolated-short",
        f"{PIP} --isol install --no-index --find-links /links {X}",
        {"setup": _conf("[global]", "break-system-packages = true")},
    ),
    (
        "legacy",
        INSTALL,
        {"setup": "mkdir ~/.pip; printf '[global]\\nbreak-system-packages = 1\\n' >~/.pip/pip.conf"},
    ),
    ("site", INSTALL, {"prepare": "printf '[global]\\nbreak-system-packages = 1\\n' >/usr/pip.conf"}),
    (
        "xdg",
        INSTALL,
        {
            "prepare": "mkdir -p /etc/xdg/pip; printf '[global]\\nbreak-system-packages = 1\\n' >/etc/xdg/pip/pip.conf"
        },
    ),
    ("named-file", INSTALL, {"setup": _file("[global]", "break-system-packages = 1"), "environment": OWN}),
    (
        "named-file-beats-user",
        INSTALL,
        {
            "setup": f"{_file('[global]', 'no-index = 1')}; {_conf('[global]', 'break-system-packages = 1')}",
            "environment": OWN,
        },
    ),
    (
        "named-file-missing",
        INSTALL,
        {"setup": _conf("[global]", "break-system-packages = 1"), "environment": OWN},
    ),
    (
        "named-file-isolated",
        f"{PIP} --isolated install --no-index --find-links /links {X}",
        {"setup": _file("[global]", "break-system-packages = 1"), "environment": OWN},
    ),
    ("null", INSTALL, {"setup": _conf("[global]", "break-system-packages = 1"), "environment": NULL}),
    ("null-etc", INSTALL, {"prepare": _etc("[global]", "break-system-packages = 1"), "environment": NULL}),
    ("target", INSTALL, {"setup": _conf("[global]", "target = /tmp/t")}),
    ("target-install", INSTALL, {"setup": _conf("[install]", "target = /tmp/t", "upgrade = true")}),
    ("prefix", INSTALL, {"setup": _conf("[global]", "prefix = /tmp/p")}),
    ("user", f"{PIP} install {BREAK} {X}", {"setup": _conf("[global]", "user = true")}),
    ("user-no", f"{PIP} install {BREAK} {X}", {"setup": _conf("[global]", "user = no")}),
    (
        "user-and-no-user",
        f"{PIP} install {BREAK} {X}",
        {"setup": _conf("[global]", "user = yes", "no-user = yes")},
    ),
    (
        "no-user-and-user",
        f"{PIP} install {BREAK} {X}",
        {"setup": _conf("[global]", "no-user = yes", "user = yes")},
    ),
    (
        "no-user-section",
        f"{PIP} install {BREAK} {X}",
        {"setup": _conf("[install]", "no-user = yes", "[global]", "user = yes")},
    ),
    ("user-and-target", f"{PIP} install --target /tmp/t {X}", {"setup": _conf("[global]", "user = true")}),
    ("require-virtualenv", INSTALL, {"setup": _conf("[global]", "require-virtualenv = true")}),
    ("unknown-key", INSTALL, {"setup": _conf("[global]", "colour = blue", "[install]", "wheels = round")}),
    ("key-of-another-command", INSTALL, {"setup": _conf("[global]", "format = nonsense")}),
    ("key-of-this-command", f"{PIP} list", {"setup": _conf("[global]", "format = nonsense")}),
    ("list", INSTALL, {"setup": _conf("[install]", "requirement = /w/a.txt /w/b.txt")}),
    (
        "multi-line",
        f"{PIP} install {BREAK} {X}",
        {"setup": _conf("[global]", "find-links =", "    /links", "    /more")},
    ),
    ("no-section", INSTALL, {"setup": _conf("break-system-packages = 1")}),
    ("garbage", INSTALL, {"setup": _conf("[global]", "what is this")}),
    ("twice", INSTALL, {"setup": _conf("[global]", "user = 1", "user = 0")}),
    (
        "twice-spelt",
        INSTALL,
        {"setup": _conf("[global]", "no-index = 1", "no_index = 1", "break-system-packages = 1")},
    ),
    (
        "latin-1",
        INSTALL,
        {
            "setup": "mkdir -p ~/.config/pip; printf '[global]\\n# \\344\\nno-index = 1\\n' >~/.config/pip/pip.conf"
        },
    ),
    ("directory", INSTALL, {"setup": "mkdir -p ~/.config/pip/pip.conf"}),
    (
        "garbage-isolated",
        f"{PIP} --isolated install --no-index --find-links /links {X}",
        {"setup": _conf("garbage")},
    ),
    ("garbage-list", f"{PIP} list", {"setup": _conf("garbage")}),
    ("garbage-version", f"{PIP} --version", {"setup": _conf("garbage")}),
)
VENV = "python3 -m venv --without-pip /w/v; ln -s /pips/25.1.1/pip /pips/25.1.1/pip-*.dist-info /w/v/lib/python3.*/site-packages/"
SEES = VENV.replace("--without-pip", "--without-pip --system-site-packages")
IN = "/w/v/bin/python -m pip"
VENVS = (
    ("plain", f"{IN} install {X}", {"setup": VENV}),
    ("break", f"{IN} install {BREAK} {X}", {"setup": VENV}),
    ("user", f"{IN} install --user {X}", {"setup": VENV}),
    ("user-by-environment", f"{IN} install {X}", {"setup": VENV, "environment": (("PIP_USER", "1"),)}),
    (
        "user-configured-off",
        f"{IN} install --no-user {X}",
        {"setup": VENV, "environment": (("PIP_USER", "1"),)},
    ),
    ("target", f"{IN} install --target /tmp/t {X}", {"setup": VENV}),
    ("prefix", f"{IN} install --prefix /tmp/p {X}", {"setup": VENV}),
    ("prefix-usr", f"{IN} install --prefix /usr {X}", {"setup": VENV}),
    ("root", f"{IN} install --root /tmp/r {X}", {"setup": VENV}),
    ("root-slash", f"{IN} install --root / {X}", {"setup": VENV}),
    ("require-virtualenv", f"{IN} install --require-virtualenv {X}", {"setup": VENV}),
    ("uninstall-os", f"{IN} uninstall -y wheel", {"setup": VENV}),
    ("uninstall-own", f"{IN} uninstall -y {X}", {"setup": f"{VENV}; {IN} install -q {X}"}),
    ("installed", f"{IN} install {X}", {"setup": f"{VENV}; {IN} install -q {X}"}),
    ("installed-older", f"{IN} install {X}", {"setup": f"{VENV}; {IN} install -q {X}==1.0"}),
    ("installed-upgrade", f"{IN} install -U {X}", {"setup": f"{VENV}; {IN} install -q {X}==1.0"}),
    ("installed-pinned", f"{IN} install {X}==1.0", {"setup": f"{VENV}; {IN} install -q {X}==2.0"}),
    ("installed-forced", f"{IN} install --force-reinstall {X}", {"setup": f"{VENV}; {IN} install -q {X}"}),
    ("installed-ignored", f"{IN} install -I {X}", {"setup": f"{VENV}; {IN} install -q {X}"}),
    ("sees", f"{IN} install {X}", {"setup": SEES}),
    ("sees-user", f"{IN} install --user {X}", {"setup": SEES}),
    ("sees-satisfied", f"{IN} install wheel", {"setup": SEES}),
    ("sees-upgrade", f"{IN} install -U wheel", {"setup": SEES}),
    ("sees-uninstall", f"{IN} uninstall -y wheel", {"setup": SEES}),
    ("sees-user-shadowed", f"{IN} install --user {X}==1.0", {"setup": f"{SEES}; {IN} install -q {X}==2.0"}),
    ("no-cfg", f"{IN} install {X}", {"setup": f"{VENV}; rm /w/v/pyvenv.cfg"}),
    ("cfg-without-key", f"{IN} install --user {X}", {"setup": f"{VENV}; sed -i /include/d /w/v/pyvenv.cfg"}),
    ("without-pip", f"/w/v/bin/python -m pip install {X}", {"setup": "python3 -m venv --without-pip /w/v"}),
    (
        "without-pip-os-pip",
        f"pip3 install {X}",
        {"setup": "python3 -m venv --without-pip /w/v", "environment": (("VIRTUAL_ENV", "/w/v"),)},
    ),
    (
        "without-pip-sees",
        f"/w/v/bin/python -m pip install {X}",
        {"setup": "python3 -m venv --without-pip --system-site-packages /w/v"},
    ),
    (
        "without-pip-sees-uninstall",
        "/w/v/bin/python -m pip uninstall -y wheel",
        {"setup": "python3 -m venv --without-pip --system-site-packages /w/v"},
    ),
    (
        "without-pip-sees-upgrade",
        "/w/v/bin/python -m pip install -U wheel",
        {"setup": "python3 -m venv --without-pip --system-site-packages /w/v"},
    ),
    ("base-gone", f"{IN} install {X}", {"setup": f"{VENV}; ln -sfn /nowhere/python /w/v/bin/python"}),
    ("moved", f"/w/u/bin/python -m pip install {X}", {"setup": f"{VENV}; mv /w/v /w/u"}),
    ("copied", f"/w/u/bin/python -m pip install {X}", {"setup": f"{VENV}; cp -a /w/v /w/u"}),
    ("roots-venv", f"{IN} install {X}", {"prepare": VENV, "user": "alice"}),
    ("roots-venv-user", f"{IN} install --user {X}", {"prepare": VENV, "user": "alice"}),
    ("roots-venv-sees", f"{IN} install {X}", {"prepare": SEES, "user": "alice"}),
    (
        "roots-venv-uninstall",
        f"{IN} uninstall -y {X}",
        {"prepare": f"{VENV}; {IN} install -q {X}", "user": "alice"},
    ),
    ("python-option", f"{PIP} --python /w/v install {X}", {"setup": VENV, "pip": "26.3"}),
    ("python-option-file", f"{PIP} --python /w/v/bin/python install {X}", {"setup": VENV, "pip": "23.0.1"}),
    ("python-option-out", f"{IN} --python /usr/bin/python3 install {X}", {"setup": VENV}),
    (
        "isolated-site-conf",
        f"{IN} install {X}",
        {"setup": f"{VENV}; printf '[global]\\ntarget = /tmp/t\\n' >/w/v/pip.conf"},
    ),
)
MARKERS_AS_FOUND = (
    ("none", f"rm {MARKER}"),
    ("empty", f": >{MARKER}"),
    ("blank", f"echo >{MARKER}"),
    ("garbage", f"echo garbage >{MARKER}"),
    ("other-section", f"printf '[other]\\nError=x\\n' >{MARKER}"),
    ("upper-section", f"printf '[EXTERNALLY-MANAGED]\\nError=x\\n' >{MARKER}"),
    ("no-key", f"printf '[externally-managed]\\n' >{MARKER}"),
    ("lower-key", f"printf '[externally-managed]\\nerror=hand made\\n' >{MARKER}"),
    ("twice", f"printf '[externally-managed]\\nError=x\\nerror=y\\n' >{MARKER}"),
    ("section-twice", f"printf '[externally-managed]\\nError=x\\n[externally-managed]\\n' >{MARKER}"),
    ("percent", f"printf '[externally-managed]\\nError=100%%%% sure\\n' >{MARKER}"),
    ("colon", f"printf '[externally-managed]\\nError: [bold]x\\n' >{MARKER}"),
    ("latin-1", f"printf '[externally-managed]\\nError=\\344\\n' >{MARKER}"),
    ("bom", f"printf '\\357\\273\\277[externally-managed]\\nError=x\\n' >{MARKER}"),
    ("crlf", f"printf '[externally-managed]\\r\\nError=x\\r\\n' >{MARKER}"),
    ("directory", f"rm {MARKER}; mkdir {MARKER}"),
    ("dangling", f"ln -sf /nowhere {MARKER}"),
    ("link", f"mv {MARKER} /etc/marker; ln -s /etc/marker {MARKER}"),
    ("unreadable", f"chmod 0 {MARKER}"),
    ("elsewhere", f"mv {MARKER} /usr/lib/python3/EXTERNALLY-MANAGED"),
    ("local", f"mkdir -p /usr/local/lib/python3.11; mv {MARKER} /usr/local/lib/python3.11/"),
    ("fifo", f"rm {MARKER}; mkfifo {MARKER}"),
)


def _markers() -> Iterator[Cell]:
    for pip in ("", "26.3"):
        for name, prepare in MARKERS_AS_FOUND:
            yield Cell(f"marker/{pip or 'debian'}/{name}", INSTALL, pip=pip, prepare=prepare)
    for name, prepare in MARKERS_AS_FOUND:
        if name in ("none", "unreadable", "twice", "directory", "dangling"):
            yield Cell(f"marker/debian/alice/{name}", INSTALL, user="alice", prepare=prepare)
            yield Cell(f"marker/debian/uninstall/{name}", f"{PIP} uninstall -y nothing", prepare=prepare)
    yield Cell("marker/22.3.1/twice", INSTALL, pip="22.3.1", prepare=dict(MARKERS_AS_FOUND)["twice"])
    yield Cell(
        "marker/debian/twice-break", f"{PIP} install {BREAK} {X}", prepare=dict(MARKERS_AS_FOUND)["twice"]
    )
    yield Cell(
        "marker/bullseye/made",
        INSTALL,
        suite="bullseye",
        prepare=f"echo >{MARKERS['bullseye']}/EXTERNALLY-MANAGED",
    )
    yield Cell(
        "marker/bullseye/made-26",
        INSTALL,
        suite="bullseye",
        pip="26.0",
        prepare=f"echo >{MARKERS['bullseye']}/EXTERNALLY-MANAGED",
    )


OTHERS = (
    *(
        (name, f"{PIP} {words}")
        for name, words in (
            ("download", f"download {X}"),
            ("download-none", "download"),
            ("download-missing-file", "download -r nothing.txt"),
            ("wheel", f"wheel {X} -w /tmp/wheels"),
            ("wheel-here", f"wheel {X}"),
            ("wheel-none", "wheel"),
            ("list", "list"),
            ("list-outdated-uptodate", "list --outdated --uptodate"),
            ("list-outdated-freeze", "list --outdated --format freeze"),
            ("list-path-user", "list --path /w --user"),
            ("list-format", "list --format yaml"),
            ("freeze", "freeze"),
            ("freeze-path-user", "freeze --path /w --user"),
            ("check", "check"),
            ("show", "show wheel"),
            ("show-none", "show"),
            ("show-missing", "show nothing-of-that-name"),
            ("show-one-of-two", "show nothing-of-that-name Wheel"),
            ("inspect", "inspect"),
            ("config-list", "config list"),
            ("config-none", "config"),
            ("config-get-none", "config get"),
            ("config-get-missing", "config get global.nothing"),
            ("config-set-user", "config set global.timeout 5"),
            ("config-two-files", "config --user --global list"),
            ("config-unknown", "config nonsense"),
            ("cache-dir", "cache dir"),
            ("cache-none", "cache"),
            ("cache-unknown", "cache nonsense"),
            ("cache-disabled", "cache dir --no-cache-dir"),
            ("cache-dir-more", "cache dir x"),
            ("cache-remove-none", "cache remove"),
            ("hash", "hash /links/pep668demo-1.0-py3-none-any.whl"),
            ("hash-none", "hash"),
            ("hash-missing", "hash nothing.whl"),
            ("hash-algorithm", "hash -a md5 /links/pep668demo-1.0-py3-none-any.whl"),
            ("debug", "debug"),
            ("completion", "completion --bash"),
            ("completion-none", "completion"),
            ("index-none", "index"),
            ("index-two", "index versions a b"),
            ("search-none", "search"),
            ("help", "help"),
            ("help-install", "help install"),
            ("help-unknown", "help instal"),
            ("lock", f"lock {X} -o /tmp/pylock.toml"),
            ("lock-none", "lock"),
        )
    ),
)
PROJECT = 'mkdir -p /w/p; printf \'[project]\\nname="p"\\nversion="1"\\n\' >/w/p/pyproject.toml'
INPUTS = (
    *(
        (name, f"{PIP} install {BREAK} {words}", {"setup": setup})
        for name, words, setup in (
            ("none", "", ""),
            ("empty", "''", ""),
            ("blank", "' '", ""),
            ("file", "-r r.txt", f"echo {X} >/w/r.txt"),
            ("file-missing", "-r r.txt", ""),
            ("file-is-directory", "-r r", "mkdir /w/r"),
            ("file-empty", "-r r.txt", ": >/w/r.txt"),
            ("file-comments", "-r r.txt", "printf '# a\\n\\n  # b\\n' >/w/r.txt"),
            ("file-bad-line", "-r r.txt", "echo 'not a requirement' >/w/r.txt"),
            ("file-bad-option", "-r r.txt", f"printf '%s\\n' --break-system-packages {X} >/w/r.txt"),
            ("file-option", "-r r.txt", f"printf '%s\\n' --pre {X} >/w/r.txt"),
            ("file-nested", "-r a/r.txt", f"mkdir /w/a; echo '-r s.txt' >/w/a/r.txt; echo {X} >/w/a/s.txt"),
            ("file-nested-missing", "-r a/r.txt", "mkdir /w/a; echo '-r s.txt' >/w/a/r.txt"),
            ("file-satisfied", "-r r.txt", "echo 'wheel>0.1' >/w/r.txt"),
            ("file-continued", "-r r.txt", "printf '%s\\n' 'pep668\\\\' demo >/w/r.txt"),
            ("file-marker", "-r r.txt", f"echo '{X}; python_version<\"3\"' >/w/r.txt"),
            ("file-hash", "-r r.txt", f"echo '{X}==1.0 --hash=sha256:00' >/w/r.txt"),
            ("file-and-file-missing", "-r r.txt -r s.txt", f"echo {X} >/w/r.txt"),
            ("constraint", f"-c c.txt {X}", f"echo '{X}<2' >/w/c.txt"),
            ("constraint-missing", f"-c c.txt {X}", ""),
            ("invalid", "'six=1'", ""),
            ("invalid-two", f"{X} 'a b'", ""),
            ("legacy-version", "'pep668demo==1.0-x-y'", ""),
            ("extras", f"'{X}[a,b]'", ""),
            ("marker-false", f"'{X}; python_version<\"3\"'", ""),
            ("marker-true", f"'{X}; python_version>\"3\"'", ""),
            ("marker-invalid", f"'{X}; nonsense'", ""),
            ("wheel", "/links/pep668demo-1.0-py3-none-any.whl", ""),
            ("wheel-missing", "/w/pep668demo-1.0-py3-none-any.whl", ""),
            (
                "wheel-name-invalid",
                "/w/pep668demo.whl",
                "cp /links/pep668demo-1.0-py3-none-any.whl /w/pep668demo.whl",
            ),
            ("reference", f"'{X} @ file:///links/pep668demo-1.0-py3-none-any.whl'", ""),
            ("url", "file:///links/pep668demo-1.0-py3-none-any.whl", ""),
            ("path-missing", "./nothing", ""),
            ("path-no-project", "./empty", "mkdir /w/empty"),
            ("path-is-file", "./file", "echo six >/w/file"),
            ("editable-missing", "-e ./nothing", ""),
            ("editable-name", "-e six", ""),
            ("editable-no-project", "-e ./empty", "mkdir /w/empty"),
            ("editable-git-nameless", "-e git+https://example.invalid/x", ""),
            ("group-no-project", "--group dev", ""),
            ("twice", f"{X} {X}", ""),
            ("satisfied", "wheel", ""),
            ("satisfied-range", "'wheel>=0.1'", ""),
            ("satisfied-and-new", f"wheel {X}", ""),
            ("unsatisfied", "'wheel>=90'", ""),
            ("pinned", "wheel==99.0", ""),
            ("upgraded", "-U wheel", ""),
            ("upgraded-ignored", "-U -I wheel", ""),
            ("ignored", "-I wheel", ""),
            ("forced", "--force-reinstall wheel", ""),
            ("upgraded-root", "-U wheel --root /tmp/r", ""),
            ("upgraded-prefix", "-U wheel --prefix /tmp/p", ""),
            ("upgraded-target", "-U wheel --target /tmp/t", ""),
            ("upgraded-dry", "-U wheel --dry-run", ""),
            ("upgraded-user", "-U wheel --user", ""),
        )
    ),
)
# Wheels by their tags: what a file name says decides.
INPUTS += tuple(
    (
        f"wheel-of-{tags}",
        f"{PIP} install {BREAK} /w/pep668demo-1.0-{tags}.whl",
        {"setup": f"cp /links/pep668demo-1.0-py3-none-any.whl /w/pep668demo-1.0-{tags}.whl"},
    )
    for tags in ("py2-none-any", "py3-none-win_amd64", "cp36-abi3-any", "cp36-none-any", "py2.py3-none-any")
)
UNINSTALL = (
    *(
        (name, f"{PIP} uninstall {BREAK} {words}", {"setup": setup})
        for name, words, setup in (
            ("none", "", ""),
            ("none-yes", "-y", ""),
            ("missing", "-y nothing-of-that-name", ""),
            ("asks", "wheel", ""),
            ("asks-missing", "nothing-of-that-name", ""),
            ("file-missing", "-y -r r.txt", ""),
            ("file", "-y -r r.txt", "echo wheel >/w/r.txt"),
            ("file-empty", "-y -r r.txt", ": >/w/r.txt"),
            ("invalid", "-y 'a b'", ""),
            ("path", "-y ./nothing", ""),
            ("abbreviated", "-y --requ r.txt", "echo wheel >/w/r.txt"),
            ("install-option", "-y --target /tmp/t wheel", ""),
            ("pip", "-y pip", ""),
            ("version", "-y wheel==0.0", ""),
            ("two", "-y nothing-of-that-name wheel", ""),
        )
    ),
    (
        "own",
        f"{PIP} uninstall -y {BREAK} {X}",
        {"setup": f"{PIP} install -q {BREAK} {X} || {PIP} install -q {X}"},
    ),
    (
        "own-refused",
        f"{PIP} uninstall -y {X}",
        {"setup": f"{PIP} install -q {BREAK} {X} || {PIP} install -q {X}"},
    ),
    (
        "own-user",
        f"{PIP} uninstall -y {BREAK} {X}",
        {"setup": f"{PIP} install -q --user {BREAK} {X} || {PIP} install -q --user {X}"},
    ),
    (
        "roots",
        f"{PIP} uninstall -y {BREAK} {X}",
        {"prepare": f"{PIP} install -q {BREAK} {X} || {PIP} install -q {X}", "user": "alice"},
    ),
    ("marked-none", f"{PIP} uninstall"),
    ("marked-missing", f"{PIP} uninstall -y nothing-of-that-name"),
    ("marked-file-missing", f"{PIP} uninstall -y -r r.txt"),
    ("marked-invalid", f"{PIP} uninstall -y 'a b'"),
)
REFUSED_FIRST = (
    *(
        (name, f"{PIP} install {words}", {"setup": setup})
        for name, words, setup in (
            ("none", "", ""),
            ("file-missing", "-r r.txt", ""),
            ("invalid", "'six=1'", ""),
            ("satisfied", "wheel", ""),
            ("project", "./p", PROJECT),
            ("editable", "-e ./p", PROJECT),
            ("group", "--group dev", ""),
            ("url", "git+https://example.invalid/x", ""),
            ("conflict", f"--user --target /tmp/t {X}", ""),
            ("hash", f"--require-hashes {X}", ""),
            ("only-deps-conflict", f"--only-deps --no-deps {X}", ""),
            ("platform", f"--platform any {X}", ""),
            ("pip", "-U pip", ""),
        )
    ),
)
BROKEN = (
    ("no-program", f"pip9 install {X}"),
    ("not-executable", f"/w/pip install {X}", {"setup": "echo >/w/pip"}),
    ("program-is-directory", f"/w/pip install {X}", {"setup": "mkdir /w/pip"}),
    (
        "bad-interpreter",
        f"/w/pip install {X}",
        {"setup": "printf '#!/nowhere/python\\nimport pip\\n' >/w/pip; chmod +x /w/pip"},
    ),
    ("no-pip", INSTALL, {"prepare": "rm -r /usr/lib/python3/dist-packages/pip"}),
    ("no-pip-script", f"pip3 install {X}", {"prepare": "rm -r /usr/lib/python3/dist-packages/pip"}),
    ("no-home", f"{PIP} install {BREAK} {X}", {"environment": (("HOME", "/nowhere"),), "user": "alice"}),
    ("home-unwritable", f"{PIP} install {BREAK} {X}", {"environment": (("HOME", "/root"),), "user": "alice"}),
    (
        "home-unwritable-user",
        f"{PIP} install --user {BREAK} {X}",
        {"environment": (("HOME", "/usr"),), "user": "alice"},
    ),
    ("directory-unwritable-download", f"{PIP} download {X}", {"cwd": "/usr", "user": "alice"}),
    ("directory-unwritable-wheel", f"{PIP} wheel {X}", {"cwd": "/usr", "user": "alice"}),
    ("target-os-user", f"{PIP} install --target /usr/lib/python3/dist-packages {X}", {"user": "alice"}),
    ("target-below-os-user", f"{PIP} install --target /usr/lib/new/place {X}", {"user": "alice"}),
    ("root-unwritable", f"{PIP} install --root /usr/r {X}", {"user": "alice"}),
    ("prefix-unwritable", f"{PIP} install --prefix /opt/p {X}", {"user": "alice"}),
    ("local-writable", f"{PIP} install {BREAK} {X}", {"prepare": "chmod -R a+w /usr/local", "user": "alice"}),
    ("report-unwritable", f"{PIP} install --dry-run --report /usr/r.json {X}", {"user": "alice"}),
    ("log-unwritable", f"{PIP} --log /usr/log install {BREAK} {X}", {"user": "alice"}),
    ("no-user-unwritable", f"{PIP} install --no-user {BREAK} {X}", {"user": "alice"}),
    ("no-site-user", f"python3 -s -m pip install {BREAK} {X}", {"user": "alice"}),
    ("isolated-user", f"python3 -I -m pip install {BREAK} {X}", {"user": "alice"}),
    ("zip", f"python3 /pips/wheels/26.3.whl/pip install {X}"),
    ("zip-break", f"python3 /pips/wheels/26.3.whl/pip install {BREAK} {X}"),
    ("zip-target", f"python3 /pips/wheels/23.0.whl/pip install --prefix /tmp/p {X}"),
    ("pythonpath", INSTALL, {"environment": (("PYTHONPATH", "/pips/22.3.1"),)}),
    (
        "pythonpath-isolated",
        f"python3 -I -m pip install {X}",
        {"environment": (("PYTHONPATH", "/pips/22.3.1"),)},
    ),
    ("cwd-pip", INSTALL, {"setup": "mkdir /w/pip; echo >/w/pip/__init__.py"}),
    ("env-wrapper", f"env PIP_BREAK_SYSTEM_PACKAGES=1 {PIP} install {X}"),
    ("env-clean", f"env -i PATH=/usr/bin {PIP} install {BREAK} --no-index --find-links /links {X}"),
    (
        "env-unset",
        f"env -u PIP_BREAK_SYSTEM_PACKAGES {PIP} install {X}",
        {"environment": (("PIP_BREAK_SYSTEM_PACKAGES", "1"),)},
    ),
)
ENSUREPIP = (
    *(
        (name, f"python3 -m ensurepip{words}")
        for name, words in (
            ("plain", ""),
            ("user", " --user"),
            ("root", " --root /tmp/r"),
            ("upgrade", " --upgrade"),
            ("version", " --version"),
            ("help", " --help"),
            ("wrong", " --wrong"),
        )
    ),
)


# With python3-venv and sudo installed: environments as people make them, ensurepip as Debian has changed it.
OFFLINE = _etc("[global]", "no-index = 1", "find-links = /links")
EQUIPPED = (
    *(
        (name, words, {"setup": setup})
        for name, words, setup in (
            ("venv", f"/w/v/bin/pip install {X}", "python3 -m venv /w/v"),
            (
                "venv-activated",
                f"env PATH=/w/v/bin:/usr/bin:/bin VIRTUAL_ENV=/w/v pip install {X}",
                "python3 -m venv /w/v",
            ),
            ("venv-by-its-directory", f"v/bin/python3 -m pip install {X}", "python3 -m venv /w/v"),
            ("venv-user", f"/w/v/bin/pip install --user {X}", "python3 -m venv /w/v"),
            ("venv-sees", f"/w/v/bin/pip install {X}", "python3 -m venv --system-site-packages /w/v"),
            (
                "venv-sees-user",
                f"/w/v/bin/pip install --user {X}",
                "python3 -m venv --system-site-packages /w/v",
            ),
            ("venv-upgrades-pip", "/w/v/bin/pip install -U pip", "python3 -m venv /w/v"),
            ("venv-uninstalls-pip", "/w/v/bin/pip uninstall -y pip", "python3 -m venv /w/v"),
            ("venv-moved", f"/w/u/bin/pip install {X}", "python3 -m venv /w/v; mv /w/v /w/u"),
            ("venv-copied", f"/w/u/bin/pip install {X}", "python3 -m venv /w/v; cp -a /w/v /w/u"),
            (
                "venv-base-gone",
                f"/w/v/bin/pip install {X}",
                "python3 -m venv /w/v; ln -sfn /nowhere /w/v/bin/python3",
            ),
            ("ensurepip", "python3 -m ensurepip", ""),
            ("ensurepip-user", "python3 -m ensurepip --user", ""),
            ("ensurepip-root", "python3 -m ensurepip --root /tmp/r", ""),
            ("ensurepip-version", "python3 -m ensurepip --version", ""),
            ("ensurepip-wrong", "python3 -m ensurepip --wrong", ""),
            ("ensurepip-in-venv", "/w/v/bin/python -m ensurepip", "python3 -m venv --without-pip /w/v"),
            (
                "ensurepip-in-venv-user",
                "/w/v/bin/python -m ensurepip --user",
                "python3 -m venv --without-pip /w/v",
            ),
            ("ensurepip-in-venv-again", "/w/v/bin/python -m ensurepip", "python3 -m venv /w/v"),
        )
    ),
    (
        "venv-sees-uninstall",
        "/w/v/bin/pip uninstall -y wheel",
        {"setup": "python3 -m venv --system-site-packages /w/v"},
    ),
    ("sudo", f"sudo pip3 install {X}", {"user": "alice", "prepare": OFFLINE}),
    ("sudo-break", f"sudo pip3 install {BREAK} {X}", {"user": "alice", "prepare": OFFLINE}),
    ("sudo-user", f"sudo pip3 install --user {BREAK} {X}", {"user": "alice", "prepare": OFFLINE}),
    ("sudo-target", f"sudo pip3 install --target /opt/t {X}", {"user": "alice", "prepare": OFFLINE}),
    (
        "sudo-variable",
        f"sudo PIP_BREAK_SYSTEM_PACKAGES=1 pip3 install {X}",
        {"user": "alice", "prepare": OFFLINE},
    ),
    (
        "sudo-loses-variables",
        f"sudo pip3 install {X}",
        {"user": "alice", "prepare": OFFLINE, "environment": (("PIP_BREAK_SYSTEM_PACKAGES", "1"),)},
    ),
    (
        "sudo-keeps-variables",
        f"sudo -E pip3 install {X}",
        {"user": "alice", "prepare": OFFLINE, "environment": (("PIP_BREAK_SYSTEM_PACKAGES", "1"),)},
    ),
    ("sudo-uninstall", f"sudo pip3 uninstall -y {BREAK} wheel", {"user": "alice", "prepare": OFFLINE}),
    ("sudo-alice", f"sudo -u alice python3 -m pip install {BREAK} {X}", {"prepare": OFFLINE}),
)
TABLES = (
    ("flags", FLAGS),
    ("environment", (*ENVIRONMENT, *TWO)),
    ("inputs", INPUTS),
    ("refused-first", REFUSED_FIRST),
    ("others", OTHERS),
    ("uninstall", UNINSTALL),
    ("configuration", CONFIGURATION),
)


def _tables() -> Iterator[Cell]:
    """Every table by Debian's pip and the newest; the other releases share the rows, each another part of them."""
    for group, rows in TABLES:
        for pip in ("", "26.3"):
            yield from _named(f"{group}/{pip or 'debian'}", rows, pip=pip)
        for place, pip in enumerate(PIPS[1:-1]):
            yield from _named(f"{group}/{pip}", rows[place :: len(PIPS) - 2], pip=pip)


def _all() -> Iterator[Cell]:
    yield from _basics()
    yield from _upstream_elsewhere()
    yield from _tables()
    yield from _named("configuration/alice", CONFIGURATION[::5], user="alice")
    yield from _named("flags/alice", FLAGS[::4], user="alice")
    yield from _named("inputs/alice", INPUTS[::3], user="alice")
    yield from _named("venv", VENVS)
    yield from _markers()
    yield from _named("broken", BROKEN)
    for suite in ("bullseye", "trixie", "sid"):
        yield from _named(f"flags/{suite}", FLAGS[::6], suite=suite)
        yield from _named(f"inputs/{suite}", [row for row in INPUTS if "wheel" in row[1]], suite=suite)
        yield from _named(f"uninstall/{suite}", UNINSTALL[::2], suite=suite)
        yield from _named(f"configuration/{suite}", CONFIGURATION[::6], suite=suite)
        yield from _named(f"venv/{suite}", VENVS[::4], suite=suite)
        yield from _named(f"ensurepip/{suite}", ENSUREPIP, suite=suite)
    for suite in ("bookworm", "bullseye", "trixie", "sid"):
        yield from _named(f"equipped/{suite}", EQUIPPED, suite=suite, layer="venv")
    yield from _named("ensurepip/bookworm", ENSUREPIP)
    yield from _named("ensurepip/alice", ENSUREPIP[:3], user="alice")


def _unique(cells: Iterator[Cell]) -> Iterator[Cell]:
    """A name that comes again gets a number."""
    seen: dict[str, int] = {}
    for cell in cells:
        seen[cell.name] = seen.get(cell.name, 0) + 1
        yield cell if seen[cell.name] == 1 else cell._replace(name=f"{cell.name}#{seen[cell.name]}")


CELLS = tuple(_unique(_all()))
