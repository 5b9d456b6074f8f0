"""Pages of the simple API: what PyPI really sends, and what the PEPs permit besides."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipwise.facts.index_choice import choose_wheel
from pipwise.facts.index_page import File, read_page

RECORDED = Path(__file__).parent / "recorded" / "index"
PAGE = "https://pypi.org/simple/httpie-jwt-auth/"


def test_pypi_says_the_same_in_json_and_in_html() -> None:
    in_json = read_page(
        (RECORDED / "httpie-jwt-auth.json").read_bytes(), "application/vnd.pypi.simple.v1+json", PAGE
    )
    in_html = read_page((RECORDED / "httpie-jwt-auth.html").read_bytes(), "text/html; charset=utf-8", PAGE)
    assert sorted(file.url for file in in_json) == sorted(file.url for file in in_html)
    assert {file._replace(metadata=None) for file in in_json} == {
        file._replace(metadata=None) for file in in_html
    }
    chosen = choose_wheel("httpie-jwt-auth", in_json)
    assert chosen is not None
    assert chosen.name == "httpie_jwt_auth-0.4.0-py2.py3-none-any.whl"
    assert len(chosen.digest) == 64


def test_links_of_html_are_relative_to_the_page_or_its_base_and_tell_hash_yanked_and_metadata() -> None:
    page = b"""<html><head><base href="../../files/"></head><body>
    <a href='spam-1.0-py3-none-any.whl#sha256=ab12' data-core-metadata="sha256=cd34">spam</a>
    <A data-yanked="broken &amp; withdrawn" HREF=spam-1.1-py3-none-any.whl data-dist-info-metadata=true>spam</A>
    <a href="spam%2B-1.2.tar.gz" data-core-metadata="false">spam</a> <a name="nothing">no link</a></body></html>"""
    assert read_page(page, "text/html", "https://index.example/simple/spam/") == (
        File("spam-1.0-py3-none-any.whl", "https://index.example/files/spam-1.0-py3-none-any.whl", "ab12", False, "cd34"),
        File("spam-1.1-py3-none-any.whl", "https://index.example/files/spam-1.1-py3-none-any.whl", "", True, ""),
        File("spam+-1.2.tar.gz", "https://index.example/files/spam%2B-1.2.tar.gz"),
    )  # fmt: skip


def test_json_tells_relative_urls_and_metadata_under_either_name() -> None:
    page = b"""{"files": [
      {"filename": "spam-1.0-py3-none-any.whl", "url": "../a.whl", "hashes": {}, "core-metadata": {"sha256": "cd34"}},
      {"filename": "spam-1.1-py3-none-any.whl", "url": "b.whl", "hashes": {"sha256": "ab"}, "dist-info-metadata": true,
       "yanked": "broken"}]}"""
    one, other = read_page(
        page, "application/vnd.pypi.simple.v1+json; charset=utf-8", "https://i.example/s/spam/"
    )
    assert one == File("spam-1.0-py3-none-any.whl", "https://i.example/s/a.whl", "", False, "cd34")
    assert other == File("spam-1.1-py3-none-any.whl", "https://i.example/s/spam/b.whl", "ab", True, "")


@pytest.mark.parametrize(
    "body", [b"", b"[]", b'{"files": 3}', b'{"files": [{}]}', b"{", b'{"files": [{"filename": "a"}]}']
)
def test_json_that_is_no_page_is_told(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_page(body, "application/vnd.pypi.simple.v1+json", PAGE)


@given(st.binary(max_size=300))
def test_any_html_is_a_page(body: bytes) -> None:
    read_page(body, "text/html", PAGE)


def test_the_newest_final_wheel_is_chosen_and_a_yanked_one_only_for_want_of_another() -> None:
    old, new, early, gone = (
        File(f"spam-{version}-py3-none-any.whl", "u", yanked=yanked)
        for version, yanked in (("1.9", False), ("1.10", False), ("2.0rc1", False), ("3.0", True))
    )
    assert choose_wheel("spam", (old, new, early, gone)) == new
    assert choose_wheel("spam", (early, gone)) == early
    assert choose_wheel("spam", (gone,)) == gone


def test_among_the_wheels_of_a_version_a_pure_one_is_chosen_and_windows_last() -> None:
    names = ("win_amd64", "macosx_11_0_arm64", "manylinux_2_17_x86_64.manylinux2014_x86_64", "any")
    files = [File(f"spam-1.0-1-py3-none-{name}.whl", "u") for name in names]
    assert choose_wheel("spam", files) == files[-1]
    assert choose_wheel("spam", files[:-1]) == files[2]


@pytest.mark.parametrize(
    "name",
    ["spam-1.0.tar.gz", "eggs-1.0-py3-none-any.whl", "spam-x-py3-none-any.whl", "spam.whl", "spam-1.0.whl"],
)
def test_what_is_no_wheel_of_the_project_is_not_chosen(name: str) -> None:
    assert choose_wheel("spam", [File(name, "u")]) is None
