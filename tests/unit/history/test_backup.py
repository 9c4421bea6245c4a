"""A backup is whole, sound, and never in the way."""

import contextlib
import os
import sqlite3
from pathlib import Path

import pytest

from nights import CAMPUS, MENU, play
from scrape_clean.errors import HistoryError, UsageError
from scrape_clean.history import History


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A history of one night."""
    file = tmp_path / "history.db"
    with History.open(file) as history:
        play(history, MENU)
    return file


def test_a_backup_is_one_file_that_can_be_opened(path: Path, tmp_path: Path) -> None:
    """While a run is at work; what it stores later is not in it."""
    target = tmp_path / "away" / "backup.db"
    target.parent.mkdir()
    with History.open(path) as writer, History.read(path) as reader:
        play(writer, (*MENU, "Jam"))
        reader.backup(target)
        play(writer, MENU)
    assert [file.name for file in target.parent.iterdir()] == ["backup.db"]
    with History.open(target) as copy, History.open(path) as history:
        assert copy.bytes_at(CAMPUS, 2) == history.bytes_at(CAMPUS, 2)
        assert len(copy.runs()) == 2


def test_an_earlier_backup_is_replaced(path: Path, tmp_path: Path) -> None:
    """As it is made every night."""
    target = tmp_path / "backup.db"
    with History.open(path) as history:
        history.backup(target)
        play(history, (*MENU, "Jam"))
        history.backup(target)
    with History.read(target, check=True) as copy:
        assert len(copy.runs()) == 2


@pytest.mark.parametrize("target", ["history.db", "link.db", "notes.txt", "folder", "not-mounted/backup.db"])
def test_nothing_else_is_overwritten(path: Path, tmp_path: Path, target: str) -> None:
    """Neither the history itself, under whatever name, nor what is no backup; and no folder is made."""
    (tmp_path / "link.db").symlink_to(path)
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "folder").mkdir()
    with History.read(path) as history, pytest.raises(UsageError, match=target):
        history.backup(tmp_path / target)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert not (tmp_path / "not-mounted").exists()
    with History.read(path, check=True) as history:
        assert len(history.runs()) == 1


def test_a_link_stays_and_what_it_points_to_is_replaced(path: Path, tmp_path: Path) -> None:
    """One that leads to a disk that is not mounted leads nowhere, and nothing is put beside it."""
    (tmp_path / "disk").mkdir()
    (tmp_path / "link.db").symlink_to("disk/real.db")
    (tmp_path / "astray.db").symlink_to("away/real.db")
    with History.read(path) as history:
        for _ in range(2):
            history.backup(tmp_path / "link.db")
            assert (tmp_path / "link.db").is_symlink()
        with pytest.raises(UsageError, match=r"astray\.db \(a link to .*/away/real\.db\): its folder is not there"):
            history.backup(tmp_path / "astray.db")
    with History.read(tmp_path / "disk" / "real.db", check=True) as copy:
        assert len(copy.runs()) == 1


def test_what_is_no_regular_file_is_not_replaced(path: Path, tmp_path: Path) -> None:
    """A pipe or a device."""
    os.mkfifo(tmp_path / "pipe.db")
    with History.read(path) as history, pytest.raises(UsageError, match="is no regular file"):
        history.backup(tmp_path / "pipe.db")
    assert (tmp_path / "pipe.db").is_fifo()


def damage_an_index(path: Path) -> None:
    """Move a row that one of its indexes does not know of: it is hidden meanwhile."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        row = connection.execute("SELECT * FROM sqlite_master WHERE name = 'record_current'").fetchone()
        connection.execute("DELETE FROM sqlite_master WHERE name = 'record_current'")
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE record SET rowid = rowid + 1000 WHERE rowid = 1")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", row)


def test_a_damaged_index_is_told_and_mended(path: Path, tmp_path: Path) -> None:
    """By whoever reads all of the file; what the command that is printed does loses nothing."""
    damage_an_index(path)
    told = rf"^{path}: an index in it is damaged \(.* record_current\); .*:  sqlite3 {path} REINDEX$"
    with pytest.raises(HistoryError, match=told):
        History.read(path, check=True)
    with History.read(path) as history, pytest.raises(HistoryError, match=told):
        history.backup(tmp_path / "backup.db")
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("REINDEX")
    with History.read(path, check=True) as history:
        history.backup(tmp_path / "backup.db")


@pytest.mark.parametrize("name", ["record", "sqlite_autoindex_snapshot_1"])
def test_a_damaged_history_is_called_so(path: Path, tmp_path: Path, name: str) -> None:
    """It is no fault of the backup, and an earlier one stands."""
    with History.read(path) as history:
        history.backup(tmp_path / "backup.db")
    before = (tmp_path / "backup.db").read_bytes()
    data = bytearray(path.read_bytes())
    with contextlib.closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    data[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(data)
    with (
        History.read(path) as history,
        pytest.raises(HistoryError, match=r"history\.db: is damaged .*; an earlier backup stands\. Put a backup"),
    ):
        history.backup(tmp_path / "backup.db")
    assert (tmp_path / "backup.db").read_bytes() == before
    assert not list(tmp_path.glob(".backup.db*"))


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder in which nobody can write")
def test_a_backup_that_cannot_be_written_says_so(path: Path) -> None:
    """And leaves nothing behind."""
    with History.read(path) as history, pytest.raises(HistoryError, match="backup cannot be written"):
        history.backup(Path("/proc/self/backup.db"))
    assert {file.name for file in path.parent.iterdir()} <= {"history.db", "history.db-wal", "history.db-shm"}


def test_a_backup_that_finds_no_room_leaves_the_earlier_one(path: Path, tmp_path: Path) -> None:
    """What there is of it, and be it a sound file of nothing, does not take that one's place."""
    resource = pytest.importorskip("resource")
    target = tmp_path / "backup.db"
    with History.open(path) as history:
        history.backup(target)
        before = target.read_bytes()
        play(history, (*MENU, "Jam"))
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) // 2, hard))
        try:
            with pytest.raises(HistoryError, match=r"backup\.db: the backup cannot be written: .*earlier one"):
                history.backup(target)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert target.read_bytes() == before
    assert not list(tmp_path.glob(".backup.db*"))
