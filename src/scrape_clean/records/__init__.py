"""Stage 4: unique blocks to structured records."""

from collections.abc import Iterable

from scrape_clean.model import Record, UniqueBlock
from scrape_clean.records.ids import assign_ids

__all__ = ["make_records"]


def make_records(unique: Iterable[UniqueBlock]) -> tuple[Record, ...]:
    """One record per unique block, in page order, with an id derived from its text.

    A block without a word (a picture's link, an empty item) has no record: it holds no visible character.
    """
    kept = tuple(item for item in unique if item.occurrences)
    ids = assign_ids((item.block.text, item.occurrences[0].section) for item in kept)
    return tuple(_record(item, name, position) for position, (item, name) in enumerate(zip(kept, ids, strict=True)))


def _record(item: UniqueBlock, name: str, position: int) -> Record:
    block = item.block
    if block.kind in ("heading", "metadata"):
        raise ValueError(f"a {block.kind} is no record")
    return Record(
        id=name,
        kind=block.kind,
        text=block.text,
        section=item.occurrences[0].section,
        position=position,
        depth=block.depth,
        marker=block.marker,
        occurrences=item.occurrences,
        links=block.links,
        cells=block.cells,
    )
