"""Facts come back from JSON as they were, and anything else is one line that names the place."""

import copy
import json
from collections.abc import Callable
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipwise.catalog.platforms import find_platform
from pipwise.errors import UsageError
from pipwise.facts.platform import platform_facts
from pipwise.facts.schema import facts_from_json, facts_to_json
from pipwise.model.facts import Facts
from pipwise.model.known import Known
from pipwise.model.value import TypeVar, choices_of
from tests.situations import facts as plain_facts
from tests.situations import intent

TEXTS = st.text(max_size=8) | st.text(st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF), max_size=3)
ATOMS: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(-(2**62), 2**62),
    bool: st.booleans(),
    NoneType: st.none(),
}


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type of the model."""
    if kind in ATOMS:
        return ATOMS[kind]
    origin, arguments = get_origin(kind), get_args(kind)
    if choices := choices_of(kind):
        return st.sampled_from(choices)
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return st.lists(values(arguments[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values, arguments))
    if origin in (Union, UnionType):
        return st.one_of(*map(values, arguments))
    record = origin or kind
    hints = {
        name: arguments[0] if isinstance(hint, TypeVar) else hint
        for name, hint in get_type_hints(record).items()
    }
    return st.builds(record, **{name: values(hint) for name, hint in hints.items()})


ANY_FACTS = values(Facts).map(lambda facts: facts._replace(schema="pipwise/facts/1"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def debian() -> Facts:
    platform = find_platform("debian:12")
    assert platform is not None
    return platform_facts(platform, root=True, context="dockerfile", intent=intent("pip", "install", "six"))


def document() -> dict[str, Any]:
    return copy.deepcopy(dict(facts_to_json(debian())))


@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
@given(ANY_FACTS)
def test_facts_come_back_as_they_were(facts: Facts) -> None:
    assert facts_from_json(json.loads(json.dumps(facts_to_json(facts)))) == facts


def test_facts_come_back_in_the_types_of_the_model() -> None:
    back = facts_from_json(json.loads(json.dumps(document())))
    assert isinstance(back.target, Known)
    assert type(back.target.value.interpreter.layout.schemes[0]).__name__ == "Scheme"
    assert back == debian()


def test_the_document_of_doctor_is_taken_too() -> None:
    doctor = {"schema": "pipwise/doctor/1", "facts": document(), "interpreters": []}
    assert facts_from_json(doctor) == debian()


def test_a_field_with_a_default_may_be_left_out() -> None:
    data = document()
    data["pip_settings"] = {
        "known": {
            "values": [{"section": "global", "key": "user", "value": "true", "where": "/etc/pip.conf"}]
        },
        "source": {"kind": "given", "where": "test"},
    }
    found = facts_from_json(data).pip_settings
    assert isinstance(found, Known)
    assert (found.value.values[0].level, found.value.problems) == ("", ())


def _set(*path: str | int, to: object) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        inner: Any = data
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = to

    return change


INTERPRETER = ("target", "known", "interpreter")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: data.pop("host"), "host: it is missing"),
        (_set("schema", to="pipwise/facts/9"), "schema: this version of pipwise reads 'pipwise/facts/1', not 'pipwise/facts/9'"),
        (_set("schema", to=None), "schema: this version of pipwise reads 'pipwise/facts/1', not null"),
        (_set("extra", to=1), "extra: there is no such key, not 1"),
        (_set("asker", to=[]), "asker: an object is wanted, not a list"),
        (_set("asker", "uid", to=True), "asker.uid: a whole number is wanted, not true"),
        (_set("asker", "uid", to=1.5), "asker.uid: a whole number is wanted, not 1.5"),
        (_set("asker", "uid", to=10**30), "asker.uid: a number of a sensible size is wanted, not a number"),
        (_set("asker", "terminal", to=0), "asker.terminal: true or false is wanted, not 0"),
        (_set("asker", "home", to="\ud800"), "asker.home: a text that some file name could have is wanted, not '\\ud800'"),
        (_set("asker", "user", to={}), "asker.user: a text is wanted, not an object"),
        (_set("target", to=None), 'target: a fact is wanted: {"known": …, "source": …} or {"unknown": "why"}, not null'),
        (_set("target", "unknown", to="x"), 'target: a fact is either "known", with its source, or "unknown", not an object'),
        (_set("host", "ci", to={"unknown": 5}), "host.ci.unknown: a text is wanted, not 5"),
        (
            _set("host", "ci", "source", "kind", to="dream"),
            "host.ci.source.kind: one of 'live', 'log', 'file', 'catalogue', 'given' is wanted, not 'dream'",
        ),
        (_set(*INTERPRETER, "version", to=[3, 11]), "target.known.interpreter.version: a list of 3 is wanted, and it has 2"),
        (_set(*INTERPRETER, "version", 1, to="11"), "target.known.interpreter.version[1]: a whole number is wanted, not '11'"),
        (_set(*INTERPRETER, "path", to="/usr"), "target.known.interpreter.path: a list is wanted, not '/usr'"),
        (
            _set("target", "known", "marker", "known", "problem", to=None),
            (
                "target.known.marker.known.problem: one of '', 'empty', 'not-ini', 'no-section', 'no-error-key', "
                "'duplicate-key', 'encoding', 'bom' is wanted, not null"
            ),
        ),
        (_set("environment", to=[["HOME", "/", "x"]]), "environment[0]: a list of 2 is wanted, and it has 3"),
        (_set("others", to=[None] * 200_001), "others: a list of at most 200000 is wanted, and it has 200001"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_line_that_names_the_place(
    change: Callable[[dict[str, Any]], object], said: str
) -> None:
    data = document()
    change(data)
    with pytest.raises(UsageError) as caught:
        facts_from_json(data)
    assert caught.value.what == said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "the document: an object with the facts is wanted, not null"),
        ([], "the document: an object with the facts is wanted, not a list"),
        ("x" * 99, "the document: an object with the facts is wanted, not '" + "x" * 40 + "'…"),
        ({"schema": "pipwise/doctor/1"}, "facts: an object with the facts is wanted, not null"),
        ({"schema": "pipwise/doctor/1", "facts": {}}, "facts.schema: this version of pipwise reads 'pipwise/facts/1', not null"),
        ({"schema": "pipwise/doctor/2"}, "schema: this version of pipwise reads 'pipwise/doctor/1', not 'pipwise/doctor/2'"),
    ],
)  # fmt: skip
def test_what_is_no_document_of_facts_is_said_too(data: object, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        facts_from_json(data)
    assert caught.value.what == said


@settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.data())
def test_garbage_anywhere_is_a_usage_error_or_facts(data: st.DataObject) -> None:
    """Some value of a good document is replaced by any other: that is refused in one line, or still is a document."""
    spoiled = document()
    inner: Any = spoiled
    while isinstance(inner, dict | list) and inner:
        keys = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(inner[key], dict | list) or not inner[key] or data.draw(st.booleans()):
            inner[key] = data.draw(JSON)
            break
        inner = inner[key]
    assert len(_said(spoiled).splitlines()) <= 1


def _said(data: object) -> str:
    """What is said of a document, '' where nothing is wrong with it."""
    try:
        facts_from_json(data)
    except UsageError as error:
        return error.what[:400]
    return ""


@given(JSON)
def test_any_json_is_taken(data: object) -> None:
    with pytest.raises(UsageError):
        facts_from_json(data)


def test_facts_built_by_hand_come_back() -> None:
    assert facts_from_json(facts_to_json(plain_facts())) == plain_facts()
