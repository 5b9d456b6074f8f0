"""The cells of uv: what is set up, who asks, where, and which command is run. Every one is run for real in a rig."""

from __future__ import annotations

from typing import NamedTuple


class UvCell(NamedTuple):
    """One question to a real uv."""

    name: str
    argv: str
    setup: str = ""
    """Lines of bash that the user runs in /w."""
    prepare: str = ""
    """Lines of bash that root runs in /w before."""
    environment: tuple[tuple[str, str], ...] = ()
    cwd: str = "/w"
    user: str = "root"
    suite: str = "bookworm"
    layer: str = "pip"
    version: str = "0.13.9"


MARKER = "/usr/lib/python3.11/EXTERNALLY-MANAGED"
VENV = "python3 -m venv --without-pip"
PROJECT = r"printf '[project]\nname = \"a\"\nversion = \"1\"\nrequires-python = \">=3.9\"\n"
PLAIN = PROJECT + "' >pyproject.toml"
NEEDING = PROJECT + r"dependencies = [\"pep668demo\"]\n' >pyproject.toml"
X = "pep668demo"


def _cells(group: str, *rows: tuple[str, str], **common: str) -> list[UvCell]:
    """Cells that differ in setup and command line only."""
    return [
        UvCell(f"{group}-{count}", argv, setup=setup, **common)  # type: ignore[arg-type]  # text fields only
        for count, (setup, argv) in enumerate(rows, 1)
    ]


def _with(group: str, *rows: tuple[str, str, str], setup: str = "", **common: str) -> list[UvCell]:
    """Cells with one variable each: name, value, command line."""
    return [
        UvCell(f"{group}-{count}", argv, setup, environment=((name, value),), **common)
        for count, (name, value, argv) in enumerate(rows, 1)
    ]


SYSTEM = _cells(
    "system",
    ("", f"uv pip install {X}"),
    ("", f"uv pip install --system {X}"),
    ("", f"uv pip install --system --break-system-packages {X}"),
    ("", f"uv pip install --break-system-packages {X}"),
    ("", f"uv pip install --python /usr/bin/python3 {X}"),
    ("", f"uv pip install -p /usr/bin/python3.11 --break-system-packages {X}"),
    ("", f"uv pip install -p /usr --break-system-packages {X}"),
    ("", f"uv pip install --python 3.11 {X}"),
    ("", f"uv pip install --python 3.11 --system {X}"),
    ("", f"uv pip install --system --no-system {X}"),
    ("", f"uv pip install --no-system --system {X}"),
    ("", f"uv pip install --system --break-system-packages --no-break-system-packages {X}"),
    ("", f"uv pip install --system --dry-run {X}"),
    ("", f"uv pip install --system --break-system-packages --dry-run {X}"),
    ("", f"uv pip install --system --break-system-packages --upgrade {X}"),
    ("", f"uv pip install --system --break-system-packages '{X}==1.0'"),
    ("", "uv pip uninstall --system six"),
    ("", "uv pip uninstall --system --break-system-packages six"),
    (
        f"uv pip install -q --system --break-system-packages {X}",
        f"uv pip uninstall --system --break-system-packages {X}",
    ),
    (f"uv pip install -q --system --break-system-packages {X}", f"uv pip uninstall --system {X}"),
    (
        f"uv pip install -q --system --break-system-packages {X}",
        f"uv pip install --system --break-system-packages {X}",
    ),
    (f"uv pip install -q --system --break-system-packages {X}", f"uv pip install --system {X}"),
    (
        f"uv pip install -q --system --break-system-packages {X}==1.0",
        f"uv pip install --system --break-system-packages {X}==2.0",
    ),
    (f"echo {X} >r.txt", "uv pip sync --system r.txt"),
    (f"echo {X} >r.txt", "uv pip sync --system --break-system-packages r.txt"),
    (f"echo {X} >r.txt", "uv pip install --system --break-system-packages -r r.txt"),
    ("", "uv pip list --system"),
    ("", "uv pip freeze"),
    ("", "uv pip check --system"),
    ("", "uv pip tree"),
    ("", "uv pip show six"),
    ("", "uv pip show"),
    (f"echo {X} >r.in", "uv pip compile r.in"),
    ("", "uv pip list --python 3.12"),
)

ELSEWHERE = _cells(
    "elsewhere",
    ("", f"uv pip install --target t {X}"),
    ("", f"uv pip install --target /w/t --system {X}"),
    ("", f"uv pip install -t /opt/t {X}"),
    ("", f"uv pip install --prefix p {X}"),
    ("", f"uv pip install --prefix /usr {X}"),
    ("", f"uv pip install --prefix /usr/local --system {X}"),
    ("", f"uv pip install --target /usr/lib/python3/dist-packages {X}"),
    ("", f"uv pip install --target /usr/local/lib/python3.11/dist-packages {X}"),
    ("", f"uv pip install --target t --prefix p {X}"),
    ("", f"uv pip install --target t --dry-run {X}"),
    ("", f"uv pip install --target /opt/t --dry-run {X}"),
    ("touch t", f"uv pip install --target t {X}"),
    ("", f"uv pip install --target t --python 3.12 {X}"),
    ("", f"uv pip install --target t --python nosuch {X}"),
    ("", f"uv pip uninstall --target t {X}"),
    (f"{VENV} .venv", f"uv pip install --target t {X}"),
    (f"{VENV} .venv", f"uv pip install --prefix p {X}"),
)

OPTIONS = _cells(
    "options",
    ("", "uv pip install"),
    ("", f"uv pip install --user {X}"),
    ("", f"uv pip install --system --root /tmp/r {X}"),
    ("", f"uv pip install --sys {X}"),
    ("", f"uv pip install -rnosuch.txt --system {X}"),
    ("", "uv pip install --system 'foo bar'"),
    ("", "uv pip install --system 'foo==1.x'"),
    ("", f"uv pip install --system --link-mode nonsense {X}"),
    ("", f"uv pip install --system --system {X}"),
    ("", f"uv -q pip install -q --system {X}"),
    ("", f"uv pip install -q -v {X}"),
    ("", "uv pip install --system -- --help"),
    ("", "uv pip install --help"),
    ("", "uv --version"),
    ("", "uv pip"),
    ("", "uv"),
    ("", "uv pip instal x"),
    ("", f"uv pip install --target= {X}"),
    ("", f"uv pip install --system -c nosuch.txt {X}"),
    ("", f"uv pip install --python /nosuch {X}"),
    ("", f"uv pip install --python ./nosuch {X}"),
    ("", f"uv pip install --python python3 {X}"),
    ("", f"uv pip install --python 2.7 {X}"),
    ("", f"uv pip install --python 3.11t {X}"),
    ("", f"uv pip install --python /etc/passwd {X}"),
    ("", f"uv pip install --directory /nosuch {X}"),
    ("", f"uv pip install --project /nosuch --system {X}"),
    ("", "uv pip install --system --break-system-packages ./nosuch"),
    ("mkdir d", "uv pip install --system --break-system-packages ./d"),
    ("", "uv pip install --system --break-system-packages /links/pep668demo-1.0-py3-none-any.whl"),
    ("", "uv pip uninstall --system"),
    ("", f"uv pip uninstall -y --system {X}"),
    ("", "uv pip sync --system"),
    ("", "uv pip sync --system --break-system-packages nosuch.txt"),
    ("", f"uv pip install --offline --refresh --system {X}"),
    ("", f"uv pip install -U --no-deps --system --break-system-packages {X}"),
)

VENVS = _cells(
    "venv",
    (f"{VENV} .venv", f"uv pip install {X}"),
    ("uv venv -q && mkdir -p a/b && cd a/b", f"uv pip install --directory a/b {X}"),
    (f"{VENV} --system-site-packages .venv", f"uv pip install {X}"),
    (f"{VENV} .venv", f"uv pip install --system {X}"),
    (f"{VENV} .venv && rm .venv/pyvenv.cfg", f"uv pip install {X}"),
    (f"{VENV} .venv && : >.venv/pyvenv.cfg", f"uv pip install {X}"),
    (f"{VENV} .venv && rm .venv/bin/python*", f"uv pip install {X}"),
    (f"{VENV} .venv && ln -sf /nosuch .venv/bin/python3", f"uv pip install {X}"),
    (f"{VENV} .venv && rm .venv/bin/python", f"uv pip install {X}"),
    ("mkdir .venv", f"uv pip install {X}"),
    ("touch .venv", f"uv pip install {X}"),
    (f"{VENV} /w/v && printf /w/v >.venv", f"uv pip install {X}"),
    (f"{VENV} v && ln -s v .venv", f"uv pip install {X}"),
    ("ln -s nosuch .venv", f"uv pip install {X}"),
    (f"{VENV} v", f"uv pip install --python v {X}"),
    (f"{VENV} v", f"uv pip install --python v/bin/python {X}"),
    (f"{VENV} v", f"uv pip install --system --python v/bin/python {X}"),
    (f"{VENV} v && ln -s v/bin/python3 py", f"uv pip install --python py {X}"),
    (f"{VENV} v && rm v/pyvenv.cfg", f"uv pip install --python v {X}"),
    (f"{VENV} .venv", f"uv pip install --python 3.11 {X}"),
    (f"{VENV} .venv", f"uv pip install --python 3.12 {X}"),
    (f"{VENV} .venv", f"uv pip install --python '>=3.9' {X}"),
    (f"{VENV} .venv", f"uv pip install --python pypy {X}"),
    (f"{VENV} .venv", f"uv pip install --python 3.11.2 {X}"),
    (f"{VENV} .venv", f"uv pip install --dry-run {X}"),
    (f"{VENV} .venv && uv pip install -q {X}", f"uv pip install {X}"),
    (f"{VENV} .venv && uv pip install -q {X}==1.0", f"uv pip install {X}==2.0"),
    (f"{VENV} .venv && uv pip install -q {X}", f"uv pip uninstall {X}"),
    (f"{VENV} .venv", f"uv pip uninstall {X}"),
    (f"{VENV} .venv && : >e.txt", "uv pip sync e.txt"),
    (f"{VENV} .venv", "uv pip install pep668needs"),
    (f"{VENV} .venv", f"uv pip install --break-system-packages {X}"),
)

ACTIVE = _with(
    "active",
    ("VIRTUAL_ENV", "/nosuch", f"uv pip install {X}"),
    ("VIRTUAL_ENV", "", f"uv pip install {X}"),
    ("VIRTUAL_ENV", "/usr", f"uv pip install {X}"),
    ("VIRTUAL_ENV", "/usr", f"uv pip install --break-system-packages {X}"),
    ("VIRTUAL_ENV", "/w/v", f"uv pip install {X}"),
    ("VIRTUAL_ENV", "/w/v", f"uv pip install --system {X}"),
    ("VIRTUAL_ENV", "v", f"uv pip install {X}"),
    ("VIRTUAL_ENV", "/w/v", f"uv pip install --target t {X}"),
    ("CONDA_PREFIX", "/usr", f"uv pip install {X}"),
    ("CONDA_PREFIX", "/usr", f"uv pip install --break-system-packages {X}"),
    ("CONDA_PREFIX", "/nosuch", f"uv pip install {X}"),
    ("PATH", "/w/v/bin:/usr/local/bin:/usr/bin:/bin", f"uv pip install {X}"),
    ("PATH", "/w/v/bin:/usr/local/bin:/usr/bin:/bin", f"uv pip install --system {X}"),
    ("PATH", "/w/v/bin:/usr/local/bin:/usr/bin:/bin", f"uv pip install -p python {X}"),
    ("PATH", "/usr/local/bin", f"uv pip install --system {X}"),
    ("CI", "true", f"uv pip install {X}"),
    ("CI", "true", f"uv pip install --system {X}"),
    setup=f"{VENV} v",
)
ACTIVE_TWICE = [
    UvCell(
        "active-usr-and-dotvenv",
        f"uv pip install {X}",
        f"{VENV} .venv",
        environment=(("VIRTUAL_ENV", "/usr"),),
    ),
    UvCell(
        "active-gone-and-dotvenv",
        f"uv pip install {X}",
        f"{VENV} .venv",
        environment=(("VIRTUAL_ENV", "/nosuch"),),
    ),
    UvCell(
        "active-broken-and-dotvenv",
        f"uv pip install {X}",
        f"{VENV} .venv && {VENV} v && rm v/bin/python*",
        environment=(("VIRTUAL_ENV", "/w/v"),),
    ),
    UvCell(
        "active-without-cfg",
        f"uv pip install {X}",
        f"{VENV} v && rm v/pyvenv.cfg",
        environment=(("VIRTUAL_ENV", "/w/v"),),
    ),
    UvCell(
        "active-base-conda",
        f"uv pip install {X}",
        environment=(("CONDA_PREFIX", "/usr"), ("CONDA_DEFAULT_ENV", "base")),
    ),
    UvCell(
        "active-base-conda-system",
        f"uv pip install --system {X}",
        environment=(("CONDA_PREFIX", "/usr"), ("CONDA_DEFAULT_ENV", "base")),
    ),
    UvCell("active-inside", f"uv pip install {X}", f"{VENV} v", cwd="/w/v/lib"),
]

VARIABLES = _with(
    "variable",
    ("UV_SYSTEM_PYTHON", "1", f"uv pip install {X}"),
    ("UV_SYSTEM_PYTHON", "true", f"uv pip install --break-system-packages {X}"),
    ("UV_SYSTEM_PYTHON", "0", f"uv pip install {X}"),
    ("UV_SYSTEM_PYTHON", "", f"uv pip install {X}"),
    ("UV_SYSTEM_PYTHON", "maybe", f"uv pip install --system {X}"),
    ("UV_SYSTEM_PYTHON", "1", f"uv pip install --no-system {X}"),
    ("UV_SYSTEM_PYTHON", "0", f"uv pip install --no-system {X}"),
    ("UV_BREAK_SYSTEM_PACKAGES", "1", f"uv pip install --system {X}"),
    ("UV_BREAK_SYSTEM_PACKAGES", "yes", f"uv pip install --system {X}"),
    ("UV_BREAK_SYSTEM_PACKAGES", "0", f"uv pip install --system {X}"),
    ("UV_BREAK_SYSTEM_PACKAGES", "maybe", f"uv pip install --system {X}"),
    ("UV_BREAK_SYSTEM_PACKAGES", "", f"uv pip install --system {X}"),
    ("UV_BREAK_SYSTEM_PACKAGES", "1", f"uv pip install --system --no-break-system-packages {X}"),
    ("PIP_BREAK_SYSTEM_PACKAGES", "1", f"uv pip install --system {X}"),
    ("UV_PYTHON", "/usr/bin/python3", f"uv pip install {X}"),
    ("UV_PYTHON", "3.11", f"uv pip install --system {X}"),
    ("UV_PYTHON", "", f"uv pip install {X}"),
    ("UV_PYTHON", "/usr/bin/python3", f"uv pip install --python 3.12 {X}"),
    ("UV_OFFLINE", "maybe", f"uv pip install --system {X}"),
    ("UV_LINK_MODE", "nonsense", f"uv pip install --system {X}"),
    ("UV_CONFIG_FILE", "/nosuch", f"uv pip install --system {X}"),
    ("UV_WORKING_DIR", "/tmp", f"uv pip install --target t {X}"),
    ("UV_CONSTRAINT", "/nosuch", f"uv pip install --system {X}"),
    ("UV_CONCURRENT_DOWNLOADS", "0", f"uv pip install --system {X}"),
    ("UV_NO_SYSTEM", "1", f"uv pip install --system {X}"),
)

CONFIGURATION = _cells(
    "config",
    (r"printf '[pip]\nbreak-system-packages = true\nsystem = true\n' >uv.toml", f"uv pip install {X}"),
    (r"printf '[pip]\nsystem = true\n' >uv.toml", f"uv pip install {X}"),
    (r"printf '[pip]\nbreak-system-packages = true\n' >uv.toml", f"uv pip install --system {X}"),
    (
        r"printf '[pip]\nbreak-system-packages = true\n' >uv.toml",
        f"uv pip install --system --no-break-system-packages {X}",
    ),
    (r"printf '[pip]\nbreak-system-packages = true\n' >uv.toml", f"uv pip install --system --no-config {X}"),
    (
        r"printf '[pip]\nbreak-system-packages = true\n' >x.toml",
        f"uv pip install --system --config-file x.toml {X}",
    ),
    (
        r"printf '[tool.uv.pip]\nbreak-system-packages = true\n' >pyproject.toml",
        f"uv pip install --system {X}",
    ),
    (r"printf '[tool.uv.pip]\nzzz = 1\n' >pyproject.toml", f"uv pip install --system {X}"),
    (r"printf '[tool.uv' >pyproject.toml", f"uv pip install --system {X}"),
    (r"printf 'zzz = 1\n' >uv.toml", f"uv pip install --system {X}"),
    (r"printf 'system = true\n' >uv.toml", f"uv pip install {X}"),
    (r"printf '[pip]\nsystem = \"yes\"\n' >uv.toml", f"uv pip install {X}"),
    (r"printf '[pip]\ntarget = \"tt\"\n' >uv.toml", f"uv pip install {X}"),
    (r"printf '[pip]\nprefix = \"tt\"\n' >uv.toml", f"uv pip install {X}"),
    (r"printf '[pip]\npython = \"/usr/bin/python3\"\n' >uv.toml", f"uv pip install {X}"),
    (
        r"mkdir -p ~/.config/uv && printf '[pip]\nbreak-system-packages = true\n' >~/.config/uv/uv.toml",
        f"uv pip install --system {X}",
    ),
    (r"mkdir -p ~/.config/uv && printf 'zz' >~/.config/uv/uv.toml", f"uv pip install --system {X}"),
    (r"printf 'required-version = \"==0.1\"\n' >uv.toml", f"uv pip install --system {X}"),
    (r"mkdir uv.toml", f"uv pip install --system {X}"),
    (
        r"printf '[pip]\nsystem = true\n' >uv.toml; mkdir d; cd d; " + PLAIN,
        f"uv pip install --directory d {X}",
    ),
    (r"mkdir d; printf '[pip]\nsystem = true\n' >d/uv.toml; " + PLAIN, f"uv pip install --directory d {X}"),
)
CONFIGURATION_ELSEWHERE = [
    UvCell(
        "config-system-file",
        f"uv pip install --system {X}",
        prepare=r"mkdir -p /etc/uv && printf '[pip]\nbreak-system-packages = true\n' >/etc/uv/uv.toml",
    ),
    UvCell(
        "config-system-file-off",
        f"uv pip install --system {X}",
        prepare=r"mkdir -p /etc/uv && printf '[pip]\nbreak-system-packages = true\n' >/etc/uv/uv.toml",
        environment=(("UV_NO_SYSTEM_CONFIG", "1"),),
    ),
    UvCell(
        "config-file-and-variable",
        f"uv pip install --system {X}",
        r"printf '[pip]\nbreak-system-packages = true\n' >uv.toml",
        environment=(("UV_BREAK_SYSTEM_PACKAGES", "0"),),
    ),
]

MARKERS = [
    UvCell(f"marker-{name}", f"uv pip install --system {X}", prepare=f"rm -rf {MARKER}; {script}", user=user)
    for name, script, user in (
        ("absent", "true", "root"),
        ("absent-alice", "true", "alice"),
        ("empty", f": >{MARKER}", "root"),
        ("blank", f"echo >{MARKER}", "root"),
        ("not-ini", f"echo hello >{MARKER}", "root"),
        ("other-section", rf"printf '[other]\nError=x\n' >{MARKER}", "root"),
        ("upper-section", rf"printf '[EXTERNALLY-MANAGED]\nError=x\n' >{MARKER}", "root"),
        ("lower-key", rf"printf '[externally-managed]\nerror=x\n' >{MARKER}", "root"),
        ("duplicate-key", rf"printf '[externally-managed]\nError=x\nError=y\n' >{MARKER}", "root"),
        ("empty-key", rf"printf '[externally-managed]\nError=\n' >{MARKER}", "root"),
        ("percent", rf"printf '[externally-managed]\nError=100%% %%(x)s\n' >{MARKER}", "root"),
        ("crlf", rf"printf '[externally-managed]\r\nError=x\r\n' >{MARKER}", "root"),
        ("bom", rf"printf '\357\273\277[externally-managed]\nError=x\n' >{MARKER}", "root"),
        ("latin-1", rf"printf '[externally-managed]\nError=\351\n' >{MARKER}", "root"),
        ("latin-1-alice", rf"printf '[externally-managed]\nError=\351\n' >{MARKER}", "alice"),
        ("directory", f"mkdir {MARKER}", "root"),
        ("dangling", f"ln -s /nosuch {MARKER}", "root"),
        ("link", rf"printf '[externally-managed]\nError=x\n' >/opt/m; ln -s /opt/m {MARKER}", "root"),
        ("unreadable-alice", f"echo >{MARKER}; chmod 0 {MARKER}", "alice"),
        ("unreadable-root", f"echo >{MARKER}; chmod 0 {MARKER}", "root"),
        (
            "elsewhere",
            r"printf '[externally-managed]\nError=x\n' >/usr/lib/python3/EXTERNALLY-MANAGED",
            "root",
        ),
    )
]

PROJECTS = _cells(
    "project",
    ("", f"uv add {X}"),
    ("", "uv sync"),
    ("", f"uv remove {X}"),
    (PLAIN, f"uv add {X}"),
    (PLAIN, "uv sync"),
    (NEEDING, "uv sync"),
    (NEEDING, "uv sync --frozen"),
    (NEEDING, "uv sync --locked"),
    (NEEDING, "uv sync --dry-run"),
    (NEEDING, "uv sync --system"),
    (NEEDING, "uv sync --python 3.12"),
    (f"{NEEDING}; mkdir .venv", "uv sync"),
    (f"{NEEDING}; mkdir .venv; touch .venv/x", "uv sync"),
    (f"{NEEDING}; {VENV} .venv; rm .venv/bin/python*", "uv sync"),
    (f"{NEEDING}; {VENV} .venv; rm .venv/pyvenv.cfg", "uv sync"),
    (f"{NEEDING}; {VENV} .venv", "uv sync"),
    (f"{NEEDING}; uv sync -q", f"uv remove {X}"),
    (f"{PLAIN}; mkdir d", f"uv add --directory d {X}"),
    (f"{PLAIN}", "uv add 'foo bar'"),
    (f"{PLAIN}", "uv add"),
    (f"{PLAIN}", f"uv add --no-sync {X}"),
    (r"printf '[project]\nname = \"a\"\n' >pyproject.toml", "uv sync"),
    (r"printf '[tool.uv' >pyproject.toml", "uv sync"),
    (
        r"printf '[project]\nname = \"a\"\nversion = \"1\"\n[tool.uv]\nmanaged = false\n' >pyproject.toml",
        "uv sync",
    ),
    (
        r"printf '[project]\nname = \"a\"\nversion = \"1\"\nrequires-python = \">=3.12\"\n' >pyproject.toml",
        "uv sync",
    ),
    (f"{PLAIN}; echo 3.12 >.python-version", "uv sync"),
    ("", "uv run python3 -V"),
    ("", f"uv run --with {X} {X}"),
    ("", "uv run"),
    (NEEDING, f"uv run {X}"),
    ("", "uv lock"),
) + [
    UvCell(
        f"project-environment-{count}",
        argv,
        setup,
        environment=(("UV_PROJECT_ENVIRONMENT", value),),
        user=user,
    )
    for count, (value, setup, argv, user) in enumerate(
        (
            ("/usr", PLAIN, f"uv add {X}", "root"),
            ("/usr", NEEDING, "uv sync", "root"),
            ("/usr", NEEDING, "uv sync", "alice"),
            ("/usr/local", NEEDING, "uv sync", "root"),
            ("/w/e", NEEDING, "uv sync", "root"),
            ("e", NEEDING, "uv sync", "alice"),
            ("/opt/e", NEEDING, "uv sync", "alice"),
        ),
        1,
    )
]

TOOLS = _cells(
    "tool",
    ("", f"uv tool install {X}"),
    (f"uv tool install -q {X}", f"uv tool install {X}"),
    (f"uv tool install -q {X}", f"uv tool install --force {X}"),
    ("", f"uv tool install {X}@1.0"),
    ("", "uv tool install 'foo bar'"),
    ("", "uv tool install"),
    ("", "uv tool install python"),
    ("", f"uv tool install --system {X}"),
    ("", f"uv tool install -p 3.12 {X}"),
    ("", f"uv tool install --from {X} foo"),
    ("", f"uv tool uninstall {X}"),
    (f"uv tool install -q {X}", f"uv tool uninstall {X}"),
    ("", f"uv tool upgrade {X}"),
    ("", "uv tool list"),
    ("", f"uv tool run {X}"),
    ("", f"uvx {X}"),
    ("", "uvx"),
    ("", f"uvx --nosuch {X}"),
    ("", "uv venv"),
    (f"{VENV} .venv", "uv venv"),
    (f"{VENV} .venv", "uv venv --clear"),
    (f"{VENV} .venv", "uv venv --allow-existing"),
    ("mkdir .venv", "uv venv"),
    ("mkdir .venv; touch .venv/x", "uv venv"),
    ("touch .venv", "uv venv"),
    ("", "uv venv -p 3.12"),
    ("", "uv venv -p python"),
    ("", "uv venv a b"),
    ("", "uv venv /opt/v"),
) + _with(
    "tool-variable",
    ("UV_TOOL_DIR", "/w/t", f"uv tool install {X}"),
    ("XDG_DATA_HOME", "/w/d", f"uv tool install {X}"),
    ("UV_TOOL_DIR", "/opt/t", f"uv tool install {X}"),
    user="alice",
)

ROOT = [
    *(*SYSTEM, *ELSEWHERE, *OPTIONS, *VENVS, *ACTIVE, *ACTIVE_TWICE, *VARIABLES, *CONFIGURATION),
    *(*CONFIGURATION_ELSEWHERE, *PROJECTS, *TOOLS),
]
_BY_ALICE = ("system-", "elsewhere-", "venv-", "tool-", "project-", "active-", "variable-", "config-")


def _as_alice(cell: UvCell) -> UvCell:
    return cell._replace(name=f"{cell.name}-alice", user="alice")


_ALICE = [
    _as_alice(cell)
    for cell in ROOT
    if cell.user == "root" and cell.name.startswith(_BY_ALICE) and "pip install -q --system" not in cell.setup
]


def _on(suite: str, minor: str, cell: UvCell) -> UvCell:
    argv, setup, prepare = (text.replace("3.11", minor) for text in (cell.argv, cell.setup, cell.prepare))
    return cell._replace(name=f"{cell.name}-{suite}", suite=suite, argv=argv, setup=setup, prepare=prepare)


_ON_BOOKWORM = (*ROOT, *MARKERS, *_ALICE)
CELLS: tuple[UvCell, ...] = (
    *_ON_BOOKWORM,
    *(_on("trixie", "3.13", cell) for cell in _ON_BOOKWORM[::3]),
    *(_on("sid", "3.14", cell) for cell in _ON_BOOKWORM[1::8]),
    *(_on("bullseye", "3.9", cell) for cell in _ON_BOOKWORM[2::8]),
)
