"""The real command that derives all nights anew."""

import shutil
from pathlib import Path

from processes import Command


def test_files_that_cannot_be_written_are_no_success(command: Command, tmp_path: Path) -> None:
    """The history has the new rules; its own exit code says that the files do not, and the next replay writes them."""
    (tmp_path / "scrape-clean.toml").write_text('[[source]]\nid = "a"\nfiles = "a.md"\n')
    (tmp_path / "a.md").write_text("# Boats\n\n- Three boats\n- One pier\n")
    assert command("run").returncode == 0
    records = tmp_path / "output" / "a" / "records.json"
    before = records.read_bytes()
    shutil.rmtree(records.parent)
    records.parent.touch()
    done = command("replay", "--all")
    assert done.returncode == 4
    assert b"output/a/" in done.stderr
    assert b"Traceback" not in done.stderr
    records.parent.unlink()
    assert command("replay", "--all").returncode == 0
    assert records.read_bytes() == before
