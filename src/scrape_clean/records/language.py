"""The language that a page is read in: as it declares, unless its running text is surely in another one.

Templates and content management systems declare English on pages in any language; dates and numbers are then misread.
A declaration is overruled only by much text that is nearly all in one other language, and never by one like it: what a
detector takes for Norwegian may well be Danish. The night before's answer stands while more of the text speaks for it
than against it, so that the language does not change to and fro with the text of a page in two.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from scrape_clean.model import Block
from scrape_clean.records.annotate.language import detect, likeliest
from scrape_clean.records.annotate.words import primary

__all__ = ["is_tag", "page_language"]

_TAG: Final = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{1,8})*", re.ASCII | re.IGNORECASE)
_SAMPLED: Final = 40
"""Blocks looked at: the first ones of a page that declares nothing; of running text as many from every part of it."""
_RUNNING: Final = 60
"""Characters of a sentence; shorter blocks may be names or labels, in any language."""
_ENOUGH: Final = 600
"""Letters of running text that may overrule a declaration."""
_SURE: Final = 0.9
"""Share of them, and of the model's belief, that tells a language for certain."""
_LIKELY: Final = 0.6
"""The model's belief in a block's language, for it to have a vote."""
_MOST: Final = 0.5
"""A language that has more than this share is kept."""
_LOOKED_AT: Final = 1000
"""Characters of a text; no more tell more."""
_TOLD_APART: Final = {
    code: group
    for group in (
        *("be ru uk", "bg mk", "bs hr sl sr", "ca es gl pt", "cs sk", "da nb nn no", "id ms"),
        *("ar", "de", "el", "en", "et", "fa", "fi", "fr", "he", "hi", "hu", "hy", "it"),
        *("ja", "ka", "ko", "lt", "lv", "nl", "pl", "ro", "sv", "th", "tr", "vi", "zh"),
    )
    for code in group.split()
}
"""Languages that text of some length is surely told to be in; those of one group are taken for each other.

Smaller ones that a model takes for their neighbours (Luxembourgish, Frisian, Papiamento) are left out, so that their
own declaration always stands, and so are Latin ("lorem ipsum") and constructed languages, which overrule nothing.
"""


def is_tag(written: str) -> bool:
    """Whether it has the form of a BCP 47 tag of a language, also with underscores: ``de``, ``en-GB``, ``pt_BR``."""
    return _TAG.fullmatch(written) is not None


def page_language(blocks: Sequence[Block], declared: str | None, usual: str | None = None) -> str | None:
    """BCP 47 tag of the language that a page is to be read in.

    Args:
        blocks: What is content of the page.
        declared: What the page declares; what is no tag counts for nothing.
        usual: The answer of the night before, if the page declared the same then.

    Returns:
        The declared tag, the one before, or a primary tag; None for a page without words that declares none.
    """
    if declared is None or not is_tag(declared):
        return _undeclared(blocks, usual)
    running = _running(blocks)
    if usual is not None and not _alike(usual, declared) and _share(_votes(running), usual) > _MOST:
        return usual
    beginning = " ".join(running)[:_LOOKED_AT]
    if primary(declared) not in _TOLD_APART or _letters(beginning) < _ENOUGH or _alike(detect(beginning), declared):
        return declared  # the usual case; one guess
    votes = _votes(running)
    most = max(votes.keys() & _TOLD_APART.keys(), key=lambda tag: (votes[tag], tag), default=declared)
    return most if not _alike(most, declared) and _share(votes, most) >= _SURE else declared


def _undeclared(blocks: Sequence[Block], usual: str | None) -> str | None:
    found, belief = likeliest(" ".join(block.text for block in blocks[:_SAMPLED])[:_LOOKED_AT])
    if usual is None:
        return found
    if belief < _SURE or _alike(found, usual) or _share(_votes(_running(blocks)), usual) > _MOST:
        return usual
    return found


def _running(blocks: Sequence[Block]) -> list[str]:
    """The beginnings of some blocks of running text, from every part of the page."""
    texts = [block.text for block in blocks if block.kind != "preformatted" and len(block.text) >= _RUNNING]
    return [text[:_LOOKED_AT] for text in texts[:: len(texts) // _SAMPLED + 1]]


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _votes(running: Sequence[str]) -> Counter[str]:
    """Letters of some texts by the language that each of them is likely to be in; of none where that is open."""
    votes: Counter[str] = Counter()
    for text in running:
        tag, belief = likeliest(text)
        votes[tag if tag and belief >= _LIKELY else ""] += _letters(text)
    return votes


def _share(votes: Counter[str], language: str) -> float:
    """How much of what has a language is in one or in those like it; nothing if most of it has none."""
    told = votes.total() - votes[""]
    like = sum(count for tag, count in votes.items() if _alike(tag, language))
    return like / told if told > votes[""] else 0.0


def _alike(one: str | None, other: str) -> bool:
    """Whether two tags are of one language, or of two that are taken for each other."""
    if not one:
        return False
    codes = primary(one), primary(other)
    return codes[0] == codes[1] or _TOLD_APART.get(codes[0], "") == _TOLD_APART.get(codes[1])
