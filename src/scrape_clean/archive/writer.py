"""Records into a WARC file, by warcio."""

import io
from collections.abc import Iterable
from typing import Final, Protocol

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scrape_clean.archive.records import WarcBlock

__all__ = ["write_records"]

_VERSION: Final = "WARC/1.1"


class Writable(Protocol):
    """What takes bytes."""

    def write(self, data: bytes, /) -> object:
        """Take them all."""

    def flush(self) -> None:
        """Pass them on."""


def write_records(records: Iterable[WarcBlock], stream: Writable) -> None:
    """Write records one after the other, each compressed by itself."""
    writer = _Writer(stream, gzip=True, warc_version=_VERSION)
    for record in records:
        writer.write_record(_for_writer(record))


def _for_writer(record: WarcBlock) -> ArcWarcRecord:
    """The record as the library has it. Whatever it is: of a revisit the library would leave out the block."""
    fields = StatusAndHeaders("", list(record.fields), protocol=_VERSION)
    block = io.BytesIO(b"".join(record.parts))
    return ArcWarcRecord("warc", "response", fields, block, None, record.content_type, record.length)


class _Writer(WARCWriter):  # type: ignore[misc]  # untyped
    """Writes records as they are given."""

    def ensure_digest(self, record: ArcWarcRecord, block: bool = True, payload: bool = True) -> None:  # noqa: FBT001, FBT002
        """Nothing: the digests that belong there are there."""
