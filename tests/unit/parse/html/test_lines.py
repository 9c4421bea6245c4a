"""Lists that are only typed."""

from collections.abc import Callable

import pytest

from scrape_clean.model import Cell, Document

Parse = Callable[..., Document]


def test_typed_items_between_breaks_are_bullets(parse: Parse) -> None:
    """Introduction and end stay paragraphs; hard spaces nest; an indented line goes on."""
    blocks = parse("<p>Bring:<br>• a cup<br>&nbsp;&nbsp;- of tin<br>• a bag<br>&nbsp; for all<br>See you there").blocks
    assert [(block.kind, block.depth, block.marker, block.text) for block in blocks] == [
        ("paragraph", 0, None, "Bring:"),
        ("bullet", 1, "•", "a cup"),
        ("bullet", 2, "-", "of tin"),
        ("bullet", 1, "•", "a bag for all"),
        ("paragraph", 0, None, "See you there"),
    ]


@pytest.mark.parametrize(
    "markup",
    [
        "<ul><li><code>{}</code> - To read</ul>",
        "<ul><li> <b><kbd>{}</kbd></b> - To read</ul>",
        "<ul><li><code><span>{}</span></code> - To read</ul>",
        "<ul><li><p>Options, as they are<p><samp>{}</samp> - To read</ul>",
        "<p><samp>{}</samp> - To read",
        "<p>x<br> <code>{}</code> - To read<br>y",
    ],
)
@pytest.mark.parametrize("sign", ["-", "*", "+", "~", "•", "a)", "1."])
def test_no_character_of_code_is_a_marker(parse: Parse, markup: str, sign: str) -> None:
    """It is what the line is about."""
    (block,) = (block for block in parse(markup.format(sign)).blocks if "read" in block.text)
    assert (f"{sign} - To read" in block.text, block.marker) == (True, None)


def test_a_marker_before_code_is_one(parse: Parse) -> None:
    """What was typed before it, and the next line's."""
    blocks = parse("<ul><li>• <code>-</code> To read</ul><p><code>-</code> To read<br>- To write").blocks
    assert [(block.marker, block.text) for block in blocks] == [
        ("•", "- To read"),
        (None, "- To read"),
        ("-", "To write"),
    ]


@pytest.mark.parametrize(
    "markup",
    ["<div>• {}</div>", "<p>• {}", "<table><tr><td>• {}</table>", "<span>• {}<br></span>", "•&nbsp;{}<br><br>"],
)
def test_list_soup_is_a_list(parse: Parse, markup: str) -> None:
    """Whatever element the items stand in."""
    blocks = parse(markup.format("one bird") + markup.format("two birds")).blocks
    assert [(block.kind, block.marker, block.depth, block.text) for block in blocks] == [
        ("bullet", "•", 1, "one bird"),
        ("bullet", "•", 1, "two birds"),
    ]


@pytest.mark.parametrize("markup", ["<h2>1. Rules</h2>", "<p>1.5 million birds", "<p>•", "<p>A. Mensah is here"])
def test_what_is_no_item_stays_whole(parse: Parse, markup: str) -> None:
    """Headings keep their numbers, sentences their words, and a lone bullet is all that there is."""
    assert parse(markup).blocks[0].marker is None
    assert parse(markup).blocks[0].kind != "bullet"


def test_labelled_lines_are_fields(parse: Parse) -> None:
    """Two or more of them; their labels are the cells' headers."""
    blocks = parse("<p>Visit us<br><b>Open:</b> daily<br>Price： 5").blocks
    assert [(block.kind, block.text, block.cells) for block in blocks] == [
        ("paragraph", "Visit us", ()),
        ("field", "Open: daily", (Cell("Open", "daily"),)),
        ("field", "Price： 5", (Cell("Price", "5"),)),
    ]


@pytest.mark.parametrize(
    "markup", ["<p>Note: one<br>and more", "<p>He said, well: go<br>She said, no: stay", "<li>a: b<br>c: d"]
)
def test_a_colon_alone_makes_no_field(parse: Parse, markup: str) -> None:
    """One such line, a sentence, or an item's text is none."""
    assert [block.cells for block in parse(markup).blocks] == [()]
