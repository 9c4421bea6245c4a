"""Laws of the plain-text parser, on texts made of what it looks for and on any text at all."""

import itertools
import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from scrape_clean.parse.markers import find_marker, read_marker
from scrape_clean.parse.text import parse_text

_ATOMS = """• - * — + | : . ( ) [ ] 1 2 a i V = _ ~ ① 👩‍💻 第1条 一、 A. 1. a) Word Title 1.1
---- ==== +---+ café §""".split()
_SPACES = [" ", "  ", "\t", "\n", "\n\n", "\r\n", "\r", "\f", "\u3000", "\u00a0", "\u2028", "\x85", "\x1c", "\u200b"]
_PHRASES = [
    "words go on",
    "Name: value",
    "| a | b |",
    "a\tb",
    "[ ] do",
    "Step 1: ",
    "A. Mensah is",
    "\ud800",
    "\0",
    "\u00ad",
]
_texts = st.one_of(
    st.lists(st.sampled_from(_ATOMS + _SPACES + _PHRASES), max_size=50).map("".join), st.text(max_size=80)
)
_law = settings(max_examples=150, deadline=None)
_WORD = re.compile(r"[^\W_]")


@_law
@given(_texts)
def test_blocks_tile_the_text(text: str) -> None:
    """Every character lies in exactly one block; white space alone gives none."""
    blocks = parse_text(text).blocks
    assert "".join(text[b.start : b.end] for b in blocks) == (text if text.strip() else "")
    assert all(b.start < b.end and b.text for b in blocks)
    assert all(a.end == b.start for a, b in itertools.pairwise(blocks))


@_law
@given(_texts)
def test_no_letter_is_lost(text: str) -> None:
    """A block's text and marker have the letters and digits of its tile, and no others."""
    document = parse_text(text)
    rows = ("table_row", "table_header")
    for block in document.blocks:
        tile = unicodedata.normalize("NFC", text[block.start : block.end])
        said = f"{block.marker or ''}{block.text}"
        if block.kind in rows:
            said, tile = "".join(sorted(said)), "".join(sorted(tile))  # a cell of several lines
        assert _WORD.findall(unicodedata.normalize("NFC", said)) == _WORD.findall(tile)


@_law
@given(_texts)
def test_line_ends_do_not_matter(text: str) -> None:
    """LF, CRLF and CR give the same blocks, spans aside; and twice the same text, the same document."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    seen = [
        [(b.kind, b.level, b.depth, b.marker, b.text, b.cells) for b in parse_text(plain.replace("\n", end)).blocks]
        for end in ("\n", "\r\n", "\r")
    ]
    assert seen[0] == seen[1] == seen[2]
    assert parse_text(text) == parse_text(text)


@_law
@given(st.text(max_size=40).map(str.strip))
def test_markers_are_prefixes(line: str) -> None:
    """A marker stands at the start of its line, with words after it; what is found strictly is found loosely too."""
    marker = find_marker(line)
    if marker is not None:
        assert marker.text.strip() in line[: marker.end]
        assert _WORD.search(line[marker.end :])
        assert read_marker(line) is not None
