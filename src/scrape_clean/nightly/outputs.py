"""The files of a page, made anew from what the history holds: whoever killed a run lost none of them."""

from pathlib import Path
from typing import Final

from scrape_clean.canonical import drop_lines, dumps, record_lines
from scrape_clean.history.model import PageId
from scrape_clean.page import CleanedPage
from scrape_clean.sinks.files import folder_name
from scrape_clean.storage import write_atomic
from scrape_clean.views.data import Changes

__all__ = ["HISTORY", "RECORDS", "page_folder", "write_page"]

HISTORY: Final = "history.db"
"""In the folder of the output."""
RECORDS: Final = "records.json"


def page_folder(root: Path, page: PageId) -> Path:
    """Where a page's files lie, in the output as in the archive: a folder a source, and one a page of several."""
    folder = root / folder_name(page.source)
    return folder / folder_name(page.key) if page.key else folder


def write_page(folder: Path, last: CleanedPage | None, changes: Changes) -> tuple[str, ...]:
    """Write what a page's last good night says, and what this run flagged; names the files whose bytes are new.

    Args:
        folder: The page's own.
        last: The last good night; None before the first one, and then only ``changes.json`` is written.
        changes: What this run found.

    Raises:
        OutputError: A file cannot be written; the earlier one stands.
    """
    files = {"changes.json": dumps(changes)}
    if last is not None:
        files = {
            "drops.jsonl": drop_lines(last.drops),
            "records.jsonl": record_lines(last.records),
            RECORDS: last.canonical(),
            **files,  # last: whoever watches it finds the others in place
        }
    return tuple(name for name, data in files.items() if write_atomic(folder / name, data))
