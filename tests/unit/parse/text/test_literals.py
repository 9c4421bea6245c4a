"""Code in plain text, set in below two colons or a directive."""

import pytest

from scrape_clean import clean, compare
from scrape_clean.parse.text import parse_text

SCHEMA = """\
Schema
======

The schema of ``boats`` is here::

    CREATE TABLE file (
        -- one row a file
        path text
    );

    CREATE TABLE line (
        number integer
    );

Text after the code.
"""
CODE = """\
CREATE TABLE file (
    -- one row a file
    path text
);

CREATE TABLE line (
    number integer
);"""


def test_code() -> None:
    """It is one record with its line breaks, and no line of it is a heading or an item."""
    page = clean(SCHEMA, media_type="text/plain")
    assert [(record.kind, record.text, record.section) for record in page.records] == [
        ("paragraph", "The schema of ``boats`` is here::", ("Schema",)),
        ("preformatted", CODE, ("Schema",)),
        ("paragraph", "Text after the code.", ("Schema",)),
    ]


def test_a_change_of_code() -> None:
    """A changed line is a change of all of the code."""
    old, new = (clean(text, media_type="text/plain") for text in (SCHEMA, SCHEMA.replace("integer", "bigint")))
    assert [change.type for change in compare(old, new).changes] == ["changed"]


def test_directive() -> None:
    """The options of a directive are no code."""
    text = ".. code-block:: sql\n   :linenos:\n\n   SELECT 1\n     FROM boats\n\nBoats\n"
    kinds = [(block.kind, block.text) for block in parse_text(text).blocks]
    assert kinds[-2:] == [("preformatted", "SELECT 1\n  FROM boats"), ("paragraph", "Boats")]


def test_code_in_an_item() -> None:
    """What follows it further in is not put in front of it, and the list goes on as deep as before."""
    text = "- ``Boats``\n\n  - Row them::\n\n        row(boat)\n\n    Then rest.\n\n  - Sail them.\n"
    blocks = parse_text(text).blocks
    assert [(block.kind, block.depth, block.text) for block in blocks] == [
        ("bullet", 1, "``Boats``"),
        ("bullet", 2, "Row them::"),
        ("preformatted", 2, "row(boat)"),
        ("paragraph", 2, "Then rest."),
        ("bullet", 2, "Sail them."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Changes::\n\n  * Boats.\n  * Ropes.\n",
        "Changes::\n\n  1. Boats.\n  2. Ropes.\n",
        ".. note::\n\n   Boats are rented out in summer.\n",
        "Boats::\n  what sails\n",
        "Boats::\n\nThey sail.\n",
    ],
)
def test_no_code(text: str) -> None:
    """A list is one, whatever announces it; a note holds text; what stands right below or at the margin is text."""
    assert "preformatted" not in {block.kind for block in parse_text(text).blocks}


def test_other_texts_with_two_colons() -> None:
    """Hours are no code where nothing else is written as in reStructuredText."""
    hours = "Opening hours::\n\n    Monday 9 to 5\n    Tuesday 9 to 6\n    Sunday closed\n"
    assert [record.text for record in clean(hours, media_type="text/plain").records][-3:] == [
        "Monday 9 to 5",
        "Tuesday 9 to 6",
        "Sunday closed",
    ]
    assert {record.kind for record in clean(f"See ``hours``.\n\n{hours}", media_type="text/plain").records} >= {
        "preformatted"
    }


def test_a_quotation_between_lines_of_code() -> None:
    """All blocks stand where their words stand."""
    text = "He wrote::\n\n    Boats\n\n> They go to sea at\n> night, he said.\n\n    Ropes\n"
    for block in parse_text(text).blocks:
        assert "".join(block.text.split()) == "".join(text[block.start : block.end].replace(">", "").split())
