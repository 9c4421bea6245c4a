"""A receiver of webhooks on the loopback that takes messages as real ones do: badly."""

import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self, TypeAlias

__all__ = ["Manner", "Receiver", "Request"]

Manner: TypeAlias = str
"""``ok``; ``503``: does not take it; ``late``: takes it, and answers too late; ``twice``: takes it and answers twice;
``lost``: takes it and breaks off; ``redirect``: sends elsewhere; ``drip``: an answer that never ends; else a status."""
_LATE = 0.4


class Request:
    """What came in."""

    def __init__(self, headers: dict[str, str], body: bytes) -> None:
        """With the names of headers in lower case."""
        self.headers = headers
        self.body = body


class Receiver:
    """Listens while it is up; what it has taken outlives its being down."""

    def __init__(self, manner: Callable[[], Manner] = lambda: "ok") -> None:
        """Not up yet; ``manner`` is asked at each request."""
        self.manner = manner
        self.taken: list[Request] = []
        self.requests = 0
        self.elsewhere = 0
        self._port = 0
        self._server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        """Where it listens; the query is nobody's business."""
        return f"http://127.0.0.1:{self._port}/hook?key=s3cr3t"

    def __enter__(self) -> Self:
        """Be up."""
        self.up()
        return self

    def __exit__(self, *_: object) -> None:
        """Be down."""
        self.down()

    def up(self) -> None:
        """Listen, at the port of the first time."""
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                receiver.handle(self)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), Handler)
        self._server.daemon_threads = True
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def down(self) -> None:
        """Listen no longer."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def handle(self, handler: BaseHTTPRequestHandler) -> None:
        """One request."""
        body = handler.rfile.read(int(handler.headers["content-length"]))
        request = Request({name.lower(): value for name, value in handler.headers.items()}, body)
        self.requests += 1
        if not handler.path.startswith("/hook"):
            self.elsewhere += 1
        manner = self.manner()
        if manner in ("ok", "late", "twice", "lost"):
            self.taken.append(request)
        if manner == "late":
            time.sleep(_LATE)
        if manner == "lost":
            handler.close_connection = True
            return
        if manner == "drip":
            self._drip(handler)
            return
        self._answer(handler, manner)
        if manner == "twice":
            self._answer(handler, manner)

    def _answer(self, handler: BaseHTTPRequestHandler, manner: Manner) -> None:
        status = {"redirect": 307}.get(manner) or (int(manner) if manner.isdigit() else 204)
        try:
            handler.send_response(status)
            if status == 307:
                handler.send_header("Location", "/elsewhere")
            if status == 429:
                handler.send_header("Retry-After", "7")
            handler.send_header("Content-Length", "0")
            handler.end_headers()
        except OSError:
            handler.close_connection = True

    def _drip(self, handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        try:
            for _ in range(100):
                handler.wfile.write(b"HTTP/1.1 200 OK\r\n" if _ == 0 else b"x: y\r\n")
                time.sleep(0.02)
        except OSError:
            return
