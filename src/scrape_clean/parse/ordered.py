"""The numbers typed before Markdown's ordered items, of which CommonMark keeps the first and counts on from it.

"3. Mai: Konzert", "1912. The second crane" and "- 2. Preis" are such items as well, though their numbers are what they
say. Where they may be, they are put back before the text, and the text tells what they are, as on any other page.
"""

from collections.abc import Iterator, Sequence

from markdown_it.token import Token
from msgspec import Struct

from scrape_clean.parse.markers import find_marker
from scrape_clean.parse.series import is_numbering

__all__ = ["restore_numbers", "text_of"]


class _Item(Struct, frozen=True):
    """An ordered item, by the places of its tokens."""

    begin: int
    paragraph: int | None
    """Which it begins with."""


class _List(Struct, frozen=True):
    """An ordered list, by the places of its tokens."""

    begin: int
    end: int
    items: tuple[_Item, ...]
    is_first: bool
    """Whether an item of another list begins with it."""


def restore_numbers(stream: Sequence[Token]) -> list[Token]:
    """A token stream in which numbers are text again, but for those of lists that are nothing else.

    A list of one item that another list's item begins with is a line of that: "- 3. Mai".
    """
    dropped: set[int] = set()
    for found in _ordered(stream):
        lines = [stream[item.paragraph + 1] for item in found.items if item.paragraph is not None]
        texts = list(map(text_of, lines))
        if len(lines) < len(found.items) or any(not _is_worded(text) or find_marker(text) for text in texts):
            continue  # an item begins with a picture, a heading, code, or a marker of its own
        opening = [stream[item.begin] for item in found.items]
        starts = [f"{token.info}{token.markup} " for token in opening]
        markers = [find_marker(start + text) for start, text in zip(starts, texts, strict=True)]
        if is_numbering([int(token.info) for token in opening], markers):
            continue
        for start, line in zip(starts, lines, strict=True):
            line.children = [Token("text", "", 0, content=start), *(line.children or ())]
        if found.is_first and len(lines) == 1:
            dropped |= {found.begin, found.begin + 1, found.end - 1, found.end}
        else:
            _mark_bullets(stream, found)
    return [token for at, token in enumerate(stream) if at not in dropped]


def _ordered(stream: Sequence[Token]) -> Iterator[_List]:
    """The ordered lists, the inner before the outer."""
    opened: list[tuple[int, list[_Item]]] = []
    for at, token in enumerate(stream):
        if token.type in {"ordered_list_open", "bullet_list_open"}:
            opened.append((at, []))
        elif token.type == "list_item_open":
            opened[-1][1].append(_Item(at, _paragraph(stream, at)))
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            begin, items = opened.pop()
            if token.type == "ordered_list_close":
                yield _List(begin, at, tuple(items), stream[begin - 1].type == "list_item_open")


def _paragraph(stream: Sequence[Token], item: int) -> int | None:
    """Where the paragraph is that an item begins with."""
    return item + 1 if stream[item + 1].type == "paragraph_open" else None


def text_of(line: Token) -> str:
    """The text of a paragraph's line, without its pictures."""
    shown = {"text": "", "code_inline": "", "softbreak": " ", "hardbreak": " "}
    return "".join(shown[token.type] or token.content for token in line.children or () if token.type in shown)


def _is_worded(text: str) -> bool:
    return any(map(str.isalnum, text))


def _mark_bullets(stream: Sequence[Token], found: _List) -> None:
    """Have items without numbers of their own, each with a paragraph to be told apart from bullets by."""
    for at in (found.begin, found.end):
        stream[at].tag, stream[at].attrs = "ul", {}
    for item in found.items:
        for at in (item.begin + 1, item.begin + 3):
            stream[at].hidden = False
