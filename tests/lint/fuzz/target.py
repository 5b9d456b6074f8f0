"""What has to hold of lint for every input: the first byte is the kind of file, the rest its text."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable

from pipwise.lint.analyse import Wanted, analyse
from pipwise.lint.discover import Candidate
from pipwise.lint.kinds import KINDS
from pipwise.lint.mend import mend

NAMES = {kind.name: kind for kind in KINDS}
YAML = (
    "github-actions",
    "gitlab-ci",
    "circleci",
    "azure-pipelines",
    "ci",
    "compose",
    "cloud-init",
    "ansible",
)


def parses(name: str, data: bytes) -> bool:
    """Whether whoever reads such a file can read it."""
    if name in YAML:
        import yaml

        return _reads(lambda: list(yaml.compose_all(data.decode(), yaml.CSafeLoader)))
    if name == "python":
        return _reads(lambda: ast.parse(data))
    if name == "notebook":
        return _reads(lambda: json.loads(data))
    if name == "shell":
        from pipwise.lint.sources.grammar import parse

        return not parse(data).has_error
    return False


def _reads(read: Callable[[], object]) -> bool:
    try:
        read()
    except Exception:  # noqa: BLE001 - whatever it raises, it does not read it
        return False
    return True


def one_input(data: bytes) -> None:
    """Raises where something does not hold."""
    if not data:
        return
    kind = KINDS[data[0] % len(KINDS)]
    candidate = Candidate("a", kind, data[1:])
    wanted = Wanted(documents=True)
    report, unread = analyse(candidate, wanted)
    if any("takes longer" in one.why for one in unread):
        raise TimeoutError(kind.name)
    if report is None or not any(finding.fix for finding in report.findings):
        return
    before = parses(kind.name, candidate.data)
    for unsafe in (False, True):
        mended = mend(candidate, wanted, unsafe=unsafe)
        if before and not parses(kind.name, mended.data):
            raise ValueError(f"{kind.name}: {mended.titles} made it unreadable: {mended.data!r}")
        again = mend(candidate._replace(data=mended.data), wanted, unsafe=unsafe)
        if again.data != mended.data:
            raise ValueError(f"{kind.name}: a second repair changes more: {mended.data!r} {again.data!r}")
