"""Writing what a visit received."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from scrape_clean.archive.files import Archived, Place, Provenance, Written, archive_path
from scrape_clean.archive.read import find_original
from scrape_clean.archive.records import visit_records
from scrape_clean.sources.visits import Exchange
from scrape_clean.storage import write_streamed

__all__ = ["write_exchanges"]


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
    from scrape_clean.archive.writer import write_records  # noqa: PLC0415  warcio is slow to load; others only read

    target = archive_path(folder, path)
    original = find_original(folder, last) if last is not None and last.archived.path != path else None
    records = tuple(visit_records(exchanges, provenance, target.name, original))
    sizes: list[tuple[int, str]] = []

    def write(stream: BinaryIO) -> None:
        counted = _Counted(stream)
        write_records(records, counted)
        sizes.append((counted.count, counted.digest.hexdigest()))

    write_streamed(target, write)
    ((size, digest),) = sizes
    archived = Archived(path=path, records=len(records), bytes=size, digest=f"sha256:{digest}")
    return Written(archived=archived, record=next((each.record for each in records if each.holds_body), None))


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
