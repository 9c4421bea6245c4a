"""What is counted in each block of a page, one pass over the blocks."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from scrape_clean.label.links import KINDS_OF_LINK, Addresses
from scrape_clean.model import Block, Document

__all__ = ["HIDDEN", "KINDS", "Bags", "Column", "Counts", "count_blocks"]

Column: TypeAlias = npt.NDArray[np.float64]
Places: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Bytes: TypeAlias = npt.NDArray[np.uint8]

KINDS = (
    *("bullet", "paragraph", "table_row", "table_header", "field", "term", "definition", "quote", "preformatted"),
    *("caption", "summary", "address", "control", "heading", "metadata"),
)
_KIND = {kind: number for number, kind in enumerate(KINDS)}
HIDDEN = ("display-none", "aria-hidden", "noscript", "template", "hidden", "visibility-hidden", "iframe", "other")
_NUMBER = {kind: number for number, kind in enumerate(KINDS_OF_LINK)}
_HIDDEN = {rule: number for number, rule in enumerate(HIDDEN)}

_SHOWN = 200
"""Characters of a block that are searched for capitals and digits."""
_BEGINNING = 120
"""Characters of a block whose words are looked up."""
_PATH = 40
"""Characters among which a slash makes of a text a path, as in breadcrumbs."""
_FIRST_WORDS = 6
_SPACE, _STOP, _OTHER_STOPS, _COMMAS = ord(" "), ord("."), "。؟", ",、，"
_ENDS = (".", "!", "?", "。", "！", "？", "…", ":", ";", '"', "”")
_WORD = re.compile(r"\w+")
_WORDS_IN_TITLE = 64


class Counts(NamedTuple):
    """A number for each block, in columns."""

    chars: Column
    words: Column
    commas: Column
    sentences: Column
    shown: Column
    """How many characters were looked at for the next two."""
    digits: Column
    capitals: Column
    begun: Column
    """How many words were looked at for the next one."""
    titled: Column
    """How many of them stand in the page's title."""
    ends: Column
    """Whether it ends as sentences do; like all columns up to ``shouted``, 0 or 1."""
    copyright: Column
    at: Column
    path: Column
    question: Column
    capital: Column
    digit: Column
    shouted: Column
    copies: Column
    """How often the block's text stands on the page."""
    cells: Column
    kind: Column
    level: Column
    depth: Column
    hidden: Column
    """Index in ``HIDDEN``; -1 for what is shown."""
    marked: Column
    """Whether it has a marker; 0 or 1."""
    links: Column
    link_chars: Column
    in_page: Column
    """Links to a place on the page itself."""
    outward: Column
    """Links to other sites."""
    inward: Column
    """Links to other pages of the site."""
    acting: Column
    """Links that write a mail, call, or run a script."""
    below: Column
    """Links into the same part of the site."""


class Bags(NamedTuple):
    """The words of something in each of N blocks; blocks that have the same there share them."""

    distinct: Sequence[Sequence[str]]
    of: Places
    """(N,) Which of them each block has."""


def count_blocks(document: Document) -> tuple[Counts, Bags, Bags]:
    """Count in every block; also returns its first words, and the words in the address of its first link."""
    blocks = document.blocks
    numbers: dict[str, int] = {}
    said = np.array([numbers.setdefault(block.text, len(numbers)) for block in blocks], np.int64)
    texts = list(numbers)
    words = [_WORD.findall(text[:_BEGINNING].casefold()) for text in texts]
    title = frozenset(_WORD.findall((document.title or "").casefold())[:_WORDS_IN_TITLE])
    columns: list[Places | Bytes] = [
        *_in_texts(texts),
        _small(map(len, words)),
        _small([len(title.intersection(some)) for some in words] if title else bytes(len(words))),
        *_at_ends(texts),
        np.bincount(said, minlength=len(texts)),
    ]
    links, targets = _in_links(blocks, Addresses(document.url))
    of_texts = _in_rows(columns).take(said, axis=1)
    counts = Counts(*of_texts, *_in_rows(_of_blocks(blocks)), *_in_rows(links))
    return counts, Bags([some[:_FIRST_WORDS] for some in words], said), targets


def _column(numbers: Sequence[int]) -> Places:
    return np.fromiter(numbers, np.int64, len(numbers))


def _in_rows(columns: Sequence[Places | Bytes]) -> Column:
    return np.concatenate(columns, dtype=np.float64).reshape(len(columns), -1)


def _small(numbers: Iterable[int]) -> Bytes:
    """A column of flags, or of numbers below 256."""
    return np.frombuffer(bytes(numbers), np.uint8)


def _in_texts(texts: Sequence[str]) -> list[Places]:
    """What is counted in each text, up to ``capitals``: in all of them at once, one behind the other."""
    letters = np.frombuffer("".join([f"{text}\n" for text in texts]).encode("utf-32-le", "surrogatepass"), "<u4")
    chars = _column([len(text) for text in texts])
    ends = np.cumsum(chars + 1)
    starts = ends - chars - 1
    shown = np.minimum(chars, _SHOWN)

    def count(found: Flags, behind: Places) -> Places:
        places = np.flatnonzero(found)
        return np.searchsorted(places, behind) - np.searchsorted(places, starts)

    spaces = letters == _SPACE
    return [
        chars,
        count(spaces, ends) + (chars > 0),
        count(_any_of(letters, _COMMAS), ends),
        count((letters[:-1] == _STOP) & spaces[1:], ends) + count(_any_of(letters, _OTHER_STOPS), ends),
        shown,
        count((letters >= ord("0")) & (letters <= ord("9")), starts + shown),
        count((letters >= ord("A")) & (letters <= ord("Z")), starts + shown),
    ]


def _any_of(letters: npt.NDArray[np.uint32], wanted: str) -> Flags:
    found: Flags = np.logical_or.reduce([letters == ord(one) for one in wanted])
    return found


def _at_ends(texts: Sequence[str]) -> list[Bytes]:
    """Whether each text has something, from ``ends`` to ``shouted``."""
    return [
        _small([text.endswith(_ENDS) for text in texts]),
        _small(["©" in text for text in texts]),
        _small(["@" in text for text in texts]),
        _small(["|" in text or "/" in text[:_PATH] or "›" in text or "»" in text for text in texts]),
        _small(["?" in text for text in texts]),
        _small([text[:1].isupper() for text in texts]),
        _small([text[:1].isdigit() for text in texts]),
        _small(map(str.isupper, texts)),
    ]


def _of_blocks(blocks: Sequence[Block]) -> list[Places | Bytes]:
    """What is known of each block, from ``cells`` to ``marked``."""
    other = len(HIDDEN) - 1
    cells = [block.cells for block in blocks]
    return [
        _column([sum(bool(cell.text or cell.header) for cell in some) if some else 0 for some in cells]),
        _small([_KIND[block.kind] for block in blocks]),
        _column([block.level for block in blocks]),
        _column([block.depth for block in blocks]),
        _column([-1 if block.hidden is None else _HIDDEN.get(block.hidden, other) for block in blocks]),
        _small([block.marker is not None for block in blocks]),
    ]


def _in_links(blocks: Sequence[Block], addresses: Addresses) -> tuple[list[Places], Bags]:
    """What is counted in the links of each block, from ``links`` on, and the words of its first link's address."""
    total = len(blocks)
    linking = [(at, block.links) for at, block in enumerate(blocks) if block.links]
    owner = _column([at for at, links in linking for _ in links])
    chars = np.zeros(total, np.int64)
    chars[[at for at, _ in linking]] = [sum([link.end - link.start for link in links]) for _, links in linking]
    judged = [addresses.judge(link.href) for _, links in linking for link in links]
    kind = _column([_NUMBER[kind] for kind, _ in judged])
    columns = [
        np.bincount(owner, minlength=total),
        chars,
        *np.bincount(owner + total * kind, minlength=total * len(KINDS_OF_LINK)).reshape(-1, total),
        np.bincount(owner[_small([below for _, below in judged]) > 0], minlength=total),
    ]
    first: dict[str, int] = {"": 0}
    of = [0] * total
    for at, links in linking:
        of[at] = first.setdefault(links[0].href, len(first))
    words = [addresses.words(href) for href in first]
    return columns, Bags(words, _column(of))
