"""The real command that derives all nights anew."""

from pathlib import Path

from processes import Command


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
