"""What SARIF 2.1.0 (OASIS) asks of a log, in its sections 3.13 to 3.56, as far as lint writes it; unknown properties are errors.

The standard's own JSON schema is not a part of this repository; it was held against real logs by hand (docs/reference/lint.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Check = Callable[[Any, str], Iterator[str]]
_URI = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})+\Z")


def problems_of(log: Any) -> list[str]:
    """Every place where a log is not what the standard says."""
    return list(_object(_LOG)(log, "$"))


def _object(shape: Mapping[str, tuple[bool, Check]]) -> Check:
    def check(value: Any, where: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{where} is no object"
            return
        yield from (
            f"{where}.{name} is missing"
            for name, (needed, _) in shape.items()
            if needed and name not in value
        )
        for name, one in value.items():
            if name in shape:
                yield from shape[name][1](one, f"{where}.{name}")
            else:
                yield f"{where}.{name} is not in the standard"

    return check


def _array(inner: Check, *, least: int = 0) -> Check:
    def check(value: Any, where: str) -> Iterator[str]:
        if not isinstance(value, list) or len(value) < least:
            yield f"{where} is no array of {least} or more"
            return
        for number, one in enumerate(value):
            yield from inner(one, f"{where}[{number}]")

    return check


def _is(test: Callable[[Any], object], what: str) -> Check:
    def check(value: Any, where: str) -> Iterator[str]:
        if not test(value):
            yield f"{where} is no {what}: {value!r}"

    return check


def _region(value: Any, where: str) -> Iterator[str]:
    yield from _object({name: (name == "startLine", _NUMBER) for name in _REGION})(value, where)
    start = (value.get("startLine", 1), value.get("startColumn", 1))
    end = (value.get("endLine", start[0]), value.get("endColumn", 10**9))
    if end < start:
        yield f"{where} ends before it begins"


def _run(value: Any, where: str) -> Iterator[str]:
    yield from _object(_RUN)(value, where)
    rules = value["tool"]["driver"]["rules"]
    if len({rule["id"] for rule in rules}) != len(rules):
        yield f"{where}: two rules have one id"
    for result in value["results"]:
        if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
            yield f"{where}: {result['ruleId']} is not the rule of its index"


_TEXT = _is(lambda value: isinstance(value, str), "text")
_NUMBER = _is(
    lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 1, "number from 1"
)
_INDEX = _is(lambda value: isinstance(value, int) and value >= 0, "index")
_REFERENCE = _is(lambda value: isinstance(value, str) and _URI.match(value), "URI reference")
_LEVEL = _is(lambda value: value in ("none", "note", "warning", "error"), "level")
_TRUTH = _is(lambda value: isinstance(value, bool), "truth value")
_REGION = ("startLine", "startColumn", "endLine", "endColumn")
_MESSAGE = _object({"text": (True, _TEXT)})
_ARTIFACT = _object({"uri": (True, _REFERENCE)})
_PHYSICAL = _object({"artifactLocation": (True, _ARTIFACT), "region": (False, _region)})
_LOCATION = _object({"physicalLocation": (True, _PHYSICAL)})
_REPLACEMENT = _object({"deletedRegion": (True, _region), "insertedContent": (False, _MESSAGE)})
_CHANGE = _object(
    {"artifactLocation": (True, _ARTIFACT), "replacements": (True, _array(_REPLACEMENT, least=1))}
)
_FIX = _object({"description": (False, _MESSAGE), "artifactChanges": (True, _array(_CHANGE, least=1))})
_RULE = _object(
    {
        "id": (True, _TEXT),
        "shortDescription": (False, _MESSAGE),
        "fullDescription": (False, _MESSAGE),
        "help": (False, _MESSAGE),
        "defaultConfiguration": (False, _object({"level": (True, _LEVEL)})),
    }
)
_DRIVER = _object({"name": (True, _TEXT), "version": (False, _TEXT), "rules": (True, _array(_RULE))})
_RESULT = _object(
    {
        "ruleId": (True, _TEXT),
        "ruleIndex": (True, _INDEX),
        "level": (True, _LEVEL),
        "message": (True, _MESSAGE),
        "locations": (True, _array(_LOCATION, least=1)),
        "properties": (False, _object({"confidence": (True, _TEXT)})),
        "fixes": (False, _array(_FIX, least=1)),
    }
)
_NOTIFICATION = _object(
    {"level": (False, _LEVEL), "message": (True, _MESSAGE), "locations": (False, _array(_LOCATION))}
)
_INVOCATION = _object(
    {"executionSuccessful": (True, _TRUTH), "toolExecutionNotifications": (False, _array(_NOTIFICATION))}
)
_RUN = {
    "tool": (True, _object({"driver": (True, _DRIVER)})),
    "columnKind": (
        True,
        _is(lambda value: value in ("utf16CodeUnits", "unicodeCodePoints"), "kind of column"),
    ),
    "results": (True, _array(_RESULT)),
    "invocations": (False, _array(_INVOCATION)),
}
_LOG = {
    "$schema": (False, _REFERENCE),
    "version": (True, _is(lambda value: value == "2.1.0", "version")),
    "runs": (True, _array(_run)),
}


def test_what_is_wrong_in_a_log_is_seen() -> None:
    region = {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2}
    place = {"physicalLocation": {"artifactLocation": {"uri": "a"}, "region": region}}
    result = {"ruleId": "a", "ruleIndex": 0, "level": "error", "message": {"text": "x"}, "locations": [place]}
    driver = {"name": "x", "rules": [{"id": "a"}]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [result]}
    log = {"version": "2.1.0", "runs": [run]}
    assert problems_of(log) == []
    for broken in (
        {**log, "version": "2.0.0"},
        {**log, "more": 1},
        {"version": "2.1.0", "runs": [{**run, "results": [{**result, "level": "bad"}]}]},
        {"version": "2.1.0", "runs": [{**run, "results": [{**result, "ruleId": "b"}]}]},
        {"version": "2.1.0", "runs": [{**run, "results": [{**result, "locations": []}]}]},
    ):
        assert problems_of(broken) != []
    region["startLine"] = 2
    assert problems_of(log) == [
        "$.runs[0].results[0].locations[0].physicalLocation.region ends before it begins"
    ]
    place["physicalLocation"]["artifactLocation"] = {"uri": "a b"}
    assert len(problems_of(log)) == 2
