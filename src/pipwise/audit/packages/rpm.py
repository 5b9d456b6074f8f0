"""rpm's database is binary: rpm itself is asked, once, for every file below Python's trees with its digest."""

from __future__ import annotations

from pipwise.audit.packages.owned import NOTHING, Owned, concerns_python, is_imported
from pipwise.system.look import Look

DATABASES = ("/usr/lib/sysimage/rpm", "/var/lib/rpm")
_FILES = "[%{=NAME}\\t%{=VERSION}-%{=RELEASE}\\t%{FILENAMES}\\t%{FILEDIGESTS}\\t%{=FILEDIGESTALGO}\\n]"
_NEEDS = "[R\\t%{=NAME}\\t%{REQUIRENAME}\\n][P\\t%{=NAME}\\t%{PROVIDENAME}\\n]"
# RFC 4880, section 9.4, as rpm's FILEDIGESTALGO has it.
_ALGORITHMS = {"1": "md5", "2": "sha1", "8": "sha256", "9": "sha384", "10": "sha512"}


def read(look: Look) -> Owned:
    """Every package that owns a file of Python's."""
    answer = look.ask(("rpm", "-qa", "--qf", _FILES + _NEEDS), timeout=60.0)
    if answer.status != 0 or answer.problem:
        said = answer.problem or answer.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        return NOTHING._replace(manager="rpm", problem=f"rpm does not answer: {said}")
    owners: dict[str, str] = {}
    sums: dict[str, tuple[str, str]] = {}
    versions: dict[str, str] = {}
    needs: list[tuple[str, str]] = []
    provided: dict[str, str] = {}
    for line in answer.stdout.decode("utf-8", "surrogateescape").split("\n"):
        match line.split("\t"):
            case ["R", package, need]:
                needs.append((package, need))
            case ["P", package, name]:
                provided[name] = package
            case [package, version, path, digest, algorithm] if concerns_python(path):
                owners[path] = package
                versions[package] = version
                if digest and is_imported(path):
                    sums[path] = (_ALGORITHMS.get(algorithm, "md5"), digest)
            case _:
                pass
    return Owned("rpm", owners, sums, versions, _needed_by(needs, provided))


def _needed_by(needs: list[tuple[str, str]], provided: dict[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for package, need in needs:
        by = provided.get(need, need)
        if by != package:
            found.setdefault(by, {})[package] = None
    return {package: tuple(by) for package, by in found.items()}
