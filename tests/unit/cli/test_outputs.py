"""Where a command may write to: never over what it reads."""

import gzip
from pathlib import Path

import pytest
from click.testing import CliRunner

from nights import MENU, play
from scrape_clean.cli import main
from scrape_clean.history import History

PAGE = "<h1>Canteen</h1><ul><li>Soup of the day for {} euros<li>Bread with butter</ul>"


@pytest.fixture(name="folder")
def with_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pages, a link to one, a table, settings and a history, in the folder where commands run."""
    (tmp_path / "a.html").write_text(PAGE.format(3))
    (tmp_path / "b.html").write_text(PAGE.format(4))
    (tmp_path / "link.html").symlink_to("a.html")
    (tmp_path / "c.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (tmp_path / "t.csv").write_text("text\nOne two\nThree four\n")
    (tmp_path / "scrape-clean.toml").write_text('[[source]]\nid = "a"\nfiles = "a.html"\n')
    (tmp_path / "output").mkdir()
    with History.open(tmp_path / "output" / "history.db") as history:
        play(history, MENU)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "line",
    [
        "clean a.html -o a.html",
        "clean link.html -o a.html",
        "clean a.html -o link.html",
        "clean c.html.gz -o c.html.gz",
        "clean --source a -o a.html",
        "clean a.html -o scrape-clean.toml",
        "clean a.html -o output/history.db",
        "diff a.html b.html -o b.html",
        "dedupe t.csv -o t.csv",
        "show campus -o output/history.db",
    ],
)
def test_what_is_read_is_never_written_over(folder: Path, line: str) -> None:
    """Nor are settings or a history: exit code 2, one line, and every byte as it was."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    done = CliRunner().invoke(main, line.split())
    assert done.exit_code == 2
    assert done.output.rstrip("\n").endswith("; name another file")
    assert {path: path.read_bytes() for path in before} == before


def test_other_files_are_written(folder: Path) -> None:
    """Also over what was there; no name is none."""
    for _ in range(2):
        assert CliRunner().invoke(main, ["clean", "a.html", "-o", "new.json"]).exit_code == 0
    assert (folder / "new.json").exists()
    done = CliRunner().invoke(main, ["clean", "a.html", "-o", ""])
    assert done.exit_code == 2
    assert "the name is empty" in done.output
