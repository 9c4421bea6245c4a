"""Pages come as they were sent, many at a time, and everything stops when it should."""

import gzip
import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from fetching import fetch, fetch_all, policy, visit
from scrape_clean.errors import SourceError
from scrape_clean.secret import Secret
from scrape_clean.sources.http import HttpFetcher, fetch_one
from scrape_clean.sources.visits import Fetcher, Visit
from servers import Request, Server, answer, serving

pytestmark = pytest.mark.usefixtures("loopback")


def page(request: Request, _connection: object) -> bytes:
    """Every page is there and says its name."""
    return answer(f"<p>page {request.path}</p>")


@pytest.fixture
def server() -> Iterator[Server]:
    """A server with pages."""
    with serving(page) as one:
        yield one


def test_a_page_is_a_capture(server: Server) -> None:
    """Body, address, media type and charset are as sent."""
    fetched = fetch(f"{server.url}/a?b=c#d", source="tours")
    assert fetched.problem is None
    assert fetched.capture is not None
    assert fetched.capture.body == b"<p>page /a?b=c</p>"
    assert fetched.capture.source == "tours"
    assert fetched.capture.url == f"{server.url}/a?b=c"
    assert fetched.capture.media_type == "text/html"
    assert fetched.capture.charset == "utf-8"
    assert fetched.tries == 1


def test_an_exchange_is_what_was_sent_and_received() -> None:
    """The content coding is kept in the exchange, undone in the capture."""
    packed = gzip.compress(b"<p>packed</p>")
    with serving(lambda _r, _c: answer(packed, content_encoding="gzip", etag='"7"', last_modified="then")) as server:
        fetched = fetch(server.url)
    (exchange,) = fetched.exchanges
    assert exchange.body == packed
    assert not exchange.truncated
    assert exchange.status == 200
    assert exchange.reason == "OK"
    assert exchange.protocol == "HTTP/1.1"
    assert exchange.address == "127.0.0.1"
    assert exchange.url == f"{server.url}/"
    assert exchange.time.tzinfo is not None
    assert ("Content-Encoding", "gzip") in exchange.headers
    assert dict(exchange.request_headers)["User-Agent"] == "scrape-clean-test/1.0"
    assert dict(exchange.request_headers)["Host"] == f"127.0.0.1:{server.port}"
    assert fetched.capture is not None
    assert fetched.capture.body == b"<p>packed</p>"
    assert (fetched.etag, fetched.last_modified) == ('"7"', "then")


def test_a_chunked_body_is_kept_without_its_chunks() -> None:
    """Transfer coding is the connection's business, not the page's."""
    raw = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"4\r\nlist\r\n5;a=b\r\n of 1\r\n0\r\nX-After: 1\r\n\r\n"
    )
    with serving(lambda _r, _c: raw) as server:
        fetched = fetch(server.url)
    assert fetched.capture is not None
    assert fetched.capture.body == b"list of 1"
    assert fetched.exchanges[0].body == b"list of 1"


def test_connections_are_kept_open(server: Server) -> None:
    """Ten pages of a host need one connection."""
    assert all(one.problem is None for one in fetch_all(visit(f"{server.url}/{n}") for n in range(10)))
    assert server.connections == 1


def test_a_connection_closed_meanwhile_is_opened_anew() -> None:
    """A server that hangs up after each answer, without saying so, costs no try."""

    def once(request: Request, connection: object) -> bytes | None:
        connection.sendall(answer(request.path))  # type: ignore[attr-defined]
        return None

    with serving(once) as server:
        fetched = fetch_all(visit(f"{server.url}/{n}") for n in range(5))
    assert [one.problem for one in fetched] == [None] * 5


RIGHT, FAKE = answer("<p>page /a</p>"), answer("<p>another page</p>")
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\ne\r\n<p>page /a</p>\r\n0\r\n\r\n"
SURPLUS = {
    "an answer": RIGHT + FAKE,
    "an answer behind chunks": CHUNKED + FAKE,
    "an answer behind an error": answer("gone", status="410 Gone") + FAKE,
    "an answer behind a 304": b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n' + FAKE,
    "a body of a 304": b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\nContent-Length: 14\r\n\r\n<p>page /a</p>',
    "half an answer": RIGHT + FAKE[:20],
    "a line": RIGHT + b"\r\n",
    "a byte": RIGHT + b"\0",
}


@pytest.mark.parametrize("first", SURPLUS.values(), ids=SURPLUS)
def test_bytes_behind_an_answer_answer_nothing(first: bytes) -> None:
    """Whatever a server puts there, a page is what it answers to it, on a connection that has none of them."""
    with serving(lambda request, _c: first if request.path == "/a" else page(request, _c)) as server:
        fetched = fetch_all(visit(f"{server.url}/{name}", name, etag='"1"') for name in "abc")
        assert server.paths() == ["/a", "/b", "/c"]
        assert server.connections == 2
    bodies = {one.visit.source: one.capture.body for one in fetched if one.capture is not None}
    assert bodies == {name: f"<p>page /{name}</p>".encode() for name in bodies}
    assert {"b", "c"} <= set(bodies)


def test_an_allowed_connection_serves_no_other_policy(server: Server) -> None:
    """A connection opened for an intranet is not used for a source that may not go there."""
    visits = [visit(server.url), visit(server.url, source="stranger", allow=()), visit(server.url)]
    outcomes = {one.visit.source: one.problem for one in fetch_all(visits)}
    assert outcomes["page"] is None
    assert "loopback" in str(outcomes["stranger"])


def test_hosts_are_fetched_in_parallel_and_one_that_hangs_holds_up_nobody() -> None:
    """Pages behind the many of a slow host come while it is waited for."""
    release = threading.Event()

    def slow(_request: Request, _connection: object) -> bytes:
        release.wait(20)
        return answer("late")

    with serving(slow, "127.0.0.2") as tired, serving(page) as quick:
        visits = [*(visit(tired.url) for _ in range(200)), *(visit(f"{quick.url}/{n}") for n in range(20))]
        outcomes = HttpFetcher(connections=4).fetch(visits)
        first = [next(outcomes) for _ in range(20)]
        release.set()
        rest = list(outcomes)
    assert {one.visit.url.partition(":8")[0][:16] for one in first} == {"http://127.0.0.1"}
    assert len(rest) == 200


def test_a_host_is_asked_by_as_many_as_the_policy_says() -> None:
    """Concurrency is per host."""

    def page(_request: Request, _connection: object) -> bytes:
        time.sleep(0.02)
        return answer("x")

    with serving(page) as server:
        fetch_all(visit(f"{server.url}/{n}", concurrency=3) for n in range(12))
        assert server.most_at_once == 3
    with serving(page) as server:
        fetch_all(visit(f"{server.url}/{n}") for n in range(6))
        assert server.most_at_once == 1


def test_a_host_that_others_redirect_to_is_asked_by_no_more() -> None:
    """Whoever comes that way waits for his turn, too."""

    def slow(_request: Request, _connection: object) -> bytes:
        time.sleep(0.02)
        return answer("x")

    with ExitStack() as stack, serving(slow) as aim:

        def moved(_request: Request, _connection: object) -> bytes:
            return answer(status="302 Found", location=f"{aim.url}/")

        others = [stack.enter_context(serving(moved, f"127.0.0.{n}")) for n in range(2, 6)]
        fetched = fetch_all(visit(other.url) for other in others)
        assert [one.problem for one in fetched] == [None] * 4
        assert aim.most_at_once == 1


def test_visits_are_drawn_in_the_callers_thread_and_without_end(server: Server) -> None:
    """An endless source works; closing the iterator stops everything at once."""
    threads: set[str] = set()

    def endless() -> Iterator[Visit]:
        for number in itertools.count():
            threads.add(threading.current_thread().name)
            yield visit(f"{server.url}/{number}")

    before = threading.active_count()
    outcomes = HttpFetcher().fetch(endless())
    assert [next(outcomes).problem for _ in range(5)] == [None] * 5
    outcomes.close()  # type: ignore[attr-defined]
    assert threads == {threading.current_thread().name}
    assert not [one for one in threading.enumerate() if one.name == "fetch"]
    time.sleep(0.1)  # a request that was on its way when the iterator was closed is noted by then
    asked = len(server.requests)
    time.sleep(0.1)
    assert len(server.requests) == asked
    assert threading.active_count() <= before + 3  # the server's own


def test_closing_does_not_wait_for_a_server_that_hangs() -> None:
    """An iterator is closed at once though an answer is outstanding."""
    with serving(lambda _r, _c: time.sleep(30)) as server:
        outcomes = HttpFetcher().fetch([visit(server.url), visit("ftp://127.0.0.1/")])
        assert next(outcomes).problem is not None
        began = time.monotonic()
        outcomes.close()  # type: ignore[attr-defined]
        assert time.monotonic() - began < 5


def test_a_stop_ends_all_visits() -> None:
    """Also those that a server lets wait, and though outcomes may be there that nobody has taken."""
    with serving(lambda r, _c: time.sleep(120) if "slow" in r.path else answer("<p>x")) as server:
        visits = [visit(f"{server.url}/{place}", concurrency=2, timeout=100) for place in ("quick", "slow", "late")]
        stop = threading.Event()
        outcomes = HttpFetcher(stopped=stop.is_set).fetch(visits)
        first = next(outcomes)
        stop.set()
        assert list(outcomes) == []
    assert first.problem is None
    assert not [one for one in threading.enumerate() if one.name == "fetch"]


def test_outcomes_wait_in_bounded_number() -> None:
    """While nobody takes outcomes, fetching pauses."""
    with serving(page) as server:
        outcomes = HttpFetcher().fetch(visit(f"{server.url}/{n}") for n in range(500))
        next(outcomes)
        time.sleep(0.8)
        waiting = len(server.requests)
        assert len(list(outcomes)) == 499
    assert waiting < 120


def test_an_error_of_the_source_of_visits_is_the_callers() -> None:
    """What breaks while visits are drawn is raised where they are asked for."""

    def broken() -> Iterator[Visit]:
        yield visit("ftp://127.0.0.1/")
        raise LookupError("no more")

    with pytest.raises(LookupError, match="no more"):
        list(HttpFetcher().fetch(broken()))


def test_no_visits_no_outcomes() -> None:
    """Nothing to do is done at once."""
    fetcher: Fetcher = HttpFetcher()
    assert list(fetcher.fetch([])) == []


def test_fetch_one_gives_the_page_or_raises(server: Server) -> None:
    """For commands that take an address."""
    assert fetch_one(server.url, policy()).body == b"<p>page /</p>"
    with pytest.raises(SourceError, match="loopback") as caught:
        fetch_one(f"{server.url}/?token=abcdef", policy(allow=()))
    assert "abcdef" not in str(caught.value)


def test_headers_of_the_source_are_sent_and_not_told(server: Server) -> None:
    """A token reaches the server, and no record of the exchange."""
    fetched = fetch(server.url, headers=(("Authorization", Secret("Bearer abc123")), ("user-agent", Secret("mine/1"))))
    assert server.requests[0].headers["authorization"] == "Bearer abc123"
    assert server.requests[0].headers["user-agent"] == "mine/1"
    assert ("Authorization", "") in fetched.exchanges[0].request_headers
    assert "abc123" not in repr(fetched)


def test_other_hosts_are_found_while_all_wait_for_their_delay() -> None:
    """A host behind a hundred others, each of which has had its robots.txt: drawn before one of their pages is due."""

    def visits(servers: list[Server]) -> Iterator[Visit]:
        for server in servers:
            yield visit(server.url, delay=30.0, robots=True)
        for number in range(100):
            yield visit(f"{last.url}/{number}", "last")

    with ExitStack() as stack, serving(page) as last:
        servers = [stack.enter_context(serving(page, f"127.0.1.{n}")) for n in range(1, 101)]
        outcomes = HttpFetcher(connections=4).fetch(visits(servers))
        began = time.monotonic()
        assert [next(outcomes).visit.source for _ in range(100)] == ["last"] * 100
        assert time.monotonic() - began < 25
        outcomes.close()  # type: ignore[attr-defined]
