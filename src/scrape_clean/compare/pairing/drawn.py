"""Tables that are drawn with spaces, and became rows: each line says what one row says, cell by cell."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from scrape_clean.compare.pairing.likeness import SAME
from scrape_clean.compare.pairing.moves import renamed_sections
from scrape_clean.compare.pairing.sides import Group, Side
from scrape_clean.compare.text.links import masked_mail
from scrape_clean.compare.text.marks import box_of
from scrape_clean.model import Record

__all__ = ["drawn_tables"]

FEWEST = 2
"""Lines of a table, and cells of each."""
MOST_PLACES = 64
"""Places of the same first row that are looked at for one table."""

_Lines: TypeAlias = tuple[str, ...]
_Path: TypeAlias = tuple[str, ...]


def drawn_tables(before: Side, after: Side, partner: Mapping[int, int]) -> list[Group]:
    """Find preformatted records whose lines are rows of a table on the other night, one for one and in order.

    Args:
        before: The last night.
        after: Tonight.
        partner: The records that are paired already, by their indices.
    """
    renamed = renamed_sections(before.records, after.records, partner)
    became = _became(before, after, partner, renamed)
    back = {other: one for one, other in partner.items()}
    origin = {now: path for path, now in renamed.items()}
    return [*became, *(group.turned() for group in _became(after, before, back, origin))]


def _became(before: Side, after: Side, partner: Mapping[int, int], renamed: Mapping[_Path, _Path]) -> list[Group]:
    drawn = {
        at: lines
        for at, record in enumerate(before.records)
        if record.kind == "preformatted" and at not in partner and (lines := _drawn(before.seen[at]))
    }
    if not drawn:
        return []
    taken = set(partner.values())
    rows = {
        at: row for at, record in enumerate(after.records) if at not in taken and (row := _row(record, after.seen[at]))
    }
    starts: dict[tuple[_Path, str], list[int]] = defaultdict(list)
    for at, row in rows.items():
        starts[after.records[at].section, row].append(at)
    groups: list[Group] = []
    used: set[int] = set()
    for at, lines in drawn.items():
        path = before.records[at].section
        for start in starts.get((renamed.get(path, path), lines[0]), ())[:MOST_PLACES]:
            places = range(start, start + len(lines))
            if used.isdisjoint(places) and all(rows.get(one) == line for one, line in zip(places, lines, strict=True)):
                used.update(places)
                groups.append(Group((at, places[0]), SAME, after=tuple(places[1:])))
                break
    return groups


def _drawn(text: str) -> _Lines:
    """The lines of a preformatted text, if it may be a table: none stands further in than another."""
    lines = [line for line in text.expandtabs().splitlines() if line.strip()]
    indents = {len(line) - len(line.lstrip()) for line in lines}
    said = tuple(" ".join(line.split()) for line in lines)
    return said if len(lines) >= FEWEST and len(indents) == 1 and all(" " in line for line in said) else ()


def _row(record: Record, seen: str) -> str:
    """What the cells of a row say, one behind the other; empty for all else."""
    said: Sequence[str] = [" ".join(cell.text.split()) for cell in record.cells if cell.text.strip()]
    is_plain = box_of(record.marker) is None and not any(masked_mail(link.href) for link in record.links)
    is_row = record.kind in ("table_row", "table_header") and len(said) >= FEWEST and seen == record.text and is_plain
    return " ".join(said) if is_row else ""
