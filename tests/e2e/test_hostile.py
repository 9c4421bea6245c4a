"""Pages made to break a reader: each is cleaned whole, or refused in one line."""

import json
import re
from pathlib import Path

import pytest

from processes import Command
from scrape_clean import balance, clean

DEEP = 5_000
MANY = 25_000


@pytest.mark.parametrize(
    "unit",
    [
        "<div>w{}",
        "<ul><li>w{}",
        "<table><tr><td>w{}",
        "<b><i>w{}",
        "<span>w{}",
        "<li><h3>w{}",
        "<blockquote>w{}",
        "<a>w{}",
    ],
)
def test_five_thousand_nested_tags(unit: str) -> None:
    """Every word of them comes out, and the ledger adds up."""
    page = clean("<p>begin</p>" + "".join(unit.format(number) for number in range(DEEP)), media_type="text/html")
    assert set(re.findall(r"w\d+", page.text)) == {f"w{number}" for number in range(DEEP)}
    assert balance(page).adds_up
    assert json.loads(page.canonical())["records"]


@pytest.mark.parametrize(
    ("unit", "media_type"),
    [
        ("<p>item {}", "text/html"),
        ("<li>item {}</li>", "text/html"),
        ("- item {}\n", "text/plain"),
        ("* item {}\n", "text/markdown"),
    ],
)
def test_many_siblings(unit: str, media_type: str) -> None:
    """Each is a record of its own; their numbers keep them apart."""
    body = "".join(unit.format(number) for number in range(MANY))
    page = clean(body, media_type=media_type)
    assert [record.text for record in page.records] == [f"item {number}" for number in range(MANY)]


def test_one_very_long_line() -> None:
    """Five megabytes without a line break."""
    body = "word " * 1_000_000
    for media_type in ("text/plain", "text/html", "text/markdown"):
        page = clean(body, media_type=media_type)
        assert [len(record.text) for record in page.records] == [len(body) - 1]


def test_a_hundred_megabytes_are_refused_unread(command: Command, tmp_path: Path) -> None:
    """Over the limit: one line, and no time spent on it (the file is sparse: reading it would find zero bytes)."""
    with (tmp_path / "large.html").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    done = command("clean", "large.html")
    assert done.returncode == 3
    assert done.stderr.decode() == (
        "scrape-clean: large.html: is larger than 67,108,864 bytes; raise the limit with --max-bytes\n"
    )


@pytest.mark.parametrize(
    "body",
    [
        b"caf\xe9 \xff\xfe \xc0\x80 \xed\xa0\x80",
        b"a\x00b\x01c\x1bd\x7fe",
        "\u202eleft\u202c to \u200b right\ufeff".encode(),
        b"<meta charset=no-such-charset><p>ok \x80",
        "<p>smile \U0001f600 \ufffe</p>".encode("utf-16"),
    ],
)
@pytest.mark.parametrize("media_type", ["text/plain", "text/html", "text/markdown"])
def test_odd_bytes_come_out_as_valid_json(body: bytes, media_type: str) -> None:
    """Whatever the bytes: text that UTF-8 can carry, replacements counted, nothing lost on the way."""
    page = clean(body * 3, media_type=media_type)
    assert json.loads(page.canonical().decode("utf-8"))["records"]
    assert page.replaced == page.text.count("\ufffd") or page.replaced == 0
    assert balance(page).adds_up


def test_names_that_are_no_names(command: Command, tmp_path: Path) -> None:
    """Files with odd names get safe folders of their own, none outside the output."""
    raw = tmp_path / "raw"
    raw.mkdir()
    for name in (
        "..txt",
        "con.txt",
        "a b?.txt",
        "line\nbreak.txt",
        "é.txt",
        "x" * 200 + ".txt",
        "-q.txt",
        "A.txt",
        "a.txt",
    ):
        (raw / name).write_text("Open daily, but not today.\n", encoding="utf-8")
    done = command("run")
    assert done.returncode == 0, done.stderr
    folders = [path.name for path in (tmp_path / "output").iterdir() if path.is_dir()]
    assert len(folders) == len({name.casefold() for name in folders}) == 8  # "..txt" is hidden
    assert all(re.fullmatch(r"[^\x00-\x1f/\\:*?\"<>|]+", name) for name in folders)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["output", "raw"]
