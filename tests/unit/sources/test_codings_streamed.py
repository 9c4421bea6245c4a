"""Content codings, undone piece by piece."""

import gzip
import tracemalloc
import zlib
from collections.abc import Callable
from functools import partial
from random import Random

import brotli
import pytest
import zstandard

from scrape_clean.sources.codings import Body, DamagedError, TooLargeError, codings_of

TEXT = b"<p>Open from nine to five</p>" * 500


def raw_deflate(data: bytes) -> bytes:
    """Deflate without the zlib header, as some servers send it."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def feed(body: Body, data: bytes, size: int) -> None:
    """Hand data over in pieces."""
    for start in range(0, len(data), size):
        body.feed(data[start : start + size])


def unpack(data: bytes, *codings: str, size: int = 7, limit: int = 1_000_000) -> bytes:
    """Feed a body in pieces."""
    body = Body(codings, limit)
    feed(body, data, size)
    body.finish()
    assert body.sent == data
    return body.plain


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.compress,
}


@pytest.mark.parametrize("size", [1, 7, 100_000])
@pytest.mark.parametrize("name", PACKERS)
def test_round_trip(name: str, size: int) -> None:
    """However the body is cut into pieces on its way."""
    assert unpack(PACKERS[name](TEXT), name, size=size) == TEXT
    assert unpack(PACKERS[name](b""), name, size=size) == b""


@pytest.mark.parametrize("size", [100, 10_000_000])
@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd"])
def test_long_bodies_come_whole(name: str, size: int) -> None:
    """Monotonous ones, of which a few bytes hold megabytes, and ones that hardly shrink; in two codings, too."""
    noise = Random(7).randbytes(100_000)  # noqa: S311
    pack = partial(brotli.compress, quality=2) if name == "br" else PACKERS[name]
    for text in (bytes(3_000_000), noise + b"<li>Open" * 50_000 + noise):
        packed = pack(text)
        assert unpack(packed, name, size=size, limit=3_000_000) == text
        twice = brotli.compress(packed, quality=2)
        assert unpack(twice, name, "br", size=size, limit=3_000_000) == text


def test_odd_but_usual_forms() -> None:
    """Raw deflate, several gzip members or zstd frames, padding at the end, no coding, nothing at all."""
    assert unpack(raw_deflate(TEXT), "deflate") == TEXT
    assert unpack(gzip.compress(b"a") + gzip.compress(b"b"), "gzip") == b"ab"
    assert unpack(zstandard.compress(b"a") + zstandard.compress(b"b"), "zstd", size=1000) == b"ab"
    assert unpack(gzip.compress(b"a") + bytes(500), "gzip", size=50) == b"a"
    assert unpack(TEXT) == TEXT
    assert unpack(b"", "gzip") == b""


def test_two_codings_are_undone_in_reverse() -> None:
    """The last one that was applied is undone first."""
    assert unpack(brotli.compress(gzip.compress(TEXT)), "gzip", "br") == TEXT


@pytest.mark.parametrize("name", PACKERS)
def test_a_body_that_ends_too_early_is_damaged(name: str) -> None:
    """Half a page must not pass for a page."""
    packed = PACKERS[name](bytes(range(256)) * 40)
    with pytest.raises(DamagedError, match="ends in the middle"):
        unpack(packed[: len(packed) // 2], name)


@pytest.mark.parametrize("name", PACKERS)
def test_a_body_that_is_something_else_is_damaged(name: str) -> None:
    """A server that says gzip and sends none."""
    with pytest.raises(DamagedError):
        unpack(b"<!DOCTYPE html><p>\xff\xff\xff\xff plain text after all" * 20, name, size=1000)


BOMB = 64_000_000
BOMBS = {name: PACKERS[name](bytes(BOMB)) for name in ("gzip", "deflate", "zstd")} | {
    "br": brotli.compress(bytes(BOMB), quality=1)
}


@pytest.mark.parametrize("size", [10, 1_000_000])
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_stopped_at_the_limit(name: str, size: int) -> None:
    """What is held never exceeds the limit by much; what fits is kept."""
    limit = 1_000_000
    body = Body((name,), limit)
    tracemalloc.start()
    try:
        with pytest.raises(TooLargeError):
            feed(body, BOMBS[name], size)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(body.plain) == limit
    assert peak < 24_000_000  # zstd returns up to 8 MB at once


def test_a_bomb_in_a_bomb_is_stopped() -> None:
    """Two codings, a million to one."""
    body = Body(("gzip", "br"), 1_000_000)
    with pytest.raises(TooLargeError):
        body.feed(brotli.compress(BOMBS["gzip"]))


def test_the_limit_holds_for_what_is_sent() -> None:
    """Exactly the limit passes, one byte more does not."""
    body = Body((), 10)
    body.feed(b"0123456789")
    body.finish()
    with pytest.raises(TooLargeError):
        body.feed(b"x")
    assert body.plain == b"0123456789"


def test_codings_of_headers() -> None:
    """Lists and several headers; what is no coding says nothing; more than two are refused."""
    assert codings_of([]) == ()
    assert codings_of(["identity, UTF-8", " GZIP , ,Br"]) == ("gzip", "br")
    for values in (["gzip, gzip", "gzip"], ["gzip,gzip,gzip,gzip"]):
        with pytest.raises(DamagedError, match=r"encoded \d times"):
            codings_of(values)
