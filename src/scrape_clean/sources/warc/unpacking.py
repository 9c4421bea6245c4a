"""WARC files that cannot be read as they lie there, written anew into a temporary file, plain.

Where several records share a gzip member or Zstandard frame (``gzip crawl.warc``), none behind a damaged one is found
in the packed bytes. And names of fields are the same in any case (WARC 1.1, 4), but not to the library.
"""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final

from msgspec import Struct

from scrape_clean.sources.warc.parts import CHUNK, WarcFile, end_of, is_packed, unpacked

__all__ = ["Unpacked", "is_spelt_otherwise", "spelt_as_usual", "unpack"]

_LARGEST: Final = 4 * 1024**3
"""Bytes of a temporary file: a bomb gets no more, and a crawl of some ten thousand pages has room."""
_LONGEST_LINE: Final = 64 * 1024
_START: Final = re.compile(rb"WARC/[01]\.[0-9]{1,9}\r?\n")
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

    Raises:
        OSError: It is more than ``largest`` bytes, or there is no room for it.
    """
    with _temporary() as file:
        written = 0

        def write(piece: bytes) -> None:
            nonlocal written
            written = _within(written + len(piece), largest)
            file.write(piece)

        at, end = start, None
        while is_packed(warc, at) and (end := end_of(unpacked(warc, at), write)) is not None:
            at = end
        file.flush()
        return Unpacked(file=file, end=at, damaged=end is None)


def is_spelt_otherwise(warc: WarcFile) -> bool:
    """Whether the first record has names of fields in another case than the standard, as some programs write them."""
    if is_packed(warc, warc.first):
        start = next(unpacked(warc, warc.first), b"")
    else:
        warc.file.seek(0)
        start = warc.file.read(CHUNK)
    if _START.match(start) is None:
        return False
    lines = iter(start.splitlines()[1:])
    names = (line.partition(b":")[0].strip() for line in iter(lambda: next(lines, b""), b""))
    return any(_usual(name) != name for name in names)


def spelt_as_usual(plain: BinaryIO, largest: int = _LARGEST) -> BinaryIO:
    """A temporary copy of a plain WARC file in which names of fields are those of the standard; no position moves.

    Raises:
        OSError: It is more than ``largest`` bytes, or there is no room for it.
    """
    with _temporary() as file:
        plain.seek(0)
        while line := plain.readline(_LONGEST_LINE):
            file.write(line)
            if _START.fullmatch(line):
                length = _respell(plain, file)
                _within(file.tell() + length, largest)
                while length > 0 and (chunk := plain.read(min(length, CHUNK))):
                    length -= file.write(chunk)
        file.flush()
        return file


def _respell(plain: BinaryIO, file: BinaryIO) -> int:
    """Copy the fields of a record; gives the length of its block, 0 if it has none that can be read."""
    length = 0
    while line := plain.readline(_LONGEST_LINE):
        name, colon, value = line.partition(b":")
        file.write(_usual(name) + colon + value)
        if name.lower() == b"content-length" and value.strip().isdigit() and len(value) < 20:
            length = int(value)
        if not line.strip():
            break
    return length


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
