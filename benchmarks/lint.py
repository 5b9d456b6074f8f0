"""Lint against its peers: ``python3 benchmarks/lint.py TREE [--rounds N] [--save FILE]`` from a checkout that has run once.

TREE is any directory of repositories (unpacked sources). Corpora are made of it below a temporary directory: 2,000 of its files
that lint knows, its Dockerfiles, and those of them that have to do with an installer; the tree itself stays where it is. Peers
are those of ripgrep, ast-grep, semgrep, shellcheck, hadolint and ansible-lint that are on PATH, and a Python scan with one
regular expression.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from paired import Series, Timed, in_turn

ROOT = Path(__file__).resolve().parents[1]
SCAN = """
import os, re, sys
found = re.compile(rb"pip[23]?(?:\\\\.\\\\d+)? install|--break-system-packages|EXTERNALLY-MANAGED")
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        path = os.path.join(folder, name)
        if os.path.isfile(path) and not os.path.islink(path):
            with open(path, "rb") as file:
                data = file.read()
            for one in found.finditer(data):
                print(f"{path}:{data.count(bytes([10]), 0, one.start()) + 1}: {one[0].decode()}")
"""
PATTERN = "pip[23]?(\\\\.\\\\d+)? install|--break-system-packages|EXTERNALLY-MANAGED"
RULE = """\
rules:
  - id: bare-pip
    languages: [generic]
    severity: WARNING
    message: pip
    pattern: pip install ...
"""
MANY = 2_000
MEASURES = ("clock", "processor")
CONCERNED = "Dockerfiles with an installer"


def main() -> None:
    options = argparse.ArgumentParser(description="Measure lint and its peers.")
    options.add_argument("tree", type=Path)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--save", type=Path, help="write the raw data there, beside that of other corpora")
    options.add_argument("--only", default="", help="one corpus alone: tree, 2,000 files, Dockerfiles …")
    options.add_argument("--pipwise", default=f"{ROOT}/pipwise", help="how pipwise is called")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="pipwise-bench-") as folder:
        corpora = made(given.tree.resolve(), Path(folder))
        corpora = {name: place for name, place in corpora.items() if given.only in ("", name)}
        found = {
            name: measured(list(peers(name, place, Path(folder), given.pipwise)), given.rounds)
            for name, place in corpora.items()
        }
        document = {
            "files": {name: sum(1 for _ in files(place)) for name, place in corpora.items()},
            "runs": found,
        }
    print("\n".join((*lines(document), "", *bars(document))))
    if given.save:
        if given.save.exists():
            before = json.loads(given.save.read_text())
            document = {part: {**before[part], **document[part]} for part in document}
        given.save.write_text(json.dumps(document, indent=1) + "\n")


def files(place: Path) -> Iterator[Path]:
    for folder, _, names in os.walk(place):
        for name in sorted(names):
            path = Path(folder, name)
            if path.is_file() and not path.is_symlink():
                yield path


def made(tree: Path, folder: Path) -> dict[str, Path]:
    """The tree, every so many of its files that lint knows, and its Dockerfiles."""
    sys.path.insert(0, str(ROOT / "src"))
    from pipwise.lint.kinds import kind_of
    from pipwise.lint.worth import worth_it

    known = [(path, kind) for path in files(tree) if (kind := kind_of(str(path.relative_to(tree)), b""))]
    step = max(1, len(known) // MANY)
    some, docker, concerned = folder / "some", folder / "dockerfiles", folder / "concerned"
    some.mkdir()
    for number, (path, kind) in enumerate(known):
        if number % step == 0 and number // step < MANY:
            place = some / path.relative_to(tree)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
        if kind.name == "dockerfile":
            for below in (docker, concerned) if worth_it(path.read_bytes()) else (docker,):
                place = below / str(number)
                place.mkdir(parents=True)
                shutil.copyfile(path, place / "Dockerfile")
    corpora = {"tree": tree, "2,000 files": some, "Dockerfiles": docker, CONCERNED: concerned}
    return {name: place for name, place in corpora.items() if place.is_dir()}


def measured(commands: list[Timed], rounds: int) -> dict[str, list[list[float]]]:
    series = in_turn(commands, rounds)
    return {one: [list(sample) for sample in samples] for one, samples in series.samples.items()}


def peers(name: str, place: Path, folder: Path, pipwise: str) -> Iterator[Timed]:
    """Whatever can be run on that corpus; findings are no failure."""
    python = ROOT / ".pipwise/run/bin/python"
    scan, rule = folder / "scan.py", folder / "rule.yml"
    scan.write_text(SCAN)
    rule.write_text(RULE)
    lines = {
        "pipwise lint": f"{pipwise} lint {place}",
        "one regular expression": f"{python if python.exists() else 'python3'} {scan} {place}",
    }
    if name.startswith("Dockerfiles"):
        lines["hadolint"] = f"find {place} -name Dockerfile -exec hadolint --no-fail {{}} +"
    else:
        lines["rg"] = f"rg -n --no-messages -e '{PATTERN}' {place}"
    if name == "2,000 files":
        lines["ast-grep"] = f"ast-grep run -l bash -p 'pip install $$$A' {place}"
        lines["semgrep"] = f"semgrep scan --metrics off --disable-version-check -q -j 2 -c {rule} {place}"
        lines["shellcheck"] = f"find {place} -name '*.sh' -exec shellcheck -f gcc {{}} +"
        lines["ansible-lint"] = (
            f"cd {place} && ansible-lint --offline -q --nocolor $(find . -path '*tasks*.yml' | head -50)"
        )
    for one, line in lines.items():
        if one in ("pipwise lint", "one regular expression") or shutil.which(one):
            yield Timed(
                one,
                ("/bin/sh", "-c", f"{line} >/dev/null 2>&1; true"),
                {"PYTHONDONTWRITEBYTECODE": ""},
                str(folder),
            )


def lines(document: dict[str, dict[str, object]]) -> Iterator[str]:
    """A table in Markdown: medians, and ratios to lint round by round."""
    from paired import Sample

    yield from (
        "| corpus | files | command | clock, s | processor, s | memory, MiB | clock, in lint's | processor, in lint's | rounds |",
        "|---|---|---|---|---|---|---|---|---|",
    )
    for name, runs in document["runs"].items():
        assert isinstance(runs, dict)
        series = Series({one: [Sample(*sample) for sample in samples] for one, samples in runs.items()})
        for one, samples in series.samples.items():
            clock, processor = series.median(one), series.median(one, "processor")
            ratios = (series.ratio(one, "pipwise lint", measure) for measure in MEASURES)
            memory = max(sample.memory for sample in samples) / 1_024
            yield (
                f"| {name} | {document['files'][name]} | `{one}` | {clock:.2f} | {processor:.2f} | {memory:.0f} "
                f"| {' | '.join(f'{ratio:.2f}' for ratio in ratios)} | {len(samples)} |"
            )


def bars(document: dict[str, dict[str, object]]) -> Iterator[str]:
    """What lint was to reach, and what it reached in these rounds."""
    from paired import Sample

    yield from ("| bar | asked | clock | processor |", "|---|---|---|---|")
    for name, runs in document["runs"].items():
        assert isinstance(runs, dict)
        series = Series({one: [Sample(*sample) for sample in samples] for one, samples in runs.items()})
        files = document["files"][name]
        assert isinstance(files, int)
        if name == "tree":
            speed = [files / series.median("pipwise lint", measure) for measure in MEASURES]
            yield _bar(f"files of the {name} a second", "5,000 or more", speed, "{:,.0f}")
            scan = [series.ratio("pipwise lint", "one regular expression", measure) for measure in MEASURES]
            yield _bar(f"{name}: lint, in the scan's", "2 or less", scan)
            most = max(sample.memory for sample in series.samples["pipwise lint"]) / 1_024
            yield f"| {name}: memory, MiB | under 100 | {most:.0f} | |"
        elif "hadolint" in runs:
            times = [series.ratio("hadolint", "pipwise lint", measure) for measure in MEASURES]
            yield _bar(f"{name}: hadolint, in lint's", "50 or more", times)


def _bar(name: str, asked: str, values: list[float], shape: str = "{:.1f}") -> str:
    return f"| {name} | {asked} | {' | '.join(map(shape.format, values))} |"


if __name__ == "__main__":
    main()
