"""The page in a WARC record: its body without transfer and content codings, and what is declared of it."""

import io
import re
from typing import Final
from urllib.parse import quote

from fastwarc import WarcHeader, WarcRecord, WarcRecordType

from scrape_clean.errors import InputError
from scrape_clean.model import Capture
from scrape_clean.parse.sniff import refuse_binary, sent_type
from scrape_clean.sources.codings import CodingError, DamagedError, codings_of, decode_content
from scrape_clean.sources.warc.digests import matches
from scrape_clean.sources.warc.heads import LONGEST_HEAD, content_type, read_head

__all__ = ["capture_of", "is_message", "target_of"]

_CHUNK: Final = 1024 * 1024
_CHUNK_SIZE: Final = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]{0,4096})?\r?\n")


def target_of(record: WarcRecord) -> str:
    """The address that a record is about, in one printable word; Wget puts it into angle brackets."""
    field = (record.headers.get(WarcHeader.WARC_TARGET_URI) or "").strip().removeprefix("<").removesuffix(">")
    return "".join(sign if sign.isprintable() and sign != " " else quote(sign, errors="replace") for sign in field)


def is_message(record: WarcRecord) -> bool:
    """Whether a record's block is an HTTP message, not a bare body."""
    if record.record_type == WarcRecordType.response and target_of(record).lower().startswith(("http:", "https:")):
        return True
    return content_type(record.headers.get(WarcHeader.CONTENT_TYPE))[0] == "application/http"


def capture_of(record: WarcRecord, max_bytes: int) -> Capture:
    """Take the page out of a record of which nothing has been read yet.

    Raises:
        InputError: It is too large, cut or garbled.
    """
    block = _read(record, max_bytes)
    if matches(record.headers.get(WarcHeader.WARC_BLOCK_DIGEST), (block,)) is False:
        raise InputError("is not what was archived: its digest is another one")
    declared = record.headers.get(WarcHeader.CONTENT_TYPE)
    if not is_message(record):
        body = block
    else:
        head = read_head(block)
        if head is None:
            raise InputError("is garbled: it does not begin as a response does")
        declared = head.fields.get("content-type")
        body = block[head.length :]
        if "chunked" in head.fields.get("transfer-encoding", "").lower():
            body = _without_chunks(body)
        body = _decoded(body, head.fields.get("content-encoding", ""), max_bytes)
    if len(body) > max_bytes:
        raise _too_large(max_bytes)
    media_type, charset = content_type(declared)
    kind = sent_type(media_type, body)
    return Capture(body=body, url=target_of(record) or None, media_type=kind, charset=charset)


def _read(record: WarcRecord, max_bytes: int) -> bytes:
    """The block as it lies there; its head and what comes in chunks make it a little longer than the body."""
    limit = max_bytes + max_bytes // 8 + LONGEST_HEAD
    if record.content_length > limit:
        raise _too_large(max_bytes)
    held = io.BytesIO()
    while chunk := record.reader.read(_CHUNK):
        held.write(chunk)
    return held.getvalue()


def _too_large(max_bytes: int) -> InputError:
    return InputError(f"is larger than {max_bytes:,} bytes; raise the limit with --max-bytes")


def _without_chunks(body: bytes) -> bytes:
    """Take off the chunked coding (RFC 9112, 7.1), if it is there: many archives keep the field without it.

    Raises:
        InputError: The chunks are cut or garbled.
    """
    held, position = io.BytesIO(), 0
    while size := _CHUNK_SIZE.match(body, position):
        length = int(size[1], 16)
        if length == 0:
            return held.getvalue()
        end = size.end() + length
        if end > len(body):
            break
        held.write(memoryview(body)[size.end() : end])
        position = end + (2 if body.startswith(b"\r\n", end) else 1)
    if position == 0 and not size:
        return body
    raise InputError("is cut or garbled: its chunks do not end as they should")


def _decoded(body: bytes, field: str, max_bytes: int) -> bytes:
    """Take off the content codings; a body that is plain text all the same was stored without them."""
    try:
        return decode_content(body, codings_of([field]), max_bytes)
    except DamagedError as problem:
        raise InputError(str(problem)) from None
    except CodingError as problem:
        try:
            refuse_binary(body)
        except InputError:
            raise problem from None
        return body
