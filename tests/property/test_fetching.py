"""Whatever a server sends, it is a page, a reason or nothing: never another error."""

from contextlib import suppress
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from scrape_clean.errors import SourceError
from scrape_clean.sources.codings import Body, DamagedError, TooLargeError, codings_of
from scrape_clean.sources.http.content_type import charset_of, media_type_of
from scrape_clean.sources.http.cookies import Jar
from scrape_clean.sources.http.robots import read_rules
from scrape_clean.sources.http.urls import join, parse, shown
from scrape_clean.sources.http.wire import Reply
from scrape_clean.sources.retry_after import retry_after

BASE = parse("https://a.example/x/y?q=1")
NOW = datetime(2026, 9, 1, tzinfo=UTC)
latin1 = st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=60)
names = st.sampled_from(
    [
        "User-agent: *",
        "Disallow: /",
        "Allow: /*",
        "Crawl-delay: ",
        "Request-rate: ",
        "Visit-time: ",
        "Sitemap: ",
        "%",
        "$",
    ]
)


@given(st.lists(st.tuples(names, st.text(max_size=20)), max_size=20), st.binary(max_size=50))
def test_any_robots_txt_can_be_read(lines: list[tuple[str, str]], rest: bytes) -> None:
    """Directives with anything behind them."""
    body = "\n".join(f"{name}{value}" for name, value in lines).encode("utf-8", "surrogatepass") + rest
    rules = read_rules(body)
    rules.refusal("https://a.example/ü?x=%zz", "scrape-clean/1.0")
    assert rules.delay("scrape-clean/1.0") >= 0


@given(
    st.one_of(
        latin1,
        st.from_regex(r"[+-]{0,3}[0-9]{0,30}"),
        st.from_regex(r"[A-Z][a-z]{2}, \d+ [A-Z][a-z]{2} \d+ .*"),
        st.from_regex(r"Mon, 01 Jan \d{1,25} \d{2}:00:00 [+-]\d{1,25}", fullmatch=True),
    )
)
def test_any_retry_after_is_a_time_or_nothing(value: str) -> None:
    """Never below 0."""
    seconds = retry_after(value, NOW)
    assert seconds is None or seconds >= 0


@given(latin1)
def test_any_header_can_be_read(value: str) -> None:
    """Content-Type, Content-Encoding, Set-Cookie, Location."""
    media_type, charset = media_type_of([value]), charset_of([value])
    assert media_type is None or "/" in media_type
    assert charset is None or charset
    with suppress(DamagedError):
        codings_of([value])
    jar = Jar()
    reply = Reply(
        time=NOW, address=None, protocol="HTTP/1.1", status=302, reason="", headers=(("Set-Cookie", value),)
    )  # fmt: skip
    jar.keep(BASE, reply)
    assert isinstance(jar.added("own=1", BASE), str)
    with suppress(SourceError):
        assert join(BASE, value).scheme in {"http", "https"}


@given(st.one_of(st.text(), st.from_regex(r"https?://[^/]{0,20}(/.*)?")))
def test_any_address_is_a_target_or_refused(text: str) -> None:
    """A target is ASCII and can be taken apart again; a refusal can be shown."""
    assert shown(text).isprintable()
    try:
        target = parse(text)
    except SourceError as refused:
        assert refused.reason.isprintable()  # noqa: PT017
        return
    assert target.url.isascii()
    assert parse(target.url) == target


@given(
    st.lists(st.sampled_from(["gzip", "deflate", "br", "zstd"]), max_size=2),
    st.lists(
        st.one_of(st.binary(max_size=60), st.sampled_from([b"\x1f\x8b\x08\0\0\0\0\0\0\3", b"(\xb5/\xfd", b"x\x9c"]))
    ),
)
def test_any_body_is_unpacked_or_damaged(codings: list[str], chunks: list[bytes]) -> None:
    """Within the limit; what was sent is kept."""
    body = Body(codings, 1000)
    try:
        for chunk in chunks:
            body.feed(chunk)
        body.finish()
    except (TooLargeError, DamagedError):
        pass
    else:
        assert body.sent == b"".join(chunks)
    assert len(body.plain) <= 1000
    assert len(body.sent) <= 1000
