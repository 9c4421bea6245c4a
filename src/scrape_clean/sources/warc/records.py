"""Records of a WARC file, sound or not: what is damaged is told, and the rest is read."""

import functools
import itertools
import os
import re
import zlib
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

from fastwarc import ArchiveIterator, WarcHeader, WarcRecord

from scrape_clean.errors import InputError
from scrape_clean.sources.files import open_regular
from scrape_clean.sources.warc.bodies import target_of
from scrape_clean.sources.warc.digests import matches

__all__ = ["scan"]

_GZIP: Final = b"\x1f\x8b\x08"
_PLAIN: Final = b"WARC/1."
_MAGIC: Final = (_GZIP, b"\x28\xb5\x2f\xfd", _PLAIN)  # what records begin with; the second is Zstandard
_CHUNK: Final = 64 * 1024
_NAMED: Final = 4 * 1024
"""Bytes of a gzip member by which its own header, with the name of a file, has ended (RFC 1952, 2.3)."""
_HEADED: Final = 256 * 1024
"""Bytes by which a record's header has ended; blocks of Zstandard, 128 KiB (RFC 8878, 3.1.1.2.4), come whole."""

T = TypeVar("T")


def scan(path: Path, take: Callable[[int, WarcRecord], T | None]) -> Iterator[T | InputError]:
    """Give what ``take`` makes of each record, and what is wrong with the file, in the order of the file.

    Of no record more is held than what ``take`` keeps, and nothing is given of a record until it is known to end where
    the next one begins.

    Args:
        path: A regular file; plain, gzip or Zstandard, whatever its name.
        take: Gets the number of the record, from 0, and the record; may read its block; None for nothing. What it
            raises as `InputError` is given on with the record's address.

    Raises:
        InputError: The file cannot be opened or read, or is no WARC file. The source is the path.
    """
    with open_regular(path) as file:
        numbers = itertools.count()
        start: int | None = 0
        try:
            while start is not None:
                file.seek(start)
                start = yield from _stretch(file, str(path), lambda record: take(next(numbers), record))
        except OSError as error:
            raise InputError(f"cannot be read: {error}", str(path)) from None


def _stretch(
    file: BinaryIO, source: str, take: Callable[[WarcRecord], T | None]
) -> Generator[T | InputError, None, int | None]:
    """Read from here to the end or to the first damage; returns where to go on, if anywhere."""
    position, whole = file.tell(), False
    held: list[T | InputError] = []
    try:
        for record in ArchiveIterator(file, parse_http=False):
            yield from held
            held, position, whole = [], record.stream_pos, False
            _refuse_cut_header(record)
            if (taken := _taken(record, source, take)) is not None:
                held = [taken]
            record.consume()
            if record.reader.tell() < record.content_length:
                raise OSError("it ends too early")  # noqa: TRY301  as the library does for other damage
            whole = True
        if os.fstat(file.fileno()).st_size > 0 and (not whole or _is_followed(file, position)):
            raise OSError("something else than a record follows" if whole else "it ends too early")  # noqa: TRY301
        yield from held
    except OSError as error:
        following = _next_start(file, position + 1)
        if position == 0 and not whole and following is None:
            raise InputError(f"is no WARC file, or is cut or garbled from its beginning ({error})", source) from None
        sound = whole and _is_sound(file, position, following)
        if sound:
            yield from held
        where = f"what follows the record at byte {position:,}" if sound else f"the record at byte {position:,}"
        yield InputError(f"{where} is cut or garbled ({error}); it is left out", source)
        return following
    return None


def _taken(record: WarcRecord, source: str, take: Callable[[WarcRecord], T | None]) -> T | InputError | None:
    try:
        return take(record)
    except InputError as problem:
        return InputError(f"{target_of(record)}: {problem.reason}", source)


def _refuse_cut_header(record: WarcRecord) -> None:
    """A header that a cut ends, or a length that is no number, looks to the library like an empty record."""
    length = (record.headers.get(WarcHeader.CONTENT_LENGTH) or "").strip()
    is_number = length.isascii() and length.isdigit()
    if record.record_id is None or not is_number or (length.lstrip("0") or "0") != str(record.content_length):
        raise OSError("its header is not complete")


def _is_sound(file: BinaryIO, start: int, following: int | None) -> bool:
    """Whether a record that is followed by something else than a record is sound.

    Its digest decides. Without one, it has to be all that is in its gzip member, or up to the next record.
    """
    file.seek(start)
    packed = file.read(len(_GZIP)) == _GZIP
    end = _member_end(file, start) if packed else following
    try:
        records = iter(ArchiveIterator(_Slice(file, start, end), parse_http=False))
        record = next(records)
        chunks = iter(functools.partial(record.reader.read, _CHUNK), b"")
        right = matches(record.headers.get(WarcHeader.WARC_BLOCK_DIGEST), chunks)
        if right is None:
            whole = record.reader.tell() == record.content_length and not (packed and end is None)
            right = whole and next(records, None) is None
    except (OSError, StopIteration):
        return False
    return right


def _is_followed(file: BinaryIO, start: int) -> bool:
    """Whether what follows the last record is no padding: readers of gzip take anything there for it."""
    file.seek(start)
    if file.read(len(_GZIP)) != _GZIP:
        return False
    end = _member_end(file, start)
    if end is None:
        return True
    file.seek(end)
    return bool(file.read(_CHUNK).strip(b"\0"))


def _member_end(file: BinaryIO, start: int) -> int | None:
    """Where a gzip member ends; None if it is damaged."""
    file.seek(start)
    stream, read = zlib.decompressobj(16 + zlib.MAX_WBITS), 0
    try:
        while not stream.eof:
            data = stream.unconsumed_tail or file.read(_CHUNK)
            if not data:
                return None
            read += 0 if stream.unconsumed_tail else len(data)
            stream.decompress(data, _CHUNK)
    except zlib.error:
        return None
    return start + read - len(stream.unused_data)


def _next_start(file: BinaryIO, after: int) -> int | None:
    """Where the next record begins that can be read at all, at or after a position."""
    file.seek(0)
    head = file.read(max(map(len, _MAGIC)))
    of_file = tuple(magic for magic in _MAGIC if head.startswith(magic) and _begins_at(file, 0))
    return next((position for position in _places(file, of_file or _MAGIC, after) if _begins_at(file, position)), None)


def _begins_at(file: BinaryIO, position: int) -> bool:
    """Whether a record can be read from a position on; looks at no more than its beginning."""
    file.seek(position)
    start = file.read(_NAMED)
    if start.startswith(_GZIP) and not _unpacks(start):
        return False
    try:
        probe = _Slice(file, position, position + _HEADED)
        _refuse_cut_header(next(iter(ArchiveIterator(probe, parse_http=False))))
    except (OSError, StopIteration):
        return False
    return True


def _unpacks(start: bytes) -> bool:
    """Whether the start of a gzip member gives anything; most places that only look like one are told here."""
    try:
        return bool(zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(start, 1))
    except zlib.error:
        return False


def _places(file: BinaryIO, magic: tuple[bytes, ...], after: int) -> Iterator[int]:
    """Where any of some bytes stand in a file, from a position on."""
    wanted, longest = re.compile(b"|".join(map(re.escape, magic))), max(map(len, magic))
    position = after
    while True:
        file.seek(position)
        chunk = file.read(_CHUNK)
        for found in wanted.finditer(chunk):
            yield position + found.start()
        if len(chunk) < _CHUNK:
            return
        position += _CHUNK - longest + 1


class _Slice:
    """A part of a file, as a file."""

    def __init__(self, file: BinaryIO, start: int, end: int | None) -> None:
        self._file = file
        self._end = end
        file.seek(start)

    def read(self, size: int = -1) -> bytes:
        if self._end is None:
            return self._file.read(size)
        left = max(0, self._end - self._file.tell())
        return self._file.read(left if size < 0 else min(size, left))

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def close(self) -> None:
        """Nothing: the file is somebody else's."""
