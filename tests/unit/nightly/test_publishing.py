"""What is published beside the pages: nothing that a killed run found is left out for good."""

import csv
import json
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from nights import CAMPUS, MENU, night_of, play, start_of
from scrape_clean.history import History
from scrape_clean.history.model import PageId, Run
from scrape_clean.nightly import publishing
from scrape_clean.nightly.manifest import manifest_of
from scrape_clean.nightly.night import gone_night
from scrape_clean.nightly.publishing import Sources, publish, write_manifest

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


def test_the_report_says_since_when_and_in_which_language(tmp_path: Path) -> None:
    """Of a page that fails its last good night, of one that has changed the language of its words."""
    with History.open(tmp_path / "history.db") as history:
        play(history, MENU)
        run, _ = play(history, None)
        publish(tmp_path, history, run)
        assert f'<time datetime="{start_of(1):%Y-%m-%dT%H:%M:%SZ}">' in (tmp_path / "report.html").read_text()
        run, _ = play(history, DEARER)
        publish(tmp_path, history, run)
        assert '<div lang="en"' in (tmp_path / "report.html").read_text()


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

        publish(tmp_path, history, fourth, Sources(others=frozenset({"campus"})))

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


def test_a_source_that_is_in_the_settings_no_longer_is_in_no_table(tmp_path: Path) -> None:
    """What it said is past; under another id the same page would stand there twice."""
    with History.open(tmp_path / "history.db") as history:
        run, _ = play(history, MENU)
        history.store(run, night_of(history, 1, MENU, OTHER))
        publish(tmp_path, history, run)
        assert {row["source"] for row in table(tmp_path, "pages")} == {"campus", "other"}
        second, _ = history.begin_run(start_of(2), "1.0")
        history.store(second, night_of(history, 2, MENU, OTHER))
        publish(tmp_path, history, second, Sources(watched=frozenset({"other"})))
    for name in ("pages", "records"):
        assert {row["source"] for row in table(tmp_path, name)} == {"other"}


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
        publish(tmp_path, history, third, Sources(others=frozenset({"all"})))
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


def test_other_files_beside_the_manifests_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody's notes stop no run, and do not go with the old manifests."""
    monkeypatch.setattr(publishing, "KEPT_MANIFESTS", 1)
    (tmp_path / "runs").mkdir()
    others = [tmp_path / "runs" / name for name in ("notes.json", "\N{SUPERSCRIPT TWO}.json", "1.txt")]
    for other in others:
        other.touch()
    with History.open(tmp_path / "history.db") as history:
        for _ in range(2):
            run, _night = play(history, MENU)
            publish(tmp_path, history, run)
            write_manifest(tmp_path, manifest_of(run, (), finished=start_of(1), settings="", resumed=False))
    assert set((tmp_path / "runs").iterdir()) == {*others, tmp_path / "runs" / "000002.json"}


def test_a_new_history_beside_the_manifests_of_an_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each night is told once, its manifest stays, and the old ones go, those first that no run of this history has."""
    monkeypatch.setattr(publishing, "KEPT_MANIFESTS", 4)
    for number in range(4, 9):
        run = Run(id=number, started=start_of(number - 100), version="1.0")
        write_manifest(tmp_path, manifest_of(run, (), finished=start_of(1), settings="", resumed=False))
    assert [path.name for path in sorted((tmp_path / "runs").iterdir())] == [
        f"00000{number}.json" for number in (5, 6, 7, 8)
    ]
    with History.open(tmp_path / "history.db") as history:
        for number, bullets in enumerate((MENU, DEARER, DEARER[:3]), 1):
            run, _ = play(history, bullets)
            publish(tmp_path, history, run)
            write_manifest(tmp_path, manifest_of(run, (), finished=start_of(number), settings="", resumed=False))
        found = {one.run.id: one.id for one in history.changes(1)}
        assert [row["change"] for row in table(tmp_path, "changes")] == [found[3]]
        killed, _ = history.begin_run(start_of(4), "1.0")
        history.store(killed, night_of(history, 4, MENU))
        found = {one.run.id: one.id for one in history.changes(1)}
        old = Run(id=4, started=start_of(-96), version="1.0")
        write_manifest(tmp_path, manifest_of(old, (), finished=start_of(1), settings="", resumed=False))
        run, _ = play(history, MENU)
        publish(tmp_path, history, run)
        assert {row["run"] for row in table(tmp_path, "changes")} == {"4"}
        write_manifest(tmp_path, manifest_of(run, (), finished=start_of(5), settings="", resumed=False))
    assert [path.name for path in sorted((tmp_path / "runs").iterdir())] == [
        f"00000{number}.json" for number in (2, 3, 4, 5)
    ]


def feeds(folder: Path) -> dict[str, bytes]:
    """All feeds by their places."""
    paths = [*folder.rglob("feed.atom"), *folder.rglob("feed.json")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def titled(history: History, number: int, bullets: tuple[str, ...], **page: str) -> Run:
    """A night on which a page has another title, address or language; all else is as ever."""
    run, _ = history.begin_run(start_of(number), "1.0")
    night = night_of(history, number, bullets)
    last = night.last or history.known(CAMPUS).last
    assert last
    history.store(run, replace(night, last=replace(last, **page), url=page.get("url", night.url)))
    history.finish_run(run, start_of(number))
    return run


def test_a_counter_in_a_title_alters_no_feed(tmp_path: Path) -> None:
    """An entry has the title, address and language that its page had when the change was found, in every feed."""
    with History.open(tmp_path / "history.db") as history:
        for number, (bullets, title) in enumerate([(MENU, "Canteen"), (DEARER, "Canteen (3 new)")], 1):
            publish(tmp_path, history, titled(history, number, bullets, title=title))
        before = feeds(tmp_path)
        write_manifest(tmp_path, manifest_of(history.runs()[-1], (), finished=start_of(2), settings="", resumed=False))
        run = titled(history, 3, DEARER, title="Canteen (4 new)", url="https://other.example/", language="de")
        publish(tmp_path, history, run)
    assert feeds(tmp_path) == before
    for name in ("feed.json", "campus/feed.json"):
        (item,) = json.loads(before[name])["items"]
        assert item["title"].startswith("Canteen (3 new) › ")
        assert item["url"].startswith("https://canteen.example/menu#")
        assert item["language"] == "en"
    assert b'<entry xml:lang="en">' in before["campus/feed.atom"]


def test_feeds_are_made_again_where_one_is_lost(tmp_path: Path) -> None:
    """Of a source on which nothing changed, too."""
    with History.open(tmp_path / "history.db") as history:
        for number, bullets in enumerate((MENU, DEARER), 1):
            run, _ = play(history, bullets)
            publish(tmp_path, history, run)
            write_manifest(tmp_path, manifest_of(run, (), finished=start_of(number), settings="", resumed=False))
        whole = feeds(tmp_path)
        assert len(whole) == 4
        for name, data in {**dict.fromkeys(whole, None), "campus/feed.json": b'{"items": ['}.items():
            (tmp_path / name).unlink()
            if data:
                (tmp_path / name).write_bytes(data)
            run, _ = play(history, DEARER)
            publish(tmp_path, history, run)
            write_manifest(tmp_path, manifest_of(run, (), finished=start_of(1), settings="", resumed=False))
            assert feeds(tmp_path) == whole


def test_feeds_name_the_address_that_they_are_served_at(tmp_path: Path) -> None:
    """From the night on on which it is set, another or taken away; else a quiet source's are left alone."""
    with History.open(tmp_path / "history.db") as history:
        play(history, MENU)
        for address in (None, "https://a.example/x/", "https://b.example", None):
            run, _ = play(history, MENU)
            publish(tmp_path, history, run, address=address)
            write_manifest(tmp_path, manifest_of(run, (), finished=start_of(1), settings="", resumed=False))
            for name in ("feed.atom", "campus/feed.atom"):
                said = re.findall(rb'rel="self"[^>]* href="([^"]*)"', (tmp_path / name).read_bytes())
                assert said == ([f"{address.rstrip('/')}/{name}".encode()] if address else [])
            said = json.loads((tmp_path / "campus" / "feed.json").read_text()).get("feed_url")
            assert said == (f"{address.rstrip('/')}/campus/feed.json" if address else None)


def test_pages_have_their_language_in_the_tables_on_quiet_nights_too(tmp_path: Path) -> None:
    """It was there only on nights with a change."""
    with History.open(tmp_path / "history.db") as history:
        for bullets in (MENU, MENU):
            run, _ = play(history, bullets)
            publish(tmp_path, history, run)
            assert [row["language"] for row in table(tmp_path, "pages")] == ["en"]
