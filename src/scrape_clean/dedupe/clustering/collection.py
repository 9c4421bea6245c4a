"""The wordings of a collection of texts, in columns: what ``wordings`` holds one by one."""

from collections.abc import Iterator, Sequence
from typing import overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scrape_clean.dedupe.clustering.wordings import Known, plainest
from scrape_clean.dedupe.normalization.columns import AT_ONCE, Forms
from scrape_clean.dedupe.normalization.normal import Form
from scrape_clean.dedupe.normalization.sequences import Flags, Numbers, Sequences, distinct
from scrape_clean.dedupe.normalization.tokens import facts_of
from scrape_clean.dedupe.spelling.evidence import Wording

__all__ = ["Strings", "Wordings", "grouped"]


class Strings(Sequence[str]):
    """A column of strings, each of which is decoded when it is asked for."""

    def __init__(self, column: pa.ChunkedArray) -> None:
        """Of an Arrow column, which may lie in a file."""
        self.column = column

    def __len__(self) -> int:
        """How many there are."""
        return len(self.column)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        """One, or some."""
        found: str | list[str] = self.column[at].to_pylist() if isinstance(at, slice) else self.column[at].as_py()
        return found


class Wordings(Known):
    """Distinct wordings in the order of their keys, in columns; each is put together when it is asked for."""

    def __init__(self, sequences: Sequences, keys: Strings, cut: Flags, texts: Sequence[str]) -> None:
        """Of their tokens, keys, whether they are cut off, and a text that has each."""
        self._sequences, self.keys, self.cut, self.texts = sequences, keys, cut, texts

    @property
    def sequences(self) -> Sequences:
        """Their tokens as numbers."""
        return self._sequences

    def __len__(self) -> int:
        """How many wordings there are."""
        return len(self.sequences)

    def __iter__(self) -> Iterator[Wording]:
        """All of them, some thousand at a time."""
        for low in range(0, len(self), AT_ONCE):
            yield from self.chosen(np.arange(low, min(low + AT_ONCE, len(self)))).values()

    def chosen(self, places: Numbers) -> dict[int, Wording]:
        """Some wordings by their places."""
        at, starts = self.sequences.gathered(places)
        ids, words = self.sequences.ids[at], self.sequences.words
        tokens = [words[number] for number in ids.tolist()]
        facts = ~self.sequences.plain[ids]
        several = np.diff(np.concatenate(([0], np.cumsum(facts)))[starts]).tolist()
        keys = self.keys.column.take(pa.array(places)).to_pylist()
        found = {}
        for place, start, end, key, count in zip(
            places.tolist(), starts[:-1].tolist(), starts[1:].tolist(), keys, several, strict=True
        ):
            said = tuple(tokens[start:end])
            form = Form(key, said, facts_of(said) if count else (), bool(self.cut[place]))
            found[place] = Wording(form, self.texts[place])
        return found

    def stand(self, keys: Sequence[str]) -> list[bool]:
        """For each of some keys, whether a wording has it."""
        found: list[bool] = pc.is_in(pa.array(keys, pa.string()), value_set=self.keys.column).to_pylist()
        return found


def grouped(texts: Sequence[str], forms: Forms) -> tuple[Wordings, Numbers]:
    """The distinct wordings of some texts, and for each text the place of its own among them."""
    encoded = forms.keys.cast(pa.large_string()).combine_chunks().dictionary_encode()
    known, codes = encoded.dictionary, encoded.indices.to_numpy()
    order = pc.sort_indices(known)
    ranks = np.empty(len(order), np.int64)
    ranks[order.to_numpy()] = np.arange(len(order))
    places = ranks[codes]
    first = np.empty(len(order), np.int64)
    first[places[::-1]] = np.arange(len(places) - 1, -1, -1)
    best = [texts[row] for row in first.tolist()]
    copies = np.flatnonzero(first[places] != np.arange(len(places)))
    for place, row in zip(places[copies].tolist(), copies.tolist(), strict=True):
        best[place] = min(best[place], texts[row], key=plainest)
    sequences = forms.taken(first)
    several = distinct(places[forms.hashes != forms.hashes[first[places]]])
    if len(several):
        for place, row in _best_cuts(texts, forms, places, several, sequences).items():
            first[place], best[place] = row, texts[row]
        sequences = forms.taken(first)
    uncut = np.bincount(places[~forms.cut], minlength=len(order))
    keys = Strings(pa.chunked_array([known.take(order)]))
    return Wordings(sequences, keys, uncut == 0, best), places


def _best_cuts(
    texts: Sequence[str], forms: Forms, places: Numbers, several: Numbers, sequences: Sequences
) -> dict[int, int]:
    """For keys whose texts are cut into words in several ways, a text that has the best of them: as ``chosen_cuts``."""
    lone = np.ones(len(sequences), np.bool_)
    lone[several] = False
    at, _ = sequences.gathered(several)
    uses = np.bincount(sequences.ids, minlength=len(forms.words))
    uses -= np.bincount(sequences.ids[at], minlength=len(forms.words))
    ways: dict[int, dict[int, int]] = {}
    for row in np.flatnonzero(~lone[places]).tolist():
        known = ways.setdefault(int(places[row]), {})
        before = known.setdefault(int(forms.hashes[row]), row)
        if texts[row] < texts[before]:
            known[int(forms.hashes[row])] = row

    def rank(row: int) -> tuple[object, ...]:
        ids = forms.ids[forms.starts[row] : forms.ends[row]]
        return -int(uses[ids].min()), len(ids), forms.tokens(row), texts[row]

    return {place: min(rows.values(), key=rank) for place, rows in ways.items()}
