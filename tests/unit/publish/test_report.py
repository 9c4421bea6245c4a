"""The report of a night."""

import re
from collections import Counter
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace
from pytest_regressions.file_regression import FileRegressionFixture

from pages import LIBRARY, page
from reports import RUN, compared, night, quiet
from scrape_clean.history.model import PageId
from scrape_clean.publish import PageReport, report_html
from scrape_clean.publish.report import MOST_CHANGES, MOST_FOLDED, MOST_OF_A_PAGE, MOST_SECTIONS


class Seen(HTMLParser):
    """Tags, attributes and text of a page."""

    def __init__(self, html: bytes) -> None:
        """Read it."""
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what a tag is called and says."""
        self.tags[tag] += 1
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data

    def values(self, name: str) -> list[str]:
        """What an attribute says, wherever it stands."""
        return [value for one, value in self.attributes if one == name]


def test_the_report_stays_as_it_is(file_regression: FileRegressionFixture) -> None:
    """`pytest --force-regen tests/unit/publish` writes it anew."""
    html = report_html(RUN, night()).decode()
    file_regression.check(html, basename="night", extension=".html", encoding="utf-8")


def test_same_night_same_bytes() -> None:
    """And pages are drawn one by one."""
    assert report_html(RUN, night()) == report_html(RUN, iter(night()))


def test_every_page_is_there_once_and_counted() -> None:
    """Whatever became of it."""
    seen = Seen(report_html(RUN, night()))
    ids = seen.values("id")
    assert len(ids) == len(set(ids))
    assert {f"p-{number}" for number in range(1, 15)} <= set(ids)
    assert re.findall(r"(\d+) (changed|suspect|failed|new|gone|unchanged)", seen.text)[:6] == [
        *(("2", "changed"), ("1", "suspect"), ("1", "failed")),
        *(("1", "new"), ("1", "gone"), ("8", "unchanged")),
    ]
    targets = [value.removeprefix("#") for value in seen.values("href") if value.startswith("#")]
    assert set(targets) <= set(ids)


def test_which_page_which_section_which_bullet_what_word() -> None:
    """All of it before the details begin."""
    html = report_html(RUN, night()).decode()
    glance = html[html.index("<nav") : html.index("</nav>")]
    assert "Town library" in glance
    assert "Reading room › </span>The reading room has <del>48</del> <ins>52</ins> seats" in glance
    assert "HTTP 503 after 4 tries" in glance
    assert "suspect for 3 nights" in glance


def test_nothing_of_a_page_is_markup_and_nothing_is_loaded() -> None:
    """Scripts, handlers, `javascript:` links and addresses with a password are text, or not there at all."""
    html = report_html(RUN, night())
    seen = Seen(html)
    assert not {"script", "img", "iframe", "object", "link", "base", "form", "svg"} & set(seen.tags)
    assert not [name for name, _ in seen.attributes if name.startswith("on") or name in ("src", "style", "srcdoc")]
    assert all(value.startswith(("#", "https://")) for value in seen.values("href"))
    assert "alert('x')</script>" in seen.text
    assert "[U+202E]" in seen.text
    assert not re.search("[\u202a-\u202e\x00-\x08]", html.decode())
    assert b"secret" not in html
    policy = next(value for value in seen.values("content") if "default-src" in value)
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_links_lead_to_the_words_on_the_page() -> None:
    """As a text fragment, behind a query; none for what is gone."""
    html = report_html(RUN, night()).decode()
    assert "id=1&amp;lang=en#:~:text=The%20north%20quay%20is%20240,north" not in html
    assert "id=1&amp;lang=en#:~:text=The%20north%20quay%20is%20240%20m%20long." in html
    assert "Lost%20items" not in html


def test_a_renamed_section_is_told() -> None:
    """Also where nothing else of a page is."""
    renamed = {("Maps" if name == "Courses" else name): items for name, items in LIBRARY.items()}
    report = replace(compared("library", page(LIBRARY), page(renamed)), outcome="unchanged")
    assert report.changes is not None
    assert report.changes.changes == ()
    text = Seen(report_html(RUN, [report])).text
    assert "1 of its sections" in text
    assert "Town library › Courses → Town library › Maps" in text


def test_a_quiet_night_says_so() -> None:
    """In one sentence, with no list of pages to look at."""
    seen = Seen(report_html(RUN, [quiet("a", title="A"), quiet("b", title="B")]))
    assert "A quiet night" in seen.text
    assert not seen.tags["nav"]
    fresh = PageReport(page=PageId("a"), outcome="new", title="A", records=3)
    assert "1 page is new: what changes there is told from now on" in Seen(report_html(RUN, [fresh])).text
    assert "No page was looked at" in Seen(report_html(RUN, [])).text


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(-3, "0 s"), (59.6, "1 min 0 s"), (3599, "59 min 59 s"), (3600, "1 h 0 min"), (90_061, "25 h 1 min")],
)
def test_how_long_a_run_took(seconds: float, told: str) -> None:
    """In the units that count; a clock that was put back makes no time less than none."""
    run = replace(RUN, finished=RUN.started + timedelta(seconds=seconds))
    assert f", took {told}" in Seen(report_html(run, [])).text


def test_a_flood_is_bounded_and_the_rest_is_counted() -> None:
    """A browser must open the report; what is not shown is told, with the file that has it."""
    before = {"Lots": [f"Plot {number} is let to gardener {number * 7}" for number in range(210)]}
    after = {"Lots": [f"Plot {number} is let to gardener {number * 7 + 1}" for number in range(210)]}
    flood = compared("plots", page(before), page(after))
    assert flood.changes is not None
    count = len(flood.changes.changes)
    assert count > MOST_OF_A_PAGE
    seen = Seen(report_html(RUN, [flood]))
    assert f"and {count - MOST_OF_A_PAGE:,} more" in seen.text
    assert "plots/changes.json" in seen.text
    many = [replace(flood, page=PageId("plots", f"{number:02}")) for number in range(16)]
    shown = [value for value in Seen(report_html(RUN, many)).values("id") if value.startswith("c-plots-")]
    assert len(shown) == MOST_CHANGES
    folded = [replace(one, outcome="unchanged", page=PageId("a", one.page.key)) for one in many[:6]]
    html = report_html(RUN, [*folded, *many[:2]]).decode()
    assert html.count('id="c-plots-') == MOST_FOLDED + 2 * MOST_OF_A_PAGE
    for tag in ("li", "article", "details"):
        assert len(re.findall(rf"<{tag}[ >]", html)) == html.count(f"</{tag}>")


def test_renamed_sections_are_bounded_too() -> None:
    """A site may rename one on every page; and a text of many edits is glanced at."""
    renamed = {("Maps" if name == "Courses" else name): items for name, items in LIBRARY.items()}
    report = replace(compared("library", page(LIBRARY), page(renamed)), outcome="unchanged")
    many = [replace(report, page=PageId("library", f"{number:04}")) for number in range(MOST_SECTIONS + 2)]
    seen = Seen(report_html(RUN, many))
    assert seen.values("class").count("changed of-section") == MOST_SECTIONS
    assert seen.text.count("and 1 more: all of them are in library/changes.json") == 2


def test_a_glance_is_short() -> None:
    """Whatever a text has of edits."""
    words = (" ".join(f"The boat of quay {n} has {7 * n + night} seats" for n in range(150)) for night in (3, 4))
    before, after = (page({"Rules": [one, "Boats", "Mills"]}) for one in words)
    html = report_html(RUN, [compared("a", before, after), compared("b", before, after)]).decode()
    glances = re.findall(r'<p class="glance.*?</p>', html)
    assert len(glances) == 2
    assert all(len(one) < 1000 and one.endswith(" …</p>") for one in glances)
