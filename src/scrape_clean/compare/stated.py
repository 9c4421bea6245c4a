"""What two texts state in standard form (their annotations), and what of it changed."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import zip_longest
from typing import TypeAlias

from scrape_clean.compare.changes import AnnotationChange
from scrape_clean.model import Annotation, Record

__all__ = ["annotation_changes"]


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
