"""The nightly job without settings: every page in a folder, each into its own folder of the output.

A WARC file stands for the pages in it: they get a folder each within the file's.

Moves data and knows no rule: reading is `sources`, cleaning `pipeline`, storing `sinks`. One page that cannot be read
or stored never stops the others, and what was stored for it before stays as it is.
"""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from scrape_clean.canonical import drop_lines, record_lines
from scrape_clean.errors import InputError, OutputError, ScrapeCleanError, UsageError
from scrape_clean.filenames import DROPS, RECORD_LINES, RECORDS, source_folder
from scrape_clean.model import Capture
from scrape_clean.page import CleanedPage
from scrape_clean.pipeline import Options, clean_capture
from scrape_clean.sources.files import is_warc, list_captures, read_capture, unpacked_name
from scrape_clean.sources.warc import latest, list_pages, nothing_in, read_pages
from scrape_clean.storage import write_together

__all__ = ["Outcome", "captures_in", "process", "store"]


class Outcome(Struct, frozen=True, kw_only=True):
    """What became of one source."""

    source: str
    page: CleanedPage | None = None
    written: tuple[str, ...] = ()
    """Names of the files whose bytes changed."""
    problem: ScrapeCleanError | None = None


def captures_in(folder: Path) -> tuple[Path, ...]:
    """The pages that a run will read.

    Raises:
        UsageError: No such folder, or nothing in it.
    """
    if not os.path.isdir(folder):  # noqa: PTH112  which is never an error
        raise UsageError(
            f"{folder}: is no folder; put pages there, name another with --raw, or watch pages on the web with "
            "`scrape-clean init`"
        )
    if not (found := list_captures(folder)):
        raise UsageError(f"{folder}: holds no page; put *.html, *.txt, *.md (also .gz) or *.warc.gz files there")
    return found


def process(paths: tuple[Path, ...], output: Path, options: Options, max_bytes: int) -> Iterator[Outcome]:
    """Read, clean and store each page, and say what became of it, one by one."""
    folders = _folders(paths, output)
    for path in paths:
        try:
            if is_warc(path):
                yield from _process_warc(path, folders[path], options, max_bytes)
            else:
                capture = read_capture(path, max_bytes=max_bytes)
                yield _process_one(capture, str(path), folders[path], options)
        except InputError as problem:
            yield Outcome(source=path.name, problem=problem)


def _folders(paths: Sequence[Path], output: Path) -> dict[Path, Path]:
    """A folder for each file, and for no two the same: named without what is packed where no other file is meant."""
    names = {path.name for path in paths}
    short = Counter(unpacked_name(path) for path in paths)

    def name(path: Path) -> str:
        unpacked = unpacked_name(path)
        chosen = path.name if unpacked in names or short[unpacked] > 1 else unpacked
        return os.fsencode(chosen).decode("utf-8", "surrogateescape")  # the same folder in every locale

    return {path: source_folder(output, name(path)) for path in paths}


def _process_warc(path: Path, folder: Path, options: Options, max_bytes: int) -> Iterator[Outcome]:
    """Of each page the newest capture, into a folder of its own; what is damaged is told, too."""
    listing = list_pages(path)
    for problem in listing.problems:
        yield Outcome(source=path.name, problem=problem)
    if not listing.pages and not listing.problems:
        raise nothing_in(path, listing)
    for page, found in read_pages(path, latest(listing.pages), max_bytes):
        if isinstance(found, InputError):
            yield Outcome(source=page.url, problem=found)
        else:
            yield _process_one(found, f"{path}: {page.url}", source_folder(folder, page.url), options)


def _process_one(capture: Capture, name: str, folder: Path, options: Options) -> Outcome:
    source = capture.source
    try:
        page = clean_capture(capture, options)
        return Outcome(source=source, page=page, written=store(page, folder))
    except InputError as problem:
        return Outcome(source=source, problem=InputError(problem.reason, name))
    except OutputError as problem:
        return Outcome(source=source, problem=problem)


def store(page: CleanedPage, folder: Path) -> tuple[str, ...]:
    """Write a page's files, each atomically, and name those whose bytes are new.

    Raises:
        OutputError: A file cannot be written; the earlier one stands.
    """
    files = {
        DROPS: drop_lines(page.drops),
        RECORD_LINES: record_lines(page.records),
        RECORDS: page.canonical(),  # last: whoever watches it finds the others in place
    }
    return write_together(folder, files)
