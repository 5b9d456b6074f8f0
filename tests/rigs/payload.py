"""Tiny wheels, the same bytes every time, and an index of them, so that a test needs no network to install something."""

import base64
import hashlib
import os
import zipfile
from pathlib import Path
from typing import NamedTuple


class Payload(NamedTuple):
    """One version of a distribution with one module; `scripts` are names of console scripts."""

    name: str
    version: str
    requires: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    python: str = ""
    main: str = ""
    """A line of its main function before it says its name and version."""

    @property
    def wheel(self) -> str:
        """The file name of its wheel."""
        return f"{self.name}-{self.version}-py3-none-any.whl"


PAYLOADS = (
    Payload("pep668demo", "1.0", scripts=("pep668demo",)),
    Payload("pep668demo", "2.0", scripts=("pep668demo",)),
    Payload("pep668needs", "1.0", requires=("pep668demo",)),
    Payload("pep668app", "1.0", requires=("pep668demo",), scripts=("pep668app", "pep668other")),
    Payload("pep668app", "2.0", requires=("pep668demo",), scripts=("pep668app", "pep668other")),
    # By their names pipwise knows these for an application and for plug-ins of it.
    Payload("httpie", "0.0.668", scripts=("http",)),
    Payload("httpie_pep668", "1.0"),
    Payload("httpie_pep668more", "1.0"),
    Payload("pep668new", "1.0", scripts=("pep668new",), python=">=3.99"),
    Payload("pep668broken", "1.0", scripts=("pep668broken",), main="import this_is_not_there_668"),
)


def build(directory: str | os.PathLike[str], payloads: tuple[Payload, ...] = PAYLOADS) -> None:
    """Write `wheels/`, for --find-links, and `simple/`, the same as an index (PEP 503), for --index-url."""
    wheels, simple = os.path.join(directory, "wheels"), os.path.join(directory, "simple")
    os.makedirs(wheels, exist_ok=True)
    digests = {payload: _write_wheel(os.path.join(wheels, payload.wheel), payload) for payload in payloads}
    names = sorted({payload.name for payload in payloads})
    _write_page(simple, [f'<a href="{name}/">{name}</a>' for name in names])
    for name in names:
        links = [
            f'<a href="../../wheels/{payload.wheel}#sha256={digest}">{payload.wheel}</a>'
            for payload, digest in digests.items()
            if payload.name == name
        ]
        _write_page(os.path.join(simple, name), links)


def build_for_all(place: Path, payloads: tuple[Payload, ...]) -> None:
    """As ``build``, in a directory of the tests, which any user of a machine may then read."""
    build(place, payloads)
    for path in (place.parent, place, *place.rglob("*")):
        path.chmod(0o755)


def _write_page(directory: str, links: list[str]) -> None:
    os.makedirs(directory, exist_ok=True)
    with open(os.path.join(directory, "index.html"), "w", encoding="utf-8") as file:
        file.write("<!DOCTYPE html>\n<html><body>\n" + "<br>\n".join(links) + "\n</body></html>\n")


def _write_wheel(path: str, payload: Payload) -> str:
    members = _members(payload)
    record = f"{payload.name}-{payload.version}.dist-info/RECORD"
    lines = [f"{name},{_record_hash(content)},{len(content)}" for name, content in members.items()]
    members[record] = "\n".join([*lines, f"{record},,", ""]).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            # A ZipInfo that is given no date has the earliest one; stored, not deflated, so that zlib's version is no matter.
            info = zipfile.ZipInfo(name)
            info.external_attr = 0o100644 << 16
            archive.writestr(info, content)
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _members(payload: Payload) -> dict[str, bytes]:
    name, version = payload.name, payload.version
    information = f"{name}-{version}.dist-info"
    metadata = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    metadata += [f"Requires-Dist: {requirement}" for requirement in payload.requires]
    metadata += [f"Requires-Python: {payload.python}"] if payload.python else []
    main = [f"    {payload.main}"] if payload.main else []
    module = [f'__version__ = "{version}"', "", "", "def main():", *main, f'    print("{name} {version}")']
    members = {
        f"{name}.py": module,
        f"{information}/METADATA": metadata,
        f"{information}/WHEEL": [
            *("Wheel-Version: 1.0", "Generator: payload", "Root-Is-Purelib: true", "Tag: py3-none-any")
        ],
    }
    if payload.scripts:
        scripts = [f"{script} = {name}:main" for script in payload.scripts]
        members[f"{information}/entry_points.txt"] = ["[console_scripts]", *scripts]
    return {path: ("\n".join(lines) + "\n").encode() for path, lines in members.items()}


def _record_hash(content: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=")
    return f"sha256={digest.decode()}"
