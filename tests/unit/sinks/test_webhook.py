"""Webhooks: what is sent, who can check it, and what the answers mean."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from cloudevents.core.bindings.http import HTTPMessage, from_http_event
from msgspec.structs import replace
from standardwebhooks import Webhook as Standard
from standardwebhooks import WebhookVerificationError

from scrape_clean.canonical import dumps, loads
from scrape_clean.errors import DeliveryError, SettingsError
from scrape_clean.history.model import Message, PageId
from scrape_clean.model import Record
from scrape_clean.secret import Secret
from scrape_clean.sinks.events import event_bytes
from scrape_clean.sinks.messages import messages_of
from scrape_clean.sinks.posting import Answer, place_of
from scrape_clean.sinks.webhook import Webhook, WebhookSettings
from scrape_clean.sources.visits import Headers
from scrape_clean.views.data import Changes
from telling import START, changed_night, message, run_of

URL = "https://hooks.example:8443/T0/s3cr3t?key=s3cr3t"
KEYS = [f"whsec_{base64.b64encode(bytes([letter]) * 32).decode()}" for letter in b"abc"]


class Post:
    """A poster in memory."""

    def __init__(self, status: int = 204, headers: Headers = ()) -> None:
        """Answer always the same."""
        self.answer = Answer(status=status, headers=headers)
        self.sent: list[tuple[str, dict[str, str], bytes, float]] = []

    def post(self, url: str, headers: Headers, body: bytes, *, timeout: float) -> Answer:
        """Keep what is sent."""
        self.sent.append((url, dict(headers), body, timeout))
        return self.answer


def settings(secret: str | None = KEYS[0], old: tuple[str, ...] = (), **headers: str) -> WebhookSettings:
    """Of a webhook."""
    return WebhookSettings(
        url=Secret(URL),
        secret=Secret(secret) if secret is not None else None,
        old_secrets=tuple(map(Secret, old)),
        headers={name: Secret(value) for name, value in headers.items()},
    )


def told() -> Message:
    """A change, as a night tells it."""
    (found,) = messages_of(run_of(3), *changed_night())
    return found


def test_the_standard_library_for_it_verifies_the_signature() -> None:
    """With the key, and with no other; nor of another body."""
    post = Post()
    Webhook(settings(), post).deliver(told())
    ((url, headers, body, timeout),) = post.sent
    assert (url, timeout) == (URL, 15.0)
    assert Standard(KEYS[0]).verify(body, headers) == json.loads(body)
    for key, changed in ((KEYS[1], body), (KEYS[0], body + b" ")):
        with pytest.raises(WebhookVerificationError):
            Standard(key).verify(changed, headers)


def test_a_key_can_be_changed_while_receivers_know_the_old_one() -> None:
    """Both verify the same message."""
    post = Post()
    Webhook(settings(KEYS[1], old=(KEYS[0],)), post).deliver(told())
    ((_, headers, body, _),) = post.sent
    for key in KEYS[:2]:
        Standard(key).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Standard(KEYS[2]).verify(body, headers)


def test_each_try_has_the_same_id_and_bytes_and_its_own_time() -> None:
    """And is not signed where there is no key; headers of the user's own go with it."""
    post = Post()
    hook = Webhook(settings(None, Authorization="Bearer t0k3n"), post)
    hook.deliver(told())
    hook.deliver(told())
    (_, first, body, _), (_, second, again, _) = post.sent
    assert first["webhook-id"] == second["webhook-id"] == told().id
    assert body == again
    assert abs(int(first["webhook-timestamp"]) - datetime.now(UTC).timestamp()) < 60
    assert "webhook-signature" not in first
    assert first["Authorization"] == "Bearer t0k3n"


def test_the_sdk_of_cloudevents_reads_the_event() -> None:
    """With every edit, and with the records that a copy needs."""
    post, sent = Post(), told()
    Webhook(settings(), post).deliver(sent)
    ((_, headers, body, _),) = post.sent
    event = from_http_event(HTTPMessage(headers=headers, body=body))
    assert (event.get_id(), event.get_type()) == (sent.id, "scrape-clean.page.changed")
    assert (event.get_source(), event.get_subject()) == ("/scrape-clean/library", sent.url)
    assert event.get_time() == START
    data = event.get_data()
    assert isinstance(data, dict)
    assert (data["outcome"], data["run"], data["page"]) == ("changed", 3, {"source": "library", "key": ""})
    assert loads(json.dumps(data["changes"]), Changes) == sent.changes
    assert [loads(json.dumps(record), Record) for record in data["upserted"]] == list(sent.upserted)
    ((before, after),) = [
        (edit["before"]["text"], edit["after"]["text"])
        for change in data["changes"]["changes"]
        for edit in change["edits"]
    ]
    assert (before, after) == ("48", "52")


def test_an_event_is_canonical_and_of_a_run_too() -> None:
    """The same message, the same bytes; the digest comes as text."""
    digest = replace(message(1), kind="run", page=None, title="1 change", text="**Town**\n")
    for sent in (digest, told()):
        assert dumps(json.loads(event_bytes(sent))) == event_bytes(sent)
    event = json.loads(event_bytes(digest))
    assert event["data"] == {"run": 1, "title": "1 change", "text": "**Town**\n"}
    assert "subject" not in event
    odd = replace(message(1), page=PageId("a b/ü", "1"))
    assert json.loads(event_bytes(odd))["source"] == "/scrape-clean/a%20b%2F%C3%BC"
    assert json.loads(event_bytes(odd))["subject"] == "1"
    wild = replace(digest, kind="page.new", page=PageId("a", "x\x00\n\x1by"))
    assert json.loads(event_bytes(wild))["subject"] == "x[U+0000] [U+001B]y"  # CloudEvents 1.0.2, "String"


@pytest.mark.parametrize(
    ("status", "again"),
    [
        (300, True), (301, True), (308, True), (400, True), (401, True), (404, True), (408, True), (425, True),
        (429, True), (500, True), (503, True), (199, True), (410, False), (413, False), (422, False),
    ],
)  # fmt: skip
def test_what_an_answer_means(status: int, again: bool) -> None:  # noqa: FBT001  a row of the table
    """Only what no further try changes is given up at once; the path and query of the address are never shown."""
    with pytest.raises(DeliveryError) as caught:
        Webhook(settings(), Post(status)).deliver(told())
    assert caught.value.retryable is again
    assert str(caught.value).startswith(f"https://hooks.example:8443 answers {status}")
    assert "s3cr3t" not in str(caught.value)
    assert ("redirects" in str(caught.value)) is (status in (300, 301, 308))


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_an_answer_of_success_is_one(status: int) -> None:
    """Whichever it is."""
    Webhook(settings(), Post(status)).deliver(told())


def test_an_answer_that_asks_for_a_wait_has_it_heard() -> None:
    """The error carries it."""
    moment = (datetime.now(UTC) + timedelta(seconds=90)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    for value, least, most in (("17", 17, 17), (moment, 60, 90)):
        with pytest.raises(DeliveryError) as caught:
            Webhook(settings(), Post(503, (("retry-after", value),))).deliver(told())
        assert caught.value.retry_after is not None
        assert least <= caught.value.retry_after <= most


def test_a_wait_that_nobody_can_understand_is_none() -> None:
    """The error is that of the status all the same."""
    headers = (("date", "x"), ("Retry-After", "Mon, 01 Jan 2024 00:00:00 +99999999999999999999"))
    with pytest.raises(DeliveryError) as caught:
        Webhook(settings(), Post(503, headers)).deliver(told())
    assert caught.value.retry_after is None


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (
            settings("whsec_c2hvcnQ="),
            "secret is no signing key: it should be whsec_ and base64 of 24 to 64 random bytes",
        ),
        (settings("s3cr3t"), "secret is no signing key: it should be whsec_ and base64"),
        (settings(KEYS[0].removeprefix("whsec_")), "secret is no signing key: it should begin with whsec_"),
        (settings(old=("whsec_s3cr3t!",)), "secret is no signing key: it should be whsec_ and base64"),
        (settings(Host="e.org"), "header 'Host' is set by scrape-clean itself"),
        (settings(X="a\r\ns3cr3t: 1"), "header 'X' should be plain ASCII in one line"),
        (settings(X="s3cr3t "), "header 'X' begins or ends with a blank; take it out"),
        (replace(settings(), headers={"a b": Secret("c")}), "header 'a b' is no name of a header"),
        (replace(settings(), url=Secret("s3cr3t")), "url holds no address that begins with http:// or https://"),
        (replace(settings(), url=Secret("ftp://e.org/s3cr3t")), "url holds no address"),
        (replace(settings(), url=Secret("https://:99999/s3cr3t")), "url holds no address"),
        (replace(settings(), url=Secret("https://a:s3cr3t@e.org")), "url holds a user or password"),
    ],
)
def test_settings_that_cannot_work_are_told_at_once(wrong: WebhookSettings, words: str) -> None:
    """In words that show nothing of a secret."""
    with pytest.raises(SettingsError, match=f"^webhook: {words}") as caught:
        Webhook(wrong, Post())
    assert "s3cr3t" not in f"{caught.value!r}{wrong!r}"


def test_what_of_an_address_may_be_shown() -> None:
    """Where it leads to, and no more."""
    assert place_of(URL) == "https://hooks.example:8443"
    assert place_of("https://me:s3cr3t@e.org/x") == "https://e.org"
    assert place_of("http://[::1/") == "an address that is none"
