"""The real command where nobody reads what it says, or nobody can."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

import pytest

from processes import Command

Start: TypeAlias = Callable[..., tuple[int, str]]

PAGE: Final = "<h1>Canteen</h1><ul><li>Soup of the day for {} euros<li>Bread with butter</ul>"
COMMANDS: Final = (
    ("clean", "a.html"),
    ("audit", "a.html"),
    ("why", "a", "b"),
    ("schema",),
    ("--help",),
    ("--version",),
)
WITHOUT: Final = "import os, sys; os.close(int(sys.argv[1])); os.execv(sys.executable, [sys.executable, *sys.argv[2:]])"


@pytest.fixture(name="folder")
def with_pages(tmp_path: Path) -> Path:
    """Two pages, settings of a source, and a file."""
    for name, price in (("a", 3), ("b", 4)):
        (tmp_path / f"{name}.html").write_text(PAGE.format(price))
    (tmp_path / "scrape-clean.toml").write_text('[[source]]\nid = "a"\nfiles = "a.html"\n')
    (tmp_path / "plain").touch()
    return tmp_path


def broken(folder: Path) -> int:
    """A descriptor that nothing can be written to."""
    return os.open(folder / "plain", os.O_RDONLY)


def unread() -> int:
    """A pipe that nobody reads from."""
    reading, writing = os.pipe()
    os.close(reading)
    return writing


@pytest.fixture(name="start")
def with_streams(folder: Path, command: Command) -> Start:
    """Run a command with other streams than pipes; its exit code and what it says."""

    def call(*arguments: str, **streams: int) -> tuple[int, str]:
        done = command(*arguments, **streams)
        return done.returncode, done.stderr.decode()

    assert folder.is_dir()
    return call


def without(folder: Path, number: int, *arguments: str) -> tuple[int, str]:
    """Run a command with one of its streams closed."""
    line = [sys.executable, "-c", WITHOUT, str(number), "-m", "scrape_clean", *arguments]
    done = subprocess.run(line, cwd=folder, capture_output=True, check=False, timeout=120)
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize("arguments", COMMANDS)
def test_data_that_cannot_be_written_is_one_line_and_an_exit_code(
    folder: Path, start: Start, arguments: tuple[str, ...]
) -> None:
    """Of all commands the same; a reader that has gone away is no fault of anybody."""
    for code, said in (start(*arguments, out=broken(folder)), without(folder, 1, *arguments)):
        assert (code, said) == (4, "scrape-clean: stdout: Bad file descriptor\n")
    assert start(*arguments, out=unread()) == (0, "")


def test_a_diff_that_nobody_reads_still_says_whether_something_changed(start: Start) -> None:
    """By its exit code."""
    assert start("diff", "a.html", "b.html", out=unread()) == (1, "scrape-clean: 1 changed\n")
    assert start("diff", "a.html", "b.html", err=unread())[0] == 1


@pytest.mark.parametrize("log", ["json", "text"])
def test_a_night_does_not_depend_on_who_hears_of_it(folder: Path, start: Start, log: str) -> None:
    """A log that cannot be written, that nobody reads, or that there is none of: the run goes to its end."""
    for err in (broken(folder), unread()):
        assert start("run", "--log", log, err=err)[0] == 0
    for number in (0, 1, 2):
        assert without(folder, number, "run", "--log", log)[0] == 0
    manifests = sorted((folder / "output" / "runs").iterdir())
    assert [json.loads(one.read_bytes())["run"] for one in manifests] == [1, 2, 3, 4, 5]
    assert start("changes", "--since", "1", "--format", "json")[0] == 0


def test_a_folder_is_cleaned_whoever_hears_of_it(folder: Path, start: Start) -> None:
    """Without settings, too."""
    (folder / "scrape-clean.toml").unlink()
    (folder / "raw").mkdir()
    (folder / "raw" / "a.html").write_text(PAGE)
    assert start("run", err=broken(folder))[0] == 0
    assert without(folder, 2, "run")[0] == 0
    assert (folder / "output" / "a.html" / "records.json").exists()


def test_a_closed_stdin_cannot_be_read(folder: Path) -> None:
    """And says so; commands that do not ask it do not mind."""
    assert without(folder, 0, "clean", "-") == (3, "scrape-clean: -: cannot be read: bad file descriptor\n")
    assert without(folder, 0, "clean", "a.html") == (0, "")
