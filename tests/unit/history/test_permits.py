"""Who may read and write: files that others left beside the history, and files that were shut."""

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from nights import CAMPUS, MENU, play
from scrape_clean.errors import HistoryError
from scrape_clean.history import History
from scrape_clean.history.permits import hindrance, index_of, log_of, sealed

NOBODY = 65534


@pytest.fixture
def path() -> Iterator[Path]:
    """A history of one night, of a user who may not write everywhere."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "history.db"
        with History.open(file) as history:
            play(history, MENU)
        root = os.geteuid() == 0
        if root:
            for mine in (Path(name), file):
                os.chown(mine, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, 0)
        try:
            yield file
        finally:
            if root:
                os.setresuid(0, 0, 0)


def asked_by_another(path: Path) -> None:
    """Leave what a reader leaves who may not write: here, since the file could not be written then."""
    path.chmod(0o444)
    with History.read(path) as history:
        assert history.current(CAMPUS) is not None
    path.chmod(0o644)
    assert sealed(path) == (log_of(path), index_of(path))


def test_what_a_reader_left_stops_no_run(path: Path) -> None:
    """Nobody has it open, so the run takes it away; and nothing was wrong before."""
    asked_by_another(path)
    assert hindrance(path) is None
    with History.open(path) as history:
        play(history, (*MENU, "Jam"))
    assert [file.name for file in path.parent.iterdir()] == ["history.db"]


def test_what_a_reader_has_open_is_left_alone(path: Path) -> None:
    """The run says which file it is; once he is gone, the next one goes on."""
    asked_by_another(path)
    with History.read(path) as reader:
        with pytest.raises(
            HistoryError, match=r"cannot be written: history\.db-(wal|shm) beside it is read-only; give this"
        ):
            History.open(path, patience=0.1)
        assert index_of(path).exists()
        assert reader.current(CAMPUS) is not None
    History.open(path, patience=0.1).close()


def test_a_log_with_something_in_it_is_not_taken_away(path: Path) -> None:
    """Of a run of another user that was killed: it holds a night."""
    killed = path.with_name("killed.db")
    with History.open(path) as history:
        play(history, (*MENU, "Jam"))
        shutil.copy(path, killed)
        shutil.copy(log_of(path), log_of(killed))
    log_of(killed).chmod(0o444)
    assert hindrance(killed) == log_of(killed)
    with pytest.raises(HistoryError, match=r"killed\.db-wal beside it is read-only"):
        History.open(killed)
    log_of(killed).chmod(0o644)
    assert hindrance(killed) is None
    with History.open(killed) as history:
        assert len(history.runs()) == 2


def test_a_file_that_was_shut_is_named(path: Path) -> None:
    """By whether it was to be read or to be written."""
    path.chmod(0o444)
    assert hindrance(path) == path
    told = r"cannot be written: it is read-only; give this user write permission"
    with pytest.raises(HistoryError, match=told), History.open(path) as history:
        play(history, MENU)
    path.chmod(0o000)
    for how in (History.open, History.read):
        with pytest.raises(
            HistoryError, match=r"history\.db: cannot be read: permission is denied; give this user read"
        ):
            how(path)


def test_a_folder_that_was_shut_is_named(path: Path) -> None:
    """Where the file itself could be written."""
    path.parent.chmod(0o555)
    try:
        with pytest.raises(HistoryError, match=r"cannot be written: its folder is read-only; give this user"):
            History.open(path)
    finally:
        path.parent.chmod(0o755)


def test_another_programs_files_are_left_alone(path: Path) -> None:
    """Whatever lies there under our name, and beside it."""
    asked_by_another(path)
    with contextlib.closing(sqlite3.connect(path.with_name("other.db"))) as connection:
        connection.execute("CREATE TABLE mine (x)")
    shutil.copyfile(path.with_name("other.db"), path)
    with pytest.raises(HistoryError, match="another program's"):
        History.open(path)
    assert sealed(path) == (log_of(path), index_of(path))
