"""Small wheels, a simple index that serves them on the loopback interface, and a lock for them."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import json
import ssl
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

CERTIFICATE = Path(__file__).parent / "fixtures" / "localhost.crt"
METADATA = "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


class Wheel(NamedTuple):
    """A wheel as it lies on an index."""

    name: str
    version: str
    data: bytes

    @property
    def filename(self) -> str:
        return f"{self.name.replace('-', '_')}-{self.version}-py3-none-any.whl"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def wheel(
    name: str, version: str = "1.0", files: Mapping[str, str] | None = None, metadata: str = METADATA
) -> Wheel:
    """A wheel of one module, or of the given files."""
    module = name.replace("-", "_")
    info = f"{module}-{version}.dist-info"
    entries = {
        **(files if files is not None else {f"{module}.py": f"VERSION = {version!r}\n"}),
        f"{info}/WHEEL": metadata,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/RECORD": "",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, text in entries.items():
            archive.writestr(zipfile.ZipInfo(path), text)
    return Wheel(name, version, buffer.getvalue())


def lock(*wheels: Wheel) -> str:
    """The text of a hash lock, in the words of pip."""
    return "".join(
        f"{w.name}=={w.version} \\\n    --hash=sha256:{w.sha256}\n    # via a test\n" for w in wheels
    )


class Index:
    """What is served, and what was asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[str, bytes]] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.login = ""
        self.redirects: dict[str, str] = {}
        self.fail_first = 0
        self.port = 0
        self.scheme = "http"

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}/simple"

    def offer(self, *wheels: Wheel, kind: str = "html", advertised: str | None = None) -> None:
        """Put wheels on the index, with their hash or with another one told."""
        for each in wheels:
            digest = each.sha256 if advertised is None else advertised
            self.pages[f"/files/{each.filename}"] = ("application/octet-stream", each.data)
            self.pages[f"/simple/{each.name}/"] = _page(each, kind, digest)

    def asked(self, path: str) -> list[dict[str, str]]:
        """The headers of the requests for a path."""
        return [headers for asked, headers in self.requests if asked.endswith(path)]


def _page(each: Wheel, kind: str, digest: str) -> tuple[str, bytes]:
    if kind == "json":
        files = [{"filename": each.filename, "url": f"/files/{each.filename}", "hashes": {"sha256": digest}}]
        text = json.dumps({"meta": {"api-version": "1.0"}, "name": each.name, "files": files})
        return "application/vnd.pypi.simple.v1+json", text.encode()
    fragment = f"#sha256={digest}" if digest else ""
    link = f'<a data-requires-python=">=3.8" href="../../files/{each.filename}{fragment}">{html.escape(each.filename)}</a>'
    return "text/html; charset=utf-8", f"<!DOCTYPE html><html><body>{link}</body></html>".encode()


@contextmanager
def serving(index: Index, *, tls: bool = False) -> Iterator[Index]:
    """Serve an index, as an origin server and as a proxy of one, until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            index.requests.append((self.path, dict(self.headers.items())))
            path = "/" + self.path.partition("://")[2].partition("/")[2] if "://" in self.path else self.path
            authorised = not index.login or self.headers.get("Authorization") == _basic(index.login)
            if index.fail_first:
                index.fail_first -= 1
                self._answer(503, "text/plain", b"")
            elif not authorised:
                self._answer(401, "text/plain", b"")
            elif path in index.redirects:
                self.send_response(302)
                self.send_header("Location", index.redirects[path])
                self.end_headers()
            elif path in index.pages:
                self._answer(200, *index.pages[path])
            else:
                self._answer(404, "text/plain", b"")

        def _answer(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE, CERTIFICATE.with_suffix(".key"))
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
    index.port = server.server_address[1]
    index.scheme = "https" if tls else "http"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield index
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _basic(login: str) -> str:
    return "Basic " + base64.b64encode(login.encode()).decode()
