"""URLs taken apart and put together: the pure half of urllib, whose other half is ``network``."""

from __future__ import annotations

import urllib.parse


def join(base: str, link: str) -> str:
    """Where a link on a page leads; the link itself where it is no URL."""
    try:
        return urllib.parse.urljoin(base, link)
    except ValueError:
        return link


def split_fragment(url: str) -> tuple[str, str]:
    """The URL, and what stands behind its ``#``."""
    plain, _, fragment = url.partition("#")
    return plain, fragment


def last_part(url: str) -> str:
    """The file name at the end of a URL, unquoted."""
    return urllib.parse.unquote(url.partition("#")[0].partition("?")[0].rstrip("/").rpartition("/")[2])


def scheme(url: str) -> str:
    """``https``, or '' where there is none."""
    found, colon, _ = url.partition(":")
    return found.lower() if colon else ""


def host(url: str) -> str:
    """Host and port, without credentials; '' where the URL has none."""
    try:
        return urllib.parse.urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def bare_host(url: str) -> str:
    """The host without its port; '' where the URL has none."""
    try:
        return urllib.parse.urlsplit(url).hostname or ""
    except ValueError:
        return ""


def login(url: str) -> tuple[str, str] | None:
    """User and password that stand in a URL."""
    try:
        parts = urllib.parse.urlsplit(url)
    except ValueError:
        return None
    if parts.username is None:
        return None
    return urllib.parse.unquote(parts.username), urllib.parse.unquote(parts.password or "")


def shown(url: str) -> str:
    """The URL without credentials, query and fragment: fit for people and for the cache."""
    try:
        return urllib.parse.urlsplit(url)._replace(netloc=host(url), query="", fragment="").geturl()
    except ValueError:
        return ""


def path_of(url: str) -> str:
    """The path of a URL, with its escapes resolved."""
    return urllib.parse.unquote(urllib.parse.urlsplit(url).path)
