"""Thirty nights against a real web server, a real archive and a real database: flagged is exactly what was edited."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest
from msgspec.structs import replace
from pytest_socket import enable_socket

from harbour import LAST, PAGES, flagged_by_hand, page
from loopback import Answer, Site, serving
from scrape_clean.archive import verify
from scrape_clean.canonical import dumps, loads
from scrape_clean.compare import ChangeType
from scrape_clean.errors import InputError
from scrape_clean.filenames import HISTORY
from scrape_clean.history import History
from scrape_clean.history.model import PageId
from scrape_clean.nightly.job import Ended, Event, Means, Noticed, Troubled, run_night
from scrape_clean.nightly.replay import Replayed, replay
from scrape_clean.schema import SchemaName, json_schema
from scrape_clean.settings import load
from scrape_clean.sources.http import HttpFetcher
from scrape_clean.sources.visits import Fetched, Visit
from scrape_clean.views.data import Changes

FIRST = datetime(2026, 3, 1, 2, 30, tzinfo=UTC)
SETTINGS = """
[fetch]
contact = "keeper@harbour.example"
delay = 0
timeout = 1.5
attempts = 1
allow = ["127.0.0.0/8"]

[[source]]
id = "tours"
url = "{url}/tours"

[[source]]
id = "prices"
url = "{url}/prices"

[[source]]
id = "news"
url = "{url}/news"
"""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """The harbour's web server."""
    enable_socket()
    with serving(Site(PAGES)) as site:
        yield site


def night_of(folder: Path, site: Site, number: int) -> list[Event]:
    """Run one night's job, as cron would."""
    enable_socket()
    site.night = number
    settings = load(folder / "scrape-clean.toml")
    means = Means(fetcher=HttpFetcher(), now=lambda: FIRST + timedelta(days=number - 1), version="1")
    return list(run_night(settings, means))


@pytest.fixture(scope="module")
def month(site: Site, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[list[Event]]]:
    """The folder after thirty nights, and what happened on each."""
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "scrape-clean.toml").write_text(SETTINGS.format(url=site.url), encoding="utf-8")
    return folder, [night_of(folder, site, number) for number in range(1, LAST + 1)]


def test_exactly_what_was_edited_is_flagged(month: tuple[Path, list[list[Event]]]) -> None:
    """Nothing else in a month of reorderings, errors, logins, cuts, redirects and slow answers."""
    folder, _ = month
    with History.read(folder / "output" / HISTORY) as history:
        found = [
            (one.run.id, one.page.source, one.change.type, *(side.text if side else "" for side in sides))
            for one in history.changes(1)
            for sides in [(one.change.before, one.change.after)]
        ]
    assert sorted(found) == sorted(flagged_by_hand())


def outcomes(events: list[Event]) -> dict[str, str]:
    """What became of each source in a night."""
    ended = events[-1]
    assert isinstance(ended, Ended)
    return {entry.source: entry.outcome for entry in ended.entries}


def test_every_night_says_what_became_of_each_source(month: tuple[Path, list[list[Event]]]) -> None:
    """Broken nights are failed or suspect, never a removal of everything; no night stops the others."""
    _, nights = month
    assert not [event for night in nights for event in night if isinstance(event, Troubled)]
    tours = {number: outcomes(night)["tours"] for number, night in enumerate(nights, 1)}
    assert {number for number, outcome in tours.items() if outcome == "failed"} == {15, 16, 17, 19, 20}
    assert {number for number, outcome in tours.items() if outcome == "suspect"} == {13, 18, 21}
    assert {number for number, outcome in tours.items() if outcome == "changed"} == {3, 9, 12, 14, 22, 27}
    assert [outcomes(night)["prices"] for night in nights[10:12]] == ["failed", "failed"]


def test_what_changes_every_night_is_told_once(month: tuple[Path, list[list[Event]]]) -> None:
    """When it is learnt; from then on nobody hears of it."""
    _, nights = month
    told = {
        number: [event.line for event in night if isinstance(event, Noticed)] for number, night in enumerate(nights, 1)
    }
    line = (
        "news: changes every night, or comes and goes, and is not flagged any more: "
        "News > Good to know: this page was read # times"
    )
    assert {number: lines for number, lines in told.items() if lines} == {4: [line]}


@pytest.mark.usefixtures("month")
def test_most_nights_cost_a_304(site: Site) -> None:
    """Validators come from the history; the body is asked for when it changes, and no other time."""
    asked = [(night, status) for night, path, status in site.asked if path == "/prices"]
    assert [night for night, status in asked if status == 200] == [1, 10, 20]
    assert {status for _, status in asked} == {200, 304}


def test_the_archive_holds_every_night_and_is_sound(month: tuple[Path, list[list[Event]]]) -> None:
    """A file a page and night, as the history has it: count, length and digest."""
    folder, _ = month
    with History.read(folder / "output" / HISTORY) as history:
        pasts = [past for page in ("tours", "prices", "news") for past in history.captures(PageId(page))]
    files = [past.archived for past in pasts if past.archived]
    assert [verify(folder / "raw", one) for one in files] == [None] * len(files)
    assert {one.path for one in files} == {
        path.relative_to(folder / "raw").as_posix() for path in (folder / "raw").rglob("*.warc.gz")
    }
    assert len(files) == 3 * LAST - 1 - 2  # on one night no answer came in time, on two robots.txt shut the door


def test_files_show_the_last_night(month: tuple[Path, list[list[Event]]]) -> None:
    """records.json is the last good night; changes.json is this night's, and empty."""
    folder, _ = month
    with History.read(folder / "output" / HISTORY) as history:
        for source in ("tours", "prices", "news"):
            out = folder / "output" / source
            assert (out / "records.json").read_bytes() == history.current_bytes(PageId(source))
            assert loads((out / "changes.json").read_bytes(), Changes).changes == ()
            assert (out / "records.jsonl").exists()
            assert (out / "drops.jsonl").exists()
    assert len(list((folder / "output" / "runs").iterdir())) == LAST
    assert (folder / "output" / "report.html").exists()
    assert (folder / "output" / "feed.atom").exists()


def replayed(
    folder: Path, site: Site, extra: str = ""
) -> tuple[list[Replayed], list[tuple[int, str, ChangeType, str]]]:
    """A copy of the month, derived anew by some rules: what is told of it, and what is flagged in it."""
    settings = SETTINGS.format(url=site.url).replace('id = "tours"', f'id = "tours"\n{extra}')
    (folder / "scrape-clean.toml").write_text(settings, encoding="utf-8")
    with History.open(folder / "output" / HISTORY) as history:
        told = list(replay(load(folder / "scrape-clean.toml"), history, everything=True))
        found = [(one.run.id, one.page.source, one.change.type, one.change.id) for one in history.changes(1)]
    return told, found


def test_a_replay_by_the_same_rules_changes_nothing(
    month: tuple[Path, list[list[Event]]], site: Site, tmp_path: Path
) -> None:
    """Every night comes out of the archive as it was: records byte for byte, changes under their ids."""
    copy = Path(shutil.copytree(month[0], tmp_path / "copy"))
    with History.read(month[0] / "output" / HISTORY) as history:
        flagged = [(one.run.id, one.page.source, one.change.type, one.change.id) for one in history.changes(1)]
        nights = {
            (source, number): history.bytes_at(PageId(source), number)
            for source in ("tours", "prices", "news")
            for number in range(1, LAST + 1)
        }
    told, found = replayed(copy, site)
    assert [(one.nights, one.problem) for one in told] == [(LAST, None)] * 3
    assert found == flagged
    with History.read(copy / "output" / HISTORY) as history:
        assert {key: history.bytes_at(PageId(key[0]), key[1]) for key in nights} == nights


def test_a_replay_says_which_file_keeps_it_from_going_further_back(
    month: tuple[Path, list[list[Event]]], site: Site, tmp_path: Path
) -> None:
    """One is missing, one is damaged: the nights that they are of and those before stay, and it is no success."""
    copy = Path(shutil.copytree(month[0], tmp_path / "copy"))
    (copy / "scrape-clean.toml").write_text(SETTINGS.format(url=site.url), encoding="utf-8")
    with History.read(copy / "output" / HISTORY) as history:
        bodies = [one for one in history.captures(PageId("tours")) if one.outcome == "changed" and one.archived]
        (last,) = [one for one in history.captures(PageId("news")) if one.run.id == LAST]
        before = [history.bytes_at(PageId("tours"), number) for number in range(1, bodies[-2].run.id)]
    assert bodies[-2].archived
    assert last.archived
    (copy / "raw" / bodies[-2].archived.path).unlink()
    path = copy / "raw" / last.archived.path
    path.write_bytes(path.read_bytes()[:-9])
    done = subprocess.run(
        (sys.executable, "-m", "scrape_clean", "replay", "--all"), cwd=copy, capture_output=True, check=False
    )
    told = done.stderr.decode()
    assert done.returncode == InputError.exit_code
    assert f"{copy / 'raw' / bodies[-2].archived.path}: cannot be read: no such file or directory; that night" in told
    assert f"{path}: is cut: " in told
    assert f"news: 0 nights derived anew, {LAST} as before; 0 changes were flagged in the former, 0 now" in told
    with History.read(copy / "output" / HISTORY) as history:
        assert [history.bytes_at(PageId("tours"), number) for number in range(1, bodies[-2].run.id)] == before


def test_a_replay_by_new_rules_flags_nothing_for_their_sake(
    month: tuple[Path, list[list[Event]]], site: Site, tmp_path: Path
) -> None:
    """With the paragraph above the list left out, each night has one record less, and the same changes are flagged."""
    copy = Path(shutil.copytree(month[0], tmp_path / "copy"))
    with History.read(copy / "output" / HISTORY) as history:
        flagged = [(one.run.id, one.page.source, one.change.type, one.change.id) for one in history.changes(1)]
        before = history.current(PageId("tours"))
    feed = copy / "output" / "tours" / "feed.atom"
    whole = feed.read_bytes()
    feed.write_bytes(b"by other rules")
    _, found = replayed(copy, site, 'drop = ["main > p"]')
    assert found == flagged
    assert feed.read_bytes() == whole
    with History.read(copy / "output" / HISTORY) as history:
        after = history.current(PageId("tours"))
    assert before is not None
    assert after is not None
    assert [record.id for record in after.records] == [
        record.id for record in before.records if record.kind == "bullet"
    ]


def test_old_captures_go_and_the_last_good_one_stays(tmp_path: Path) -> None:
    """Two of each page are kept, and beside them the body that they refer to."""
    enable_socket()
    with serving(Site(PAGES)) as site:
        six_nights_with_two_captures(site, tmp_path)


def six_nights_with_two_captures(site: Site, tmp_path: Path) -> None:
    """Run them, and look at what is left."""
    settings = f"{SETTINGS.format(url=site.url)}\n[archive]\nkeep_captures = 2\n"
    (tmp_path / "scrape-clean.toml").write_text(settings, encoding="utf-8")
    for number in range(1, 7):
        night_of(tmp_path, site, number)
    left = {source: sorted((tmp_path / "raw" / source).iterdir()) for source in ("prices", "news")}
    nights = {source: [int(path.name.split("-")[-1][:6]) for path in paths] for source, paths in left.items()}
    assert nights == {"prices": [1, 5, 6], "news": [5, 6]}
    with History.read(tmp_path / "output" / HISTORY) as history:
        pasts = [past for source in left for past in history.captures(PageId(source))]
        assert len(history.captures(PageId("prices"))) == 6
    kept = [past.archived for past in pasts if past.archived]
    assert sorted(tmp_path / "raw" / one.path for one in kept) == sorted(left["prices"] + left["news"])
    assert [verify(tmp_path / "raw", one) for one in kept] == [None] * len(kept)


@pytest.mark.parametrize(
    ("year", "limit", "left"),
    [(2200, "keep_days = 1", [4, 5, 6]), (1971, "keep_days = 1", [4, 5, 6]), (2200, "keep_captures = 2", [5, 6])],
)
def test_a_night_with_a_wrong_clock_deletes_nothing_before_its_time(
    tmp_path: Path, year: int, limit: str, left: list[int]
) -> None:
    """The third night believes to be in another time; ages are told by the nights around it."""
    settings = SETTINGS.format(url="").partition("[[source]]")[0]
    settings += '[[source]]\nid = "hall"\nurl = "{}/hall"\n[archive]\n{}\n'
    enable_socket()
    kept: list[int] = []
    with serving(Site({"/hall": lambda night: Answer(body=page("Hall", [f"It shows {night} boats"]))})) as site:
        (tmp_path / "scrape-clean.toml").write_text(settings.format(site.url, limit), encoding="utf-8")
        for number in range(1, 7):
            site.night = number
            now = FIRST.replace(year=year) if number == 3 else FIRST + timedelta(days=number - 1)
            means = Means(fetcher=_Clocked(now), now=lambda now=now: now, version="1")  # type: ignore[misc]
            list(run_night(load(tmp_path / "scrape-clean.toml"), means))
            kept = [int(path.name.split("-")[-1][:6]) for path in (tmp_path / "raw" / "hall").iterdir()]
            assert number > 3 or limit == "keep_captures = 2" or sorted(kept) == list(range(1, number + 1))
    assert sorted(kept) == left


class _Clocked:
    """Fetches by another clock than that of this machine."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def fetch(self, visits: Iterable[Visit]) -> Iterator[Fetched]:
        """As the real one does, then."""
        for fetched in HttpFetcher().fetch(visits):
            yield replace(fetched, exchanges=tuple(replace(one, time=self._now) for one in fetched.exchanges))


@pytest.mark.parametrize("name", ["changes.json", "manifest.json"])
def test_schemas_are_kept_in_docs_and_hold(month: tuple[Path, list[list[Event]]], name: SchemaName) -> None:
    """What `schema` prints is what docs/ shows, and what a month has written follows it."""
    schema = json.loads(json.dumps(json_schema(name)))
    kept = Path(__file__).parents[2] / "docs" / "schema" / f"{name}.schema.json"
    assert json.loads(kept.read_bytes()) == schema
    output = month[0] / "output"
    with History.read(output / HISTORY) as history:
        found = [history.changes_of(number, PageId("tours")) for number in (3, 12, 18, 22)]
    written = (
        [*(dumps(one) for one in found), (output / "tours" / name).read_bytes()]
        if name == "changes.json"
        else [path.read_bytes() for path in (output / "runs").iterdir()]
    )
    for data in written:
        jsonschema.validate(json.loads(data), schema, cls=jsonschema.Draft202012Validator)
    assert len(written) in {5, LAST}
