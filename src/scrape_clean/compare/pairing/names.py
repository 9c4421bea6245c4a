"""What names a record all by itself, whatever else is edited: where its link leads, the first cell of its row."""

from collections import Counter
from collections.abc import Iterable, Sequence

from scrape_clean.compare.pairing.sides import Side
from scrape_clean.compare.text.links import identity
from scrape_clean.compare.text.words import meaning_key
from scrape_clean.model import Record

__all__ = ["known_by_one", "named"]


def _name(record: Record, url: str | None) -> str | None:
    """What may name a record all by itself: where its first link leads, or the first cell of its row."""
    if record.links and (target := identity(record.links[0].href, url)):
        return f"link {target}"
    said = [cell.text for cell in record.cells if cell.text] if record.kind == "table_row" else []
    return f"cell {meaning_key(said[0])}" if len(said) > 1 else None


def named(side: Side, places: Sequence[int]) -> dict[int, str]:
    """The names of those of some records that have one."""
    return {at: name for at in places if (name := _name(side.records[at], side.url))}


def known_by_one(side: Side, names: Iterable[str]) -> set[str | None]:
    """Those of some names that only one record of all has."""
    wanted = set(names)
    if not wanted:
        return set()
    count = Counter(name for record in side.records if (name := _name(record, side.url)) in wanted)
    return {name for name, times in count.items() if times == 1}
