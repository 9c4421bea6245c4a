"""Tables with columns as wide as their borders: the simple tables of reStructuredText."""

import pytest

from scrape_clean.model import Cell
from scrape_clean.parse.text import parse_text

ROUTES = """\
Routes
======

The rule matches as follows:

============ ==================
Path         Result
============ ==================
/save/123    an item, and all
             that is in it

//123        no match
============ ==================

Text after the table.
"""


def test_simple_table() -> None:
    """Its header heads no section, its rows have their columns' names, and what goes on is one row."""
    blocks = parse_text(ROUTES).blocks
    assert [(block.kind, block.text) for block in blocks] == [
        ("heading", "Routes"),
        ("paragraph", "The rule matches as follows:"),
        ("table_header", "Path | Result"),
        ("table_row", "/save/123 | an item, and all that is in it"),
        ("table_row", "//123 | no match"),
        ("paragraph", "Text after the table."),
    ]
    assert blocks[4].cells == (Cell("Path", "//123"), Cell("Result", "no match"))


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("=====  =====\nOn     1\nOff    0|1\n=====  =====\n", ["On | 1", "Off | 0|1"]),
        (
            (
                "=====  =====  ======\n   Inputs     Output\n------------  ------\n  A      B    A or B\n"
                "=====  =====  ======\nFalse  True   True\n=====  =====  ======\n"
            ),
            ["Inputs A | B | Output A or B", "False | True | True"],
        ),
        (
            "====== =====\nTea    2.00\nCake   3.50\n====== =====\nTotal  5.50\n====== =====\n",
            ["Tea | 2.00", "Cake | 3.50", "Total | 5.50"],
        ),
        (
            (
                "====== ====== =====\nDay    Time   Room\n====== ====== =====\nMon    9:00   A\n       10:00  B\n"
                "Tue    11:00  C\n====== ====== =====\n"
            ),
            ["Day | Time | Room", "Mon | 9:00 | A", "10:00 | B", "Tue | 11:00 | C"],
        ),
        ("===== =====\nMon   9-5\n\n      7-8\nTue   9-6\n===== =====\n", ["Mon | 9-5", "7-8", "Tue | 9-6"]),
        ("  ====== ====\n  日本語 x  y\n  longerthan b\n  b\n  ====== ====\n", ["日本語 | x y", "longerthan b", "b"]),
    ],
    ids=["no header", "span", "sum", "departures", "gap", "wide"],
)
def test_forms(table: str, rows: list[str]) -> None:
    """Without a header, with cells as wide as two columns, set in, and in a script of wide characters."""
    assert [block.text for block in parse_text(table).blocks] == rows


@pytest.mark.parametrize(
    "text",
    [
        "== == == == ==\nPlease come early.\nBring rope and paint.\n== == == == ==\n",
        "==== ====\n==== ====\n",
        "==== ====\na    b\n",
        "  ==== ====\na    b\n  ==== ====\n",
        "==== ====\na    b\n== ======\n",
    ],
)
def test_no_table(text: str) -> None:
    """Rules that decorate, borders with nothing between them, or that do not belong together."""
    assert {block.kind for block in parse_text(text).blocks} <= {"paragraph"}
