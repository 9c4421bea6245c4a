"""Stage 4: unique blocks to structured records."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import cast

from scrape_clean.model import Annotation, Record, RecordKind, UniqueBlock
from scrape_clean.records.annotate import annotate_all
from scrape_clean.records.annotate.own import Annotator
from scrape_clean.records.ids import assign_ids

__all__ = ["make_records"]


def make_records(
    unique: Iterable[UniqueBlock],
    language: str | None = None,
    annotators: Sequence[Annotator] = (),
    date: dt.date | None = None,
) -> tuple[Record, ...]:
    """One record per unique block, in page order, with an id derived from its text and with what its text says.

    Args:
        unique: The page's unique blocks.
        language: BCP 47 tag of the page; found out from each text when None.
        annotators: The user's own.
        date: The day of the capture, which relative dates are counted from.
    """
    items = tuple(unique)
    ids = assign_ids((item.block.text, item.occurrences[0].section) for item in items)
    found = annotate_all([item.block.text for item in items], language=language, date=date, annotators=annotators)
    return tuple(
        _record(item, name, position, annotations)
        for position, (item, name, annotations) in enumerate(zip(items, ids, found, strict=True))
    )


def _record(item: UniqueBlock, name: str, position: int, annotations: tuple[Annotation, ...]) -> Record:
    block = item.block
    return Record(
        id=name,
        kind=cast("RecordKind", block.kind),  # headings and metadata went other ways before
        text=block.text,
        section=item.occurrences[0].section,
        position=position,
        depth=block.depth,
        marker=block.marker,
        occurrences=item.occurrences,
        links=block.links,
        cells=block.cells,
        annotations=annotations,
    )
