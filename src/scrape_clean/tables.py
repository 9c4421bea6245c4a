"""Texts in from any table or snapshot, a table of clusters out."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.json
import pyarrow.parquet

from scrape_clean.canonical import load_snapshot
from scrape_clean.dedupe.clusters import cluster
from scrape_clean.dedupe.explain import variation
from scrape_clean.dedupe.normal import is_cut, normal_form
from scrape_clean.dedupe.vocabulary import spoken_in, unknown_words, vocabularies_of
from scrape_clean.errors import InputError, UsageError
from scrape_clean.frames import csv_bytes

__all__ = ["clusters_table", "read_texts", "table_bytes"]

_ENDINGS = (".csv", ".jsonl", ".parquet")


def read_texts(path: Path, column: str) -> list[str]:
    """The texts of a snapshot (.json), or of one column of a .jsonl, .csv or .parquet file; an absent one is empty.

    Raises:
        InputError: The file cannot be read, is not what its name says, or has no such column of texts.
    """
    try:
        path.open("rb").close()  # the reason in words, before a library tells it in its own
        if path.suffix == ".json":
            return [record.text for record in load_snapshot(path.read_bytes()).records]
        found = _read_table(path).column(column)
    except InputError as problem:
        raise InputError(problem.reason, str(path)) from None
    except KeyError:
        raise InputError(f"has no column {column!r}: name one with --column", str(path)) from None
    except OSError as problem:
        raise InputError(f"cannot be read: {problem.strerror or problem}", str(path)) from None
    except pa.ArrowInvalid as problem:
        raise InputError(f"is no table: {str(problem).splitlines()[0]}", str(path)) from None
    if not (pa.types.is_string(found.type) or pa.types.is_large_string(found.type)):
        raise InputError(f"column {column!r} holds {found.type}, no text", str(path))
    texts: list[str] = pc.fill_null(found, "").to_pylist()
    return texts


def _read_table(path: Path) -> pa.Table:
    if path.suffix == ".parquet":
        return pa.parquet.read_table(path)
    if path.suffix == ".csv":
        return pa.csv.read_csv(path, parse_options=pa.csv.ParseOptions(newlines_in_values=True))
    if path.suffix == ".jsonl":
        return pa.json.read_json(path)
    raise InputError("is no table: name a .json snapshot or a .jsonl, .csv or .parquet file")


def clusters_table(texts: Sequence[str], language: str | None = None) -> pa.Table:
    """For each text its row (from 0), cluster id, the cluster's representative, and how it differs from that one.

    The representative is the text that most of the cluster's texts are; of equals a whole one rather than a cut one,
    the one with the fewest words that are in no vocabulary, not one in capitals, the longest, the smallest.
    """
    labels = cluster(texts, language=language)
    groups: dict[int, dict[str, int]] = {}
    for text, label in zip(texts, labels, strict=True):
        counts = groups.setdefault(label, {})
        counts[text] = counts.get(text, 0) + 1
    best = {label: _representative(counts, language) for label, counts in groups.items()}
    chosen = [best[label] for label in labels]
    return pa.table(
        {
            "row": pa.array(range(len(labels)), pa.int64()),
            "cluster": pa.array(labels, pa.int64()),
            "representative": pa.array(chosen, pa.string()),
            "reason": pa.array(list(map(variation, texts, chosen)), pa.string()),
        }
    )


def _representative(counts: Mapping[str, int], language: str | None) -> str:
    if len(counts) == 1:
        return next(iter(counts))
    vocabularies = vocabularies_of(language)

    def rank(text: str) -> tuple[object, ...]:
        tokens = normal_form(text).tokens
        unknown = unknown_words(tokens, (*vocabularies, *spoken_in(tokens)))
        return -counts[text], is_cut(text), unknown, text.isupper() or text[:1].islower(), -len(text), text

    return min(counts, key=rank)


def table_bytes(table: pa.Table, ending: str) -> bytes:
    """The table as a file of the kind that its name ends with: .csv, .jsonl or .parquet.

    Raises:
        UsageError: Another ending.
    """
    if ending not in _ENDINGS:
        raise UsageError(f"cannot write {ending or 'a file without an ending'}: choose {', '.join(_ENDINGS)}")
    if ending == ".jsonl":
        lines: str = table.to_pandas().to_json(orient="records", lines=True, force_ascii=False)
        return lines.encode()
    if ending == ".csv":
        return csv_bytes(table.to_pandas())
    buffer = io.BytesIO()
    pa.parquet.write_table(table, buffer)
    return buffer.getvalue()
