"""Servers that send too much, too slowly, or what cannot be told apart: each ends within its limits, and is told."""

import gzip
import socket
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
import zstandard

from fetching import fetch, fetch_all, visit
from servers import Handler, Request, answer, serving

pytestmark = pytest.mark.usefixtures("loopback")

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def raw(data: bytes) -> Handler:
    """Sends bytes as they are and hangs up."""

    def handle(_request: Request, connection: socket.socket) -> None:
        connection.sendall(data)

    return handle


def drip(first: bytes, piece: bytes) -> Handler:
    """Sends a piece every few milliseconds, for ever: no single read ever waits long."""

    def handle(_request: Request, connection: socket.socket) -> None:
        connection.sendall(first)
        while True:
            connection.sendall(piece)
            time.sleep(0.02)

    return handle


def hang(_request: Request, _connection: socket.socket) -> None:
    """Never answers."""
    time.sleep(5)


@pytest.mark.parametrize(
    ("handler", "answered"),
    [
        (hang, False),
        (drip(b"", b"H"), False),
        (drip(b"HTTP/1.1 200 OK\r\n", b"X-More: 1\r\n"), False),
        (drip(b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 103 Early Hints\r\n\r\n"), False),
        (drip(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"), False),
        (drip(HEAD + b"Content-Length: 100000\r\n\r\n", b"x"), True),
        (drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"), True),
        (drip(HEAD + b"\r\n", b"x"), True),
    ],
)
def test_the_deadline_is_one_for_all(handler: Handler, *, answered: bool) -> None:
    """However regularly something comes; what came is kept, marked as cut."""
    with serving(handler) as server:
        began = time.monotonic()
        fetched = fetch(server.url, timeout=0.4)
        assert time.monotonic() - began < 3
    assert fetched.problem is not None
    assert fetched.problem.retryable
    assert fetched.capture is None
    if answered:
        assert "no complete answer within" in fetched.problem.reason
        assert fetched.exchanges[0].truncated
        assert fetched.exchanges[0].body.startswith(b"x")
    else:
        assert fetched.exchanges == ()


def test_the_deadline_holds_for_redirects_together() -> None:
    """Each hop may be quick enough; all of them are not."""

    def slowly(_request: Request, _connection: object) -> bytes:
        time.sleep(0.15)
        return answer(status="302 Found", location="/again")

    with serving(slowly) as server:
        began = time.monotonic()
        fetched = fetch(server.url, timeout=0.5, max_redirects=1000)
        assert time.monotonic() - began < 3
    assert fetched.problem is not None
    assert "0.5 s" in fetched.problem.reason


def test_a_name_server_that_does_not_answer_is_within_the_deadline() -> None:
    """Looking up counts."""

    async def never(_host: str, _port: int) -> list[str]:
        import asyncio  # noqa: PLC0415

        await asyncio.sleep(60)
        return []

    began = time.monotonic()
    (fetched,) = fetch_all([visit("http://slow.example/", timeout=0.2)], resolve=never)
    assert time.monotonic() - began < 3
    assert fetched.problem is not None
    assert fetched.problem.retryable


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef", "no sound HTTP"),
        (HEAD + b"Content-Length: 5, 6\r\n\r\nabcdef", "no sound HTTP"),
        (HEAD + b"Content-Length: -5\r\n\r\nabcdef", "no sound HTTP"),
        (HEAD + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n", "in two ways"),
        (HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "no sound HTTP"),
        (HEAD + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", "no sound HTTP"),
        (HEAD + b"Content-Length: 50\r\n\r\nabcdef", "no sound HTTP"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n50\r\nabc", "no sound HTTP"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", "no sound HTTP"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n", "no sound HTTP"),
        (HEAD + b"X: " + b"x" * 5_000_000 + b"\r\n\r\n", "bytes of headers"),
        (HEAD + b"X: x\r\n" * 500_000 + b"\r\n", "bytes of headers"),
        (HEAD + b"X: " + b"x" * 70_000 + b"\r\nContent-Length: 1\r\n\r\na", "65,536 bytes of headers"),
        (HEAD + b"X-A\r\n\r\n", "no sound HTTP"),
        (HEAD + b"X: a\0b\r\n\r\n", "no sound HTTP"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "no sound HTTP"),
        (b"HTTP/1.1 99999 ?\r\n\r\n", "no sound HTTP"),
        (b"\x16\x03\x01\x02\x00" * 20, "no sound HTTP"),
        (b"", "no sound HTTP"),
    ],
)  # fmt: skip
def test_what_cannot_be_framed_is_no_page(data: bytes, words: str) -> None:
    """Two lengths, too short, cut chunks, floods of headers, other protocols: failed, told, nothing taken."""
    with serving(raw(data)) as server:
        fetched = fetch(server.url)
    assert fetched.capture is None
    assert fetched.problem is not None
    assert words in fetched.problem.reason
    assert "\n" not in str(fetched.problem)


def test_what_came_of_a_cut_body_is_kept() -> None:
    """For the archive, marked as truncated."""
    with serving(raw(HEAD + b"Content-Length: 50\r\n\r\nabcdef")) as server:
        fetched = fetch(server.url, attempts=2)
        assert len(server.requests) == 2
    assert fetched.tries == 2
    assert fetched.exchanges[0].body == b"abcdef"
    assert fetched.exchanges[0].truncated


def test_a_body_over_the_limit_is_cut_and_told() -> None:
    """At the limit it passes, one byte more does not; trying again would not help."""
    with serving(lambda _r, _c: answer("x" * 1000)) as server:
        assert fetch(server.url, max_bytes=1000).problem is None
        fetched = fetch(server.url, max_bytes=999, attempts=3)
        assert len(server.requests) == 2
    assert fetched.problem is not None
    assert "larger than 999 bytes" in fetched.problem.reason
    assert fetched.exchanges[0].body == b"x" * 999
    assert fetched.exchanges[0].truncated


@pytest.mark.parametrize("coding", ["gzip, gzip, gzip", "br, br, br, br"])
def test_a_longer_chain_of_codings_is_refused(coding: str) -> None:
    """Chained more than twice: refused, the exchange kept."""
    with serving(lambda _r, _c: answer("x", content_encoding=coding)) as server:
        fetched = fetch(server.url, attempts=3)
        assert len(server.requests) == 1
    assert fetched.problem is not None
    assert "its body" in fetched.problem.reason
    assert fetched.exchanges[0].status == 200


def test_two_codings_are_undone() -> None:
    """Twice is allowed."""
    with serving(lambda _r, _c: answer(brotli.compress(gzip.compress(b"in")), content_encoding="gzip, br")) as server:
        fetched = fetch(server.url)
    assert fetched.capture is not None
    assert fetched.capture.body == b"in"


def test_a_damaged_coding_is_told_and_tried_again() -> None:
    """A cut gzip inside a sound frame."""
    packed = gzip.compress(b"<p>whole</p>" * 100)
    parts = iter([packed[:-9], packed])
    with serving(lambda _r, _c: answer(next(parts), content_encoding="gzip")) as server:
        fetched = fetch(server.url, attempts=2)
    assert fetched.problem is None
    assert fetched.tries == 2


def deflated(size: int) -> bytes:
    """Zeros, packed without holding them."""
    packer = zlib.compressobj(1, wbits=31)
    block = bytes(1_000_000)
    return b"".join([*(packer.compress(block) for _ in range(size // 1_000_000)), packer.flush()])


def zstd_frames(size: int) -> bytes:
    """Many frames of zeros."""
    return zstandard.ZstdCompressor(level=1).compress(bytes(16_000_000)) * (size // 16_000_000)


CAP = 16_000_000
PROGRAM = """
import resource, sys
from fetching import fetch
def peak():
    if sys.platform == "linux":  # getrusage counts what the parent had before
        with open("/proc/self/status") as status:
            return next(1024 * int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
fetch("http://127.0.0.1:1/")  # what the libraries themselves need
before = peak()
fetched = fetch(sys.argv[1], max_bytes=int(sys.argv[2]), timeout=60)
print(peak() - before, fetched.problem.reason)
"""


def flood(_request: Request, connection: socket.socket) -> None:
    """A page that never ends."""
    connection.sendall(HEAD + b"\r\n")
    while True:
        connection.sendall(b"x" * 1_000_000)


@pytest.mark.skipif(sys.platform == "win32", reason="measures with getrusage")
@pytest.mark.parametrize(
    ("coding", "make"),
    [
        ("gzip", lambda: deflated(400_000_000)),
        ("br", lambda: brotli.compress(bytes(200_000_000), quality=1)),
        ("zstd", lambda: zstd_frames(640_000_000)),
        ("gzip, br", lambda: brotli.compress(gzip.compress(bytes(100_000_000), 1), quality=1)),
        (None, None),
    ],
)
def test_memory_stays_under_the_cap_and_64_mb(coding: str | None, make: Callable[[], bytes] | None) -> None:
    """Bombs of gzip, brotli and zstd, two in one, and a page without end: the peak of a process of its own."""
    body = make() if make else b""
    handler: Handler = (lambda _r, _c: answer(body, content_encoding=str(coding))) if make else flood
    with serving(handler) as server:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, server.url, str(CAP)],
            capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3], timeout=120,
        )  # fmt: skip
    used, _, reason = done.stdout.partition(" ")
    assert "larger than" in reason
    assert int(used) < CAP + 64_000_000
