"""From pairs to changes: what happened to each record, and to each section."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec.structs import replace

from scrape_clean.compare.changes import Change, Edit, EditKind, SectionChange, Span
from scrape_clean.compare.headings import Headings
from scrape_clean.compare.pairing.alone import Placed, added, removed, unpaired
from scrape_clean.compare.pairing.columns import Shifted, shifted
from scrape_clean.compare.pairing.likeness import SAME
from scrape_clean.compare.pairing.moves import leads_of, moved, renamed_sections, restated, told_by_records
from scrape_clean.compare.pairing.sides import Copy, Group, Sides
from scrape_clean.compare.text.edits import link_edits, text_edits
from scrape_clean.compare.text.links import without_references
from scrape_clean.compare.text.marks import (
    counts_no_more,
    is_resigned,
    mark_edits,
    marker_edit,
    redesigned,
    same_but_counted,
    without_redesign,
)
from scrape_clean.compare.text.stated import Dates, annotation_changes, says_the_same
from scrape_clean.compare.text.words import meaning, meaning_key
from scrape_clean.dedupe.normalization.normal import verbatim_form
from scrape_clean.model import Record

__all__ = ["changes_of", "section_changes"]

Section: TypeAlias = tuple[str, ...]


def changes_of(sides: Sides) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """What is to be told, and what is known noise; both in the order of the page after."""
    partner, before, after = sides.pairing.partner, sides.before.records, sides.after.records
    groups = {group.pair[0]: group for group in sides.pairing.groups}
    renamed = renamed_sections(before, after, partner)
    elsewhere = restated(before, after, partner, renamed) - groups.keys()
    away = moved(before, after, partner) | elsewhere
    titled, headings = _titled(before, after, partner, renamed), Headings(before, after, sides.before.language)
    alone, related = unpaired(sides)
    redesign = redesigned(before, after, partner)
    columns = shifted(sides.before, sides.after, partner)
    counts = (Counter(sides.before.seen) | Counter(sides.after.seen)) if away else Counter()
    told: list[Placed] = []
    muted: list[Placed] = []
    for one, other in partner.items():
        edits = _told(sides, one, groups.get(one), headings if one in titled else None, columns)
        edits = without_redesign(edits, redesign)
        if edits or one in away:
            change = Change(
                type="changed" if edits else "moved",
                id=after[other].id,
                before=before[one],
                after=after[other],
                substantive=one in elsewhere or any(edit.substantive for edit in edits),
                moved=one in away,
                edits=edits,
                annotations=annotation_changes(before[one], after[other]),
                ancestors=related.ancestors.get(other, ()),
                descendants=related.descendants.get(one, ()),
            )
            noise = _is_noise(sides, one, change, often=counts[sides.before.seen[one]] > 1)
            (muted if noise else told).append(((other, 1, one), change))
    for place, change in _copied(sides):
        (told if change.edits else muted).append((place, change))
    for copy in _left_in_copies(sides):
        gone, kept = before[copy.before], after[copy.after]
        told.append(((copy.after, 0, copy.before), removed(gone, (kept.id,), told=False)))
        muted.append(((copy.after, 1, -1), added(kept, (gone.id,), told=False)))
    for placed in alone:
        (told if _is_seen(sides, placed) else muted).append(placed)
    return _in_order(told, sides), _in_order(muted, sides)


def _copied(sides: Sides) -> Iterator[Placed]:
    """Records that are one more copy of a record of the other night: edited, or simply told apart no longer."""
    before, after, partner = sides.before.records, sides.after.records, sides.pairing.partner
    left = set(_left_in_copies(sides))
    for copy in sides.pairing.copies:
        if copy in left:
            continue
        one, other = before[copy.before], after[copy.after]
        edits = () if copy.likeness == SAME else text_edits(one.text, other.text)
        gone = copy.before not in partner
        yield (
            (copy.after, 0 if gone else 1, copy.before),
            Change(
                type="changed" if edits else "removed" if gone else "added",
                id=one.id if gone else other.id,
                before=one if gone or edits else None,
                after=other if edits or not gone else None,
                substantive=any(edit.substantive for edit in edits),
                edits=edits,
                annotations=annotation_changes(one, other) if edits else (),
                ancestors=() if gone else (one.id,),
                descendants=(other.id,) if gone else (),
            ),
        )


def _left_in_copies(sides: Sides) -> list[Copy]:
    """Records that went from their place, while a copy of what stood around them keeps their words."""
    back = set(sides.pairing.partner.values())
    return [one for one in sides.pairing.copies if one.before not in sides.pairing.partner and one.after not in back]


def _is_noise(sides: Sides, one: int, change: Change, *, often: bool) -> bool:
    """Whether a paired record differs only in what is ignored or leads nowhere, or in its place among its like."""
    unseen = sides.before.seen[one] == sides.after.seen[sides.pairing.partner[one]]
    if unseen and change.before and change.after and change.before.text != change.after.text:
        return True
    if change.moved and not (
        often and change.before and change.after and change.before.section == change.after.section
    ):
        return False
    return all(edit.kind == "tracking" for edit in change.edits)


def _is_seen(sides: Sides, placed: Placed) -> bool:
    """Whether anything of an unpaired record is left when what is to be ignored is taken off."""
    (after, _, before), change = placed
    return bool(sides.before.seen[before] if change.after is None else sides.after.seen[after])


def _in_order(found: list[Placed], sides: Sides) -> tuple[Change, ...]:
    """Changes in the order of the page after, each with the line that its record is said of."""
    if not found:
        return ()
    before, after = sides.before.records, sides.after.records
    leads = leads_of(before), leads_of(after)
    changes = []
    for (there, _, here), change in sorted(found, key=lambda item: item[0]):
        records, lead = (before, leads[0][here]) if change.after is None else (after, leads[1][there])
        changes.append(replace(change, said_of=records[lead].text) if lead >= 0 else change)
    return tuple(changes)


def _told(sides: Sides, one: int, group: Group | None, headings: Headings | None, columns: Shifted) -> tuple[Edit, ...]:
    """Edits of a paired record and of what stands above it."""
    pair = sides.before.records[one], sides.after.records[sides.pairing.partner[one]]
    edits = _regrouped(_edits(*pair, headings, ordered=one in columns.headers), group, sides)
    titles = [(edit.before, edit.after) for edit in edits if edit.kind == "heading"]
    edits += tuple(edit for edit in sides.headings.get(one, ()) if (edit.before, edit.after) not in titles)
    if pair[0].marker != pair[1].marker and counts_no_more(
        sides.before.records, sides.after.records, sides.pairing.partner, one
    ):
        edits += (marker_edit(*pair),)
    return edits + columns.rows.get(one, ())


def _edits(before: Record, after: Record, headings: Headings | None, *, ordered: bool) -> tuple[Edit, ...]:
    edits: tuple[Edit, ...] = ()
    if before.marker != after.marker:
        edits = mark_edits(before, after)
    if headings and before.section != after.section:
        edits += _heading_edits(before, after, headings)
    if before.text != after.text:
        edits += _word_edits(before, after, ordered=ordered)
    if before.links != after.links:
        edits += link_edits(before.links, after.links)
    return edits


def _word_edits(before: Record, after: Record, *, ordered: bool) -> tuple[Edit, ...]:
    """Edits of the text, judged by what kind of text it is: in code every character counts.

    The order of cells does in headers that the rows did not follow (``ordered``).
    """
    edits = _as_annotated(text_edits(before.text, after.text), before, after)
    if before.kind == after.kind == "preformatted" and verbatim_form(before.text) != verbatim_form(after.text):
        return tuple(replace(edit, substantive=True) for edit in edits)
    if not any(edit.substantive for edit in edits):
        return edits
    if (not ordered and _same_cells(before, after)) or same_but_counted(before, after):
        return tuple(edit if is_resigned(edit) else replace(edit, kind="layout", substantive=False) for edit in edits)
    kind: EditKind | None = (
        "link" if _same_but_notes(before, after) else "form" if says_the_same(before, after) else None
    )
    if kind is None:
        return edits
    return tuple(
        replace(edit, kind=kind, substantive=False) if edit.substantive and not is_resigned(edit) else edit
        for edit in edits
    )


def _regrouped(edits: tuple[Edit, ...], group: Group | None, sides: Sides) -> tuple[Edit, ...]:
    """Edits of a record that became several lines, or was put together from them: what stands in the other lines stays.

    Where nothing but the lines changed, all of its words do.
    """
    if group is None:
        return edits
    further = [sides.before.seen[at] for at in group.before] + [sides.after.seen[at] for at in group.after]
    beside = Counter(word for text in (*further, *group.headings) for word in meaning(text))
    found = []
    for edit in edits:
        words = Counter(meaning(edit.before.text)), Counter(meaning(edit.after.text))
        stays = group.likeness == SAME or (not all(words) and words[0] + words[1] <= beside)
        if stays and edit.substantive and edit.kind not in ("mark", "heading", "link") and not is_resigned(edit):
            beside -= words[0] + words[1]
            found.append(replace(edit, kind="layout", substantive=False))
        else:
            found.append(edit)
    return tuple(found) if group.likeness == SAME or any(edit.substantive for edit in found) else edits


def _same_but_notes(before: Record, after: Record) -> bool:
    """Whether only the marks of notes differ."""
    texts = without_references(before), without_references(after)
    return texts != (before.text, after.text) and meaning_key(texts[0]) == meaning_key(texts[1])


def _as_annotated(edits: tuple[Edit, ...], before: Record, after: Record) -> tuple[Edit, ...]:
    """Edits as the annotations see them: a number that changed is a date's in "5 May", in "1500 seats" it is not."""
    if not (before.annotations or after.annotations):
        return edits
    gone, come = Dates(before), Dates(after)
    return tuple(_dated(edit, gone, come) if edit.substantive else edit for edit in edits)


def _dated(edit: Edit, before: Dates, after: Dates) -> Edit:
    """A date's where it makes one date of another ("Saturday" to "Sunday"), or is a number in one."""
    if before.hold(edit.before) and after.hold(edit.after):
        return replace(edit, kind="date")
    if edit.kind not in ("date", "number"):
        return edit
    return replace(edit, kind="date" if before.meet(edit.before) or after.meet(edit.after) else "number")


def _same_cells(before: Record, after: Record) -> bool:
    """Whether a row has the same values under the same headers, in another order."""
    if before.kind not in ("table_row", "table_header") or len(before.cells) < 2:
        return False
    rows = [sorted((cell.header, meaning_key(cell.text)) for cell in record.cells) for record in (before, after)]
    return rows[0] == rows[1] and (before.kind == "table_header" or all(header for header, _ in rows[0]))


def _titled(
    before: Sequence[Record], after: Sequence[Record], partner: Mapping[int, int], renamed: Mapping[Section, Section]
) -> set[int]:
    """Paired records, by their index before, that are cards on both nights, side by side or in renamed sections."""
    cards = _cards(before), _cards(after)
    sections = {one: (before[one].section, after[other].section) for one, other in partner.items()}
    return {
        one
        for one, (here, there) in sections.items()
        if here in cards[0]
        and there in cards[1]
        and (here[:-1] == there[:-1] or (len(here) == len(there) and renamed.get(here) == there))
    }


def _cards(records: Sequence[Record]) -> frozenset[tuple[str, ...]]:
    """Sections of a single record: their headings are titles of that record, unless they are records themselves."""
    count = Counter(record.section for record in records)
    told = told_by_records(records)
    inside = {path[:depth] for path in count for depth in range(1, len(path))}
    return frozenset(
        path for path, times in count.items() if times == 1 and path and path not in inside and path not in told
    )


def _heading_edits(before: Record, after: Record, headings: Headings) -> tuple[Edit, ...]:
    """Edits of a card's heading, told as one that spans it whole."""
    one, other = before.section[-1], after.section[-1]
    if one == other:
        return ()
    substantive = headings.differ(before.section, after.section)
    return (Edit("heading", Span(0, len(one), one), Span(0, len(other), other), substantive),)


def section_changes(sides: Sides) -> tuple[SectionChange, ...]:
    """Sections that came, went or were renamed, in the order of the page after; what went stands at the end."""
    before, after = (
        list(dict.fromkeys(record.section for record in side.records)) for side in (sides.before, sides.after)
    )
    renamed = renamed_sections(sides.before.records, sides.after.records, sides.pairing.partner)
    origin = {now: path for path, now in renamed.items()}
    known = {path[:depth] for path in before for depth in range(1, len(path) + 1)}
    changes = []
    for path in after:
        if path in origin:
            one, other = origin[path], path
            edits = text_edits(one[-1], other[-1]) if one and other else ()
            changes.append(SectionChange(type="renamed", before=one, after=other, edits=edits))
        elif path not in known and path:
            changes.append(SectionChange(type="added", before=None, after=path))
    standing = {path[:depth] for path in after for depth in range(1, len(path) + 1)}
    gone = [path for path in before if path and path not in standing and path not in renamed]
    return (*changes, *(SectionChange(type="removed", before=path, after=None) for path in gone))
