"""Robots.txt by RFC 9309."""

import threading
import time
from itertools import pairwise

import pytest

from fetching import LeapingClock, fetch, fetch_all, visit
from scrape_clean.sources.http import HttpFetcher
from scrape_clean.sources.http.robots import MOST_BYTES, read_rules
from servers import Handler, Request, answer, serving

pytestmark = pytest.mark.usefixtures("loopback")


def site(robots: bytes | None, seconds: float = 0.0) -> Handler:
    """Pages, and this answer to robots.txt."""

    def handle(request: Request, _connection: object) -> bytes | None:
        if request.path != "/robots.txt":
            return answer("<p>page")
        time.sleep(seconds)
        return robots

    return handle


def rules(text: str | bytes) -> bytes:
    """A robots.txt."""
    return answer(text, content_type="text/plain")


CLOSED = "User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize(
    ("robots", "asked"),
    [
        (rules(""), True),
        (rules(CLOSED), False),
        (rules("User-agent: *\nDisallow: /other"), True),
        (rules("User-agent: scrape-clean-test\nDisallow: /\n\nUser-agent: *\nAllow: /"), False),
        (rules("User-agent: *\nDisallow: /\n\nUser-agent: scrape-clean-test\nAllow: /page"), True),
        (rules("User-agent: *\nDisallow: /\nAllow: /page$"), True),
        (rules(b"\xef\xbb\xbf" + CLOSED.encode()), False),
        (rules(b"\0\0\0" + CLOSED.encode()), False),
        (rules(CLOSED.encode("utf-16")), False),
        (rules(b"\xfe\xff" + CLOSED.encode("utf-16-be")), False),
        (rules((CLOSED + "# padding\n" * 100_000).encode("utf-16")), False),
        (rules(CLOSED.replace("\n", "\r")), False),
        (rules("<!DOCTYPE html><html><body>Not here</body></html>"), True),
        (rules(bytes(range(256)) * 40), True),
        (rules(CLOSED + "# padding\n" * 1_000_000), False),
        (rules("# padding\n" * (MOST_BYTES // 10) + "#\n" * 500 + CLOSED), True),
        (answer(status="404 Not Found"), True),
        (answer(status="403 Forbidden"), True),
        (answer(status="410 Gone"), True),
        (answer(CLOSED, status="401 Unauthorized"), True),
        (answer("x" * (MOST_BYTES + 2), status="404 Not Found"), True),
        (answer("no", status="404 Not Found", content_encoding="gzip"), True),
        (answer("no", status="429 Too Many Requests"), True),
        (answer("no", status="500 Oops", content_encoding="gzip"), False),
        (answer(status="500 Oops"), False),
        (answer(status="503 Busy"), False),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nUser-agent: *\nAll", False),
        (None, False),
        (answer(status="302 Found"), True),
    ],
)
def test_what_an_answer_to_robots_txt_allows(robots: bytes | None, *, asked: bool) -> None:
    """Out of order or out of reach closes a site for this run; not there opens it; the first 500 KiB count."""
    with serving(site(robots)) as server:
        fetched = fetch(f"{server.url}/page", robots=True, timeout=2)
        assert ("/page" in server.paths()) is asked
    assert (fetched.problem is None) is asked
    if not asked:
        assert "robots" in str(fetched.problem)
        assert fetched.exchanges == ()


def test_a_time_out_closes() -> None:
    """Nothing is fetched in this run."""
    with serving(site(rules(""), seconds=1)) as server:
        fetched = fetch(f"{server.url}/page", robots=True, timeout=0.2)
        assert server.paths() == ["/robots.txt"]
    assert "robots.txt is out of reach" in str(fetched.problem)


def test_one_failure_of_robots_txt_is_tried_again() -> None:
    """As any request that may heal."""
    answers = iter([answer(status="500 Oops"), rules("")])

    def handle(request: Request, _connection: object) -> bytes:
        return next(answers) if request.path == "/robots.txt" else answer("<p>page")

    with serving(handle) as server:
        assert fetch(f"{server.url}/page", robots=True, attempts=2).problem is None
        assert server.paths() == ["/robots.txt", "/robots.txt", "/page"]


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_a_host_that_is_busy_with_robots_txt_is_left_in_peace(status: str) -> None:
    """Although a 429 opens the site as all of 4xx do."""
    clock, times = LeapingClock(), dict[str, float]()
    busy = answer(status=status, retry_after="40")

    def handle(request: Request, _connection: object) -> bytes:
        first = request.path not in times
        times.setdefault(request.path, clock.time())
        return (busy if first else rules("")) if request.path == "/robots.txt" else answer("<p>page")

    with serving(handle) as server:
        (fetched,) = fetch_all([visit(f"{server.url}/page", robots=True, attempts=2, longest_wait=100.0)], clock=clock)
    assert fetched.problem is None
    assert times["/page"] - times["/robots.txt"] >= 40


@pytest.mark.parametrize(("hops", "asked"), [(5, False), (6, True)])
def test_redirects_of_robots_txt(hops: int, *, asked: bool) -> None:
    """Five are followed; with more it counts as not there."""

    def handle(request: Request, _connection: object) -> bytes:
        if request.path == "/page":
            return answer("<p>page")
        number = int(request.path[1:]) if request.path[1:].isdigit() else 0
        return rules(CLOSED) if number == hops else answer(status="301 Moved", location=f"/{number + 1}")

    with serving(handle) as server:
        assert (fetch(f"{server.url}/page", robots=True).problem is None) is asked


def test_it_is_asked_for_once_an_origin_and_run() -> None:
    """For ten pages at a time, too."""
    with serving(site(rules("User-agent: *\nDisallow: /no"), seconds=0.1)) as server:
        visits = [visit(f"{server.url}/{n}", robots=True, concurrency=5) for n in (*range(9), "no")]
        outcomes = {one.visit.url.rpartition("/")[2]: one.problem for one in fetch_all(visits)}
        assert server.paths().count("/robots.txt") == 1
    assert [name for name, problem in outcomes.items() if problem] == ["no"]


def test_it_is_asked_for_again_only_by_another_run_or_if_no_answer_was_waited_for() -> None:
    """A call that is closed while it comes leaves the origin unknown; a call that knows it spares all that follow."""
    asked, over = threading.Event(), threading.Event()

    def handle(request: Request, _connection: object) -> bytes:
        if request.path == "/robots.txt":
            asked.set()
            over.wait(20)
        return rules("User-agent: *\nDisallow: /no")

    with serving(handle) as server:
        one = visit(f"{server.url}/no", robots=True)
        fetcher = HttpFetcher()
        outcomes = fetcher.fetch([one, visit("ftp://127.0.0.1/")])
        assert next(outcomes).visit is not one
        assert asked.wait(20)
        outcomes.close()  # type: ignore[attr-defined]
        over.set()
        for _ in range(3):
            assert "robots.txt" in str(next(fetcher.fetch([one])).problem)
        assert server.paths() == ["/robots.txt"] * 2
        list(HttpFetcher().fetch([one]))
        assert server.paths() == ["/robots.txt"] * 3


def test_a_redirect_is_followed_only_where_robots_may_go() -> None:
    """Robots.txt of the other origin is asked, and heeded."""

    def status(request: Request) -> str:
        return "404 Not Found" if request.path == "/robots.txt" else "302 Found"

    with (
        serving(site(rules(CLOSED))) as other,
        serving(lambda r, _c: answer(status=status(r), location=f"{other.url}/page")) as server,
    ):
        fetched = fetch(server.url, robots=True, max_redirects=3)
        assert other.paths() == ["/robots.txt"]
    assert "robots" in str(fetched.problem)


@pytest.mark.parametrize(("asked", "cap", "least"), [("0.3", 10.0, 0.28), ("9000", 0.3, 0.28), ("x", 0.3, 0.0)])
def test_crawl_delay_is_honoured_up_to_the_cap(asked: str, cap: float, least: float) -> None:
    """Seconds between the starts of two requests."""
    with serving(site(rules(f"User-agent: *\nCrawl-delay: {asked}"))) as server:
        fetch_all([visit(f"{server.url}/{n}", robots=True, longest_wait=cap) for n in range(2)])
        first, second = (request.time for request in server.requests[1:])
    assert second - first >= least
    assert second - first < 5


def test_the_delay_of_the_policy_holds_from_start_to_start() -> None:
    """Robots.txt counts as a request; several at a time wait for each other."""
    with serving(site(rules(""))) as server:
        fetch_all([visit(f"{server.url}/{n}", robots=True, delay=0.15, concurrency=3) for n in range(3)])
        times = [request.time for request in server.requests]
    assert all(later - earlier >= 0.13 for earlier, later in pairwise(times))


def test_half_a_line_at_the_end_of_what_is_read_says_nothing() -> None:
    """What says "Disallow: /" may be the beginning of "Disallow: /private"."""
    head = b"User-agent: *\n" + b"#" * (MOST_BYTES - 14 - 1 - len(b"Disallow: /")) + b"\nDisallow: /"
    assert len(head) == MOST_BYTES
    assert read_rules(head + b"private\n").refusal("http://a.example/page", "x") is None
    assert read_rules(head).refusal("http://a.example/page", "x") is not None


@pytest.mark.parametrize(
    ("group", "ours"),
    [
        *(
            (name, True)
            for name in ("scrape-clean", "Scrape-Clean", "scrape-clean/2.0", "scrape-clean*", "*", "* # all")
        ),
        *((name, False) for name in ("scrape", "clean", "scrape-cleaner", "bot", "https", "example", "org", "a@b", "")),
        *((name, False) for name in ("<scrape-clean", "scrape-clean>", "crawler", "0.4")),
    ],
)
@pytest.mark.parametrize("form", ["User-agent: {}", "user-agent:{}", "USERAGENT : {}", "User agent {}"])
def test_a_group_is_ours_by_its_whole_name(form: str, group: str, *, ours: bool) -> None:
    """Not by a part of it, nor by a word of the contact that stands behind it (RFC 9309, 2.2.1)."""
    ask = "scrape-clean/0.4 (+https://www.example.org/bot a@b crawler)"
    asked = read_rules(f"{form.format(group)}\nDisallow: /\nCrawl-delay: 5\n".encode())
    assert (asked.refusal("http://a.example/page", ask) is not None) is ours
    assert asked.delay(ask) == (5.0 if ours else 0.0)


@pytest.mark.parametrize(
    ("ask", "ours"),
    [
        ("MyBot", True),
        ("MyBot/1.0 (+mailto:a@b.example)", True),
        ("Mozilla/5.0 (compatible; MyBot/1.0; +https://x.example)", True),
        ("Mozilla/5.0 (X11; Linux) MyBot/1.0", False),
        ("(MyBot)", False),
        ("MyBots/1.0", False),
    ],
)
def test_the_product_of_another_user_agent(ask: str, *, ours: bool) -> None:
    """As settings may have it: the first name, or the one of a crawler that passes for a browser."""
    asked = read_rules(b"User-agent: mybot\nDisallow: /\n")
    assert (asked.refusal("http://a.example/page", ask) is not None) is ours


def test_a_group_of_others_hides_not_what_all_are_asked_for() -> None:
    """A contact's words would take us for another crawler, and out of the group that is meant for us."""
    asked = read_rules(b"User-agent: crawler\nDisallow: /tmp/\n\nUser-agent: *\nCrawl-delay: 2\nDisallow: /private\n")
    ask = "scrape-clean/0.4 (+https://example.org/crawler)"
    assert asked.delay(ask) == 2.0
    assert asked.refusal("http://a.example/private", ask) is not None
    assert asked.refusal("http://a.example/tmp/", ask) is None


def test_patterns_made_to_be_slow_are_not() -> None:
    """A thousand wildcards, and an address that fits nearly."""
    asked = read_rules(b"User-agent: *\nDisallow: /" + b"*a" * 1000 + b"b$\n")
    assert asked.refusal("http://a.example/" + "a" * 3000, "x") is None
