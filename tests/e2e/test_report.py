"""The report in a real browser: it runs nothing, loads nothing, and can be read by eye, by keyboard and on a phone."""

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from msgspec import Struct, field
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

from pages import LIBRARY, page
from reports import NASTY, RUN, compared, night
from scrape_clean import clean, compare
from scrape_clean.publish import report_html
from scrape_clean.views import as_html
from scrape_clean.views.clear import text_link

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the path")

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
CONTRASTS = """() => {
  const luminance = rgb => rgb.slice(0, 3).map(c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
    .reduce((sum, c, at) => sum + c * [.2126, .7152, .0722][at], 0);
  const numbers = text => text.match(/[0-9.]+/g).map(Number);
  const ground = e => { for (; e; e = e.parentElement) {
    const rgb = numbers(getComputedStyle(e).backgroundColor); if (rgb.length < 4 || rgb[3] > 0) return rgb; }
    return [255, 255, 255]; };
  return [...document.body.querySelectorAll('*')].filter(e => e.checkVisibility()
      && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())).map(e => {
    const [a, b] = [numbers(getComputedStyle(e).color), ground(e)].map(luminance).sort((x, y) => y - x);
    return [(a + .05) / (b + .05), e.className + ' ' + e.tagName]; });
}"""


class Heard(Struct):
    """What a page did."""

    talk: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests here."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        yield started
        started.close()


def opened(shown: Page, path: Path, html: bytes) -> Heard:
    """Open a page from disk, and keep what it does."""
    path.write_bytes(html)
    heard = Heard()
    shown.on("console", lambda message: heard.talk.append(message.text))
    shown.on("pageerror", lambda error: heard.talk.append(str(error)))
    shown.on("dialog", lambda dialog: answered(dialog, heard))
    shown.on("request", lambda request: heard.requests.append(request.url))
    shown.goto(path.as_uri())
    return heard


ROWS = """<body><div style="height: 5000px">x</div><table><tr><td>Adults<td>12 euros</table>
<p>Well-kept, and <b>bold</b> &amp; more, all the way to the sea and back again until nine</p>
<p>港口渡輪每四十分鐘一班，從早上六點到晚上十點，每天都有。週日與假日每小時一班，夜間停航，颱風來襲時另行公告，請留意碼頭看板。</p>
<ul><li>Open <i>daily</i> <li>بطاقة المكتبة صالحة لمدة 24 شهرًا</ul><div style="height: 5000px">"""


def test_links_find_the_words_on_the_page(browser: Browser, tmp_path: Path) -> None:
    """Rows, marked-up words, long texts and scripts without spaces; what is gone leads to the top."""
    (tmp_path / "page.html").write_text(f"<meta charset=utf-8>{ROWS}", encoding="utf-8")
    texts = [record.text for record in clean(ROWS, media_type="text/html").records if record.text != "x"]
    assert len(texts) == 5
    for text in [*texts, "Closed for good"]:
        link = text_link("https://e.org/", text)
        assert link
        shown = browser.new_page()
        shown.goto(link.replace("https://e.org/", (tmp_path / "page.html").as_uri()))
        if text in texts:
            shown.wait_for_function("() => scrollY > 4000")
        else:
            assert shown.evaluate("() => scrollY") == 0
        shown.close()


def answered(dialog: Dialog, heard: Heard) -> None:
    """Keep what a dialog says, and close it."""
    heard.talk.append(dialog.message)
    dialog.dismiss()


def test_hostile_text_is_text(browser: Browser, tmp_path: Path) -> None:
    """No script runs, nothing is asked for, the console is silent; without escaping, the browser would tell."""
    pages = (report_html(RUN, night()), as_html(compare(page(LIBRARY), page({"Now": [escaped(NASTY)]}))).encode())
    for html in pages:
        shown = browser.new_page()
        heard = opened(shown, tmp_path / "report.html", html)
        shown.evaluate("() => document.querySelectorAll('details').forEach(e => e.open = true)")
        assert heard.talk == []
        assert heard.requests == [(tmp_path / "report.html").as_uri()]
        assert shown.evaluate("() => document.scripts.length + document.images.length + frames.length") == 0
        assert shown.evaluate(
            "() => [...document.querySelectorAll('*')].every(e => [...e.attributes].every(a => !/^on/i.test(a.name)))"
        )
        assert set(shown.evaluate("() => [...document.links].map(a => a.protocol)")) <= {"https:", "file:"}
        shown.close()
    heard = opened(browser.new_page(), tmp_path / "raw.html", NASTY.encode())
    assert "x" in heard.talk
    assert len(heard.requests) > 1


def escaped(text: str) -> str:
    """As a page would have it."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough(browser: Browser, tmp_path: Path, scheme: Literal["light", "dark"]) -> None:
    """WCAG 2.2, 1.4.3, level AA: 4.5 to 1 for every text, on light and dark screens."""
    shown = browser.new_page(color_scheme=scheme)
    opened(shown, tmp_path / "report.html", report_html(RUN, night()))
    shown.evaluate("() => document.querySelectorAll('details').forEach(e => e.open = true)")
    found = shown.evaluate(CONTRASTS)
    shown.close()
    assert len(found) > 60
    assert [name for ratio, name in found if ratio < 4.5] == []


@pytest.mark.parametrize("width", [320, 1200])
def test_nothing_is_cut_off(browser: Browser, tmp_path: Path, width: int) -> None:
    """WCAG 2.2, 1.4.10: no scrolling sideways at 320 pixels, however long a word is."""
    long = compared("long", page({"A": ["short", "other"]}), page({"B" * 200: ["x" * 500, "other"]}))
    html = report_html(RUN, [long, *night()])
    shown = browser.new_page(viewport={"width": width, "height": 700})
    opened(shown, tmp_path / "report.html", html)
    sizes = shown.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    shown.close()
    assert sizes[0] <= sizes[1]


def test_by_keyboard_and_screen_reader(browser: Browser, tmp_path: Path) -> None:
    """Tab reaches the way past the overview, folded parts open, and headings go down one level at a time."""
    shown = browser.new_page()
    opened(shown, tmp_path / "report.html", report_html(RUN, night()))
    shown.keyboard.press("Tab")
    assert shown.evaluate("() => document.activeElement.textContent") == "To what was found"
    shown.keyboard.press("Enter")
    shown.wait_for_url("**#found", timeout=20_000)  # the browser goes there in its own time
    folded = shown.locator("#unchanged summary")
    folded.focus()
    shown.keyboard.press("Enter")
    shown.locator("#unchanged details[open]").wait_for(state="attached", timeout=20_000)
    levels = shown.evaluate("() => [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(e => +e.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    tree = shown.locator("body").aria_snapshot()
    shown.close()
    assert "navigation" in tree
    assert "main" in tree
    assert 'deletion: "48"' in tree or "deletion" in tree
    assert "insertion" in tree


def test_paper_has_what_is_folded(browser: Browser, tmp_path: Path) -> None:
    """What is printed cannot be unfolded."""
    shown = browser.new_page()
    opened(shown, tmp_path / "report.html", report_html(RUN, night()))
    last = shown.locator("#unchanged li").last
    assert not last.is_visible()
    shown.emulate_media(media="print")
    assert last.is_visible()
    shown.close()
