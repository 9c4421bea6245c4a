"""No byte goes to an address that is not public, and no credential to another origin."""

from collections.abc import Sequence

import pytest

from fetching import fetch, fetch_all, visit
from scrape_clean.secret import Secret
from servers import Request, Server, answer, serving

pytestmark = pytest.mark.usefixtures("loopback")


def page(_request: Request, _connection: object) -> bytes:
    """Any page."""
    return answer("<p>here")


@pytest.mark.parametrize(
    "spelling",
    [
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "localhost.", "LOCALHOST",
        "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "127.0.0.1.",
    ],
)  # fmt: skip
def test_loopback_is_refused_however_it_is_spelt(spelling: str) -> None:
    """Without a connection being opened, and without a second try."""
    with serving(page) as server:
        fetched = fetch(f"http://{spelling}:{server.port}/", allow=(), attempts=3)
        assert server.connections == 0
    assert fetched.capture is None
    assert fetched.problem is not None
    assert "refused" in fetched.problem.reason
    assert not fetched.problem.retryable
    assert fetched.tries == 1
    assert fetched.exchanges == ()


@pytest.mark.parametrize(
    "url", ["http://user@127.0.0.1:{}/", "http://example.org@127.0.0.1:{}/", "http://１２７.1:{}/"]
)
def test_disguises_are_refused(url: str) -> None:
    """A user before the host, digits of other scripts."""
    with serving(page) as server:
        assert fetch(url.format(server.port)).problem is not None
        assert server.connections == 0


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.2:{}/", "http://127.2:{}/", "//127.0.0.2:{}/", "http://0x7f000002:{}/", "http://u@127.0.0.2:{}/",
        "http://[::ffff:127.0.0.2]:{}/", "http://10.0.0.1/", "http://169.254.169.254/latest", "http://100.64.0.1/",
        "http://[fe80::1]/", "http://[fd00::1]/", "http://0.0.0.0:{}/", "file:///etc/passwd", "data:text/html,x",
        "ftp://127.0.0.1/", "javascript:alert(1)", "gopher://127.0.0.1:{}/",
    ],
)  # fmt: skip
def test_redirects_to_what_is_not_public_are_refused(location: str) -> None:
    """Each hop is checked as the first request is."""
    with serving(page, "127.0.0.2") as inside:

        def redirect(_request: Request, _connection: object) -> bytes:
            return answer(status="302 Found", location=location.format(inside.port))

        with serving(redirect) as server:
            fetched = fetch(server.url, allow=("127.0.0.1",), attempts=3)
            assert len(server.requests) == 1
        assert inside.connections == 0
    assert fetched.problem is not None
    assert "refused" in fetched.problem.reason
    assert not fetched.problem.retryable
    assert fetched.exchanges[0].status == 302


def test_a_private_robots_txt_is_not_asked_for() -> None:
    """The check stands before the first byte, also that of robots.txt."""
    with serving(page) as server:
        assert fetch(server.url, allow=(), robots=True).problem is not None
        assert server.connections == 0


def test_the_address_that_was_checked_is_the_one_connected_to() -> None:
    """A name that answers the second time with another address: there is no second time."""
    asked: list[str] = []

    with serving(page, "127.0.0.2") as inside, serving(page) as server:

        async def rebinding(host: str, _port: int) -> Sequence[str]:
            asked.append(host)
            return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

        where = f"http://rebind.example:{server.port}/"
        (fetched,) = fetch_all([visit(where, allow=("127.0.0.1",))], resolve=rebinding)
        assert fetched.problem is None
        assert fetched.exchanges[0].address == "127.0.0.1"
        assert asked == ["rebind.example"]
        (refused,) = fetch_all([visit(where, allow=("127.0.0.1",))], resolve=rebinding)
        assert refused.problem is not None
        assert "127.0.0.2" in refused.problem.reason
        assert inside.connections == 0


def test_the_next_address_is_tried_if_one_does_not_answer() -> None:
    """As a browser does."""
    with serving(page, "127.0.0.2") as server:

        async def two(_host: str, _port: int) -> Sequence[str]:
            return ["127.0.0.1", "127.0.0.2"]

        (fetched,) = fetch_all([visit(f"http://two.example:{server.port}/")], resolve=two)
    assert fetched.exchanges[0].address == "127.0.0.2"


def test_an_unknown_name_is_told_once() -> None:
    """And whether trying again makes sense."""

    async def nobody(_host: str, _port: int) -> Sequence[str]:
        raise OSError(5, "no network")

    (fetched,) = fetch_all([visit("http://nowhere.example/", attempts=2)], resolve=nobody)
    assert fetched.problem is not None
    assert "cannot be reached" in fetched.problem.reason
    assert fetched.tries == 2


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_credentials_never_cross_origins(status: str) -> None:
    """Authorization, Cookie and the source's own headers stay at home: another host, port or way back included."""
    secret = (
        ("Authorization", Secret("Bearer abc123")),
        ("Cookie", Secret("session=abc123")),
        ("X-Key", Secret("abc123")),
    )
    here: list[Server] = []

    def elsewhere(_request: Request, _connection: object) -> bytes:
        return answer(status=status, location=f"{here[0].url}/back")

    def home(request: Request, _connection: object) -> bytes:
        if request.path == "/start":
            return answer(status=status, location="/next")
        if request.path == "/next":
            return answer(status=status, location=f"{other.url}/")
        return answer("<p>back")

    with serving(elsewhere) as other, serving(home) as server:
        here.append(server)
        fetched = fetch(f"{server.url}/start", headers=secret)
        sent = {request.path: "abc123" in str(request.headers) for request in (*server.requests, *other.requests)}
    assert sent == {"/start": True, "/next": True, "/": False, "/back": False}
    assert fetched.capture is not None
    assert fetched.capture.url == f"{server.url}/back"
    assert [len(exchange.request_headers) for exchange in fetched.exchanges] == [7, 7, 4, 4]
    assert "abc123" not in repr(fetched)


def test_a_page_that_moved_with_its_log_in_says_so() -> None:
    """A redirect to another origin that wants the token which is not sent there."""
    with (
        serving(lambda _r, _c: answer(status="401 Unauthorized")) as other,
        serving(lambda _r, _c: answer(status="302 Found", location=other.url)) as server,
    ):
        fetched = fetch(server.url, headers=(("Authorization", Secret("Bearer abc123")),))
    assert fetched.problem is not None
    assert "headers are not sent" in fetched.problem.reason
