"""The only door to the network, and it opens one way: GET and HEAD, with the settings that pip would use."""

from __future__ import annotations

import urllib.error
import urllib.request

from pipwise.model.value import TYPE_CHECKING
from pipwise.system import urls
from pipwise.system.fetch import Access, Problem, Reply

if TYPE_CHECKING:
    import http.client
    import ssl

_PIECE = 65_536


class RealFetch:
    """Servers reached as pip would reach them."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._openers: dict[bool, urllib.request.OpenerDirector] = {}

    def get(self, url: str, *, accept: str = "", part: str = "", limit: int = 8_000_000) -> Reply:
        """GET, or a part of it; more than ``limit`` bytes are not read."""
        headers = {"Accept": accept or "*/*"}
        if part:
            # Some servers compress what they are asked a part of, and count the bytes of that.
            headers |= {"Range": f"bytes={part}", "Accept-Encoding": "identity"}
        return self._ask(url, "GET", headers, limit)

    def head(self, url: str) -> Reply:
        """HEAD."""
        return self._ask(url, "HEAD", {"Accept-Encoding": "identity"}, 0)

    def _ask(self, url: str, method: str, headers: dict[str, str], limit: int) -> Reply:
        secure = urls.scheme(url) == "https"
        trusted = not self._access.trusted.isdisjoint({urls.bare_host(url), urls.host(url)})
        if urls.scheme(url) not in ("http", "https") or not (secure or trusted or _is_loopback(url)):
            return Reply(None, urls.shown(url), problem="insecure")
        try:
            opener = self._opener(trusted)
        except OSError:
            return Reply(None, urls.shown(url), problem="certificate")
        try:
            request = urllib.request.Request(  # noqa: S310  # the scheme has been looked at
                _plain(url), headers={**headers, "User-Agent": "pipwise"}, method=method
            )
            if login := self._login(url):
                request.add_unredirected_header("Authorization", _basic(*login))
            with opener.open(request, timeout=self._access.timeout) as answer:
                if secure and urls.scheme(answer.geturl()) != "https":
                    return Reply(None, urls.shown(answer.geturl()), problem="insecure")
                return _reply(answer, limit)
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, urls.shown(error.url or url))
        except (OSError, ValueError, _broken()) as error:
            return Reply(None, urls.shown(url), problem=_problem(error))

    def _opener(self, trusted: bool) -> urllib.request.OpenerDirector:
        if trusted not in self._openers:
            proxy = self._access.proxy
            proxies = {"http": proxy, "https": proxy} if proxy else None
            self._openers[trusted] = urllib.request.build_opener(
                urllib.request.ProxyHandler(proxies),
                urllib.request.HTTPSHandler(context=_context(self._access, check=not trusted)),
            )
        return self._openers[trusted]

    def _login(self, url: str) -> tuple[str, str] | None:
        """pip's order (``MultiDomainBasicAuth``): the URL, what the index's URL says of the host, netrc."""
        if (found := urls.login(url)) is not None:
            return found
        for host, user, password in self._access.logins:
            if host == urls.host(url):
                return user, password
        return _from_netrc(self._access.netrc, urls.bare_host(url)) if self._access.netrc else None


def _reply(answer: http.client.HTTPResponse, limit: int) -> Reply:
    url, kind = answer.geturl(), answer.headers.get("Content-Type", "")
    _, _, whole = answer.headers.get("Content-Range", "").partition("/")
    length = answer.headers.get("Content-Length", "")
    told = whole if answer.status == 206 else length
    size = int(told) if told.isdigit() else None
    if length.isdigit() and int(length) > limit > 0:
        return Reply(answer.status, url, kind, size, problem="too-much")
    body = bytearray()
    while limit and (piece := answer.read(_PIECE)):
        body += piece
        if len(body) > limit:
            return Reply(answer.status, url, kind, size, problem="too-much")
    torn = limit and length.isdigit() and len(body) < int(length)
    return Reply(answer.status, url, kind, size, bytes(body), "broken" if torn else "")


def _plain(url: str) -> str:
    """Without credentials and fragment, and with what a URL may not hold quoted."""
    import urllib.parse

    parts = urllib.parse.urlsplit(url)._replace(netloc=urls.host(url), fragment="")
    return urllib.parse.quote(parts.geturl(), safe="%/:=&?~#+!$,;'@()*[]")


def _context(access: Access, *, check: bool) -> ssl.SSLContext:
    import os
    import ssl

    found = ssl.create_default_context()
    if not check:
        found.check_hostname, found.verify_mode = False, ssl.CERT_NONE
    elif access.certificates:
        place = {"capath" if os.path.isdir(access.certificates) else "cafile": access.certificates}
        found.load_verify_locations(**place)
    if access.client_certificate:
        found.load_cert_chain(access.client_certificate)
    return found


def _from_netrc(path: str, host: str) -> tuple[str, str] | None:
    import netrc

    try:
        found = netrc.netrc(path).authenticators(host)
    except (OSError, ValueError, netrc.NetrcParseError):
        return None
    return (found[0], found[2] or "") if found else None


def _basic(user: str, password: str) -> str:
    import base64

    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def _broken() -> type[Exception]:
    import http.client

    return http.client.HTTPException


def _problem(error: BaseException) -> Problem:
    reason = getattr(error, "reason", None)
    found = reason if isinstance(reason, BaseException) else error
    match type(found).__name__:
        case "SSLCertVerificationError" | "SSLError":
            return "certificate"
        case "gaierror":
            return "no-host"
        case "TimeoutError":
            return "timeout"
        case _:
            return "no-connection" if isinstance(found, OSError) else "broken"


def _is_loopback(url: str) -> bool:
    """Hosts that pip holds for secure without TLS (``SECURE_ORIGINS`` in its ``network/session.py``)."""
    host = urls.bare_host(url)
    return host in ("localhost", "::1") or host.endswith(".localhost") or host.startswith("127.")
