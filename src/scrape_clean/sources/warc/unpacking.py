"""WARC files that cannot be read as they lie there, written anew into a temporary file, plain.

Where several records share a gzip member or Zstandard frame (``gzip crawl.warc``), none behind a damaged one is found
in the packed bytes. And names of fields are the same in any case (WARC 1.1, 4), but not to the library, which reads no
headers whose lines end with LF either.
"""

import itertools
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final

from msgspec import Struct

from scrape_clean.sources.warc.parts import (
    CHUNK,
    WarcFile,
    end_of,
    head_of,
    is_packed,
    next_start,
    stands_alone,
    unpacked,
)

__all__ = ["Unpacked", "first_spelt_otherwise", "has_bare_line_ends", "next_in_any_case", "spelt_as_usual", "unpack"]

_LARGEST: Final = 4 * 1024**3
"""Bytes of a temporary file: a bomb gets no more, and a crawl of some ten thousand pages has room."""
_LONGEST_LINE: Final = 64 * 1024
_HEAD: Final = 4 * 1024  # bytes in which names of fields are looked at
_START: Final = re.compile(rb"WARC/[01]\.[0-9]{1,9}\r?\n")
_BARE: Final = re.compile(rb"WARC/[01]\.[0-9]{1,9}\n")
_FIELDS: Final = (
    "Content-Length Content-Type WARC-Block-Digest WARC-Concurrent-To WARC-Date WARC-Filename WARC-IP-Address "
    "WARC-Identified-Payload-Type WARC-Payload-Digest WARC-Profile WARC-Record-ID WARC-Refers-To WARC-Refers-To-Date "
    "WARC-Refers-To-Target-URI WARC-Segment-Number WARC-Segment-Origin-ID WARC-Segment-Total-Length WARC-Target-URI "
    "WARC-Truncated WARC-Type WARC-Warcinfo-ID"
)
_USUAL: Final = {name.lower(): name for name in _FIELDS.encode().split()}


class Unpacked(Struct, frozen=True, kw_only=True):
    """Gzip members or Zstandard frames in a row, unpacked into one plain file."""

    file: BinaryIO
    end: int
    """Position in the packed file behind the last sound one."""
    damaged: bool
    """Whether another one begins there, and only a part of it could be unpacked."""


def unpack(warc: WarcFile, start: int, largest: int = _LARGEST) -> Unpacked:
    """Write all that is packed from a position on into a temporary file, up to the first damage.

    Of a damaged record that is packed alone nothing is written: what could be unpacked need not be what was packed.

    Raises:
        OSError: It is more than ``largest`` bytes, or there is no room for it.
    """
    with _temporary() as file:
        written = sound = 0

        def write(piece: bytes) -> None:
            nonlocal written
            written = _within(written + len(piece), largest)
            file.write(piece)

        at, end = start, None
        while is_packed(warc, at) and (end := end_of(unpacked(warc, at), write)) is not None:
            at, sound = end, written
        if end is None and stands_alone(warc, at):
            file.truncate(sound)
        file.flush()
        return Unpacked(file=file, end=at, damaged=end is None)


def first_spelt_otherwise(warc: WarcFile) -> int | None:
    """Where the first sound record begins, if names of its fields, or its line ends, are not as in the standard."""
    first = next_in_any_case(warc, warc.first)
    if first is None or has_bare_line_ends(warc, first):
        return first
    return first if any(_usual(name) != name for name in _names_at(warc, first)) else None


def has_bare_line_ends(warc: WarcFile, position: int) -> bool:
    """Whether the header of the record at a position has LF where the standard wants CRLF (WARC 1.1, 4)."""
    return _BARE.match(head_of(warc, position, _HEAD)) is not None


def next_in_any_case(warc: WarcFile, after: int) -> int | None:
    """Where the next record begins, at or after a position, however names of its fields are spelt."""
    return next_start(warc, after, lambda warc, position: bool(_names_at(warc, position)))


def _names_at(warc: WarcFile, position: int) -> tuple[bytes, ...]:
    """Known names of fields, as they are spelt in the record that begins at a position; none if none begins."""
    head = head_of(warc, position, _HEAD)
    if _START.match(head) is None:
        return ()
    lines = itertools.takewhile(bytes.strip, head.splitlines()[1:])
    names = (line.partition(b":")[0].strip() for line in lines)
    return tuple(name for name in names if name.lower() in _USUAL)


def spelt_as_usual(plain: BinaryIO, largest: int = _LARGEST) -> BinaryIO:
    """A temporary copy of a plain WARC file with the standard's names of fields and line ends of headers.

    No position moves, but for that of what follows a header with bare line ends.

    Raises:
        OSError: It is more than ``largest`` bytes, or there is no room for it.
    """
    with _temporary() as file:
        size = _within(plain.seek(0, os.SEEK_END), largest)
        plain.seek(0)
        while line := plain.readline(_LONGEST_LINE):
            start = _START.search(line)
            bare = start is not None and _BARE.match(line) is not None
            file.write(_ended(line) if bare else line)
            if start and _leads_on(plain, length := _respell(plain, file, bare=bare), size):
                while length > 0 and (chunk := plain.read(min(length, CHUNK))):
                    length -= file.write(chunk)
        file.flush()
        return file


def _leads_on(plain: BinaryIO, length: int, size: int) -> bool:
    """Whether a block ends where another record begins, or the file; else its length lies, and records follow in it."""
    start = plain.tell()
    if start + length > size:
        return False
    plain.seek(start + length)
    behind = plain.read(_HEAD).lstrip(b"\r\n")
    plain.seek(start)
    return not behind or _START.match(behind) is not None


def _respell(plain: BinaryIO, file: BinaryIO, *, bare: bool) -> int:
    """Copy the fields of a record; gives the length of its block, 0 if it has none that can be read."""
    length = 0
    while line := plain.readline(_LONGEST_LINE):
        name, colon, value = line.partition(b":")
        spelt = _usual(name) + colon + value
        file.write(_ended(spelt) if bare else spelt)
        if name.lower() == b"content-length" and value.strip().isdigit() and len(value) < 20:
            length = int(value)
        if not line.strip():
            break
    return length


def _ended(line: bytes) -> bytes:
    return line[:-1] + b"\r\n" if line.endswith(b"\n") and not line.endswith(b"\r\n") else line


def _usual(name: bytes) -> bytes:
    return _USUAL.get(name.lower(), name)


def _within(size: int, largest: int) -> int:
    if size > largest:
        raise OSError(f"unpacked, it is larger than {largest:,} bytes")
    return size


@contextmanager
def _temporary() -> Iterator[BinaryIO]:
    """A file without a name, which is closed, and so deleted, if what is done with it fails."""
    file = tempfile.TemporaryFile()  # noqa: SIM115
    try:
        yield file
    except BaseException:
        file.close()
        raise
