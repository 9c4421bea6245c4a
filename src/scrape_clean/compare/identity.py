"""Ids that live through edits, moves and reorderings: carried over from the record before, or new."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from scrape_clean.model import Record
from scrape_clean.records.ids import further_id

__all__ = ["carried"]


def carried(before: Sequence[Record], after: Sequence[Record], partner: Mapping[int, int]) -> tuple[Record, ...]:
    """The records after, each with the id of its partner before.

    A new record keeps the id that its text gives, unless a record before has it (whose text may have changed since it
    got it): then it gets the next one that its text gives.
    """
    ids = {other: before[one].id for one, other in partner.items()}
    taken = {record.id for record in before}
    records = []
    for at, record in enumerate(after):
        name = ids.get(at)
        if name is None:
            name, count = record.id, 0
            while name in taken:
                count += 1
                name = further_id(record.id, count)
            taken.add(name)
        records.append(record if name == record.id else replace(record, id=name))
    return tuple(records)
