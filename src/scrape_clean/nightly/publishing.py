"""What a run leaves beside the pages' own files: its report, feeds and manifest, all made from the history."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Final, TypeAlias

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from scrape_clean.canonical import dumps
from scrape_clean.filenames import ATOM, JSON, MANIFESTS, REPORT, TABLES, source_folder
from scrape_clean.history import History
from scrape_clean.history.model import Flagged, PageId, PageState, Run
from scrape_clean.nightly.manifest import Manifest
from scrape_clean.nightly.outputs import page_folder
from scrape_clean.publish import LONGEST_FEED, Feed, FlaggedChange, PageReport, atom_feed, json_feed, report_html
from scrape_clean.publish.tables import PageRecords, store_tables
from scrape_clean.storage import remove, write_atomic
from scrape_clean.views.clear import web_address
from scrape_clean.views.data import Changes

__all__ = ["EVERY_SOURCE", "Sources", "publish", "publish_feeds", "write_manifest"]

KEPT_MANIFESTS: Final = 400
"""A year and a month of nights; the history has all of them."""
_MOST_EARLIER: Final = 10
"""Runs that told nobody what they found, at the most: whoever deletes the manifests is not told of a year again."""


class Sources(Struct, frozen=True, kw_only=True):
    """Ids of the sources that a run had to do with."""

    watched: frozenset[str] | None = None
    """Those in the settings; what others said is past. None: all that the history knows."""
    others: frozenset[str] = frozenset()
    """Those of them that the run did not look at, since only some were wanted."""


EVERY_SOURCE: Final = Sources()


class _Named(Struct, frozen=True):
    """Of a snapshot, what a page was called."""

    url: str | None = None
    title: str | None = None
    language: str | None = None


class _Addressed(Struct, frozen=True):
    """Of a JSON feed, where it is served."""

    feed_url: str | None = None


class _Begun(Struct, frozen=True):
    """Of a manifest, when its run began."""

    started: datetime


_Naming: TypeAlias = Callable[[PageId, int], _Named]
"""What a page was called as of a run."""


def publish(
    output: Path,
    history: History,
    run: Run,
    sources: Sources = EVERY_SOURCE,
    *,
    address: str | None = None,
) -> None:
    """Write the report of a run, its tables, and the feeds of all sources and of those with something new.

    New is, too, what earlier runs flagged that were killed or could not write: it is told now.

    Args:
        output: The folder of the output.
        history: With the whole run in it.
        run: Which one.
        sources: What it had to do with. The report has the last night of those not looked at; the tables have no page
            of a source that is not watched.
        address: Where the output folder is served; None where nobody does.

    Raises:
        OutputError: A file cannot be written; the earlier one stands.
    """
    found = _Found(output, history, run, sources.others)
    write_atomic(output / REPORT, report_html(run, found.told()))
    fresh = {one.page.source for one in history.changes(_first_unpublished(output, found.runs, run))}
    publish_feeds(output, history, fresh, address)
    store_tables(output / TABLES, run, found.records(sources.watched))


def _first_unpublished(output: Path, runs: Mapping[int, Run], run: Run) -> int:
    """The number of the first run that has not published all it found: a manifest is written when that is done.

    A manifest that tells of another run under the same number is an earlier history's, which had this place.
    """
    manifests = _manifests(output)
    earlier = (number for number in sorted(manifests, reverse=True) if number < run.id and number in runs)
    return next((number for number in earlier if _tells_of(manifests[number], runs[number])), 0) + 1


def _manifests(output: Path) -> dict[int, Path]:
    """All manifests by the numbers of their runs."""
    paths = (output / MANIFESTS).glob("*.json")
    return {int(path.stem): path for path in paths if path.stem.isascii() and path.stem.isdigit()}


def _tells_of(manifest: Path, run: Run) -> bool:
    try:
        return msgspec.json.decode(manifest.read_bytes(), type=_Begun).started == run.started
    except (OSError, msgspec.DecodeError):
        return False


class _Found:
    """What there is to tell: of a run, of those before it that have told nobody, and of pages not looked at."""

    def __init__(self, output: Path, history: History, run: Run, others: frozenset[str]) -> None:
        self._output = output
        self._history = history
        self._run = run
        self.states = {state.page: state for state in history.pages()}
        self.runs = {one.id: one for one in history.runs()}
        told = [state for state in self.states.values() if state.page.source in others]
        self._last = _last_nights(told, self.runs)
        carried = {state.run for state in told if state.run >= self._last[state.page.source]}
        first = max(_first_unpublished(output, self.runs, run), run.id - _MOST_EARLIER)
        self._untold = [one for one in self.runs.values() if first <= one.id < run.id]
        numbers = {run.id, *carried, *(one.id for one in self._untold)}
        self._ids: dict[tuple[int, PageId], list[tuple[str, bool]]] = {}
        for number in sorted(numbers):
            for one in takewhile(_is_of(number), history.changes(number, substantive=False)):
                self._ids.setdefault((number, one.page), []).append((one.id, one.change.substantive))

    def told(self) -> Iterator[PageReport]:
        """The pages of the report."""
        for state in self.states.values():
            told = state.run >= self._last.get(state.page.source, self._run.id)
            if told:
                yield self._report(state, self.runs[state.run])
            for one in self._earlier(state):
                if one.outcome == "changed" and not (told and one.night == self.runs[state.run]):
                    yield one

    def records(self, sources: frozenset[str] | None) -> Iterator[PageRecords]:
        """Every page that is watched with its records, and with changes that no table has told."""
        for page, state in self.states.items():
            earlier = tuple(self._earlier(state))
            watched = state.watched and (sources is None or page.source in sources)
            if watched or state.run == self._run.id or earlier:
                current = self._history.current(page)
                report = replace(self._report(state, self._run), language=current.language if current else None)
                yield PageRecords(report=report, records=current.records if current else (), earlier=earlier)

    def _report(self, state: PageState, night: Run) -> PageReport:
        """A page as it is, with the changes of a night."""
        page = state.page
        changes = self._history.changes_of(night.id, page) if state.run == night.id else None
        current = self._history.current(page) if changes and (changes.changes or changes.suspect) else None
        return PageReport(
            page=page,
            outcome=state.outcome,
            night=None if night.id == self._run.id else night,
            url=state.url,
            title=state.title,
            language=current.language if current else None,
            records=state.records,
            problem=state.problem,
            since=state.failing.started if state.failing else None,
            nights=state.failures,
            last_good=state.good.started if state.good else None,
            changes=changes or Changes(),
            ids=tuple(name for name, _ in self._ids.get((night.id, page), ())),
            folder=page_folder(self._output, page).relative_to(self._output).as_posix(),
        )

    def _earlier(self, state: PageState) -> Iterator[PageReport]:
        """What runs found of a page that have told nobody."""
        for run in self._untold:
            if ids := self._ids.get((run.id, state.page)):
                yield PageReport(
                    page=state.page,
                    outcome="changed" if any(substantive for _, substantive in ids) else "unchanged",
                    night=run,
                    url=state.url,
                    title=state.title,
                    records=state.records,
                    changes=self._history.changes_of(run.id, state.page) or Changes(),
                    ids=tuple(name for name, _ in ids),
                )


def _last_nights(states: Iterable[PageState], runs: Mapping[int, Run]) -> dict[str, int]:
    """The number of the last run that looked at all of each source: what was gone before then is not told again."""
    last: dict[str, int] = {}
    for state in sorted(states, key=lambda one: (runs[one.run].status == "done", one.run)):
        last[state.page.source] = state.run
    return last


def _is_of(number: int) -> Callable[[Flagged], bool]:
    return lambda one: one.run.id == number


def publish_feeds(output: Path, history: History, changed: set[str], address: str | None) -> None:
    """Write the feed of all sources, and those of sources that need it.

    Args:
        output: The folder of the output.
        history: What the feeds tell of.
        changed: Sources that have something new. A feed is made, too, where one is lost or names another address.
        address: Where the output folder is served; None where nobody does.

    Raises:
        OutputError: A file cannot be written; the earlier one stands.
    """
    began = history.runs()[0].started

    @cache  # a change stands in two feeds, and a page's night may have many
    def named(page: PageId, run: int) -> _Named:
        data = history.bytes_at(page, run)
        return _Named() if data is None else msgspec.json.decode(data, type=_Named)

    for source in (None, *sorted({state.page.source for state in history.pages()})):
        folder = output if source is None else source_folder(output, source)
        served = {name: _served(output, folder / name, address) for name in (ATOM, JSON)}
        if source is not None and source not in changed and _stand(folder, served[JSON]):
            continue
        newest = _newest(history.changes(1, source=source, limit=LONGEST_FEED + 1), named)
        for name, make in ((ATOM, atom_feed), (JSON, json_feed)):
            write_atomic(folder / name, make(Feed(source=source, began=began, address=served[name]), newest))


def _served(output: Path, path: Path, address: str | None) -> str | None:
    return f"{address.rstrip('/')}/{path.relative_to(output).as_posix()}" if address else None


def _stand(folder: Path, address: str | None) -> bool:
    """Whether both feeds of a folder are there, and the JSON feed is said to be had at an address."""
    try:
        own = msgspec.json.decode((folder / JSON).read_bytes(), type=_Addressed).feed_url
    except (OSError, msgspec.DecodeError):
        return False
    return own == web_address(address) and (folder / ATOM).exists()


def _newest(found: Iterable[Flagged], named: _Naming) -> list[FlaggedChange]:
    """Changes as a feed wants them: the newest run first, each run's own in their order.

    A page is called what it was when the change was found. Else a counter in its title, or an address that leads
    elsewhere tonight, would alter entries on a night on which nothing changed.
    """
    changes = []
    for one in found:
        then = named(one.page, one.run.id)
        changes.append(
            FlaggedChange(
                id=one.id,
                run=one.run,
                page=one.page,
                url=then.url or one.url,
                title=then.title,
                language=then.language,
                change=one.change,
            )
        )
    return sorted(changes, key=lambda one: -one.run.id)


def write_manifest(output: Path, manifest: Manifest) -> None:
    """Write what a run did; of so many manifests that they would fill the disk in time, the oldest go.

    Before them go those with greater numbers than this run's: an earlier history, which had this place, had such runs.

    Raises:
        OutputError: It cannot be written.
    """
    write_atomic(output / MANIFESTS / f"{manifest.run:06}.json", dumps(manifest))
    manifests = _manifests(output)
    for number in sorted(manifests, key=lambda number: (number <= manifest.run, number))[:-KEPT_MANIFESTS]:
        remove(manifests[number])
