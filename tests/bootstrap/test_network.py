"""Certificates, credentials, proxies and failures of the network: honoured as pip does, and told in one line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bootstrap.conftest import Checkout
from tests.bootstrap.wheelhouse import CERTIFICATE, Index, Wheel, serving

pytestmark = pytest.mark.slow


@pytest.fixture
def secure(wheels: list[Wheel]) -> Iterator[Index]:
    """An index behind TLS, with a certificate that nobody has signed."""
    offered = Index()
    offered.offer(*wheels)
    with serving(offered, tls=True):
        yield offered


@pytest.mark.parametrize(
    "settings",
    [
        {"PIP_CERT": str(CERTIFICATE)},
        {"REQUESTS_CA_BUNDLE": str(CERTIFICATE)},
        {"CURL_CA_BUNDLE": str(CERTIFICATE)},
        {"SSL_CERT_FILE": str(CERTIFICATE)},
        {"PIP_TRUSTED_HOST": "127.0.0.1"},
    ],
    ids=lambda settings: next(iter(settings)),
)
def test_every_way_to_trust_a_server_is_honoured(
    checkout: Checkout, secure: Index, settings: dict[str, str]
) -> None:
    ran = checkout.run(PIP_INDEX_URL=secure.url, settings=settings)
    assert ran.status == 0, ran.stderr


def test_a_trusted_host_may_name_its_port(checkout: Checkout, secure: Index) -> None:
    assert checkout.run(PIP_INDEX_URL=secure.url, PIP_TRUSTED_HOST=f"127.0.0.1:{secure.port}").status == 0


def test_a_certificate_that_is_not_trusted_is_one_line(checkout: Checkout, secure: Index) -> None:
    ran = checkout.run(PIP_INDEX_URL=secure.url, SSL_CERT_FILE="/dev/null", SSL_CERT_DIR="", PIP_RETRIES="0")
    assert (ran.status, ran.stdout, len(ran.lines)) == (6, "", 1)
    untrusted = checkout.run(PIP_INDEX_URL=secure.url)
    assert (untrusted.status, len(untrusted.lines)) == (6, 1)
    assert "certificate" in untrusted.stderr
    assert checkout.leftovers() == []


@pytest.mark.parametrize("content", [None, "", "not a certificate\n"])
def test_a_certificate_file_that_is_none_is_the_only_line(
    checkout: Checkout, secure: Index, tmp_path: Path, content: str | None
) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    ran = checkout.run(PIP_INDEX_URL=secure.url, PIP_CERT=str(path))
    assert (ran.status, len(ran.stderr.splitlines())) == (6, 1), ran.stderr
    assert "PIP_CERT" in ran.stderr
    assert str(path) in ran.stderr
    assert secure.requests == []


def test_no_certificate_store_is_the_only_line(checkout: Checkout, secure: Index) -> None:
    ran = checkout.run(PIP_INDEX_URL=secure.url, SSL_CERT_FILE="/nowhere.pem", SSL_CERT_DIR="/nowhere")
    assert (ran.status, len(ran.stderr.splitlines())) == (6, 1), ran.stderr
    assert "no certificate store" in ran.stderr
    assert "PIP_CERT" in ran.stderr


def test_no_network_is_one_line(checkout: Checkout) -> None:
    ran = checkout.run(PIP_INDEX_URL="http://127.0.0.1:1/simple")
    assert (ran.status, ran.stdout, len(ran.lines)) == (6, "", 1)
    assert "Connection refused" in ran.stderr
    assert checkout.leftovers() == []


def test_a_server_that_stumbles_is_asked_again(checkout: Checkout, index: Index) -> None:
    index.fail_first = 1
    assert checkout.run(PIP_INDEX_URL=index.url).status == 0


def test_a_server_that_fails_is_one_line(checkout: Checkout, index: Index) -> None:
    index.fail_first = 1000
    ran = checkout.run(PIP_INDEX_URL=index.url, PIP_RETRIES="0")
    assert (ran.status, len(ran.lines)) == (6, 1)
    assert "503" in ran.stderr


def test_an_insecure_host_is_passed_over_as_pip_does(checkout: Checkout) -> None:
    ran = checkout.run(PIP_INDEX_URL="http://packages.invalid/simple")
    assert (ran.status, len(ran.lines)) == (6, 1)
    assert "trusted-host" in ran.stderr


@pytest.mark.parametrize("where", ["url", "netrc"])
def test_credentials_reach_the_index_and_no_message(checkout: Checkout, index: Index, where: str) -> None:
    index.login = "joe:xy zzy"
    url = index.url
    if where == "url":
        url = url.replace("//", "//joe:xy%20zzy@")
    else:
        (checkout.home / ".netrc").write_text(
            'machine 127.0.0.1 login joe password "xy zzy"\n', encoding="utf-8"
        )
        (checkout.home / ".netrc").chmod(0o600)
    ran = checkout.run(PIP_INDEX_URL=url)
    assert ran.status == 0, ran.stderr
    assert "zzy" not in ran.stderr


def test_credentials_do_not_follow_a_redirection_to_another_place(
    checkout: Checkout, index: Index, wheels: list[Wheel]
) -> None:
    other = Index()
    other.offer(*wheels)
    with serving(other):
        for each in wheels:
            index.redirects[f"/files/{each.filename}"] = (
                f"http://127.0.0.1:{other.port}/files/{each.filename}"
            )
        index.login = "joe:secret"
        ran = checkout.run(PIP_INDEX_URL=index.url.replace("//", "//joe:secret@"))
        assert ran.status == 0, ran.stderr
        assert [headers.get("Authorization") for _, headers in other.requests] == [None, None]


def test_wrong_credentials_are_one_line_without_them(checkout: Checkout, index: Index) -> None:
    index.login = "joe:secret"
    ran = checkout.run(PIP_INDEX_URL=index.url.replace("//", "//joe:zzy@"))
    assert (ran.status, len(ran.lines)) == (6, 1)
    assert "401" in ran.stderr
    assert "zzy" not in ran.stderr


@pytest.mark.parametrize("variable", ["PIP_PROXY", "http_proxy"])
def test_a_proxy_is_gone_through(checkout: Checkout, index: Index, variable: str) -> None:
    settings = {variable: f"http://127.0.0.1:{index.port}"}
    ran = checkout.run(
        PIP_INDEX_URL="http://packages.invalid/simple", PIP_TRUSTED_HOST="packages.invalid", settings=settings
    )
    assert ran.status == 0, ran.stderr
    assert index.requests[0][0].startswith("http://packages.invalid/simple/")


def test_no_proxy_is_honoured(checkout: Checkout, index: Index) -> None:
    ran = checkout.run(PIP_INDEX_URL=index.url, http_proxy="http://127.0.0.1:1", no_proxy="127.0.0.1")
    assert ran.status == 0, ran.stderr
