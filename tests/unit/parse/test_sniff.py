"""Media types, and what is refused."""

import bz2
import gzip
import hashlib
import io
import lzma
import zipfile

import pytest

from scrape_clean.errors import InputError
from scrape_clean.parse.sniff import page_type, refuse_binary, sent_type, sniff


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("page.html", "text/html"),
        ("PAGE.HTM", "text/html"),
        ("page.html.gz", "text/html"),
        ("page.xhtml", "application/xhtml+xml"),
        ("a.b/notes.txt", "text/plain"),
        ("notes.TEXT.GZ", "text/plain"),
        ("readme.md", "text/markdown"),
        ("readme.markdown", "text/markdown"),
    ],
)
def test_a_known_ending_wins_over_the_content(name: str, media_type: str) -> None:
    """Whatever the text looks like."""
    assert sniff(b"<ul><li>one</ul>", name) == media_type
    assert sniff(b"plain words", name) == media_type


@pytest.mark.parametrize(
    "body",
    [
        b"<!doctype HTML><p>x",
        b"\n\t <html lang=en>",
        b"\xef\xbb\xbf<HTML>",
        b"<!-- saved -->\n<body>",
        b"<h1>T</h1>",
        b"<h3 class=a>",
        b"<ul><li>one",
        b"<section\n>",
        b"<br/>",
        "\ufeff<html>".encode("utf-16-le"),
        "<html><p>one".encode("utf-16-be"),
    ],
)
def test_html_is_known_by_its_first_tag(body: bytes) -> None:
    """After white space and a byte order mark, in UTF-16 too."""
    assert sniff(body) == "text/html"
    assert sniff(body, "page.bin") == "text/html"


@pytest.mark.parametrize(
    "body",
    [
        b"words",
        b"a < b and <p> too",
        b"<body>language</body"[:5] + b"guard> is no tag",
        b"<3 this",
        b"<pear>",
        b"- a bullet",
        b"# no Markdown without its ending",
        b"a\0b",
        b"\x1b[1mbold\x1b[0m",
        b"caf\xe9",
        "Ein Text".encode("utf-16-le"),
        "\ufeff中文".encode("utf-16-le"),
        b"%PDF is a format",
        b"filedesc:// is how an ARC file begins",
        b" CDX N and more",
        b"GIF files, BM, MZ and PK",
        b"BMW builds cars",
        b"MZ is no program here",
    ],
)
def test_all_other_text_is_plain(body: bytes) -> None:
    """Stray control characters and legacy encodings are text as well."""
    assert sniff(body) == "text/plain"


@pytest.mark.parametrize(
    ("declared", "body", "expected"),
    [
        ("text/plain", b"\xef\xbb\xbf \n<!DOCTYPE html><title>x</title>", "text/html"),
        ("text/plain", b"<!-- saved --><HTML lang=en>", "text/html"),
        ("text/plain", b"<?xml version='1.0'?>\n<!-- a > b -->\n<!-- c --> <!DOCTYPE html>", "text/html"),
        ("text/plain", "<html>".encode("utf-16"), "text/html"),
        ("text/plain", b"<p>How to write HTML", "text/plain"),
        ("text/plain", b"Begin with <!doctype html>", "text/plain"),
        ("text/markdown", b"<html>", "text/markdown"),
        (None, b"<html>", None),
    ],
)
def test_a_document_that_was_sent_as_plain_text_is_html(
    declared: str | None, body: bytes, expected: str | None
) -> None:
    """Servers send what they know no type of as plain text; other text that has tags in it stays text."""
    assert sent_type(declared, body) == expected


@pytest.mark.parametrize("piece", [b"<!---->", b"<!-- x -->\n", b"<?xml?>", b"<?xml ?><!-- x -->"])
def test_what_stands_before_a_document_is_read_once(piece: bytes) -> None:
    """However many comments there are: exponential time would not end here."""
    assert sent_type("text/plain", piece * 1_000 + b"<p>x") == "text/plain"
    assert sent_type("text/plain", piece * 20 + b"<html>") == "text/html"


def test_xhtml_is_xml_with_an_html_root() -> None:
    """Other XML is no page."""
    assert sniff(b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">') == "application/xhtml+xml"
    with pytest.raises(InputError, match="is XML, but not XHTML"):
        sniff(b'<?xml version="1.0"?><rss version="2.0"></rss>')


def _zip(name: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(name, "x" * 100)
    return held.getvalue()


def _saved(end: str) -> bytes:
    """The beginning of a page as Chromium saves it in a single file."""
    lines = ["From: <Saved by Blink>", "Snapshot-Content-Location: https://e.org/", "Subject: =?utf-8?Q?Boats?="]
    lines += [
        "MIME-Version: 1.0",
        "Content-Type: multipart/related;",
        '\ttype="text/html";',
        '\tboundary="--b1--"',
        "",
        "",
    ]
    lines += ["--b1", "Content-Type: text/html", "", "<h1>Boats</h1>"]
    return end.join(lines).encode()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "looks like a PDF, not text; convert it first (for example with pdftotext)"),
        (b"\n%PDF-1.4 text", "looks like a PDF, not text; convert it first (for example with pdftotext)"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "looks like an image, not text; convert it first"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "looks like an image, not text; convert it first"),
        (b"GIF89a\x01\0", "looks like an image, not text; convert it first"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "looks like an image, not text; convert it first"),
        (
            b"WARC/1.0\r\nWARC-Type: warcinfo\r\n",
            "looks like a WARC file, not text; give it a name that ends in .warc or .warc.gz",
        ),
        (
            b"filedesc://a.arc 0.0.0.0 20050101000000 text/plain 76\n1 0 InternetArchive\n",
            "looks like an ARC file, not text; convert it to WARC first (for example with warcio recompress)",
        ),
        (
            b" CDX N b a m s k r M S V g\nexample,a)/ 20260101030405 https://a.example/ text/html 200 x - - 1 0 a\n",
            "looks like an index of a web archive, not text; take the .warc.gz files that it lists",
        ),
        (_zip("a.txt"), "looks like a ZIP archive, not text; unpack it first"),
        (_zip("word/document.xml"), "looks like an office document, not text; convert it first"),
        (gzip.compress(b"x", mtime=0), "looks like gzip, not text; unpack it, or give its name the ending .gz"),
        (bz2.compress(b"x"), "looks like an archive, not text; unpack it first"),
        (lzma.compress(b"x"), "looks like an archive, not text; unpack it first"),
        (b"\x7fELF\x02\x01\x01", "looks like a program, not text; convert it first"),
        (b"MZ\x90\0\x03\0", "looks like a program, not text; convert it first"),
        (b"ID3\x04\0\0", "looks like audio or video, not text; convert it first"),
        (b"\0\0\0\x18ftypmp42\0", "looks like audio or video, not text; convert it first"),
        (b"SQLite format 3\0", "looks like a database, not text; convert it first"),
        (b"{\\rtf1\\ansi x}", "looks like an RTF document, not text; convert it first"),
        (
            b"".join(hashlib.sha256(bytes([n])).digest() for n in range(99)),
            "looks like binary data, not text; convert it first",
        ),
        (b"\0" * 100, "looks like binary data, not text; convert it first"),
        (_saved("\r\n"), "is a page saved as MHTML, or a mail; save it as HTML"),
        (_saved("\n"), "is a page saved as MHTML, or a mail; save it as HTML"),
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
    ],
)
@pytest.mark.parametrize("name", ["", "page.html", "page.txt"])
def test_what_is_no_page_is_refused_whatever_its_name(body: bytes, reason: str, name: str) -> None:
    """With what it looks like and what to do, in one line."""
    with pytest.raises(InputError) as caught:
        sniff(body, name)
    assert caught.value.reason == reason


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", ["one", "one two", "Größe und Maß\n" * 500, "€ 57", "a\n\n"])
def test_no_text_is_refused(codec: str, text: str) -> None:
    """However it is encoded."""
    refuse_binary(text.encode(codec))


@pytest.mark.parametrize(
    "body",
    [
        b"Opening: daily\nFee: 4\n\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n",
        b"How mail is made\n\nMIME-Version: 1.0\nContent-Type: multipart/mixed\n",
        b"MIME-Version: 1.0\nContent-Type: text/plain\n\nOpen on Monday\n",
    ],
)
def test_text_that_tells_of_mail_is_text(body: bytes) -> None:
    """What counts is the header that it begins with."""
    assert sniff(body) == "text/plain"


def test_a_single_letter_is_text() -> None:
    """There is no shortest page."""
    refuse_binary(b"A")


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("text/html", "text/html"),
        ("Text/HTML; charset=utf-8", "text/html"),
        ("application/xhtml+xml", "application/xhtml+xml"),
        ("text/plain", "text/plain"),
        ("text/markdown;variant=GFM", "text/markdown"),
        ("text/x-markdown", "text/markdown"),
        ("application/octet-stream", None),
        ("", None),
    ],
)
def test_declared_types(declared: str, expected: str | None) -> None:
    """Parameters and capitals do not matter; types that say nothing leave it to the content."""
    assert page_type(declared) == expected


@pytest.mark.parametrize("declared", ["application/pdf", "image/png", "text", "application/json", "x" * 5000, "a\nb/c"])
def test_other_declared_types_are_refused(declared: str) -> None:
    """In one short line."""
    with pytest.raises(InputError, match="cannot be read") as caught:
        page_type(declared)
    assert len(caught.value.reason) < 300
    assert "\n" not in caught.value.reason
