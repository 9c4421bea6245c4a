"""Reading back what was archived, and proving that it is still what was written."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from fastwarc import ArchiveIterator, WarcHeader, WarcRecord, WarcRecordType

from scrape_clean.archive.files import Archived, Place, archive_path
from scrape_clean.archive.records import Original
from scrape_clean.errors import InputError
from scrape_clean.model import Capture
from scrape_clean.sources.files import DEFAULT_MAX_BYTES
from scrape_clean.sources.warc.bodies import capture_of, target_of

__all__ = ["find_original", "read_archived", "verify"]

_HOLD_BODIES: Final = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion


def verify(folder: Path, archived: Archived) -> str | None:
    """Compare a file with what was written: length, digest and number of records.

    Returns:
        What is wrong with it, in one line without its name; None if it is sound.
    """
    path = archive_path(folder, archived.path)
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        return f"cannot be read: {(error.strerror or str(error)).lower()}"
    if f"sha256:{digest}" == archived.digest:
        return None
    left = f"{_count(path)} of {archived.records} records can be read"
    if size < archived.bytes:
        return f"is cut: it has {size:,} bytes, {archived.bytes:,} were written; {left}"
    if size > archived.bytes:
        return f"has grown: it has {size:,} bytes, {archived.bytes:,} were written; {left}"
    return f"has other bytes than were written; {left}"


def read_archived(folder: Path, place: Place, *, max_bytes: int = DEFAULT_MAX_BYTES) -> Capture:
    """The capture that was archived: its body without content coding, its url, media type and charset.

    Raises:
        InputError: The file is missing or not as it was written, or the body is larger than ``max_bytes``.
    """
    source = str(archive_path(folder, place.archived.path))
    if (reason := verify(folder, place.archived)) is not None:
        raise InputError(reason, source)
    for record in _records(Path(source)):
        if _id(record) == place.record:
            try:
                return capture_of(record, max_bytes)
            except InputError as problem:
                raise InputError(problem.reason, source) from None
    raise InputError(f"holds no body under the record id {place.record}", source)


def find_original(folder: Path, place: Place) -> Original | None:
    """What a revisit record says of the record that it refers to; None if that cannot be read any more."""
    if verify(folder, place.archived) is not None:
        return None
    for record in _records(archive_path(folder, place.archived.path)):
        digest = record.headers.get(WarcHeader.WARC_PAYLOAD_DIGEST)
        if _id(record) == place.record and digest is not None:
            date = record.headers[WarcHeader.WARC_DATE]
            return Original(record=place.record, url=target_of(record), date=date, payload_digest=digest)
    return None


def _records(path: Path) -> Iterator[WarcRecord]:
    """The records that can hold a body, of a file that is as it was written."""
    yield from ArchiveIterator(str(path), record_types=_HOLD_BODIES, parse_http=False)


def _id(record: WarcRecord) -> str:
    return (record.record_id or "").strip("<>")


def _count(path: Path) -> int:
    """How many whole records can still be read from the start of a damaged file."""
    count = 0
    try:
        for record in ArchiveIterator(str(path), parse_http=False):
            if record.consume() < record.content_length:
                break
            count += 1
    except OSError:
        pass
    return count
