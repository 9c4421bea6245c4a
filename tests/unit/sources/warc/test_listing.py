"""Which records of a WARC file are pages, and which capture of a page is the newest."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from scrape_clean.errors import InputError
from scrape_clean.sources.warc import Listing, latest, list_pages, matching, read_pages
from warcs import message, record, response, sha1

HTML = b"<p>Open on Monday"
URL = "https://a.example/hours"


def listing(folder: Path, *records: bytes) -> Listing:
    """What is in a file of these records."""
    (folder / "a.warc").write_bytes(b"".join(records))
    return list_pages(folder / "a.warc")


def urls(found: Listing) -> list[str]:
    """The addresses of the pages."""
    return [page.url for page in found.pages]


@pytest.mark.parametrize(
    ("field", "media_type"),
    [
        ("text/html", "text/html"),
        ("Text/HTML;charset=utf-8", "text/html"),
        ("application/xhtml+xml", "application/xhtml+xml"),
        ("text/plain; charset=latin-1", "text/plain"),
        ("text/markdown", "text/markdown"),
        ("text/x-markdown", "text/markdown"),
    ],
)
def test_what_can_be_cleaned_is_a_page(tmp_path: Path, field: str, media_type: str) -> None:
    """By its declared type, with its time."""
    (page,) = listing(tmp_path, response(URL, HTML, f"content-type: {field}")).pages
    assert (page.url, page.media_type, page.number) == (URL, media_type, 0)
    assert page.time == datetime(2026, 1, 1, 3, 4, 5, tzinfo=UTC)


def test_a_page_that_nobody_declared_is_one_until_it_is_read(tmp_path: Path) -> None:
    """No type at all is to be sniffed; the type that the archive found by itself counts; a stream of octets is none."""
    bare = response(URL, HTML, "Server: x")
    found = listing(tmp_path, bare, response(URL + "2", HTML, "Server: x", WARC_Identified_Payload_Type="image/png"))
    assert [(page.url, page.media_type) for page in found.pages] == [(URL, None)]
    assert listing(tmp_path, response(URL, HTML, "Content-Type: application/octet-stream")).pages == ()


def test_all_else_is_counted_by_its_kind(tmp_path: Path) -> None:
    """So that a file without a page says what is in it; a crawler's own notes are no pages."""
    notes = record("resource", "metadata://gnu.org/software/wget/warc/wget.log", b"log", Content_Type="text/plain")
    found = listing(
        tmp_path,
        record("warcinfo", "", b"software: x\r\n", WARC_Target_URI=None, Content_Type="application/warc-fields"),
        record("request", URL, b"GET /hours HTTP/1.1\r\n\r\n", Content_Type="application/http; msgtype=request"),
        record("metadata", URL, b"a: b\r\n", Content_Type="application/warc-fields"),
        record("future-type", URL, b"x", Content_Type="text/html"),
        notes,
        record("resource", "urn:text:https://a.example/", b"text", Content_Type="text/plain"),
        record("response", "dns:a.example", b"20260101", Content_Type="text/dns"),
        response("https://a.example/robots.txt", b"User-agent: *", "Content-Type: text/plain"),
        response(URL, HTML, status="404 Not Found"),
        response(URL, HTML, status="302 Found"),
        response(URL, b"\x89PNG", "Content-Type: image/png"),
        response(URL, b"\x89PNG2", "Content-Type: image/png"),
        record("response", URL, b"ICY 200 OK\r\n\r\nstream"),
        response("https://[a.example/", HTML),
        response("hours", HTML),
    )
    assert urls(found) == []
    assert found.problems == ()
    assert dict(found.others) == {
        "warcinfo": 1, "request": 1, "metadata": 1, "unknown": 1, "metadata: record": 1, "urn: record": 1,
        "dns: record": 1, "robots.txt": 1, "status 404": 1, "status 302": 1, "image/png": 2,
        "record that is no response": 1, "record without an address": 2,
    }  # fmt: skip
    assert found.others[:2] == (("image/png", 2), ("record without an address", 2))


def test_resources_and_conversions_are_pages(tmp_path: Path) -> None:
    """A file that was put in, a page that a browser made, the text of a Common Crawl WET file."""
    found = listing(
        tmp_path,
        record("resource", "file:///srv/page.html", HTML, Content_Type="text/html"),
        record("conversion", URL, b"Open on Monday", Content_Type="text/plain"),
        record("resource", "ftp://a.example/readme.txt", b"Read me", Content_Type="text/plain"),
    )
    assert urls(found) == ["file:///srv/page.html", URL, "ftp://a.example/readme.txt"]
    pages = dict(read_pages(tmp_path / "a.warc", found.pages))
    bodies = [getattr(capture, "body", None) for capture in pages.values()]
    assert bodies == [HTML, b"Open on Monday", b"Read me"]


def test_heads_are_read_however_they_are_written(tmp_path: Path) -> None:
    """Bare line feeds, no reason, folded fields, capitals, a head of 100 kB."""
    for number, head in enumerate([
        b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n",
        b"HTTP/2 200\r\ncontent-type:text/html\r\n\r\n",
        b"HTTP/1.0 200 \r\nCONTENT-TYPE:\r\n text/html;\r\n\tcharset=utf-8\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX-Long: " + b"y" * 100_000 + b"\r\nContent-Type: text/html\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nno colon\r\nX-\xe9: \xe9\r\nContent-Type: text/html\r\n\r\n",
    ]):  # fmt: skip
        found = listing(tmp_path, record("response", URL, head + HTML))
        assert urls(found) == [URL], number
        ((_, capture),) = read_pages(tmp_path / "a.warc", found.pages)
        assert not isinstance(capture, InputError)
        assert capture.body == HTML, number


def test_what_is_cut_by_who_archived_it_is_told(tmp_path: Path) -> None:
    """Half a page would look like a page from which half was deleted."""
    cut = response(URL, HTML, WARC_Truncated="length")
    part = response(URL + "2", HTML, WARC_Segment_Number=1)
    found = listing(tmp_path, cut, part, response(URL + "3", b"GIF", "Content-Type: image/gif", WARC_Truncated="time"))
    assert urls(found) == []
    assert [problem.reason for problem in found.problems] == [
        f"{URL}: is only the beginning of the page (WARC-Truncated: length); it is left out",
        f"{URL}2: is only a part of the page (WARC-Segment-Number); it is left out",
    ]


def revisit(url: str, day: int, **fields: str | int | None) -> bytes:
    """A revisit record of another day, which refers to a body as the fields say."""
    profile = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    date = f"2026-01-0{day}T03:04:05Z"
    return record("revisit", url, message(b""), WARC_Date=date, WARC_Profile=profile, **fields)


def test_revisits_of_bodies_in_the_same_file_are_pages(tmp_path: Path) -> None:
    """By the record's id, by address and date, by digest alone; before or after the body; of another address, too."""
    digest = sha1(HTML)
    body = response(URL, HTML, WARC_Record_ID="<urn:uuid:1>", WARC_Payload_Digest=digest)
    other = response("https://a.example/other", b"<p>Other", WARC_Record_ID="<urn:uuid:2>")
    found = listing(
        tmp_path,
        revisit("https://a.example/1", 2, WARC_Refers_To="<urn:uuid:1>"),
        other,
        body,
        revisit(
            "https://a.example/2", 3, WARC_Refers_To_Target_URI=URL, WARC_Refers_To_Date="2026-01-01T03:04:05.000Z"
        ),
        revisit("https://a.example/3", 4, WARC_Payload_Digest=digest),
        revisit("https://a.example/4", 5, WARC_Refers_To="<urn:uuid:9>", WARC_Payload_Digest="sha1:NONE"),
    )
    assert urls(found) == ["https://a.example/other", URL, *(f"https://a.example/{number}" for number in (1, 2, 3))]
    assert dict(found.others) == {"revisit of what is not in the file": 1}
    captures = [capture for _, capture in read_pages(tmp_path / "a.warc", found.pages)]
    assert {getattr(capture, "url", None) for capture in captures} == set(urls(found))
    assert sorted(getattr(capture, "body", b"") for capture in captures) == [HTML, HTML, HTML, HTML, b"<p>Other"]


def test_the_newest_capture_of_an_address_counts(tmp_path: Path) -> None:
    """By its date, not its place; a revisit is one, too; without a date it is the oldest."""
    found = listing(
        tmp_path,
        response(URL, b"<p>new", WARC_Date="2026-01-03T00:00:00Z"),
        response(URL, b"<p>old", WARC_Date="2026-01-02T00:00:00Z"),
        response(URL, b"<p>undated", WARC_Date="yesterday"),
        response(URL + "2", b"<p>first", WARC_Record_ID="<urn:uuid:1>"),
        response(URL + "2", b"<p>second", WARC_Date="2026-01-02T00:00:00Z"),
        revisit(URL + "2", 9, WARC_Refers_To="<urn:uuid:1>"),
    )
    assert len(found.pages) == 6
    newest = latest(found.pages)
    assert [page.url for page in newest] == [URL, URL + "2"]
    bodies = {page.url: getattr(capture, "body", None) for page, capture in read_pages(tmp_path / "a.warc", newest)}
    assert bodies == {URL: b"<p>new", URL + "2": b"<p>first"}


@pytest.mark.parametrize(
    "date",
    [
        *("0000-01-01T00:00:00Z", "0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00"),
        *("2026-13-01T00:00:00Z", "2026-01-01T00:00:00", "", "x", None),
    ],
)
def test_a_page_of_no_time_is_a_page(tmp_path: Path, date: str | None) -> None:
    """Whatever stands there."""
    found = listing(tmp_path, response(URL, HTML, WARC_Date=date))
    assert [(page.url, page.time) for page in found.pages] == [(URL, None)]
    assert latest(found.pages) == found.pages


def test_times_are_in_utc(tmp_path: Path) -> None:
    """Whatever the zone; a leap second is one, too."""
    dates = ("2026-01-01T02:30:00+05:30", "9999-12-31T23:59:60Z")
    found = listing(tmp_path, *(response(f"{URL}{date}", HTML, WARC_Date=date) for date in dates))
    first, last = (page.time for page in found.pages)
    assert (first, first and first.tzinfo) == (datetime(2025, 12, 31, 21, tzinfo=UTC), UTC)
    assert last == datetime.max.replace(tzinfo=UTC)


def test_only_wanted_addresses_are_listed(tmp_path: Path) -> None:
    """And a wanted revisit finds its body under an address that is not."""
    body = response(URL, HTML, WARC_Record_ID="<urn:uuid:1>")
    records = (body, revisit("https://b.example/", 2, WARC_Refers_To="<urn:uuid:1>"))
    (tmp_path / "a.warc").write_bytes(b"".join(records))
    found = list_pages(tmp_path / "a.warc", matching(["https://b.example/*"]))
    assert urls(found) == ["https://b.example/"]
    assert dict(found.others) == {"not wanted": 1}
    ((_, capture),) = read_pages(tmp_path / "a.warc", found.pages)
    assert (getattr(capture, "body", None), getattr(capture, "url", None)) == (HTML, "https://b.example/")


def test_addresses_in_angle_brackets_are_read_as_meant(tmp_path: Path) -> None:
    """As Wget writes them."""
    assert urls(listing(tmp_path, response(f"<{URL}>", HTML))) == [URL]


def test_addresses_are_one_printable_word(tmp_path: Path) -> None:
    """Nothing in them moves a terminal's cursor or looks like a second one; other scripts stay as they are."""
    url = "https://a.example/ö b\x1b[2J\u202e\x85c"
    assert urls(listing(tmp_path, response(url, HTML))) == ["https://a.example/ö%20b%1B[2J%E2%80%AE%C2%85c"]
