"""The parser agrees with the parsers of eleven pips about odd command lines and settings (recorded from them)."""

from __future__ import annotations

import configparser
import json
from pathlib import Path
from typing import Any

import pytest

from pipwise.intent.pip_arguments import PipArguments, parse
from pipwise.model.facts import Setting, Settings

CASES = json.loads(
    (Path(__file__).parents[2] / "matrix/recorded/pip_parsers.json").read_text(encoding="utf-8")
)
_COMPUTED = {"src_dir", "python_version", "uploaded_prior_to", "excludes", "cache_dir"}


def settings_of(case: dict[str, Any]) -> Settings:
    values = []
    for level in ("global", "user"):
        parser = configparser.RawConfigParser()
        parser.read_string(case[level])
        values += [
            Setting(section, key.replace("_", "-"), value, level, level)
            for section in parser.sections()
            for key, value in parser.items(section)
        ]
    values += [
        Setting(":env:", name[4:].lower().replace("_", "-"), value, name, "env_var")
        for name, value in case["environment"].items()
        if name not in ("PIP_VERSION", "PIP_HELP")
    ]
    return Settings(tuple(values))


def ends(parsed: PipArguments) -> dict[str, Any]:
    if parsed.problem and parsed.problem.code != "python-option-misplaced":
        return {"exit": parsed.problem.exit_status}
    return {"command": parsed.command, "operands": list(parsed.operands)}


@pytest.mark.parametrize("place", range(len(CASES)))
def test_a_command_line_means_what_the_real_parser_makes_of_it(place: int) -> None:
    case = CASES[place]
    for entry in case["answers"]:
        for version in entry["versions"]:
            parsed = parse(tuple(case["arguments"]), version, settings_of(case))
            if parsed.python:
                continue
            answer = {key: value for key, value in entry["answer"].items() if key != "options"}
            assert ends(parsed) == answer, version
            for name, value in entry["answer"].get("options", {}).items():
                assert said(parsed, name, value), (version, name, value, parsed.effective)


def said(parsed: PipArguments, name: str, value: Any) -> bool:
    """Whether an option has the value that pip gave it; what pip leaves at its default is not recorded."""
    if name in _COMPUTED or value == "?":
        return True
    own = parsed.effective.get(name)
    if isinstance(own, tuple):
        return bool(list(own) == value)
    if isinstance(value, int | float) and isinstance(own, str):
        return bool(float(int(own, 0) if own[:2] in ("0x", "0b") else float(own)) == value)
    return bool(own == value)
