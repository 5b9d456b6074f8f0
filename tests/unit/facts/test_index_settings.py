"""The indexes that pip would ask, and how it would reach them."""

from __future__ import annotations

from pipwise.facts.index_settings import read_index
from pipwise.model.facts import Setting, Settings


def settings(**values: str) -> Settings:
    return Settings(
        tuple(
            Setting("global", key.replace("_", "-"), value, "/etc/pip.conf") for key, value in values.items()
        )
    )


def test_without_settings_it_is_pypi() -> None:
    index = read_index(Settings(()), {}, "/home/alice")
    assert index.addresses == ("https://pypi.org/simple",)
    assert (index.access.proxy, index.access.certificates, index.access.netrc) == (
        "",
        "",
        "/home/alice/.netrc",
    )


def test_a_private_index_is_asked_and_pypi_is_not() -> None:
    given = settings(
        index_url="https://bob:s%40crt@index.example:8443/simple/",
        extra_index_url="\n https://other.example/a\n",
    )
    index = read_index(given, {}, None)
    assert index.addresses == ("https://bob:s%40crt@index.example:8443/simple", "https://other.example/a")
    assert index.access.logins == (("index.example:8443", "bob", "s@crt"),)


def test_no_index_leaves_nobody_to_ask() -> None:
    assert read_index(settings(no_index="yes", index_url="https://index.example"), {}, None).addresses == ()


def test_variables_stand_above_files_and_install_above_global() -> None:
    values = (
        Setting(":env:", "proxy", "http://proxy.example", "PIP_PROXY"),
        Setting("install", "timeout", "3", "/etc/pip.conf"),
        Setting("global", "timeout", "60", "/etc/pip.conf"),
        Setting("global", "proxy", "http://old.example", "/etc/pip.conf"),
        Setting("download", "proxy", "http://not.example", "/etc/pip.conf"),
    )
    access = read_index(Settings(values), {}, None).access
    assert (access.proxy, access.timeout) == ("http://proxy.example", 3.0)


def test_certificates_are_pips_setting_or_what_requests_would_take() -> None:
    variables = {"REQUESTS_CA_BUNDLE": "/a.pem", "CURL_CA_BUNDLE": "/b.pem", "NETRC": "/n"}
    assert (
        read_index(settings(cert="~/ca.pem"), variables, "/home/alice").access.certificates
        == "/home/alice/ca.pem"
    )
    access = read_index(settings(trusted_host="Index.example other:8080"), variables, "/home/alice").access
    assert (access.certificates, access.netrc) == ("/a.pem", "/n")
    assert access.trusted == {"index.example", "other:8080"}


def test_a_timeout_that_is_none_or_too_long_is_fifteen_seconds() -> None:
    assert read_index(settings(timeout="soon"), {}, None).access.timeout == 15
    assert read_index(settings(timeout="600"), {}, None).access.timeout == 15
