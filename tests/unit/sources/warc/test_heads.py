"""Heads of messages and Content-Type fields, as sent by all kinds of servers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrape_clean.sources.warc.heads import LONGEST_HEAD, content_type, read_head


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("text/html", ("text/html", None)),
        ("Text/HTML; Charset=UTF-8", ("text/html", "UTF-8")),
        ('text/html;charset="windows-1252"', ("text/html", "windows-1252")),
        ("text/html; charset=", ("text/html", None)),
        ("text/html; charset= utf-8 ; x=y", ("text/html", "utf-8")),
        ("text/html;;charset=utf-8", ("text/html", "utf-8")),
        ("text/html, text/plain", ("text/html", None)),
        (" ", (None, None)),
        ("", (None, None)),
        (None, (None, None)),
        ("; charset=utf-8", (None, "utf-8")),
    ],
)
def test_types_and_charsets(field: str | None, expected: tuple[str | None, str | None]) -> None:
    """Quoted or not, in any case, with spaces where they do not belong."""
    assert content_type(field) == expected


@given(field=st.text(max_size=40) | st.text(st.sampled_from("charset*=0'\"%;/ t\r\n"), max_size=60))
def test_any_field_is_read(field: str) -> None:
    """Whatever a server sends, it is no error, and nothing in it has a line end."""
    for part in content_type(field):
        assert part is None or (part and "\n" not in part)


def test_a_head_is_split_from_the_body() -> None:
    """Fields of one name are joined; folded lines go on; a name without a colon is nothing."""
    block = b"HTTP/1.1 200 OK\r\nA: 1\r\na: 2\r\nB: x\r\n y\r\nnothing\r\n\r\nbody\r\n\r\n"
    head = read_head(block)
    assert head is not None
    assert (head.status, head.fields["a"], head.fields["b"]) == (200, "1, 2", "x y")
    assert block[head.length :] == b"body\r\n\r\n"


@pytest.mark.parametrize("block", [b"", b"<p>page", b"HTTP/1.1", b"HTTP/1.1 20 x", b"HTTP/1.1 2000 x", b"http/1.1 200"])
def test_what_is_no_response_is_none(block: bytes) -> None:
    """A body that was stored without its head."""
    assert read_head(block) is None


def test_a_head_that_never_ends_is_all_there_is() -> None:
    """It is cut at a limit, and leaves the rest to the body."""
    head = read_head(b"HTTP/1.1 200 OK\r\nA: " + b"x" * LONGEST_HEAD)
    assert head is not None
    assert head.length == LONGEST_HEAD
    short = read_head(b"HTTP/1.1 200 OK\r\nA: b")
    assert short is not None
    assert (short.fields["a"], short.length) == ("b", 21)


@given(block=st.binary(max_size=80) | st.binary(max_size=60).map(lambda rest: b"HTTP/1.1 200 OK\r\n" + rest))
def test_any_block_is_read(block: bytes) -> None:
    """No error, and never more than there is."""
    head = read_head(block)
    assert head is None or 0 < head.length <= len(block)
