"""Writing what a visit received."""

import hashlib
import io
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Final

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scrape_clean.archive.files import Archived, Place, Provenance, Written, archive_path
from scrape_clean.archive.read import find_original
from scrape_clean.archive.records import WarcBlock, visit_records
from scrape_clean.sources.visits import Exchange
from scrape_clean.storage import write_streamed

__all__ = ["write_exchanges"]

_VERSION: Final = "WARC/1.1"


def write_exchanges(
    folder: Path, path: str, exchanges: Sequence[Exchange], *, provenance: Provenance, last: Place | None = None
) -> Written:
    """Write the exchanges of one visit into one WARC file, whole or not at all; an older file of that path is replaced.

    The same arguments give the same bytes.

    Args:
        folder: The archive.
        path: The file, relative to the folder; ends in ``.warc.gz``.
        exchanges: At least one, in order; the last one is the page itself.
        provenance: What the file says of its making.
        last: The last good capture of the page. If the page is still the same, by the server's word (304) or byte for
            byte, the file refers to it and does not hold the body again. If that file is not as it was written any
            more, nothing refers to it, so that a body in hand is never lost.

    Raises:
        OutputError: It cannot be written.
    """
    target = archive_path(folder, path)
    original = find_original(folder, last) if last is not None and last.archived.path != path else None
    records = tuple(visit_records(exchanges, provenance, target.name, original))
    sizes: list[tuple[int, str]] = []

    def write(stream: BinaryIO) -> None:
        counted = _Counted(stream)
        writer = _Writer(counted, gzip=True, warc_version=_VERSION)
        for record in records:
            writer.write_record(_for_writer(record))
        sizes.append((counted.count, counted.digest.hexdigest()))

    write_streamed(target, write)
    ((size, digest),) = sizes
    archived = Archived(path=path, records=len(records), bytes=size, digest=f"sha256:{digest}")
    return Written(archived=archived, record=next((each.record for each in records if each.holds_body), None))


def _for_writer(record: WarcBlock) -> ArcWarcRecord:
    """The record as the library has it. Whatever it is: of a revisit the library would leave out the block."""
    fields = StatusAndHeaders("", list(record.fields), protocol=_VERSION)
    block = io.BytesIO(b"".join(record.parts))
    return ArcWarcRecord("warc", "response", fields, block, None, record.content_type, record.length)


class _Writer(WARCWriter):  # type: ignore[misc]  # untyped
    """Writes records as they are given."""

    def ensure_digest(self, record: ArcWarcRecord, block: bool = True, payload: bool = True) -> None:  # noqa: FBT001, FBT002
        """Nothing: the digests that belong there are there."""


class _Counted:
    """A stream that knows how much went into it, and its digest."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> None:
        self._stream.write(data)
        self.count += len(data)
        self.digest.update(data)

    def flush(self) -> None:
        """Nothing: who opened the stream brings it to the disk, once."""
