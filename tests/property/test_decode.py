"""Laws of decoding: any bytes, any label, always text that UTF-8 can carry."""

import codecs
import re

import webencodings
from bs4.dammit import EncodingDetector
from hypothesis import given, settings
from hypothesis import strategies as st

from scrape_clean.errors import InputError
from scrape_clean.parse.decode import decode, scrub
from scrape_clean.parse.sniff import refuse_binary, sniff

_CODECS = ("windows-1251", "koi8-u", "shift_jis", "euc-jp", "gb18030", "big5", "euc-kr", "iso-2022-jp", "utf-16le")
LABELS = st.sampled_from((None, "utf-8", "latin1", "nonsense", *_CODECS)) | st.text(max_size=8)
PIECES = st.sampled_from(
    (
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\0",
        b"<meta charset=",
        b"gbk>",
        b"\x1b$B",
        b"\xef\xbf\xbd",
        b"\x84\x31\xa4\x37",
        b"a ",
    )
)
BODIES = st.lists(st.binary(max_size=12) | PIECES | st.text(max_size=6).map(str.encode), max_size=12).map(b"".join)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


DECLARING = (
    *(
        "<?xml version='1.0' ",
        "encoding=",
        "ENCODING='",
        "?>",
        "<?",
        "<meta ",
        "< META\n",
        "charset=",
        "charset = ",
        "CharSet='",
    ),
    *(
        "http-equiv=content-type ",
        'content="text/html; charset=',
        "koi8-r",
        "shift_jis",
        "GBK",
        "latin2",
        "none",
        "<!--",
    ),
    *("-->", ">", "/>", '"', "'", ";", " ", "\n", "=", "<p>", "x" * 900),
)
"""What declarations of an encoding are made of, and what may stand in their way."""


@settings(max_examples=500, deadline=None)
@given(page=st.lists(st.sampled_from(DECLARING), max_size=16).map("".join))
def test_a_declaration_is_found_where_beautiful_soup_finds_one(page: str) -> None:
    """In the meta element, else in the XML declaration."""
    body = page.encode()
    visible = re.sub(rb"<!--.*?(?:-->|\Z)", b"", body[:4096], flags=re.DOTALL)
    bare = re.sub(rb"\A\s*<\?[^>]*>", b"", visible)
    found = (
        EncodingDetector.find_declared_encoding(bare, is_html=True),
        EncodingDetector.find_declared_encoding(visible),
    )
    known = [encoding.name for label in found if label and (encoding := webencodings.lookup(label))]
    assert decode(body, html=True).charset == (known[0] if known else "utf-8")


@settings(max_examples=300, deadline=None)
@given(body=BODIES, label=LABELS, html=st.booleans())
def test_any_bytes_become_text(body: bytes, label: str | None, html: bool) -> None:  # noqa: FBT001
    """Without error, without lone surrogate, with a name that the standard knows, and the same again."""
    page = decode(body, charset=label, html=html)
    page.text.encode()
    assert webencodings.lookup(page.charset) or page.charset in {"utf-32-le", "utf-32-be"}
    assert 0 <= page.replaced <= page.text.count("\ufffd")
    assert decode(body, charset=label, html=html) == page


@settings(max_examples=200, deadline=None)
@given(body=st.lists(st.binary(max_size=6) | st.just(b"\xef\xbf\xbd") | st.just(b"\xe4\xbd"), max_size=8).map(b"".join))
def test_replacements_of_utf_8_are_counted_one_by_one(body: bytes) -> None:
    """As many as a decoder that stops at each malformed sequence would meet."""
    decoder, rest, faults = codecs.getdecoder("utf-8"), body.removeprefix(b"\xef\xbb\xbf"), 0
    while rest:
        try:
            decoder(rest)
        except UnicodeDecodeError as error:
            faults += 1
            rest = rest[error.end :]
        else:
            break
    page = decode(b"\xef\xbb\xbf" + body.removeprefix(b"\xef\xbb\xbf"))
    assert page.replaced == faults


@settings(max_examples=200, deadline=None)
@given(text=TEXTS, mark=st.booleans(), codec=st.sampled_from(("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")))
def test_unicode_with_a_mark_comes_back(text: str, codec: str, mark: bool) -> None:  # noqa: FBT001
    """Any text in any form of Unicode; UTF-8 without mark as well."""
    text = text.lstrip("\ufeff\0")  # a mark of UTF-16 and two zeros begin UTF-32
    if mark:
        page = decode(f"\ufeff{text}".encode(codec))
        assert (page.text, page.replaced) == (text, 0)
    elif "\0" not in text and "\x1b" not in text:  # which mean UTF-16 and ISO-2022-JP
        assert decode(text.encode()).text == text


@settings(max_examples=200, deadline=None)
@given(text=st.text(st.characters(), max_size=30))
def test_scrubbed_text_is_fit_for_utf_8(text: str) -> None:
    """Surrogates allowed: each is joined or replaced, and nothing else changes."""
    clean, replaced = scrub(text)
    clean.encode()
    assert replaced <= sum("\ud800" <= c <= "\udfff" for c in text)
    assert scrub(clean)[1] == 0


@settings(max_examples=300, deadline=None)
@given(body=BODIES, name=st.sampled_from(("", "a.html", "a.md.gz", "a.pdf")))
def test_sniffing_answers_or_refuses(body: bytes, name: str) -> None:
    """A type that can be read, or one line that says why not; whatever passes once passes under any name."""
    try:
        media_type = sniff(body, name)
    except InputError as problem:
        reason = problem.reason
        media_type = "none"
    else:
        reason = ""
        refuse_binary(body)
    assert media_type in {"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "none"}
    assert "\n" not in reason
    assert bool(reason) == (media_type == "none")
