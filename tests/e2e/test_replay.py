"""The real command that derives all nights anew, and a replay of what is left in an archive."""

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from loopback import Answer, Site, serving
from nights import MENU, START
from processes import Command
from scrape_clean.filenames import HISTORY
from scrape_clean.history import History
from scrape_clean.history.model import PageId
from scrape_clean.nightly.job import Means, run_night
from scrape_clean.nightly.replay import replay
from scrape_clean.settings import load
from scrape_clean.sources.http import HttpFetcher


def test_files_that_cannot_be_written_are_no_success(command: Command, tmp_path: Path) -> None:
    """Its exit code says so, and the next one writes them."""
    (tmp_path / "scrape-clean.toml").write_text('[[source]]\nid = "a"\nfiles = "a.md"\n')
    (tmp_path / "a.md").write_text("# Boats\n\n- Three boats\n- One pier\n")
    folder = tmp_path / "output" / "a"
    folder.parent.mkdir()
    folder.touch()
    for arguments in (("run",), ("replay",)):
        done = command(*arguments)
        assert done.returncode == 4
        assert b"output/a/" in done.stderr
        assert b"Traceback" not in done.stderr
    folder.unlink()
    assert command("replay").returncode == 0
    assert (folder / "records.json").exists()


@pytest.mark.usefixtures("socket_enabled")
@pytest.mark.parametrize("kept", [1, 4])
def test_what_earlier_nights_had_learnt_is_known_to_a_replay(tmp_path: Path, kept: int) -> None:
    """However few captures are left, a counter is flagged no more often than before."""
    path, page = tmp_path / "scrape-clean.toml", PageId("menu")
    with serving(Site({"/menu": counting})) as site:
        path.write_text(
            '[fetch]\ncontact = "a@b.example"\ndelay = 0\nallow = ["127.0.0.0/8"]\n[[source]]\nid = "menu"\n'
            f'url = "{site.url}/menu"\n[archive]\nkeep_captures = {kept}\n'
        )
        for number in range(1, 8):
            night(path, site, number)
        with History.open(tmp_path / "output" / HISTORY) as history:
            before = [(one.run.id, one.id) for one in history.changes(1)]
            volatile = history.known(page).volatile
            (told,) = replay(load(path), history, everything=True)
            assert [(one.run.id, one.id) for one in history.changes(1)] == before
            assert history.known(page).volatile == volatile
            others = replace(load(path), sources=())
            assert not list(replay(others, history, everything=True))  # of a page whose source is no more
        assert [run for run, _ in before] == [2, 3, 4]
        assert (told.nights, told.kept, told.flagged) == (kept, 7 - kept, told.flagged_before)


@pytest.mark.usefixtures("socket_enabled")
def test_nights_on_which_nothing_changed_are_known_to_a_replay(tmp_path: Path) -> None:
    """A number that stood still for nights, and then went up for some, is news on each of them, then as now."""
    path, page = tmp_path / "scrape-clean.toml", PageId("menu")
    with serving(Site({"/menu": lambda night: counting(max(night, 5))})) as site:
        path.write_text(
            '[fetch]\ncontact = "a@b.example"\ndelay = 0\nallow = ["127.0.0.0/8"]\n[[source]]\nid = "menu"\n'
            f'url = "{site.url}/menu"\n'
        )
        for number in range(1, 10):
            night(path, site, number)
        with History.open(tmp_path / "output" / HISTORY) as history:
            before = [(one.run.id, one.id) for one in history.changes(1)]
            volatile = history.known(page).volatile
            (told,) = replay(load(path), history, everything=True)
            assert [(one.run.id, one.id) for one in history.changes(1)] == before
            assert history.known(page).volatile == volatile == ()
        assert [run for run, _ in before] == [6, 7, 8, 9]
        assert told.nights == 9


@pytest.mark.usefixtures("socket_enabled")
def test_nights_without_a_page_teach_a_replay_nothing(tmp_path: Path) -> None:
    """A counter is known after as many good nights as it took, however many failed in between."""
    path, page = tmp_path / "scrape-clean.toml", PageId("menu")
    with serving(Site({"/menu": lambda night: counting(night) if night % 2 else Answer(status=404)})) as site:
        path.write_text(
            '[fetch]\ncontact = "a@b.example"\ndelay = 0\nallow = ["127.0.0.0/8"]\n[[source]]\nid = "menu"\n'
            f'url = "{site.url}/menu"\n'
        )
        for number in range(1, 10):
            night(path, site, number)
        with History.open(tmp_path / "output" / HISTORY) as history:
            before = [(one.run.id, one.id) for one in history.changes(1)]
            volatile = history.known(page).volatile
            assert list(replay(load(path), history, everything=True))
            assert [(one.run.id, one.id) for one in history.changes(1)] == before
            assert history.known(page).volatile == volatile != ()
        assert [run for run, _ in before] == [3, 5, 7]


def counting(night: int) -> Answer:
    """A page with a counter."""
    items = "".join(f"<li>{text}</li>" for text in (*MENU, f"{1000 + 37 * night} guests have been here so far"))
    return Answer(body=f"<html lang=en><title>Canteen</title><main><h1>Canteen</h1><ul>{items}</ul></main>".encode())


def night(path: Path, site: Site, number: int) -> None:
    """Run a night's job."""
    site.night = number
    means = Means(fetcher=HttpFetcher(), now=lambda: START + timedelta(days=number), version="1.0")
    assert list(run_night(load(path), means))
