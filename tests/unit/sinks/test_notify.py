"""Telling people by apprise."""

import json
import logging
import re
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from typing import Any, ClassVar

import pytest
from msgspec.structs import replace

from scrape_clean.errors import DeliveryError, PluginError, SettingsError
from scrape_clean.secret import Secret
from scrape_clean.sinks.digest import digest, run_message
from scrape_clean.sinks.messages import messages_of
from scrape_clean.sinks.notify import Notify, NotifySettings
from telling import changed_night, run_of

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of apprise's own imports
SENT: list[dict[str, Any]] = []
URL = "shelf://user:s3cr3t@channel/t0k3n"


@pytest.fixture(autouse=True)
def _shelf() -> Iterator[None]:
    """A service of apprise that keeps what it gets."""
    apprise: Any = pytest.importorskip("apprise")
    decorators: Any = import_module("apprise.decorators")

    @decorators.notify(on="shelf")  # type: ignore[untyped-decorator]
    def shelf(body: str, title: str, notify_type: object, **others: Any) -> bool:  # noqa: ANN401, ARG001  apprise's form
        SENT.append({"body": body, "title": title, **others})
        return "refused" not in body

    SENT.clear()
    yield
    apprise.manager_plugins.NotificationManager().remove("shelf")


def to(url: str = URL) -> Notify:
    """A channel."""
    return Notify(NotifySettings(url=Secret(url)))


def test_one_digest_goes_to_the_channel() -> None:
    """With its headline as the title."""
    digest = run_message(run_of(1), messages_of(run_of(1), *changed_night()))
    assert digest
    to().deliver(digest)
    (sent,) = SENT
    assert sent["title"] == "scrape-clean: 1 change on 1 page; Town library"
    assert "**48 → 52**" in sent["body"]


def test_a_message_of_one_page_is_told_as_a_digest_would() -> None:
    """For who wants to know at once, page by page."""
    (message,) = messages_of(run_of(1), *changed_night())
    to().deliver(message)
    assert "**48 → 52**" in SENT[0]["body"]


def test_what_looks_like_an_escape_is_text() -> None:
    """Nothing of a page is interpreted by apprise."""
    before, after = ({"Rules": [f"Type \\n\\t :smile: {n} times", "Two", "Three"]} for n in (3, 4))
    (message,) = messages_of(run_of(1), *changed_night(before=before, after=after))
    to().deliver(message)
    assert "\\\\n\\\\t :smile: **3 → 4** times" in SENT[0]["body"]


def test_a_service_that_does_not_take_it_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    """And nothing shows the address."""
    before, after = ({"Rules": [f"It is refused {n} times", "Two", "Three"]} for n in (3, 4))
    (message,) = messages_of(run_of(1), *changed_night(before=before, after=after))
    with caplog.at_level(logging.DEBUG), pytest.raises(DeliveryError) as caught:
        to().deliver(message)
    assert (str(caught.value), caught.value.retryable) == ("shelf: the service did not take the message", True)
    assert "s3cr3t" not in caplog.text + repr(to()) + repr(NotifySettings(url=Secret(URL)))


@pytest.mark.parametrize("url", ["nosuch://s3cr3t", "s3cr3t", "mailto://", ""])
def test_an_address_that_cannot_work_is_told_at_once(url: str) -> None:
    """In words that do not show it."""
    with pytest.raises(SettingsError, match=r"^notify: url is none that apprise can use") as caught:
        to(url)
    assert "s3cr3t" not in str(caught.value)


def test_without_apprise_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line."""
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(PluginError, match="pip install apprise"):
        to()


class Telegram(BaseHTTPRequestHandler):
    """Takes messages as Telegram does (its Bot API, "MarkdownV2 style"): what it cannot read, it refuses."""

    shown: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        """Take one message."""
        message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        well = message.get("parse_mode") == "MarkdownV2" and is_markdown_v2(message["text"])
        if well:
            self.shown.append(message["text"])
        self.send_response(200 if well else 400)
        self.end_headers()
        self.wfile.write(b'{"ok": true}' if well else b'{"ok": false}')

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def is_markdown_v2(text: str) -> bool:
    """Whether every sign that is none of markup is escaped, and whatever opens ends, the last one first."""
    opened: list[str] = []
    for sign in re.findall(r"\\[\x01-\x7e]|__|\|\||[_*~`\[\]()>#+\-=|{}.!\\]", text):
        if sign in ("_", "__", "*", "~", "||", "`"):
            if opened[-1:] == [sign]:
                opened.pop()
            else:
                opened.append(sign)
        elif sign[0] != "\\" or len(sign) == 1:
            return False
    return not opened and len(text) <= 4096


@pytest.fixture
def telegram(loopback: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Telegram]]:  # noqa: ARG001  as asked for
    """In place of the real one."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Telegram) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        plugin: Any = import_module("apprise.plugins.telegram").NotifyTelegram
        monkeypatch.setattr(plugin, "notify_url", f"http://127.0.0.1:{server.server_port}/bot")
        monkeypatch.setattr(plugin, "request_rate_per_sec", 0)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        Telegram.shown.clear()
        yield Telegram
        server.shutdown()


SIGNS = "max_connections *new* `x` [1](http://e.org) ~a~ # > + - = | {} . ! \\ ||b|| __c__ <d> @all 2*3 a_b"


@pytest.mark.parametrize("seats", [1, 60])
def test_telegram_takes_every_digest(telegram: type[Telegram], seats: int) -> None:
    """Whatever signs stand in titles, headings and edits, and in however many messages it goes."""
    before, after = (
        {
            SIGNS.replace("<", "&lt;"): [f"Row {n} of {SIGNS} is **{n + more}** long*" for n in range(seats)]
            + ["Two", "Three"]
        }
        for more in (3, 400)
    )
    messages = messages_of(run_of(1), *changed_night(before=before, after=after))
    found = run_message(run_of(1), [replace(one, title=SIGNS) for one in messages] * 6)
    assert found
    to("tgram://123456789:abcdefg_hijklmnop/12315544/").deliver(found)
    assert (len(telegram.shown) > 1) is (seats > 1)
    assert r"max\_connections" in telegram.shown[0]


def test_the_user_may_choose_another_form_for_telegram(telegram: type[Telegram]) -> None:
    """What the address says is not changed."""
    (message,) = messages_of(run_of(1), *changed_night())
    with pytest.raises(DeliveryError):
        to("tgram://123456789:abcdefg_hijklmnop/12315544/?mdv=v1").deliver(message)
    assert not telegram.shown


MENTIONS = "ann@e.org: @everyone <users/all> <!here> <#C024BE91L> <@&1655> [x](http://e.org) http://e.org"


def test_a_title_mentions_nobody_and_links_nowhere() -> None:
    """Chats read titles as they read the rest."""
    messages = [replace(one, title=MENTIONS) for one in messages_of(run_of(1), *changed_night())]
    digest = run_message(run_of(1), messages)
    assert digest
    to().deliver(digest)
    to().deliver(replace(digest, title=MENTIONS))  # written by an older version
    to().deliver(messages[0])
    for sent in SENT:
        assert not re.search(r"(?<!\w)@\w|<(?:[!#@]|users/)|\]\(|://", sent["title"])
        assert "ann@e.org: @\u2060everyone <\u2060users/all> <\u2060!here>" in sent["title"]
        assert not re.search(r"(?<!\w)@\w|<(?:[!#@]|users/)", sent["body"])


def test_what_apprise_makes_of_a_digest_for_mail_holds_no_markup_of_the_page() -> None:
    """It turns Markdown into HTML itself."""
    nasty = "<script>alert(1)</script> [log in](http://e.org) ![x](y) <b onclick=x>bold</b> {{7*7}}"
    before, after = ({"Rules": [f"Seat {n} {nasty}".replace("<", "&lt;"), "Two", "Three"]} for n in (3, 4))
    (message,) = messages_of(run_of(1), *changed_night(before=before, after=after))
    conversion: Any = import_module("apprise.conversion")
    formats: Any = import_module("apprise").NotifyFormat
    text = digest([replace(message, title=nasty)])
    made = conversion.convert_between(formats.MARKDOWN, formats.HTML, text)
    assert set(re.findall(r"<(\w+)", made)) <= {"p", "strong", "em", "a", "ul", "li"}
    assert re.findall(r'href="([^"]*)"', made) == ["https://library.example/rooms"]
    assert "{{7*7}}" in made
