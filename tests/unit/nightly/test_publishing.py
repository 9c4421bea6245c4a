"""What is published beside the pages: nothing that a killed run found is left out for good."""

import csv
from pathlib import Path

import pytest

from nights import CAMPUS, MENU, night_of, play, start_of
from scrape_clean.history import History
from scrape_clean.history.model import PageId, Run
from scrape_clean.nightly import publishing
from scrape_clean.nightly.manifest import manifest_of
from scrape_clean.nightly.night import gone_night
from scrape_clean.nightly.publishing import publish, write_manifest

OTHER = PageId("other")
DEARER = (MENU[0].replace("3", "4"), *MENU[1:])


def test_a_feed_tells_what_a_run_found_that_was_killed_for_good(tmp_path: Path) -> None:
    """A run that stored a change and never came back is told of by the next one, though that page is quiet now."""
    with History.open(tmp_path / "history.db") as history:
        run, _ = play(history, MENU)
        publish(tmp_path, history, run)
        write_manifest(tmp_path, manifest_of(run, (), finished=start_of(1), settings="", resumed=False))
        killed, _ = history.begin_run(start_of(2), "1.0")
        history.store(killed, night_of(history, 2, DEARER))
        run, resumed = history.begin_run(start_of(3), "1.0")
        assert not resumed
        history.store(run, night_of(history, 3, MENU, OTHER))

        publish(tmp_path, history, run)

        (change,) = history.changes(1)
    assert change.id in (tmp_path / "feed.json").read_text()
    assert change.id in (tmp_path / "campus" / "feed.json").read_text()
    assert f'id="c-{change.id}"' in (tmp_path / "report.html").read_text()
    assert "found by run 2, started" in (tmp_path / "report.html").read_text()
    assert [(row["change"], row["run"]) for row in table(tmp_path, "changes")] == [(change.id, "2")]


def test_what_was_told_is_not_told_again(tmp_path: Path) -> None:
    """Neither in the report of the next run nor in its tables, be it one of some sources only."""
    with History.open(tmp_path / "history.db") as history:
        for number, bullets in enumerate((MENU, DEARER, DEARER[:3]), 1):
            run, _ = play(history, bullets)
            publish(tmp_path, history, run)
            write_manifest(tmp_path, manifest_of(run, (), finished=start_of(number), settings="", resumed=False))
        (_, latest) = history.changes(1)
    assert [row["change"] for row in table(tmp_path, "changes")] == [latest.id]
    assert (tmp_path / "report.html").read_text().count('id="c-') == 1
    assert "found by run" not in (tmp_path / "report.html").read_text()


def test_a_run_of_some_sources_leaves_the_others_in_the_report(tmp_path: Path) -> None:
    """As of their last night; but not pages that were gone before it, nor sources that are watched no longer."""
    gone, third = PageId("campus", "gone"), PageId("third")
    with History.open(tmp_path / "history.db") as history:
        first, _ = history.begin_run(start_of(1), "1.0")
        for page in (CAMPUS, gone, OTHER, third):
            history.store(first, night_of(history, 1, MENU, page))
        history.finish_run(first, start_of(1))
        second, _ = history.begin_run(start_of(2), "1.0")
        history.store(second, gone_night(history.known(gone), start_of(2), None))
        history.finish_run(second, start_of(2))
        third_run, _ = history.begin_run(start_of(3), "1.0")
        history.store(third_run, night_of(history, 3, DEARER))
        history.finish_run(third_run, start_of(3))
        for number in (1, 2, 3):
            run = Run(id=number, started=start_of(number), version="1.0")
            write_manifest(tmp_path, manifest_of(run, (), finished=start_of(1), settings="", resumed=False))
        fourth, _ = history.begin_run(start_of(4), "1.0")
        history.store(fourth, night_of(history, 4, MENU, OTHER))

        publish(tmp_path, history, fourth, others=frozenset({"campus"}))

        (change,) = history.changes(1)
    report = (tmp_path / "report.html").read_text()
    assert f'id="c-{change.id}"' in report
    assert report.count("found by run 3, started") == 1
    assert "of pages that this one did not look at" in report
    assert 'href="#changed"><b>1</b>' in report
    assert 'href="#unchanged"><b>1</b>' in report
    assert "#gone" not in report
    assert "#new" not in report
    assert table(tmp_path, "changes") == []
    pages = table(tmp_path, "pages")
    assert [(row["source"], row["outcome"]) for row in pages] == [
        ("campus", "changed"), ("other", "unchanged"), ("third", "new"),
    ]  # fmt: skip


def test_what_a_killed_run_did_not_reach_stays_in_the_report_of_a_run_of_others(tmp_path: Path) -> None:
    """As of the night before, beside what it did reach."""
    pages = [PageId("all", key) for key in "ab"]
    with History.open(tmp_path / "history.db") as history:
        first, _ = history.begin_run(start_of(1), "1.0")
        for page in (*pages, OTHER):
            history.store(first, night_of(history, 1, MENU, page))
        history.finish_run(first, start_of(1))
        killed, _ = history.begin_run(start_of(2), "1.0")
        history.store(killed, night_of(history, 2, DEARER, pages[0]))
        third, _ = history.begin_run(start_of(3), "1.0")
        history.store(third, night_of(history, 3, MENU, OTHER))
        publish(tmp_path, history, third, others=frozenset({"all"}))
        (change,) = history.changes(1)
    report = (tmp_path / "report.html").read_text()
    assert report.count(f'id="c-{change.id}"') == 1
    assert [report.count(f"found by run {number}, started") for number in (1, 2)] == [1, 1]
    assert [row["change"] for row in table(tmp_path, "changes")] == [change.id]


def table(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of a table."""
    with (folder / "tables" / f"{name}.csv").open(newline="") as stream:
        return list(csv.DictReader(stream))


def test_old_manifests_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest stay, also when their numbers have grown longer."""
    monkeypatch.setattr(publishing, "KEPT_MANIFESTS", 2)
    for number in (999_998, 999_999, 1_000_000):
        run = Run(id=number, started=start_of(1), version="1.0")
        write_manifest(tmp_path, manifest_of(run, (), finished=start_of(1), settings="", resumed=False))
    assert sorted(path.name for path in (tmp_path / "runs").iterdir()) == ["1000000.json", "999999.json"]
