"""The nightly job without settings: every page in a folder, each into its own folder of the output.

Moves data and knows no rule: reading is `sources`, cleaning `pipeline`, storing `sinks`. One page that cannot be read
or stored never stops the others, and what was stored for it before stays as it is.
"""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from scrape_clean.canonical import drop_lines, record_lines
from scrape_clean.errors import InputError, OutputError, ScrapeCleanError, UsageError
from scrape_clean.model import Capture
from scrape_clean.page import CleanedPage
from scrape_clean.pipeline import Options, clean_capture
from scrape_clean.sinks.files import source_folder
from scrape_clean.sources.files import list_captures, read_capture
from scrape_clean.storage import write_atomic

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
    if not folder.is_dir():
        raise UsageError(f"{folder}: is no folder; put pages there, or name another with --raw")
    if not (found := list_captures(folder)):
        raise UsageError(f"{folder}: holds no page; put *.html, *.txt or *.md files there (also .gz)")
    return found


def process(paths: tuple[Path, ...], output: Path, options: Options, max_bytes: int) -> Iterator[Outcome]:
    """Read, clean and store each page, and say what became of it, one by one."""
    for path in paths:
        try:
            capture = read_capture(path, max_bytes=max_bytes)
        except InputError as problem:
            yield Outcome(source=path.name, problem=problem)
            continue
        yield _process_one(capture, path, output, options)


def _process_one(capture: Capture, path: Path, output: Path, options: Options) -> Outcome:
    source = capture.source
    try:
        page = clean_capture(capture, options)
        return Outcome(source=source, page=page, written=store(page, source_folder(output, source)))
    except InputError as problem:
        return Outcome(source=source, problem=InputError(problem.reason, str(path)))
    except OutputError as problem:
        return Outcome(source=source, problem=problem)


def store(page: CleanedPage, folder: Path) -> tuple[str, ...]:
    """Write a page's files, each atomically, and name those whose bytes are new.

    Raises:
        OutputError: A file cannot be written; the earlier one stands.
    """
    files = {
        "drops.jsonl": drop_lines(page.drops),
        "records.jsonl": record_lines(page.records),
        "records.json": page.canonical(),  # last: whoever watches it finds the others in place
    }
    return tuple(name for name, data in files.items() if write_atomic(folder / name, data))
