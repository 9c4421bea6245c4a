"""A command loads what it uses, so that it starts at once; told by what is loaded, since no test is timed."""

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

PROGRAM: Final = """
import sys
from scrape_clean.cli import main
try:
    main(sys.argv[1:], prog_name="scrape-clean")
finally:
    print(*sys.modules, file=sys.stderr)
"""
TABLES: Final = {"pandas", "pyarrow"}
SECOND_READER: Final = {"bs4", "soupsieve", "html5lib"}
MARKDOWN: Final = {"markdown_it", "mdit_py_plugins"}
ARCHIVES: Final = {"warcio", "fastwarc"}
NETWORK: Final = {"httpx2", "httpcore2", "h2", "protego", "asyncio", "ssl"}
TERMINAL: Final = {"rich"}
SELDOM: Final = {"charset_normalizer", "phonenumbers", "simplemma", "sqlite3", "jsonschema", "playwright", "apprise"}
PAGES: Final = {"numpy", "babel", "rapidfuzz", "msgspec", "selectolax", "fasttext"}
HEAVY: Final = TABLES | SECOND_READER | MARKDOWN | ARCHIVES | NETWORK | TERMINAL | SELDOM | PAGES


def loaded(folder: Path, *arguments: str) -> set[str]:
    """Every module that a command has loaded when it ends."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


@pytest.fixture(name="folder")
def with_pages(tmp_path: Path) -> Path:
    """Small pages, one of them in a folder of captures."""
    (tmp_path / "tours.txt").write_text("Tours\n\n- By boat, from 3 May 2024\n- On foot\n")
    html = '<html lang="en"><meta charset="utf-8"><h1>Tours</h1><ul><li>By boat<li>On foot, for $5</ul>'
    (tmp_path / "tours.html").write_text(html)
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "tours.html").write_text(html)
    return tmp_path


@pytest.mark.parametrize("argument", ["--version", "--help", "-h"])
def test_what_is_said_of_all_commands_needs_none(folder: Path, argument: str) -> None:
    """Nor any library but click."""
    found = loaded(folder, argument)
    assert found & HEAVY == set()
    ours = {name for name in found if name.startswith("scrape_clean")}
    cli = {f"scrape_clean.cli.{name}" for name in ("commands", "streams")}
    assert ours == {"scrape_clean", "scrape_clean.cli", "scrape_clean.errors", *cli}


def test_completing_a_name_needs_none_either(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a shell asks for it."""
    for name, value in (
        ("_SCRAPE_CLEAN_COMPLETE", "bash_complete"),
        ("COMP_WORDS", "scrape-clean c"),
        ("COMP_CWORD", "1"),
    ):
        monkeypatch.setenv(name, value)
    assert loaded(folder) & HEAVY == set()


@pytest.mark.parametrize(
    ("arguments", "used"),
    [
        (("clean", "tours.txt"), PAGES),
        (("clean", "tours.html"), PAGES),
        (("clean", "tours.html", "--format", "markdown"), PAGES),
        (("clean", "tours.html", "--reader", "soup"), PAGES | SECOND_READER),
        (("clean", "tours.html", "--keep", "li"), PAGES | SECOND_READER),
        (("clean", "tours.txt", "--media-type", "text/markdown"), PAGES | MARKDOWN),
        (("clean", "tours.html", "--format", "csv"), PAGES | TABLES),
        (("audit", "tours.txt"), PAGES),
        (("run", "--quiet"), PAGES | TERMINAL | ARCHIVES),
    ],
)
def test_a_command_loads_what_it_uses(folder: Path, arguments: tuple[str, ...], used: set[str]) -> None:
    """What other commands, other pages and other forms need is left alone."""
    others = HEAVY - used
    if used >= TABLES or used >= SECOND_READER:  # these load some of the others themselves
        others -= NETWORK | SELDOM
    assert loaded(folder, *arguments) & others == set()


@pytest.mark.parametrize("command", ["diff", "doctor", "changes", "deliver", "replay", "add"])
def test_help_on_a_command_reaches_for_no_tables_and_no_network(folder: Path, command: str) -> None:
    """It is shown while somebody waits."""
    slow = TABLES | SECOND_READER | MARKDOWN | {"httpx2", "httpcore2", "h2"}
    assert loaded(folder, command, "--help") & slow == set()
