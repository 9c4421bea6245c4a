"""What a record states otherwise than before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrape_clean import clean, compare
from scrape_clean.compare.changes import Span
from scrape_clean.compare.text.stated import Dates, annotation_changes
from scrape_clean.model import Annotation, Record


def record(text: str, *annotations: Annotation) -> Record:
    """A bullet with annotations."""
    return Record(id="a" * 16, kind="bullet", text=text, annotations=annotations)


def date(value: str, start: int = 0, role: str = "point") -> Annotation:
    """A date somewhere."""
    return Annotation("date", start, start + len(value), value, value, role)


def test_a_changed_year_is_named() -> None:
    """The change of a page says which annotation changed, in standard form."""
    old, new = (
        clean(f"Hall\n\n- Open since May {year}, with 14 berths\n- Closed on Sundays\n", media_type="text/plain")
        for year in (2023, 2024)
    )
    (change,) = compare(old, new).changes
    told = [(one.kind, one.before and one.before.value, one.after and one.after.value) for one in change.annotations]
    assert told == [("date", "2023-05", "2024-05")]


def test_what_moved_in_the_text_is_the_same() -> None:
    """Offsets do not count; how often something is stated does."""
    one, other = record("2020", date("2020")), record("in 2020", date("2020", 3))
    assert annotation_changes(one, other) == ()
    twice = record("2020 and 2020", date("2020"), date("2020", 9))
    (change,) = annotation_changes(one, twice)
    assert (change.before, change.after) == (None, date("2020", 9))


def test_swapping_the_nights_swaps_before_and_after() -> None:
    """The law of all changes."""
    one, other = record("since 2019", date("2019", 6, "since")), record("until 2021", date("2021", 6, "until"))
    there = [(change.before, change.after) for change in annotation_changes(one, other)]
    back = [(change.after, change.before) for change in annotation_changes(other, one)]
    assert there == back


def flagged(old: str, new: str) -> list[tuple[str, bool]]:
    """Kinds of the edits that make one bullet of the other, and whether a fact changed."""
    before, after = (clean(f"- {text}\n- Bring a towel.\n", media_type="text/markdown") for text in (old, new))
    (change,) = compare(before, after).changes
    return [(edit.kind, edit.substantive) for edit in change.edits]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Adults pay €5.50 a day.", "Adults pay 5,50 € a day."),
        ("Adults pay €3 a day.", "Adults pay EUR 3.00 a day."),
        ("Adults pay $5 a day.", "Adults pay 5 dollars a day."),
        ("The grant is 1 000 €.", "The grant is 1000 €."),
        ("Closed until 5 May 2031.", "Closed until May 5th, 2031."),
        ("Closed until 5 December 2031.", "Closed until 2031-12-05."),
        ("Closed until 25.12.2031.", "Closed until 25 Dec 2031."),
        ("Call +49 30 1234567 by noon.", "Call +49 (0)30 123 45 67 by noon."),
    ],
)
def test_a_value_written_in_another_way_is_the_same(old: str, new: str) -> None:
    """The annotations say so, and the words around agree."""
    assert {edit[0] for edit in flagged(old, new)} == {"form"}
    assert not any(substantive for _, substantive in flagged(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The gala is on Monday 5 May 2031.", "The gala is on Tuesday 5 May 2031."),
        ("The gala is on Monday 5 May 2031.", "The gala is on 5 May 2031."),
        ("Held on 05/06/2031 in Hall 2.", "Held on 06/05/2031 in Hall 2."),
        ("Held on 12/06/2031 in Hall 2.", "Held on 06/12/2031 in Hall 2."),
        ("Closed until 5.6.2031.", "Closed until 5 June 2031."),
        ("Open until 5 May 2031.", "Open from 5 May 2031."),
        ("The rebate is €5.", "The rebate is -€5."),
        ("The rebate is €5.", "The rebate is €5 €5."),
        ("Tickets €5.50.", "Tickets from 5,50 €."),
        ("Adults €5.50, children €3.", "Adults 5,50 €, children 4 €."),
        ("Adults €5, children €3.", "Adults €3, children €5."),
        ("Needs 3.10 GB of space.", "Needs 3.1 GB of space."),
        ("The fee is CA$5.", "The fee is $5."),
    ],
)
def test_what_a_value_does_not_tell_stays_a_change(old: str, new: str) -> None:
    """Weekdays, signs, ambiguous dates, words around, another order, versions."""
    assert any(substantive for _, substantive in flagged(old, new))


def test_one_date_made_another_is_an_edit_of_a_date() -> None:
    """Whatever its words are in other languages."""
    assert flagged("Open on Saturday.", "Open on Sunday.") == [("date", True)]
    assert flagged("Am 5. Mai 2031 geschlossen.", "Am 5. Juni 2031 geschlossen.") == [("date", True)]
    for texts in (("Pier", "Pier 5 May 2031"), ("Pier 5 May 2031", "Pier")):
        assert flagged(*texts) == [("date", True)]


_SPANS = st.tuples(st.integers(0, 20), st.integers(0, 8)).map(lambda one: (one[0], one[0] + one[1]))


@given(st.lists(_SPANS, max_size=6), _SPANS)
def test_dates_are_found_around_an_edit(dates: list[tuple[int, int]], at: tuple[int, int]) -> None:
    """As they would be by looking at each of them, whether they overlap or not."""
    span = Span(*at, "")
    found = Dates(record("x" * 30, *[Annotation("date", *one, "") for one in dates]))
    assert found.hold(span) == any(start <= span.start and span.end <= end for start, end in dates)
    assert found.meet(span) == any(start < span.end and span.start < end for start, end in dates)
