"""A real web server on loopback that plays a changing site, night by night."""

import contextlib
import hashlib
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from msgspec import Struct

__all__ = ["Answer", "Site", "serving"]


class Answer(Struct, frozen=True, kw_only=True):
    """What the server says to one request."""

    status: int = 200
    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    location: str | None = None
    validators: bool = True
    """Send an ETag, and 304 to whoever has it."""
    slow: float = 0.0
    """Seconds before the answer."""
    cut: bool = False
    """Promise the whole body, send half of it, and hang up."""


Page = Callable[[int], Answer]
"""From the night's number to what a page answers."""


class Site:
    """Pages by their path; ``night`` is set from outside."""

    def __init__(self, pages: dict[str, Page]) -> None:
        """Every other path answers 404; so does robots.txt, unless it is among them."""
        self.pages = pages
        self.night = 0
        self.asked: list[tuple[int, str, int]] = []
        """Night, path and status of each request."""
        self.url = ""

    def answer(self, path: str) -> Answer:
        """What tonight's site says."""
        page = self.pages.get(path)
        return page(self.night) if page else Answer(status=404, body=b"<h1>Not found</h1>", validators=False)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        answer = self.site.answer(self.path)
        etag = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
        if answer.slow:
            time.sleep(answer.slow)
        if answer.validators and answer.status == 200 and self.headers.get("If-None-Match") == etag:
            self._send(304, b"", {"ETag": etag})
            return
        headers = {"Content-Type": answer.media_type}
        if answer.location:
            headers["Location"] = answer.location
        if answer.validators and answer.status == 200:
            headers["ETag"] = etag
        self._send(answer.status, answer.body, headers, cut=answer.cut)

    def _send(self, status: int, body: bytes, headers: dict[str, str], *, cut: bool = False) -> None:
        self.site.asked.append((self.site.night, self.path, status))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            if cut:
                self.wfile.write(body[: len(body) // 2])
                self.wfile.flush()
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.close_connection = True
                self.connection.close()
            elif status != 304:
                self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class has it so
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news."""


@contextlib.contextmanager
def serving(site: Site) -> Iterator[Site]:
    """Run the site on a port of its own while the block runs."""
    handler = type("Handler", (_Handler,), {"site": site})
    server = _Server(("127.0.0.1", 0), handler)
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
