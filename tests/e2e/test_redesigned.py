"""Nights on which a site is designed anew, over and over, and now and then edited: flagged are the edits alone."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeAlias

import pytest
from pytest_socket import enable_socket

from loopback import Answer, Site, serving
from scrape_clean.filenames import HISTORY
from scrape_clean.history import History
from scrape_clean.nightly.job import Means, run_night
from scrape_clean.settings import load
from scrape_clean.sources.http import HttpFetcher

Rows: TypeAlias = list[list[str]]
HOURS = (("Montag", "geschlossen"), ("Dienstag", "7-20 Uhr"), ("Mittwoch", "7-20 Uhr"), ("Donnerstag", "7-22 Uhr"))
STAFF = (("Eva Kern", "Raum 1.12", "+49 551 39 1001"), ("Jan Otte", "Raum 2.03", "+49 551 39 1002"),
         ("Lena Vogt", "Raum 2.04", "+49 551 39 1003"), ("Tim Haas", "Raum 3.20", "+49 551 39 1004"))  # fmt: skip
RULES = ("Badekappen sind nicht vorgeschrieben", "Letzter Einlass ist eine Stunde vor Schluss", "Hunde bleiben draußen")
DESIGNS = {
    "tables": ("<tr>{}</tr>", "<td>{}</td>", "<table>{}</table>"),
    "divs": ("<div class=row>{}</div>", "<div>{}</div>", "<div class=grid>{}</div>"),
    "lists": ("<li>{}</li>", "{} ", "<ul>{}</ul>"),
}
CHANGED: dict[int, tuple[str, int, int, str]] = {
    3: ("hours", 3, 1, "7-21 Uhr"),
    5: ("staff", 1, 2, "+49 551 39 1902"),
    6: ("hours", 0, 1, "7-20 Uhr"),  # as on other days
    8: ("staff", 2, 0, "Lena Vogel"),
}
"""By night: a list, a row, a column, and what stands there from then on."""
ORDER = ("tables", "tables", "divs", "divs", "divs", "divs", "lists", "divs", "tables", "tables")
"""The design of each night."""
SETTINGS = """
[fetch]
contact = "keeper@bath.example"
delay = 0
attempts = 1
allow = ["127.0.0.0/8"]

[[source]]
id = "bath"
url = "{url}/bad"
"""


def lists_on(night: int) -> dict[str, Rows]:
    """What the page says."""
    lists = {"hours": [list(row) for row in HOURS], "staff": [list(row) for row in STAFF]}
    for number, (name, row, column, text) in CHANGED.items():
        if number <= night:
            lists[name][row][column] = text
    if night == LAST:  # in another order, and nothing else
        lists = {name: rows[::-1] for name, rows in lists.items()}
    return lists


LAST = len(ORDER)


def drawn(rows: Sequence[Sequence[str]], design: str) -> str:
    """A list in a design."""
    row, cell, around = DESIGNS[design]
    return around.format("".join(row.format("".join(cell.format(text) for text in one)) for one in rows))


def page(night: int) -> Answer:
    """A page without landmarks, with a menu, the way to it, and a footer."""
    lists, design = lists_on(night), ORDER[night - 1]
    rules = "".join(f"<li>{rule}</li>" for rule in RULES)
    body = (
        "<div><ul><li><a href=/>Start</a></li><li><a href=/preise>Preise</a></li></ul></div>"
        "<div><a href=/>Start</a> &gt; <a href=/b>Besuch</a> &gt; Stadtbad Nordheim</div><div>"
        "<h1>Stadtbad Nordheim</h1>"
        "<div>Das Stadtbad hat ein Becken von 25 Metern, ein Kinderbecken und eine Sauna mit Blick auf den Fluss.</div>"
        f"<div><h2>Öffnungszeiten</h2>{drawn(lists['hours'], design)}</div><div><h2>Wer hilft</h2>"
        f"{drawn(lists['staff'], design)}</div><div><h2>Hinweise</h2><ul>{rules}</ul></div></div>"
        "<div>© 2026 Stadt Nordheim. Alle Rechte vorbehalten.</div>"
    )
    return Answer(body=f"<html lang=de><title>Stadtbad Nordheim</title><body>{body}</body></html>".encode())


@pytest.fixture
def site() -> Iterator[Site]:
    """The bath's web server."""
    enable_socket()
    with serving(Site({"/bad": page})) as site:
        yield site


def test_exactly_what_was_edited_is_flagged(site: Site, tmp_path: Path) -> None:
    """Values in the cells of tables, in divs and in lists; also on the night on which one design follows the other."""
    (tmp_path / "scrape-clean.toml").write_text(SETTINGS.format(url=site.url), encoding="utf-8")
    for night in range(1, LAST + 1):
        site.night = night
        means = Means(fetcher=HttpFetcher(), now=partial(datetime, 2026, 3, night, 2, 30, tzinfo=UTC), version="1")
        list(run_night(load(tmp_path / "scrape-clean.toml"), means))
    with History.read(tmp_path / "output" / HISTORY) as history:
        flagged = [(one.run.id, one.change) for one in history.changes(1)]
    assert sorted(run for run, _ in flagged) == sorted(CHANGED)
    for run, change in flagged:
        assert change.type == "changed"
        assert change.after is not None
        assert CHANGED[run][3] in change.after.text
