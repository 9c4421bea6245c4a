"""Somebody outside is told that runs happen."""

import pytest

from scrape_clean.errors import DeliveryError
from scrape_clean.secret import Secret
from scrape_clean.sinks.heartbeat import Heartbeat, HeartbeatSettings, Moment
from scrape_clean.sinks.posting import Answer
from scrape_clean.sources.visits import Headers


class Post:
    """A poster in memory."""

    def __init__(self, *answers: int | DeliveryError) -> None:
        """Give these answers in turn, then 200."""
        self.answers = list(answers)
        self.sent: list[tuple[str, bytes]] = []

    def post(self, url: str, headers: Headers, body: bytes, *, timeout: float) -> Answer:  # noqa: ARG002
        """Keep what is sent."""
        self.sent.append((url, body))
        answer = self.answers.pop(0) if self.answers else 200
        if isinstance(answer, DeliveryError):
            raise answer
        return Answer(status=answer)


def called(url: str, moment: Moment, start: str | None = None, failure: str | None = None) -> str:
    """The address that is called."""
    post = Post()
    own = (Secret(address) if address else None for address in (start, failure))
    settings = HeartbeatSettings(url=Secret(url), start_url=next(own), failure_url=next(own))
    assert Heartbeat(settings, post).tell(moment) is None
    ((address, _),) = post.sent
    return address


def test_start_success_and_failure_have_addresses_of_their_own() -> None:
    """Those of healthchecks.io, or the user's."""
    url = "https://hc-ping.com/0f7c-k3y"
    assert called(url, "start") == f"{url}/start"
    assert called(url, "success") == url
    assert called(url, "failure") == f"{url}/fail"
    assert called("https://e.org/ping/?id=k3y", "failure") == "https://e.org/ping/fail?id=k3y"
    assert called("https://e.org", "start") == "https://e.org/start"
    assert called("https://e.org", "success") == "https://e.org/"
    assert called(url, "start", start="https://e.org/x?state=run") == "https://e.org/x?state=run"
    assert called(url, "failure", failure="https://e.org/y") == "https://e.org/y"


def test_a_few_lines_go_with_it() -> None:
    """Not more than a person reads."""
    post = Post()
    Heartbeat(HeartbeatSettings(url=Secret("https://e.org/k3y")), post).tell("success", "3 changes é\n" * 9000)
    ((_, body),) = post.sent
    assert len(body) == 10_000
    assert body.startswith("3 changes é\n".encode())


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ((503,), None),
        ((503, 404), "heartbeat (failure): https://e.org answers 404"),
        ((302, 302), "heartbeat (failure): https://e.org answers 302"),
        ((DeliveryError("https://e.org cannot be reached: no"),) * 2,
         "heartbeat (failure): https://e.org cannot be reached: no"),
    ],
)  # fmt: skip
def test_a_receiver_that_is_not_well_fails_no_run(answers: tuple[int | DeliveryError, ...], told: str | None) -> None:
    """It is told in a line, without the key in the address."""
    heartbeat = Heartbeat(HeartbeatSettings(url=Secret("https://e.org/k3y")), Post(*answers))
    assert heartbeat.tell("failure") == told
