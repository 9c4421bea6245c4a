"""Pages in, records out: a change of any rule shows here as a change of these files."""

from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from scrape_clean import balance, clean
from scrape_clean.exports import export

ROOT = Path(__file__).parents[2]
PAGES = sorted((Path(__file__).parent / "pages").iterdir())
SAMPLES = sorted(path for path in (ROOT / "raw").iterdir() if path.suffix in (".txt", ".html", ".md"))
TYPES = {".txt": "text/plain", ".html": "text/html", ".md": "text/markdown"}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages(path: Path, file_regression: FileRegressionFixture) -> None:
    """Every block of a page of many kinds: what it is, where it stands, what it says; and what was left out."""
    page = clean(path.read_bytes(), url="https://example.org/docs/", media_type=TYPES[path.suffix])
    assert balance(page).adds_up
    lines = [f"title: {page.title}"]
    for name in page.metadata.__struct_fields__:
        facts = getattr(page.metadata, name) or ()
        lines += [
            f"fact {name}: {fact.value} ({fact.origin})" for fact in (facts if isinstance(facts, tuple) else (facts,))
        ]
    for record in page.records:
        section = " > ".join(record.section)
        cells = "".join(f" [{cell.header}: {cell.text}]" for cell in record.cells)
        links = "".join(f" <{record.text[link.start : link.end]} -> {link.href}>" for link in record.links)
        lines += [f"{record.kind} {record.depth} {record.marker or '-'} ({section}) {record.text!r}{cells}{links}"]
    lines += [f"dropped by {drop.rule}: {drop.text!r}" for drop in page.drops]
    file_regression.check("\n".join(lines) + "\n", encoding="utf-8", basename=path.name)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_samples_give_the_committed_bytes(path: Path) -> None:
    """On this machine as on the one that committed them."""
    page = clean(path.read_bytes(), media_type=TYPES[path.suffix])
    stored = ROOT / "output" / path.name
    assert page.canonical() == (stored / "records.json").read_bytes()
    assert export(page, "jsonl") == (stored / "records.jsonl").read_bytes()
