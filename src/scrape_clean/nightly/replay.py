"""All nights of a page once more, from what the archive holds, by the rules of today.

What the nights flagged is found anew: both sides of each comparison are cleaned by today's rules, so nothing is flagged
that only the rules changed. Runs, times and captures stay; nobody is told.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from scrape_clean.archive import Place, read_archived
from scrape_clean.compare import carry_ids, learn_volatile
from scrape_clean.errors import InputError
from scrape_clean.history import History
from scrape_clean.history.model import Known, Night, PageId, Past, Received
from scrape_clean.model import Capture
from scrape_clean.nightly.arrivals import as_told
from scrape_clean.nightly.night import NIGHTS, Arrival, Rules, known_after, night_of
from scrape_clean.nightly.publishing import publish_feeds
from scrape_clean.pipeline import clean_capture
from scrape_clean.settings import Settings, Source
from scrape_clean.views.data import Changes

__all__ = ["Replayed", "replay"]

_BODIES = frozenset({"new", "changed", "unchanged", "suspect"})


class Replayed(Struct, frozen=True, kw_only=True):
    """What became of a page."""

    page: PageId
    nights: int = 0
    """That were derived anew."""
    kept: int = 0
    """Earlier ones that stay as they are: what the last of them received is not in the archive any more."""
    problem: InputError | None = None
    """What is wrong with the file that holds it, if there is to be one."""
    flagged_before: int = 0
    """Changes of facts in those nights, as they were told."""
    flagged: int = 0
    """As they are now."""


def replay(settings: Settings, history: History, *, everything: bool = False) -> Iterator[Replayed]:
    """Derive the nights of pages anew, and store them, page by page.

    Args:
        settings: With the rules of today.
        history: Open for writing.
        everything: Pages that were cleaned by these very rules, too.

    Raises:
        OutputError: A feed cannot be written; all pages are derived anew by then.
    """
    rewritten: set[str] = set()
    sources = {source.id: source for source in settings.sources}
    for state in history.pages():
        source = sources.get(state.page.source)
        if source is None or not (everything or history.known(state.page).rules != source.rules):
            continue
        shelf = _Shelf(settings.raw, source)
        found = dict(_nights(history, state.page, source, shelf))
        told = Replayed(page=state.page, kept=len(history.captures(state.page)), problem=shelf.problem)
        if found:
            first = min(found)
            before = [one for one in history.changes(first, source=source.id) if one.page == state.page]
            history.rewrite(state.page, found)
            rewritten.add(source.id)
            after = [one for one in history.changes(first, source=source.id) if one.page == state.page]
            told = replace(
                told,
                nights=len(found),
                kept=told.kept - len(found),
                flagged_before=len(before),
                flagged=len(after),
            )
        yield told
    if rewritten:  # a quiet source's is not made again before something is new there
        address = settings.feeds.base_url if settings.feeds else None
        publish_feeds(settings.output, history, rewritten, address)


def _nights(history: History, page: PageId, source: Source, shelf: "_Shelf") -> Iterator[tuple[int, Night]]:
    """A page's nights by the numbers of their runs, from the first one on from which all captures are there."""
    rules = Rules(options=source.options, ignore=source.ignore, fingerprint=source.rules)
    pasts = _readable(history.captures(page), shelf)
    if not pasts:
        return
    first = _first(history, page, pasts[0], shelf, rules)
    recent = list(history.recent(page, NIGHTS, before=pasts[0].run.id))  # what they told of noise is known still
    if first.last is not None:
        recent.append(first.last.snapshot())
    first = replace(first, volatile=learn_volatile(recent[-NIGHTS:], ignore=rules.ignore))
    yield pasts[0].run.id, first
    known = known_after(Known(page=page), first)
    for past in pasts[1:]:
        arrival = Arrival(seen=past.seen, url=past.received.url if past.received else None, received=past.received)
        if past.outcome not in _BODIES:
            night = _as_it_was(known, past, arrival)
        else:
            same = known.received is not None and past.received == known.received
            capture = None if same else shelf.capture(past.received)
            night = night_of(known, replace(arrival, capture=capture), rules, recent=recent[-NIGHTS:])
        yield past.run.id, night
        known = known_after(known, night)
        if night.outcome in {"new", "changed", "unchanged"} and known.last is not None:
            recent.append(known.last.snapshot())


def _readable(pasts: Sequence[Past], shelf: "_Shelf") -> Sequence[Past]:
    """The nights from the first good one on from which every capture can be read."""
    start = len(pasts)
    for at in range(len(pasts) - 1, -1, -1):
        if pasts[at].outcome in _BODIES:
            if shelf.capture(pasts[at].received) is None:
                break
            if pasts[at].outcome != "suspect":
                start = at
    return pasts[start:]


def _first(history: History, page: PageId, past: Past, shelf: "_Shelf", rules: Rules) -> Night:
    """The first night that is derived anew: its records keep the ids that they had on it."""
    capture = shelf.capture(past.received)
    assert capture is not None  # noqa: S101  as _readable has seen
    cleaned = clean_capture(capture, rules.options)
    was = history.at(page, past.run.id)
    if was is not None:
        cleaned = carry_ids(replace(cleaned, records=was.records), cleaned)
    return Night(
        page=page,
        outcome=past.outcome,
        url=capture.url,
        received=past.received,
        seen=past.seen,
        archived=past.archived,
        last=cleaned,
        changes=history.changes_of(past.run.id, page),
        rules=rules.fingerprint,
        upserted=cleaned.records,
    )


def _as_it_was(known: Known, past: Past, arrival: Arrival) -> Night:
    """A night without a page: it failed, or the page was gone."""
    return Night(
        page=known.page,
        outcome=past.outcome,
        url=arrival.url,
        received=past.received,
        seen=past.seen,
        archived=past.archived,
        changes=Changes(),
        volatile=known.volatile,
        rules=known.rules,
        problem=past.problem,
    )


class _Shelf:
    """Captures from the archive; the last one read is at hand for the nights on which it had not changed."""

    problem: InputError | None = None
    """What was wrong with the last file that could not be read."""

    def __init__(self, raw: Path, source: Source) -> None:
        self._raw = raw
        self._source = source
        self._held: tuple[Received, Capture | None] | None = None

    def capture(self, received: Received | None) -> Capture | None:
        """The body of a night; None if it is nowhere any more, or in a file that cannot be read."""
        if received is None or received.archived is None or received.record is None:
            return None
        if self._held is None or self._held[0] != received:
            self._held = received, self._read(Place(received.archived, received.record), received.url)
        return self._held[1]

    def _read(self, place: Place, url: str | None) -> Capture | None:
        """A body under that night's address: a page that moves keeps its body's record, which has the one before."""
        try:
            found = read_archived(self._raw, place, max_bytes=self._source.policy.max_bytes)
            return as_told(replace(found, url=url), self._source)
        except InputError as problem:
            self.problem = problem
            return None
