"""XHTML that is XML."""

import pytest

from scrape_clean.model import Capture
from scrape_clean.parse import parse, parse_string
from scrape_clean.parse.selectors import Reader
from scrape_clean.parse.xhtml import as_html

XHTML = "application/xhtml+xml"
DOCTYPE = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">'
)


@pytest.mark.parametrize(
    ("markup", "html"),
    [
        ('<a><script src="a.js"/><title /></a>', '<a><script src="a.js"></script><title ></title></a>'),
        ("<a><b/><br/><img/><BR/></a>", "<a><b></b><br/><img/><BR/></a>"),
        ("<a><br></br><hr></hr >é<c/></a>", "<a><br><hr>é<c></c></a>"),
        ('<a><b c="/>"></b><d>/></d><e><!-- />--></e></a>', '<a><b c="/>"></b><d>/></d><e><!-- />--></e></a>'),
        ("<a><![CDATA[5 < 6 & <b/>]]><b/></a>", "<a>5 &lt; 6 &amp; &lt;b/&gt;<b></b></a>"),
        ("<script><![CDATA[a < b]]></script>", "<script><![CDATA[a < b]]></script>"),
        (f"{DOCTYPE}<a>&nbsp;<b/></a>", f"{DOCTYPE}<a>&nbsp;<b></b></a>"),
        ("<svg:g xmlns:svg='s'><svg:a/></svg:g>", "<svg:g xmlns:svg='s'><svg:a></svg:a></svg:g>"),
    ],
)
def test_end_tags_stand_where_html_wants_them(markup: str, html: str) -> None:
    """All else stays as it is written."""
    assert as_html(markup) == as_html(markup.encode()) == html.encode()


@pytest.mark.parametrize(
    "markup",
    [
        "<p>one<p>two<b/>",
        "<a>&nbsp;<b/></a>",
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;<b/></a>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;<b/></a>',
        "<a>\x00<b/></a>",
        "",
    ],
)
def test_what_is_no_xml_stays_html(markup: str) -> None:
    """So does what declares entities: none is expanded, none is opened."""
    assert as_html(markup) == markup


@pytest.mark.parametrize("reader", ["lexbor", "soup"])
@pytest.mark.parametrize(
    "empty", ['<script src="a.js"/>', "<iframe/>", "<textarea/>", "<noscript/>", '<div hidden="hidden"/>', "<canvas/>"]
)
def test_an_empty_element_swallows_nothing(empty: str, reader: Reader) -> None:
    """What comes after it is on the page, and shown."""
    body = (
        f'<html><head><title/></head><body>{empty}<p>Boats: <![CDATA[5 < 6]]></p><a id="b"/><p>Piers</p></body></html>'
    )
    document = parse(Capture(body=body.encode(), media_type=XHTML), reader=reader)
    assert [(block.text, block.hidden) for block in document.blocks] == [("Boats: 5 < 6", None), ("Piers", None)]
    assert document.blocks == parse_string(body, media_type=XHTML, reader=reader).blocks
    served_as_html = parse(Capture(body=body.encode(), media_type="text/html"), reader=reader)
    assert "Piers" not in [block.text for block in served_as_html.blocks]
