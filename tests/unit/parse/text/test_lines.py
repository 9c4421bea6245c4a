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


LAST = "They must be back before it gets dark, since the river has no lights and the bank is steep."
BOATS = f"The boats are lent to guests of the house by the day or by the week. {LAST}"


def texts_of(paragraphs: tuple[str, ...], widths: tuple[int, ...]) -> list[str]:
    """The records of a text whose paragraphs were wrapped at widths of their own."""
    text = "\n\n".join(textwrap.fill(paragraph, width) for paragraph, width in zip(paragraphs, widths, strict=True))
    return [block.text for block in parse_text(f"{text}\n").blocks]


@pytest.mark.parametrize("width", [60, 66, 72, 90, 100])
@pytest.mark.parametrize("at", range(4))
def test_one_paragraph_filled_anew(width: int, at: int) -> None:
    """One paragraph at another width than the others is as whole as they are, and says nothing of them."""
    paragraphs = (*PARAGRAPHS, BOATS)
    assert texts_of(paragraphs, tuple(width if index == at else 79 for index in range(4))) == list(paragraphs)


@pytest.mark.parametrize("widths", [(66, 79, 66, 79), (79, 66, 79, 66), (60, 72, 79, 66)])
def test_paragraphs_at_widths_of_their_own(widths: tuple[int, ...]) -> None:
    """Several hands wrapped a text, each where its editor does."""
    paragraphs = (*PARAGRAPHS, BOATS)
    assert texts_of(paragraphs, widths) == list(paragraphs)


@pytest.mark.parametrize("new", ["go", "go on", "go on at once, and without any delay,"])
@pytest.mark.parametrize("old", ["opens", "Tours begin", "takes", "are closed", "Harbour Office"])
def test_an_edit_touches_no_other_paragraph(old: str, new: str) -> None:
    """What else stands on the page is read as before, whatever an edit makes of the lines of its own paragraph."""
    wrapped = [textwrap.fill(p, width) for p, width in zip((*PARAGRAPHS, BOATS), (79, 62, 72, 66), strict=True)]
    before, after = (
        {block.text for block in parse_text(text).blocks}
        for text in ("\n\n".join(wrapped), "\n\n".join(wrapped).replace(old, new, 1))
    )
    assert before == {*PARAGRAPHS, BOATS}
    assert after >= {paragraph for paragraph in before if old not in paragraph}


def test_an_edit_in_a_long_paragraph_with_a_width_of_its_own() -> None:
    """A line that was made longer or shorter leaves the others of its paragraph where they are."""
    long = f"{PARAGRAPHS[1]} {PARAGRAPHS[2]}"
    for new in ("take no child", "are neither taken nor let"):
        edited = textwrap.fill(long, 62).replace("are not taken", new)
        text = "\n\n".join([textwrap.fill(PARAGRAPHS[0], 79), edited])
        assert [block.text for block in parse_text(text).blocks] == [PARAGRAPHS[0], long.replace("are not taken", new)]


def test_facts_beside_a_paragraph() -> None:
    """Paragraphs that are wrapped do not join lines that are a fact each, be they of about one length."""
    facts = [
        "The office is closed on Mondays in winter.",
        "The pier is closed on Tuesdays in summer.",
        "The crane is closed for repair in autumn.",
        "The shed is closed to all but its owners.",
    ]
    for width in (60, 66, 79):
        text = "\n\n".join([*(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS), "\n".join(facts)])
        assert [block.text for block in parse_text(f"{text}\n").blocks][len(PARAGRAPHS) :] == facts


def test_capitals_wrapped_apart() -> None:
    """A notice in capitals has no small letters to tell that a sentence goes on, but it does."""
    notice = (
        "THE BOATS ARE LENT AS THEY ARE AND NOBODY IN THE HOUSE WILL PAY FOR WHAT YOU LOSE WITH THEM ON THE RIVER, BE "
        "IT YOUR MONEY OR YOUR TIME OR WHATEVER ELSE YOU MAY HAVE TAKEN ALONG WITH YOU ON THE DAY OF YOUR VISIT."
    )
    assert texts_of((*PARAGRAPHS, notice), (79, 79, 79, 60)) == [*PARAGRAPHS, notice]
