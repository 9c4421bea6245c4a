"""Posting to real servers on the loopback."""

import socket
import ssl
import time
from collections.abc import Iterable

import httpcore2
import pytest

from receiver import Receiver
from scrape_clean.errors import DeliveryError, SourceError
from scrape_clean.sinks.http import HttpPoster
from scrape_clean.sources.http.guard import GuardedBackend, look_up
from servers import serving

pytestmark = pytest.mark.usefixtures("loopback")


def poster() -> HttpPoster:
    """One without a guard."""
    return HttpPoster(httpcore2.AnyIOBackend())


def post(url: str, body: bytes = b"{}", timeout: float = 5.0) -> int:
    """The status of the answer."""
    return poster().post(url, (("webhook-id", "msg_1"),), body, timeout=timeout).status


def test_a_stop_waits_for_no_answer() -> None:
    """A receiver that hangs is left, long before its time is over."""
    with serving(lambda _r, _c: time.sleep(120)) as server:
        hasty = HttpPoster(httpcore2.AnyIOBackend(), stopped=lambda: bool(server.requests))
        with pytest.raises(DeliveryError, match="told to stop before there was an answer") as caught:
            hasty.post(server.url, (), b"x", timeout=100)
    assert caught.value.retryable


def test_bytes_and_headers_arrive_as_they_are() -> None:
    """And the answer's status and headers come back."""
    body = bytes(range(256)) * 1000
    with Receiver(lambda: "429") as receiver:
        answer = poster().post(receiver.url, (("webhook-id", "msg_1"),), body, timeout=5)
        assert answer.status == 429
        assert ("Retry-After", "7") in answer.headers
        receiver.manner = lambda: "ok"
        assert post(receiver.url, body) == 204
        (request,) = receiver.taken
        assert (request.body, request.headers["webhook-id"]) == (body, "msg_1")


def test_a_redirect_is_an_answer_and_not_followed() -> None:
    """Nothing is sent to where it leads."""
    with Receiver(lambda: "redirect") as receiver:
        assert post(receiver.url) == 307
        assert (receiver.requests, receiver.elsewhere) == (1, 0)


@pytest.mark.parametrize("manner", ["late", "drip"])
def test_the_deadline_is_for_all_of_it(manner: str) -> None:
    """For a server that answers late, and for one whose headers never end."""
    with Receiver(lambda: manner) as receiver, pytest.raises(DeliveryError) as caught:
        post(receiver.url, timeout=0.2)
    assert str(caught.value).endswith("does not answer within 0.2 s")
    assert caught.value.retryable
    assert "s3cr3t" not in str(caught.value)


def test_no_connection_and_one_that_breaks_off() -> None:
    """Are told with the host and nothing more of the address."""
    receiver = Receiver(lambda: "lost")
    with receiver, pytest.raises(DeliveryError, match=r"^http://127\.0\.0\.1:\d+ cannot be reached: ") as broken:
        post(receiver.url)
    with pytest.raises(DeliveryError, match=r"^http://127\.0\.0\.1:\d+ cannot be reached: ") as refused:
        post(receiver.url)
    assert "s3cr3t" not in f"{broken.value}{refused.value}"


def test_what_is_no_http_is_no_answer() -> None:
    """As of another service on that port; whoever posts need know no other error."""
    with serving(lambda _r, _c: b"220 mail.example ESMTP\r\n\r\n") as server:
        with pytest.raises(DeliveryError, match=r"^http://127\.0\.0\.1:\d+ cannot be reached: ") as caught:
            post(server.url)
        assert caught.value.retryable


@pytest.mark.parametrize("url", ["http://127.0.0.1:99999/", "ftp://127.0.0.1/", "http://[::1/", "no address"])
def test_what_is_no_address_is_told(url: str) -> None:
    """In one line."""
    with pytest.raises(DeliveryError, match=r"^[^\n]*is no address that can be called$|^[^\n]*cannot be reached: "):
        post(url)


class Refusing(httpcore2.AnyIOBackend):
    """A guard that lets nobody through."""

    async def connect_tcp(  # the signature is httpcore2's
        self,
        host: str,
        port: int,  # noqa: ARG002
        timeout: float | None = None,  # noqa: ARG002, ASYNC109
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore2.AsyncNetworkStream:
        """Refuse."""
        raise SourceError(f"{host} is refused: its address is loopback")


def test_the_guard_at_the_connection_has_its_say() -> None:
    """No byte is sent; another try may go well, once the settings allow it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        with pytest.raises(DeliveryError, match=r"^127\.0\.0\.1 is refused: its address is loopback$"):
            HttpPoster(Refusing()).post(url, (), b"", timeout=1)
        server.setblocking(False)  # noqa: FBT003  the standard library's own
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]"])
def test_the_guard_of_fetching_refuses_what_is_not_public(host: str) -> None:
    """However the address is written, and unless the settings allow it."""
    with Receiver() as receiver:
        url = receiver.url.replace("127.0.0.1", host)
        with pytest.raises(DeliveryError, match="is refused: its address is loopback") as caught:
            HttpPoster(GuardedBackend((), look_up)).post(url, (), b"", timeout=5)
        assert caught.value.retryable
        assert receiver.requests == 0
        allowed = HttpPoster(GuardedBackend(("127.0.0.0/8",), look_up))
        assert allowed.post(receiver.url, (), b"", timeout=5).status == 204


def test_certificates_are_read_once_and_decide() -> None:
    """A receiver whose certificate nobody vouches for is none."""
    made: list[ssl.SSLContext] = []

    def certificates() -> ssl.SSLContext:
        made.append(ssl.create_default_context())
        return made[-1]

    careful = HttpPoster(httpcore2.AnyIOBackend(), certificates)
    with Receiver() as receiver:
        for _ in range(2):
            with pytest.raises(DeliveryError, match=r"^https://127\.0\.0\.1:\d+ cannot be reached: .*SSL"):
                careful.post(receiver.url.replace("http:", "https:"), (), b"", timeout=5)
        assert receiver.taken == []
    assert len(made) == 1
