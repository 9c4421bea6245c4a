"""What a night has to tell of a page, and what is told when: a pure function of the night and of what was known."""

import hashlib
from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from scrape_clean.history.model import Known, Message, MessageKind, Night, PageId, Run
from scrape_clean.history.outbox import PAGES

__all__ = ["PAGES", "RECORDS", "is_told", "message_id", "messages_of"]

RECORDS: Final[tuple[MessageKind, ...]] = ("page.new", "page.changed", "page.updated", "page.gone")
"""What somebody needs who keeps a copy of all records."""

_STALE: Final = 3
_WEEK: Final = 7


def messages_of(run: Run, night: Night, known: Known, *, stale_after: int = _STALE) -> tuple[Message, ...]:
    """The messages of a night, with ids that depend on the run, the page and the kind alone.

    An error is told on its first night, when the page is stale, and then every week; and when it is over. Cosmetic
    changes, and what only other rules make of a page, are ``page.updated``, and only where a record says anything else
    than before. A quiet night has no message.

    Args:
        run: The run that the night belongs to.
        night: What it found.
        known: What was known before it.
        stale_after: Nights without a good one after which a page is stale.
    """
    if night.outcome in ("suspect", "failed"):
        return tuple(_errors(run, night, known, stale_after))
    return tuple(_messages(run, night, known))


def is_told(nights: int, stale_after: int = _STALE) -> bool:
    """Whether an error is told on this one of its nights in a row: the first, that of staleness, then every seventh."""
    return nights in (1, stale_after) or (nights > stale_after and nights % _WEEK == 0)


def message_id(run: Run, page: PageId | None, kind: MessageKind) -> str:
    """The id of what a run tells of a page, or of itself: the same whenever the run does it again.

    The second in which the run started is in it too, so that two installations, or one whose history was begun anew,
    do not share ids.
    """
    names = [] if page is None else [page.source, page.key]
    parts = [str(run.id), str(int(run.started.timestamp())), kind, *names]
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")  # names of some files are no Unicode
        digest.update(b"%d:%s" % (len(data), data))
    return f"msg_{digest.hexdigest()[:32]}"


def _messages(run: Run, night: Night, known: Known) -> Iterator[Message]:
    if known.failures and night.outcome != "gone":
        yield _message(run, night, known, "page.healed", failures=known.failures)
    if night.outcome in ("new", "changed", "gone"):
        kinds: dict[str, MessageKind] = {"new": "page.new", "changed": "page.changed", "gone": "page.gone"}
        yield _with_records(_message(run, night, known, kinds[night.outcome]), night)
    elif night.upserted or night.deleted:
        yield _with_records(_message(run, night, known, "page.updated"), night)


def _errors(run: Run, night: Night, known: Known, stale_after: int) -> Iterator[Message]:
    """An error that begins or lasts; a page that was out of reach and now looks broken is told of, too."""
    nights = known.failures + 1
    turned = night.outcome == "suspect" and not known.held
    if is_told(nights, stale_after) or turned:
        kind: MessageKind = "page.suspect" if night.outcome == "suspect" else "page.failed"
        yield _message(run, night, known, kind, failures=nights)


def _message(run: Run, night: Night, known: Known, kind: MessageKind, failures: int = 0) -> Message:
    page = night.last or known.last
    url = night.url or (known.received.url if known.received else None)
    place = PageId(_clear(night.page.source), _clear(night.page.key))
    return Message(
        id=message_id(run, night.page, kind),
        run=run.id,
        kind=kind,
        time=night.seen,
        page=place,
        url=url and _clear(url),
        title=page.title if page is not None else None,
        problem=night.problem and _clear(night.problem),
        failures=failures,
    )


def _with_records(message: Message, night: Night) -> Message:
    """What the night found; what is noise, or was held back, is no news."""
    changes = night.changes and replace(night.changes, muted=(), withheld=())
    return replace(message, changes=changes, upserted=night.upserted, deleted=night.deleted)


def _clear(text: str) -> str:
    """Text without halves of characters, which JSON has no form for; names of some files have them."""
    return text.encode("utf-8", "replace").decode()
