"""Servers on loopback that answer as a test tells them to, byte for byte."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import BinaryIO, cast

__all__ = ["Request", "Server", "answer", "serving"]


@dataclass
class Request:
    """What a client asked."""

    line: str
    headers: dict[str, str]
    body: bytes = b""
    time: float = field(default_factory=time.monotonic)

    @property
    def path(self) -> str:
        """With query."""
        return self.line.split(" ")[1]


Handler = Callable[[Request, socket.socket], bytes | None]
"""Gives the whole answer, or writes to the socket itself and gives None; the connection is closed then."""


class Server:
    """Listens, keeps what it was asked, and answers."""

    def __init__(self, handler: Handler, address: str = "127.0.0.1") -> None:
        """Listen on a free port."""
        self._handler = handler
        self._listener = socket.create_server((address, 0), backlog=200)
        self.address, self.port = address, self._listener.getsockname()[1]
        self.url = f"http://{address}:{self.port}"
        self.requests: list[Request] = []
        self.connections = 0
        self.most_at_once = 0
        self._now = 0
        self._lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [request.path for request in self.requests]

    def close(self) -> None:
        """Stop listening."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            stream = cast(BinaryIO, connection.makefile("rb"))
            while (request := _read(stream)) is not None:
                with self._lock:
                    self.requests.append(request)
                    self._now += 1
                    self.most_at_once = max(self.most_at_once, self._now)
                try:
                    data = self._handler(request, connection)
                finally:
                    with self._lock:
                        self._now -= 1
                if data is None:
                    return
                connection.sendall(data)


def _read(stream: BinaryIO) -> Request | None:
    line = stream.readline().decode("latin-1").strip()
    if not line:
        return None
    headers = {}
    while head := stream.readline().decode("latin-1").strip():
        name, _, value = head.partition(":")
        headers[name.lower()] = value.strip()
    return Request(line, headers, stream.read(int(headers.get("content-length", 0))))


def answer(body: bytes | str = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A sound HTTP/1.1 response; ``content_type="text/html"`` becomes a header."""
    data = body.encode() if isinstance(body, str) else body
    fields = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(data))}
    fields |= {name.replace("_", "-").title(): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + data


@contextmanager
def serving(handler: Handler, address: str = "127.0.0.1") -> Iterator[Server]:
    """A server for a while."""
    server = Server(handler, address)
    try:
        yield server
    finally:
        server.close()
