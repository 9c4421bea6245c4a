"""WARC records made by hand, for the tests of reading them."""

import base64
import gzip
import hashlib
import re
import struct
from collections.abc import Callable, Iterable

import zstandard

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda record: gzip.compress(record, mtime=0),
    "zstd": zstandard.ZstdCompressor(write_checksum=True).compress,
    "plain": bytes,
}


def sha1(data: bytes) -> str:
    """As most tools write digests."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def record(kind: str, url: str, block: bytes, **fields: str | int | None) -> bytes:
    """One record, plain; ``fields`` add to the usual ones or replace them, ``_`` for ``-``; None leaves one out.

    ``version`` is the format's.
    """
    number = hashlib.md5(url.encode() + block, usedforsecurity=False).hexdigest()
    usual: dict[str, str | int | None] = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{number[:8]}-{number[8:12]}-4{number[13:16]}-8{number[17:20]}-{number[20:]}>",
        "WARC-Date": "2026-01-01T03:04:05Z",
        "WARC-Target-URI": url,
        "WARC-Block-Digest": sha1(block),
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": len(block),
    }
    version = fields.pop("version", "1.1")
    for name, value in fields.items():
        usual[name.replace("_", "-")] = value
    lines = "".join(f"{name}: {value}\r\n" for name, value in usual.items() if value is not None)
    return f"WARC/{version}\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def message(body: bytes, *fields: str, status: str = "200 OK") -> bytes:
    """An HTTP response; HTML if no fields are given."""
    head = fields or ("Content-Type: text/html; charset=utf-8",)
    return "\r\n".join((f"HTTP/1.1 {status}", *head, "", "")).encode() + body


def response(url: str, body: bytes, *fields: str, status: str = "200 OK", **others: str | int | None) -> bytes:
    """A response record."""
    return record("response", url, message(body, *fields, status=status), **others)


def with_dictionary(records: Iterable[bytes], *, packed: bool) -> tuple[bytes, list[bytes]]:
    """The skippable frame of a dictionary, plain or compressed, and records packed with it (IIPC's warc-zstd 1.0)."""
    samples = [response(f"https://a.example/{n}", b"<p>%d" % (n * 7919)) for n in range(2000)]
    dictionary = zstandard.train_dictionary(2000, list(samples))
    content = dictionary.as_bytes()
    if packed:
        content = zstandard.ZstdCompressor().compress(content)
    packer = zstandard.ZstdCompressor(dict_data=dictionary)
    return struct.pack("<II", 0x184D2A5D, len(content)) + content, [packer.compress(each) for each in records]


def bare(record: bytes) -> bytes:
    """The record with LF at the ends of its header's lines, and behind its block."""
    head, _, block = record.partition(b"\r\n\r\n")
    return head.replace(b"\r\n", b"\n") + b"\n\n" + block.removesuffix(b"\r\n\r\n") + b"\n\n"


def in_lower_case(record: bytes) -> bytes:
    """The record with names of fields in lower case, as Rust's `warc` writes them."""
    head, blank, block = record.partition(b"\r\n\r\n")
    return re.sub(rb"(?m)^[A-Za-z-]+:", lambda name: name[0].lower(), head) + blank + block
