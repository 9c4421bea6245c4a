"""What a night has to look at."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from scrape_clean.history import History
from scrape_clean.nightly.worklist import Worklist, worklist
from scrape_clean.settings import load
from scrape_clean.sources.visits import Fetched, Visit
from warcs import response


class Nobody:
    """A fetcher that no page comes from."""

    def fetch(self, visits: Iterable[Visit]) -> Iterator[Fetched]:
        """Nothing."""
        del visits
        return iter(())


def crawled(folder: Path, files: dict[str, bytes], limit: int) -> Worklist:
    """The work that some WARC files make."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    path = folder / "scrape-clean.toml"
    path.write_text(f'[[source]]\nid = "crawl"\nwarc = "*.warc"\nlimit = {limit}\n')
    with History.open(folder / "history.db") as history:
        return worklist(load(path), history, Nobody())


def captures(**days: int) -> bytes:
    """A file with a capture of each page, on a day of January."""
    return b"".join(
        response(f"https://halls.example/{page}", f"<p>{page} {day}".encode(), WARC_Date=f"2026-01-{day:02}T03:04:05Z")
        for page, day in days.items()
    )


@pytest.mark.parametrize("limit", [2, 3])
def test_a_page_in_several_files_is_taken_where_it_is_newest(tmp_path: Path, limit: int) -> None:
    """Of one moment the one in the last file; what has no date is the oldest. That pages are left out is told."""
    undated = response("https://halls.example/z", b"<p>z", WARC_Date=None)
    work = crawled(tmp_path, {"a.warc": captures(x=2, y=1, z=5), "b.warc": captures(x=1, y=1) + undated}, limit)
    shelves = {shelf.path.name: [page.url[-1] for page in shelf.pages] for shelf in work.shelves}
    assert shelves == {"a.warc": ["x", "z"][: limit - 1], "b.warc": ["y"]}
    told = "crawl: the files hold 3 pages; raise `limit` for more of them"
    assert work.notices == ((told,) if limit < 3 else ())
    assert {name.key[-1] for name in work.names} == set("xyz"[:limit])


def test_a_file_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    """It is told, and so is what is damaged in another one."""
    work = crawled(tmp_path, {"a.warc": b"no WARC at all", "b.warc": captures(x=1) + captures(y=1)[:-40]}, 10)
    assert [(shelf.path.name, len(shelf.pages)) for shelf in work.shelves] == [("b.warc", 1)]
    assert [Path(notice.partition(": ")[0]).name for notice in work.notices] == ["a.warc", "b.warc"]
