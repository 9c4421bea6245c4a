"""Markers of lines in view of their neighbours: what belongs to the sentence above, and what begins an item."""

import pytest

from scrape_clean import clean, compare
from scrape_clean.parse.text import parse_text

SENTENCE = """Version 2.8.0

- Plug-ins are found by means of the ``metadata`` backport. For this
  reason, a packaging extra ``plugins`` adds a requirement on the
  backport if the version of the language is older than
  {number}. Thus, in order to install with optimal plug-in support
  even for old versions, name the extra.
- {table}
- {table}
"""
TABLE = "The second list of the release, which nobody wrapped at the margin of the text, and it goes on and on and on"


@pytest.mark.parametrize(("number", "new"), [("3.8", "3.9"), ("12", "14")])
def test_the_last_number_of_a_sentence(number: str, new: str) -> None:
    """It is no marker where the line above breaks off before it, and a change of it is one."""
    texts = [SENTENCE.format(number=one, table=TABLE) for one in (number, new)]
    pages = [clean(text, media_type="text/plain") for text in texts]
    assert [record.marker for record in pages[0].records] == ["-", "-"]
    assert [change.type for change in compare(*pages).changes] == ["changed"]


@pytest.mark.parametrize(
    "text",
    [
        "We agreed on all of what stands below here\n1. Buy rope",  # the first of a list
        "We agreed on all of what stands below here\n3. Buy rope\n4. Sell it",  # a series
        "We agreed on all of what stands below here:\n3. Buy rope",  # what is announced
        "We agreed on all of what stands below here\n\n3. Buy rope",
        "We agreed on all of what stands below here\n  3. Buy rope",
        "Minutes\n3. Buy rope",
    ],
)
def test_numbers_of_items(text: str) -> None:
    """Other numbers below a line that is no whole sentence are markers."""
    assert all(block.marker for block in parse_text(f"{text}\n").blocks[1:])
    assert len(parse_text(f"{text}\n").blocks) == len([line for line in text.split("\n") if line])


@pytest.mark.parametrize(
    "items",
    [
        ["harbour shed summer tour members boat new new members closed\n  winter shed open"],
        ["harbour shed summer", "open repair"],
    ],
)
def test_a_first_item_that_fills_the_margin(items: list[str]) -> None:
    """The second one is an item, too, if lines hang below it or others follow."""
    above = "The museum is open all year round, and on all days of the week but\nMonday; see the notice at the gate."
    below = "Write to us if you want to know more about the boats or the house\nitself, and we shall answer."
    first = "ticket summer visitors shed members ticket closed children ropes"
    text = f"{above}\n\n" + "".join(f"* {item}\n" for item in (first, *items)) + f"\n{below}\n"
    assert [block.marker for block in parse_text(text).blocks] == [None, "*", *("*" for _ in items), None]


def test_a_second_item_after_one_that_fills_the_margin() -> None:
    """A star at the start of a line is an item if all of the list are two, or if the line above is deeper."""
    full = "ticket summer visitors shed members ticket closed children ropes"
    wrapped = "The museum is open all year round, and on all days of the week but\nMonday; see the notice at the gate."
    for text, markers in (
        (f"* {full}\n* harbour shed", ["*", "*"]),
        (f"* harbour\n    * {full[4:]}\n* harbour shed", ["*", "*", "*"]),
    ):
        assert [block.marker for block in parse_text(f"{wrapped}\n\n{text}\n").blocks] == [None, *markers]


def test_a_letter_for_a_bullet_before_a_number() -> None:
    """An "o" in two lines is the bullet of a list, whether words or numbers follow; in one it may be a word."""
    blocks = parse_text("o 6 places in Shed 3\no 19 berths at Quay 2\no Much else\n").blocks
    assert [(block.marker, block.text) for block in blocks] == [
        ("o", "6 places in Shed 3"),
        ("o", "19 berths at Quay 2"),
        ("o", "Much else"),
    ]
    assert [block.marker for block in parse_text("No Porto celebra-se\no 25 de Abril\n").blocks] == [None]


def test_the_last_word_of_a_wrapped_item_is_no_title() -> None:
    """In German it reads like one; below a short item it is one."""
    text = "- Bei gutem Wetter zeigen wir den ganzen Hafen und die alte Werft am\nFluss\n- Danach gibt es Kaffee\n"
    first, second = clean(text, media_type="text/plain").records
    assert (first.text.endswith("Werft am Fluss"), second.section) == (True, ())
    title = clean("- Kaffee\nAbends\n- Suppe\n", media_type="text/plain").records
    assert [(record.text, record.section) for record in title] == [("Kaffee", ()), ("Suppe", ("Abends",))]


def test_empty_brackets_inside_a_sentence() -> None:
    """They are no box to tick where the line above ends with a conjunction, unless other boxes are there."""
    above = "- The count may fail. Instead, we now return null values (0 and\n  "
    assert [block.marker for block in parse_text(f"{above}[] respectively).\n- The next one.\n").blocks] == ["-", "-"]
    boxes = parse_text("You want the rope and\n[] the boat\n[] the paint\n").blocks
    assert [block.marker for block in boxes] == [None, "[]", "[]"]


def test_fields_of_a_list() -> None:
    """A line that begins with a name between colons says something new, however full the line above is."""
    text = (
        ":Author: Jane Roe\n:Revision: 9560\n"
        ":Date: 2024-08-15 10:43:38 +0200 (Do, 15. Aug 2024) by the writer of all this\n"
        ":Copyright: This document has been placed in the public domain.\n"
    )
    assert [block.text for block in parse_text(text).blocks] == text.splitlines()
    role = "The name of each function that is described below stands after\n:func: `call` in the list of all of them.\n"
    assert len(parse_text(role).blocks) == 1
