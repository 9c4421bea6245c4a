"""Records of a WARC file, sound or not: what is damaged is told, and the rest is read."""

import contextlib
import functools
import itertools
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Final, TypeVar

from fastwarc import ArchiveIterator, WarcHeader, WarcRecord
from msgspec import Struct

from scrape_clean.errors import InputError
from scrape_clean.sources.files import open_regular
from scrape_clean.sources.warc.bodies import target_of
from scrape_clean.sources.warc.digests import matches
from scrape_clean.sources.warc.parts import (
    CHUNK,
    GZIP,
    PartOf,
    WarcFile,
    end_of,
    is_packed,
    next_start,
    opened,
    part_end,
    refuse_cut_header,
    stands_alone,
    unpacked,
)
from scrape_clean.sources.warc.unpacking import (
    Unpacked,
    first_spelt_otherwise,
    has_bare_line_ends,
    next_in_any_case,
    spelt_as_usual,
    unpack,
)

__all__ = ["scan"]

_COPIED: Final = " of a copy with the line ends of the standard"
_MOST_DAMAGED: Final = 1_000
"""Places in what was unpacked: a bomb holds millions of damaged records in a few kilobytes."""

T = TypeVar("T")
_Take = Callable[[WarcRecord], T | InputError | None]
_Find = Callable[[WarcFile, int], int | None]


def scan(path: Path, take: Callable[[int, WarcRecord], T | None]) -> Iterator[T | InputError]:
    """Give what ``take`` makes of each record, and what is wrong with the file, in the order of the file.

    Of no record more is held than what ``take`` keeps, and nothing is given of a record until it is known to end where
    the next one begins. A damaged file in which several records are packed as one, and one whose fields are not spelt
    as usual, is read in a temporary file of 4 GiB at the most.

    Args:
        path: A regular file; plain, gzip or Zstandard, whatever its name.
        take: Gets the number of the record, from 0, and the record; may read its block; None for nothing. What it
            raises as `InputError` is given on with the record's address.

    Raises:
        InputError: The file cannot be opened or read, or is no WARC file. The source is the path.
    """
    with open_regular(path) as file:
        numbers = itertools.count()
        try:
            warc = opened(file)
            numbered = functools.partial(_numbered, numbers, take)
            if (first := first_spelt_otherwise(warc)) is None:
                yield from _read(warc, 0, str(path), numbered)
            else:
                yield from _respelt(warc, str(path), numbered, packed=is_packed(warc, first))
        except OSError as error:
            raise InputError(f"cannot be read: {error}", str(path)) from None


def _numbered(numbers: Iterator[int], take: Callable[[int, WarcRecord], T | None], record: WarcRecord) -> T | None:
    return take(next(numbers), record)


class _Damage(Struct, frozen=True, kw_only=True):
    """Where reading could not go on."""

    error: OSError
    position: int
    """Of the last record that was begun."""
    record: WarcRecord | None
    whole: bool
    """Whether it was read to its end, and what follows it is damaged."""
    held: list[T | InputError]  # type: ignore[valid-type]
    """What was made of it."""
    taken: int
    """Records since the beginning of the stretch of which something was to be made, without those refused at once."""
    is_taken: bool
    """Whether the last record is one of them."""


def _read(warc: WarcFile, start: int, source: str, take: _Take[T]) -> Generator[T | InputError, None, None]:
    """Read from a position on: in one go up to the first damage, then part by part, so that no length leads astray."""
    position: int | None = start
    end: int | None = None
    damaged = 0
    while position is not None:
        damage = yield from _stretch(warc, position, end, source, take)
        damaged += damage is not None
        if warc.what and damaged > _MOST_DAMAGED:
            yield InputError(f"what follows byte {position:,}{warc.what} is left out: too much is damaged", source)
            position = None
        elif damage is None:
            position = None if end is None else (yield from _behind(warc, end, source))
        elif _is_inside(warc, position, damage):
            position = yield from _read_unpacked(warc, position, damage, source, take)
        else:
            position = yield from _told(warc, damage, source)
        end = None if position is None else part_end(warc, position)


def _stretch(
    warc: WarcFile, start: int, end: int | None, source: str, take: _Take[T]
) -> Generator[T | InputError, None, _Damage | None]:
    """Read from a position to another, or to the end of the file; returns what keeps from going on."""
    position, whole, taken, is_taken = start, False, 0, False
    held: list[T | InputError] = []
    part, record = PartOf(warc, start, end), None
    try:
        for record in ArchiveIterator(part, parse_http=False):
            yield from held
            held, position, whole, is_taken = [], record.stream_pos + part.base, False, False
            refuse_cut_header(record)
            taken, is_taken = taken + 1, True
            if (made := _made(record, source, take)) is not None:
                held = [made]
            record.consume()
            if record.reader.tell() < record.content_length:
                raise OSError("it ends too early")  # noqa: TRY301  as the library does for other damage
            whole = True
        if warc.size > 0 and (not whole or (end is None and _is_followed(warc, position))):
            raise OSError("something else than a record follows" if whole else "it ends too early")  # noqa: TRY301
        yield from held
    except OSError as error:
        return _Damage(
            error=error, position=position, record=record, whole=whole, held=held, taken=taken, is_taken=is_taken
        )
    return None


def _made(record: WarcRecord, source: str, take: _Take[T]) -> T | InputError | None:
    try:
        return take(record)
    except InputError as problem:
        return InputError(f"{target_of(record)}: {problem.reason}", source)


def _told(warc: WarcFile, damage: _Damage, source: str) -> Generator[T | InputError, None, int | None]:
    """Say what is damaged; returns where the next record begins, if any."""
    following = next_start(warc, damage.position + 1)
    if damage.position == 0 and not (damage.whole or following or warc.what):
        raise InputError(f"is no WARC file, or is cut or garbled from its beginning ({damage.error})", source)
    sound = damage.whole and _is_sound(warc, damage.position, following)
    if sound:
        yield from damage.held
    where = f"{'what follows ' if sound else ''}the record at byte {damage.position:,}{warc.what}"
    yield InputError(f"{where} is cut or garbled ({damage.error}); it is left out", source)
    return following


def _behind(warc: WarcFile, end: int, source: str, find: _Find = next_start) -> Generator[InputError, None, int | None]:
    """Where the next record begins behind a part; what stands there before it, but for padding, is told."""
    warc.file.seek(end)
    if not warc.file.read(CHUNK).strip(b"\0\r\n"):
        return None
    following = find(warc, end)
    if following != end:
        yield InputError(f"what stands at byte {end:,}{warc.what} is cut or garbled; it is left out", source)
    return following


def _is_inside(warc: WarcFile, start: int, damage: _Damage) -> bool:
    """Whether the damaged record is packed together with others, and none behind it is found in the packed bytes."""
    if damage.record is None or warc.what or not is_packed(warc, max(start, warc.first)):
        return False
    return not stands_alone(warc, damage.position)


def _read_unpacked(
    warc: WarcFile, start: int, damage: _Damage, source: str, take: _Take[T]
) -> Generator[T | InputError, None, int | None]:
    """Go on in what is unpacked from the record's member, or the stretch's first, on; returns where to after that."""
    there = _is_at(warc, damage)
    known = int(damage.is_taken) if there else damage.taken
    origin = damage.position if there else max(start, warc.first)
    try:
        plain = unpack(warc, origin)
    except OSError as error:
        where = f"the record at byte {damage.position:,}, or one shortly before it,"
        yield InputError(
            f"{where} is cut or garbled ({damage.error}); it and all that follows are left out: {error}", source
        )
        return None
    seen = itertools.count(1)

    def unless_known(record: WarcRecord) -> T | InputError | None:
        number = next(seen)
        if number > known:
            return take(record)
        return damage.held[0] if number == known and damage.held else None

    with plain.file:
        yield from _read(opened(plain.file, _unpacked_from(origin)), 0, source, unless_known)
    return (yield from _rest(warc, plain, source))


def _unpacked_from(origin: int) -> str:
    return f" of what is unpacked from byte {origin:,} on"


def _is_at(warc: WarcFile, damage: _Damage) -> bool:
    """Whether the damaged record is the first of a gzip member or Zstandard frame."""
    try:
        record = next(iter(ArchiveIterator(PartOf(warc, damage.position), parse_http=False)))
    except (OSError, StopIteration):
        return False
    return damage.record is not None and dict(record.headers) == dict(damage.record.headers)


def _rest(
    warc: WarcFile, plain: Unpacked, source: str, find: _Find = next_start
) -> Generator[InputError, None, int | None]:
    """Where to go on behind what was unpacked."""
    if not plain.damaged:
        return (yield from _behind(warc, plain.end, source, find))
    yield InputError(f"what is packed at byte {plain.end:,} is cut or garbled; the rest of it is left out", source)
    return find(warc, plain.end + 1)


def _respelt(warc: WarcFile, source: str, take: _Take[T], *, packed: bool) -> Generator[T | InputError, None, None]:
    """Read a file, up to each damage anew if packed, in which names of fields are not spelt as the library wants."""
    start: int | None = warc.first
    while start is not None:
        try:
            plain = unpack(warc, start) if packed else None
            with plain.file if plain else contextlib.nullcontext(warc.file) as file:
                spelt = spelt_as_usual(file)
        except OSError as error:
            why = f"has names of fields or line ends unlike the standard's, and cannot be written anew: {error}"
            if start == warc.first:
                raise InputError(why, source) from None
            yield InputError(f"what follows byte {start:,} is left out: it {why}", source)
            return
        with spelt:
            what = _unpacked_from(start) if plain else _COPIED * has_bare_line_ends(warc, start)
            yield from _read(opened(spelt, what), 0, source, take)
        start = (yield from _rest(warc, plain, source, next_in_any_case)) if plain else None


def _is_sound(warc: WarcFile, start: int, following: int | None) -> bool:
    """Whether a record that is followed by something else than a record is sound.

    Its digest decides. Without one, it has to be all that is in its gzip member or Zstandard frame, or up to the next
    record.
    """
    packed = is_packed(warc, start)
    end = part_end(warc, start) if packed else following
    try:
        records = iter(ArchiveIterator(PartOf(warc, start, end), parse_http=False))
        record = next(records)
        chunks = iter(functools.partial(record.reader.read, CHUNK), b"")
        right = matches(record.headers.get(WarcHeader.WARC_BLOCK_DIGEST), chunks)
        if right is None:
            whole = record.reader.tell() == record.content_length and not (packed and end is None)
            right = whole and next(records, None) is None
    except (OSError, StopIteration):
        return False
    return right


def _is_followed(warc: WarcFile, start: int) -> bool:
    """Whether what follows the last record is no padding: readers of gzip take anything there for it."""
    warc.file.seek(start)
    if warc.file.read(len(GZIP)) != GZIP:
        return False
    end = end_of(unpacked(warc, start))
    if end is None:
        return True
    warc.file.seek(end)
    return bool(warc.file.read(CHUNK).strip(b"\0"))
