"""What a record states otherwise than before."""

from scrape_clean import clean, compare
from scrape_clean.compare.stated import annotation_changes
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
