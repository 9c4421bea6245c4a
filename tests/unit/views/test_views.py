"""A comparison to read."""

import re
from html.parser import HTMLParser

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from pages import LIBRARY, page
from scrape_clean import Comparison, clean, compare
from scrape_clean.canonical import loads
from scrape_clean.views import View, as_html, as_json, as_markdown, as_text, render
from scrape_clean.views.data import Changes

NASTY = "Boats </script><script>alert('x')</script> & <img src=x onerror=alert(2)> \"quay\" 2030"


def example() -> Comparison:
    """A change of each type, with words that want to be markup."""
    sections = {name: list(items) for name, items in LIBRARY.items()}
    sections["Reading room"][0] = sections["Reading room"][0].replace("48 seats", "52 seats")
    sections["Reading room"][2] = sections["Reading room"][2].replace("; ink", " - ink")
    sections["Courses"].append("New since May: *lino* cuts, [see here](x), and @home &lt;b&gt;prints&lt;/b&gt;.")
    sections["Courses"].insert(0, sections["Borrowing"].pop(1))
    sections["Borrowing"].pop()
    return compare(page(LIBRARY), page(sections))


@pytest.mark.parametrize("view", ["text", "markdown", "html", "json"])
def test_views_stay_as_they_are(file_regression: FileRegressionFixture, view: View) -> None:
    """`pytest --force-regen tests/unit/views` writes them anew."""
    endings = {"text": "txt", "markdown": "md", "html": "html", "json": "json"}
    file_regression.check(render(example(), view), basename="example", extension=f".{endings[view]}", encoding="utf-8")


def test_nothing_to_tell_is_nothing() -> None:
    """No line of text, no Markdown; a page of HTML that says so."""
    found = compare(page(LIBRARY), page(LIBRARY))
    assert as_text(found) == as_markdown(found) == ""
    assert "no changes" in as_html(found)


def test_json_reads_back() -> None:
    """What is written is what `Changes` holds."""
    found = example()
    assert loads(as_json(found), Changes).changes == found.changes


class Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what a tag is called and says."""
        self.found.append((tag, dict(attrs)))


def test_html_holds_no_markup_of_the_page_and_loads_nothing() -> None:
    """Whatever the texts, titles, headings and addresses are."""
    frame = "<title>{0}</title><html lang='{0}'><h2>{0}</h2><ul><li>{1}<li>One more line that stays</ul>"
    safe = NASTY.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;")
    old = clean(frame.format(safe, "Boats in 2029"), media_type="text/html", url="https://e.org/?a='\"><script>")
    new = clean(frame.format(safe, safe), media_type="text/html", url="https://e.org/?a='\"><script>")
    found = compare(old, new)
    tags = Tags()
    html = as_html(found)
    tags.feed(html)
    names = {tag for tag, _ in tags.found}
    assert names <= set("html head meta title style body header main article h1 h2 p ul li span div ins del a".split())
    attributes = {name for _, attrs in tags.found for name in attrs}
    assert attributes <= set("lang charset http-equiv content name class id dir href rel".split())
    targets = {attrs["href"] for _, attrs in tags.found if "href" in attrs}
    assert all(target and target.startswith("https://e.org/?a=") for target in targets)
    assert "alert(" in html
    policy = next(attrs["content"] for _, attrs in tags.found if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert not re.search(r"src=", html.replace("img src=x", ""))


def test_a_terminal_obeys_nothing_of_the_page() -> None:
    """Escape sequences and changes of direction are taken out; only our own colours are there."""
    old, new = (clean(f"- Lantern \x1b[2J\u202e{n} is lit\n", media_type="text/markdown") for n in (1, 2))
    shown = as_text(compare(old, new), colour=True)
    assert set(re.findall(r"\x1b\[[0-9;]*(.)", shown)) == {"m"}
    assert "\u202e" not in shown
    assert "\x1b" not in as_text(compare(old, new))
    assert "\x1b" not in as_markdown(compare(old, new))
    assert r"Lantern \[U+001B\]\[" in as_markdown(compare(old, new))
    assert "\u202e" not in as_markdown(compare(old, new))


def test_a_suspect_page_says_so() -> None:
    """In every form."""
    found = compare(page(LIBRARY), clean("", media_type="text/html"))
    assert as_text(found) == "suspect: the page is empty\n"
    assert "suspect" in as_markdown(found)
    assert "Suspect:" in as_html(found)


def test_what_is_no_address_of_the_web_is_no_link() -> None:
    """It is shown as it is."""
    for url in ("javascript:alert(1)", "file:///srv/page.html"):
        old, new = (clean(f"<p>Room for {n} boats", url=url, media_type="text/html") for n in (3, 4))
        html = as_html(compare(old, new))
        assert f'<p class="note">{url}</p>' in html
        assert f'"{url}' not in html


def test_colours_take_the_place_of_brackets() -> None:
    """Which words of a line are new is told once."""
    old, new = (clean(f"<p>Room for {n} boats", media_type="text/html") for n in (3, 4))
    assert "[-3-]{+4+}" in as_text(compare(old, new)).replace(" ", "")
    shown = re.sub(r"\x1b\[[0-9;]*m", "", as_text(compare(old, new), colour=True))
    assert not {"[-", "{+"} & {shown[at : at + 2] for at in range(len(shown))}
