"""What a run leaves beside the pages' own files: its report, feeds and manifest, all made from the history."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from scrape_clean.canonical import dumps
from scrape_clean.filenames import ATOM, JSON, MANIFESTS, REPORT, TABLES, source_folder
from scrape_clean.history import History
from scrape_clean.history.model import Flagged, PageId, PageState, Run
from scrape_clean.nightly.manifest import Manifest
from scrape_clean.nightly.outputs import page_folder
from scrape_clean.publish import LONGEST_FEED, Feed, FlaggedChange, PageReport, atom_feed, json_feed, report_html
from scrape_clean.publish.tables import PageRecords, store_tables
from scrape_clean.storage import remove, write_atomic
from scrape_clean.views.data import Changes

__all__ = ["publish", "write_manifest"]

KEPT_MANIFESTS: Final = 400
"""A year and a month of nights; the history has all of them."""


def publish(output: Path, history: History, run: Run, *, address: str | None = None) -> None:
    """Write the report of a run, its tables, and the feeds of all sources and of those with something new.

    New is, too, what earlier runs flagged that were killed or could not write: a feed tells it now.

    Args:
        output: The folder of the output.
        history: With the whole run in it.
        run: Which one.
        address: Where the output folder is served; None where nobody does.

    Raises:
        OutputError: A file cannot be written; the earlier one stands.
    """
    states = {state.page: state for state in history.pages()}
    found: dict[PageId, list[Flagged]] = {}
    for one in history.changes(run.id, substantive=False):
        found.setdefault(one.page, []).append(one)
    tonight = (_report(output, history, run, state, found.get(state.page, [])) for state in states.values())
    write_atomic(output / REPORT, report_html(run, (one for one in tonight if states[one.page].run == run.id)))
    fresh = {one.page.source for one in history.changes(_first_unpublished(output, run))}
    _publish_feeds(output, history, states, fresh, address)
    store_tables(output / TABLES, run, _records(output, history, run, states, found))


def _first_unpublished(output: Path, run: Run) -> int:
    """The number of the first run that has not published all it found: a manifest is written when that is done."""
    names = (path.stem for path in (output / MANIFESTS).glob("*.json"))
    done = (int(name) for name in names if name.isascii() and name.isdigit())
    return max((number for number in done if number < run.id), default=0) + 1


def _report(output: Path, history: History, run: Run, state: PageState, found: Sequence[Flagged]) -> PageReport:
    changes = history.changes_of(run.id, state.page) if state.run == run.id else None
    current = history.current(state.page) if changes and (changes.changes or changes.suspect) else None
    return PageReport(
        page=state.page,
        outcome=state.outcome,
        url=state.url,
        title=state.title,
        language=current.language if current else None,
        records=state.records,
        problem=state.problem,
        since=state.failing.started if state.failing else None,
        nights=state.failures,
        last_good=state.good.started if state.good else None,
        changes=changes or Changes(),
        ids=tuple(one.id for one in found),
        folder=page_folder(output, state.page).relative_to(output).as_posix(),
    )


def _records(
    output: Path, history: History, run: Run, states: Mapping[PageId, PageState], found: Mapping[PageId, list[Flagged]]
) -> Iterator[PageRecords]:
    """Every page that is watched with its records, and with this run's changes if it had a night."""
    for page, state in states.items():
        if state.outcome == "gone" and state.run != run.id:
            continue
        current = history.current(page)
        report = _report(output, history, run, state, found.get(page, []))
        yield PageRecords(report=report, records=current.records if current else ())


def _publish_feeds(
    output: Path, history: History, states: Mapping[PageId, PageState], changed: set[str], address: str | None
) -> None:
    """The feed of all sources, and those of sources that have something new or no feed yet."""
    began = history.runs()[0].started
    for source in (None, *sorted({page.source for page in states})):
        folder = output if source is None else source_folder(output, source)
        if source is not None and source not in changed and (folder / ATOM).exists():
            continue
        newest = _newest(history.changes(1, source=source, limit=LONGEST_FEED + 1), states)
        for name, make in ((ATOM, atom_feed), (JSON, json_feed)):
            place = (folder / name).relative_to(output).as_posix()
            own = f"{address.rstrip('/')}/{place}" if address else None
            write_atomic(folder / name, make(Feed(source=source, began=began, address=own), newest))


def _newest(found: Iterable[Flagged], states: Mapping[PageId, PageState]) -> list[FlaggedChange]:
    """Changes as a feed wants them: the newest run first, each run's own in their order."""
    changes = [
        FlaggedChange(
            id=one.id,
            run=one.run,
            page=one.page,
            url=one.url,
            title=states[one.page].title if one.page in states else None,
            change=one.change,
        )
        for one in found
    ]
    return sorted(changes, key=lambda one: -one.run.id)


def write_manifest(output: Path, manifest: Manifest) -> None:
    """Write what a run did; of so many manifests that they would fill the disk in time, the oldest go.

    Raises:
        OutputError: It cannot be written.
    """
    folder = output / MANIFESTS
    write_atomic(folder / f"{manifest.run:06}.json", dumps(manifest))
    for path in sorted(folder.glob("*.json"), key=lambda path: (len(path.stem), path.stem))[:-KEPT_MANIFESTS]:
        remove(path)
