"""WARC records of one visit (WARC 1.1, https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/).

Everything in them comes from what is given, record ids too, so that the same visit makes the same records.
"""

import hashlib
import json
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from scrape_clean.archive.files import Provenance
from scrape_clean.archive.messages import as_uri, request_message, response_head, told_unchanged
from scrape_clean.sources.visits import Exchange, Headers

__all__ = ["Original", "WarcBlock", "visit_records"]

_IDS: Final = uuid.UUID("5d1c2a0e-6c7b-4f0e-9d63-0b7a4f6a2f11")  # name space of this package's record ids
_SPECIFICATION: Final = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
_PROFILES: Final = "http://netpreserve.org/warc/1.1/revisit/"
_PROTOCOLS: Final = {"HTTP/1.0": "http/1.0", "HTTP/1.1": "http/1.1", "HTTP/2": "h2"}
_FIELDS: Final = "application/warc-fields"
_RESPONSE: Final = "application/http; msgtype=response"
_UNCHANGED: Final = "server-not-modified"
_IDENTICAL: Final = "identical-payload-digest"
_RENDER: Final = "RENDER"

_Type: TypeAlias = Literal["warcinfo", "response", "revisit", "request", "metadata", "resource", "conversion"]


class Original(Struct, frozen=True, kw_only=True):
    """The record that an unchanged page refers to, as it lies in the archive."""

    record: str
    url: str
    date: str
    """As written there, since replay looks it up by it."""
    payload_digest: str


class WarcBlock(Struct, frozen=True, kw_only=True):
    """One record, ready to be written."""

    record: str
    """WARC-Record-ID, without angle brackets."""
    fields: Headers
    content_type: str
    parts: tuple[bytes, ...]
    holds_body: bool = False
    """Whether it holds what the visit was made for."""

    @property
    def length(self) -> int:
        """Bytes in the block."""
        return sum(map(len, self.parts))


def visit_records(
    exchanges: Sequence[Exchange], provenance: Provenance, filename: str, original: Original | None
) -> Iterator[WarcBlock]:
    """The records of one visit: what made them, then of each exchange the response and the request.

    The last exchange is the page itself. If it tells or shows that the page is still what ``original`` holds, it
    becomes a revisit record, which has no body. What a browser made of a page becomes a conversion of the response
    before it, or a resource if there is none.

    The head of a 304 stands in a metadata record of its own: replay (pywb) shows the head of a revisit with the body
    that it refers to, and with a 304 in it a browser would show nothing.
    """
    made = _Maker(provenance)
    info = made.warcinfo(filename, exchanges[0].time)
    yield info
    answered: str | None = None
    for number, exchange in enumerate(exchanges, 1):
        is_page = number == len(exchanges)
        if exchange.method == _RENDER:
            yield made.rendering(exchange, answered, holds_body=is_page)
            continue
        profile = _profile(exchange, original) if is_page else None
        if original is None or profile is None:
            answer = made.response(exchange, holds_body=is_page and exchange.status != 304)
        else:
            answer = made.revisit(exchange, original, profile)
        yield answer
        if profile == _UNCHANGED:
            yield made.metadata(exchange, answer.record)
        yield made.request(exchange, answer.record)
        answered = answer.record


class _Maker:
    """Makes the records of one file, one after the other."""

    def __init__(self, provenance: Provenance) -> None:
        self._provenance = provenance
        self._info: str | None = None
        self._made = 0

    def warcinfo(self, filename: str, time: datetime) -> WarcBlock:
        of = self._provenance
        fields = (
            ("software", of.software),
            ("format", "WARC File Format 1.1"),
            ("conformsTo", _SPECIFICATION),
            ("isPartOf", " ".join(part for part in (of.source, of.page) if part)),
            ("description", f"run {of.run}"),
        )
        block = "".join(f"{name}: {_line(value)}\r\n" for name, value in fields).encode()
        made = self._record("warcinfo", time, (("WARC-Filename", filename),), _FIELDS, (block,))
        self._info = made.record
        return made

    def response(self, exchange: Exchange, *, holds_body: bool) -> WarcBlock:
        fields = (*_of(exchange), ("WARC-Payload-Digest", _digest(exchange.body)))
        if exchange.truncated:
            fields += (("WARC-Truncated", "unspecified"),)
        parts = (response_head(exchange), exchange.body)
        return self._record("response", exchange.time, fields, _RESPONSE, parts, holds_body=holds_body)

    def revisit(self, exchange: Exchange, original: Original, profile: str) -> WarcBlock:
        fields = (
            *_of(exchange),
            ("WARC-Payload-Digest", original.payload_digest),
            ("WARC-Profile", _PROFILES + profile),
            ("WARC-Refers-To", f"<{original.record}>"),
            ("WARC-Refers-To-Target-URI", original.url),
            ("WARC-Refers-To-Date", original.date),
        )
        if profile == _UNCHANGED:
            return self._record("revisit", exchange.time, fields, _RESPONSE, ())
        fields += (("WARC-Truncated", "length"),)  # as 6.7.2 wants it
        return self._record("revisit", exchange.time, fields, _RESPONSE, (response_head(exchange),))

    def metadata(self, exchange: Exchange, revisit: str) -> WarcBlock:
        fields = (*_of(exchange), ("WARC-Concurrent-To", f"<{revisit}>"))
        return self._record("metadata", exchange.time, fields, _FIELDS, (told_unchanged(exchange),))

    def request(self, exchange: Exchange, answer: str) -> WarcBlock:
        fields = (*_of(exchange), ("WARC-Concurrent-To", f"<{answer}>"))
        message = request_message(exchange)
        return self._record("request", exchange.time, fields, "application/http; msgtype=request", (message,))

    def rendering(self, exchange: Exchange, response: str | None, *, holds_body: bool) -> WarcBlock:
        declared = next((value for name, value in exchange.headers if name.lower() == "content-type"), "text/html")
        fields: Headers = (("WARC-Target-URI", as_uri(exchange.url)), ("WARC-Payload-Digest", _digest(exchange.body)))
        kind: _Type = "resource" if response is None else "conversion"
        if response is not None:
            fields += (("WARC-Refers-To", f"<{response}>"),)
        parts = (exchange.body,)
        return self._record(kind, exchange.time, fields, _line(declared), parts, holds_body=holds_body)

    def _record(  # noqa: PLR0913  what a record is made of
        self, kind: _Type, time: datetime, fields: Headers, content_type: str, parts: tuple[bytes, ...],
        *, holds_body: bool = False,
    ) -> WarcBlock:  # fmt: skip
        digest, of, date = _digest(*parts), self._provenance, _date(time)
        name = json.dumps([of.run, of.source, of.page, self._made, kind, date, fields, digest])
        self._made += 1
        record = uuid.uuid5(_IDS, name).urn
        first: Headers = (("WARC-Type", kind), ("WARC-Record-ID", f"<{record}>"), ("WARC-Date", date))
        if self._info is not None:
            first += (("WARC-Warcinfo-ID", f"<{self._info}>"),)
        return WarcBlock(
            record=record, fields=(*first, *fields, ("WARC-Block-Digest", digest)),
            content_type=content_type, parts=parts, holds_body=holds_body,
        )  # fmt: skip


def _profile(exchange: Exchange, original: Original | None) -> str | None:
    """Why a response need not be stored again; None if it has to be."""
    if original is None or exchange.truncated:
        return None
    if exchange.status == 304:
        return _UNCHANGED
    return _IDENTICAL if exchange.status == 200 and _digest(exchange.body) == original.payload_digest else None


def _of(exchange: Exchange) -> Headers:
    fields: Headers = (("WARC-Target-URI", as_uri(exchange.url)),)
    if exchange.address is not None:
        fields += (("WARC-IP-Address", exchange.address),)
    if (protocol := _PROTOCOLS.get(exchange.protocol)) is not None:
        in_clear = protocol == "h2" and exchange.url.lower().startswith("http:")
        fields += (("WARC-Protocol", "h2c" if in_clear else protocol),)
    return fields


def _line(value: str) -> str:
    return " ".join(value.split())


def _date(time: datetime) -> str:
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _digest(*parts: bytes) -> str:
    """SHA-256: with SHA-1, a page could be made to pass for another one."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return f"sha256:{digest.hexdigest()}"
