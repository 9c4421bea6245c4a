"""The ledger finds every kind of bookkeeping error."""

from scrape_clean.ledger import Entry, balance
from scrape_clean.model import Drop, Heading, Occurrence, Record
from scrape_clean.page import CleanedPage

TEXT = "Hours\n• Open daily\n• Open daily\nHome\n"


def page(*, records: tuple[Record, ...], drops: tuple[Drop, ...] = ()) -> CleanedPage:
    """A page of four lines with a heading on its first one."""
    return CleanedPage(
        records=records,
        drops=drops,
        headings=(Heading("Hours", 1, 0, 5),),
        text=TEXT,
        url=None,
        title=None,
        language=None,
        media_type="text/plain",
        charset="utf-8",
        replaced=0,
    )


def record(*spans: tuple[int, int]) -> Record:
    """A bullet that stands in some places."""
    places = tuple(Occurrence(start, end) for start, end in spans)
    return Record(id="a" * 16, kind="bullet", text="Open daily", occurrences=places)


HOME = Drop("label", "boilerplate", "landmark:navigation", "Home", 32, 36)


def test_a_page_that_adds_up() -> None:
    """Each character is in one entry; white space does not count."""
    ledger = balance(page(records=(record((6, 18), (19, 31)),), drops=(HOME,)))
    assert ledger.adds_up
    assert ledger.characters == 5 + 10 + 10 + 4
    assert ledger.entries == (
        Entry("record", "bullet", 1, 10),
        Entry("occurrence", "bullet", 1, 10),
        Entry("heading", "level 1", 1, 5),
        Entry("drop", "label: landmark:navigation", 1, 4),
    )


def test_lost_characters_are_found_at_every_place() -> None:
    """A gap in the middle and one at the end, each with its text."""
    ledger = balance(page(records=(record((6, 18)),)))
    assert not ledger.adds_up
    assert [(fault.what, fault.text.strip()) for fault in ledger.faults] == [("lost", "• Open daily\nHome")]


def test_a_character_in_two_places_is_found() -> None:
    """An occurrence that overlaps another is counted twice."""
    ledger = balance(page(records=(record((6, 18), (16, 31)),), drops=(HOME,)))
    assert [(fault.what, fault.text) for fault in ledger.faults] == [("counted twice", "ly")]


def test_a_span_outside_the_text_is_found() -> None:
    """Offsets that point nowhere are no proof of anything."""
    ledger = balance(page(records=(record((6, 18), (19, 31), (30, 99)),), drops=(HOME,)))
    assert "outside the text" in {fault.what for fault in ledger.faults}
    assert not ledger.adds_up
