"""Annotations of all annotators as one row: in order, and overlapping only where one lies in another."""

from collections.abc import Iterable
from typing import Final

from scrape_clean.model import Annotation

__all__ = ["merged", "spans_of"]

_RANK: Final = {
    kind: rank
    for rank, kind in enumerate(
        (
            "url",
            "email",
            "phone",
            "date",
            "money",
            "percent",
            "acronym",
            "title",
            "country",
            "quantity",
            "measure",
            "name",
            "label",
        )
    )
}
"""Which kind stays where two overlap in part; kinds of the user's own come first."""
_WHOLE: Final = frozenset(("url", "email", "phone"))
"""Nothing else is read inside these."""
_COUNTED: Final = frozenset(("quantity", "measure", "money", "percent"))
_NESTING: Final = frozenset(("title", "acronym"))
"""Kinds that may lie in one of their own."""
_CELL: Final = 64
"""Characters to a cell of the index of what is kept."""


def spans_of(found: Iterable[Annotation]) -> list[tuple[int, int]]:
    """The spans of some annotations in order, for those who must not read inside them."""
    return sorted((one.start, one.end) for one in found if one.value)


def merged(found: Iterable[Annotation]) -> tuple[Annotation, ...]:
    """All annotations in order of place, the wider one first, without those that cross or repeat another."""
    found = tuple(found)
    if len(found) < 2:
        return found
    index: dict[int, list[Annotation]] = {}
    kept: list[Annotation] = []
    for one in sorted(found, key=_precedence):
        start, end = one.start, one.end
        cells = range(start // _CELL, (end - 1) // _CELL + 1)
        if any(
            start < other.end and other.start < end and _clash(other, one)
            for cell in cells
            for other in index.get(cell, ())
        ):
            continue
        kept.append(one)
        for cell in cells:
            index.setdefault(cell, []).append(one)
    return tuple(
        sorted(kept, key=lambda one: (one.start, -one.end, _RANK.get(one.kind, -1), one.kind, one.value or ""))
    )


def _precedence(one: Annotation) -> tuple[int, bool, int, int, str, str]:
    return _RANK.get(one.kind, -1), one.role == "relative", one.start, -one.end, one.kind, one.value or ""


def _clash(kept: Annotation, one: Annotation) -> bool:
    """Whether an annotation cannot stand beside one that is kept, which it overlaps."""
    inside = kept.start <= one.start and one.end <= kept.end
    around = one.start <= kept.start and kept.end <= one.end
    if not (inside or around):
        return True
    if kept.kind in _WHOLE and inside:
        return True
    if kept.kind == "title" and (one.kind in _COUNTED or one.kind == "name"):
        return True
    if kept.kind == "money" and one.kind == "country":
        return True  # "US-Dollar"
    if one.kind == kept.kind:
        return one.kind not in _NESTING or (inside and around)
    return one.kind == "name" and inside and around
