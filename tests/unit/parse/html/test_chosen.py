"""Chosen elements in the middle of lines, rows, items and hidden text, by both readers."""

import pytest

from scrape_clean.parse.html import parse_html
from scrape_clean.parse.selectors import Selectors

CHOICE = Selectors(keep=(".k",), drop=(".d",))
KEPT, DROPPED = "keep:.k", "drop:.d"


def blocks(markup: str) -> list[tuple[str, str, str | None]]:
    """Kind, text, and what is said of each block."""
    document = parse_html(markup, selectors=CHOICE)
    assert document == parse_html(markup, selectors=CHOICE, reader="soup")
    assert "".join(document.text[block.start : block.end] for block in document.blocks) == document.text
    return [(block.kind, block.text, block.hidden or block.chosen) for block in document.blocks]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>one <b class=d>two</b> three</p>", [("paragraph", "one three", None), ("paragraph", "two", DROPPED)]),
        (
            "<div>one<div class=d>two</div>three</div>",
            [("paragraph", "one", None), ("paragraph", "two", DROPPED), ("paragraph", "three", None)],
        ),
        (
            "<li><div class=d>one</div><p>two</p><p>three</p></li>",
            [("bullet", "two | three", None), ("paragraph", "one", DROPPED)],
        ),
        ("<li><h3>one</h3><i class=d>two</i></li>", [("bullet", "one", None), ("paragraph", "two", DROPPED)]),
        ("<ol><li class=d>one<li>two</ol>", [("bullet", "one", DROPPED), ("bullet", "two", None)]),
        ("<h2>one <a class=d href=#>#</a></h2>", [("heading", "one", None), ("paragraph", "#", DROPPED)]),
    ],
)
def test_dropped(markup: str, expected: list[tuple[str, str, str | None]]) -> None:
    """What is left reads as if the element were not there; no bullet or line is lost or glued."""
    assert blocks(markup) == expected


def test_a_dropped_cell_leaves_its_column() -> None:
    """The cells after it keep their headers."""
    markup = "<table><tr><th>A<th>B<th>C<tr><td>1<td class=d>2<td>3</table>"
    row = next(block for block in parse_html(markup, selectors=CHOICE).blocks if block.kind == "table_row")
    assert [(cell.header, cell.text) for cell in row.cells] == [("A", "1"), ("C", "3")]
    assert ("paragraph", "2", DROPPED) in blocks(markup)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            "<p>one <b class=k>two</b> three</p><p>four</p>",
            [("paragraph", "one two three", KEPT), ("paragraph", "four", None)],
        ),
        ("<x-card class=k><h2>one</h2><p>two</p></x-card>", [("heading", "one", KEPT), ("paragraph", "two", KEPT)]),
        ("<p class=k hidden>one <i hidden>two</i></p>", [("paragraph", "one", KEPT), ("paragraph", "two", "hidden")]),
        (
            "<div hidden>one<ul class=k><li>two</ul>three</div>",
            [("paragraph", "one", "hidden"), ("bullet", "two", KEPT), ("paragraph", "three", "hidden")],
        ),
        ("<noscript class=k><ul><li>one</ul></noscript>", [("bullet", "one", KEPT)]),
        ("<dialog class=k><p>one</dialog>", [("paragraph", "one", KEPT)]),
        ("<table><tr><td>one<td><b class=k>two</b></table>", [("table_row", "one | two", KEPT)]),
        (
            "<table hidden><tr><td>one<td class=k>two</table>",
            [("table_row", "one", "hidden"), ("paragraph", "two", KEPT)],
        ),
        (
            "<div class=d>one<div class=k>two<p class=d>three</p></div>four <b class=k>five</b></div>",
            [
                *(("paragraph", "one", DROPPED), ("paragraph", "two", KEPT), ("paragraph", "three", DROPPED)),
                *(("paragraph", "four", DROPPED), ("paragraph", "five", KEPT)),
            ],
        ),
        ("<ul class=k><li><h3>one</h3></li></ul>", [("bullet", "one", KEPT)]),
        ("<div hidden><p class=k>one <b class=k>two</b> three</div>", [("paragraph", "one two three", KEPT)]),
        ("<p>one <img class=k><i class=k></i> two</p>", [("paragraph", "one two", None)]),
    ],
)
def test_kept(markup: str, expected: list[tuple[str, str, str | None]]) -> None:
    """Shown or hidden, alone or in the middle of something; what is hidden inside stays hidden."""
    assert blocks(markup) == expected


def test_selectors_that_match_nothing_change_nothing() -> None:
    """The page is the same as without them, but for the note."""
    markup = "<nav>a</nav><table hidden><tr><td>b</table><ul><li><h3>c</h3></ul><p>d <i hidden>e</i>"
    document = parse_html(markup, selectors=CHOICE)
    assert document.unmatched == (KEPT, DROPPED)
    assert document.blocks == parse_html(markup).blocks
