"""From the truth about a page to a target and a weight for each of its blocks."""

from collections import Counter, defaultdict
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from corpus import CONTENT, UNSURE, Page, key

__all__ = ["Targets", "targets"]

Numbers = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

UNSOUND = frozenset(
    f"wcxb/{number}"
    for number in (
        *("0602", "2840", "2906", "2966", "4066", "4181", "4482", "4577", "4722", "4750", "4763", "4788", "4829"),
        *("4850", "2020", "4444", "5346", "0656"),
    )
)
"""Pages whose truth is empty, leaves out the page's lists, or is its menu; read by eye."""
_SHORT = 4
"""Texts of fewer words stand in the truth by chance, too."""
_LEAST_LETTERS = 12
_COPY = 0.12
_ELEMENTS = (("li", ("bullet",)), ("h", ("heading",)), ("td", ("table_row", "table_header")))
_COUNTED = frozenset({"bullet", "heading", "table_row", "table_header"})
_MOST_SURPLUS = 4.0
_JUDGED, _JUDGED_SURPLUS, _JUDGED_FORM, _JUDGED_HIDDEN = 0.5, 1.5, 0.3, 0.2
"""The judged pages were collected for their forms: two in five have next to no content, and what they hide is menus. If
they counted like others, the network would take short pages for such."""
_RARE = {"listing": 2.5, "collection": 2.5, "service": 1.5, "product": 1.5, "forum": 1.5}
"""Kinds of pages of which there are few: each counts for so many."""


class Targets(NamedTuple):
    """For each block of a page."""

    content: Numbers
    """Which share of it is content; NaN where nobody knows."""
    weight: Numbers


def targets(page: Page) -> Targets:
    """What the network is to say of a page's blocks, and how much each of them counts."""
    blocks = page.document.blocks
    words = [key(block.text) for block in blocks]
    seen = np.array([bool(each) and block.kind != "metadata" for each, block in zip(words, blocks, strict=True)])
    if page.truth["kind"] == "segments":
        content = _by_snippets(page)
        known = seen & ~np.isnan(content)
        return Targets(content, (known * 1.5 / max(known.sum(), 1)).astype(np.float32))
    if page.truth["kind"] == "blocks":
        return _by_judgement(page, words, seen)
    content = _by_text(page, words)
    counted = _by_labels(page, words, content)
    content[~seen] = 0
    if page.name in UNSOUND:
        return Targets(content, np.zeros(len(blocks), np.float32))
    return Targets(content, (_weight(page, words, counted) * seen).astype(np.float32))


def _weight(page: Page, words: list[list[str]], counted: Numbers) -> Numbers:
    """Of the words of a page, of its blocks, and of its list items, headings and cells."""
    lengths = np.array([len(each) for each in words], np.float32)
    by_words = lengths / (len(key(page.truth["text"])) + 30)
    by_words *= min(1.0, _MOST_SURPLUS / max(float(by_words.sum()), 1e-9))
    weight = (by_words + 0.6 / len(words)) * _RARE.get(page.truth.get("page_type") or "", 1.0)
    if page.set in ("wcxb", "mozilla") and counted.sum():
        weight += counted * 0.02 * min(1.0, (60 / float(counted.sum())) ** 0.5)
    return np.asarray(weight, np.float32)


def _by_judgement(page: Page, words: list[list[str]], seen: Flags) -> Targets:
    """What was judged block by block; where judgements may differ, nothing is learnt."""
    letters = np.array(list(page.truth["blocks"]))
    known = seen & (letters != UNSURE)
    content = ((letters == CONTENT) & seen).astype(np.float32)
    lengths = np.array([len(each) for each in words], np.float32) * known
    by_words = lengths / (float((lengths * content).sum()) + 30)
    by_words *= min(1.0, _JUDGED_SURPLUS / max(float(by_words.sum()), 1e-9))
    weight = by_words + 0.6 / len(words)
    counted = known & np.array([block.kind in _COUNTED for block in page.document.blocks])
    weight += counted * 0.02 * min(1.0, (60 / max(int(counted.sum()), 1)) ** 0.5)
    weight *= np.where([block.hidden is None for block in page.document.blocks], 1, _JUDGED_HIDDEN)
    weight *= _JUDGED * (_JUDGED_FORM if page.truth["page_type"] == "form" else 1)
    return Targets(content, (weight * known).astype(np.float32))


def _by_snippets(page: Page) -> Numbers:
    content = np.full(len(page.document.blocks), np.nan, np.float32)
    for kind, value in (("without", 0), ("with", 1)):
        for snippet in page.truth[kind]:
            wanted = " ".join(snippet.split())
            for place, block in enumerate(page.document.blocks):
                if wanted and wanted in block.text:
                    content[place] = value
    return content


def _by_text(page: Page, words: list[list[str]]) -> Numbers:
    """Look each block up in the full text: long ones by their triples of words, short ones by their neighbours."""
    truth = key(page.truth["text"])
    spaced, joined = f" {' '.join(truth)} ", "".join(truth)
    triples = set(zip(truth, truth[1:], truth[2:], strict=False))
    content = np.zeros(len(words), np.float32)
    for place, each in enumerate(words):
        text = "".join(each)
        if len(each) >= _SHORT:
            content[place] = _covered(each, triples)
            if content[place] < 0.7 and len(text) >= _LEAST_LETTERS and text in joined:
                content[place] = 1
        elif each and (f" {' '.join(each)} " in spaced or (len(text) >= _LEAST_LETTERS and text in joined)):
            content[place] = 0.5
    _settle_short(page, words, content, spaced)
    _settle_copies(page, words, content, spaced)
    return content


def _covered(words: list[str], triples: set[tuple[str, str, str]]) -> float:
    covered = [False] * len(words)
    for place in range(len(words) - 2):
        if (words[place], words[place + 1], words[place + 2]) in triples:
            covered[place : place + 3] = [True] * 3
    return sum(covered) / len(words)


def _settle_short(page: Page, words: list[list[str]], content: Numbers, spaced: str) -> None:
    """A few words are content if they stand beside their neighbour in the truth, too, or are a line of it."""
    lines = {" ".join(key(line)) for line in page.truth["text"].split("\n")}
    filled = [place for place, each in enumerate(words) if each]
    for number, place in enumerate(filled):
        each = words[place]
        if len(each) >= _SHORT or content[place] != 0.5:
            continue
        text = " ".join(each)
        before = filled[number - 1] if number else None
        after = filled[number + 1] if number + 1 < len(filled) else None
        beside = (
            before is not None and content[before] >= 0.5 and f" {' '.join(words[before][-3:])} {text} " in spaced
        ) or (after is not None and content[after] >= 0.5 and f" {text} {' '.join(words[after][:3])} " in spaced)
        long = len("".join(each)) >= _LEAST_LETTERS
        content[place] = 1 if beside else 0.9 if text in lines else 0.6 if long else 0.15


def _settle_copies(page: Page, words: list[list[str]], content: Numbers, spaced: str) -> None:
    """Of equal blocks as many are content as the truth has: those with the most content around them."""
    blocks = page.document.blocks
    sure = np.array([min(len(each), 30) * (share >= 0.7) for each, share in zip(words, content, strict=True)])
    sums = np.concatenate([[0.0], np.cumsum(sure)])
    equal: defaultdict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(words):
        if each and content[place] >= 0.5:
            equal[" ".join(each)].append(place)
    for text, places in equal.items():
        wanted = max(spaced.count(f" {text} "), 1)
        if len(places) > wanted:
            ranked = sorted(
                places,
                key=lambda place: (
                    blocks[place].kind == "metadata",
                    blocks[place].hidden is not None,
                    -(sums[min(place + 7, len(words))] - sums[max(place - 6, 0)]),
                    place,
                ),
            )
            for place in ranked[wanted:]:
                content[place] = min(content[place], _COPY)


def _by_labels(page: Page, words: list[list[str]], content: Numbers) -> Numbers:
    """Where the labels of list items, headings and cells are at one, they decide; returns how many each block holds."""
    counted = np.zeros(len(words), np.float32)
    for element, kinds in _ELEMENTS if page.labels else ():
        groups = (page.labels or {})[element]
        good, bad = Counter(groups["content"]), Counter(groups["nav"] + groups["other"])
        for place, block in enumerate(page.document.blocks):
            if block.kind not in kinds or not words[place]:
                continue
            texts = [" ".join(key(cell.text)) for cell in block.cells] if element == "td" else [" ".join(words[place])]
            is_good, is_bad = sum(text in good for text in texts), sum(text in bad for text in texts)
            counted[place] = max(is_good, is_bad) if not (is_good and is_bad) or element == "td" else 0.5
            if is_good and (not is_bad or (element == "td" and is_good >= is_bad)):
                content[place] = max(content[place], 0.95) if element == "td" else 1
            elif is_bad and not is_good:
                content[place] = min(content[place], 0.05) if element == "td" else 0
    return counted
