"""Stage 4: unique blocks to structured records."""

from collections.abc import Iterable
from typing import cast

from scrape_clean.model import Record, RecordKind, UniqueBlock
from scrape_clean.records.ids import assign_ids

__all__ = ["make_records"]


def make_records(unique: Iterable[UniqueBlock]) -> tuple[Record, ...]:
    """One record per unique block, in page order, with an id derived from its text."""
    items = tuple(unique)
    ids = assign_ids((item.block.text, item.occurrences[0].section) for item in items)
    return tuple(_record(item, name, position) for position, (item, name) in enumerate(zip(items, ids, strict=True)))


def _record(item: UniqueBlock, name: str, position: int) -> Record:
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
    )
