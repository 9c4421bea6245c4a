"""Texts in from tables, clusters out as tables."""

import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from scrape_clean import InputError, UsageError
from scrape_clean.tables import clusters_table, clusters_tables, read_texts, text_chunks, write_tables

TEXTS = ["The ferry leaves at nine", "The ferry leaves at nine.", "The ferry leaves at ten"]


def test_words_seen_elsewhere_are_no_slips() -> None:
    """In memory and in files alike."""
    texts = ["The receiver sorts the post", "The reciever sorts the post", "The receiver sorts the post"]
    assert clusters_table(texts)["cluster"].to_pylist() == [0, 0, 0]
    seen = {"reciever": 50, "receiver": 50}
    assert clusters_table(texts, attested=seen)["cluster"].to_pylist() == [0, 1, 0]
    chunks = iter([texts[:2], texts[2:]])
    tables = list(clusters_tables(chunks, 2, attested=seen))
    assert pa.concat_tables(tables)["cluster"].to_pylist() == [0, 1, 0]


def test_texts_of_every_kind_of_table(tmp_path: Path) -> None:
    """CSV, JSON Lines and Parquet give the same texts; a missing one is empty."""
    table = pa.table({"body": [*TEXTS, None], "n": [1, 2, 3, 4]})
    pq.write_table(table, tmp_path / "t.parquet")
    (tmp_path / "t.csv").write_text("body,n\n" + "".join(f'"{text}",1\n' for text in TEXTS) + ",4\n")
    lines = [json.dumps({"body": text}) for text in (*TEXTS, None)]
    (tmp_path / "t.jsonl").write_text("\n".join(lines))
    for name in ("t.parquet", "t.csv", "t.jsonl"):
        assert read_texts(tmp_path / name, "body") == [*TEXTS, ""]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("gone.csv", None, "No such file"),
        ("other.csv", b"a,b\n1,2\n", "--column"),
        ("twice.csv", b"text,text\na,b\n", "2 columns 'text'"),
        ("latin.csv", "text\nété\n".encode("latin-1"), "not UTF-8"),
        ("late.csv", b"text\n" + b"a\n" * 50_000 + b"\xe9t\xe9\n", "not UTF-8"),
        ("wide.csv", "text\na\n".encode("utf-16"), "not UTF-8"),
        ("empty.csv", b"", "--column"),
        ("other.jsonl", b'{"a":1}\n\n{"b":2}\n', "--column"),
        ("numbers.jsonl", b'{"text":1}\n', "holds a number, no text"),
        ("latin.jsonl", '{"text":"été"}'.encode("latin-1"), "not UTF-8"),
        ("broken.jsonl", b'{"text":', "no table"),
        ("null.jsonl", b'null\n{"text":"a"}\n', "line 1 is no JSON object"),
        ("later-null.jsonl", b'{"text":"a"}\n\nnull\n', "line 3 is no JSON object"),
        ("mark-null.jsonl", b'\xef\xbb\xbfnull\n{"text":"a"}\n', "line 1 is no JSON object"),
        ("return-null.jsonl", b'\rnull\r{"text":"a"}', "line 1 is no JSON object"),
        ("array.jsonl", b'{"text":"a"}\n["b"]\n', "line 2 is no JSON object"),
        ("broken.parquet", b"PAR", "no table"),
        ("broken.json", b"{", "snapshot"),
        ("notes.txt", b"", "name a .json snapshot"),
    ],
)
def test_what_is_no_table_is_told_in_one_line(tmp_path: Path, name: str, data: bytes | None, reason: str) -> None:
    """With the file's name and what to do."""
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=reason) as caught:
        read_texts(tmp_path / name, "text")
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "data", "texts"),
    [
        ("na.csv", "text\nNA\nnull\nN/A\n", ["NA", "null", "N/A"]),
        ("years.csv", "text\n2022\n2023\n2022\n", ["2022", "2023", "2022"]),
        ("zeros.csv", "text\n007\n1.50\ntrue\n", ["007", "1.50", "true"]),
        ("mixed.csv", "n,text\n1,a\nx,\n", ["a", ""]),
        ("mark.csv", "\ufefftext\nétage\n", ["étage"]),
        ("CAPITALS.CSV", "text\na\n", ["a"]),
        ("dates.jsonl", '{"text":"2024-05-01"}\n{"text":"2024-05-02"}\n', ["2024-05-01", "2024-05-02"]),
        ("nulls.jsonl", '{"text":"null","n":1}\n{"text":null,"n":"x"}\n{}\n', ["null", "", ""]),
        ("only-null.jsonl", '{"text":null}\n', [""]),
        ("marked.jsonl", '\ufeff{"text":"a"}\r\n\r\n {"text":"b"}\r\n', ["a", "b"]),
    ],
)
def test_texts_are_what_is_written(tmp_path: Path, name: str, data: str, texts: list[str]) -> None:
    """Nothing is taken for a number, a date or an absent value that does not say so."""
    (tmp_path / name).write_text(data, encoding="utf-8")
    assert read_texts(tmp_path / name, "text") == texts


def test_table_of_clusters() -> None:
    """A row for each text, in order, with its representative and the reason."""
    assert clusters_table(TEXTS).to_pylist() == [
        {"row": 0, "cluster": 0, "representative": TEXTS[1], "reason": "punctuation"},
        {"row": 1, "cluster": 0, "representative": TEXTS[1], "reason": "exact"},
        {"row": 2, "cluster": 1, "representative": TEXTS[2], "reason": "exact"},
    ]


def test_a_slip_does_not_represent() -> None:
    """However long it is."""
    line = "The harbour received a new crane"
    table = clusters_table([line, line.replace("received", "recceived")])
    assert set(table["representative"].to_pylist()) == {line}
    assert table["reason"].to_pylist() == ["exact", "slip: recceived/received"]


def as_file(tables: list[pa.Table], ending: str) -> bytes:
    """The bytes of some tables as one file."""
    sink = io.BytesIO()
    assert write_tables(tables, ending, sink)[0] == sum(map(len, tables))
    return sink.getvalue()


def test_csv_is_harmless_to_a_spreadsheet() -> None:
    """No cell starts like a formula."""
    lines = as_file([clusters_table(["=1+1", "-5"])], ".csv").decode().splitlines()
    assert lines[1:] == ["0,0,'=1+1,exact", "1,1,'-5,exact"]


def test_files_of_every_kind() -> None:
    """The ending decides; any other is refused. Several tables make one file, with one header."""
    table = clusters_table(TEXTS)
    parts = [table.slice(0, 2), table.slice(2)]
    assert as_file(parts, ".csv") == as_file([table], ".csv")
    assert as_file(parts, ".csv").splitlines()[0] == b"row,cluster,representative,reason"
    assert [json.loads(line) for line in as_file(parts, ".jsonl").splitlines()] == table.to_pylist()
    assert pq.read_table(io.BytesIO(as_file(parts, ".parquet"))).equals(table)
    assert as_file([table], ".CSV") == as_file([table], ".csv")
    with pytest.raises(UsageError, match="parquet"):
        as_file([table], ".xlsx")


def test_more_texts_than_memory_holds(tmp_path: Path) -> None:
    """The same rows, whether the texts are taken all at once or two at a time by way of files."""
    pq.write_table(pa.table({"text": TEXTS}), tmp_path / "t.parquet")
    tables = list(clusters_tables(text_chunks(tmp_path / "t.parquet", "text", 2), 2))
    assert [len(table) for table in tables] == [2, 1]
    assert pa.concat_tables(tables).equals(clusters_table(TEXTS))


def test_no_texts_are_no_clusters() -> None:
    """An empty table comes out."""
    assert [len(table) for table in clusters_tables(iter(()))] == [0]
