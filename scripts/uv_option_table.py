"""Measures the option tables of real uvs and writes src/pipwise/intent/uv_table.py.

For each version: ``--help`` of each command, and what uv says when it is given a spelling, a value, an option twice or two
options at once. Takes about three minutes a version; ``--measured FILE`` keeps the answers and measures only what is missing.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import string
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from typing import NamedTuple

VERSIONS = (
    *("0.1.45", "0.2.37", "0.3.5", "0.4.30", "0.5.31", "0.6.17", "0.7.22"),
    *("0.8.24", "0.9.30", "0.10.12", "0.11.33", "0.12.24", "0.13.9"),
)
COMMANDS = (
    *(
        "",
        "pip",
        "pip install",
        "pip sync",
        "pip uninstall",
        "pip list",
        "pip freeze",
        "pip check",
        "pip compile",
    ),
    *(
        "pip tree",
        "pip show",
        "tool",
        "tool install",
        "tool upgrade",
        "tool uninstall",
        "tool run",
        "tool list",
    ),
    *("venv", "add", "sync", "remove", "run", "lock"),
)
_HIDDEN = """
no-system requirement constraint override exclude build-constraint disable-pip-version-check config-settings deps
inexact no-exact no-strict no-all-extras build refresh no-refresh no-upgrade no-reinstall index no-offline no-no-index
native-tls no-native-tls no-color preview no-preview preview-features isolated show-settings no-cache-dir
python-preference python-fetch python-downloads no-python-downloads allow-python-downloads trusted-host
no-compile-bytecode compile no-compile no-pre pre resolver max-rounds client-cert emit-trusted-host config
emit-options pip-args ask python-executable user allow-unsafe no-allow-unsafe reuse-hashes yes no-seed no-pip
no-setuptools no-wheel no-annotate unsafe-package with-editable with-requirements from upgrade-package force editable
dev optional group raw raw-sources bounds tag rev branch lfs extra extras workspace no-workspace package all-packages
script active no-active no-binary no-binary-package no-build-package only-binary legacy-setup-py link-mode
keyring-provider verify-hashes no-verify-hashes require-hashes no-require-hashes managed-python no-managed-python
no-python-preference installer-metadata no-installer-metadata cert directory project working-directory verbose quiet
require-build-hashes no-editable no-editable-package output-file
"""
"""Spellings that some version takes without showing them in its help; each is tried everywhere."""
PANEL = (
    "",
    "x y",
    "a",
    "!!",
    "1",
    "3.12",
    "true",
    "https://e.x/",
    "2024-01-01",
    "a=b",
    "a:b=c",
    "p>=1",
    ":all:",
    "auto",
)
KINDS = {
    "any": set(PANEL),
    "path": set(PANEL) - {""},
    "name": {"", "a", "1", "3.12", "true", "2024-01-01", "auto"},
    "select": {"", "a", "1", "3.12", "true", "2024-01-01", ":all:", "auto"},
    "url": {"", "https://e.x/", "a:b=c"},
    "date": {"2024-01-01"},
    "pair": {"a=b", "a:b=c", "p>=1"},
    "package-pair": {"a:b=c"},
    "requirement": {"a", "1", "3.12", "true", "2024-01-01", "p>=1", "auto"},
    "integer": {"1"},
    "version": {"3.12"},
}
OPTION = re.compile(r"^\s{2,8}(?:(-\w), )?--([\w-]+)", re.MULTILINE)
VARIABLE = re.compile(r"\[env: `?(\w+)`?=?\]")
"""Not what stands in quotes with a value, such as "UV_PYTHON_DOWNLOADS=never"."""


class Uv(NamedTuple):
    """One uv, run where it can do nothing: without a cache, a home or a PATH."""

    path: str
    directory: str

    def say(self, command: str, *words: str) -> str:
        """The first line of what it complains about."""
        return self.run(command, *words).stderr.partition("\n")[0]

    def run(self, command: str, *words: str) -> subprocess.CompletedProcess[str]:
        """One run; the timeout is for versions that look for something on the network."""
        environment = {"PATH": "/nonexistent", "HOME": self.directory, "COLUMNS": "1000", "NO_COLOR": "1"}
        environment |= {"UV_HTTP_TIMEOUT": "x", "UV_CACHE_DIR": "/dev/null/x"}
        return subprocess.run(
            [self.path, *command.split(), *words],
            cwd=self.directory,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=60,
            check=False,
        )


class Spelling(NamedTuple):
    """One ``--long`` spelling in one command of one version."""

    name: str
    kind: str
    many: bool
    variable: str


class Command(NamedTuple):
    """One command of one version: its spellings, short letters, operands, and options that exclude one another."""

    usage: str
    spellings: dict[str, Spelling]
    letters: dict[str, str]
    operands: list[str]
    conflicts: list[tuple[str, str]]


def spelling(uv: Uv, command: str, name: str, variables: dict[str, str]) -> Spelling | None:
    """What uv makes of a long option, or None where it has no such one."""
    said = uv.say(command, f"--{name}=@@", "--zzqq")
    if f"unexpected argument '--{name}'" in said or "unrecognized subcommand" in said:
        return None
    flag = re.search(r"unexpected value '@@' for '--([\w-]+)(\.\.\.)?", said)
    if flag:
        twice = uv.say(command, f"--{name}", f"--{name}", "-q", "--zzqq")
        once = "cannot be used multiple times" in twice
        return Spelling(flag[1], "count" if flag[2] else "flag", not once, variables.get(flag[1], ""))
    missing = re.search(r"a value is required for '--([\w-]+)", uv.say(command, f"--{name}"))
    canonical = missing[1] if missing else name
    kind, good = _kind(uv, command, name)
    twice = uv.say(command, f"--{name}={good}", f"--{name}={good}", "-q", "--zzqq")
    return Spelling(canonical, kind, "multiple times" not in twice, variables.get(canonical, ""))


def _kind(uv: Uv, command: str, name: str) -> tuple[str, str]:
    """The kind of value, from what is taken out of a panel of samples, and a sample that is taken."""
    values = re.search(r"\[possible values: ([^\]]*)\]", uv.run(command, f"--{name}=@@", "--zzqq").stderr)
    if values:
        words = values[1].split(", ")
        return "enum:" + ",".join(words), words[0]
    taken = {value for value in PANEL if "--zzqq" in uv.say(command, f"--{name}={value}", "-q", "--zzqq")}
    good = next((value for value in PANEL if value in taken and value), "a")
    return next((kind for kind, wanted in KINDS.items() if wanted == taken), "any"), good


def letter(uv: Uv, command: str, sign: str) -> str:
    """The long name behind a short option, or ''."""
    if f"unexpected argument '-{sign}'" in uv.say(command, f"-{sign}", "--zzqq"):
        return ""
    for said in (uv.say(command, f"-{sign}"), uv.say(command, f"-{sign}", f"-{sign}", "-q", "--zzqq")):
        found = re.search(r"'--([\w-]+)[^']*' (?:but none|cannot be used multiple)", said)
        if found:
            return found[1]
    return {"q": "quiet", "v": "verbose", "h": "help", "V": "version"}.get(sign, "")


def conflicts(uv: Uv, command: str, spellings: dict[str, Spelling]) -> list[tuple[str, str]]:
    """Pairs of options that clap does not take together."""
    samples = {
        "url": "https://e.x/",
        "date": "2024-01-01",
        "pair": "a=b",
        "package-pair": "a:b=c",
        "version": "3.12",
    }
    words = {}
    for name, found in spellings.items():
        if found.name != name or name in ("help", "version"):
            continue
        sample = (
            found.kind[5:].split(",")[0] if found.kind.startswith("enum:") else samples.get(found.kind, "1")
        )
        words[name] = f"--{name}" if found.kind in ("flag", "count") else f"--{name}={sample}"

    def clash(pair: tuple[str, str]) -> bool:
        return "cannot be used with" in uv.say(command, words[pair[0]], words[pair[1]])

    alone = [("*", name) for name in words if "cannot be used with" in uv.say(command, words[name], "x")]
    pairs = list(combinations(sorted(words), 2))
    with ThreadPoolExecutor(2) as pool:
        return alone + [pair for pair, bad in zip(pairs, pool.map(clash, pairs), strict=True) if bad]


def measure(
    uv: Uv, command: str, names: Iterable[str], known: list[tuple[str, str]] | None
) -> Command | None:
    """Everything about one command, or None where this version has none of that name."""
    text = uv.run(command, "--help").stdout
    usage = re.search(r"^Usage: (.*)$", text, re.MULTILINE)
    if usage is None or not usage[1].startswith(f"uv {command}".strip()):
        return None
    variables = dict(_variables(text))
    names = sorted({*names, *variables})
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda name: spelling(uv, command, name, variables), names)
        spellings = {name: one for name, one in zip(names, found, strict=True) if one}
        letters = {sign: letter(uv, command, sign) for sign in string.ascii_letters}
    block = re.search(r"^Arguments:\n((?: .*\n|\n)*)", text, re.MULTILINE)
    operands = re.findall(r"^  (\S+)", block[1], re.MULTILINE) if block else []
    own = {
        name: one for name, one in spellings.items() if known is None or any(name in pair for pair in known)
    }
    pairs = conflicts(uv, command, own)
    return Command(
        usage[1], spellings, {sign: name for sign, name in letters.items() if name}, operands, pairs
    )


def _variables(text: str) -> list[tuple[str, str]]:
    found = list(OPTION.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)] * bool(found)
    pairs = []
    for match, end in zip(found, ends, strict=True):
        variable = VARIABLE.search(" ".join(text[match.end() : end].split()))
        pairs.append((match[2], variable[1] if variable else ""))
    return pairs


def fetch(version: str, directory: str) -> str:
    """The binary of one version, from the index that pip is set to."""
    path = os.path.join(directory, version, "uv")
    if not os.path.exists(path):
        wheels = os.path.join(directory, "wheels")
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "-q",
            "--no-deps",
            "--only-binary",
            ":all:",
            "-d",
            wheels,
        ]
        subprocess.run([*command, f"uv=={version}"], check=True)
        wheel = next(name for name in os.listdir(wheels) if name.startswith(f"uv-{version}-"))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with zipfile.ZipFile(os.path.join(wheels, wheel)) as archive:
            member = next(name for name in archive.namelist() if name.endswith("/scripts/uv"))
            with open(path, "wb") as file:
                file.write(archive.read(member))
        os.chmod(path, 0o700)
    return path


def measure_all(kept: dict[str, list[object]], binaries: str, directory: str, save: str) -> None:
    """Measure what is not kept yet: the newest version first, whose conflicts are the ones that are tried in older ones."""
    shown: set[str] = set(_HIDDEN.split())
    for version in VERSIONS:
        uv = Uv(fetch(version, binaries), directory)
        for command in COMMANDS:
            shown |= set(dict(_variables(uv.run(command, "--help").stdout)))
    names = shown | {f"no-{name}" for name in shown if not name.startswith("no-")}
    newest: dict[str, list[tuple[str, str]]] = {}
    for version in reversed(VERSIONS):
        uv = Uv(fetch(version, binaries), directory)
        for command in COMMANDS:
            key = f"{version}|{command}"
            if key not in kept:
                found = measure(uv, command, names, newest.get(command))
                kept[key] = list(found) if found else []
                print(key, len(found.spellings) if found else "-", file=sys.stderr)
            if kept[key]:
                newest.setdefault(command, kept[key][4])  # type: ignore[arg-type]  # what JSON gives back
        if save:
            with open(save, "w", encoding="utf-8") as file:
                json.dump(kept, file)


def main() -> int:
    """Measure, and write the module."""
    from uv_option_module import write_module

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binaries", default=os.path.join(tempfile.gettempdir(), "uv-binaries"))
    parser.add_argument("--measured", default="", help="file that keeps the answers")
    arguments = parser.parse_args()
    kept: dict[str, list[object]] = {}
    if arguments.measured and os.path.exists(arguments.measured):
        with open(arguments.measured, encoding="utf-8") as file:
            kept = json.load(file)
    with tempfile.TemporaryDirectory() as directory:
        measure_all(kept, arguments.binaries, directory, arguments.measured)
    write_module(kept, VERSIONS, COMMANDS)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
