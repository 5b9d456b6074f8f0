"""Asks the real parsers of many pips what they make of odd command lines and settings; keeps it in recorded/pip_parsers.json.

``python -m tests.matrix.pip_parsers --cache DIR --python PATH``: DIR is the one of scripts/pip_option_table.py. Needs no rig.
"""

from __future__ import annotations

import argparse
import configparser
import json
import os
import random
import subprocess
import sys
import tempfile
from typing import Any

from pipwise.intent.pip_options import COMMANDS, OPTIONS

HERE = os.path.dirname(os.path.abspath(__file__))
RECORDED = os.path.join(HERE, "recorded", "pip_parsers.json")
VERSIONS = ("20.3.4", "22.3.1", "23.0", "23.0.1", "24.0", "25.1.1", "25.2", "25.3", "26.0", "26.2.1", "26.3")

# Runs inside a foreign Python with one unpacked pip: how it ends, or what it has understood.
ASK = r"""
import contextlib, io, json, os, sys, warnings
place, root = sys.argv[1:3]
sys.path.insert(0, place)
warnings.simplefilter("ignore")
from pip._internal.cli.main_parser import parse_command
from pip._internal.commands import create_command
from pip._internal.exceptions import PipError
import pip._internal.configuration
# Not the configuration of the machine that records.
pip._internal.configuration.appdirs.site_config_dirs = lambda name: [root + "/xdg/pip"]
BASE = {"HOME": root + "/home", "XDG_CONFIG_DIRS": root + "/xdg", "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
def plain(value):
    return value if isinstance(value, (type(None), bool, int, float, str)) else \
        [plain(one) for one in value] if isinstance(value, (list, tuple)) else "?"
def answer(arguments):
    try:
        try:
            name, rest = parse_command(list(arguments))
        except PipError:
            return {"exit": 1}
        options, operands = create_command(name, isolated="--isolated" in rest).parse_args(rest)
    except SystemExit as end:
        return {"exit": end.code or 0}
    except BaseException:
        return {"exit": 1}
    return {"command": name, "operands": operands, "options": {key: plain(value) for key, value in vars(options).items()}}
said = []
for case in json.load(sys.stdin):
    os.environ.clear()
    os.environ.update(BASE)
    os.environ.update(case["environment"])
    for path, text in ((root + "/xdg/pip", case["global"]), (root + "/home/.config/pip", case["user"])):
        os.makedirs(path, exist_ok=True)
        with open(path + "/pip.conf", "w") as file:
            file.write(text)
    sys.argv = ["pip"] + case["arguments"]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        said.append(answer(case["arguments"]))
sys.stdout.write("\n" + json.dumps(said))
"""
_SHARED = ("dependency_groups", "format_control", "release_control", "refresh_package", "config_settings")
_ALL = sorted({name for row in OPTIONS for name in row[0]})
_INSTALL = sorted(
    {name for row, _, _ in (*COMMANDS["install"], *COMMANDS["general"]) for name in OPTIONS[row][0]}
)
_VALUES = (
    *(
        "1",
        "0",
        "x",
        "",
        "3.7",
        "all",
        "auto",
        "eager",
        ":all:",
        "-x",
        "KEY=VAL",
        "dev",
        "yes",
        "maybe",
        "0x10",
        "1e3",
        "i",
        "w",
    ),
    *(
        "pyproject.toml:dev",
        "a/pylock.toml:x",
        "2024-01-01",
        "P3D",
        "fast-deps",
        "legacy-resolver",
        "foo,bar",
        ":none:",
        "/tmp/x",
    ),
    *("i w", "json", "sha256", "warn", "disabled", "raw", "off"),
)
_COMMANDS = (
    ("install",) * 6
    + tuple(name for name in COMMANDS if name not in ("general", "main"))
    + ("instal", "nonsense")
)
_BEFORE = (
    "-q",
    "--isolated",
    "--no-input",
    "-v",
    "--isol",
    "--timeout=3",
    "--require-venv",
    "--no-color",
    "--",
    "--disable",
)


def cases(count: int, seed: int) -> list[dict[str, Any]]:
    """Command lines with configuration and environment, the same ones for the same seed."""
    dice = random.Random(seed)
    return [_case(dice) for _ in range(count)]


def _case(dice: random.Random) -> dict[str, Any]:
    arguments = [dice.choice(_BEFORE) for _ in range(dice.choice((0, 0, 0, 1, 2)))]
    if dice.random() < 0.97:
        arguments.append(dice.choice(_COMMANDS))
    for _ in range(dice.choice((0, 0, 1, 1, 2, 3))):
        arguments += _word(dice)
    if dice.random() < 0.1:
        arguments.insert(
            dice.randint(0, len(arguments)),
            dice.choice(("--help", "-h", "-V", "--version", "--", "--isolated")),
        )
    names = [_key(dice) for _ in range(dice.choice((0, 0, 0, 1, 1, 2)))]
    environment = {
        f"PIP_{name.replace('-', '_').upper()}": dice.choice(_VALUES) for name in names if name != "python"
    }
    return {"arguments": arguments, "environment": environment, "global": _file(dice), "user": _file(dice)}


def _word(dice: random.Random) -> list[str]:
    if dice.random() < 0.25:
        return [dice.choice(("six", "./x", "-", "", "a==1", "install", "help"))]
    name = dice.choice(_INSTALL if dice.random() < 0.7 else _ALL)
    if not name.startswith("--"):
        tail = (
            dice.choice(("q", "U", "r", "v", "I", "", "qq", "rfile", "efoo", "y"))
            if dice.random() < 0.4
            else ""
        )
        return [name + tail, *([dice.choice(_VALUES)] if dice.random() < 0.4 else [])]
    if dice.random() < 0.4:
        name = name[: dice.randint(3, len(name))]
    if dice.random() < 0.35:
        return [f"{name}={dice.choice(_VALUES)}"]
    return [name, *([dice.choice(_VALUES)] if dice.random() < 0.5 else [])]


def _key(dice: random.Random) -> str:
    names = _INSTALL if dice.random() < 0.8 else _ALL
    return dice.choice([name for name in names if name.startswith("--")])[2:]


def _file(dice: random.Random) -> str:
    if dice.random() < 0.7:
        return ""
    lines: list[str] = []
    for section in dice.sample(("global", "install", "list", "uninstall", "Install"), dice.randint(1, 2)):
        lines.append(f"[{section}]")
        for key in sorted({_key(dice) for _ in range(dice.randint(1, 3))} - {"python"}):
            spelt = key if dice.random() < 0.7 else key.replace("-", "_")
            lines.append(f"{spelt} = {dice.choice(_VALUES)}")
    text = "\n".join(lines) + "\n"
    configparser.RawConfigParser().read_string(text)
    return text


def ask(python: str, place: str, wanted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What one release says to all cases."""
    with tempfile.TemporaryDirectory() as root:
        said = subprocess.run(
            [python, "-B", "-I", "-c", ASK, place, root],
            input=json.dumps(wanted),
            capture_output=True,
            text=True,
            check=True,
        )
    answers: list[dict[str, Any]] = json.loads(said.stdout.splitlines()[-1])
    return answers


def main() -> int:
    """Ask all releases and keep what they say, the same answers together."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", required=True)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=668)
    options = parser.parse_args()
    wanted = cases(options.count, options.seed)
    words = [["help", "install"], *([name] for name in dict.fromkeys(_COMMANDS))]
    defaults = [{"arguments": one, "environment": {}, "global": "", "user": ""} for one in words]
    for case in wanted:
        case["answers"] = []
    for version in VERSIONS:
        place = os.path.join(options.cache, version)
        said = ask(options.python, place, [*wanted, *defaults])
        plain = {one["command"]: one["options"] for one in said[len(wanted) :] if "command" in one}
        for case, answer in zip(wanted, said, strict=False):
            if "command" in answer:
                usual = plain.get(answer["command"], {})
                # Lists and objects that pip shares between parsers of one process carry over from case to case.
                answer["options"] = {
                    key: value
                    for key, value in answer["options"].items()
                    if usual.get(key) != value and key not in _SHARED
                }
            same = next((entry for entry in case["answers"] if entry["answer"] == answer), None)
            if same is None:
                case["answers"].append({"versions": [version], "answer": answer})
            else:
                same["versions"].append(version)
    with open(RECORDED, "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join(json.dumps(case) for case in wanted) + "\n]\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
