"""One night of one page: what came in and what is known, and from these what is to be remembered and told.

Pure: `history` holds what is known, `archive` what was received, and the runner moves both.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from scrape_clean.archive.files import Archived
from scrape_clean.canonical import record_lines
from scrape_clean.compare import Comparison, Memory, carry_ids, compare, learn_volatile
from scrape_clean.compare.suspect import first_suspicion
from scrape_clean.errors import InputError
from scrape_clean.history.model import Known, Night, Outcome, Received, Validators
from scrape_clean.model import Capture, Record, Snapshot
from scrape_clean.page import CleanedPage
from scrape_clean.pipeline import Options, clean_capture
from scrape_clean.views.data import Changes, changes_of

__all__ = [
    "NIGHTS",
    "Arrival",
    "Rules",
    "body_is_known",
    "failed_night",
    "gone_night",
    "known_after",
    "night_of",
    "unchanged_night",
]

NIGHTS: Final = 10
"""Nights, tonight's included, that tell what on a page is volatile: what has been still for three of them is not."""


class Rules(Struct, frozen=True, kw_only=True):
    """How the pages of a source are cleaned and compared."""

    options: Options
    ignore: tuple[str, ...] = ()
    fingerprint: str = ""
    """Another one, and the last good capture is cleaned anew before it is compared."""


class Arrival(Struct, frozen=True, kw_only=True):
    """What came in tonight for one page."""

    seen: datetime
    url: str | None = None
    received: Received | None = None
    """None when the server says that the body of the last good night still stands."""
    archived: Archived | None = None
    validators: Validators | None = None
    """What the server calls by now what it gave, or what it says still stands; None of a file."""
    capture: Capture | None = None
    """The page; None when it need not be cleaned."""


def body_is_known(known: Known, received: Received, rules: Rules) -> bool:
    """Whether nothing need be cleaned: what the last good night was made of came in again, under the same rules."""
    return (
        known.last is not None
        and known.received is not None
        and known.rules == rules.fingerprint
        and _made_of(known.received) == _made_of(received)
    )


def _made_of(received: Received) -> tuple[str | None, ...]:
    """All of a capture that decides what becomes of it."""
    return received.digest, received.url, received.media_type, received.charset


def unchanged_night(known: Known, arrival: Arrival) -> Night:
    """A night on which the last good body came in again, or the server said that it stands.

    Of a source whose pages could not be listed, the first one on which they can.
    """
    same = _begun(known, arrival, "unchanged", Changes())
    return replace(same, received=arrival.received or known.received, validators=arrival.validators)


def failed_night(known: Known, arrival: Arrival, problem: InputError) -> Night:
    """A night on which there was no page, or none that can be read."""
    return replace(_begun(known, arrival, "failed", Changes()), problem=problem.reason)


def gone_night(known: Known, seen: datetime, url: str | None) -> Night:
    """A night on which the source no longer lists the page; what it said stays on record."""
    return _begun(known, Arrival(seen=seen, url=url), "gone", Changes())


def night_of(
    known: Known,
    arrival: Arrival,
    rules: Rules,
    *,
    recent: Sequence[Snapshot] = (),
    last_capture: Capture | None = None,
) -> Night:
    """Clean tonight's capture and compare it with the last good night.

    Args:
        known: What earlier nights told.
        arrival: What came in; without a capture, nothing has changed.
        rules: How to clean and compare.
        recent: The last `NIGHTS` good nights, the oldest first: what changes on each of them says nothing.
        last_capture: The capture of the last good night; needed only when the rules are others than they were then.
            Without it, tonight is compared with what the old rules made of it.

    Returns:
        What is to be stored and told. A capture that cannot be read makes a failed night.
    """
    if arrival.capture is None:
        return unchanged_night(known, arrival)
    told = known.last.records if known.last else ()
    known = replace(known, last=_by_these_rules(known, rules, last_capture))
    try:
        page = clean_capture(arrival.capture, replace(rules.options, before=known.last))
    except InputError as problem:
        return failed_night(known, arrival, problem)
    if known.last is None:
        if doubt := first_suspicion(page.snapshot(), known.held):
            return replace(_begun(known, arrival, "suspect", Changes()), held=page.snapshot(), problem=doubt)
        first = _begun(known, arrival, "new", Changes())
        return replace(first, last=page, rules=rules.fingerprint, upserted=page.records)
    memory = Memory(volatile=learn_volatile(recent, ignore=rules.ignore), held=known.held)
    found = compare(known.last, page, memory=memory, ignore=rules.ignore)
    if found.suspect:
        night = _begun(known, arrival, "suspect", changes_of(found))
        return replace(night, held=page.snapshot(), problem=found.suspect)
    volatile = learn_volatile([*recent, found.base][-NIGHTS:], ignore=rules.ignore)
    good = _good(replace(known, volatile=volatile), arrival, found, told)
    return replace(good, last=replace(page, records=found.base.records), rules=rules.fingerprint)


def known_after(known: Known, night: Night) -> Known:
    """What is known once a night has been stored."""
    if night.outcome in {"failed", "suspect"}:
        held = (*known.held, night.held) if night.held else known.held
        return replace(known, held=held, failures=known.failures + 1)
    known = replace(known, held=(), failures=0, volatile=night.volatile)
    if night.last is None:
        return known
    return replace(known, last=night.last, rules=night.rules, received=night.received)


def _begun(known: Known, arrival: Arrival, outcome: Outcome, changes: Changes) -> Night:
    """A night with all that does not follow from the page itself."""
    return Night(
        page=known.page,
        outcome=outcome,
        url=arrival.url,
        received=arrival.received,
        seen=arrival.seen,
        archived=arrival.archived,
        changes=changes,
        volatile=known.volatile,
        rules=known.rules,
    )


def _by_these_rules(known: Known, rules: Rules, capture: Capture | None) -> CleanedPage | None:
    """The last good night as tonight's rules have it, so that what only the rules changed is no change."""
    if known.last is None or known.rules == rules.fingerprint or capture is None:
        return known.last
    try:
        page = clean_capture(capture, replace(rules.options, before=known.last))
    except InputError:  # what was a page by the old rules is none by the new ones
        return known.last
    return carry_ids(known.last, page)


def _good(known: Known, arrival: Arrival, found: Comparison, told: Sequence[Record]) -> Night:
    """A good night after another one: what changed, and which records say anything else than was told of them.

    Copies hold what the rules of the last good night made of it, whatever tonight's make of it now.
    """
    outcome: Outcome = "changed" if any(change.substantive for change in found.changes) else "unchanged"
    lines = {record.id: record_lines((record,)) for record in told}
    standing = {record.id for record in found.base.records}
    return replace(
        _begun(known, arrival, outcome, changes_of(found)),
        upserted=tuple(one for one in found.base.records if lines.get(one.id) != record_lines((one,))),
        deleted=tuple(record.id for record in told if record.id not in standing),
    )
