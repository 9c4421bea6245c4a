"""From what a visit or a file gave to what a night begins with; what was received goes into the archive on the way."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from scrape_clean.archive import Place, Provenance, read_archived, verify, write_exchanges
from scrape_clean.errors import InputError, OutputError
from scrape_clean.history.model import Known, Received, Run, Validators
from scrape_clean.model import Capture
from scrape_clean.nightly.night import Arrival, Rules, body_is_known
from scrape_clean.nightly.outputs import page_folder
from scrape_clean.settings import Source
from scrape_clean.sources.visits import Fetched

__all__ = ["Desk", "as_told"]


class Desk(Struct, frozen=True, kw_only=True):
    """Where captures are taken in, for one run."""

    run: Run
    raw: Path | None
    """The archive; None keeps nothing."""
    now: Callable[[], datetime]

    def visited(self, fetched: Fetched, known: Known, source: Source, rules: Rules) -> Arrival:
        """What a visit gave; its exchanges are archived.

        Raises:
            InputError: There is no page; what came in its place is archived all the same.
            OutputError: The archive cannot be written.
        """
        last = fetched.exchanges[-1] if fetched.exchanges else None
        seen = last.time if last else self.now()
        archived, record = None, None
        if self.raw is not None and fetched.exchanges:
            folder = page_folder(self.raw, known.page)
            path = (folder / f"{self.run.started:%Y-%m-%d}-{self.run.id:06}.warc.gz").relative_to(self.raw).as_posix()
            provenance = Provenance(
                software=f"scrape-clean {self.run.version}",
                run=self.run.id,
                source=known.page.source,
                page=known.page.key,
            )
            written = write_exchanges(
                self.raw, path, fetched.exchanges, provenance=provenance, last=_place(known.received)
            )
            archived, record = written.archived, written.record
        named = Validators(etag=fetched.etag, last_modified=fetched.last_modified)
        arrival = Arrival(seen=seen, url=fetched.visit.url, archived=archived, validators=named)
        if fetched.problem is not None or fetched.capture is None:
            return arrival
        capture = as_told(fetched.capture, source)
        received = Received(
            time=seen,
            url=capture.url,
            status=last.status if last else None,
            etag=fetched.etag,
            last_modified=fetched.last_modified,
            media_type=capture.media_type,
            charset=capture.charset,
            digest=f"sha256:{hashlib.sha256(capture.body).hexdigest()}",
            archived=archived if record else known.received.archived if known.received else None,
            record=record or (known.received.record if known.received else None),
        )
        arrival = replace(arrival, received=received)
        if record and body_is_known(known, received, rules) and not self.holds(known.received):
            return arrival  # the file that held this body is lost or damaged: tonight's holds it from now on
        return _begun(arrival, capture, known, rules)

    def holds(self, received: Received | None) -> bool:
        """Whether the archive still holds the body of a capture, as it was written; true where nothing is archived."""
        if self.raw is None:
            return True
        place = _place(received)
        return place is not None and verify(self.raw, place.archived) is None

    def read(
        self, capture: Capture, known: Known, source: Source, rules: Rules, *, time: datetime | None = None
    ) -> Arrival:
        """What a file holds, and when it was captured if that is known. It is not archived: it lies there already."""
        capture = as_told(capture, source)
        received = Received(
            time=time or self.now(),
            url=capture.url,
            status=None,
            media_type=capture.media_type,
            charset=capture.charset,
            digest=f"sha256:{hashlib.sha256(capture.body).hexdigest()}",
        )
        return _begun(Arrival(seen=self.now(), url=capture.url, received=received), capture, known, rules)

    def last_capture(self, known: Known, source: Source, tonight: Arrival) -> Capture | None:
        """The capture of the last good night, once more; None if it is nowhere any more."""
        if known.received is None:
            return None
        if tonight.received and tonight.capture and tonight.received.digest == known.received.digest:
            return tonight.capture
        place = _place(known.received)
        if self.raw is None or place is None:
            return None
        try:
            found = read_archived(self.raw, place, max_bytes=source.policy.max_bytes)
            return as_told(replace(found, url=known.received.url), source)  # a page that moved keeps its body's record
        except (InputError, OutputError):
            return None


def _place(received: Received | None) -> Place | None:
    if received is None or received.archived is None or received.record is None:
        return None
    return Place(received.archived, received.record)


def as_told(capture: Capture, source: Source) -> Capture:
    """The capture as the settings say that it is to be read."""
    return replace(
        capture,
        source=source.id,
        media_type=source.media_type or capture.media_type,
        charset=source.options.charset or capture.charset,
    )


def _begun(arrival: Arrival, capture: Capture, known: Known, rules: Rules) -> Arrival:
    if arrival.received is not None and body_is_known(known, arrival.received, rules):
        return replace(arrival, received=known.received)
    return replace(arrival, capture=capture)
