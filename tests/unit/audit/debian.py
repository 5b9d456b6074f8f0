"""Small root filesystems as a real Debian lays them out, to be damaged."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from pipwise.audit import Report, audit
from pipwise.system.real import RealLook

OS = "/usr/lib/python3/dist-packages"
LOCAL = "/usr/local/lib/python3.11/dist-packages"
ALICE = "/home/alice/.local/lib/python3.11/site-packages"
MARKER = "/usr/lib/python3.11/EXTERNALLY-MANAGED"
_MARKER_TEXT = "[externally-managed]\nError=use apt\n"


class Debian:
    """Debian 12 as dpkg's database, a standard library and a few packages tell it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.status: list[str] = []
        for folder in (OS, LOCAL, "/var/lib/dpkg/info", "/usr/local/bin", "/home/alice", "/root"):
            (root / folder[1:]).mkdir(parents=True)
        self.write("/etc/os-release", "ID=debian\nVERSION_ID=12\n")
        self.write("/etc/passwd", "root:x:0:0::/root:/bin/sh\nalice:x:1000:1000::/home/alice:/bin/bash\n")
        self.package("python3.11-minimal", {"/usr/bin/python3.11": "", "/usr/lib/python3.11/os.py": "path"})
        self.package("libpython3.11-stdlib", {MARKER: _MARKER_TEXT})
        self.library("python3-six", "six", "1.16.0")
        self.library("python3-urllib3", "urllib3", "1.26.12", depends="python3-six")
        self.library("python3-requests", "requests", "2.28.1", "urllib3<2,>=1.21", depends="python3-urllib3")

    def write(self, path: str, content: str, mode: int = 0o644) -> Path:
        there = self.root / path[1:]
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_text(content, errors="surrogateescape")
        there.chmod(mode)
        return there

    def package(
        self, name: str, files: Mapping[str, str], *, depends: str = "", version: str = "1-1"
    ) -> None:
        """A package as dpkg installs it: files, their list and sums, and a stanza of the status file."""
        folders = {str(parent) for path in files for parent in Path(path).parents}
        for path, content in files.items():
            self.write(path, content)
        info = self.root / "var/lib/dpkg/info"
        (info / f"{name}.list").write_text("\n".join(sorted({"/.", *folders, *files})) + "\n")
        sums = [f"{hashlib.md5(text.encode()).hexdigest()}  {path[1:]}\n" for path, text in files.items()]
        (info / f"{name}.md5sums").write_text("".join(sums))
        needs = f"Depends: {depends}\n" if depends else ""
        self.status.append(f"Package: {name}\nStatus: install ok installed\n{needs}Version: {version}\n")
        (self.root / "var/lib/dpkg/status").write_text("\n".join(self.status))

    def library(self, package: str, project: str, version: str, *requires: str, depends: str = "") -> None:
        """An OS package of one distribution; like Debian's, it has no RECORD."""
        wanted = "".join(f"Requires-Dist: {one}\n" for one in requires)
        metadata = f"{OS}/{project}-{version}.dist-info/METADATA"
        files = {
            metadata: f"Name: {project}\nVersion: {version}\n{wanted}\n",
            f"{OS}/{project}.py": f"v='{version}'",
        }
        self.package(package, files, depends=depends, version=f"{version}-1")

    def pip(
        self,
        project: str,
        version: str,
        place: str = LOCAL,
        *,
        record: bool = True,
        more: Mapping[str, str] | None = None,
    ) -> str:
        """A distribution as pip leaves it; the path of its metadata."""
        metadata = f"{place}/{project}-{version}.dist-info"
        files = {
            f"{project}.py": f"v='{version}'",
            f"{project}-{version}.dist-info/METADATA": "",
            **(more or {}),
        }
        for path, content in files.items():
            self.write(f"{place}/{path}", content)
        self.write(f"{metadata}/INSTALLER", "pip\n")
        self.write(f"{metadata}/REQUESTED", "")
        if record:
            self.write(f"{metadata}/RECORD", "".join(f"{path},,\n" for path in files))
        return metadata

    def report(self) -> Report:
        return audit(RealLook(root=str(self.root)))

    def found(self, *, notes: bool = False) -> list[tuple[str, str, str]]:
        """(code, severity, path) of everything that was found."""
        damage = self.report().damage
        return [(one.code, one.severity, one.path) for one in damage if notes or one.severity != "info"]
