"""Files of Python's that an OS package brought, and that are not as it brought them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from errno import EINVAL, EISDIR, ELOOP

from pipwise.audit.checks.untouched import doubtful_of
from pipwise.audit.damage import Damage, Repair
from pipwise.audit.installed import Installed
from pipwise.audit.survey import Survey
from pipwise.facts.distributions import normalise
from pipwise.model.outcome import Evidence
from pipwise.system.parallel import in_parallel

CODE = "changed-file"
SUMMARY = "a file of an OS package was changed, replaced or deleted"
_MOST = 400_000_000
_BATCH = 256


def check(survey: Survey) -> Iterator[Damage]:
    """Compared with the manager's own checksums, in Python's trees only, one finding a package."""
    sums = [(path, *said) for path, said in survey.owned.sums.items() if not _is_bytecode(path)]
    doubtful = list(sums) if survey.thorough else doubtful_of(survey, sums)
    found = _compared(survey, doubtful)
    if len(doubtful) < len(sums) and any(how == "deleted" for _, how in found):
        # A directory may have been renamed over another one, which changes no file in it: what it held is missing then.
        found = _compared(survey, sums)
    changed: dict[str, list[tuple[str, str]]] = {}
    for path, how in found:
        changed.setdefault(survey.owned.owners.get(path, ""), []).append((path, how))
    copies = {one.distribution.name: one for one in survey.foreign()}
    for package, paths in sorted(changed.items()):
        yield _damage(survey, package, paths, _replaced(paths, copies))


def _is_bytecode(path: str) -> bool:
    return path.endswith((".pyc", ".pyo", "/EXTERNALLY-MANAGED"))


def _compared(survey: Survey, sums: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    batches = [sums[at : at + _BATCH] for at in range(0, len(sums), _BATCH)]
    return [one for found in in_parallel(lambda batch: _compare(survey, batch), batches) for one in found]


def _compare(survey: Survey, batch: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    found = []
    for path, algorithm, digest in batch:
        try:
            content = survey.look.read(path, _MOST)
        except (FileNotFoundError, NotADirectoryError):
            found.append((path, "deleted"))
            continue
        except OSError as error:
            if error.errno in (EINVAL, EISDIR, ELOOP):
                found.append((path, "changed"))
            continue
        if hashlib.new(algorithm, content, usedforsecurity=False).hexdigest() != digest:
            found.append((path, "changed"))
    return found


def _replaced(paths: list[tuple[str, str]], copies: dict[str, Installed]) -> tuple[Evidence, ...]:
    """The copies that took the place of what was deleted: an upgrade by a pip that does not know whose files they were."""
    found = {}
    for path, _ in paths:
        folder = next((part for part in path.split("/") if part.endswith((".dist-info", ".egg-info"))), "")
        copy = copies.get(normalise(folder.rpartition(".")[0].partition("-")[0])) if folder else None
        if copy:
            found[copy.metadata] = Evidence(
                f"{copy.title} in {copy.place.path} has taken its place", copy.metadata
            )
    return tuple(found.values())


def _damage(
    survey: Survey, package: str, paths: list[tuple[str, str]], replaced: tuple[Evidence, ...]
) -> Damage:
    deleted = sum(how == "deleted" for _, how in paths)
    parts = [
        f"{count} {'file' if count == 1 else 'files'} {how}"
        for count, how in ((deleted, "deleted"), (len(paths) - deleted, "changed"))
        if count
    ]
    message = f"of the OS package {package}, {' and '.join(parts)}: {paths[0][0]}"
    if len(paths) > 1:
        message += " …"
    evidence = (*replaced, *(Evidence(f"{how}: {path}", path) for path, how in paths[:20]))
    repair = Repair("reinstall-package", package, f"install {package} again, which brings them back")
    return Damage(
        CODE, "error", "high", paths[0][0], message, evidence, survey.owned.needed_by.get(package, ()), repair
    )
