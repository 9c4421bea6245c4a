"""What two texts state in standard form (their annotations), and what of it changed."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, zip_longest
from typing import TypeAlias

from scrape_clean.compare.changes import AnnotationChange, Span
from scrape_clean.compare.text.words import words_of
from scrape_clean.dedupe.normalization.terms import is_term
from scrape_clean.model import Annotation, Record

__all__ = ["Dates", "annotation_changes", "says_the_same"]

_REWRITTEN = ("date", "money", "percent", "phone", "measure", "quantity")
"""Kinds whose values can be written in several ways."""
_IN_FIGURES = re.compile(r"(?<!\d)(?<!\d[./-])(\d{1,2})[./-](\d{1,2})(?!\d)")
_MONTHS = 12

_Stated: TypeAlias = tuple[str, str, str | None]


def annotation_changes(before: Record, after: Record) -> tuple[AnnotationChange, ...]:
    """Annotations that came, went or have another value: "date 2023 -> 2024".

    Those that state the same, wherever it stands in the text, are left out. Of each kind the others are paired in their
    order.
    """
    if before.text == after.text or before.annotations == after.annotations:
        return ()
    gone = _left(before.annotations, Counter(map(_stated, after.annotations)))
    come = _left(after.annotations, Counter(map(_stated, before.annotations)))
    kinds = dict.fromkeys(one.kind for one in (*before.annotations, *after.annotations))
    return tuple(
        AnnotationChange(kind, one, other) for kind in kinds for one, other in zip_longest(gone[kind], come[kind])
    )


def says_the_same(before: Record, after: Record) -> bool:
    """Whether two texts differ only in how they write values: "€5.50" or "5,50 €", "5 May 2031" or "2031-05-05".

    Value by value both state the same, with the same words around. "Monday 5 May" is not "Tuesday 5 May" whatever the
    value, a date in figures whose day may be its month is only itself, and figures of versions and counts stay.
    """
    if not (before.annotations and after.annotations):
        return False
    values = _values(before.annotations), _values(after.annotations)
    pairs = list(zip(*values, strict=False))
    return (
        0 < len(pairs) == len(values[0]) == len(values[1])
        and all(_stated(one) == _stated(other) for one, other in pairs)
        and _between(before.text, values[0]) == _between(after.text, values[1])
        and all(_is_rewritten(one, other) for one, other in pairs)
    )


def _values(annotations: Iterable[Annotation]) -> list[Annotation]:
    """Values that can be written in several ways, in order, none within another."""
    found: list[Annotation] = []
    known = [one for one in annotations if one.kind in _REWRITTEN and one.value and one.role != "relative"]
    for one in sorted(known, key=lambda one: (one.start, -one.end, _REWRITTEN.index(one.kind))):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return found


def _between(text: str, values: Sequence[Annotation]) -> list[str | None]:
    """What a text says, with None in the place of each value."""
    said: list[str | None] = []
    waiting = list(reversed(values))
    for word in words_of(text):
        while waiting and waiting[-1].end <= word.start:
            said.append(None)
            waiting.pop()
        inside = waiting and waiting[-1].start <= word.start and word.end <= waiting[-1].end
        if word.means and not inside:
            said.append(word.folded)
    return said + [None] * len(waiting)


def _is_rewritten(one: Annotation, other: Annotation) -> bool:
    """Whether two ways to write a value say nothing besides it that differs: a weekday, a noun, a sign."""
    if one.text == other.text:
        return True
    words = [Counter((word.folded, word.shape) for word in words_of(side.text) if word.means) for side in (one, other)]
    differ = (words[0] - words[1]) + (words[1] - words[0])
    if not all(_is_part_of_value(word, shape, one) for word, shape in differ):
        return False
    if one.kind in ("money", "phone"):
        return True
    if one.kind == "date":
        return not (_is_ambiguous(one.text) or _is_ambiguous(other.text))
    return _figures(one.text) == _figures(other.text)


def _is_ambiguous(date: str) -> bool:
    """Whether a date is in figures of which two may be the month."""
    found = _IN_FIGURES.search(date)
    return found is not None and found[1] != found[2] and max(int(found[1]), int(found[2])) <= _MONTHS


def _figures(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


class Dates:
    """Where the dates of a record stand; looked up in the time that a search in order takes."""

    def __init__(self, record: Record) -> None:
        """Of the record's annotations."""
        found = sorted((one.start, one.end) for one in record.annotations if one.kind == "date")
        self._starts = [start for start, _ in found]
        self._ends = list(accumulate((end for _, end in found), max))
        """How far the dates up to each reach."""

    def hold(self, span: Span) -> bool:
        """Whether a span lies in a date."""
        before = bisect_right(self._starts, span.start)
        return before > 0 and self._ends[before - 1] >= span.end

    def meet(self, span: Span) -> bool:
        """Whether a span and a date overlap."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._ends[before - 1] > span.start


def _is_part_of_value(word: str, shape: str, annotation: Annotation) -> bool:
    if any(map(str.isdigit, word)):
        return True
    if annotation.kind == "money":
        code = (annotation.value or "").rpartition(" ")[2].casefold()
        return word == code or is_term(word, "currency") or (shape == "s" and unicodedata.category(word[0]) == "Sc")
    return annotation.kind == "date" and is_term(word, "month")


def _stated(annotation: Annotation) -> _Stated:
    resolved = annotation.role == "relative" and not (annotation.value or "").startswith("XXXX")
    value = None if resolved else annotation.value  # "last week" says the same whatever the day of the capture
    return annotation.kind, value or annotation.text, annotation.role


def _left(
    annotations: Iterable[Annotation], known: Counter[tuple[str, str, str | None]]
) -> dict[str, list[Annotation]]:
    """The annotations of each kind that the other text does not state, too; as often as it does not."""
    left: defaultdict[str, list[Annotation]] = defaultdict(list)
    for annotation in annotations:
        stated = _stated(annotation)
        if known[stated]:
            known[stated] -= 1
        else:
            left[annotation.kind].append(annotation)
    return left
