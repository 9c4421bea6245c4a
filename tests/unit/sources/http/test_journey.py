"""What a visit goes through: redirects, validators, further tries, and servers that are away."""

import errno
import os
import re
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import httpcore2
import pytest

from fetching import LeapingClock, fetch, fetch_all, visit
from scrape_clean.secret import Secret
from scrape_clean.sources.http.failures import explain
from servers import Request, answer, serving

pytestmark = pytest.mark.usefixtures("loopback")


def test_redirects_are_followed_and_all_kept() -> None:
    """Relative, absolute, with odd signs; the capture has the last address."""
    hops = {"/": "/a", "/a": "b?x=1", "/b?x=1": "/ü c#part"}

    def go(request: Request, _connection: object) -> bytes:
        if request.path in hops:
            location = hops[request.path].encode().decode("latin-1")
            return answer("moved", status="301 Moved Permanently", location=location)
        return answer("<p>end")

    with serving(go) as server:
        fetched = fetch(server.url)
    assert fetched.capture is not None
    assert fetched.capture.url == f"{server.url}/%C3%BC%20c"
    assert [one.status for one in fetched.exchanges] == [301, 301, 301, 200]
    assert [one.body for one in fetched.exchanges[:3]] == [b"moved"] * 3


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", b"<html>moved"),
        ("gzip", b"\x1f\x8b\x08\0"),
        ("gzip, gzip, gzip", b"x"),
        ("compress", b"x"),
        ("br", b""),
    ],
)
def test_the_body_of_a_redirect_need_not_be_sound(coding: str, body: bytes) -> None:
    """Nobody reads it; it is kept as it came."""
    hop = answer(body, status="302 Found", location="/new", content_encoding=coding)
    with serving(lambda r, _c: answer("<p>new") if r.path == "/new" else hop) as server:
        fetched = fetch(server.url)
    assert fetched.problem is None
    assert [(one.status, one.body) for one in fetched.exchanges] == [(302, body), (200, b"<p>new")]


@pytest.mark.parametrize("most", [0, 3, 10])
def test_a_loop_ends_at_the_limit_and_is_not_tried_again(most: int) -> None:
    """Fifty hops or a circle."""
    with serving(lambda r, _c: answer(status="302 Found", location=f"{r.path}x")) as server:
        fetched = fetch(server.url, max_redirects=most, attempts=3)
        assert len(server.requests) == most + 1
    assert fetched.problem is not None
    assert f"more than {most} times" in fetched.problem.reason
    assert fetched.tries == 1


def test_a_redirect_without_an_aim_is_an_error() -> None:
    """Nowhere to go."""
    with serving(lambda _r, _c: answer(status="302 Found")) as server:
        fetched = fetch(server.url)
    assert fetched.problem is not None
    assert "302" in fetched.problem.reason


def test_cookies_of_a_redirect_are_brought_back() -> None:
    """And neither kept for the next page nor told."""

    def gate(request: Request, _connection: object) -> bytes:
        if "seen=yes789" in request.headers.get("cookie", ""):
            return answer("<p>in")
        return answer(status="302 Found", location="/", set_cookie="seen=yes789; Path=/")

    with serving(gate) as server:
        fetched = fetch_all([visit(server.url), visit(f"{server.url}/two")])
    assert [one.problem for one in fetched] == [None, None]
    assert [len(one.exchanges) for one in fetched] == [2, 2]
    assert "yes789" not in str([one.request_headers for one in fetched[0].exchanges])


@pytest.mark.parametrize(
    ("told", "sent"),
    [
        ("sid=new; Path=/", "lang=de; sid=new"),
        ("sid=new", "lang=de; sid=new"),
        ("sid=; Max-Age=0; Path=/", "lang=de"),
        ("sid=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/", "lang=de"),
        ("sid=new; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60", "lang=de; sid=new"),
        ("side=new", "sid=old; lang=de; side=new"),
        ("sid=new; Path=/elsewhere", "sid=old; lang=de"),
        ("seen=1; Domain=; Path=/", "sid=old; lang=de; seen=1"),
        ("seen=1; Domain", "sid=old; lang=de; seen=1"),
        ("seen=1; Path=x", "sid=old; lang=de; seen=1"),
        ("seen=1; path=", "sid=old; lang=de; seen=1"),
        ("sid=new; Expires=Thu, 01 Jan 99999999999999 00:00:00 GMT", "lang=de; sid=new"),
        ("seen=1; Domain=other.example", "sid=old; lang=de"),
    ],
)
def test_a_cookie_of_a_redirect_takes_the_place_of_the_sources(told: str, sent: str) -> None:
    """A server may read the first of two; what is ended is not sent; an unsound Domain or Path is as none."""

    def gate(request: Request, _connection: object) -> bytes:
        if request.path == "/in":
            return answer("<p>in")
        return answer(status="302 Found", location="/in", set_cookie=told)

    with serving(gate) as server:
        fetched = fetch(server.url, headers=(("Cookie", Secret("sid=old; lang=de")),))
        assert [one.headers.get("cookie") for one in server.requests] == ["sid=old; lang=de", sent]
    assert fetched.problem is None


def test_a_cookie_made_to_be_slow_is_not() -> None:
    """Spaces, semicolons and digits without end."""
    wild = (
        "a=b" + "; path" * 6000,
        "a=b; domain" + " " * 50_000 + "x",
        "; max-age=" + "9" * 50_000,
        " " * 50_000 + "x",
    )
    for told in wild:
        hop = answer(status="302 Found", location="/in", set_cookie=told)
        with serving(lambda r, _c, hop=hop: answer("<p>in") if r.path == "/in" else hop) as server:  # type: ignore[misc]
            assert fetch(server.url, timeout=5).problem is None


def test_an_unchanged_page_is_not_sent_again() -> None:
    """304 for the validators of the last capture; they are carried on."""

    def known(request: Request, _connection: object) -> bytes:
        assert request.headers["if-none-match"] == '"7"'
        assert request.headers["if-modified-since"] == "Tue, 01 Sep 2026 10:00:00 GMT"
        return b'HTTP/1.1 304 Not Modified\r\nETag: W/"7"\r\n\r\n'

    with serving(known) as server:
        fetched = fetch(server.url, etag='"7"', last_modified="Tue, 01 Sep 2026 10:00:00 GMT")
    assert fetched.not_modified
    assert fetched.problem is None
    assert fetched.capture is None
    assert (fetched.etag, fetched.last_modified) == ('W/"7"', "Tue, 01 Sep 2026 10:00:00 GMT")
    assert fetched.exchanges[0].status == 304


@pytest.mark.parametrize(("there", "unchanged"), [("/a", True), ("/b", False)])
def test_validators_are_sent_only_where_the_stored_body_came_from(there: str, *, unchanged: bool) -> None:
    """Another resource behind the redirect may be older and another page all the same."""

    def moved(request: Request, _connection: object) -> bytes:
        if request.path == "/latest":
            return answer(status="302 Found", location=there)
        if "if-modified-since" in request.headers:
            return answer(status="304 Not Modified", content_length="0")
        return answer(f"<p>{request.path}")

    with serving(moved) as server:
        fetched = fetch(f"{server.url}/latest", last_modified=LATER, stored=f"{server.url}/a")
        sent = {one.path: one.headers.get("if-modified-since") for one in server.requests}
        assert sent == {"/latest": None, there: LATER if unchanged else None}
    assert fetched.problem is None
    assert fetched.not_modified is unchanged
    assert (fetched.capture is None) is unchanged


def test_304_from_elsewhere_is_asked_again() -> None:
    """Unasked for by any validator, and of another address than the stored body's."""

    def elsewhere(request: Request, _connection: object) -> bytes:
        if request.path == "/latest":
            return answer(status="302 Found", location="/b")
        if "cache-control" in request.headers:
            return answer("<p>whole")
        return answer(status="304 Not Modified", content_length="0")

    with serving(elsewhere) as server:
        fetched = fetch(f"{server.url}/latest", last_modified=LATER, stored=f"{server.url}/a")
    assert fetched.problem is None
    assert fetched.capture is not None
    assert fetched.capture.body == b"<p>whole"


def test_304_without_a_stored_body_is_asked_again() -> None:
    """Without validators, and past caches that stand in between."""

    def confused(request: Request, _connection: object) -> bytes:
        assert "if-none-match" not in request.headers
        if request.headers.get("cache-control") == "no-cache":
            return answer("<p>whole")
        return answer(status="304 Not Modified", content_length="0")

    with serving(confused) as server:
        fetched = fetch(server.url)
    assert fetched.capture is not None
    assert fetched.capture.body == b"<p>whole"
    assert not fetched.not_modified


LATER, EARLIER = "Wed, 02 Sep 2026 10:00:00 GMT", "Tue, 01 Sep 2026 10:00:00 GMT"


@pytest.mark.parametrize(
    ("sent", "named", "believed"),
    [
        (('"7"', EARLIER), ('"7"', LATER), True),
        (('W/"7"', None), ('"7"', None), True),
        (('"7"', EARLIER), (None, None), True),
        (('"7"', None), (None, LATER), True),
        (('"7"', EARLIER), (None, EARLIER), True),
        ((None, EARLIER), (None, EARLIER), True),
        (('"7"', EARLIER), ('"8"', EARLIER), False),
        ((None, EARLIER), ('"8"', EARLIER), False),
        ((None, LATER), (None, EARLIER), False),
        (('"7"', EARLIER), (None, LATER), False),
    ],
)
def test_304_of_another_body_is_not_believed(
    sent: tuple[str | None, str | None], named: tuple[str | None, str | None], *, believed: bool
) -> None:
    """It is asked again for the whole page; what is believed brings the newest validators."""

    def named_so(request: Request, _connection: object) -> bytes:
        if "cache-control" in request.headers:
            return answer("<p>whole", etag='"9"')
        lines = [f"{name}: {value}" for name, value in zip(("ETag", "Last-Modified"), named, strict=True) if value]
        return "\r\n".join(["HTTP/1.1 304 Not Modified", *lines, "", ""]).encode()

    with serving(named_so) as server:
        fetched = fetch(server.url, etag=sent[0], last_modified=sent[1])
    assert fetched.problem is None
    assert fetched.not_modified == believed
    if believed:
        assert (fetched.etag, fetched.last_modified) == (named[0] or sent[0], named[1] or sent[1])
    else:
        assert fetched.etag == '"9"'
        assert fetched.capture is not None


def test_304_without_end_is_an_error() -> None:
    """A server that always says so."""
    with serving(lambda _r, _c: b"HTTP/1.1 304 Not Modified\r\n\r\n") as server:
        fetched = fetch(server.url)
        assert len(server.requests) == 2
    assert fetched.problem is not None
    assert not fetched.not_modified


@pytest.mark.parametrize(
    ("status", "tries"),
    [
        (400, 1), (401, 1), (403, 1), (404, 1), (410, 1), (408, 3), (425, 3), (429, 3), (500, 3), (502, 3), (503, 3),
        (504, 3), (520, 3), (501, 1), (505, 1), (204, 1), (206, 1), (300, 1), (999, 1),
    ],
)  # fmt: skip
def test_errors_are_told_with_their_status(status: int, tries: int) -> None:
    """What may heal is tried again; the exchange is kept; the server's own words are not repeated."""
    with serving(lambda _r, _c: b"HTTP/1.1 %d <b>Oops</b>\r\nContent-Length: 0\r\n\r\n" % status) as server:
        fetched = fetch(server.url, attempts=3)
        assert len(server.requests) == tries
    assert fetched.problem is not None
    assert f"answers {status}" in fetched.problem.reason
    assert "Oops" not in str(fetched.problem)
    assert fetched.tries == tries
    assert [one.status for one in fetched.exchanges] == [status]
    assert fetched.capture is None


@pytest.mark.parametrize("status", [401, 403])
def test_a_log_in_at_another_site_is_told_as_such(status: int) -> None:
    """Behind a redirect, or of a page that a sitemap lists there: what the settings give is not sent."""
    words = f"answers {status} at another site, where this source's headers are not sent; set its own url"
    shut = answer(status=f"{status} No")
    with serving(lambda _r, _c: shut) as other:
        there = answer(status="302 Found", location=other.url)
        with serving(lambda _r, _c: there) as server:
            problems = [fetch(server.url).problem, fetch(other.url, withheld=True).problem, fetch(other.url).problem]
    assert [problem is not None and problem.reason == words for problem in problems] == [True, True, False]


@pytest.mark.parametrize("status", [200, 201, 202, 203])
def test_other_good_statuses_are_pages(status: int) -> None:
    """A page is a page."""
    with serving(lambda _r, _c: answer("<p>x", status=f"{status} Fine")) as server:
        assert fetch(server.url).capture is not None


@pytest.mark.parametrize(
    ("value", "least", "most"),
    [
        ("0.4", 0, 0.4), ("1", 0.3, 1.5), ("1000000000", 0.3, 1.5), ("-5", 0, 0.4), ("soon", 0, 0.4),
        (timedelta(days=300), 0.3, 1.5),
        (timedelta(days=-300), 0, 0.4),
        ("Thu, 99 Foo 9999 99:99:99 GMT", 0, 0.4),
    ],
)  # fmt: skip
@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_retry_after_is_honoured_up_to_the_cap(status: str, value: str | timedelta, least: float, most: float) -> None:
    """In seconds or as a date, in the past, negative, endless or nonsense; the cap is 0.3 s here."""
    if isinstance(value, timedelta):  # from now on, and not from when the tests were collected
        value = format_datetime(datetime.now(UTC) + value, usegmt=True)
    answers = iter([answer(status=status, retry_after=value), answer("<p>at last")])
    with serving(lambda _r, _c: next(answers)) as server:
        fetched = fetch(server.url, attempts=2, longest_wait=0.3)
        first, second = (request.time for request in server.requests)
    assert fetched.capture is not None
    assert fetched.tries == 2
    assert least <= second - first
    assert second - first < most + 1  # a busy machine


def test_a_busy_host_is_left_in_peace_by_all() -> None:
    """Other pages of the host wait, too."""
    times: dict[str, float] = {}

    def busy(request: Request, _connection: object) -> bytes:
        first = not times
        times[request.path] = time.monotonic()
        return answer(status="503 Busy", retry_after="60") if first else answer("x")

    with serving(busy) as server:
        fetch_all(visit(f"{server.url}/{n}", attempts=2, longest_wait=0.4, concurrency=2) for n in range(4))
        first, *rest = (request.time for request in server.requests)
    late = [one for one in rest if one - first > 0.1]
    assert min(late) - first >= 0.39
    assert len(late) >= 3  # one may have been under way


def test_a_server_that_is_away_is_left_alone() -> None:
    """After five visits that nobody answered, the rest are not tried; other servers are."""
    with serving(lambda _r, _c: None) as away, serving(lambda _r, _c: answer("x")) as there:
        visits = [visit(f"{away.url}/{n}") for n in range(50)]
        fetched = fetch_all([*visits, visit(there.url, source="there")])
        assert 5 <= away.connections <= 10
    problems = [str(one.problem) for one in fetched if one.visit.source == "page"]
    assert sum("left alone until the next run" in problem for problem in problems) == 45
    assert [one.problem for one in fetched if one.visit.source == "there"] == [None]


def test_it_is_the_server_behind_the_redirect_that_is_busy() -> None:
    """It gets the peace that it asks for, and the one in front goes on; it is left alone, and named, too."""
    clock, times = LeapingClock(), list[tuple[str, float]]()

    def front(request: Request, _connection: object) -> bytes:
        times.append(("front", clock.time()))
        if request.path == "/own":
            return answer("<p>own")
        return answer(status="302 Found", location=f"{behind.url}{request.path}")

    def busy(_request: Request, _connection: object) -> bytes:
        times.append(("behind", clock.time()))
        return answer(status="503 Busy", retry_after="60")

    with serving(busy, "127.0.0.2") as behind, serving(front) as server:
        paths = ("/own", "/1", "/2", "/own", "/3", "/4", "/5", "/6", "/own")
        visits = [visit(f"{server.url}{path}", str(number), longest_wait=99.0) for number, path in enumerate(paths)]
        fetched = {one.visit.source: one for one in fetch_all(visits, clock=clock)}
        assert len(behind.requests) == 5
    own = [fetched[str(number)].problem for number, path in enumerate(paths) if path == "/own"]
    assert own == [None] * 3
    problem = fetched["7"].problem
    assert problem is not None
    assert re.match(r"redirects to http://127\.0\.0\.2:\d+/6: its server did not answer 5 visits", problem.reason)
    asked = {name: [time for one, time in times if one == name] for name in ("front", "behind")}
    assert all(later - earlier >= 60 for earlier, later in pairwise(asked["behind"]))
    assert any(later - earlier < 60 for earlier, later in pairwise(asked["front"]))


def test_a_server_that_is_away_behind_redirects_is_left_alone() -> None:
    """Each page is asked where it leads to, but nobody waits for a server that is away any more."""
    with serving(lambda _r, _c: None) as away:
        there = away.url
        with serving(lambda r, _c: answer(status="302 Found", location=f"{there}{r.path}")) as server:
            fetched = fetch_all(visit(f"{server.url}/{n}") for n in range(20))
            assert len(server.requests) == 20
        assert 5 <= away.connections <= 10
    assert sum("left alone until the next run" in str(one.problem) for one in fetched) == 15


def test_seconds_and_tries_are_told() -> None:
    """For the closing table."""
    with serving(lambda _r, _c: answer(status="500 Oops")) as server:
        fetched = fetch(server.url, attempts=2, longest_wait=0.1)
    assert fetched.tries == 2
    assert 0.05 <= fetched.seconds < 10


def test_a_reason_is_found_among_several() -> None:
    """As where each of a host's addresses has been tried."""
    failure = httpcore2.ConnectError()
    failure.__cause__ = ExceptionGroup(
        "all failed", [OSError(errno.ECONNREFUSED, "IPv6"), OSError(errno.EPERM, "IPv4")]
    )
    assert explain(failure, 1).reason == f"cannot be reached: {os.strerror(errno.ECONNREFUSED).lower()}"
