"""Whether a wheel's file name fits a Python, as far as that can be told without knowing the platform (PEP 425)."""

from __future__ import annotations

from pipwise.intent.requirements import path_of
from pipwise.model.intent import Requirement
from pipwise.model.outcome import Outcome
from pipwise.model.value import Iterator
from pipwise.predict.pip_case import Case, fails, know, listed, text


def unsupported_wheel(case: Case) -> Outcome | None:
    """pip's ``UnsupportedWheel``: a named wheel none of whose tags is one of this Python's."""
    if (
        any(text(case, name) for name in ("python_version", "implementation"))
        or listed(case, "platforms")
        or listed(case, "abis")
    ):
        return None
    for requirement in case.requirements:
        file = _file(requirement)
        if file.endswith(".whl") and not _fits(file, know(case.target.python)):
            return fails("unsupported-wheel", 1, f"{file} is not a supported wheel on this platform.")
    return None


def _file(requirement: Requirement) -> str:
    if requirement.kind not in ("archive", "url"):
        return ""
    path = (
        path_of(requirement) if requirement.kind == "archive" else requirement.text.partition(";")[0].strip()
    )
    return path.partition("#")[0].partition("?")[0].rpartition("/")[2]


def _fits(file: str, python: tuple[int, int, int]) -> bool:
    *_, pythons, abis, platforms = file.removesuffix(".whl").split("-")
    foreign = all(part.startswith("win") for part in platforms.split("."))
    own = set(_tags(python[0], python[1], anywhere=platforms == "any"))
    return not foreign and any((tag, abi) in own for tag in pythons.split(".") for abi in abis.split("."))


def _tags(major: int, minor: int, *, anywhere: bool) -> Iterator[tuple[str, str]]:
    """CPython's pairs of Python tag and ABI tag: for any platform, or for one that is left open."""
    yield (f"cp{major}{minor}", "none")
    yield (f"py{major}", "none")
    for older in range(minor + 1):
        yield (f"py{major}{older}", "none")
    if anywhere:
        return
    yield (f"cp{major}{minor}", f"cp{major}{minor}")
    for older in range(2, minor + 1):
        yield (f"cp{major}{older}", "abi3")
