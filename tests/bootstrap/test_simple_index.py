"""Reading pip's settings, index pages in both forms, and paths as URLs."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates import NoStore, context
from pipwise.errors import CouldNotLook, UsageError
from simple_index import Link, read_links, read_sources
from transport import Page, as_path, as_url, shown

URL = "https://example.org/simple/alpha/"


def _html(text: str, url: str = URL) -> list[Link]:
    return list(read_links(Page(url, "text/html; charset=utf-8", text.encode())))


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ('<a href="a-1.whl">a</a>', Link("a-1.whl", URL + "a-1.whl", "")),
        ("<A HREF='../a-1.whl#sha256=00'>a</A>", Link("a-1.whl", "https://example.org/simple/a-1.whl", "00")),
        ("<a href=/f/a-1.whl>a</a>", Link("a-1.whl", "https://example.org/f/a-1.whl", "")),
        (
            '<a data-x=">=3.8" href="a-1%2Bcpu.whl?t=1&amp;u=2#md5=1">a</a>',
            Link("a-1+cpu.whl", URL + "a-1%2Bcpu.whl?t=1&u=2", ""),
        ),
        ('<base href="https://cdn/"><a href="x/a-1.whl">a</a>', Link("a-1.whl", "https://cdn/x/a-1.whl", "")),
        ('<a\n  data-yanked=""\n  href="a-1.whl"\n>a</a>', Link("a-1.whl", URL + "a-1.whl", "")),
    ],
)
def test_links_of_a_html_page(text: str, link: Link) -> None:
    assert _html(text) == [link]


def test_a_page_without_links_has_none() -> None:
    assert _html("<p>nothing</p><a name='x'>y</a><area href='z'>") == []


def test_links_of_a_json_page() -> None:
    files = [
        {"filename": "a-1.whl", "url": "../f/1", "hashes": {"sha256": "00"}},
        {"filename": "b", "url": "https://cdn/b"},
    ]
    page = Page(URL, "application/vnd.pypi.simple.v1+json", json.dumps({"files": files}).encode())
    assert list(read_links(page)) == [
        Link("a-1.whl", "https://example.org/simple/f/1", "00"),
        Link("b", "https://cdn/b", ""),
    ]


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"files": [1]}', b'{"files": [{"url": "x"}]}', b"\xff"]
)
def test_broken_json_is_one_error(body: bytes) -> None:
    with pytest.raises(CouldNotLook, match="is not an index page"):
        list(read_links(Page(URL, "application/json", body)))


def test_the_defaults_are_those_of_pip() -> None:
    sources = read_sources({}, {})
    assert (sources.indexes, sources.find_links, sources.network.timeout) == (
        ("https://pypi.org/simple",),
        (),
        15.0,
    )


def test_settings_are_read_as_pip_reads_them() -> None:
    settings = {
        "index-url": ["https://low/", "https://high/simple/"],
        "extra-index-url": ["https://one/s\nhttps://two/s"],
        "find-links": ["/wheels https://page/"],
        "trusted-host": ["one two:8080"],
        "timeout": ["3"],
        "cert": [""],
    }
    sources = read_sources(settings, {"CURL_CA_BUNDLE": "/curl", "REQUESTS_CA_BUNDLE": "/requests"})
    assert sources.indexes == ("https://high/simple", "https://one/s", "https://two/s")
    assert sources.find_links == ("file:///wheels", "https://page/")
    assert sources.network.trusted == {"one", "two:8080"}
    assert (sources.network.certificates, sources.network.named_by) == ("/requests", "REQUESTS_CA_BUNDLE")
    assert sources.network.timeout == 3


@pytest.mark.parametrize(
    ("value", "indexes"), [("1", 0), ("true", 0), ("Yes", 0), ("0", 1), ("off", 1), ("", 1)]
)
def test_no_index_is_a_truth_value(value: str, indexes: int) -> None:
    assert len(read_sources({"no-index": [value]}, {}).indexes) == indexes


def test_a_number_that_is_none_is_told() -> None:
    with pytest.raises(UsageError, match="timeout or retries"):
        read_sources({"timeout": ["soon"]}, {})


@given(st.binary(min_size=1).filter(lambda name: b"\0" not in name))
def test_a_path_survives_being_a_url(name: bytes) -> None:
    path = os.path.normpath("/" + os.fsdecode(name).lstrip("/"))
    assert as_path(as_url(path)) == path
    assert as_url(path).isascii()


def test_credentials_are_not_shown() -> None:
    assert shown("https://joe:secret@example.org:8443/simple#x") == "https://example.org:8443/simple"


@pytest.fixture
def no_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere.pem")
    monkeypatch.setenv("SSL_CERT_DIR", "/nowhere")


@pytest.mark.usefixtures("no_store")
def test_no_certificate_store_says_what_to_do_next() -> None:
    with pytest.raises(NoStore) as caught:
        context("", "")
    assert "SSL_CERT_FILE is /nowhere.pem" in caught.value.why
    assert "PIP_CERT" in caught.value.hint


@pytest.mark.usefixtures("no_store")
def test_a_store_that_is_named_is_taken() -> None:
    certificate = Path(__file__).parent / "fixtures" / "localhost.crt"
    assert context(str(certificate), "PIP_CERT").cert_store_stats()["x509_ca"] == 1
