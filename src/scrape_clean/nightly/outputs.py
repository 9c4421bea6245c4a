"""The files of a page, made anew from what the history holds: whoever killed a run lost none of them."""

from pathlib import Path

from scrape_clean.canonical import dumps
from scrape_clean.filenames import CHANGES, DROPS, RECORD_LINES, RECORDS, source_folder
from scrape_clean.history.model import PageId
from scrape_clean.page import CleanedPage
from scrape_clean.run import store
from scrape_clean.storage import is_there, write_atomic
from scrape_clean.views.data import Changes

__all__ = ["has_last", "page_folder", "write_page"]


def page_folder(root: Path, page: PageId) -> Path:
    """Where a page's files lie, in the output as in the archive: a folder a source, and one a page of several."""
    folder = source_folder(root, page.source)
    return source_folder(folder, page.key) if page.key else folder


def has_last(folder: Path) -> bool:
    """Whether all files of a last good night are in a page's folder."""
    return all(is_there(folder / name) for name in (RECORDS, RECORD_LINES, DROPS))


def write_page(folder: Path, last: CleanedPage | None, changes: Changes) -> tuple[str, ...]:
    """Write what a page's last good night says, and what this run flagged; names the files whose bytes are new.

    Args:
        folder: The page's own.
        last: The last good night; None before the first one, and then only ``changes.json`` is written.
        changes: What this run found.

    Raises:
        OutputError: A file cannot be written; the earlier one stands.
    """
    stored = () if last is None else store(last, folder)
    changed = write_atomic(folder / CHANGES, dumps(changes))  # last: whoever watches it finds the others in place
    return (*stored, CHANGES) if changed else stored
