"""The laws of the history: any night comes back as it was, whatever came before and after it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from nights import CAMPUS, play
from scrape_clean.canonical import record_lines
from scrape_clean.dedupe import attested_words
from scrape_clean.history import History
from scrape_clean.history.blobs import pack, unpack
from scrape_clean.history.model import Night, Version
from scrape_clean.model import Record
from scrape_clean.page import CleanedPage

_BULLETS = st.lists(
    st.sampled_from(
        [
            "Soup of the day for 3 euros",
            "Soup of the day for 4 euros",
            "Bread with butter",
            "bread, with butter",
            "Apple cake on Fridays",
            "Apple cake on Mondays",
            "Tea from the garden",
            "Coffee after noon",
            "Rice with beans",
        ]
    ),
    min_size=1,
    max_size=6,
    unique=True,
)
_NIGHTS = st.lists(st.one_of(_BULLETS, _BULLETS, st.none()), min_size=1, max_size=7)
"""Bullets that the page shows; None on nights on which it fails."""


@contextmanager
def played(shown: list[list[str] | None]) -> Iterator[tuple[History, list[Night]]]:
    """A history of some nights, and what was stored."""
    with tempfile.TemporaryDirectory() as folder, History.open(Path(folder) / "history.db") as history:
        yield history, [play(history, bullets)[1] for bullets in shown]


def lines(records: tuple[Record, ...]) -> dict[str, bytes]:
    """What each record says, by its id."""
    return {record.id: record_lines((record,)) for record in records}


@settings(max_examples=30, deadline=None)
@given(_NIGHTS)
def test_every_night_can_be_asked_for(shown: list[list[str] | None]) -> None:
    """`at` gives the bytes that stood, `life` the records of every night, `words` the words of the last one."""
    current: CleanedPage | None = None
    lives: dict[str, tuple[Version, ...]] = {}
    with played(shown) as (history, stored):
        for run, night in enumerate(stored, 1):
            current = night.last or current
            assert history.bytes_at(CAMPUS, run) == (current.canonical() if current else None)
            said = lines(current.records) if current else {}
            for name in {*said, *lives}:
                versions = lives.setdefault(name, history.life(name)[0])
                standing = [one for one in versions if one.start.id <= run and (one.end is None or run < one.end.id)]
                assert [record_lines((one.record,)) for one in standing] == ([said[name]] if name in said else [])
        words = attested_words(record.text for record in current.records) if current else {}
        assert history.words() == dict.fromkeys(words, 1)


@settings(max_examples=30, deadline=None)
@given(_NIGHTS)
def test_lives_and_changes_agree(shown: list[list[str] | None]) -> None:
    """Versions follow one another, and wherever one begins or ends something was found, and the other way round."""
    with played(shown) as (history, stored):
        first = next((run for run, night in enumerate(stored, 1) if night.last), None)
        found = list(history.changes(1, substantive=False))
        assert [one.change for one in found] == [
            change for night in stored if night.changes for change in night.changes.changes
        ]
        assert len({one.id for one in found}) == len(found)
        names = {record.id for night in stored if night.last for record in night.last.records}
        for name in names:
            versions, changes = history.life(name)
            assert list(changes) == [one for one in found if one.change.id == name]
            for one, other in pairwise(versions):
                assert one.end is not None
                assert one.end.id < other.start.id or record_lines((one.record,)) != record_lines((other.record,))
                assert one.end.id <= other.start.id
            told = {item.run.id for item in changes}
            assert {one.start.id for one in versions} - {first} <= told
            assert {one.end.id for one in versions if one.end} <= told


def whole(stored: list[Night]) -> Iterator[Night]:
    """The same nights, each good one with its page, as a replay gives them."""
    current = None
    for night in stored:
        current = night.last or current
        yield night if night.outcome in {"failed", "suspect"} else replace(night, last=current)


@settings(max_examples=20, deadline=None)
@given(_NIGHTS, _NIGHTS, st.integers(0, 6))
def test_a_replay_leaves_what_a_first_play_would_have_left(
    shown: list[list[str] | None], other: list[list[str] | None], kept: int
) -> None:
    """Nights put in the place of others, from any on, give the same answers as if there had never been others."""
    kept = min(kept, len(shown) - 1)
    other = [*shown[:kept], *(other * len(shown))[kept : len(shown)]]
    with played(shown) as (one, _), played(other) as (wanted, stored):
        found = dict(enumerate(whole(stored), 1))
        anew = {run: night for run, night in found.items() if run > kept}
        assume(not kept or any(night.last for night in anew.values()))
        one.rewrite(CAMPUS, anew)
        for run in range(1, len(shown) + 1):
            assert one.bytes_at(CAMPUS, run) == wanted.bytes_at(CAMPUS, run)
            assert one.changes_of(run, CAMPUS) == wanted.changes_of(run, CAMPUS)
        assert [dirty.run for dirty in one.dirty()] == [len(shown)]
        assert one.recent(CAMPUS, 9) == wanted.recent(CAMPUS, 9)
        said = {record.id for night in anew.values() if night.last for record in night.last.records}
        assert [one.life(name) for name in said] == [wanted.life(name) for name in said]
        assert list(one.changes(1, substantive=False)) == list(wanted.changes(1, substantive=False))
        assert one.words() == wanted.words()
        known = (replace(history.known(CAMPUS), received=None) for history in (one, wanted))
        assert next(known) == next(known)
        assert [replace(state, url=None) for state in one.pages()] == [
            replace(state, url=None) for state in wanted.pages()
        ]


@given(st.binary(max_size=400), st.one_of(st.none(), st.binary(max_size=400)))
def test_what_is_packed_can_be_unpacked(data: bytes, base: bytes | None) -> None:
    """With any base, also one that has nothing to do with it, or nothing in it."""
    assert unpack(pack(data, base), base) == data
