"""What is counted in each block of a page, one pass over the blocks."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from scrape_clean.label.links import Addresses
from scrape_clean.model import Document, Link

__all__ = ["HIDDEN", "KINDS", "Column", "Counts", "count_blocks"]

Column: TypeAlias = npt.NDArray[np.float64]

KINDS = (
    *("bullet", "paragraph", "table_row", "table_header", "field", "term", "definition", "quote", "preformatted"),
    *("caption", "summary", "address", "control", "heading", "metadata"),
)
_KIND = {kind: number for number, kind in enumerate(KINDS)}
HIDDEN = ("display-none", "aria-hidden", "noscript", "template", "hidden", "visibility-hidden", "iframe", "other")
_HIDDEN = {rule: number for number, rule in enumerate(HIDDEN)}

_SHOWN = 200
"""Characters of a block that are searched for capitals and digits."""
_BEGINNING = 120
"""Characters of a block whose words are looked up."""
_PATH = 40
"""Characters among which a slash makes of a text a path, as in breadcrumbs."""
_FIRST_WORDS = 6
_DIGITS = b"0123456789"
_CAPITALS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
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


_Numbers: TypeAlias = tuple[float, ...]
_NO_LINKS: _Numbers = (0, 0, 0, 0, 0, 0, 0)


def count_blocks(document: Document) -> tuple[Counts, list[list[str]], list[Sequence[str]]]:
    """Count in every block; also returns its first words, and the words in the address of its first link."""
    addresses = Addresses(document.url)
    copies = Counter([block.text for block in document.blocks])
    title = frozenset(_WORD.findall((document.title or "").casefold())[:_WORDS_IN_TITLE])
    texts = {text: _in_text(text, title) for text in copies}
    rows, beginnings, targets = [], [], []
    for block in document.blocks:
        text, links = block.text, block.links
        numbers, words = texts[text]
        hidden = -1 if block.hidden is None else _HIDDEN.get(block.hidden, len(HIDDEN) - 1)
        own = (copies[text], len(block.cells), _KIND[block.kind], block.level, block.depth, hidden)
        rows.append((*numbers, *own, block.marker is not None, *(_in_links(links, addresses) if links else _NO_LINKS)))
        beginnings.append(words)
        targets.append(addresses.words(links[0].href) if links else ())
    table = np.array(rows, np.float64).reshape(len(rows), len(Counts._fields))
    return Counts(*table.T), beginnings, targets


def _in_text(text: str, title: frozenset[str]) -> tuple[_Numbers, list[str]]:
    """What is counted in a text, and its first words."""
    words = _WORD.findall(text[:_BEGINNING].casefold())
    shown = text[:_SHOWN].encode("latin-1", "replace")
    commas, sentences, path = text.count(","), text.count(". "), "|" in text or "/" in text[:_PATH]
    if not text.isascii():
        commas += text.count("、") + text.count("，")
        sentences += text.count("。") + text.count("؟")
        path = path or "›" in text or "»" in text
    return (
        len(text),
        text.count(" ") + 1 if text else 0,
        commas,
        sentences,
        len(shown),
        len(shown) - len(shown.translate(None, _DIGITS)),
        len(shown) - len(shown.translate(None, _CAPITALS)),
        len(words),
        len(title.intersection(words)) if title else 0,
        text.endswith(_ENDS),
        "©" in text,
        "@" in text,
        path,
        "?" in text,
        text[:1].isupper(),
        text[:1].isdigit(),
        text.isupper(),
    ), words[:_FIRST_WORDS]


def _in_links(links: Sequence[Link], addresses: Addresses) -> _Numbers:
    kinds, below = zip(*[addresses.judge(link.href) for link in links], strict=True)
    return (
        len(kinds),
        sum([link.end - link.start for link in links]),
        kinds.count("in-page"),
        kinds.count("outward"),
        kinds.count("inward"),
        kinds.count("acting"),
        sum(below),
    )
