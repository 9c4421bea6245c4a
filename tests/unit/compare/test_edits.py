"""What kind of edit a word is."""

import pytest

from scrape_clean.compare.text.edits import text_edits


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("10am", "11am", "time"),
        ("10am", "10pm", "time"),
        ("14h30", "15h30", "time"),
        ("15GB", "16GB", "number"),
        ("5km", "6km long", "number"),
        ("£30k", "£40k", "number"),
        ("48h", "72h", "number"),
        ("13am", "14am", "number"),
        ("5km", "seven", "word"),
        ("covid19", "covid20", "word"),
        ("15Gb", "15GB", "word"),
    ],
)
def test_a_number_with_its_unit_is_a_number(before: str, after: str, kind: str) -> None:
    """Where the unit stayed; a time of the day is one also with another half of it."""
    (edit,) = text_edits(f"about {before} now", f"about {after} now")
    assert (edit.kind, edit.substantive) == (kind, True)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("Anna rows", "Berta rows", "word"),
        ("a boat of Anna", "a boat of Berta", "name"),
        ("a boat of Anna", "a boat of wood", "word"),
        ("until 3.4.2031", "until 4.4.2031", "date"),
        ("in 2031", "in 2032", "date"),
        ("for 300 boats", "for 400 boats", "number"),
    ],
)
def test_a_capital_that_begins_a_sentence_makes_no_name(before: str, after: str, kind: str) -> None:
    """And a number is a date where it is written as one."""
    (edit,) = text_edits(before, after)
    assert (edit.kind, edit.substantive) == (kind, True)
