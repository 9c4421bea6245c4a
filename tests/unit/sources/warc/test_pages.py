"""Captures from WARC files: bodies without codings, limits, and one page among many."""

import gzip
import zlib
from pathlib import Path

import brotli
import pytest
import zstandard

from scrape_clean.errors import InputError, UsageError
from scrape_clean.model import Capture
from scrape_clean.sources.warc import list_pages, read_page, read_pages
from warcs import message, record, response, sha1

HTML = b"<p>Open on Monday, closed on Tuesday, as every week since May 2016"
URL = "https://a.example/hours"
CHUNKED = (
    b"8\r\n" + HTML[:8] + b"\r\n" + f"{len(HTML) - 8:X};x=y\r\n".encode() + HTML[8:] + b"\r\n0\r\nTrailer: z\r\n\r\n"
)


def only(folder: Path, *records: bytes, max_bytes: int = 10_000) -> Capture | InputError:
    """What comes of the one page in a file."""
    (folder / "a.warc").write_bytes(b"".join(records))
    ((_, found),) = read_pages(folder / "a.warc", list_pages(folder / "a.warc").pages, max_bytes)
    return found


def chunks(body: bytes) -> bytes:
    """In the chunked coding."""
    return f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (HTML, ()),
        (HTML, ("Content-Length: 999",)),
        (HTML, ("Content-Encoding: identity",)),
        (CHUNKED, ("Transfer-Encoding: chunked",)),
        (CHUNKED.replace(b"\r\n", b"\n"), ("transfer-encoding: Chunked",)),
        (gzip.compress(HTML, mtime=0), ("Content-Encoding: gzip",)),
        (chunks(gzip.compress(HTML, mtime=0)), ("Content-Encoding: gzip", "Transfer-Encoding: chunked")),
        (zlib.compress(HTML), ("Content-Encoding: deflate",)),
        (brotli.compress(HTML), ("Content-Encoding: br",)),
        (zstandard.ZstdCompressor().compress(HTML), ("Content-Encoding: zstd",)),
        (brotli.compress(gzip.compress(HTML, mtime=0)), ("Content-Encoding: gzip", "Content-Encoding: br")),
        # Fields that were true of the response, but not of what was archived
        (HTML, ("Transfer-Encoding: chunked",)),
        (HTML, ("Content-Encoding: gzip",)),
        (HTML, ("Content-Encoding: br",)),
        (HTML, ("Content-Encoding: gzip", "Transfer-Encoding: chunked")),
        (HTML, ("X-Crawl-Content-Encoding: gzip", "X-Crawl-Transfer-Encoding: chunked")),
    ],
)
def test_codings_are_taken_off_if_they_are_there(tmp_path: Path, body: bytes, fields: tuple[str, ...]) -> None:
    """And a body that was archived without them is taken as it is."""
    found = only(tmp_path, response(URL, body, "Content-Type: text/html; charset=ISO-8859-2", *fields))
    assert found == Capture(body=HTML, source=URL, url=URL, media_type="text/html", charset="ISO-8859-2")


@pytest.mark.parametrize(
    ("body", "fields", "reason"),
    [
        (CHUNKED[:-30], ("Transfer-Encoding: chunked",), "is cut or garbled: its chunks"),
        (CHUNKED[:40] + b"zz" + CHUNKED[42:-20], ("Transfer-Encoding: chunked",), "is cut or garbled: its chunks"),
        (b"FFFFFFFFFFFFFF\r\nx", ("Transfer-Encoding: chunked",), "is cut or garbled: its chunks"),
        (
            gzip.compress(HTML, mtime=0)[:-9],
            ("Content-Encoding: gzip",),
            "is cut or garbled: it ends in the middle of its gzip",
        ),
        (
            gzip.compress(bytes(10_001), mtime=0),
            ("Content-Encoding: gzip",),
            "is larger than 10,000 bytes when unpacked",
        ),
        (gzip.compress(HTML, mtime=0), ("Content-Encoding: gzip, gzip, br",), "is encoded 3 times"),
        (HTML * 200, (), "is larger than 10,000 bytes; raise the limit with --max-bytes"),
        (chunks(HTML * 160), ("Transfer-Encoding: chunked",), "is larger than 10,000 bytes"),
        (bytes(1_000_000), (), "is larger than 10,000 bytes"),
    ],
)
def test_what_is_cut_or_too_large_is_told(tmp_path: Path, body: bytes, fields: tuple[str, ...], reason: str) -> None:
    """With the address, and the file as the source."""
    found = only(tmp_path, response(URL, body, "Content-Type: text/html", *fields))
    assert isinstance(found, InputError)
    assert found.reason.startswith(f"{URL}: {reason}")
    assert found.source == str(tmp_path / "a.warc")


def test_a_body_of_just_the_limit_is_read(tmp_path: Path) -> None:
    """In chunks too, which make it longer on the way."""
    body = HTML[:50] * 200
    for fields, sent in (((), body), (("Transfer-Encoding: chunked",), chunks(body))):
        found = only(tmp_path, response(URL, sent, "Content-Type: text/html", *fields))
        assert getattr(found, "body", None) == body


def test_a_body_that_is_not_what_was_archived_is_told(tmp_path: Path) -> None:
    """By its digest: nothing else can tell that a byte is another one."""
    found = only(tmp_path, record("response", URL, message(HTML), WARC_Block_Digest=sha1(message(HTML + b" "))))
    assert isinstance(found, InputError)
    assert found.reason == f"{URL}: is not what was archived: its digest is another one"


def test_a_file_that_changes_between_listing_and_reading_is_told(tmp_path: Path) -> None:
    """The pages that are not there any more."""
    path = tmp_path / "a.warc"
    path.write_bytes(response(URL, HTML) + response(URL + "2", HTML))
    listing = list_pages(path)
    path.write_bytes(response(URL, HTML))
    found = {page.url: capture for page, capture in read_pages(path, listing.pages)}
    assert isinstance(found[URL], Capture)
    assert str(found[URL + "2"]) == f"{path}: {URL}2: cannot be read any more; has the file changed?"
    assert list(read_pages(path, [])) == []


def test_one_page_is_found_by_its_address(tmp_path: Path) -> None:
    """Or alone, or by a pattern that fits it alone."""
    path = tmp_path / "a.warc"
    path.write_bytes(response(URL, HTML))
    assert read_page(path).body == HTML
    path.write_bytes(response(URL, HTML) + response("https://a.example/b?c=[d]", b"<p>b"))
    assert read_page(path, URL).body == HTML
    assert read_page(path, "https://a.example/b?c=[d]").body == b"<p>b"
    assert read_page(path, "*hours").body == HTML


def test_what_cannot_be_chosen_is_one_clear_line(tmp_path: Path) -> None:
    """Some of the addresses there are; that there is none; what there is instead; what is damaged."""
    path = tmp_path / "a.warc"
    pages = [response(f"https://a.example/{number}", HTML) for number in range(7)]
    path.write_bytes(b"".join(pages))
    with pytest.raises(UsageError) as caught:
        read_page(path)
    shown = ", ".join(f"https://a.example/{number}" for number in range(5))
    assert str(caught.value) == f"{path}: holds 7 pages; choose one with --url: {shown} ..."
    with pytest.raises(UsageError, match=r"a\.warc: holds no page with the address https://a\.example/x$"):
        read_page(path, "https://a.example/x")
    path.write_bytes(b"".join(pages)[:-100])
    with pytest.raises(UsageError, match=r"holds 6 pages; choose one .* \(1 damaged records are left out\)$"):
        read_page(path)
    path.write_bytes(response(URL, b"GIF89a", "Content-Type: image/gif") + response(URL, HTML, status="500 No"))
    with pytest.raises(InputError) as refused:
        read_page(path)
    assert str(refused.value) == (
        f"{path}: holds no page that can be cleaned; there is in it: 1 image/gif, 1 status 500"
    )
    path.write_bytes(b"")
    with pytest.raises(InputError, match=r"there is in it: nothing$"):
        read_page(path)
