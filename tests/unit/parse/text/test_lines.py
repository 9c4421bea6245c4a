"""The margin at which a text was wrapped is found, though somebody has edited a line since."""

import textwrap

import pytest

from scrape_clean import clean, compare
from scrape_clean.parse.text import parse_text

PARAGRAPHS = (
    (
        "The harbour opens at nine in the morning and closes when the last boat has come home, which in summer may be "
        "as late as eleven. Ask the harbour master when the next ship with timber is due, and bring a warm coat."
    ),
    (
        "Tours begin at the gate on all days of the week but Monday. The tour takes an hour, and children under six "
        "are not taken up the Crane, for their own good. We ask all who come with dogs to leave them at the gate."
    ),
    (
        "In the winter the sheds are closed. Groups can see them all the same if they write to the Harbour Office two "
        "weeks before. Whoever would like to help us with the boats is welcome, with or without experience."
    ),
)


@pytest.mark.parametrize("width", [60, 66, 72])
@pytest.mark.parametrize("more", ["early", "as a rule", "all the year round"])
def test_a_line_that_was_made_longer(width: int, more: str) -> None:
    """One paragraph has changed, and the others are whole."""
    wrapped = [textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS]
    before = "\n\n".join(wrapped) + "\n"
    pages = [clean(text, media_type="text/plain") for text in (before, before.replace("opens at", f"opens {more} at"))]
    assert [record.text for record in pages[1].records][1:] == list(PARAGRAPHS[1:])
    (change,) = compare(*pages).changes
    assert (change.type, change.before and change.before.text) == ("changed", PARAGRAPHS[0])


def test_a_line_that_was_ended_early() -> None:
    """Where not all lines keep to the margin, one that ends before it goes on all the same inside a sentence."""
    before = "\n\n".join(textwrap.fill(paragraph, 66) for paragraph in PARAGRAPHS)
    edited = before.replace("opens at", "opens all the year round at")
    early = "Most of the boats in the shed were made by the family of\nNorthern Boats and Ropes, and are not for sale."
    assert parse_text(f"{edited}\n\n{early}\n").blocks[-1].text == early.replace("\n", " ")
