"""The command that compares two pages."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pages import LIBRARY
from processes import Command
from scrape_clean import clean
from scrape_clean.cli import main

OLD = "# Pier\n\n" + "".join(f"- {line}\n" for lines in LIBRARY.values() for line in lines)
NEW = OLD.replace("48 seats", "52 seats").replace("; ink", " - ink")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Two nights of a page, in the folder where the command runs."""
    (tmp_path / "old.md").write_text(OLD)
    (tmp_path / "new.md").write_text(NEW)
    (tmp_path / "broken.md").write_text("# 503\n")
    (tmp_path / "old.json").write_bytes(clean(OLD, media_type="text/markdown").canonical())
    return tmp_path


def test_exit_codes_are_those_of_diff(command: Command, pages: Path) -> None:
    """0 the same, 1 changed, 2 trouble, with one line on stderr."""
    assert pages.exists()
    same = command("diff", "old.md", "old.json")
    assert (same.returncode, same.stdout) == (0, b"")
    changed = command("diff", "old.json", "new.md")
    assert changed.returncode == 1
    assert "[-48-]{+52+} seats" in changed.stdout.decode()
    assert changed.stderr.decode() == "scrape-clean: 1 changed, 1 cosmetic\n"
    for arguments in (
        ("old.md", "gone.md"),
        ("old.md", "broken.md"),
        ("-", "-"),
        ("old.md", "new.md", "--ignore", "("),
    ):
        done = command("diff", *arguments)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1


def test_a_broken_page_on_request(command: Command, pages: Path) -> None:
    """--force shows what was withheld."""
    assert pages.exists()
    done = command("diff", "old.md", "broken.md", "--force")
    assert done.returncode == 1
    assert done.stdout.decode().count("\n  - ") == 12


def test_choices(pages: Path) -> None:
    """Substantive changes only, patterns to ignore, every form, colours, a file."""

    def run(*arguments: str, code: int = 1) -> str:
        done = CliRunner().invoke(main, ["diff", str(pages / "old.md"), str(pages / "new.md"), *arguments])
        assert done.exit_code == code, done.output
        return done.stdout

    assert len(json.loads(run("--format", "json"))["changes"]) == 2
    assert len(json.loads(run("--format", "json", "--substantive"))["changes"]) == 1
    assert run("--substantive", "--ignore", r"\d+", code=0) == ""
    assert "\x1b[" in run("--color")
    assert run("--format", "markdown").startswith("## Pier")
    assert run("--format", "html", "--out", str(pages / "c.html")) == ""
    assert (pages / "c.html").read_text("utf-8").startswith("<!DOCTYPE html>")
