"""Word by word: in what two texts differ, and whether that changes a fact."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Literal

from msgspec import Struct
from rapidfuzz.distance import Indel

from scrape_clean.compare.changes import Edit, EditKind, Span
from scrape_clean.compare.text.links import masked_mail, same_target
from scrape_clean.compare.text.negations import NEGATIONS
from scrape_clean.compare.text.words import Word, cosmetically_equal, equal_but_undecoded, glued, words_of
from scrape_clean.dedupe.clustering.guard import odd_sides
from scrape_clean.dedupe.normalization.normal import normal_form
from scrape_clean.dedupe.spelling.contrasts import Contrasts
from scrape_clean.dedupe.spelling.evidence import Evidence, Wording
from scrape_clean.model import Link
from scrape_clean.parse.signs import signs_in

__all__ = ["link_edits", "text_edits"]

_YEAR = re.compile(r"[12]\d{3}")
_DATE = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}")
_AMOUNT = re.compile(r"[\d$\u00a2-\u00a5\u20a0-\u20cf]")
_TIME = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
_COUNTED = re.compile(r"(\d+)([^\W\d_]{1,3}\d{0,2})")
"""A number and what it counts, without a space: "15GB", "£30k", "14h30"."""
_HOUR = re.compile(r"(?:0?\d|1[0-2])[ap]m|(?:[01]?\d|2[0-4])h(?:[0-5]\d)?")
_QUOTES = frozenset(
    "'\"\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2032\u2033\u00ab\u00bb\u2039\u203a`\u00b4\u02bc"
)
_NO_EVIDENCE = Evidence({})
_BACK_AND_ON = frozenset("←→↗")


class _Stretch(Struct, frozen=True, gc=False):
    """Words before and after that belong together: the same ones, or ones that were replaced."""

    words: Literal["same", "other"]
    before: tuple[Word, ...]
    after: tuple[Word, ...]
    at_before: int
    at_after: int
    """Where the words stand; of none, where they would."""


def text_edits(before: str, after: str) -> tuple[Edit, ...]:
    """The edits that make one text of the other, in order.

    Words are aligned by their longest common subsequence, without regard to case, quotes and Unicode form; where
    aligned words differ in these, that is an edit too. All are cosmetic when the texts as a whole state the same.
    """
    if before == after:
        return ()
    same = cosmetically_equal(before, after)
    slip = not same and _is_slip(before, after)
    edits: list[Edit] = []
    for stretch in _stretches(before, after):
        if stretch.words == "same":
            edits += _form_edits(stretch, before, after)
            continue
        kind: EditKind
        kind, substantive = _kind(stretch)
        if slip and kind in ("word", "name"):
            kind = "spelling"
        if _is_resigned(stretch, before, after):
            kind, substantive = "symbol", True
        elif same and substantive and not _is_sign(stretch, before, after):
            kind, substantive = "form", False
        here = _span(before, stretch.before, stretch.at_before)
        edits.append(Edit(kind, here, _span(after, stretch.after, stretch.at_after), substantive))
    if edits and (same or any(edit.substantive for edit in edits)):
        return tuple(edits)
    whole = Span(0, len(before), before), Span(0, len(after), after)
    return (Edit("spacing" if same else "word", *whole, not same),)


def _is_sign(stretch: _Stretch, before: str, after: str) -> bool:
    """Whether all that came or went is the sign of a number or an amount: "-€5" is not "€5"."""
    gone, come = ([word for word in side if word.means] for side in (stretch.before, stretch.after))
    if bool(gone) == bool(come):
        return False
    text = before if gone else after
    return all(word.shape == "s" and _AMOUNT.match(text, word.end) for word in gone or come)


def _is_resigned(stretch: _Stretch, before: str, after: str) -> bool:
    """Whether nothing but a picture or an arrow stands in the place of another.

    It does not count where arrows point to the text from its begin, or to more at its end.
    """
    if any(word.means for word in (*stretch.before, *stretch.after)):
        return False
    one, other = (set(signs_in("".join(word.text for word in side))) for side in (stretch.before, stretch.after))
    if not (one - other and other - one):
        return False
    begins = stretch.before[0].start == stretch.after[0].start == 0
    ends = stretch.before[-1].end == len(before) and stretch.after[-1].end == len(after)
    return not ((begins or ends) and one | other <= _BACK_AND_ON)


def _is_slip(before: str, after: str) -> bool:
    one, other = normal_form(before), normal_form(after)
    return odd_sides(Wording(one, before), Wording(other, after), Contrasts(_NO_EVIDENCE)) is not None


def _stretches(before: str, after: str) -> Iterator[_Stretch]:
    here, there = words_of(before), words_of(after)
    steps = Indel.opcodes([word.folded for word in here], [word.folded for word in there])
    start = (0, 0)
    for step in steps:
        if step.tag == "equal":
            i, j = step.src_start, step.dest_start
            if (i, j) != start:
                yield _stretch(here, there, (start[0], i), (start[1], j))
            yield _Stretch("same", here[i : step.src_end], there[j : step.dest_end], 0, 0)
            start = (step.src_end, step.dest_end)
    if start != (len(here), len(there)):
        yield _stretch(here, there, (start[0], len(here)), (start[1], len(there)))


def _stretch(
    here: tuple[Word, ...], there: tuple[Word, ...], before: tuple[int, int], after: tuple[int, int]
) -> _Stretch:
    """A stretch that differs; where one side has no word, it stands behind the word in front of it."""
    at = [
        words[start].start if start < end else (words[start - 1].end if start else 0)
        for words, (start, end) in ((here, before), (there, after))
    ]
    return _Stretch("other", here[slice(*before)], there[slice(*after)], *at)


def _span(text: str, words: Sequence[Word], at: int) -> Span:
    if not words:
        return Span(at, at, "")
    return Span(words[0].start, words[-1].end, text[words[0].start : words[-1].end])


def _form_edits(stretch: _Stretch, before: str, after: str) -> Iterator[Edit]:
    """Words that are the same but for how they are written; those in a row are one edit."""
    pairs = zip(stretch.before, stretch.after, strict=True)
    for kind, group in groupby(pairs, key=lambda pair: _form_kind(*pair)):
        if kind is not None:
            here, there = zip(*group, strict=True)
            yield Edit(kind, _span(before, here, 0), _span(after, there, 0), substantive=False)


def _form_kind(one: Word, other: Word) -> EditKind | None:
    if one.text == other.text:
        return None
    if _QUOTES & (set(one.text) ^ set(other.text)):
        return "quotes"
    if one.shape == "s" and one.folded == "-":
        return "dashes"
    return "case" if one.text.casefold() == other.text.casefold() else "form"


def _kind(stretch: _Stretch) -> tuple[EditKind, bool]:
    """What differs in a stretch, and whether that changes a fact."""
    here, there = ([word for word in side if word.means] for side in (stretch.before, stretch.after))
    if glued([word.folded for word in here]) == glued([word.folded for word in there]):
        return (_punctuation(stretch) if not here and not there else "spacing"), False
    if equal_but_undecoded(*(" ".join(word.text for word in side) for side in (here, there))):
        return "form", False
    words = [*here, *there]
    if {word.folded for word in here} & NEGATIONS != {word.folded for word in there} & NEGATIONS:
        return "negation", True
    if all(_is_date(word) for word in words):
        return "date", True
    for shape, name in _TESTS:
        if found := [word for word in words if word.shape == shape]:
            return name(found[0]), True
    if (counted := _counted(here, there)) is not None:
        return counted, True
    return ("name" if all(_is_name(word) for word in words) else "word"), True


def _is_date(word: Word) -> bool:
    return word.shape == "0" and bool(_YEAR.fullmatch(word.text) or _DATE.fullmatch(word.text))


def _counted(here: Sequence[Word], there: Sequence[Word]) -> EditKind | None:
    """The kind of words that are numbers and letters, where another number of the same letters came; else None."""
    if here and there and all(_HOUR.fullmatch(word.folded) for word in (*here, *there)):
        return "time"
    units = ({match[2] for word in side if (match := _COUNTED.fullmatch(word.folded))} for side in (here, there))
    return "number" if set.intersection(*units) else None


def _number(word: Word) -> EditKind:
    return "time" if _TIME.fullmatch(word.text) else "number"


def _sign(word: Word) -> EditKind:
    return "currency" if unicodedata.category(word.text) == "Sc" else "symbol"


def _address(_: Word) -> EditKind:
    return "address"


_TESTS: tuple[tuple[str, Callable[[Word], EditKind]], ...] = (("0", _number), ("s", _sign), ("h", _address))
"""Of several things that differ in one place, the one that is named."""


def _is_name(word: Word) -> bool:
    """Whether a word has a capital where the beginning of a sentence does not give it one."""
    return word.start > 0 and word.text[0].isupper()


def _punctuation(stretch: _Stretch) -> EditKind:
    signs = {char for word in (*stretch.before, *stretch.after) for char in word.text}
    if signs <= _QUOTES:
        return "quotes"
    return "dashes" if all(unicodedata.category(char) == "Pd" or char == "\u2212" for char in signs) else "punctuation"


def link_edits(before: Sequence[Link], after: Sequence[Link]) -> tuple[Edit, ...]:
    """Links of a record that lead elsewhere than they did; those with the same words in the same order are one link.

    No fact changes by that, unless the link hides a mail address, which browsers show in the place of its words.
    """
    edits = []
    for one, other in _linked(before, after):
        if one is None or other is None or one.href != other.href:
            same = one is not None and other is not None and same_target(one.href) == same_target(other.href)
            here, there = (Span(0, 0, "") if x is None else Span(x.start, x.end, x.href) for x in (one, other))
            shown = one is not None and other is not None and masked_mail(one.href) and masked_mail(other.href)
            edits.append(Edit("tracking" if same else "link", here, there, substantive=bool(shown) and not same))
    return tuple(edits)


def _linked(before: Sequence[Link], after: Sequence[Link]) -> Iterator[tuple[Link | None, Link | None]]:
    """Links as pairs: by their words, in order; of what is left, by order."""
    steps = Indel.opcodes([link.text for link in before], [link.text for link in after])
    i = j = 0
    for step in [*steps, None]:
        if step is not None and step.tag != "equal":
            continue
        ends = (len(before), len(after)) if step is None else (step.src_start, step.dest_start)
        for place in range(max(ends[0] - i, ends[1] - j)):
            one = before[i + place] if i + place < ends[0] else None
            yield one, after[j + place] if j + place < ends[1] else None
        if step is not None:
            yield from zip(before[ends[0] : step.src_end], after[ends[1] : step.dest_end], strict=True)
            i, j = step.src_end, step.dest_end
