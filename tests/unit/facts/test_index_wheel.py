"""What a wheel says, read from servers that send parts, that do not, and that fail."""

from __future__ import annotations

import hashlib
import json

import pytest

from pipwise.catalog.kinds import Wheel
from pipwise.facts.index_settings import Index
from pipwise.facts.index_wheel import ask_wheel
from pipwise.model.known import Known, Unknown
from pipwise.system.fetch import Access, Problem, Reply
from tests.recorded.look import machine
from tests.unit.facts.wheels import METADATA, FakeFetch, wheel

INDEX = Index(("https://index.example/simple",), Access())
PAGE = "https://index.example/simple/spam/"
NAME = "spam-1.0-py3-none-any.whl"
URL = f"https://files.example/{NAME}"
EXPECTED = Wheel(
    NAME,
    ("spam", "spam-admin", "spam-gui", "spamd"),
    ("certbot.plugins",),
    ("_spam", "other", "single", "spam"),
    "A command-line tool to fry eggs",
    ("Environment :: Console", "Topic :: Utilities"),
)


def page(**more: object) -> Reply:
    file = {"filename": NAME, "url": URL, "hashes": {"sha256": "ab12"}, **more}
    return Reply(
        200, PAGE, "application/vnd.pypi.simple.v1+json", body=json.dumps({"files": [file]}).encode()
    )


def server(data: bytes, ranges: str = "all", **more: object) -> FakeFetch:
    return FakeFetch({PAGE: page(**more)}, {URL: data}, ranges)


def padded() -> bytes:
    """A wheel whose small files are not within the end that is asked for first."""
    from tests.unit.facts.wheels import WHOLE

    return wheel({**WHOLE, "spam/large.bin": bytes(range(256)) * 800}, compression=0)


@pytest.mark.parametrize("ranges", ["all", "absolute", "none"])
@pytest.mark.parametrize("data", [wheel(), padded()], ids=["small", "large"])
def test_the_wheel_is_read_whatever_the_server_makes_of_ranges(data: bytes, ranges: str) -> None:
    found = ask_wheel(machine({}), server(data, ranges), INDEX, "spam")
    assert isinstance(found, Known), found
    assert found.value == EXPECTED
    assert (found.source.kind, found.source.where) == ("live", URL)


def test_a_small_wheel_costs_two_requests_and_a_large_one_its_parts_only() -> None:
    small, large = server(wheel()), server(padded())
    ask_wheel(machine({}), small, INDEX, "spam")
    assert [one.part for one in small.asked] == ["", "-65536"]
    ask_wheel(machine({}), large, INDEX, "spam")
    assert 3 <= len(large.asked) <= 5
    assert all(one.part for one in large.asked[1:])


def test_metadata_beside_the_wheel_is_taken_if_it_is_what_the_index_says() -> None:
    beside = METADATA.replace("fry eggs", "boil eggs").encode()
    digest = hashlib.sha256(beside).hexdigest()
    for told, summary in ((digest, "A command-line tool to boil eggs"), ("0" * 64, EXPECTED.summary)):
        fetch = FakeFetch(
            {PAGE: page(**{"core-metadata": {"sha256": told}})}, {URL: wheel(), f"{URL}.metadata": beside}
        )
        found = ask_wheel(machine({}), fetch, INDEX, "spam")
        assert isinstance(found, Known)
        assert found.value.summary == summary


def test_what_was_read_is_remembered_by_its_hash() -> None:
    look, fetch = machine({}), server(wheel())
    first = ask_wheel(look, fetch, INDEX, "spam")
    again = server(b"not asked for")
    assert ask_wheel(look, again, INDEX, "spam") == first
    assert [one.url for one in again.asked] == [PAGE]


def test_without_a_hash_nothing_is_remembered() -> None:
    look = machine({})
    ask_wheel(look, server(wheel(), hashes={}), INDEX, "spam")
    again = server(wheel(), hashes={})
    ask_wheel(look, again, INDEX, "spam")
    assert len(again.asked) == 2


def test_source_distributions_only_is_unknown_and_says_so() -> None:
    fetch = FakeFetch({PAGE: page(filename="spam-1.0.tar.gz")}, {})
    found = ask_wheel(machine({}), fetch, INDEX, "spam")
    assert isinstance(found, Unknown)
    assert "no wheel" in found.why


@pytest.mark.parametrize(
    "problem", ["timeout", "no-host", "no-connection", "certificate", "insecure", "too-much"]
)
def test_an_index_that_cannot_be_asked_is_unknown_and_says_why(problem: Problem) -> None:
    found = ask_wheel(machine({}), FakeFetch({PAGE: Reply(None, PAGE, problem=problem)}, {}), INDEX, "spam")
    assert isinstance(found, Unknown)
    assert problem in found.why


def test_a_project_that_no_index_has_is_unknown_and_not_a_library() -> None:
    found = ask_wheel(machine({}), FakeFetch({}, {}), INDEX, "spam")
    assert isinstance(found, Unknown)
    assert "index.example does not have it" in found.why


@pytest.mark.parametrize("status", [401, 403, 404, 500, 503])
def test_a_wheel_that_the_server_keeps_is_unknown(status: int) -> None:
    fetch = FakeFetch({PAGE: page(), URL: Reply(status, URL)}, {})
    found = ask_wheel(machine({}), fetch, INDEX, "spam")
    assert isinstance(found, Unknown)
    assert str(status) in found.why


@pytest.mark.parametrize("data", [b"", b"<html>log in first</html>", wheel()[:-30]])
def test_what_is_no_wheel_is_unknown(data: bytes) -> None:
    assert isinstance(ask_wheel(machine({}), server(data), INDEX, "spam"), Unknown)


def test_every_index_is_asked_and_the_newest_wheel_of_all_is_taken() -> None:
    other = "https://other.example/simple"
    newer = page(filename="spam-2.0-py3-none-any.whl", url="https://files.example/newer.whl", hashes={})
    fetch = FakeFetch({PAGE: page(), f"{other}/spam/": newer}, {"https://files.example/newer.whl": wheel()})
    found = ask_wheel(
        machine({}), fetch, Index((*INDEX.addresses, other, "file:///srv/simple"), Access()), "spam"
    )
    assert isinstance(found, Known)
    assert found.value.filename == "spam-2.0-py3-none-any.whl"


def test_no_index_asks_nobody() -> None:
    fetch = FakeFetch({}, {})
    assert isinstance(ask_wheel(machine({}), fetch, Index((), Access()), "spam"), Unknown)
    assert fetch.asked == []


def test_what_was_remembered_by_another_version_is_read_again() -> None:
    look = machine({})
    look.remember("wheel-1-ab12", b"[1, 2]")
    found = ask_wheel(look, server(wheel()), INDEX, "spam")
    assert isinstance(found, Known)
    assert found.value == EXPECTED
