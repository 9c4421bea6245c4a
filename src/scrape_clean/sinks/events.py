"""Messages as CloudEvents 1.0 in structured JSON (https://github.com/cloudevents/spec, JSON event format)."""

from typing import Final
from urllib.parse import quote

import msgspec

from scrape_clean.canonical import dumps
from scrape_clean.history.model import Message
from scrape_clean.views.clear import one_line

__all__ = ["MEDIA_TYPE", "event_bytes", "event_of"]

MEDIA_TYPE: Final = "application/cloudevents+json"
_PREFIX: Final = "scrape-clean"


def event_of(message: Message) -> dict[str, object]:
    """A message as an event.

    ``id`` is the message's own; ``source`` is ``/scrape-clean/`` and the source's id; ``type`` is ``scrape-clean.`` and
    the kind; ``subject`` is the page's address, or its key. ``data`` holds run, page, url, title, outcome (the kind
    without ``page.``), problem, failures, changes, upserted and deleted; of a run, run, title and text.
    """
    page = message.page
    event: dict[str, object] = {
        "specversion": "1.0",
        "id": message.id,
        "source": f"/{_PREFIX}/{quote(page.source, safe='')}" if page else f"/{_PREFIX}",
        "type": f"{_PREFIX}.{message.kind}",
        "time": message.time.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "datacontenttype": "application/json",
        "data": _run_data(message) if page is None else _page_data(message),
    }
    subject = one_line(message.url or (page.key if page else ""))
    if subject:  # an empty one is no subject by the standard, and none holds control characters
        event["subject"] = subject
    return event


def event_bytes(message: Message) -> bytes:
    """The event as canonical JSON (RFC 8785): the same message, the same bytes."""
    return dumps(event_of(message))


def _page_data(message: Message) -> dict[str, object]:
    fields = ("run", "page", "url", "title", "problem", "failures", "changes", "upserted", "deleted")
    data: dict[str, object] = {name: msgspec.to_builtins(getattr(message, name)) for name in fields}
    return {**data, "outcome": message.kind.removeprefix("page.")}


def _run_data(message: Message) -> dict[str, object]:
    return {"run": message.run, "title": message.title, "text": message.text}
