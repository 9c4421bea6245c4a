"""WARC files as an input of the commands."""

import gzip
import json
from pathlib import Path

import pytest

from processes import Command
from scrape_clean.archive import Provenance, write_exchanges
from visits import URL, exchange
from warcs import response

HOURS = b"<h1>Hours</h1><ul><li>Monday to Friday, 9 to 5<li>Closed on Sundays</ul>"
TOURS = b"<h1>Tours</h1><ul><li>By boat every Saturday<li>On foot every Sunday</ul>"
PAGES = {"https://a.example/hours": HOURS, "https://a.example/tours?by=all": TOURS}


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    """A WARC file with two pages, one of them captured twice, and a picture."""
    records = [
        response("https://a.example/hours", b"<p>Long ago", WARC_Date="2020-01-01T00:00:00Z"),
        *(response(url, body) for url, body in PAGES.items()),
        response("https://a.example/logo", b"\x89PNG", "Content-Type: image/png"),
    ]
    (tmp_path / "raw").mkdir()
    path = tmp_path / "raw" / "crawl.warc.gz"
    path.write_bytes(b"".join(map(gzip.compress, records)))
    return path


def test_run_gives_each_page_a_folder_within_the_files(command: Command, crawl: Path) -> None:
    """Beside pages in files of their own."""
    (crawl.parent / "notes.md").write_text("# Notes\n\n- Bring a lamp\n", "utf-8")
    done = command("run")
    assert done.returncode == 0, done.stderr
    assert done.stderr.decode().splitlines() == ["3 pages cleaned, 5 records, 3 outputs changed"]
    output = crawl.parent.parent / "output"
    assert sorted(path.name for path in output.iterdir() if path.is_dir()) == ["crawl.warc", "notes.md"]
    folders = sorted((output / "crawl.warc").iterdir())
    assert len(folders) == 2
    stored = [json.loads((folder / "records.json").read_bytes()) for folder in folders]
    assert [snapshot["url"] for snapshot in stored] == list(PAGES)
    assert [record["text"] for record in stored[0]["records"]] == ["Monday to Friday, 9 to 5", "Closed on Sundays"]


def test_run_tells_what_is_damaged_and_uses_the_rest(command: Command, crawl: Path) -> None:
    """A cut in the last page; exit code 3; a second file without a page, and one that is no WARC file."""
    whole = b"".join(map(gzip.compress, (response(url, body) for url, body in PAGES.items())))
    crawl.write_bytes(whole[:-40])
    (crawl.parent / "none.warc").write_bytes(response("https://a.example/logo", b"\x89PNG", "Content-Type: image/png"))
    (crawl.parent / "text.warc").write_bytes(b"no WARC file\n")
    done = command("run")
    assert done.returncode == 3
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 4
    assert "raw/crawl.warc.gz: the record at byte " in lines[0]
    assert lines[0].endswith("is cut or garbled (it ends too early); it is left out")
    assert "raw/none.warc: holds no page that can be cleaned; there is in it: 1 image/png" in lines[1]
    assert "raw/text.warc: is no WARC file" in lines[2]
    assert lines[3] == "1 page cleaned, 2 records, 1 output changed, 3 failed"


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00", "0001-01-01T00:00:00Z"])
def test_a_night_does_not_end_with_a_date_that_no_calendar_has(command: Command, tmp_path: Path, date: str) -> None:
    """In UTC it would lie before the first year, or after the last one; the page is one like others."""
    (tmp_path / "scrape-clean.toml").write_text('[[source]]\nid = "old"\nwarc = "*.warc"\n', "utf-8")
    for night, body in enumerate((HOURS, HOURS.replace(b"9 to 5", b"9 to 6")), 1):
        (tmp_path / "a.warc").write_bytes(response("https://a.example/hours", body, WARC_Date=date))
        done = command("run")
        assert done.returncode == 0, done.stderr
        manifest = json.loads((tmp_path / "output" / "runs" / f"{night:06}.json").read_bytes())
        assert manifest["outcomes"] == {"new" if night == 1 else "changed": 1}
    (records,) = (tmp_path / "output" / "old").glob("*/records.json")
    assert b"9 to 6" in records.read_bytes()


def test_clean_and_audit_pick_a_page(command: Command, crawl: Path) -> None:
    """By its address; without one, a line that lists some."""
    done = command("clean", str(crawl), "--url", "https://a.example/tours?by=all", "--format", "markdown")
    assert done.returncode == 0, done.stderr
    assert "By boat every Saturday" in done.stdout.decode()
    assert "Monday" not in done.stdout.decode()
    many = command("clean", str(crawl))
    assert (many.returncode, many.stdout) == (2, b"")
    assert many.stderr.decode() == (
        f"scrape-clean: {crawl}: holds 2 pages; choose one with --url: "
        "https://a.example/hours, https://a.example/tours?by=all\n"
    )
    audit = command("audit", str(crawl), "--url", "*hours")
    assert audit.returncode == 0
    assert "the ledger adds up" in audit.stdout.decode()


def test_diff_compares_two_nights_of_the_archive(command: Command, tmp_path: Path) -> None:
    """What this package itself archived, as it lies there."""
    for day, body in ((1, HOURS), (2, HOURS.replace(b"9 to 5", b"9 to 6"))):
        made = Provenance(software="scrape-clean", run=day, source="museum")
        write_exchanges(tmp_path, f"{day}.warc.gz", [exchange(day, body=body)], provenance=made)
    done = command("diff", "1.warc.gz", "2.warc.gz", "--url", URL)
    assert done.returncode == 1, done.stderr
    assert "Monday to Friday, 9 to [-5-]{+6+}" in done.stdout.decode()
