"""Over TLS: HTTP/2 where the server speaks it, and no page without a valid certificate."""

import os
import select
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import h2.config
import h2.connection
import h2.events
import pytest

from fetching import fetch_all, visit
from scrape_clean.secret import Secret
from scrape_clean.sources.http import wire
from servers import answer

pytestmark = pytest.mark.usefixtures("loopback")

PEM = Path(__file__).parents[3] / "certificates" / "loopback.pem"
"""A key that is no secret, and a certificate for 127.0.0.1 that it signed itself."""


def trusting() -> ssl.SSLContext:
    """What trusts the tests' certificate."""
    return ssl.create_default_context(cafile=str(PEM))


@contextmanager
def listening(serve: Callable[[ssl.SSLSocket], None], *protocols: str) -> Iterator[str]:
    """A server behind TLS; gives its address."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    if protocols:
        context.set_alpn_protocols(list(protocols))
    listener = socket.create_server(("127.0.0.1", 0))

    def talk(connection: socket.socket) -> None:
        with suppress(OSError), context.wrap_socket(connection, server_side=True) as secure:
            serve(secure)

    def accept() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                threading.Thread(target=talk, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"https://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def speak_h2(connection: ssl.SSLSocket) -> None:
    """Answers each request of an HTTP/2 connection with its path and token."""
    state = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False, header_encoding="utf-8"))
    state.initiate_connection()
    connection.sendall(state.data_to_send())
    while data := connection.recv(65536):
        for event in state.receive_data(data):
            if isinstance(event, h2.events.RequestReceived):
                asked = {str(name): str(value) for name, value in event.headers or ()}
                _reply(state, event.stream_id or 0, asked)
        connection.sendall(state.data_to_send())


def _reply(state: h2.connection.H2Connection, stream: int, asked: dict[str, str]) -> None:
    if asked[":path"] == "/flood":
        state.send_headers(stream, [(":status", "200"), *((f"x-{n}", "y" * 900) for n in range(10))], end_stream=True)
    elif asked[":path"] == "/short":
        state.send_headers(stream, [(":status", "200"), ("content-length", "50")])
        state.send_data(stream, b"short", end_stream=True)
    elif asked[":path"] == "/reset":
        state.send_headers(stream, [(":status", "200")])
        state.send_data(stream, b"half")
        state.reset_stream(stream)
    else:
        state.send_headers(stream, [(":status", "200"), ("content-type", "text/html"), ("etag", '"2"')])
        state.send_data(stream, f"{asked[':path']} {asked.get('authorization')}".encode(), end_stream=True)


def test_http_2() -> None:
    """Pages, limits and cut bodies over one protocol as over the other; secrets are not told."""
    with listening(speak_h2, "h2", "http/1.1") as url:
        visits = [
            visit(f"{url}/{name}", name, headers=(("Authorization", Secret("abc123")),), max_header_bytes=5000)
            for name in ("page", "flood", "short", "reset", "again")
        ]
        outcomes = {one.visit.source: one for one in fetch_all(visits, tls=trusting())}
    page = outcomes["page"]
    assert page.capture is not None
    assert page.capture.body == b"/page abc123"
    assert page.etag == '"2"'
    assert (page.exchanges[0].protocol, page.exchanges[0].status) == ("HTTP/2", 200)
    assert ("Authorization", "") in page.exchanges[0].request_headers
    assert "5,000 bytes of headers" in str(outcomes["flood"].problem)
    assert outcomes["short"].capture is None
    assert outcomes["reset"].capture is None
    assert outcomes["reset"].exchanges[0].truncated
    assert outcomes["reset"].exchanges[0].body == b"half"
    assert outcomes["again"].capture is not None


def test_http_1_behind_tls() -> None:
    """A server that knows nothing newer."""

    def serve(connection: ssl.SSLSocket) -> None:
        connection.recv(65536)
        connection.sendall(answer("<p>old"))

    with listening(serve) as url:
        (fetched,) = fetch_all([visit(url)], tls=trusting())
    assert fetched.capture is not None
    assert fetched.exchanges[0].protocol == "HTTP/1.1"


@pytest.mark.skipif(not hasattr(socket, "TCP_CORK"), reason="sends several records at once")
def test_a_record_behind_an_answer_answers_nothing() -> None:
    """What was received with an answer and is not deciphered yet is no answer to the next request."""
    connections: list[ssl.SSLSocket] = []

    def serve(connection: ssl.SSLSocket) -> None:
        connections.append(connection)
        while asked := connection.recv(65536):
            path = asked.split(b" ")[1]
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 1)
            connection.sendall(answer(b"<p>page " + path))
            if path == b"/a":
                connection.sendall(answer("<p>another page"))
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 0)

    with listening(serve) as url:
        fetched = fetch_all([visit(f"{url}/{name}") for name in "abc"], tls=trusting())
    assert [one.capture.body for one in fetched if one.capture] == [b"<p>page /a", b"<p>page /b", b"<p>page /c"]
    assert len(connections) == 2


def test_without_a_valid_certificate_nothing_is_sent() -> None:
    """Nor is it tried again."""
    received: list[bytes] = []
    with listening(lambda connection: received.append(connection.recv(100))) as url:
        (fetched,) = fetch_all([visit(url, attempts=3)])
        elsewhere = visit(url.replace("127.0.0.1", "other.example"))
        (other,) = fetch_all([elsewhere], resolve=_loopback, tls=trusting())
    assert "certificate is not valid" in str(fetched.problem)
    assert "certificate is not valid" in str(other.problem)
    assert fetched.tries == 1
    assert received == []


async def _loopback(_host: str, _port: int) -> list[str]:
    return ["127.0.0.1"]


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ("silence", "cannot be reached: no connection in time"),
        ("close", "no secure connection: unexpected eof while reading"),
        ("reset", "cannot be reached: "),
    ],
)
def test_a_handshake_that_is_not_gone_on_with(monkeypatch: pytest.MonkeyPatch, end: str, words: str) -> None:
    """A server that takes the connection and says nothing, or goes: no fault of TLS, which only waits for it."""
    monkeypatch.setattr(wire, "_CONNECT", 0.2)
    listener = socket.create_server(("127.0.0.1", 0))
    taken: list[socket.socket] = []

    def accept() -> None:
        connection, _ = listener.accept()
        taken.append(connection)
        if end != "silence":
            connection.recv(65536)
            linger = struct.pack("ii", end == "reset", 0)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            connection.close()

    threading.Thread(target=accept, daemon=True).start()
    (fetched,) = fetch_all([visit(f"https://127.0.0.1:{listener.getsockname()[1]}/")])
    listener.close()
    for connection in taken:
        connection.close()
    assert fetched.problem is not None
    assert fetched.problem.retryable
    assert fetched.problem.reason.startswith(words)
    assert "file" not in fetched.problem.reason  # what the number of TLS's waiting would mean to a system


def test_no_tls_where_tls_is_asked_for() -> None:
    """A plain server on the port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    threading.Thread(target=accept, daemon=True).start()
    (fetched,) = fetch_all([visit(f"https://127.0.0.1:{listener.getsockname()[1]}/")])
    listener.close()
    assert fetched.problem is not None
    assert "no secure connection" in fetched.problem.reason


@pytest.mark.skipif(not hasattr(socket, "TCP_CORK"), reason="sends several records at once")
@pytest.mark.parametrize("noise", [False, True])
def test_what_ends_a_connection_behind_an_answer_is_no_failure(*, noise: bool) -> None:
    """A farewell, or a record that nobody can decipher: the next page comes over a new connection."""

    def serve(connection: ssl.SSLSocket) -> None:
        path = connection.recv(65536).split(b" ")[1]
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 1)
        connection.sendall(answer(b"<p>page " + path))
        if noise:
            os.write(connection.fileno(), b"\x17\x03\x03\x00\x20" + bytes(32))
        else:
            connection.settimeout(0)
            with suppress(ssl.SSLWantReadError):
                connection.unwrap()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 0)
        select.select([connection], [], [], 10)  # until the client ends it

    with listening(serve) as url:
        fetched = fetch_all([visit(f"{url}/{name}") for name in "ab"], tls=trusting())
    assert [one.capture.body for one in fetched if one.capture] == [b"<p>page /a", b"<p>page /b"]
