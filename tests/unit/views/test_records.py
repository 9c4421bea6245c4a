"""A page's records as Markdown."""

import pytest
from markdown_it import MarkdownIt

from scrape_clean.model import Cell, Occurrence, Record
from scrape_clean.views.records import records_as_markdown


def record(text: str, kind: str = "bullet", **fields: object) -> Record:
    """A record with one occurrence."""
    return Record(id="a" * 16, kind=kind, text=text, occurrences=(Occurrence(0, 1),), **fields)  # type: ignore[arg-type]


def row(*cells: str, kind: str = "table_row") -> Record:
    """A row of a table."""
    return record(" | ".join(cells), kind, cells=tuple(Cell("", cell) for cell in cells))


@pytest.mark.parametrize("text", ["*not bold*", "1. no list", "# no heading", "a_b_c", "<b>x</b>", "[x](y)", "- dash"])
def test_a_text_is_no_markup(text: str) -> None:
    """A Markdown reader sees the text's own characters."""
    for kind in ("bullet", "paragraph"):
        tokens = MarkdownIt("commonmark").parse(records_as_markdown([record(text, kind)]))
        inline = [token for token in tokens if token.type == "inline"]
        assert ["".join(child.content for child in token.children or ()) for token in inline] == [text]


def test_headings_lists_and_tables() -> None:
    """The page as one would write it."""
    text = records_as_markdown(
        [
            record("Lead.", "paragraph", section=("Visit",)),
            record("Day", "table_header", cells=(Cell("", "Day"), Cell("", "Hours")), section=("Visit", "Hours")),
            record("Mon", "table_row", cells=(Cell("Day", "Mon"), Cell("Hours", "9-5")), section=("Visit", "Hours")),
            record("By bus", depth=1, section=("Visit", "Way")),
            record("line 4", depth=2, section=("Visit", "Way")),
            record("x = 1\ny = 2", "preformatted", section=("Visit", "Way")),
        ]
    )
    assert text == (
        "# Visit\n\nLead.\n\n## Hours\n\n| Day | Hours |\n| --- | --- |\n| Mon | 9-5 |\n\n## Way\n\n"
        "- By bus\n    - line 4\n\n```\nx = 1\ny = 2\n```\n"
    )


def test_a_table_is_as_wide_as_its_widest_row_and_begins_with_its_header() -> None:
    """Readers leave out cells beyond the header, and take a header in the middle for a row."""
    rows = [row("Berth", "Fee", kind="table_header"), row("North", "40", "by the month")]
    other = [row("Boat", kind="table_header"), row("Tern")]
    assert records_as_markdown([*rows, *other]) == (
        "| Berth | Fee |  |\n| --- | --- | --- |\n| North | 40 | by the month |\n\n| Boat |\n| --- |\n| Tern |\n"
    )


def test_a_cell_stands_under_its_own_heading() -> None:
    """Also where a cell from the row above, or a wide one beside it, takes up a column."""
    header = row("Day", "Room", "Time", kind="table_header")
    given = [[("Day", "Monday"), ("Room", "Hall"), ("Time", "9")], [("Room", "Pier"), ("Time", "10")], [("Time", "11")]]
    given += [[("Day", "Closed"), ("Time", "12")], [("", "x"), ("Day", "y"), ("Boat", "z")]]
    rows = [record("-", "table_row", cells=tuple(Cell(*cell) for cell in cells)) for cells in given]
    assert records_as_markdown([header, *rows]).splitlines()[2:] == [
        "| Monday | Hall | 9 |",
        "|  | Pier | 10 |",
        "|  |  | 11 |",
        "| Closed |  | 12 |",
        "| x | y | z |",
    ]


def test_a_cell_under_two_headings_stands_under_the_upper_one() -> None:
    """And those beside it go on from there."""
    header = row("Day", "Fee", kind="table_header")
    cells = (Cell("Fee / Adult", "5"), Cell("Fee / Child", "3"))
    lines = records_as_markdown([header, record("-", "table_row", cells=cells)]).splitlines()
    assert lines == ["| Day | Fee |  |", "| --- | --- | --- |", "|  | 5 | 3 |"]


def test_items_stand_under_those_above_them_however_deep_they_are() -> None:
    """By their depth alone the first would be code, and the last a part of the one before."""
    depths = [("Monday", 2), ("9 to 12", 3), ("Sunday", 2), ("on request", 4)]
    text = records_as_markdown([record(text, depth=depth) for text, depth in depths])
    assert text == "- Monday\n    - 9 to 12\n- Sunday\n    - on request\n"


def test_a_question_that_unfolds_is_the_heading_of_its_answer() -> None:
    """And stands there once; one without an answer is a line, under the heading that it belongs to."""
    found = [
        record("Open at Easter?", "summary", section=("Ask",)),
        record("Yes, from nine.", "paragraph", section=("Ask", "Open at Easter?")),
        record("More", "summary", section=("Ask",)),
    ]
    assert [line for line in records_as_markdown(found).splitlines() if line] == [
        "# Ask",
        "## Open at Easter?",
        "Yes, from nine.",
        "# Ask",
        "More",
    ]


def test_items_have_the_numbers_and_boxes_of_the_page() -> None:
    """Ordered where a reader of Markdown counts alike; else the marker is written out."""
    markers = [("1.", 1), ("2.", 1), ("(a)", 2), ("4.", 1), ("[x]", 1), ("[ ]", 1), ("☒", 1), ("•", 1), ("• ~~", 1)]
    pictures = [("🇩🇪", 1), ("✈", 1), ("➤", 1)]
    given = [
        record(f"Item {at}", marker=marker, depth=depth)
        for at, (marker, depth) in enumerate([*markers, ("7.", 2), *pictures])
    ]
    assert records_as_markdown(given).splitlines() == [
        "1. Item 0",
        "2. Item 1",
        "    - (a) Item 2",
        "- 4\\. Item 3",
        "- [x] Item 4",
        "- [ ] Item 5",
        "- ☒ Item 6",
        "- Item 7",
        "- ~~Item 8~~",
        "    - 7\\. Item 9",
        "- 🇩🇪 Item 10",
        "- ✈ Item 11",
        "- Item 12",
    ]


@pytest.mark.parametrize("sign", ["\x1b", "\x07", "\x9b", "\u202e", "\u2066"])
def test_a_terminal_obeys_nothing_of_the_page(sign: str) -> None:
    """Wherever on a page it stands; tabs and lines of code stay."""
    given = [
        record(f"Boats {sign}[2J", section=(f"Quay {sign}",), marker=f"{sign}a)"),
        row(f"Berth {sign}", "Fee"),
        record(f"{sign}x\n\ty", "preformatted"),
    ]
    shown = records_as_markdown(given)
    assert sign not in shown
    assert shown.count(f"[U+{ord(sign):04X}") == 5
    assert shown.endswith("]x\n\ty\n```\n")
