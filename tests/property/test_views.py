"""Laws of what people are shown: a reader of Markdown sees every text of a page, each in a block of its own."""

from collections.abc import Iterator

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from scrape_clean.model import Cell, Occurrence, Record, RecordKind
from scrape_clean.views.records import records_as_markdown

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SIGNS = [*"*_`[]<>|~&#!\\-+=.:1)( a", "&amp;", "&#38;", "1.", "---", "```", "~~~", "](", "- ", "> ", "http://a.b"]
text = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=8).map(lambda found: " ".join("".join(found).split()))
text = text.filter(bool)
section = st.lists(st.sampled_from(["Fees", "Hours #", "1. Way", "#", "A & B &amp; C"]), max_size=3).map(tuple)
kinds: st.SearchStrategy[RecordKind] = st.sampled_from(
    ["bullet", "field", "table_row", "table_header", "paragraph", "quote", "preformatted"]
)
markers = st.sampled_from([None, "1.", "2.", "3.", "1)", "(a)", "2.1", "[x]", "- [ ]", "☒", "•", "12. ~~", "~~"])
names = st.sampled_from(["", "a", "#", "a / 1."])
cells = st.lists(st.one_of(st.just(""), st.sampled_from(["a", "#"]), text), min_size=1, max_size=4)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record as the stage before leaves it, but for its id."""
    kind = draw(kinds)
    given_cells = tuple(Cell(draw(names), one) for one in draw(cells)) if kind.startswith("table") else ()
    words = " | ".join(one.text for one in given_cells) if given_cells else draw(text)
    depth, marker = draw(st.integers(0, 4)), draw(markers) if kind == "bullet" else None
    place = (Occurrence(0, 1),)
    return Record(
        id="a",
        kind=kind,
        text=words,
        section=draw(section),
        depth=depth,
        marker=marker,
        cells=given_cells,
        occurrences=place,
    )


def seen(token: Token) -> str:
    """The text of an inline token as it is shown; markup in it would be missing."""
    return "".join(child.content for child in token.children or ())


def blocks(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    """What each block of text is, and says."""
    around: list[str] = []
    number = ""
    for token in tokens:
        if token.nesting == 1:
            around.append(token.tag)
            if token.type == "list_item_open":
                number = f"{token.info}{token.markup} " if token.info else ""
        elif token.nesting == -1:
            around.pop()
        elif token.type == "inline":
            tag = next(tag for tag in reversed(around) if tag != "p") if around[0] != "p" else "p"
            kind = "td" if tag == "th" else "h" if tag[0] == "h" else tag
            yield kind, (number if tag == "li" else "") + seen(token)
        elif token.type == "fence":
            yield "code", token.content.removesuffix("\n")


def expected(given_records: list[Record]) -> Iterator[tuple[str, str]]:
    """What a reader is to see, but for headings and empty cells."""
    tags = {"bullet": "li", "field": "li", "quote": "blockquote", "preformatted": "code"}
    for record in given_records:
        if record.cells:
            yield from (("td", cell.text) for cell in record.cells if cell.text)
        else:
            yield tags.get(record.kind, "p"), told(record.marker) + record.text


def told(marker: str | None) -> str:
    """What a marker tells a reader."""
    marker = (marker or "").removesuffix("~~").strip().removeprefix("- ")
    return f"{marker} " if marker and marker != "•" else ""


ITEM = {"id": "a", "kind": "bullet", "occurrences": (Occurrence(0, 1),)}


@settings(max_examples=300, deadline=None)
@given(st.lists(records(), max_size=8))
@example([Record(text="deep", depth=2, **ITEM), Record(text="deeper", depth=4, **ITEM)])  # type: ignore[arg-type]
@example([Record(text="1.", **ITEM), Record(text="&copy; as it is typed", **ITEM)])  # type: ignore[arg-type]
def test_a_reader_of_markdown_sees_every_text(given_records: list[Record]) -> None:
    """No text becomes markup, none runs into another, no cell is cut off, and all stand in their order."""
    found = list(blocks(READER.parse(records_as_markdown(given_records))))
    assert [one for one in found if one[0] != "h" and one[1]] == list(expected(given_records))


@settings(max_examples=200, deadline=None)
@given(st.lists(records(), max_size=8))
def test_every_text_stands_under_its_own_heading(given_records: list[Record]) -> None:
    """The last heading above a text is the innermost one of its section."""
    above, found = "", []
    for tag, words in blocks(READER.parse(records_as_markdown(given_records))):
        if tag == "h":
            above = words
        elif words:
            found.append(above)
    wanted = [one.section[-1] for one in given_records for _ in expected([one]) if one.section]
    without = sum(1 for one in given_records for _ in expected([one]) if not one.section)
    assert len(found) == len(wanted) + without
    if not without:
        assert found == wanted
