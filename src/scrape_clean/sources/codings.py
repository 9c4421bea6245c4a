"""Content codings of HTTP (RFC 9110, 8.4): gzip, deflate, br and zstd, taken off within a limit.

Every step of a chain streams, and every step keeps the limit, so that a bomb of any make costs no more than the limit
in memory and time.
"""

import io
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeAlias

import brotli
import zstandard

from scrape_clean.errors import InputError

__all__ = ["CodingError", "codings_in", "decode_content"]

_CHUNK: Final = 256 * 1024  # bytes of output at a time
_SLICE: Final = 32 * 1024  # bytes of input at a time
_MOST_CODINGS: Final = 2  # no server has a reason for more
_MOST_PARTS: Final = 10_000  # gzip members or Zstandard frames: empty ones cost time and count nothing
_ZSTD_SLICE: Final = 256  # bytes of input at a time: four may stand for 128 KiB (RFC 8878, 3.1.1.2)
_ZSTD_WINDOW: Final = 8 * 1024 * 1024  # RFC 9659 allows no larger one on the web

_Chunks: TypeAlias = Iterator[bytes]


class CodingError(InputError):
    """What is to be unpacked is cut, garbled or no such coding at all."""


def codings_in(header: str) -> tuple[str, ...]:
    """The codings that a Content-Encoding field names, in the order in which they were applied.

    What is no coding ("identity", "none", "utf-8" ...) is left out, as browsers do.
    """
    names = (name.strip().lower() for name in header.split(","))
    return tuple(name for name in names if name in _DECODERS)


def decode_content(body: bytes, codings: Sequence[str], max_bytes: int) -> bytes:
    """Take off content codings.

    Args:
        body: The bytes as they were sent.
        codings: Names in the order in which they were applied, as `codings_in` gives them.
        max_bytes: The largest result, also between two codings.

    Raises:
        CodingError: It is cut or garbled.
        InputError: It is larger, or there are more than two codings.
    """
    if len(codings) > _MOST_CODINGS:
        raise InputError(
            f"has {len(codings)} content codings one upon the other; at most {_MOST_CODINGS} are taken off"
        )
    if not codings or not body:
        return body  # servers name a coding of an empty body, too
    chunks: _Chunks = (body[start : start + _SLICE] for start in range(0, len(body), _SLICE))
    for coding in reversed(codings):
        chunks = _limited(_DECODERS[coding](chunks), max_bytes)
    held = io.BytesIO()
    try:
        for chunk in chunks:
            held.write(chunk)
    except (zlib.error, brotli.error, zstandard.ZstdError, EOFError) as error:
        named = ", ".join(codings)
        raise CodingError(f"is cut or garbled: its content coding ({named}) cannot be taken off ({error})") from None
    return held.getvalue()  # shares the buffer, makes no copy


def _limited(chunks: _Chunks, max_bytes: int) -> _Chunks:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > max_bytes:
            raise InputError(f"is larger than {max_bytes:,} bytes when unpacked; raise the limit with --max-bytes")
        yield chunk


def _inflate(chunks: Iterable[bytes], wbits: int) -> _Chunks:
    """One or more zlib or gzip streams; zeros and other padding after one are ignored, as browsers do."""
    stream, data, parts = zlib.decompressobj(wbits), b"", 1
    for chunk in chunks:
        data += chunk
        while data:
            if stream.eof:
                if len(data) < 2:
                    break
                if not data.startswith(b"\x1f\x8b"):
                    return
                stream, parts = zlib.decompressobj(wbits), _one_more(parts)
            if out := stream.decompress(data, _CHUNK):
                yield out
            data = stream.unused_data if stream.eof else stream.unconsumed_tail
            if not out and not stream.eof:
                break
    if not stream.eof:
        raise EOFError("it ends too early")


def _one_more(parts: int) -> int:
    if parts == _MOST_PARTS:
        raise EOFError(f"it has more than {_MOST_PARTS:,} parts")
    return parts + 1


def _gunzip(chunks: _Chunks) -> _Chunks:
    return _inflate(chunks, 16 + zlib.MAX_WBITS)


def _deflate(chunks: _Chunks) -> _Chunks:
    """The zlib format that the RFC means, or the bare one that some servers send."""
    first = next(chunks, b"")
    second = next(chunks, b"") if len(first) < 2 else b""
    start = first + second
    is_zlib = len(start) >= 2 and start[0] & 0x0F == 8 and int.from_bytes(start[:2], "big") % 31 == 0
    return _inflate(_chained(start, chunks), zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)


def _chained(first: bytes, rest: _Chunks) -> _Chunks:
    if first:
        yield first
    yield from rest


def _brotli(chunks: _Chunks) -> _Chunks:
    stream = brotli.Decompressor()
    for chunk in chunks:
        data = chunk
        while not stream.is_finished():
            if out := stream.process(data, output_buffer_limit=_CHUNK):
                yield out
            data = b""
            if not out and stream.can_accept_more_data():
                break
    if not stream.is_finished():
        raise EOFError("it ends too early")


def _zstd(chunks: _Chunks) -> _Chunks:
    """Frames; what pads them is ignored. This library has no limit on output, but bounds it by the input's length."""
    decoder = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    stream, parts = decoder.decompressobj(), 1
    for chunk in chunks:
        for start in range(0, len(chunk), _ZSTD_SLICE):
            data = chunk[start : start + _ZSTD_SLICE]
            while data:
                if stream.eof:
                    stream, parts = decoder.decompressobj(), _one_more(parts)
                if out := stream.decompress(data):
                    yield out
                data = stream.unused_data if stream.eof else b""
    if not stream.eof:
        raise EOFError("it ends too early")


_DECODERS: Final[dict[str, Callable[[_Chunks], _Chunks]]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
