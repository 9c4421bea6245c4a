"""References to sections that have another number now: "see section 44.4", and 44.5 since a section was put in."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TypeAlias

from msgspec.structs import replace

from scrape_clean.compare.changes import Edit, Span
from scrape_clean.compare.pairing.sides import Side
from scrape_clean.compare.text.links import identity, same_target
from scrape_clean.compare.text.marks import is_resigned
from scrape_clean.compare.text.numbered import SECTION_LABELS
from scrape_clean.compare.text.words import meaning_key
from scrape_clean.model import Link, Record

__all__ = ["References"]

_Titles: TypeAlias = tuple[str, ...]
_Named: TypeAlias = dict[str, _Titles]
_NUMBERED = re.compile(
    r"(?:[^\W\d_]{3,12}\s)?"
    r"(?:(\d{1,3}(?:\.\d{1,3}){0,5})[.:)]?|([A-Z](?:\.\d{1,3}){1,5})[.:)]?|([A-Z]|[IVXLC]{1,7})[.:)])\s+(?=\S)"
)
_NUMBER = re.compile(
    r"(?:([^\W\d_]{3,12})\s|(?<![\w.]))"
    r"(\d{1,3}(?:\.\d{1,3}){0,5}|[A-Z](?:\.\d{1,3}){0,5}|[IVXLC]{1,7})(?![\w%]|\.\d)"
)


class References:
    """Which numbers of sections name the same section on both nights."""

    def __init__(self, before: Side, after: Side) -> None:
        """Look at the headings when they are asked for: few records refer to one."""
        self._sides = before, after

    @cached_property
    def _named(self) -> tuple[_Named, _Named]:
        return _titles(self._sides[0].records), _titles(self._sides[1].records)

    def without(self, edits: tuple[Edit, ...], before: Record, after: Record) -> tuple[Edit, ...]:
        """Edits of a record, those of no substance that replace a section's number by the one that it has now.

        It must be a link to one place of the page on both nights, and the section have the same title there.
        """
        if not (before.links and after.links and any(edit.substantive for edit in edits)):
            return edits
        found = list(self._renumbered(before, after))
        if not found:
            return edits
        same = meaning_key(_masked(before.text, [one for one, _ in found])) == meaning_key(
            _masked(after.text, [other for _, other in found])
        )
        return tuple(
            replace(edit, kind="link", substantive=False)
            if _is_of_words(edit) and (same or (edit.before, edit.after) in found)
            else edit
            for edit in edits
        )

    def _renumbered(self, before: Record, after: Record) -> Iterator[tuple[Span, Span]]:
        """Numbers in links of a record, each with what it is now."""
        if len(before.links) != len(after.links):
            return
        for one, other in zip(before.links, after.links, strict=True):
            if one.text == other.text or same_target(one.href) != same_target(other.href):
                continue
            if any(
                "#" not in link.href or identity(link.href, side.url)
                for link, side in zip((one, other), self._sides, strict=True)
            ):
                continue
            spans = list(_numbers(before.text, one)), list(_numbers(after.text, other))
            if len(spans[0]) == len(spans[1]):
                yield from (pair for pair in zip(*spans, strict=True) if self._is_same_section(*pair))

    def _is_same_section(self, one: Span, other: Span) -> bool:
        titles = self._named[0].get(one.text)
        return one.text != other.text and titles is not None and titles == self._named[1].get(other.text)


def _titles(records: Sequence[Record]) -> _Named:
    """For each number that one heading has the titles from the top down to that heading, without their numbers."""
    paths = dict.fromkeys(record.section[:depth] for record in records for depth in range(1, len(record.section) + 1))
    found: dict[str, list[_Titles]] = defaultdict(list)
    for path in paths:
        if number := _NUMBERED.match(path[-1]):
            name = next(filter(None, number.groups()))
            found[name].append(tuple(meaning_key(_NUMBERED.sub("", text, count=1)) for text in path))
    return {name: several[0] for name, several in found.items() if len(several) == 1}


def _numbers(text: str, link: Link) -> Iterator[Span]:
    """What in a link can only be the number of a section: it has levels, or a name ("Chapter 4"); "4" may count."""
    for number in _NUMBER.finditer(text, link.start, link.end):
        if "." in number[2] or (number[1] or "").casefold() in SECTION_LABELS:
            yield Span(number.start(2), number.end(2), number[2])


def _masked(text: str, spans: Sequence[Span]) -> str:
    for span in sorted(spans, key=lambda span: -span.start):
        text = text[: span.start] + " \u00a7 " + text[span.end :]
    return text


def _is_of_words(edit: Edit) -> bool:
    return edit.substantive and edit.kind not in ("heading", "mark") and not is_resigned(edit)
