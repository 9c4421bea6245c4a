"""Telling people by apprise."""

import logging
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

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
