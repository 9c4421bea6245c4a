"""A cleaned page: everything that stages 1 to 4 found out about one capture."""

from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from scrape_clean.canonical import snapshot_bytes
from scrape_clean.model import Drop, Heading, Metadata, Record, Snapshot

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CleanedPage", "Table"]

Table: TypeAlias = Literal["records", "annotations", "occurrences", "links", "drops"]


class CleanedPage(Struct, frozen=True, kw_only=True):
    """The records of a page, and where every other visible character of it went."""

    records: tuple[Record, ...]
    drops: tuple[Drop, ...]
    headings: tuple[Heading, ...]
    text: str
    """`Document.text`, which all spans point into."""
    url: str | None
    title: str | None
    language: str | None
    """BCP 47, what the page is read in: as `Options` say, else as the page declares it, unless its text is surely in
    another language; where it declares none, the language that it seems to be written in."""
    metadata: Metadata = Metadata()
    """The page's facts as a whole, each with its origin; ``title`` above stays what its ``title`` element
    says, and what its root element declares as its language stands here."""
    unmatched: tuple[str, ...] = ()
    """The choices of `Options` that match nothing on this page: ``keep:`` or ``drop:`` and the selector."""
    revealed: str | None = None
    """Where the text of a page is from that shows next to nothing before scripts have run: ``noscript``, ``concealed``
    (hidden by an attribute), ``json-ld``, or ``nothing`` if there is none; None for ordinary pages."""
    media_type: str
    charset: str
    replaced: int
    """How many undecodable byte sequences became U+FFFD."""

    def snapshot(self) -> Snapshot:
        """What the page says, without what was dropped and how it was read."""
        return Snapshot(
            url=self.url, title=self.title, language=self.language, metadata=self.metadata, records=self.records
        )

    def canonical(self) -> bytes:
        """The snapshot as RFC 8785 bytes: the content of ``records.json``."""
        return snapshot_bytes(self.snapshot())

    def to_frame(self, what: Table = "records") -> "pd.DataFrame":
        """A pandas table, one row each; its columns are there even when it has no rows.

        ``records``: id, kind, text, section (headings joined by " > "), position, depth, marker, occurrences (how
        many), date (EDTF of the first date that has a value), date_start and date_end (its first and last day; empty
        where open), year. ``annotations``, ``occurrences`` and ``links``: the record's id and their own fields.
        ``drops``: their fields.
        """
        from scrape_clean.frames import frame_of  # noqa: PLC0415  pandas takes longer to load than a page to clean

        return frame_of(self.records, self.drops, what)
