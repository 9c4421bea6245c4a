"""``cluster`` for more texts than memory holds: the same partition, worked out in files.

What stays in memory are some hundred bytes for each text (numbers and hashes), four for each of its tokens, the words
of the corpus with how often each is used, and the pairs that are compared. Texts and normal forms lie in Arrow files.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from scrape_clean.dedupe.clustering.additions import additions
from scrape_clean.dedupe.clustering.collection import Strings, Wordings
from scrape_clean.dedupe.clustering.facts import same_fact
from scrape_clean.dedupe.clustering.partition import numbered
from scrape_clean.dedupe.clustering.representative import representative
from scrape_clean.dedupe.clustering.wordings import Ways, add_to, chosen_cuts, several_cuts, uses_among, with_cut
from scrape_clean.dedupe.explain import variation
from scrape_clean.dedupe.normalization.columns import AT_ONCE, forms_in_columns
from scrape_clean.dedupe.normalization.normal import Form
from scrape_clean.dedupe.normalization.sequences import Sequences
from scrape_clean.dedupe.normalization.tokens import facts_of
from scrape_clean.dedupe.spelling.evidence import Wording
from scrape_clean.dedupe.spelling.vocabulary import vocabularies_of
from scrape_clean.external import Row, Runs, batches_in, written

__all__ = ["CLUSTERS", "clusters_in_files"]

_Numbers: TypeAlias = npt.NDArray[np.int64]
_FORMS = pa.schema([("key", pa.string()), ("tokens", pa.string()), ("cut", pa.bool_()), ("text", pa.string()),
                    ("row", pa.int64())])  # fmt: skip
_WORDINGS = pa.schema(list(_FORMS)[:-1])
_MEMBERS = pa.schema([("cluster", pa.int64()), ("text", pa.string()), ("row", pa.int64())])
CLUSTERS = pa.schema([("row", pa.int64()), ("cluster", pa.int64()), ("representative", pa.string()),
                      ("reason", pa.string())])  # fmt: skip
"""What comes out: for each text its row (from 0), cluster, the cluster's representative, how it differs from that."""
_BETWEEN = " "
"""Between the tokens of a form in a file; no token has a space in it."""
_NOTHING: Final[Mapping[str, int]] = MappingProxyType({})


def _stored(form: Form, text: str) -> Row:
    return form.key, _BETWEEN.join(form.tokens), form.cut, text


def _form(key: str, tokens: str, *, cut: bool) -> Form:
    words = tuple(tokens.split(_BETWEEN)) if tokens else ()
    return Form(key, words, facts_of(words), cut)


def _read(texts: Iterable[str]) -> Iterator[Row]:
    """The normal forms of texts, each with the text."""
    left = iter(texts)
    while some := list(islice(left, AT_ONCE)):
        forms = forms_in_columns(some)
        ids, keys, cut = forms.ids.tolist(), forms.keys.to_pylist(), forms.cut.tolist()
        for at, (start, end) in enumerate(zip(forms.starts.tolist(), forms.ends.tolist(), strict=True)):
            tokens = _BETWEEN.join([forms.words[number] for number in ids[start:end]])
            yield keys[at], tokens, cut[at], some[at]


def _shelf(path: Path) -> Wordings:
    """Wordings in a file, in the order of their keys; their tokens are read as numbers, the rest when asked for."""
    batches = batches_in(path)
    columns = pa.Table.from_batches(batches, _WORDINGS)
    tokens, sizes = [pa.array([], pa.string()).dictionary_encode()], [np.zeros(1, np.int64)]
    for batch in batches:
        split = pc.split_pattern(pc.if_else(pc.equal(batch["tokens"], ""), None, batch["tokens"]), _BETWEEN)
        tokens.append(split.flatten().dictionary_encode())
        sizes.append(pc.fill_null(pc.list_value_length(split), 0).to_numpy())
    unified = pa.chunked_array(tokens).unify_dictionaries()
    ids = np.concatenate([chunk.indices.to_numpy() for chunk in unified.chunks])
    starts = np.cumsum(np.concatenate(sizes), dtype=np.int64)
    words = unified.chunk(0).dictionary.to_pylist()
    cut = columns["cut"].to_numpy()
    return Wordings(Sequences(words, ids, starts), Strings(columns["key"]), cut, Strings(columns["text"]))


def _shelved(forms: Runs, folder: Path, places: _Numbers) -> Wordings:
    """The distinct wordings of some forms; ``places`` gets for each row the place of its wording."""
    ways: Ways = {}

    def distinct() -> Iterator[Row]:
        for at, (key, group) in enumerate(groupby(forms, key=itemgetter(0))):
            wording: Wording | None = None
            for _, tokens, cut, text, row in group:
                wording = add_to(wording, _form(key, tokens, cut=cut), text, ways)
                places[row] = at
            if wording is not None:
                yield _stored(wording.form, wording.text)

    folder.mkdir()
    shelf = _shelf(written(distinct(), _WORDINGS, folder / "found.arrow"))
    if not ways:
        return shelf
    best = chosen_cuts(ways, uses_among(several_cuts(ways), shelf, ways))
    chosen = (with_cut(one, best[one.form.key]) if one.form.key in best else one for one in shelf)
    rows = (_stored(one.form, one.text) for one in chosen)
    return _shelf(written(rows, _WORDINGS, folder / "cut.arrow"))


def _told(members: Runs, language: str | None) -> Iterator[Row]:
    """For each text what comes out, cluster after cluster."""
    for label, group in groupby(members, key=itemgetter(0)):
        rows = [(text, row) for _, text, row in group]
        best = representative(Counter(text for text, _ in rows), language)
        yield from ((row, label, best, variation(text, best)) for text, row in rows)


def clusters_in_files(
    chunks: Iterable[Sequence[str]],
    folder: Path,
    at_once: int,
    language: str | None = None,
    attested: Mapping[str, int] = _NOTHING,
) -> Iterator[Row]:
    """Cluster texts that need not fit into memory; rows of ``CLUSTERS`` come out in the order of the texts.

    The partition is that of ``cluster``, whatever the size of the chunks.

    Args:
        chunks: The texts.
        folder: An empty one, for files that together take some ten times the room of the texts.
        at_once: Texts held in memory.
        language: As for ``cluster``.
        attested: As for ``cluster``.
    """
    texts = (text for chunk in chunks for text in chunk)
    plain = Runs(folder / "plain", _FORMS, at_once)
    plain.add((*form, row) for row, form in enumerate(_read(texts)))
    places = np.zeros(len(plain), np.int64)
    added = additions((text for *_, text, _ in plain.unsorted()), _shelved(plain, folder / "standing", places))
    mended = Runs(folder / "mended", _FORMS, at_once)
    mended.add(
        (*_stored(added.taken_off(text, _form(key, tokens, cut=cut), int(places[row])), text), row)
        for key, tokens, cut, text, row in plain.unsorted()
    )
    known = _shelved(mended, folder / "known", places)
    roots = np.array(same_fact(known, vocabularies_of(language), attested).roots(), np.int64)
    labels = numbered(roots[places])
    members = Runs(folder / "members", _MEMBERS, at_once)
    members.add((labels[row], text, row) for *_, text, row in mended.unsorted())
    told = Runs(folder / "told", CLUSTERS, at_once)
    told.add(_told(members, language))
    return iter(told)
