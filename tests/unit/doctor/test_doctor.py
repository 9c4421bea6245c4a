"""What `doctor` finds: real files, folders, locks and databases."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from nights import MENU, START, play
from scrape_clean.archive.files import Archived
from scrape_clean.doctor import CHECKS, Finding, check_archive, examine
from scrape_clean.doctor.database import check_database
from scrape_clean.doctor.folders import check_disk, check_folders, check_lock
from scrape_clean.doctor.machine import check_browser, check_clock, check_extras
from scrape_clean.doctor.remembered import check_kept, check_outbox, check_pages
from scrape_clean.errors import InputError
from scrape_clean.history import History, outbox
from scrape_clean.history.database import APPLICATION
from scrape_clean.history.layout import migrations
from scrape_clean.history.model import Known, PageId
from scrape_clean.nightly.night import Arrival, failed_night
from scrape_clean.settings import Settings
from settings_files import GOOD, SECRETS, settings_of
from telling import message


class Usage(NamedTuple):
    """As `shutil.disk_usage` gives it."""

    total: int
    used: int
    free: int


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A job with folders and nothing in them."""
    for name in ("raw", "output"):
        (tmp_path / name).mkdir()
    return settings_of(tmp_path, "")


def test_a_finding_is_one_line() -> None:
    """With what to do."""
    assert str(Finding("warn", "disk", "1 GiB free", "make room")) == "warn disk: 1 GiB free; make room"
    assert str(Finding("ok", "lock", "free")) == "ok   lock: free"


def test_nothing_that_is_looked_at_is_changed(settings: Settings, tmp_path: Path) -> None:
    """No file is made or touched, and no secret told."""
    for check in CHECKS:
        assert check.__doc__
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    told = "\n".join(map(str, examine(settings_of(tmp_path, GOOD))))
    before.update(
        {path: path.stat().st_mtime_ns for path in (tmp_path / "scrape-clean.toml", tmp_path / "password.txt")}
    )
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == before
    assert not [secret for secret in SECRETS if secret in told]
    assert settings.raw.is_dir()


def test_odd_settings(tmp_path: Path) -> None:
    """No contact, the same page twice, nothing to do."""
    two = "".join(f'[[source]]\nid = "{name}"\nurl = "https://a.org"\n' for name in "ab")
    told = [str(one) for one in examine(settings_of(tmp_path, two), CHECKS[:1])]
    assert told == [
        "ok   settings: scrape-clean.toml: 2 sources",
        'warn settings: sites cannot see whom to write to; add `contact = "you@example.org"` below [fetch]',
        "warn settings: `a` and `b` have the same url; remove one of them",
    ]
    (empty,) = examine(settings_of(tmp_path, ""), CHECKS[:1])
    assert str(empty) == "warn settings: scrape-clean.toml: 0 sources; `scrape-clean add URL` adds one"


def test_folders(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """There, missing, no folder, not to be written to."""
    assert [one.level for one in check_folders(settings)] == ["ok", "ok"]
    settings.raw.rmdir()
    (missing, _) = check_folders(settings)
    assert missing == Finding("ok", "raw", f"{settings.raw} (the first run makes it)")
    settings.raw.write_text("x")
    (wrong, _) = check_folders(settings)
    assert (wrong.level, wrong.text) == ("fail", f"{settings.raw} is no folder")
    settings.raw.unlink()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    assert [one.level for one in check_folders(settings)] == ["fail", "fail"]


def test_folders_of_sources(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file or a link that leads nowhere in the place of one, and one that is shut; those not made yet are well."""
    two = "".join(f'[[source]]\nid = "{name}"\nurl = "https://{name}.org"\n' for name in "ab")
    (settings.output / "a").touch()
    (settings.output / "runs").symlink_to("runs")
    (settings.raw / "a").touch()
    (settings.raw / "b").mkdir()
    monkeypatch.setattr(os, "access", lambda path, *_: path != settings.raw / "b")
    assert [str(one) for one in check_folders(settings_of(tmp_path, two)) if one.level != "ok"] == [
        f"fail output: {settings.output / 'runs'} is no folder; move it away",
        f"fail output: {settings.output / 'a'} is no folder; move it away",
        f"fail raw: {settings.raw / 'a'} is no folder; move it away",
        f"fail raw: {settings.raw / 'b'} cannot be written to; give the job's user permission",
    ]
    off = settings_of(tmp_path, f"[archive]\nenabled = false\n{two}")
    assert [one.subject for one in check_folders(off) if one.level != "ok"] == ["output"] * 2


@pytest.mark.parametrize(("free", "level"), [(2**40, "ok"), (500 * 2**20, "warn"), (50 * 2**20, "fail")])
def test_disk(settings: Settings, monkeypatch: pytest.MonkeyPatch, free: int, level: str) -> None:
    """Told once for each device."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(2**41, 0, free))
    assert [one.level for one in check_disk(settings)] == [level]


def test_lock(settings: Settings) -> None:
    """Held by a process that is there; one that was killed holds nothing."""
    (none,) = check_lock(settings)
    assert none.text == "no run is at work"
    program = (
        "import sys, time; from filelock import FileLock; lock = FileLock(sys.argv[1]); lock.acquire();"
        "print(flush=True); time.sleep(60)"
    )
    lock = settings.output / ".lock"
    with subprocess.Popen([sys.executable, "-c", program, str(lock)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        holder.stdout.readline()
        lock.with_name(".lock.holder").write_text(f'{{"pid": {holder.pid}}}')
        (held,) = check_lock(settings)
        lock.with_name(".lock.holder").write_text("garbled")
        (unknown,) = check_lock(settings)
        holder.kill()
    assert (held.level, held.text) == ("warn", f"a run is at work (process {holder.pid})")
    assert unknown.text == "a run is at work"
    (free,) = check_lock(settings)
    assert free.level == "ok"


def history(settings: Settings, application: int = APPLICATION, layout: int | None = None) -> Path:
    """A database of two hundred pages, of the newest layout if no other is said."""
    path = settings.output / "history.db"
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA application_id = {application}")
        connection.execute(f"PRAGMA user_version = {len(migrations()) if layout is None else layout}")
        connection.execute("CREATE TABLE t (x PRIMARY KEY, y)")
        connection.executemany("INSERT INTO t VALUES (?, ?)", ((n, "x" * 400) for n in range(2_000)))
    connection.close()
    return path


def test_a_whole_history(settings: Settings) -> None:
    """And one that is not there yet."""
    (none,) = check_database(settings)
    assert none.text == "there is none yet; the first run by a scrape-clean.toml makes it"
    path = history(settings)
    (whole,) = check_database(settings)
    assert (whole.level, whole.text) == ("ok", f"{path} is whole ({path.stat().st_size / 1e6:,.1f} MB)")


def test_a_history_that_a_run_cannot_write_to(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file itself, or a log in which there is something; an empty one is in no run's way."""
    path = history(settings)
    log = path.with_name("history.db-wal")
    monkeypatch.setattr(os, "access", lambda file, mode: file not in {path, log} or mode == os.R_OK)
    (shut,) = check_database(settings)
    assert (shut.level, shut.text) == ("fail", f"{path} cannot be written to")
    monkeypatch.setattr(os, "access", lambda file, mode: file != log or mode == os.R_OK)
    log.touch()
    assert [one.level for one in check_database(settings)] == ["ok"]
    log.write_bytes(b"x" * 99)
    assert [one.text for one in check_database(settings)] == [f"{log} cannot be written to"]


def test_a_history_of_another_version(settings: Settings) -> None:
    """An older one is brought up to date by the next run; a newer one stops it. Told once, by one check."""
    path = history(settings, layout=1)
    (older,) = check_database(settings)
    assert (older.level, "older version" in older.text) == ("ok", True)
    assert not [one for check in (check_pages, check_outbox, check_kept) for one in check(settings)]
    path.unlink()
    history(settings, layout=len(migrations()) + 1)
    (newer,) = check_database(settings)
    assert (newer.level, "newer version" in newer.text) == ("fail", True)
    assert not [one for check in (check_pages, check_outbox, check_kept) for one in check(settings)]


def test_a_page_is_as_well_as_on_its_last_night(settings: Settings, tmp_path: Path) -> None:
    """However long ago that was: a job may run by the week, or by the month."""
    weekly = settings_of(tmp_path, '[[source]]\nid = "campus"\nurl = "https://canteen.example/menu"\n')
    with History.open(settings.output / "history.db") as history:
        play(history, MENU)
        (well,) = check_pages(weekly)
        assert (well.level, well.text) == ("ok", "all were well on their last night, 2026-03-01")
        play(history, None)
        (bad,) = check_pages(weekly)
    assert (bad.level, bad.text) == ("warn", "campus: failed, no good night since 2026-03-01: HTTP 500")


def test_what_waits_for_nobody_is_told(settings: Settings) -> None:
    """Messages for a sink that was taken out of the settings; and that none waits, where none does."""
    with History.open(settings.output / "history.db") as history:
        (well,) = check_outbox(settings)
        assert (well.level, well.text) == ("ok", "nothing waits")
        with history.outbox() as connection:
            outbox.enqueue(connection, [message(1)], {"hook": outbox.PAGES})
    (waiting,) = check_outbox(settings)
    assert waiting.level == "warn"
    assert waiting.text.startswith("1 message for sink 'hook', which the settings do not have")


def test_what_to_do_for_a_page_depends_on_what_was_wrong(settings: Settings, tmp_path: Path) -> None:
    """Nobody need look at a page in a browser that lies on the disk, or that only the archive did not take."""
    three = "".join(f'[[source]]\nid = "{name}"\nurl = "https://{name}.org"\n' for name in "ab")
    three += '[[source]]\nid = "c"\nfiles = "c.md"\n'
    problems = {"a": "HTTP 404", "b": "cannot be kept: raw/b/x: cannot be written: disk quota exceeded"}
    with History.open(settings.output / "history.db") as history:
        run, _ = history.begin_run(START, "1.0")
        for name in "abc":
            problem = InputError(problems.get(name, "cannot be read: permission denied"))
            history.store(run, failed_night(Known(page=PageId(name)), Arrival(seen=START), problem))
    assert [one.remedy.partition(";")[0] for one in check_pages(settings_of(tmp_path, three))] == [
        "look at it in a browser",
        "see to that file or folder",
        "see that the file is as it should be and the job's user may read it",
    ]


def test_a_damaged_history_is_found(settings: Settings) -> None:
    """Overwritten pages, a cut file, another file, another program's database."""
    path = history(settings)
    sound = path.read_bytes()
    for wrong in (
        sound[:8192] + os.urandom(400_000) + sound[408_192:],
        sound[: len(sound) // 2],
        b"not a database, but long enough to be looked at" * 100,
    ):
        path.write_bytes(wrong)
        (found,) = check_database(settings)
        assert found.level == "fail"
        assert "is damaged" in found.text
        assert "its place:  mv " in found.text
    path.unlink()
    history(settings, application=5)
    (other,) = check_database(settings)
    assert (other.level, "another program's database" in other.text) == ("fail", True)


def test_archive() -> None:
    """Every damaged file is counted, the first ones are named."""
    files = [Archived(path=f"s/{n}.warc.gz", records=1, bytes=1, digest="") for n in range(9)]
    assert [str(one) for one in check_archive(Path(), files, lambda *_: None)] == [
        "ok   archive: 9 files as written: the newest of each page"
    ]
    told = list(check_archive(Path(), files, lambda _, one: "is cut" if one.path != "s/0.warc.gz" else None))
    assert [one.level for one in told] == ["fail"] * 6
    assert told[0].text == "s/1.warc.gz is cut"
    assert told[-1].text == "3 more files are damaged or missing"
    assert "the next run keeps the body anew" in told[0].remedy
    (off, *_) = check_archive(Path(), files, lambda *_: "is cut", anew=False)
    assert off.remedy == "put it back from a backup"


def test_a_clock_that_went_back(settings: Settings) -> None:
    """By what an earlier run has written; a few minutes are no matter."""
    path = settings.output / "history.db"
    path.touch()
    assert [one.level for one in check_clock(settings)] == ["ok"]
    os.utime(path, (time.time() + 60, time.time() + 60))
    assert [one.level for one in check_clock(settings)] == ["ok"]
    os.utime(path, (time.time() + 86_400, time.time() + 86_400))
    (back,) = check_clock(settings)
    assert (back.level, "but a file in" in back.text) == ("warn", True)


def test_a_clock_that_was_never_set(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a board without a battery."""
    monkeypatch.setattr("time.time", lambda: 1_000.0)
    (wrong,) = check_clock(settings)
    assert (wrong.level, wrong.text) == ("fail", "says 1970-01-01 00:16 UTC")


def test_extras_and_browser_are_asked_for_only_where_needed(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And then must be there."""
    assert list(check_extras(settings)) == []
    assert list(check_browser(settings)) == []
    rendered = settings_of(tmp_path, '[[source]]\nid = "x"\nurl = "https://a.org"\nrender = true\n')
    monkeypatch.setattr("scrape_clean.doctor.machine.find_spec", lambda _: None)
    (extra,) = check_extras(rendered)
    assert extra.remedy == "run `pip install playwright` where scrape-clean is installed"
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}" if name == "google-chrome" else None)
    (browser,) = check_browser(rendered)
    assert browser == Finding("ok", "browser", "/bin/google-chrome")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    (none,) = check_browser(rendered)
    assert none.level == "fail"
    (tmp_path / "chromium-1200").mkdir()
    (own,) = check_browser(rendered)
    assert own.level == "ok"
