"""The folder job: what it holds while it goes from page to page."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from scrape_clean.cli import folder
from scrape_clean.page import CleanedPage
from scrape_clean.pipeline import Options
from scrape_clean.run import Outcome, process


def test_no_page_is_held_when_the_next_one_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each, a line stays for the table at the end; a WARC file may hold a million."""
    raw = tmp_path / "raw"
    raw.mkdir()
    for number in range(12):
        (raw / f"{number}.txt").write_text(f"- Bus {number} leaves at noon\n", "utf-8")
    held: list[int] = []

    def counted(paths: tuple[Path, ...], output: Path, options: Options, max_bytes: int) -> Iterator[Outcome]:
        for outcome in process(paths, output, options, max_bytes):
            held.append(sum(isinstance(each, CleanedPage) for each in gc.get_objects()))
            yield outcome

    monkeypatch.setattr(folder, "process", counted)
    assert folder.run_folder(raw, tmp_path / "output", Options(), 10_000, quiet=False) == 0
    assert len(held) == 12
    assert held[0] >= 1
    assert max(held) - held[0] <= 1  # the one before goes when the next one comes
