"""The page in a WARC record: body without transfer and content codings, and what its head declares of it."""

import io
import re
from email.message import Message
from typing import Final

from fastwarc import WarcHeader, WarcRecord

from scrape_clean.errors import InputError
from scrape_clean.model import Capture
from scrape_clean.parse.sniff import refuse_binary
from scrape_clean.sources.codings import CodingError, codings_in, decode_content

__all__ = ["capture_of", "declared_type", "target_of"]

_CHUNK: Final = 1024 * 1024
_CHUNK_SIZE: Final = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]{0,4096})?\r?\n")


def target_of(record: WarcRecord) -> str:
    """The address that a record is about; Wget puts it into angle brackets, as an older version of the standard did."""
    return (record.headers.get(WarcHeader.WARC_TARGET_URI) or "").strip().removeprefix("<").removesuffix(">")


def declared_type(record: WarcRecord) -> tuple[str | None, str | None]:
    """Media type, without parameters and in lower case, and charset, as the sender declares them."""
    header = record.http_headers.get("Content-Type") if record.is_http else record.headers.get(WarcHeader.CONTENT_TYPE)
    field = Message()
    field["Content-Type"] = " ".join((header or "").split())
    essence = (header or "").partition(";")[0].strip().lower()
    charset = field.get_param("charset")
    return essence or None, charset.strip() or None if isinstance(charset, str) else None


def capture_of(record: WarcRecord, max_bytes: int) -> Capture:
    """Take the page out of a record whose head has been parsed but whose body has not been read.

    Raises:
        InputError: It is too large, cut or garbled.
    """
    body = _read(record, max_bytes)
    if record.is_http:
        if "chunked" in (record.http_headers.get("Transfer-Encoding") or "").lower():
            body = _without_chunks(body)
        codings = codings_in(",".join(record.http_headers.get_multiple("Content-Encoding")))
        body = _decoded(body, codings, max_bytes)
    if len(body) > max_bytes:
        raise _too_large(max_bytes)
    media_type, charset = declared_type(record)
    return Capture(body=body, url=target_of(record) or None, media_type=media_type, charset=charset)


def _read(record: WarcRecord, max_bytes: int) -> bytes:
    """The payload as it lies there; what comes in chunks is a little longer than what it says."""
    limit = max_bytes + max_bytes // 8 + _CHUNK
    if record.content_length > limit:
        raise _too_large(max_bytes)
    held = io.BytesIO()
    while chunk := record.reader.read(_CHUNK):
        held.write(chunk)
    return held.getvalue()


def _too_large(max_bytes: int) -> InputError:
    return InputError(f"is larger than {max_bytes:,} bytes; raise the limit with --max-bytes")


def _without_chunks(body: bytes) -> bytes:
    """Take off the chunked coding (RFC 9112, 7.1), if it is there: many archives keep the header without it.

    Raises:
        InputError: The chunks are cut or garbled.
    """
    held, position = io.BytesIO(), 0
    while size := _CHUNK_SIZE.match(body, position):
        length = int(size[1], 16)
        if length == 0:
            return held.getvalue()
        end = size.end() + length
        held.write(memoryview(body)[size.end() : end])
        if end > len(body):
            break
        position = end + (2 if body.startswith(b"\r\n", end) else 1)
    if position == 0 and not size:
        return body
    raise InputError("is cut or garbled: its chunks do not end as they should")


def _decoded(body: bytes, codings: tuple[str, ...], max_bytes: int) -> bytes:
    """Take off the content codings; a body that is plain text all the same was stored without them."""
    try:
        return decode_content(body, codings, max_bytes)
    except CodingError as problem:
        try:
            refuse_binary(body)
        except InputError:
            raise problem from None
        return body
