"""Which lines of plain text are headings: not the end of a letter, but the titles of a manual page."""

import pytest

from scrape_clean import clean, compare
from scrape_clean.parse.text import parse_text

LETTER = (
    "Dear friends,\n\nthe boat yard opens again on Saturday, 14 March 2026, and this year we\n"
    "show twelve wooden boats, four of which have never been seen before.\n\n{}\n\n{}"
)
CLOSINGS = [
    "Best wishes,\nAda Lind",
    "Kind regards,\nAda Lind\nDirector",
    "Yours sincerely,\n\nAda Lind",
    "Mit freundlichen Grüßen\nAda Lind",
    "Cordialement,\nAda Lind",
    "Saludos cordiales,\nAda Lind",
    "Vennlig hilsen\nAda Lind",
]
AFTER = [
    "P.S. The café is closed on Monday.\n",
    "-- \nHarbour Museum, Quay 3, 5003 Bergen\nwww.harbour.example\n",
    "On Fri, 27 Feb 2026 at 18:03, Ola Berg wrote:\n> could you move my talk?\n",
]
MANUAL = """\
NAME
       ladder - count the rungs of a ladder

SYNOPSIS
       ladder [-v] [file...]

DESCRIPTION
       ladder reads each file and counts the rungs that stand in it. When no
       file is named, it reads what comes in.

   Rungs of Wood
       They are counted once, whatever wood it is.

ENVIRONMENT
       LADDER_LENGTH
              The most rungs that are counted.

       LADDER_WOOD
              the kind of wood
"""


@pytest.mark.parametrize("closing", CLOSINGS)
@pytest.mark.parametrize("after", AFTER)
def test_closing(closing: str, after: str) -> None:
    """The end of a letter heads nothing that follows."""
    page = clean(LETTER.format(closing, after), media_type="text/plain")
    assert {record.section for record in page.records} == {()}


def test_greeting() -> None:
    """A title may follow a letter's first line."""
    blocks = parse_text("Dear friends,\n\nThe boats of March\n\nTwelve boats are shown.\n").blocks
    assert [block.kind for block in blocks] == ["paragraph", "heading", "paragraph"]


def test_manual_page() -> None:
    """Its titles are headings, its text stands beneath them, and the names of its entries are text."""
    assert [f"{'#' * b.level} {b.text}".strip() for b in parse_text(MANUAL).blocks] == [
        "# NAME",
        "ladder - count the rungs of a ladder",
        "# SYNOPSIS",
        "ladder [-v] [file...]",
        "# DESCRIPTION",
        "ladder reads each file and counts the rungs that stand in it. When no file is named, it reads what comes in.",
        "## Rungs of Wood",
        "They are counted once, whatever wood it is.",
        "# ENVIRONMENT",
        "LADDER_LENGTH",
        "The most rungs that are counted.",
        "LADDER_WOOD the kind of wood",
    ]


def test_manual_page_without_capitals() -> None:
    """A script that has no capitals has titles."""
    text = "名前\n       passwd - ユーザパスワードを変更する\n\n説明\n       passwd はユーザのパスワードを変更する。\n"
    assert [block.kind for block in parse_text(text).blocks] == ["heading", "paragraph", "heading", "paragraph"]


@pytest.mark.parametrize(
    "text",
    [
        "Anchor\n    what holds a boat\n",
        "AIS\n    automatic identification system\n",
        "ISBN 978-3-16\n    and more\n",
        "CREATE TABLE BOATS (\n    built int4 not null\n",
        "- BOATS\n  and ships\n",
        "Lind, A. (1999) Boats of the north and of the\n    east.\n",
        "    Boats of the north and of the\nislands.\n",
    ],
)
def test_set_in(text: str) -> None:
    """What a term means, what an item goes on with, and a line that hangs or is set in stay with their first line."""
    (block,) = parse_text(text).blocks
    assert block.kind != "heading"


@pytest.mark.parametrize(
    "title",
    ["Saturday", "2024", "12.03.2024", "1st floor", "Documents needed", "Version 7.1 (2007 Jun 15)", "Our team"],
)
def test_title_of_items(title: str) -> None:
    """A date, a floor, a version or a participle heads the items right below it, with items right above it, too."""
    page = clean(f"Services\n- Repairs of bikes\n- Rental\n{title}\n- Anna Berg\n- Ole Holm\n", media_type="text/plain")
    assert [record.section for record in page.records] == [("Services",)] * 2 + [(title,)] * 2


def test_title_is_not_the_end_of_the_item_above() -> None:
    """Titles between lists do not prove a margin at which the longest items were wrapped."""
    text = (
        "Kids & families\n  - Free for members\n  - A laptop and a charger\nOur team\n  - Ole Holm, treasurer\nFAQ\n"
        "  - Free for guests\nGuided tours\n  - Knots for beginners\n"
    )
    page = clean(text, media_type="text/plain")
    assert [record.section[0] for record in page.records] == ["Kids & families"] * 2 + [
        "Our team",
        "FAQ",
        "Guided tours",
    ]


@pytest.mark.parametrize("above", ["There are seven sets of rules", "You do not have to bring anything"])
def test_sentence_above_items(above: str) -> None:
    """A finite verb makes a sentence, no title."""
    page = clean(f"{above}\n- Repairs of bikes\n- Rental\n", media_type="text/plain")
    assert page.records[-1].section == ()


OVERLINED = """\
=============
Release Notes
=============

All that changed.

Release 0.13
============

Some old things were removed.

 -----
 Boats
 -----

Release 0.12
============

Some new things were added.
"""


def test_an_overlined_title_is_of_another_level() -> None:
    """A title between two rules stands above those that have the same one below them only."""
    assert [(block.level, block.text) for block in parse_text(OVERLINED).blocks if block.kind == "heading"] == [
        (1, "Release Notes"),
        (2, "Release 0.13"),
        (3, "Boats"),
        (2, "Release 0.12"),
    ]


def test_a_rule_below_another_title_is_no_overline() -> None:
    """Where no blank line stands between, a rule is of the title above it."""
    blocks = parse_text("Boats\n=====\nRules\n=====\nStay calm.\n").blocks
    assert [(block.kind, block.level) for block in blocks] == [("heading", 1), ("heading", 1), ("paragraph", 0)]


def test_numbered_titles_between_rules() -> None:
    """They are titles, not items."""
    text = "========\n1. Scope\n========\n\nBoats.\n\n========\n2. Terms\n========\n\nWords.\n"
    assert [block.kind for block in parse_text(text).blocks] == ["heading", "paragraph"] * 2


@pytest.mark.parametrize(
    "title",
    [
        "Lamp |version| |build|\n======================",
        "|Row| objects\n-------------",
        "===========\n|Row| notes\n===========",
        "Lamp | Handbook\n===============",
    ],
)
def test_underlined_title_with_bars(title: str) -> None:
    """It is no row of a table."""
    blocks = parse_text(f"{title}\n\nLamp turns itself on.\n").blocks
    assert [block.kind for block in blocks] == ["heading", "paragraph"]


@pytest.mark.parametrize(
    "table",
    [
        "Name | Age\n----------\nAda | 36\n",
        "Name | Age\n----------\n\nAda | 36\nOle | 9\n",
        "------------\n| A | free |\n------------\n",
        "|a|b|\n|---|---|\n|c|d|\n",
    ],
)
def test_rules_of_tables(table: str) -> None:
    """What stands above a rule and a row is a row, and so is what is framed."""
    assert all(block.kind.startswith("table") for block in parse_text(table).blocks)


def test_underlined_title_that_ends_with_dots() -> None:
    """A rule as long as the title underlines it; another one ends what stands above."""
    kinds = [block.kind for block in parse_text("If you get lost...\n------------------\n\nWrite to us.\n").blocks]
    assert kinds == ["heading", "paragraph"]
    kinds = [block.kind for block in parse_text("And so on...\n--------------------\n\nWrite to us.\n").blocks]
    assert kinds == ["paragraph", "paragraph"]


@pytest.mark.parametrize(
    "when", ['Released 2014-08-12, codename "clonk clonk"', "Last edited: 12.8.2014, and at length"]
)
def test_date_below_a_title(when: str) -> None:
    """It heads nothing."""
    page = clean(f"Version 3.0\n-----------\n\n{when}\n\n- Tables.\n- Pages.\n", media_type="text/plain")
    assert [record.section for record in page.records] == [("Version 3.0",)] * 3


GUIDE = "Guide\n=====\n\nHow to begin.\n\n{}.. _first-steps:\n\nFirst steps\n-----------\n\nOpen the door.\n"


def test_a_label_is_not_of_the_section_above() -> None:
    """It stays where it is when a section is put in before its heading; an address of a link is no label."""
    added = ".. _before:\n.. _key:\n\nBefore you begin\n----------------\n\nFind the key.\n\n"
    old, new = (clean(GUIDE.format(text), media_type="text/plain") for text in ("", added))
    assert {change.type for change in compare(old, new).changes} == {"added"}
    assert [record.section for record in new.records if record.text.startswith(".. _")][-1] == ("Guide",)
    link = clean("Boats\n=====\n\n.. _Oslo: oslo.example\n\nRopes\n=====\n\nStrong.\n", media_type="text/plain")
    assert link.records[0].section == ("Boats",)


@pytest.mark.parametrize(
    "text",
    [
        "Receipt\n\n-----------\nTea 2.00\n-----------\nCake 3.00\n-----------\n",
        "=====\nMon 9\n=====\nTue 8\n=====\nWed 7\n=====\n",
    ],
)
def test_entries_with_rules_between_are_of_one_rank(text: str) -> None:
    """A rule above and below one of them is that of its neighbours, too; none stands under another."""
    levels = [block.level for block in parse_text(text).blocks]
    assert len(set(levels[-2:])) == 1
    assert "Mon 9" not in text or len(set(levels)) == 1
