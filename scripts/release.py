"""Builds what a release brings twice, compares, checks and writes it with its sums: ``release.py [--dry-run] [DIRECTORY]``."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from shutil import copytree, which
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "src")]

import build_pyz
import sbom
from pipwise import __version__
from pipwise.errors import PipwiseError, Refused, ToolFailed, UsageError
from release_checks import complaints
from release_statements import statement

WHEELS = ".pipwise/cache/wheels"
_GIT = which("git") or "git"
_FIRST = "315532800"
"""1980, where no commit tells a time."""


class Surroundings(NamedTuple):
    """What must not be seen in a build."""

    umask: int
    zone: str
    locale: str
    age: int
    """Seconds since 1980 that every file claims to have been changed."""


_BUILDS = (Surroundings(0o022, "UTC", "C.UTF-8", 0), Surroundings(0o077, "Asia/Kathmandu", "C", 500_000_000))


def main(arguments: list[str]) -> int:
    """Exit 0 where everything is built, the same both times, and nothing was found against it."""
    dry = "--dry-run" in arguments
    places = [one for one in arguments if one != "--dry-run"]
    try:
        if len(places) > 1 or any(one.startswith("-") for one in places):
            raise UsageError("it takes one directory", hint="scripts/release --help")
        place = Path(places[0] if places else ROOT / "dist").absolute()
        return release(place, dry=dry)
    except PipwiseError as error:
        print(f"release: {error.what}{f': {error.why}' if error.why else ''}", file=sys.stderr)
        return error.exit_code


def release(place: Path, *, dry: bool) -> int:
    """Build, compare, check, write. Raises ``Refused`` for a tree that is not the tagged one, ``ToolFailed`` for a build."""
    if not dry:
        _refuse_other_trees()
    if place.exists() and any(place.iterdir()):
        raise Refused(f"{place} is not empty", "a release is looked at as a whole")
    archive = tree_archive(dry=dry)
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or _git("log", "-1", "--format=%ct") or _FIRST
    with tempfile.TemporaryDirectory(prefix="pipwise-release-") as folder:
        built = [_build(archive, Path(folder, str(number)), one, epoch) for number, one in enumerate(_BUILDS)]
    if different := sorted(name for name in built[0] | built[1] if built[0].get(name) != built[1].get(name)):
        raise ToolFailed("two builds of the same source differ", ", ".join(different))
    files = built[0] | {"pipwise.cdx.json": _bill(built[0]["pipwise.pyz"]).encode()}
    files["SHA256SUMS"] = _sums(files).encode()
    place.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (place / name).write_bytes(content)
    (place / "pipwise.pyz").chmod(0o755)
    found = list(complaints(place))
    for one in found:
        print(f"release: {one}", file=sys.stderr)
    _tell(place, files, dry=dry)
    return 1 if found else 0


def _refuse_other_trees() -> None:
    if _git("status", "--porcelain"):
        raise Refused("there are changes that are not committed", "a release is what a commit says")
    tag = f"v{__version__}"
    if tag not in _git("tag", "--points-at", "HEAD").split():
        raise Refused(f"this commit is not tagged {tag}", "--dry-run builds without")


def tree_archive(*, dry: bool) -> bytes:
    """The files of the commit; for a dry run, those that are there."""
    if not dry:
        return subprocess.run([_GIT, "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True).stdout
    names = _git("ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    buffer = BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name in sorted(one for one in names if one and (ROOT / one).exists()):
            archive.add(ROOT / name, name, recursive=False)
    return buffer.getvalue()


def _build(archive: bytes, place: Path, around: Surroundings, epoch: str) -> dict[str, bytes]:
    """sdist, the wheel that is built from it, and the rescue file, of a copy of the source."""
    source, out = place / "a copy" / "pipwise", place / "out"
    with tarfile.open(fileobj=BytesIO(archive)) as packed:
        packed.extractall(source, filter="tar")
    if (ROOT / WHEELS).is_dir():
        copytree(ROOT / WHEELS, source / WHEELS)
    time = int(_FIRST) + around.age
    for path in [source, *source.rglob("*")]:
        os.utime(path, (time, time), follow_symlinks=False)
    environment = {"TZ": around.zone, "LC_ALL": around.locale, "SOURCE_DATE_EPOCH": epoch}
    for words in (
        ("-m", "build", "--no-isolation", "--outdir", str(out), str(source)),
        (str(source / "scripts" / "build_pyz.py"), str(out)),
    ):
        _run([sys.executable, "-B", *words], source, environment, around.umask)
    if (source / WHEELS).is_dir() and not (ROOT / WHEELS).is_dir():
        copytree(source / WHEELS, ROOT / WHEELS)
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def _run(words: list[str], place: Path, more: Mapping[str, str], umask: int) -> None:
    ran = subprocess.run(
        words, cwd=place, env={**os.environ, **more}, umask=umask, capture_output=True, text=True, check=False
    )
    if ran.returncode:
        raise ToolFailed(f"{' '.join(words[1:4])} failed", (ran.stderr or ran.stdout).strip()[-2000:])


def _bill(archive: bytes) -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    requires = tuple(text.split()[0] for text in project["dependencies"])
    about = sbom.Project(__version__, project["license"], project["description"], requires)
    wheels = {pin.name: data for pin, data in build_pyz.locked_wheels(ROOT / WHEELS)}
    return sbom.bill(about, sbom.LOCK.read_text(encoding="utf-8"), sbom.read_licences(), wheels, archive)


def _sums(files: Mapping[str, bytes]) -> str:
    """As ``sha256sum --check`` reads them."""
    return "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(files.items())
        if not name.endswith(".sha256")
    )


def _git(*words: str) -> str:
    ran = subprocess.run([_GIT, *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return ran.stdout.strip("\n") if ran.returncode == 0 else ""


def _tell(place: Path, files: Mapping[str, bytes], *, dry: bool) -> None:
    print(files["SHA256SUMS"].decode(), end="")
    for name, content in files.items():
        if name.endswith((".whl", ".tar.gz")):
            (place / "statements").mkdir(exist_ok=True)
            (place / "statements" / f"{name}.json").write_bytes(statement(name, content))
    print("\n".join(_left(place, dry=dry)))


def _left(place: Path, *, dry: bool) -> Iterator[str]:
    yield f"{place}: built twice, the same; statements/ has what an attestation of each file would sign (PEP 740)"
    yield (
        "a dry run: nothing of it is to be uploaded"
        if dry
        else (
            "left to do, where the forge gives an identity: sign the statements and upload (docs/reference/releasing.md)"
        )
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
