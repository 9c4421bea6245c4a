"""Every query of docs/history.md finds something."""

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from nights import MENU, play
from scrape_clean.history import History
from scrape_clean.history.model import PageId

GUIDE = (Path(__file__).parents[3] / "docs" / "history.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", GUIDE, re.DOTALL)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A history with something of everything."""
    file = tmp_path_factory.mktemp("asked") / "history.db"
    shown: tuple[Sequence[str] | None, ...] = (MENU, ("Soup of the day for 4 euros", *MENU[1:]), [])
    with History.open(file) as history:
        for bullets in shown:
            play(history, bullets)
        play(history, (*MENU[:3], "Coffee from the garden"), PageId("other", "a.html"))
    return file


def test_every_table_is_described(path: Path) -> None:
    """The layout is public, all of it."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    described = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", GUIDE, re.MULTILINE)
    assert {name for name in tables if not name.startswith("sqlite_")} <= set(re.findall(r"\w+", " ".join(described)))


def test_there_are_queries() -> None:
    """The document has not lost them."""
    assert len(QUERIES) > 6


@pytest.mark.parametrize("query", QUERIES)
def test_a_documented_query(path: Path, query: str) -> None:
    """On a file that is open for reading only."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        assert connection.execute(query).fetchall()
