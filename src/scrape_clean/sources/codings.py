"""Content codings (RFC 9110, 8.4), undone piece by piece, so that a bomb is stopped and not unpacked.

The limit holds between two codings, too, and for the number of parts, so that a bomb of any make costs no more than the
limit in memory and time.
"""

import zlib
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import Final, Protocol

import brotli
import zstandard

from scrape_clean.errors import InputError

__all__ = ["ACCEPTED", "Body", "CodingError", "DamagedError", "TooLargeError", "codings_of", "decode_content"]

ACCEPTED: Final = "gzip, deflate, br, zstd"
_MOST_CODINGS: Final = 2
_MOST_PARTS: Final = 10_000  # gzip members or Zstandard frames: empty ones cost time and count nothing
_PIECE: Final = 64 * 1024
_GZIP: Final = b"\x1f\x8b"
_ZSTD_WINDOW: Final = 8 * 1024 * 1024  # RFC 9659
_ZSTD_SLICE: Final = 256  # bytes; four of them can become 128 kB, and a call has no limit for what it returns


class TooLargeError(Exception):
    """The body is longer than the limit."""


class DamagedError(Exception):
    """The body cannot be unpacked, or ends too early; says why."""


class CodingError(InputError):
    """What is to be unpacked is cut, garbled or no such coding at all."""


class _Decoder(Protocol):
    def pieces(self, data: bytes) -> Iterator[bytes]: ...
    def complete(self) -> bool: ...


class _Inflate:
    """Gzip, also several members in a row, or deflate, with or without its zlib header."""

    def __init__(self, *, gzip: bool) -> None:
        self._gzip = gzip
        self._head = b""
        self._inner: zlib._Decompress | None = zlib.decompressobj(31) if gzip else None
        self._done = False
        self._parts = 1

    def pieces(self, data: bytes) -> Iterator[bytes]:
        if self._inner is None:  # servers send deflate in two ways; two bytes tell which
            self._head += data
            if len(self._head) < 2:
                return
            data, header = self._head, int.from_bytes(self._head[:2], "big")
            self._inner = zlib.decompressobj(15 if header % 31 == 0 and header & 0x0F00 == 0x0800 else -15)
        while data and not self._done:
            yield self._inner.decompress(data, _PIECE)
            data = self._inner.unconsumed_tail
            if not data:
                while not self._inner.eof and (more := self._inner.decompress(b"", _PIECE)):
                    yield more
            if self._inner.eof:
                data = self._inner.unused_data
                if self._gzip and data and data.startswith(_GZIP[: len(data)]):
                    self._inner, self._parts = zlib.decompressobj(31), _one_more(self._parts)
                elif data or not self._gzip:
                    self._done = True  # what follows is padding

    def complete(self) -> bool:
        return self._done or (self._inner is not None and self._inner.eof)


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Decompressor()

    def pieces(self, data: bytes) -> Iterator[bytes]:
        piece = b"" if self._inner.is_finished() else self._inner.process(data, output_buffer_limit=_PIECE)
        while piece or not (self._inner.is_finished() or self._inner.can_accept_more_data()):
            yield piece
            # It may hold more to give even where it would take more.
            piece = b"" if self._inner.is_finished() else self._inner.process(b"", output_buffer_limit=_PIECE)

    def complete(self) -> bool:
        return bool(self._inner.is_finished())


class _Zstd:
    def __init__(self) -> None:
        self._inner = self._new()
        self._parts = 1

    @staticmethod
    def _new() -> "zstandard.ZstdDecompressionObj":
        return zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()

    def pieces(self, data: bytes) -> Iterator[bytes]:
        for start in range(0, len(data), _ZSTD_SLICE):
            rest = data[start : start + _ZSTD_SLICE]
            while rest:
                if self._inner.eof:
                    self._inner, self._parts = self._new(), _one_more(self._parts)
                yield self._inner.decompress(rest)
                rest = self._inner.unused_data if self._inner.eof else b""

    def complete(self) -> bool:
        return bool(self._inner.eof)


def _one_more(parts: int) -> int:
    if parts == _MOST_PARTS:
        raise DamagedError(f"has more than {_MOST_PARTS:,} parts")
    return parts + 1


_DECODERS: Final[dict[str, Callable[[], _Decoder]]] = {
    "gzip": lambda: _Inflate(gzip=True),
    "x-gzip": lambda: _Inflate(gzip=True),
    "deflate": lambda: _Inflate(gzip=False),
    "br": _Brotli,
    "zstd": _Zstd,
}


def codings_of(values: Sequence[str]) -> tuple[str, ...]:
    """The codings that Content-Encoding headers name, in the order in which they were applied.

    What is no coding ("identity", "none", "utf-8" ...) is left out, as browsers do.

    Raises:
        DamagedError: There are more than two.
    """
    names = (name.strip().lower() for value in values for name in value.split(","))
    known = tuple(name for name in names if name in _DECODERS)
    if len(known) > _MOST_CODINGS:
        raise DamagedError(f"is encoded {len(known)} times; {_MOST_CODINGS} are the most that is unpacked")
    return known


class Body:
    """A body on its way in: as it was sent, and unpacked."""

    def __init__(self, codings: Sequence[str], max_bytes: int) -> None:
        """Expect these codings, and no more than ``max_bytes`` in either form."""
        self._decoders = [_DECODERS[name]() for name in reversed(codings)]
        self._name = " and ".join(codings)
        self._limit = max_bytes
        self._sent = BytesIO()
        self._plain = BytesIO() if self._decoders else self._sent
        self._between = [0] * len(self._decoders)

    @property
    def held(self) -> int:
        """Bytes in memory."""
        return self._sent.tell() + (self._plain.tell() if self._decoders else 0)

    @property
    def sent(self) -> bytes:
        """As it was sent, up to the limit."""
        return self._sent.getvalue()

    @property
    def plain(self) -> bytes:
        """Unpacked, up to the limit."""
        return self._plain.getvalue()

    def feed(self, data: bytes) -> None:
        """Take what came in.

        Raises:
            TooLargeError: It is more than the limit; what fits is held.
            DamagedError: It cannot be unpacked.
        """
        room = self._limit - self._sent.tell()
        self._sent.write(data[:room])
        if self._decoders:
            try:
                for piece in self._through(data[:room], 0):
                    left = self._limit - self._plain.tell()
                    self._plain.write(piece[:left])
                    if len(piece) > left:
                        raise TooLargeError
            except (zlib.error, brotli.error, zstandard.ZstdError):
                raise DamagedError(f"is no sound {self._name}") from None
        if len(data) > room:
            raise TooLargeError

    def finish(self) -> None:
        """Nothing more will come.

        Raises:
            DamagedError: Something is missing.
        """
        if self._sent.tell() and not all(decoder.complete() for decoder in self._decoders):
            raise DamagedError(f"ends in the middle of its {self._name}")

    def _through(self, data: bytes, level: int) -> Iterator[bytes]:
        if level == len(self._decoders):
            yield data
            return
        for piece in self._decoders[level].pieces(data):
            if piece:
                self._between[level] += len(piece)
                if self._between[level] > self._limit and level < len(self._decoders) - 1:
                    raise TooLargeError
                yield from self._through(piece, level + 1)


def decode_content(body: bytes, codings: Sequence[str], max_bytes: int) -> bytes:
    """Take the content codings off a whole body.

    Args:
        body: The bytes as they were sent.
        codings: Names in the order in which they were applied, as `codings_of` gives them.
        max_bytes: The largest result, also between two codings.

    Raises:
        CodingError: It is cut or garbled.
        InputError: It is larger.
    """
    if not codings or not body:
        return body  # servers name a coding of an empty body, too
    whole = Body(codings, max_bytes)
    try:
        whole.feed(body)
        whole.finish()
    except TooLargeError:
        raise InputError(
            f"is larger than {max_bytes:,} bytes when unpacked; raise the limit with --max-bytes"
        ) from None
    except DamagedError as damage:
        raise CodingError(f"is cut or garbled: it {damage}") from None
    return whole.plain
