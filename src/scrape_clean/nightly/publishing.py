"""What a run leaves beside the pages' own files: its report, feeds and manifest, all made from the history."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from scrape_clean.canonical import dumps
from scrape_clean.history import History
from scrape_clean.history.model import Flagged, PageId, PageState, Run
from scrape_clean.nightly.manifest import Manifest
from scrape_clean.nightly.outputs import page_folder
from scrape_clean.publish import LONGEST_FEED, Feed, FlaggedChange, PageReport, atom_feed, json_feed, report_html
from scrape_clean.sinks.files import source_folder
from scrape_clean.storage import write_atomic

__all__ = ["ATOM", "JSON", "MANIFESTS", "REPORT", "publish", "write_manifest"]

REPORT: Final = "report.html"
ATOM: Final = "feed.atom"
JSON: Final = "feed.json"
MANIFESTS: Final = "runs"


def publish(output: Path, history: History, run: Run, *, address: str | None = None) -> None:
    """Write the report of a run, and the feeds of all sources and of those in which it flagged something.

    Args:
        output: The folder of the output.
        history: With the whole run in it.
        run: Which one.
        address: Where the output folder is served; None where nobody does.

    Raises:
        OutputError: A file cannot be written; the earlier one stands.
    """
    states = {state.page: state for state in history.pages()}
    write_atomic(output / REPORT, report_html(run, _reports(output, history, run, states)))
    began = history.runs()[0].started
    flagged = {one.page.source for one in history.changes(run.id)}
    for source in (None, *sorted({page.source for page in states})):
        folder = output if source is None else source_folder(output, source)
        if source is None or source in flagged or not (folder / ATOM).exists():
            newest = _newest(history.changes(1, source=source, limit=LONGEST_FEED), states)
            below = folder.relative_to(output).as_posix()
            base = address and f"{address.rstrip('/')}/{'' if below == '.' else f'{below}/'}"
            for name, make in ((ATOM, atom_feed), (JSON, json_feed)):
                feed = Feed(source=source, began=began, address=base and f"{base}{name}")
                write_atomic(folder / name, make(feed, newest))


def _reports(output: Path, history: History, run: Run, states: Mapping[PageId, PageState]) -> Iterator[PageReport]:
    for page, state in states.items():
        if state.run != run.id:
            continue
        yield PageReport(
            page=page,
            outcome=state.outcome,
            url=state.url,
            title=state.title,
            records=state.records,
            problem=state.problem,
            since=state.failing.started if state.failing else None,
            nights=state.failures,
            last_good=state.good.started if state.good else None,
            changes=history.changes_of(run.id, page),
            folder=page_folder(output, page).relative_to(output).as_posix(),
        )


def _newest(found: Iterable[Flagged], states: Mapping[PageId, PageState]) -> list[FlaggedChange]:
    """Changes as a feed wants them: the newest run first, each run's own in their order."""
    changes = [
        FlaggedChange(
            id=one.id,
            run=one.run.id,
            time=one.run.started,
            page=one.page,
            url=one.url,
            title=states[one.page].title if one.page in states else None,
            change=one.change,
        )
        for one in found
    ]
    return sorted(changes, key=lambda one: -one.run)


def write_manifest(output: Path, manifest: Manifest) -> None:
    """Write what a run did.

    Raises:
        OutputError: It cannot be written.
    """
    write_atomic(output / MANIFESTS / f"{manifest.run:06}.json", dumps(manifest))
