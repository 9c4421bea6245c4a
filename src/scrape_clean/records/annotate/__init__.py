"""What a text says that other systems want as fields: dates, quantities, money, names, links, each with its place."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from msgspec import structs

from scrape_clean.arguments import day_of
from scrape_clean.model import Annotation
from scrape_clean.records.annotate.acronyms import acronyms
from scrape_clean.records.annotate.countries import countries
from scrape_clean.records.annotate.dates import dates
from scrape_clean.records.annotate.dates.clock import times
from scrape_clean.records.annotate.dates.relative import relative_dates
from scrape_clean.records.annotate.labels import labels
from scrape_clean.records.annotate.language import detect
from scrape_clean.records.annotate.links import addresses, phones
from scrape_clean.records.annotate.merge import merged, spans_of
from scrape_clean.records.annotate.names import names
from scrape_clean.records.annotate.own import Annotator, checked
from scrape_clean.records.annotate.quantities import prepare, quantities
from scrape_clean.records.annotate.reading import Reading, read
from scrape_clean.records.annotate.titles import titles
from scrape_clean.records.annotate.words import primary

__all__ = ["annotate", "annotate_all"]

_LONGEST_PIECE: Final = 100_000
"""Characters read in one go; no paragraph that people write has as many."""

_INVISIBLE: Final = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Where a word may be broken, or must not: no part of it."""


def annotate(
    text: str,
    *,
    language: str | None = None,
    date: dt.date | None = None,
    annotators: Sequence[Annotator] = (),
) -> tuple[Annotation, ...]:
    """Find what a text says that has a standard form, each with its place.

    Args:
        text: One bullet, paragraph or row.
        language: A BCP 47 tag (``de``, ``en-GB``); found out from the text when None. A region settles whether 3/4/2024
            is in March or April, whose dollars "$" are, and how telephone numbers without a country code are read.
        date: The day on which the page was captured: what "last week" is counted from; a moment counts as its day.
            Without it, what is relative has no value.
        annotators: The user's own, besides the built-in ones.

    Returns:
        In order of place, the wider one first. Offsets count code points; two overlap only where one lies in the other.
        A function of its arguments alone.

    Raises:
        PluginError: One of ``annotators`` failed, or broke the rules for annotations.
        UsageError: ``date`` is no date.
    """
    return annotate_all([text], language=language, date=date, annotators=annotators)[0]


def annotate_all(
    texts: Sequence[str],
    *,
    language: str | None = None,
    date: dt.date | None = None,
    annotators: Sequence[Annotator] = (),
) -> list[tuple[Annotation, ...]]:
    """As `annotate`, for each of some texts."""
    day = day_of("date", date)
    found = [[one for annotator in annotators for one in checked(annotator, text, language)] for text in texts]
    for batch in _batches(texts):
        pieces = []
        for at, _, written in batch:
            tag = language or detect(texts[at]) or "en"
            visible = written if written.isascii() else _INVISIBLE.sub("", written)
            pieces.append(_Piece([], read(visible, primary(tag)), tag))
        _built_in(pieces, day)
        for (at, start, written), piece in zip(batch, pieces, strict=True):
            if len(piece.reading.text) < len(written):
                found[at] += _placed(piece.found, written, start)
            else:
                found[at] += (_moved(one, start) for one in piece.found)
    return list(map(merged, found))


class _Piece(NamedTuple):
    """A piece of a text, and what is found in it."""

    found: list[Annotation]
    reading: Reading
    tag: str


def _built_in(pieces: Sequence[_Piece], date: dt.date | None) -> None:
    """Add what the annotators of this package find, overlaps and all.

    One annotator after the other: code that has just run runs faster.
    """
    for found, reading, tag in pieces:
        prepare(reading.language, tag)
        found.extend(addresses(reading))
        found.extend(phones(reading, tag))
    for found, reading, tag in pieces:
        found.extend(dates(reading, tag))
    for found, reading, tag in pieces:
        found.extend(quantities(reading, sorted([*spans_of(found), *times(reading)]), tag))
    for found, reading, _ in pieces:
        found.extend(relative_dates(reading, date))
    for annotator in (titles, acronyms, countries, names, labels):
        for found, reading, _ in pieces:
            found.extend(annotator(reading))


def _batches(texts: Sequence[str]) -> Iterator[list[tuple[int, int, str]]]:
    """All texts in pieces, as many at a time as fit into memory as tokens: number, offset and piece of each text."""
    batch: list[tuple[int, int, str]] = []
    length = 0
    for at, text in enumerate(texts):
        for start, piece in _pieces(text):
            length += len(piece)
            if length > _LONGEST_PIECE and batch:
                yield batch
                batch, length = [], len(piece)
            batch.append((at, start, piece))
    yield batch


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """A text in pieces that fit into memory as tokens, cut at spaces: one for all but the hugest."""
    start = 0
    while len(text) - start > _LONGEST_PIECE:
        end = text.rfind(" ", start, start + _LONGEST_PIECE) + 1 or start + _LONGEST_PIECE
        yield start, text[start:end]
        start = end
    yield start, text[start:] if start else text


def _placed(found: Sequence[Annotation], written: str, start: int) -> Iterator[Annotation]:
    """What was found in a piece without its invisible characters, at its place in the text."""
    places = [at for at, character in enumerate(written) if not _INVISIBLE.match(character)]
    for one in found:
        first, last = places[one.start], places[one.end - 1] + 1
        yield structs.replace(one, start=start + first, end=start + last, text=written[first:last])


def _moved(one: Annotation, by: int) -> Annotation:
    return structs.replace(one, start=one.start + by, end=one.end + by) if by else one
