"""Records without a partner: added or removed, split off or merged, or merely no longer taken for content."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from scrape_clean.compare.changes import Change
from scrape_clean.compare.pairing.kin import Kin, kin
from scrape_clean.compare.pairing.sides import Sides
from scrape_clean.compare.text.words import meaning, meaning_key
from scrape_clean.model import Record

__all__ = ["Placed", "Relations", "added", "removed", "unpaired"]

MOST = 0.6
"""Share of a heading or menu entry that a record's words must make up to have become it ("3. Fees" from "Fees")."""
FEWEST_WORDS = 2
"""A text of fewer words than this may stand in a longer heading or menu entry by accident."""

Placed: TypeAlias = tuple[tuple[int, int, int], Change]
"""A change and its place in the order of the page after; what is removed stands behind what it stood behind."""


class Relations(Struct, frozen=True):
    """Ids of the records that paired records have words of, or that have words of them."""

    ancestors: dict[int, tuple[str, ...]]
    """By the index after."""
    descendants: dict[int, tuple[str, ...]]
    """By the index before."""


def unpaired(sides: Sides) -> tuple[list[Placed], Relations]:
    """Changes for all records without a partner or a copy on the other night, and what they have to do with others."""
    partner = sides.pairing.partner
    back = {other: one for one, other in partner.items()}
    before, after = sides.before.records, sides.after.records
    copied = {copy.before for copy in sides.pairing.copies}, {copy.after for copy in sides.pairing.copies}
    groups = sides.pairing.groups
    whole = (
        {at: after[group.pair[1]].id for group in groups for at in group.before},
        {at: before[group.pair[0]].id for group in groups for at in group.after},
    )
    gone = [at for at in range(len(before)) if at not in partner and at not in copied[0] and at not in whole[0]]
    new = [at for at in range(len(after)) if at not in back and at not in copied[1] and at not in whole[1]]
    split = _kin(after, new, before, (gone, partner))
    merged = _kin(before, gone, after, (new, back))
    stood = _relocated(after, new, sides.elsewhere[0]) | {at for at, one in split.items() if one.entire}
    stands = _relocated(before, gone, sides.elsewhere[1]) | {at for at, one in merged.items() if one.entire}
    parts = Relations(_parts(before, merged), _parts(after, split))
    changes: list[Placed] = []
    for at in new:
        ancestors = (*_ids(before, split.get(at)), *parts.ancestors.get(at, ()))
        changes.append(((at, 1, -1), added(after[at], ancestors, told=at not in stood)))
    changes += [((at, 1, -1), added(after[at], (name,), told=False)) for at, name in whole[1].items()]
    behind = _places(len(before), partner)
    changes += [((behind[at], 2, at), removed(before[at], (name,), told=False)) for at, name in whole[0].items()]
    for at in gone:
        descendants = (*_ids(after, merged.get(at)), *parts.descendants.get(at, ()))
        changes.append(((behind[at], 2, at), removed(before[at], descendants, told=at not in stands)))
    return changes, parts


def added(record: Record, ancestors: tuple[str, ...], *, told: bool) -> Change:
    """The change of a record that came."""
    return Change(type="added", id=record.id, before=None, after=record, substantive=told, ancestors=ancestors)


def removed(record: Record, descendants: tuple[str, ...], *, told: bool) -> Change:
    """The change of a record that went."""
    return Change(type="removed", id=record.id, before=record, after=None, substantive=told, descendants=descendants)


def _kin(
    parts: Sequence[Record],
    alone: Sequence[int],
    wholes: Sequence[Record],
    others: tuple[Sequence[int], Mapping[int, int]],
) -> dict[int, Kin]:
    """For each record that stands alone the one of the other night that has its words, edited or alone too."""
    if not alone:
        return {}
    unpaired_wholes, partner = others
    texts = {at: (wholes[at].text, "") for at in unpaired_wholes}
    for one, other in partner.items():
        if wholes[one].text != parts[other].text:
            texts[one] = (wholes[one].text, parts[other].text)
    found = {one.part: one for one in kin({at: parts[at].text for at in alone}, texts)}
    return _beside(parts, [at for at in alone if at not in found], wholes, partner) | found


def _beside(
    parts: Sequence[Record], alone: Sequence[int], wholes: Sequence[Record], partner: Mapping[int, int]
) -> dict[int, Kin]:
    """What stands alone and is what the record beside it has before or behind its words on the other night.

    A few words are no accident there.
    """
    back = {other: one for one, other in partner.items()}
    found = {}
    for at in alone:
        words = meaning(parts[at].text)
        for near in (at - 1, at + 1):
            whole = back.get(near)
            if whole is None or not words or parts[near].section != parts[at].section:
                continue
            own, joined = meaning(parts[near].text), meaning(wholes[whole].text)
            if joined == ((*own, *words) if near < at else (*words, *own)):
                found[at] = Kin(at, whole, entire=True)
    return found


def _ids(records: Sequence[Record], found: Kin | None) -> tuple[str, ...]:
    return () if found is None else (records[found.whole].id,)


def _parts(records: Sequence[Record], found: Mapping[int, Kin]) -> dict[int, tuple[str, ...]]:
    """For each whole the ids of its parts, in page order."""
    parts: dict[int, list[str]] = defaultdict(list)
    for at, one in sorted(found.items()):
        parts[one.whole].append(records[at].id)
    return {whole: tuple(ids) for whole, ids in parts.items()}


def _relocated(records: Sequence[Record], alone: Sequence[int], elsewhere: Sequence[str]) -> set[int]:
    """Records whose words stand on the page of the other night, too: as a heading or boilerplate, new there."""
    if not alone or not elsewhere:
        return set()
    wholes = {at: (text, "") for at, text in enumerate(elsewhere)}
    waiting = Counter(map(meaning_key, elsewhere))
    same = set()
    for at in alone:
        if waiting[key := meaning_key(records[at].text)] > 0:
            waiting[key] -= 1
            same.add(at)
    found = kin({at: records[at].text for at in alone}, wholes, FEWEST_WORDS)
    return same | {
        one.part
        for one in found
        if one.entire and len(meaning_key(records[one.part].text)) >= MOST * len(meaning_key(elsewhere[one.whole]))
    }


def _places(count: int, partner: Mapping[int, int]) -> list[int]:
    """For each record before the index after that it stands behind."""
    last, places = -1, []
    for at in range(count):
        last = partner.get(at, last)
        places.append(last)
    return places
