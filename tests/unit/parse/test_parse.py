"""From a capture to a document: which parser reads it, and what the document says of how it was read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrape_clean.errors import InputError
from scrape_clean.model import Capture
from scrape_clean.parse import parse, parse_string


@pytest.mark.parametrize(
    ("body", "url", "advice"),
    [
        (b"\x1f\x8b\x08\0", None, "unpack it, or give its name the ending .gz"),
        (b"\x1f\x8b\x08\0", "https://a.example/", "unpack it, or have its server declare it (Content-Encoding: gzip)"),
        (b"WARC/1.0\r\n", "https://a.example/", "save it under a name that ends in .warc or .warc.gz"),
        (b"%PDF-1.4", "https://a.example/", "convert it first (for example with pdftotext)"),
    ],
)
def test_what_can_be_done_about_a_body_that_is_no_page(body: bytes, url: str | None, advice: str) -> None:
    """What a server sent has no name that could be given another ending."""
    with pytest.raises(InputError) as caught:
        parse(Capture(body=body, url=url, media_type="text/html"))
    assert caught.value.reason.partition("; ")[2] == advice


@pytest.mark.parametrize(
    ("capture", "media_type"),
    [
        (Capture(body=b"<ul><li>one</ul>"), "text/html"),
        (Capture(body=b"- one"), "text/plain"),
        (Capture(body=b"- one", source="a.md"), "text/markdown"),
        (Capture(body=b"- one", source="a.md", media_type="text/plain; charset=utf-8"), "text/plain"),
        (Capture(body=b"<p>- one", source="a.txt", media_type="application/octet-stream"), "text/plain"),
        (Capture(body=b"<p>one", media_type="application/xhtml+xml"), "application/xhtml+xml"),
        (Capture(body=b"- one", media_type="text/x-markdown"), "text/markdown"),
    ],
)
def test_the_declared_type_counts_then_the_name_then_the_content(capture: Capture, media_type: str) -> None:
    """And the document says what it was read as."""
    document = parse(capture)
    assert document.media_type == media_type
    assert "one" in document.blocks[0].text


def test_the_document_says_how_it_was_read() -> None:
    """Charset, replacements and address come from the capture."""
    capture = Capture(body=b"<p>\xcf\xf0\xe8\xe2\xe5\xf2", charset="cp1251", url="https://example.org/")
    document = parse(capture)
    assert (document.charset, document.replaced, document.url) == ("windows-1251", 0, "https://example.org/")
    assert document.blocks[0].text == "Привет"
    assert parse(Capture(body=b"one \xff two", charset="utf-8")).replaced == 1


def test_only_html_declares_its_charset_in_the_text() -> None:
    """A Markdown page may quote a meta element."""
    body = "<meta charset=koi8-r> Größe".encode("cp1252")
    assert parse(Capture(body=body, media_type="text/markdown")).charset == "windows-1252"


@pytest.mark.parametrize(
    ("capture", "message"),
    [
        (Capture(body=b"", source="a.html"), "a.html: is empty"),
        (Capture(body=b"%PDF-1.5", source="a.html"), "a.html: looks like a PDF"),
        (Capture(body=b"%PDF-1.5", media_type="text/html", url="https://e.org/"), "https://e.org/: looks like a PDF"),
        (Capture(body=b"{}", media_type="application/json"), "is declared as 'application/json'"),
    ],
)
def test_what_is_no_page_is_refused_by_name(capture: Capture, message: str) -> None:
    """Whatever it is declared as."""
    with pytest.raises(InputError) as caught:
        parse(capture)
    assert str(caught.value).startswith(message)


def test_text_is_parsed_as_its_bytes_would_be() -> None:
    """But that it has no charset to find, and may hold surrogates."""
    for text in ("<p>café <b>x", "- café\n- two", "---\na: b\n---\n"):
        assert parse_string(text) == parse(Capture(body=text.encode()))
    document = parse_string("\ufeffa \ud800 b", media_type="text/markdown")
    assert (document.blocks[0].text, document.replaced) == ("a \ufffd b", 1)
    for text in ("", "\ufeff", "%PDF-1.5"):
        with pytest.raises(InputError):
            parse_string(text)


@settings(max_examples=150, deadline=None)
@given(body=st.binary(max_size=80) | st.text(max_size=40).map(str.encode), name=st.sampled_from(("", "a.html", "a.md")))
def test_only_input_errors_are_raised(body: bytes, name: str) -> None:
    """Any bytes under any name give a document whose blocks partition its text, or a refusal."""
    try:
        document = parse(Capture(body=body, source=name))
    except InputError:
        return
    tiled = "".join(document.text[b.start : b.end] for b in document.blocks)
    assert tiled == (document.text if document.text.strip() else "")
