"""Parts of a WARC file, sound or not: where records, gzip members and Zstandard frames begin and end in it."""

import os
import re
import zlib
from collections.abc import Callable, Generator, Iterator
from typing import BinaryIO, Final, cast

import zstandard
from fastwarc import ArchiveIterator, WarcHeader, WarcRecord
from msgspec import Struct

__all__ = [
    "CHUNK",
    "GZIP",
    "PartOf",
    "WarcFile",
    "end_of",
    "head_of",
    "is_packed",
    "next_start",
    "opened",
    "part_end",
    "refuse_cut_header",
    "stands_alone",
    "unpacked",
]

CHUNK: Final = 64 * 1024  # bytes
GZIP: Final = b"\x1f\x8b\x08"
_ZSTD: Final = b"\x28\xb5\x2f\xfd"
_PLAIN: Final = b"WARC/1."
_MAGIC: Final = (GZIP, _ZSTD, _PLAIN)  # what records begin with
_DICTIONARY: Final = b"\x5d\x2a\x4d\x18"  # of the frame that IIPC's warc-zstd 1.0 has before all records
_LARGEST_DICTIONARY: Final = 8 * 1024 * 1024  # bytes, unpacked; those of crawlers have about one
_NAMED: Final = 4 * 1024  # bytes by which a gzip member's own header, with a file's name, has ended (RFC 1952, 2.3)
_HEADED: Final = 256 * 1024
"""Bytes by which a record's header has ended; blocks of Zstandard, 128 KiB (RFC 8878, 3.1.1.2.4), come whole."""
_VERSION: Final = b"WARC/"
_ANOTHER: Final = re.compile(rb"\nWARC/[01]\.")
_LENGTH: Final = re.compile(rb"(?i)\ncontent-length:[ \t]*([0-9]{1,18})[ \t]*\r?\n")
_BLANK: Final = re.compile(rb"\r?\n\r?\n")


class WarcFile(Struct, frozen=True, kw_only=True):
    """An open WARC file, of which any part can be read."""

    file: BinaryIO
    size: int
    """In bytes."""
    dictionary: bytes = b""
    """The frame, its content unpacked, without which no record of the file can be unpacked; empty if there is none."""
    first: int = 0
    """Where the first record begins: behind the dictionary."""
    what: str = ""
    """What positions are said to be of."""


def opened(file: BinaryIO, what: str = "") -> WarcFile:
    """Look at the beginning of an open file: is there a dictionary?"""
    size = os.fstat(file.fileno()).st_size
    file.seek(0)
    head = file.read(8)
    length = int.from_bytes(head[4:], "little")
    if not head.startswith(_DICTIONARY) or 8 + length > size:
        return WarcFile(file=file, size=size, what=what)
    content = file.read(min(length, _LARGEST_DICTIONARY))
    if content.startswith(_ZSTD):
        try:
            content = zstandard.ZstdDecompressor().stream_reader(content).read(_LARGEST_DICTIONARY)
        except zstandard.ZstdError:
            content = b""
    frame = _DICTIONARY + len(content).to_bytes(4, "little") + content
    return WarcFile(file=file, size=size, dictionary=frame, first=8 + length, what=what)


class PartOf:
    """A part of a WARC file, as a file; its dictionary comes first."""

    def __init__(self, warc: WarcFile, start: int, end: int | None = None) -> None:
        """From a position to another, or to the end of the file."""
        self._file, self._end = warc.file, end
        self._before = warc.dictionary if start else b""
        self.base = start - len(self._before) if self._before else 0
        """What is to be added to a position that a reader tells, to have one in the file."""
        warc.file.seek(start)

    def read(self, size: int = -1) -> bytes:
        """The next bytes; none at the end."""
        if self._before:
            size = len(self._before) if size < 0 else size
            read, self._before = self._before[:size], self._before[size:]
            return read
        if self._end is None:
            return self._file.read(size)
        left = max(0, self._end - self._file.tell())
        return self._file.read(left if size < 0 else min(size, left))

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a position of the file; no reader does so behind a dictionary."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Where in the file; behind a dictionary, counted from it: FastWARC looks for one at position 0 only."""
        return 0 if self._before else self._file.tell() - self.base

    def close(self) -> None:
        """Nothing: the file is somebody else's."""


def refuse_cut_header(record: WarcRecord) -> None:
    """A header that a cut ends, or a length that is no number, looks to the library like an empty record.

    Raises:
        OSError: It is such a one; as the library does for other damage.
    """
    length = (record.headers.get(WarcHeader.CONTENT_LENGTH) or "").strip()
    is_number = length.isascii() and length.isdigit()
    if record.record_id is None or not is_number or (length.lstrip("0") or "0") != str(record.content_length):
        raise OSError("its header is not complete")


def is_packed(warc: WarcFile, position: int) -> bool:
    """Whether a gzip member or a Zstandard frame begins at a position."""
    return _at(warc, position, len(_ZSTD)).startswith((GZIP, _ZSTD))


def unpacked(warc: WarcFile, start: int) -> Generator[bytes, None, int | None]:
    """What a gzip member or Zstandard frame holds, in pieces; returns where it ends, None if it is damaged.

    Nothing, if there is none at the position.
    """
    head = _at(warc, start, len(_ZSTD))
    if head.startswith(GZIP):
        return (yield from _inflated(warc.file, start))
    if head != _ZSTD:
        return None
    end = _frame_end(warc, start)
    try:
        reader = _frame(warc, start, end)
        while piece := reader.read(CHUNK):
            yield piece
    except zstandard.ZstdError:
        return None
    return end


def end_of(parts: Generator[bytes, None, int | None], write: Callable[[bytes], object] = len) -> int | None:
    """Draw all pieces, write them if wanted, and give what the generator returns."""
    while True:
        try:
            piece = next(parts)
        except StopIteration as done:
            return cast("int | None", done.value)
        write(piece)


def head_of(warc: WarcFile, position: int, size: int) -> bytes:
    """The first bytes from a position on, unpacked if they are packed; none if they cannot be. Reads little more."""
    start = _at(warc, position, _NAMED)
    try:
        if start.startswith(GZIP):
            return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(start, size)
        if start.startswith(_ZSTD):
            return _frame(warc, position, position + _HEADED).read(size)
    except (zlib.error, zstandard.ZstdError):
        return b""
    return start[:size]


def _frame(warc: WarcFile, start: int, end: int | None) -> zstandard.ZstdDecompressionReader:
    known = zstandard.ZstdCompressionDict(warc.dictionary[8:]) if warc.dictionary[8:] else None
    part = cast("BinaryIO", PartOf(WarcFile(file=warc.file, size=warc.size), start, end))
    return zstandard.ZstdDecompressor(dict_data=known).stream_reader(part, closefd=False)


def _inflated(file: BinaryIO, start: int) -> Generator[bytes, None, int | None]:
    file.seek(start)
    stream, read = zlib.decompressobj(16 + zlib.MAX_WBITS), 0
    try:
        while not stream.eof:
            data = stream.unconsumed_tail
            if not data:
                file.seek(start + read)  # who draws the pieces may read elsewhere meanwhile
                data = file.read(CHUNK)
                read += len(data)
            if not data:
                return None
            if piece := stream.decompress(data, CHUNK):
                yield piece
    except zlib.error:
        return None
    return start + read - len(stream.unused_data)


def _frame_end(warc: WarcFile, start: int) -> int | None:
    """Where a Zstandard frame ends, by the lengths of its blocks (RFC 8878, 3.1.1); None if the file does before."""
    head = _at(warc, start + len(_ZSTD), 1)
    if not head:
        return None
    single, checksum = head[0] >> 5 & 1, head[0] >> 2 & 1
    at = start + len(_ZSTD) + 1 + (not single) + (0, 1, 2, 4)[head[0] & 3] + (single, 2, 4, 8)[head[0] >> 6]
    last = False
    while not last:
        header = _at(warc, at, 3)
        if len(header) < 3:
            return None
        block = int.from_bytes(header, "little")
        last, of_one_byte = bool(block & 1), block >> 1 & 3 == 1
        at += 3 + (1 if of_one_byte else block >> 3)
    end = at + 4 * checksum
    return end if end <= warc.size else None


def part_end(warc: WarcFile, start: int) -> int | None:
    """Where the gzip member, Zstandard frame or plain record ends that begins at a position.

    None if it is damaged, or there is nothing behind it. A plain record whose length does not lead to another one or to
    the end of the file goes on to where the next one begins.
    """
    head = _at(warc, start, len(_ZSTD))
    if head.startswith(GZIP):
        return end_of(_inflated(warc.file, start))
    return _frame_end(warc, start) if head == _ZSTD else _record_end(warc, start)


def _record_end(warc: WarcFile, start: int) -> int | None:
    header = _at(warc, start, _NAMED)
    blank = _BLANK.search(header)
    if blank is None:
        header = _at(warc, start, _HEADED)
        blank = _BLANK.search(header)
    length = _LENGTH.search(header, 0, blank.start() + 2) if blank is not None else None
    if blank is not None and length is not None:
        end = start + blank.end() + int(length[1])
        behind = _at(warc, end, _NAMED) if end < warc.size else b""
        bare = behind.lstrip(b"\r\n")
        if end <= warc.size and (bare.startswith(_VERSION) or not bare):
            return end + len(behind) - len(bare)
    return next_start(warc, start + 1)


def stands_alone(warc: WarcFile, position: int) -> bool:
    """Whether all that is in the gzip member or Zstandard frame at a position is one record, as it should be.

    Not where none begins, where it holds another record (the file was packed as a whole), or where the next one does
    not begin with a record (it was packed in blocks). What is damaged counts as far as it can be read.
    """
    if not is_packed(warc, position):
        return False
    before = b""
    for piece in unpacked(warc, position):
        if _ANOTHER.search(before + piece) or not (before or _may_be_record(piece)):
            return False
        before = piece[-len(_PLAIN) :]
    end = part_end(warc, position)
    return end is None or _may_be_record(next(unpacked(warc, end), b""))


def _may_be_record(start: bytes) -> bool:
    return _VERSION.startswith(start[: len(_VERSION)])  # it may have been cut in these bytes


def _begins_at(warc: WarcFile, position: int) -> bool:
    """Whether a record can be read from a position on; looks at no more than its beginning."""
    if not head_of(warc, position, 1):  # most places that only look like a member are told here
        return False
    try:
        probe = PartOf(warc, position, position + _HEADED)
        refuse_cut_header(next(iter(ArchiveIterator(probe, parse_http=False))))
    except (OSError, StopIteration):
        return False
    return True


def next_start(warc: WarcFile, after: int, begins: Callable[[WarcFile, int], bool] = _begins_at) -> int | None:
    """Where the next record begins that can be read at all, at or after a position."""
    of_file = tuple(each for each in _MAGIC if _at(warc, warc.first, len(each)) == each and begins(warc, warc.first))
    places = _places(warc.file, of_file or _MAGIC, max(after, warc.first))
    return next((position for position in places if begins(warc, position)), None)


def _places(file: BinaryIO, magic: tuple[bytes, ...], after: int) -> Iterator[int]:
    """Where any of some bytes stand in a file, from a position on."""
    wanted, longest = re.compile(b"|".join(map(re.escape, magic))), max(map(len, magic))
    position = after
    while True:
        file.seek(position)
        chunk = file.read(CHUNK)
        for found in wanted.finditer(chunk):
            yield position + found.start()
        if len(chunk) < CHUNK:
            return
        position += CHUNK - longest + 1


def _at(warc: WarcFile, position: int, size: int) -> bytes:
    warc.file.seek(position)
    return warc.file.read(size)
