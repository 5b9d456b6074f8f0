"""Cells of uv drawn by lot, always the same ones: what nobody thought of when the others were written."""

from __future__ import annotations

import random

from tests.matrix.uv_cells import VENV, UvCell

MINORS = {"bookworm": "3.11", "trixie": "3.13", "sid": "3.14", "bullseye": "3.9"}
X = "pep668demo"
NEAR = (
    "",
    "",
    f"{VENV} .venv",
    "uv venv -q",
    f"{VENV} --system-site-packages .venv",
    f"{VENV} .venv; rm .venv/pyvenv.cfg",
    f"{VENV} .venv; rm .venv/bin/python",
    f"{VENV} .venv; rm .venv/bin/python*",
    f"{VENV} .venv; rm .venv/bin/python3",
    "mkdir .venv",
    "touch .venv",
    f"{VENV} real; printf real >.venv",
    f"{VENV} .venv; UV_OFFLINE=1 UV_FIND_LINKS=/links uv pip install -q {X}==1.0",
)
ACTIVE = ("", "", f"{VENV} v", f"{VENV} v; rm v/bin/python*", f"{VENV} v; rm v/pyvenv.cfg", "mkdir -p v/bin")
FILES = (
    "",
    "",
    "",
    r"printf '[pip]\nsystem = true\n' >uv.toml",
    r"printf '[pip]\nbreak-system-packages = true\n' >uv.toml",
    r"printf '[pip]\nsystem = true\nbreak-system-packages = true\n' >uv.toml",
    r"printf '[tool.uv.pip]\nbreak-system-packages = true\n' >pyproject.toml",
    r"printf '[pip]\ntarget = \"t\"\n' >uv.toml",
    r"printf '[pip]\nprefix = \"/w/p\"\n' >uv.toml",
    r"printf '[pip]\npython = \"MINOR\"\n' >uv.toml",
    r"printf 'python-preference = \"only-managed\"\n' >uv.toml",
    r"printf '[pip]\nnosuch = 1\n' >uv.toml",
    r"mkdir -p ~/.config/uv; printf '[pip]\nsystem = true\n' >~/.config/uv/uv.toml",
    "echo 3.99 >.python-version",
    r"printf '[project]\nname = \"a\"\nversion = \"1\"\nrequires-python = \">=3.9\"\n' >pyproject.toml",
    r"printf '[project]\nname = \"a\"\nversion = \"1\"\ndependencies = [\"pep668demo\"]\n' >pyproject.toml",
    r"printf '[project]\nname = \"a\"\nversion = \"1\"\nrequires-python = \">=3.99\"\n' >pyproject.toml",
)
REQUIREMENTS = (
    f"echo {X} >r.txt",
    ": >r.txt",
    "echo '# nothing' >r.txt",
    f"echo '{X}==1.0' >r.txt",
    "echo '-r nosuch.txt' >r.txt",
    "echo 'foo bar' >r.txt",
)
MARKERS = (
    *("", "", "", ""),
    "rm -f MARKER",
    "rm -f MARKER; mkdir MARKER",
    ": >MARKER",
    r"printf '[externally-managed]\nError=\351\n' >MARKER",
    "chmod 0 MARKER",
    r"printf '[externally-managed]\nerror=x\n' >MARKER",
)
VARIABLES = (
    *(("VIRTUAL_ENV", "/w/v"), ("VIRTUAL_ENV", "/w/v"), ("VIRTUAL_ENV", "/nosuch"), ("VIRTUAL_ENV", "/usr")),
    *(("CONDA_PREFIX", "/usr"), ("CONDA_PREFIX", "/w/v"), ("CONDA_DEFAULT_ENV", "base"), ("CI", "1")),
    *(("UV_SYSTEM_PYTHON", "1"), ("UV_SYSTEM_PYTHON", "false"), ("UV_BREAK_SYSTEM_PACKAGES", "on")),
    *(
        ("UV_PYTHON", "MINOR"),
        ("UV_PYTHON", "/usr/bin/python3"),
        ("UV_PYTHON", "3.99"),
        ("UV_NO_CONFIG", "1"),
    ),
    *(("UV_PROJECT_ENVIRONMENT", "/w/e"), ("UV_PROJECT_ENVIRONMENT", "/usr"), ("UV_TOOL_DIR", "/w/tools")),
    *(
        ("PATH", "/w/v/bin:/usr/local/bin:/usr/bin:/bin"),
        ("XDG_CONFIG_HOME", "/w"),
        ("XDG_DATA_HOME", "/w/data"),
    ),
    *(("UV_MANAGED_PYTHON", "1"), ("UV_COMPILE_BYTECODE", "x"), ("UV_CONFIG_FILE", "/w/uv.toml")),
)
PIP_OPTIONS = (
    *(
        "--system",
        "--system",
        "--system",
        "--break-system-packages",
        "--break-system-packages",
        "--no-system",
    ),
    *("--python MINOR", "--python /usr/bin/python3", "--python v", "-p python3", "-p nosuch", "-p '>=3.99'"),
    *(
        "--target t",
        "-t /opt/t",
        "--prefix p",
        "--prefix /usr/local",
        "--target /usr/local/lib/pythonMINOR/dist-packages",
    ),
    *(
        "--dry-run",
        "-q",
        "-U",
        "--no-deps",
        "--reinstall",
        "--exact",
        "--strict",
        "--no-config",
        "--user",
        "--nosuch",
    ),
    *(
        "--directory v",
        "--directory nosuch",
        "--project v",
        "--link-mode copy",
        "-c r.txt",
        "--require-hashes",
    ),
)
OPERANDS = (
    X,
    X,
    X,
    f"{X}==1.0",
    f"'{X}>=1'",
    "pep668needs",
    "-r r.txt",
    "-r nosuch.txt",
    "./nosuch",
    "'a b'",
    "",
)
LINES = (
    *(
        "uv sync",
        "uv sync --frozen",
        "uv sync --active",
        f"uv add {X}",
        f"uv remove {X}",
        "uv add -r r.txt",
        "uv lock",
    ),
    *(
        "uv venv",
        "uv venv --clear",
        "uv venv -p MINOR",
        "uv venv -p 3.99",
        "uv venv v",
        "uv venv --no-project",
    ),
    *(f"uv tool install {X}", f"uv tool install -p MINOR {X}", f"uvx {X}", f"uv run --with {X} python3 -V"),
    *(
        "uv run python3 -V",
        f"uv tool upgrade {X}",
        "uv pip list",
        "uv pip freeze --system",
        "uv pip show pep668demo",
    ),
    *("uv pip tree --python v", "uv pip compile r.txt", "uv pip check", "uv pip list --target t"),
)


def draw(count: int, seed: int) -> tuple[UvCell, ...]:
    """So many cells."""
    lot = random.Random(seed)
    return tuple(_cell(lot, f"lot-{seed}-{number}") for number in range(count))


def _cell(lot: random.Random, name: str) -> UvCell:
    suite = lot.choice(("bookworm", "bookworm", "bookworm", "trixie", "trixie", "trixie", "sid", "bullseye"))
    minor = MINORS[suite]
    marker = f"/usr/lib/python{minor}/EXTERNALLY-MANAGED"
    setup = "; ".join(
        filter(None, (lot.choice(NEAR), lot.choice(ACTIVE), lot.choice(FILES), lot.choice(REQUIREMENTS)))
    )
    environment = dict(lot.choice(VARIABLES) for _ in range(lot.choice((0, 0, 1, 1, 2))))
    prepare = lot.choice(MARKERS) if suite != "bullseye" else ""
    return UvCell(
        name,
        _line(lot).replace("MINOR", minor),
        setup.replace("MINOR", minor),
        prepare.replace("MARKER", marker),
        tuple((key, value.replace("MINOR", minor)) for key, value in environment.items()),
        user=lot.choice(("root", "alice")),
        suite=suite,
    )


def _line(lot: random.Random) -> str:
    kind = lot.random()
    if kind > 0.75:
        return lot.choice(LINES)
    options = " ".join(lot.choice(PIP_OPTIONS) for _ in range(lot.choice((0, 1, 1, 2, 2, 3))))
    if kind > 0.65:
        return f"uv pip uninstall {options} {lot.choice((X, X, '-r r.txt', 'six'))}"
    if kind > 0.58:
        return f"uv pip sync {options} r.txt"
    return f"uv pip install {options} {lot.choice(OPERANDS)}"


LOTS = draw(300, 1)
