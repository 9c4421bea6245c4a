"""Records that were cut otherwise: the rows of a table that became terms and definitions, cards, a list, or lines.

"Monday | 9-17" says what "Monday" and "9-17" say one behind the other: all its words, in their order. A record of one
night is found to be a few lines in a row of the other, in other elements, headings among them, of which nothing is left
over. Where records were cut so, one between the same neighbours that is alike but for a value was cut so, too, and
edited.
"""

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, islice
from typing import TypeAlias

from msgspec import Struct

from scrape_clean.compare.pairing.likeness import SAME, alike, likeness_of
from scrape_clean.compare.pairing.moves import SHORT, renamed_sections
from scrape_clean.compare.pairing.sides import Group, Side
from scrape_clean.compare.text.labels import Labels
from scrape_clean.compare.text.links import masked_mail
from scrape_clean.compare.text.marks import box_of
from scrape_clean.compare.text.markup import markup_of
from scrape_clean.compare.text.words import meaning, meaning_key
from scrape_clean.model import Record

__all__ = ["regrouped"]

MOST_LINES = 12
"""Lines that one record may be: a row with more cells than this is rare, a page cut into words is not looked at."""
_VALUE_WORDS = 3
"""Words of a line that may be a value, edited as a whole."""
MOST_PLACES = 64
"""Places of the same words that are looked at for one record: where more say the same, the first will do."""

_Words: TypeAlias = tuple[str, ...]
_Path: TypeAlias = tuple[str, ...]
_Shape: TypeAlias = tuple[str, ...]
_Place: TypeAlias = tuple[int, int]
"""A run of lines, and the place in it."""
_Near: TypeAlias = int | _Words
"""A record that others stand behind; the words that they begin with."""
_Where: TypeAlias = _Path | str | None
"""A section's path; the key of a heading (`meaning_key`) that lines stand under, whatever is above that; anywhere."""


class _Line(Struct, frozen=True, gc=False):
    """A record without a partner, or a heading that the other night does not have."""

    words: _Words
    kind: str
    section: _Path
    at: int
    """The record's index; -1 of a heading."""
    gap: int
    """The last record in front that is paired, by its index on the side of the wholes; -1 at the start."""


class _Fit(Struct, frozen=True, gc=False):
    """Lines in a row, and their places."""

    lines: tuple[_Line, ...]
    places: tuple[_Place, ...]


_Standing: TypeAlias = Mapping[tuple[_Words, _Where], deque[_Fit]]


class _Cut(Struct, frozen=True):
    """A whole, and the lines that it is on the other night."""

    whole: int
    lines: tuple[_Line, ...]
    likeness: int = SAME


def regrouped(before: Side, after: Side, partner: Mapping[int, int]) -> list[Group]:
    """Find records that are several lines of the other night.

    Args:
        before: The last night.
        after: Tonight.
        partner: The records that are paired already, by their indices.
    """
    split = _cuts(before, after, partner, (frozenset(), frozenset()))
    done = (
        frozenset(at for group in split for at in (group.pair[0], *group.before)),
        frozenset(at for group in split for at in (group.pair[1], *group.after)),
    )
    merged = _cuts(after, before, {other: one for one, other in partner.items()}, (done[1], done[0]))
    return [*split, *(group.turned() for group in merged)]


def _cuts(
    wholes: Side, parts: Side, partner: Mapping[int, int], done: tuple[frozenset[int], frozenset[int]]
) -> list[Group]:
    """Records of one side that are several lines of the other."""
    free = [
        at
        for at, record in enumerate(wholes.records)
        if at not in partner and at not in done[0] and wholes.seen[at] and record.kind != "preformatted"
    ]
    standing = frozenset(meaning_key(name) for record in wholes.records for name in record.section)
    taken = {other: one for one, other in partner.items()} | dict.fromkeys(done[1], -1)
    runs = _runs(parts, taken, standing)
    if not free or not runs:
        return []
    same = list(_exact((wholes, parts), free, runs, renamed_sections(wholes.records, parts.records, partner)))
    if not same:
        return []
    taken |= {line.at: cut.whole for cut in same for line in cut.lines if line.at >= 0}
    anchors = frozenset({*partner, *(cut.whole for cut in same)})
    left = [at for at in free if at not in anchors]
    shapes = {(wholes.records[cut.whole].kind, _shape(cut.lines)) for cut in same}
    edited = _edited(wholes, _wherever(wholes, left, anchors), _runs(parts, taken, standing), shapes)
    headers = _headers(wholes, left, same)
    return [_group(wholes, cut, headers.get(cut.whole, ())) for cut in chain(same, edited)]


def _shape(lines: Sequence[_Line]) -> _Shape:
    return tuple(line.kind for line in lines)


def _runs(side: Side, taken: Mapping[int, int], standing: frozenset[str]) -> list[list[_Line]]:
    """Lines in a row that are free: records that are not taken, headings that do not stand on the other night."""
    runs: list[list[_Line]] = [[]]
    above: _Path = ()
    gap = -1
    for at, record in enumerate(side.records):
        path = record.section
        opened = next((depth for depth, two in enumerate(zip(above, path, strict=False)) if two[0] != two[1]), None)
        for depth in range(min(len(above), len(path)) if opened is None else opened, len(path)):
            if meaning_key(path[depth]) in standing:
                runs.append([])
            else:
                runs[-1].append(_Line(meaning(path[depth]), "heading", path[:depth], -1, gap))
        above = path
        if at in taken:
            gap = taken[at]
            runs.append([])
        elif record.kind == "preformatted":  # every character of it counts
            runs.append([])
        elif words := meaning(side.seen[at]):
            runs[-1].append(_Line(words, record.kind, path, at, gap))
    return [run for run in runs if run]


def _exact(
    sides: tuple[Side, Side], free: Sequence[int], runs: Sequence[Sequence[_Line]], renamed: Mapping[_Path, _Path]
) -> Iterator[_Cut]:
    """Records that say, word for word, what lines in a row say; each line belongs to one of them."""
    wholes, parts = sides
    readings = {whole: tuple(_readings(wholes.records[whole], wholes.seen[whole])) for whole in free}
    labels = Labels(wholes.records[whole] for whole in free)
    bare = {whole: words for whole in free if (words := labels.cells(wholes.records[whole], wholes.seen[whole]))}
    standing = _standing(runs, frozenset(chain.from_iterable(readings.values())), lambda line: line.words)
    labelled = _standing(runs, frozenset(bare.values()), lambda line: labels.without(line.words))
    used: set[_Place] = set()

    def suits(record: Record, fit: _Fit) -> bool:
        several = [parts.records[line.at] for line in fit.lines if line.at >= 0]
        return (
            used.isdisjoint(fit.places)
            and _is_marked_alike(record, several)
            and (len(several) < len(fit.lines) or _is_other_markup(record, several))
        )

    for whole, said in readings.items():
        record = wholes.records[whole]
        place = renamed.get(record.section, record.section)
        likely = [_likely(standing, words, _wheres(record, place, words), used) for words in said]
        if whole in bare:
            several = _likely(labelled, bare[whole], _wheres(record, place, bare[whole]), used)
            likely.append(fit for fit in several if labels.are_those_of(record, [line.words for line in fit.lines]))
        best = [next((fit for fit in several if suits(record, fit)), None) for several in likely]
        if fits := [fit for fit in best if fit]:
            first = min(fits, key=lambda fit: (fit.lines[0].section != place, fit.places[0]))
            used.update(first.places)
            yield _Cut(whole, first.lines)


def _standing(
    runs: Sequence[Sequence[_Line]], wanted: AbstractSet[_Words], said: Callable[[_Line], _Words]
) -> _Standing:
    """Where lines in a row have just some words: under these headings, under one of that name, anywhere; in order.

    The last line is a record: a heading stands above what follows.
    """
    lengths = set(map(len, wanted))
    longest = max(lengths, default=0)
    found: dict[tuple[_Words, _Where], deque[_Fit]] = defaultdict(deque)
    for number, run in enumerate(runs) if wanted else ():
        words_of = [said(line) for line in run]
        for at, first in enumerate(run):
            length = 0
            for end, line in enumerate(run[at : at + MOST_LINES], at + 1):
                length += len(words_of[end - 1])
                if length > longest:
                    break
                if line.at < 0 or length not in lengths:
                    continue
                words = tuple(chain.from_iterable(words_of[at:end]))
                if words in wanted:
                    fit = _Fit(tuple(run[at:end]), tuple((number, place) for place in range(at, end)))
                    for where in (first.section, *map(meaning_key, first.section[-1:]), None):
                        found[words, where].append(fit)
    return found


def _wheres(record: Record, place: _Path, words: _Words) -> tuple[_Where, ...]:
    """Where lines may stand that a record became: in its place, or where they say by themselves what they say it of.

    As in `restated`.
    """
    if len(words) > SHORT or record.links:
        return (place, None)
    return (place, *map(meaning_key, place[-1:]))


def _likely(standing: _Standing, words: _Words, wheres: Sequence[_Where], used: AbstractSet[_Place]) -> Iterator[_Fit]:
    """Lines that may be a record with some words, the likeliest first."""
    for where in wheres:
        fits = standing.get((words, where), deque())
        while fits and not used.isdisjoint(fits[0].places):
            fits.popleft()
        yield from islice(fits, MOST_PLACES)


def _readings(record: Record, seen: str) -> Iterator[_Words]:
    """The words of a record; of a row besides with the header of each cell in front, or of each but the first."""
    yield meaning(seen)
    if seen == record.text and any(cell.header for cell in record.cells):
        cells = [(meaning(cell.header), meaning(cell.text)) for cell in record.cells]
        yield tuple(word for header, text in cells for word in (*header, *text))
        yield (*cells[0][1], *(word for header, text in cells[1:] for word in (*header, *text)))


def _is_marked_alike(record: Record, parts: Sequence[Record]) -> bool:
    """Whether all are ticked, crossed out or struck through, or none is; and the same mail addresses are hidden."""
    mails = [[mail for link in one.links if (mail := masked_mail(link.href))] for one in (record, *parts)]
    same_mails = mails[0] == list(chain.from_iterable(mails[1:]))
    return same_mails and {box_of(record.marker)} == {box_of(one.marker) for one in parts}


def _is_other_markup(record: Record, parts: Sequence[Record]) -> bool:
    """Whether parts stand in other elements than the whole did; what was split in the same ones, somebody rewrote."""
    return {markup_of(record)} != set(map(markup_of, parts))


def _wherever(wholes: Side, left: Sequence[int], anchors: frozenset[int]) -> dict[int, tuple[_Near, ...]]:
    """Where the lines may be that each record that is left was cut into, and edited.

    Behind the last one in front that is paired (-1 at the start), or wherever its first cell is.
    """
    ordered = sorted(anchors)
    found: dict[int, tuple[_Near, ...]] = {}
    for at in left:
        gap = ordered[place - 1] if (place := bisect_left(ordered, at)) else -1
        found[at] = gap, *islice((meaning(cell.text) for cell in wholes.records[at].cells if cell.text), 1)
    return found


def _each_adds(whole: str, lines: Sequence[_Line]) -> bool:
    """Whether every line of more than a few words has half of them in the record: no other record joined to it."""
    spare = Counter(meaning(whole))
    for line in lines:
        words = Counter(line.words)
        common = words & spare
        if words.total() > _VALUE_WORDS and 2 * common.total() < words.total():
            return False
        spare -= common
    return True


def _edited(
    wholes: Side,
    left: Mapping[int, Sequence[_Near]],
    runs: Sequence[Sequence[_Line]],
    shapes: AbstractSet[tuple[str, _Shape]],
) -> Iterator[_Cut]:
    """Records that were cut as others were, but for a value: alike, and between the same neighbours or of one name."""
    windows = _windows(runs, {shape for _, shape in shapes})
    together: dict[tuple[_Near, str], list[int]] = defaultdict(list)
    for one, places in left.items():
        for near in places:
            together[near, wholes.records[one].kind].append(one)
    found = []
    for (near, kind), ones in together.items():
        several = [lines for of, shape in sorted(shapes) if of == kind for lines in windows.get((near, shape), ())]
        texts = [" ".join(word for line in lines for word in line.words) for lines in several]
        for (at, number), scores in likeness_of([wholes.seen[one] for one in ones], texts).items() if texts else ():
            if alike(*scores, in_place=True) and _each_adds(wholes.seen[ones[at]], several[number]):
                found.append((-min(SAME - 1, max(scores)), ones[at], number, several[number]))
    used: set[int] = set()
    done: set[int] = set()
    for score, one, _, lines in sorted(found, key=lambda item: item[:3]):
        records = {line.at for line in lines if line.at >= 0}
        if one not in done and used.isdisjoint(records):
            used |= records
            done.add(one)
            yield _Cut(one, lines, -score)


def _windows(
    runs: Sequence[Sequence[_Line]], shapes: AbstractSet[_Shape]
) -> dict[tuple[_Near, _Shape], list[tuple[_Line, ...]]]:
    """Lines in a row of some shapes that stand between the same neighbours, by the one in front and by their first."""
    found: dict[tuple[_Near, _Shape], list[tuple[_Line, ...]]] = defaultdict(list)
    for shape in sorted(shapes):
        for run in runs:
            for at in range(len(run) - len(shape) + 1):
                lines = tuple(run[at : at + len(shape)])
                if _shape(lines) == shape and len({line.gap for line in lines}) == 1:
                    found[lines[0].gap, shape].append(lines)
                    found[lines[0].words, shape].append(lines)
    return found


def _headers(wholes: Side, left: Sequence[int], cuts: Sequence[_Cut]) -> dict[int, tuple[int, ...]]:
    """Header rows whose labels stand in each line now, by the first record below them that has them there."""
    below = {}
    for cut in reversed(cuts):
        record = wholes.records[cut.whole]
        labels = sum(len(line.words) for line in cut.lines) - len(meaning(wholes.seen[cut.whole]))
        if labels and labels >= sum(len(meaning(cell.header)) for cell in record.cells[1:]):
            below[tuple(cell.header for cell in record.cells)] = cut.whole
    found: dict[int, tuple[int, ...]] = defaultdict(tuple)
    for at in left:
        record = wholes.records[at]
        if (
            record.kind == "table_header"
            and (first := below.get(tuple(cell.text for cell in record.cells))) is not None
        ):
            found[first] += (at,)
    return found


def _group(wholes: Side, cut: _Cut, headers: tuple[int, ...]) -> Group:
    """The line that tells the most goes on under the record's id: the one with an edit, the longest, the last."""
    labels = (meaning(cell.header) for cell in wholes.records[cut.whole].cells)
    spare = Counter(chain(meaning(wholes.seen[cut.whole]), *labels))
    records = [line for line in cut.lines if line.at >= 0]
    new = {line.at: (Counter(line.words) - spare).total() if cut.likeness < SAME else 0 for line in records}
    main = max(records, key=lambda line: (new[line.at], len(line.words), line.at))
    others = tuple(line.at for line in records if line is not main and not new[line.at])
    headings = tuple(" ".join(line.words) for line in cut.lines if line.at < 0)
    return Group((cut.whole, main.at), cut.likeness, headers, others, headings)
