"""The door to the network, against servers on this machine."""

from __future__ import annotations

import base64
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipwise.system import urls
from pipwise.system.fetch import Access, Fetch
from pipwise.system.network import RealFetch

DATA = bytes(range(256)) * 40
TLS = Path(__file__).parents[2] / "bootstrap" / "fixtures"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    seen: list[tuple[str, str, dict[str, str]]]
    elsewhere = ""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        headers = {key.lower(): value for key, value in self.headers.items()}
        self.server.seen.append((self.command, self.path, headers))
        match self.path:
            case "/parts" if "range" in headers:
                first, _, last = headers["range"].removeprefix("bytes=").partition("-")
                start = len(DATA) - int(last) if not first else int(first)
                body = DATA[start : int(last) + 1 if first else None]
                whole = f"bytes {start}-{start + len(body) - 1}/{len(DATA)}"
                self._say(206, body, {"Content-Range": whole, "Content-Type": "text/plain"})
            case "/parts" | "/whole":
                self._say(200, DATA, {})
            case "/endless":
                self._say(200, DATA * 100, {}, length=False)
            case "/away":
                self._say(302, b"", {"Location": self.server.elsewhere or "/parts"})
            case "/file":
                self._say(302, b"", {"Location": "file:///etc/passwd"})
            case "/slow":
                threading.Event().wait(1.5)
                self._say(200, b"", {})
            case "/torn":
                self._say(200, b"half", {"Content-Length": "100"}, length=False)
            case _:
                self._say(404, b"no", {})

    do_HEAD = do_GET  # noqa: N815  # the name that http.server calls

    def _say(self, status: int, body: bytes, headers: dict[str, str], *, length: bool = True) -> None:
        self.send_response(status)
        for key, value in (*headers.items(), *((("Content-Length", str(len(body))),) if length else ())):
            self.send_header(key, value)
        self.end_headers()
        if self.command != "HEAD":
            try:
                self.wfile.write(body)
            except OSError:
                pass

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def serving(tls: bool = False) -> Iterator[_Server]:
    server = _Server(("127.0.0.1", 0), _Handler)
    server.seen = []
    if tls:
        import ssl

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(TLS / "localhost.crt", TLS / "localhost.key")
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def server() -> Iterator[_Server]:
    with serving() as found:
        yield found


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def at(server: _Server, path: str, login: str = "") -> str:
    return f"http://{login}127.0.0.1:{server.server_port}{path}"


def test_a_part_is_fetched_and_the_size_of_the_whole_is_told(server: _Server) -> None:
    reply = RealFetch(Access()).get(at(server, "/parts"), part="-100")
    assert (reply.status, reply.body, reply.size, reply.kind) == (206, DATA[-100:], len(DATA), "text/plain")
    assert server.seen[0][2]["accept-encoding"] == "identity"
    assert RealFetch(Access()).get(at(server, "/parts"), part="5-9").body == DATA[5:10]


def test_a_server_without_ranges_sends_everything(server: _Server) -> None:
    reply = RealFetch(Access()).get(at(server, "/whole"), part="-100")
    assert (reply.status, reply.body, reply.size) == (200, DATA, len(DATA))


@pytest.mark.parametrize("path", ["/whole", "/endless"])
def test_no_more_is_read_than_is_wanted(server: _Server, path: str) -> None:
    reply = RealFetch(Access()).get(at(server, path), limit=1_000)
    assert (reply.problem, reply.body) == ("too-much", b"")


def test_head_tells_the_size_and_has_no_body(server: _Server) -> None:
    reply = RealFetch(Access()).head(at(server, "/whole"))
    assert (reply.status, reply.size, reply.body) == (200, len(DATA), b"")
    assert server.seen[0][0] == "HEAD"


def test_an_error_of_the_server_is_a_reply(server: _Server) -> None:
    reply = RealFetch(Access()).get(at(server, "/nothing"))
    assert (reply.status, reply.problem) == (404, "")


def test_credentials_of_the_url_and_of_the_index_are_sent_and_not_shown(server: _Server) -> None:
    expected = "Basic " + base64.b64encode(b"bob:s@crt").decode()
    reply = RealFetch(Access()).get(at(server, "/parts", "bob:s%40crt@"))
    known = Access(logins=((f"127.0.0.1:{server.server_port}", "bob", "s@crt"),))
    RealFetch(known).get(at(server, "/parts"))
    assert [headers["authorization"] for _, _, headers in server.seen] == [expected, expected]
    assert "bob" not in reply.url


def test_the_login_of_netrc_is_taken_for_its_host(server: _Server, tmp_path: Path) -> None:
    path = tmp_path / "netrc"
    path.write_text("machine 127.0.0.1 login ann password pw\n")
    path.chmod(0o600)
    RealFetch(Access(netrc=str(path))).get(at(server, "/parts"))
    RealFetch(Access(netrc=str(tmp_path / "absent"))).get(at(server, "/parts"))
    path.write_text("nonsense {\n")
    assert RealFetch(Access(netrc=str(path))).get(at(server, "/parts")).status == 200
    said = [headers.get("authorization") for _, _, headers in server.seen]
    assert said == ["Basic " + base64.b64encode(b"ann:pw").decode(), None, None]


def test_a_redirect_is_followed_with_its_range_and_without_the_login(server: _Server) -> None:
    with serving() as other:
        server.elsewhere = at(other, "/parts").replace("127.0.0.1", "localhost")
        reply = RealFetch(Access()).get(at(server, "/away", "bob:secret@"), part="-10")
        assert (reply.status, reply.body) == (206, DATA[-10:])
        assert reply.url == server.elsewhere
        assert "authorization" in server.seen[0][2]
        assert "authorization" not in other.seen[0][2]


def test_a_redirect_to_a_file_is_not_followed(server: _Server) -> None:
    reply = RealFetch(Access()).get(at(server, "/file"))
    assert reply.body == b""
    assert reply.status != 200


def test_a_proxy_is_asked_instead_of_the_server(server: _Server) -> None:
    RealFetch(Access(proxy=at(server, ""), trusted=frozenset({"index.example"}))).get(
        "http://index.example/x"
    )
    assert server.seen[0][1] == "http://index.example/x"


def test_a_slow_server_is_not_waited_for(server: _Server) -> None:
    assert RealFetch(Access(timeout=0.2)).get(at(server, "/slow")).problem == "timeout"


def test_nobody_there_and_half_an_answer_are_problems(server: _Server) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert RealFetch(Access()).get(f"http://127.0.0.1:{port}/").problem == "no-connection"
    assert RealFetch(Access()).get(at(server, "/torn")).problem == "broken"


@pytest.mark.parametrize(
    "url", ["http://index.example/simple/", "file:///etc/passwd", "ftp://127.0.0.1/", "nothing", ""]
)
def test_what_pip_holds_for_insecure_is_not_asked(url: str) -> None:
    assert RealFetch(Access()).get(url).problem == "insecure"


def test_a_certificate_is_checked_against_the_one_that_is_given() -> None:
    with serving(tls=True) as server:
        url = f"https://localhost:{server.server_port}/parts"
        host = f"localhost:{server.server_port}"
        assert RealFetch(Access()).get(url).problem == "certificate"
        assert RealFetch(Access(certificates=str(TLS / "localhost.crt"))).get(url).status == 200
        assert RealFetch(Access(trusted=frozenset({host}))).get(url).status == 200
        assert RealFetch(Access(certificates="/nowhere.pem")).get(url).problem == "certificate"


def test_the_door_has_the_shape_that_stages_are_handed() -> None:
    fetch: Fetch = RealFetch(Access())
    assert not [
        name for name in vars(type(fetch)) if name not in ("get", "head") and not name.startswith("_")
    ]


def test_urls_are_taken_apart_without_falling_over() -> None:
    assert urls.join("https://a.example/simple/spam/", "../../files/x.whl") == "https://a.example/files/x.whl"
    assert urls.last_part("https://a.example/x/spam%2B1.whl?a=b#sha256=c") == "spam+1.whl"
    assert urls.shown("https://bob:pw@a.example:8443/x?token=1#f") == "https://a.example:8443/x"
    for broken in ("http://[::1", "http://[bad]/x"):
        assert (urls.host(broken), urls.bare_host(broken), urls.login(broken), urls.shown(broken)) == (
            "",
            "",
            None,
            "",
        )
        assert urls.join("https://a.example", broken) == broken
