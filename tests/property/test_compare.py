"""Laws of stage 6: nothing changes against itself, changes lead from one night to the other, sides may be swapped."""

import random
from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pages import snapshot
from scrape_clean import Change, Comparison, Snapshot, compare

WORDS = (
    "harbour",
    "museum",
    "opens",
    "at",
    "9:30",
    "on",
    "Sundays",
    "not",
    "2023",
    "2024",
    "£5",
    "free",
    "the",
    "北",
    "京",
)
text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)
section = st.sampled_from([(), ("Hours",), ("Fees",), ("Fees", "Children")])
items = st.lists(st.tuples(st.one_of(text, text, st.text(min_size=1, max_size=12)), section), max_size=10)
distinct = st.lists(st.tuples(text, section), max_size=10, unique_by=lambda item: item[0])
law = settings(max_examples=40, deadline=None)


def told(found: Comparison) -> tuple[Change, ...]:
    """All that was found, whether or not the page was held."""
    return (*found.changes, *found.muted, *found.withheld)


def said(night: Snapshot) -> Counter[tuple[str, tuple[str, ...]]]:
    """What a night says, and how often."""
    return Counter((record.text, record.section) for record in night.records)


@law
@given(items)
def test_nothing_changes_against_itself(lines: list[tuple[str, tuple[str, ...]]]) -> None:
    """compare(x, x) is empty."""
    night = snapshot(lines)
    found = compare(night, night)
    assert (found.changes, found.suspect, found.muted, found.sections, found.withheld) == ((), None, (), (), ())
    assert found.base == night


@law
@given(items, items)
def test_changes_lead_from_one_night_to_the_other(
    before: list[tuple[str, tuple[str, ...]]], after: list[tuple[str, tuple[str, ...]]]
) -> None:
    """Taking off what is removed and putting in what is added, and changing what is changed, gives the page after."""
    old, new = snapshot(before), snapshot(after)
    state = Counter(record.text for record in old.records)
    for change in told(compare(old, new)):
        state.subtract([change.before.text] if change.before else [])
        state.update([change.after.text] if change.after else [])
    assert +state == Counter(record.text for record in new.records)
    assert min(state.values(), default=0) >= 0


@law
@given(items, items)
def test_each_record_is_told_of_at_most_once(
    before: list[tuple[str, tuple[str, ...]]], after: list[tuple[str, tuple[str, ...]]]
) -> None:
    """No record stands in two changes, and the edits of each lie in its texts."""
    changes = told(compare(snapshot(before), snapshot(after)))
    for side in ("before", "after"):
        places = [record.position for change in changes if (record := getattr(change, side))]
        assert len(places) == len(set(places))
    for change in changes:
        for edit in change.edits:
            if edit.kind in ("mark", "heading", "link", "tracking"):
                continue
            assert change.before
            assert change.after
            assert change.before.text[edit.before.start : edit.before.end] == edit.before.text
            assert change.after.text[edit.after.start : edit.after.end] == edit.after.text


@law
@example([("0", ()), ("?Ç", ()), ("0", ())], [("Ç", ("Hours",)), ("harbour", ())])
@given(items, items)
def test_swapping_the_nights_swaps_added_and_removed(
    before: list[tuple[str, tuple[str, ...]]], after: list[tuple[str, tuple[str, ...]]]
) -> None:
    """What came is what went, seen from the other side, and as many records changed, equally substantively."""
    old, new = snapshot(before), snapshot(after)
    there, back = told(compare(old, new)), told(compare(new, old))

    def lines(changes: tuple[Change, ...], name: str) -> Counter[tuple[str, bool]]:
        records = ((change.after or change.before, change) for change in changes if change.type == name)
        return Counter((record.text, change.substantive) for record, change in records if record)

    assert lines(there, "added") == lines(back, "removed")
    assert lines(there, "removed") == lines(back, "added")
    assert sum(change.type == "changed" and change.substantive for change in there) == sum(
        change.type == "changed" and change.substantive for change in back
    )


@law
@given(distinct, st.randoms(use_true_random=False))
def test_reordering_alone_gives_only_moves(lines: list[tuple[str, tuple[str, ...]]], rng: random.Random) -> None:
    """No alarm, whatever the order."""
    shuffled = list(lines)
    rng.shuffle(shuffled)
    found = compare(snapshot(lines), snapshot(shuffled))
    assert {change.type for change in found.changes} <= {"moved"}
    assert found.suspect is None
    assert not any(change.substantive for change in found.changes)


@law
@given(items, items)
def test_ids_live_on(before: list[tuple[str, tuple[str, ...]]], after: list[tuple[str, tuple[str, ...]]]) -> None:
    """No two records have one id; a record that is told of as changed or moved keeps its own; the page is all there."""
    old, new = snapshot(before), snapshot(after)
    found = compare(old, new)
    base = found.base
    assert len({record.id for record in base.records}) == len(base.records)
    assert said(base) == (said(old) if found.suspect else said(new))
    for change in found.changes:
        if change.before and change.after:
            assert change.before.id == change.after.id == change.id
            assert change.after in base.records
        elif change.after:
            assert change.after.id not in {record.id for record in old.records}
