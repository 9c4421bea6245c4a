"""What is published beside the pages: nothing that a killed run found is left out for good."""

from pathlib import Path

import pytest

from nights import MENU, night_of, play, start_of
from scrape_clean.history import History
from scrape_clean.history.model import PageId, Run
from scrape_clean.nightly import publishing
from scrape_clean.nightly.manifest import manifest_of
from scrape_clean.nightly.publishing import publish, write_manifest

OTHER = PageId("other")


def test_a_feed_tells_what_a_run_found_that_was_killed_for_good(tmp_path: Path) -> None:
    """A run that stored a change and never came back is told of by the next one, though that page is quiet now."""
    with History.open(tmp_path / "history.db") as history:
        run, _ = play(history, MENU)
        publish(tmp_path, history, run)
        write_manifest(tmp_path, manifest_of(run, (), finished=start_of(1), settings="", resumed=False))
        killed, _ = history.begin_run(start_of(2), "1.0")
        history.store(killed, night_of(history, 2, (MENU[0].replace("3", "4"), *MENU[1:])))
        run, resumed = history.begin_run(start_of(3), "1.0")
        assert not resumed
        history.store(run, night_of(history, 3, MENU, OTHER))

        publish(tmp_path, history, run)

        (change,) = history.changes(1)
    assert change.id in (tmp_path / "feed.json").read_text()
    assert change.id in (tmp_path / "campus" / "feed.json").read_text()


def test_old_manifests_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest stay, also when their numbers have grown longer."""
    monkeypatch.setattr(publishing, "KEPT_MANIFESTS", 2)
    for number in (999_998, 999_999, 1_000_000):
        run = Run(id=number, started=start_of(1), version="1.0")
        write_manifest(tmp_path, manifest_of(run, (), finished=start_of(1), settings="", resumed=False))
    assert sorted(path.name for path in (tmp_path / "runs").iterdir()) == ["1000000.json", "999999.json"]
