"""Headings that state something else than before: "Fees 2024", and "Fees 2025" above the same list."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from scrape_clean.compare.changes import Edit, Span
from scrape_clean.compare.edits import text_edits
from scrape_clean.compare.moves import renamed_sections, told_by_records
from scrape_clean.compare.words import words_of
from scrape_clean.dedupe.ordinals import behind_ordinal
from scrape_clean.dedupe.terms import is_term
from scrape_clean.model import Record

__all__ = ["restated_headings"]

_Path: TypeAlias = tuple[str, ...]
_COUNT = re.compile(r"\s*[(\[]\s*(?!(?:1[89]|20)\d\d\b)\d[\d.,\s]*[)\]]\s*$")
"""How many there are of what stands under a heading; no year."""


def restated_headings(
    before: Sequence[Record], after: Sequence[Record], partner: Mapping[int, int], rest_of: Callable[[str], str]
) -> dict[int, Edit]:
    """Tell of each heading with another date, number or negation once, at the first record under it.

    Another wording of a heading changes no fact of the records under it. Nor do its ordinal ("3. Fees") or how many
    records there are ("News (12)"), which change with the list.

    Args:
        before: Records of the last night.
        after: Records of tonight.
        partner: Who is who, by their indices.
        rest_of: Takes off what is to be ignored.

    Returns:
        Edits by the index before of the record that they are told of.
    """
    restated: dict[tuple[_Path, _Path], Edit] = {}
    told = told_by_records(before)
    for path, now in renamed_sections(before, after, partner).items():
        parts = _one_heading(path, now)
        if parts is None or parts in restated or parts[0] in told:
            continue
        if _states_another(*(rest_of(each[-1]) for each in parts)):
            old, new = (Span(0, len(each[-1]), each[-1]) for each in parts)
            restated[parts] = Edit("heading", old, new, substantive=True)
    found: dict[int, Edit] = {}
    for one, other in sorted(partner.items(), key=lambda item: item[1]) if restated else ():
        parts = _one_heading(before[one].section, after[other].section)
        if parts is not None and (edit := restated.pop(parts, None)):
            found[one] = edit
    return found


def _one_heading(path: _Path, now: _Path) -> tuple[_Path, _Path] | None:
    """The sections of the one heading that differs in two paths; None if none does, or several do."""
    differing = [depth for depth, (one, other) in enumerate(zip(path, now, strict=False)) if one != other]
    if len(path) != len(now) or len(differing) != 1:
        return None
    return path[: differing[0] + 1], now[: differing[0] + 1]


def _states_another(one: str, other: str) -> bool:
    texts = [_COUNT.sub("", parts[1] if (parts := behind_ordinal(text)) else text) for text in (one, other)]
    return any(_is_fact(edit) for edit in text_edits(*texts) if edit.substantive)


def _is_fact(edit: Edit) -> bool:
    """Whether a value took the place of a value, or a negation came or went."""
    both = edit.before.text, edit.after.text
    if edit.kind in ("date", "number"):
        return all(any(map(str.isdigit, text)) for text in both)
    return edit.kind == "negation" or any(all(_are_terms(text, kind) for text in both) for kind in ("month", "weekday"))


def _are_terms(text: str, kind: str) -> bool:
    words = words_of(text)
    return bool(words) and all(is_term(word.folded, kind) for word in words)
