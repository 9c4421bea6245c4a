"""Secrets are in no reason, log or repr."""

import base64
import logging

import pytest

from fetching import fetch, visit
from scrape_clean.errors import SourceError
from scrape_clean.secret import Secret
from scrape_clean.sources.http.secrets import check_headers, scrubbed
from servers import answer, serving

pytestmark = pytest.mark.usefixtures("loopback")

TOKEN = "tok-55e0c1"  # noqa: S105
BASIC = "Basic " + base64.b64encode(f"anna:{TOKEN}".encode()).decode()


@pytest.mark.parametrize(
    ("headers", "word"),
    [
        ((("Authorization", Secret(f"Bearer {TOKEN}")),), TOKEN),
        ((("Authorization", Secret(BASIC)),), TOKEN),
        ((("Authorization", Secret(BASIC)),), BASIC.removeprefix("Basic ")),
        ((("Cookie", Secret(f"lang=en; session={TOKEN}")),), TOKEN),
        ((), "in-the-url"),
    ],
)
def test_reasons_are_scrubbed(headers: tuple[tuple[str, Secret], ...], word: str) -> None:
    """A value, its parts, and what Basic hides in Base64."""
    one = visit("http://a.example/", headers=headers, secrets=(Secret("in-the-url"),))
    told = scrubbed(SourceError(f"redirects to /{word}/x", retryable=True, retry_after=3.0), one)
    assert told.reason == "redirects to /***/x"
    assert (told.source, told.retryable, told.retry_after) == ("page", True, 3.0)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("X-Key", f"{TOKEN}\r\nX-Other: 1", "line break"),
        ("X-Key", f"{TOKEN}\0", "line break"),
        ("X-Key", f"{TOKEN}\x7f", "control character"),
        ("X-Key", f"{TOKEN}→", "does not know"),
        ("X-Key", f"Bearer {TOKEN} ", "the header X-Key begins or ends with a blank"),
        ("Cookie", f"\tsid={TOKEN}", "the header Cookie begins or ends with a blank"),
        ("X Key", TOKEN, "no name of a header"),
        ("Host", TOKEN, "set by the connection"),
        ("Content-Length", TOKEN, "set by the connection"),
    ],
)
def test_headers_that_cannot_be_sent_are_refused(name: str, value: str, words: str) -> None:
    """Before anything is sent, without the value in the reason, and the server is not blamed."""
    with serving(lambda _r, _c: answer("x")) as server:
        fetched = fetch(server.url, headers=((name, Secret(value)),))
        assert server.connections == 0
    assert words in str(fetched.problem)
    assert TOKEN not in repr(fetched)


def test_a_user_agent_that_cannot_be_sent_is_refused() -> None:
    """It is the user's own, and told."""
    with pytest.raises(SourceError, match="User-Agent"):
        check_headers(visit("http://a.example/", user_agent="a\r\nb"))
    with pytest.raises(SourceError, match="User-Agent begins or ends with a blank"):
        check_headers(visit("http://a.example/", user_agent="Bot/1 "))


def test_nothing_of_a_secret_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """At the level at which the libraries tell everything; a server that sends it back included."""
    caplog.set_level(logging.DEBUG)

    def echo(_request: object, _connection: object) -> bytes:
        return answer(status="302 Found", location=f"http://10.0.0.1/{TOKEN}?key={TOKEN}")

    with serving(echo) as server:
        url = f"{server.url}/?key=query-{TOKEN}"
        fetched = fetch(url, headers=(("Authorization", Secret(BASIC)), ("X-Key", Secret(TOKEN))))
    assert fetched.problem is not None
    assert "10.0.0.1" in str(fetched.problem)
    assert TOKEN not in str(fetched.problem)
    assert not any(word in record.getMessage() for record in caplog.records for word in (TOKEN, BASIC))
