"""Where pip would look for a project, and how it would get there: out of its settings."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.model.facts import Settings
from pipwise.model.value import NamedTuple
from pipwise.system import urls
from pipwise.system.fetch import Access

_PYPI = "https://pypi.org/simple"
_TRUE = ("1", "true", "yes", "on", "y", "t")


class Index(NamedTuple):
    """The indexes that pip would ask, and how."""

    addresses: tuple[str, ...]
    """The chief index first; none where pip's setting no-index says so."""
    access: Access


def read_index(settings: Settings, environment: Mapping[str, str], home: str | None) -> Index:
    """pip's index-url, extra-index-url, no-index, proxy, cert, client-cert, trusted-host and timeout for ``install``.

    Names and defaults are those of pip's ``cli/cmdoptions.py``; without a cert setting requests' variables hold.
    """
    found = {
        one.key: one.value.strip()
        for wanted in ("global", "install", ":env:")
        for one in settings.values
        if one.section == wanted and one.value.strip()
    }
    addresses = (found.get("index-url", _PYPI), *found.get("extra-index-url", "").split())
    if found.get("no-index", "").lower() in _TRUE:
        addresses = ()
    return Index(tuple(one.rstrip("/") for one in addresses), _access(found, environment, home, addresses))


def _access(
    found: Mapping[str, str], environment: Mapping[str, str], home: str | None, addresses: tuple[str, ...]
) -> Access:
    certificates = (
        found.get("cert") or environment.get("REQUESTS_CA_BUNDLE") or environment.get("CURL_CA_BUNDLE") or ""
    )
    return Access(
        proxy=found.get("proxy", ""),
        certificates=_at_home(certificates, home),
        client_certificate=_at_home(found.get("client-cert", ""), home),
        trusted=frozenset(found.get("trusted-host", "").lower().split()),
        timeout=_seconds(found.get("timeout") or found.get("default-timeout") or ""),
        logins=tuple((urls.host(one), *login) for one in addresses if (login := urls.login(one)) is not None),
        netrc=environment.get("NETRC") or (f"{home}/.netrc" if home else ""),
    )


def _seconds(text: str) -> float:
    """pip's timeout, but never longer than somebody waits for an answer that is only nice to have."""
    try:
        return min(float(text), 15.0)
    except ValueError:
        return 15.0


def _at_home(path: str, home: str | None) -> str:
    return f"{home}{path[1:]}" if home and path.startswith("~/") else path
