"""Headings that state something else than before: "Fees 2024", and "Fees 2025" above the same list."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from scrape_clean.compare.changes import Edit, Span
from scrape_clean.compare.pairing.moves import renamed_sections, told_by_records
from scrape_clean.compare.text.edits import text_edits
from scrape_clean.compare.text.words import meaning, meaning_key, words_of
from scrape_clean.dedupe.normalization.ordinals import behind_ordinal
from scrape_clean.dedupe.normalization.terms import is_term
from scrape_clean.model import Record
from scrape_clean.parse.cues import starts_with_month
from scrape_clean.parse.markers import read_marker
from scrape_clean.parse.sentences import SENTENCE_END
from scrape_clean.parse.series import counted, is_number
from scrape_clean.records.annotate import annotate

__all__ = ["Headings", "restated_headings", "same_day"]

_Path: TypeAlias = tuple[str, ...]
_COUNT = re.compile(r"\s*[(\[]\s*(?!(?:1[89]|20)\d\d\b)\d[\d.,\s]*[)\]]\s*$")
"""How many there are of what stands under a heading; no year."""
_BARE = re.compile(r"(\d{1,2})\s+(?=[^\W\d_])")
ENOUGH = 3
"""Counted headings side by side whose numbers may come or go: "1. League" and "2. Cup" may be names."""
_LEVELS = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)[.:]?\s+(?=[^\W\d_])")
FEWEST_CARDS = 3
"""Sections side by side that are built alike, so that their headings may be titles of cards ..."""
CARDS = 2 / 3
"""... and the share of all sections there that they must be."""


class Headings:
    """What the headings of two nights say, without numbers that they count with: "4.10 Fees" is what "4.9 Fees" was."""

    def __init__(self, before: Sequence[Record], after: Sequence[Record], language: str | None) -> None:
        """Look at all of them; dates are read in the page's language (a BCP 47 tag)."""
        self._language = language
        self._counted = _counted(before), _counted(after)

    def differ(self, one: _Path, other: _Path) -> bool:
        """Whether the last headings of two sections say something else."""
        edits = text_edits(*self.without(one, other))
        return any(edit.substantive for edit in edits) and not same_day(one[-1], other[-1], self._language)

    def without(self, one: _Path, other: _Path) -> tuple[str, str]:
        """The last headings of two sections, each without its number if both are counted.

        Or if one is, with others beside it, and the other one says the rest of it.
        """
        counted = self._counted[0].get(one), self._counted[1].get(other)
        if counted[0] and counted[1]:
            return counted[0].rest, counted[1].rest
        number, plain = counted[0] or counted[1], other[-1] if counted[0] else one[-1]
        if number and number.in_list and meaning_key(number.rest) == meaning_key(plain):
            return plain, plain
        return one[-1], other[-1]


class _Counted(Struct, frozen=True):
    """A heading that is counted."""

    rest: str
    """What stands behind its number."""
    in_list: bool
    """Whether so many beside it are counted, too, that the number may come or go: "1. League" alone is a name."""


def _counted(records: Sequence[Record]) -> dict[_Path, _Counted]:
    paths = dict.fromkeys(record.section[:depth] for record in records for depth in range(1, len(record.section) + 1))
    markers = [(path, read_marker(path[-1])) for path in paths]
    lines = [
        (path[:-1], marker, path[-1][marker.end :]) if marker and is_number(marker) else None
        for path, marker in markers
    ]
    found = counted(lines, alone=False)
    sure = [(path, line) for path, line, is_counted in zip(paths, lines, found, strict=True) if line and is_counted]
    rests = {path: line[2] for path, line in sure} | _behind_bare_numbers(paths) | _behind_nested_numbers(paths)
    beside = Counter(path[:-1] for path in rests)
    return {path: _Counted(rest, beside[path[:-1]] >= ENOUGH) for path, rest in rests.items()}


def _behind_nested_numbers(paths: Iterable[_Path]) -> dict[_Path, str]:
    """What stands behind "4.3" above "4.3.1" and "4.3.2", and behind these: they count on from the first."""
    numbers = {path: _LEVELS.match(path[-1]) for path in paths}
    inside: dict[_Path, list[_Path]] = defaultdict(list)
    for path in numbers:
        inside[path[:-1]].append(path)
    found: dict[_Path, str] = {}
    for outer, several in inside.items():
        number = numbers.get(outer)
        wanted = [f"{number[1]}.{place}" for place in range(1, len(several) + 1)] if number else []
        if number and [match and match[1] for match in map(numbers.get, several)] == wanted:
            found |= {path: path[-1][match.end() :] for path in (outer, *several) if (match := numbers[path])}
    return found


def _behind_bare_numbers(paths: Iterable[_Path]) -> dict[_Path, str]:
    """What stands behind "1 " and "2 ", where all headings side by side count on from the first."""
    beside: dict[_Path, list[tuple[_Path, re.Match[str] | None]]] = defaultdict(list)
    for path in paths:
        beside[path[:-1]].append((path, _BARE.match(path[-1])))
    found: dict[_Path, str] = {}
    for several in beside.values():
        numbers = [int(number[1]) if number else -1 for _, number in several]
        rests = {path: path[-1][number.end() :] for path, number in several if number}
        in_order = numbers[0] in (0, 1) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        if in_order and len(numbers) > 1 and len(set(rests.values())) == len(numbers):
            found |= rests
    return found


def restated_headings(
    before: Sequence[Record],
    after: Sequence[Record],
    partner: Mapping[int, int],
    rest_of: Callable[[str], str],
    language: str | None = None,
) -> dict[int, tuple[Edit, ...]]:
    """Tell of each heading with another date, number or negation once, at the first record under it.

    Another wording of a heading changes no fact of the records under it, unless it is the title of a card: of people
    with a telephone and a room each, it is the name. Nor do its ordinal ("3. Fees") or how many records there are
    ("News (12)"), which change with the list; nor that its date is tomorrow's, then today's.

    Args:
        before: Records of the last night.
        after: Records of tonight.
        partner: Who is who, by their indices.
        rest_of: Takes off what is to be ignored.
        language: BCP 47 tag of the page, by which dates are read.

    Returns:
        Edits, from the top down, by the index before of the record that they are told of.
    """
    restated: dict[tuple[_Path, _Path], Edit] = {}
    renamed = renamed_sections(before, after, partner)
    if not renamed:
        return {}
    headings = Headings(before, after, language)
    told, cards = told_by_records(before), (_cards(before), _cards(after))
    for parts in dict.fromkeys(parts for path, now in renamed.items() for parts in _differing(path, now)):
        if parts[0] in told:
            continue
        is_title = parts[0] in cards[0] and parts[1] in cards[1]
        if same_day(parts[0][-1], parts[1][-1], language):
            continue
        if _states_another(*map(rest_of, headings.without(*parts)), is_title=is_title):
            old, new = (Span(0, len(each[-1]), each[-1]) for each in parts)
            restated[parts] = Edit("heading", old, new, substantive=True)
    found: dict[int, tuple[Edit, ...]] = {}
    for one, other in sorted(partner.items(), key=lambda item: item[1]) if restated else ():
        differing = _differing(before[one].section, after[other].section)
        if edits := tuple(restated.pop(parts) for parts in differing if parts in restated):
            found[one] = edits
    return found


def same_day(one: str, other: str, language: str | None) -> bool:
    """Whether headings name the same date, and differ in how far off that is alone: "Tomorrow, 4 March", "4 March"."""
    if one == other or not all(any(map(str.isdecimal, text)) for text in (one, other)):
        return False
    fixed = _with_fixed_date(one, language)
    return fixed is not None and fixed == _with_fixed_date(other, language)


def _with_fixed_date(text: str, language: str | None) -> str | None:
    """A heading's key without words as "tomorrow" beside a date that stays what it is; None where there is no such."""
    dates = [found for found in annotate(text, language=language) if found.kind == "date"]
    fixed = [found for found in dates if any(map(str.isdecimal, found.text))]
    for found in reversed(dates if fixed else []):
        if found not in fixed and not any(_are_terms(word.text, "weekday", "month") for word in words_of(found.text)):
            text = text[: found.start] + " " + text[found.end :]
    return meaning_key(text) if fixed else None


def _differing(path: _Path, now: _Path) -> list[tuple[_Path, _Path]]:
    """The sections of each heading that differs in two paths, from the top down; none where levels came or went."""
    if len(path) != len(now):
        return []
    levels = enumerate(zip(path, now, strict=True), 1)
    return [(path[:depth], now[:depth]) for depth, (one, other) in levels if one != other]


def _cards(records: Sequence[Record]) -> set[_Path]:
    """Sections side by side, most of which say the same of different things: each has its "Telephone: ..."."""
    inside = {record.section[:-1] for record in records if record.section}
    beside: dict[_Path, dict[_Path, list[Record]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        if record.section and record.section not in inside:
            beside[record.section[:-1]][record.section].append(record)
    found: set[_Path] = set()
    for sections in beside.values():
        shapes = Counter(_shape(lines) for lines in sections.values())
        shape, times = shapes.most_common(1)[0]
        alike = [path for path, lines in sections.items() if _shape(lines) == shape]
        if times >= max(FEWEST_CARDS, CARDS * len(sections)) and _have_labels([sections[path] for path in alike]):
            found.update(alike)
    return found


def _shape(lines: Sequence[Record]) -> tuple[str, ...]:
    return tuple(line.kind for line in lines)


def _have_labels(cards: Sequence[Sequence[Record]]) -> bool:
    """Whether in some place most of the cards begin or end with one word, and not as sentences do."""
    for lines in zip(*cards, strict=True):
        words = [meaning(line.text) for line in lines if not line.text.endswith(SENTENCE_END)]
        for at in (0, -1):
            labels = Counter(line[at] for line in words if len(line) > 1 and not line[at][0].isdigit())
            if labels and labels.most_common(1)[0][1] >= CARDS * len(cards):
                return True
    return False


def _states_another(one: str, other: str, *, is_title: bool) -> bool:
    texts = [_COUNT.sub("", _without_ordinal(text)) for text in (one, other)]
    return any(is_title or _is_fact(edit) for edit in text_edits(*texts) if edit.substantive)


def _without_ordinal(text: str) -> str:
    """A heading without its number; "4. Mai" is a day."""
    parts = behind_ordinal(text)
    return text if parts is None or starts_with_month(parts[1]) else parts[1]


def _is_fact(edit: Edit) -> bool:
    """Whether a value took the place of a value, or a negation came or went."""
    both = edit.before.text, edit.after.text
    if edit.kind in ("date", "number"):
        return all(any(map(str.isdigit, text)) for text in both)
    return edit.kind == "negation" or any(all(_are_terms(text, kind) for text in both) for kind in ("month", "weekday"))


def _are_terms(text: str, *kinds: str) -> bool:
    words = words_of(text)
    return bool(words) and all(any(is_term(word.folded, kind) for kind in kinds) for word in words)
