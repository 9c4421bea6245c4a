"""Canonical JSON: the bytes are RFC 8785's, and come back as the value they were."""

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from scrape_clean.canonical import LEFT_OUT_OF_LINES, dumps, load_snapshot, loads, record_lines, snapshot_bytes
from scrape_clean.errors import InputError
from scrape_clean.model import Cell, Drop, Link, Occurrence, Record, Snapshot

BIGGEST = 2**53 - 1
text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-BIGGEST, BIGGEST) | text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4),
    max_leaves=12,
)
offsets = st.integers(0, 10**6)
links = st.builds(Link, text, text, offsets, offsets)
cells = st.builds(Cell, text, text)
sections = st.lists(text, max_size=3).map(tuple)
records = st.builds(
    Record,
    id=st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=16, max_size=16),
    kind=st.sampled_from(["bullet", "paragraph", "table_row"]),
    text=text,
    section=sections,
    position=offsets,
    depth=st.integers(0, 9),
    marker=st.none() | text,
    occurrences=st.lists(st.builds(Occurrence, offsets, offsets, st.none() | text, sections), max_size=3).map(tuple),
    links=st.lists(links, max_size=2).map(tuple),
    cells=st.lists(cells, max_size=2).map(tuple),
)
snapshots = st.builds(
    Snapshot,
    url=st.none() | text,
    title=st.none() | text,
    language=st.none() | text,
    records=st.lists(records, max_size=4).map(tuple),
)


@given(json_values)
def test_any_value_has_rfc8785_bytes(value: object) -> None:
    """The reference implementation writes the same bytes, with any keys in any script."""
    assert dumps(value) == rfc8785.dumps(value)  # type: ignore[arg-type]


@given(snapshots)
def test_a_snapshot_has_rfc8785_bytes_and_comes_back(snapshot: Snapshot) -> None:
    """The quick way for our own types writes what the checked way writes, and is undone by reading."""
    data = snapshot_bytes(snapshot)
    assert data == dumps(snapshot) == rfc8785.dumps(loads(data, dict))
    assert load_snapshot(data) == snapshot


@given(records)
def test_a_line_is_canonical_and_says_what_but_not_where(record: Record) -> None:
    """A line of records.jsonl is one line, reads back as a record, and holds no offset into the page."""
    line = record_lines((record,))
    assert line.count(b"\n") == 1
    plain = loads(line, dict)
    assert line.rstrip(b"\n") == rfc8785.dumps(plain)
    assert not set(plain) & set(LEFT_OUT_OF_LINES[Record])
    assert loads(line, Record).text == record.text


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (1.5, TypeError),
        ([{"a": 0.0}], TypeError),
        ({1: "a"}, TypeError),
        (b"bytes", TypeError),
        (2**53, ValueError),
        ("\ud800", ValueError),
    ],
)
def test_what_has_no_one_spelling_is_refused(value: object, error: type[Exception]) -> None:
    """Floats, numbers beyond 2^53 - 1, strange keys and lone surrogates raise instead of writing doubtful bytes."""
    with pytest.raises(error):
        dumps(value)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"a": 1}', b'{"format": 1}', b'{"records": 3}', b"\xff", b'{"records": [{"id": "x"}]}']
)
def test_a_broken_snapshot_is_an_input_error(data: bytes) -> None:
    """What is no snapshot says so in one line."""
    with pytest.raises(InputError) as caught:
        load_snapshot(data)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("is no snapshot: ")
    assert str(caught.value).endswith("; name a records.json")


def test_a_snapshot_of_another_format_is_not_read_as_this_one() -> None:
    """Its fields may mean something else."""
    with pytest.raises(InputError, match="is of format 2; this version reads 1"):
        load_snapshot(b'{"format":2,"records":[{"id":"x"}]}')


def test_drops_travel_too() -> None:
    """Any type of the package can be written."""
    assert dumps(Drop("label", "boilerplate", "landmark:navigation", "Home", 0, 4)) == (
        b'{"end":4,"reason":"boilerplate","rule":"landmark:navigation","stage":"label","start":0,"text":"Home"}'
    )
