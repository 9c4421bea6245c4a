"""Labels: each block keeps its place, and the rule that spoke is named."""

import numpy as np
import pytest

from scrape_clean import Options, clean, compare
from scrape_clean.label import Known, label, labels, unseen
from scrape_clean.model import Document
from scrape_clean.parse import parse_string

MENU = "".join(f'<li><a href="/{name}">{name.title()}</a>' for name in "home news events contact login".split())
FACTS = "".join(
    f"<li>The {place} lock was rebuilt in {year} and takes barges of up to {length} metres.</li>"
    for place, year, length in (("north", 1911, 67), ("south", 1934, 80), ("upper", 1962, 110))
)
PAGE = f"""<html><head><title>Locks of the canal</title></head><body>
<nav class="main-nav"><ul>{MENU}</ul></nav>
<main><article><h1>Locks of the canal</h1>
<p>The canal has three locks, all of them open to traffic between April and October, as long as there is no ice.</p>
<ul>{FACTS}</ul></article></main>
<footer class="site-footer"><ul><li><a href="/imprint">Imprint</a><li><a href="/privacy">Privacy</a></ul></footer>
</body></html>"""


def rules(document: Document, known: Known = Known()) -> dict[str, tuple[str, str]]:  # noqa: B008  it is frozen
    """Label and rule of each text."""
    return {item.block.text: (item.label, item.rule) for item in label(document, known)}


def test_lists_of_facts_stay_and_menus_go() -> None:
    """Both are bullets; what they are made of and where they stand tells them apart."""
    found = rules(parse_string(PAGE, media_type="text/html"))
    assert found["The north lock was rebuilt in 1911 and takes barges of up to 67 metres."] == ("content", "network")
    assert {found[name] for name in ("Home", "News", "Login")} == {("boilerplate", "landmark:navigation")}
    assert found["Imprint"] == ("boilerplate", "landmark:contentinfo")


def test_labels_do_not_hang_on_landmarks_alone() -> None:
    """The same page with nothing but div elements; the rule then says what the text is made of."""
    soup = PAGE
    for tag in ("nav", "main", "article", "footer"):
        soup = soup.replace(f"<{tag}", "<div").replace(f"</{tag}>", "</div>")
    found = rules(parse_string(soup, media_type="text/html"))
    assert found["The upper lock was rebuilt in 1962 and takes barges of up to 110 metres."] == ("content", "network")
    assert found["Home"] == ("boilerplate", "links")


def test_a_page_in_xml_is_labelled_as_any_other() -> None:
    """XHTML is HTML in another dress: its menus and hidden parts are no content either."""
    page = PAGE.replace("</main>", '</main><p hidden="hidden">A draft that nobody sees.</p>')
    labelled = label(parse_string(page, media_type="application/xhtml+xml"))
    assert labelled == label(parse_string(page, media_type="text/html"))
    assert {item.label for item in labelled} == {"content", "boilerplate"}


def test_the_template_of_a_site() -> None:
    """What stands on most pages of a site is no content of this one."""
    notice = (
        "The canal has three locks, all of them open to traffic between April and October, as long as there is no ice."
    )
    found = rules(parse_string(PAGE, media_type="text/html"), Known(template=frozenset({notice})))
    assert found[notice] == ("boilerplate", "template")


def test_a_page_of_nothing_but_menus_is_not_lost() -> None:
    """Where no text is content, all of it is."""
    found = rules(parse_string(f"<nav><ul>{MENU}</ul></nav>", media_type="text/html"))
    assert set(found.values()) == {("content", "only-text")}


def test_plain_text_and_markdown_are_content() -> None:
    """There a person wrote every line on purpose."""
    for media_type in ("text/plain", "text/markdown"):
        found = rules(parse_string("# Home\n\n- Log in\n- Read more\n", media_type=media_type))
        assert set(found.values()) == {("content", "body")}


def test_hidden_text_and_metadata_are_named_as_such() -> None:
    """What no reader of the page sees is told apart from boilerplate; every block keeps its place."""
    document = parse_string(
        PAGE.replace("<ul><li>The", "<p hidden>Updated by the web team.</p><p>* * *</p><ul><li>The"),
        media_type="text/html",
    )
    labelled = label(document)
    assert tuple(item.block for item in labelled) == document.blocks
    found = rules(document)
    assert found["Locks of the canal"][1] == "network"
    assert found["Updated by the web team."] == ("boilerplate", "hidden:hidden")
    assert found["* * *"] == ("boilerplate", "no-word")
    assert labelled[0].rule == "metadata"
    assert [rule for rule in ("metadata", "hidden:hidden", "no-word", "network") if unseen(rule)] == [
        "metadata",
        "hidden:hidden",
    ]


def test_a_page_without_blocks() -> None:
    """There is nothing to label."""
    assert label(Document(text="", blocks=(), media_type="text/html")) == ()


def test_labels_stay_from_night_to_night() -> None:
    """What is close to the bound has the label of the night before; what is far from it has not."""
    document = parse_string(PAGE, media_type="text/html")
    first = rules(document)
    content = frozenset(text for text, (label_, _) in first.items() if label_ == "content")
    assert rules(document, Known(content=content, boilerplate=frozenset(first) - content)) == first
    turned = rules(document, Known(content=frozenset(first) - content, boilerplate=content))
    assert [turned[text][0] for text in ("Home", "Imprint")] == ["boilerplate"] * 2
    assert "content" in {label_ for label_, _ in turned.values()}


NOTES = {
    "docutils": '<aside class="footnote-list"><aside role="doc-footnote"><span>[1]</span><p>{}</p></aside></aside>',
    "docutils, before": '<aside class="footnote-list"><aside role="note"><span>[1]</span><p>{}</p></aside></aside>',
    "pandoc": '<section role="doc-endnotes"><hr><ol><li><p>{}</p></li></ol></section>',
    "pandoc, of a section": '<aside role="doc-footnote"><ol><li><p>{}</p></li></ol></aside>',
}


@pytest.mark.parametrize("form", NOTES.values(), ids=NOTES)
def test_notes_to_the_text_are_content(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    """An aside with something else in it is none."""
    note, other = "Keys of 2030 are taken until 31 December.", '<aside role="region"><p>Read on</p></aside>'
    found = judged(monkeypatch, form.format(note), -2.2)
    assert found[note] == "content"
    assert found.get("[1]") != "content"
    found = judged(monkeypatch, form.format(note).replace("</aside></aside>", f"</aside>{other}</aside>"), -2.2)
    assert (found[note] == "content") == ("footnote-list" not in form)


@pytest.mark.parametrize(
    ("markup", "score", "label_"),
    [
        ("<ul><li><a href='/fees'>Fees 2031</a></ul>", -1.0, "boilerplate"),
        ("<ul><li>Fees 2031</ul>", -2.5, "content"),
        ("<h2><a href='/fees'>Fees 2031</a></h2>", 0.0, "content"),
    ],
)
@pytest.mark.parametrize("year", ["2031", "2032"])
def test_a_heading_of_the_night_before_speaks_for_no_link(
    monkeypatch: pytest.MonkeyPatch, markup: str, score: float, label_: str, year: str
) -> None:
    """A menu that is new reads like it; other text does that was the heading, or has become a heading."""
    scores = np.full(41, 5.0)
    monkeypatch.setattr(labels, "scores", lambda page, _: np.resize(scores, len(page.own)))
    prose = "".join(f"<p>Sentence {n}.</p>" for n in range(40))
    before = clean(f"<h2>Fees 2031</h2>{prose}", media_type="text/html")
    assert [heading.text for heading in before.headings] == ["Fees 2031"]
    scores[-1] = score
    after = clean(f"{prose}{markup}".replace("2031", year), media_type="text/html", options=Options(before=before))
    assert [drop.text for drop in after.drops] == ([] if label_ == "content" else [f"Fees {year}"])


@pytest.mark.parametrize(("score", "heading"), [(1.2, "boilerplate"), (1.3, "content")])
def test_a_heading_over_boilerplate_needs_more(monkeypatch: pytest.MonkeyPatch, score: float, heading: str) -> None:
    """One with content under it, or with nothing, is taken at the score that will do for any heading of the page."""
    found = judged(
        monkeypatch,
        "<h1>Locks</h1><h2>Fees</h2><p>Ten crowns.</p><h2>More</h2><ul><li>Home<li>News</ul><h2>Map</h2>",
        score,
        **{"Ten crowns.": 5.0, "Home": -9.0, "News": -9.0},
    )
    assert found["More"] == heading
    assert found["Locks"] == found["Fees"] == found["Map"] == found["Ten crowns."] == "content"


def test_a_small_page_asks_less_of_a_heading_over_boilerplate(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it does of all text: what counts is the distance to other headings."""
    page = parse_string("<h1>Locks</h1><p>Ten crowns.</p><h2>Map</h2><p>Print</p>", media_type="text/html")
    given = {"Locks": 0.0, "Ten crowns.": 5.0, "Map": 0.0, "Print": -9.0}
    monkeypatch.setattr(labels, "scores", lambda *_: np.array([given[block.text] for block in page.blocks]))
    assert [kind for kind, _ in rules(page).values()] == ["content"] * 3 + ["boilerplate"]


@pytest.mark.parametrize(("sure", "kept"), [(1.0, True), (2.0, True), (4.0, False)])
def test_lines_need_more_where_the_text_is_sure(monkeypatch: pytest.MonkeyPatch, sure: float, *, kept: bool) -> None:
    """On the page of an article; not lists, rows and facts, which are short by themselves, and headings less."""
    prose = "".join(f"<p>Sentence {n}.</p>" for n in range(40))
    page = parse_string(
        f"<body>{prose}<p class=share>Shared 4 times</p><h2>Fees</h2><ul><li>Tram 2</ul><p>Telephone: 555 0100</p>"
        "<table><tr><td>Adults<td>9</table>",
        media_type="text/html",
    )
    scored = [sure if "Sentence" in block.text else 0.55 for block in page.blocks]
    monkeypatch.setattr(labels, "scores", lambda *_: np.array(scored))
    found = {text: kind for text, (kind, _) in rules(page).items()}
    assert (found.pop("Shared 4 times") == "content") == kept
    assert set(found.values()) == {"content"}


def test_a_line_between_two_blocks_of_content_needs_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is part of what is said there; a link may be an advertisement all the same."""
    text = "Boats of up to forty feet may stay for three nights, and for longer with a word to the harbour master."
    found = judged(
        monkeypatch,
        f"<p>{text}</p><p class=rope>Bring a rope</p><p>{text[::-1]}</p><p><a href=/a>Rope shop</a></p>"
        f"<p>{text.upper()}</p><p class=share>Shared 4 times</p>",
        0.5,
        **{text: 5.0, text[::-1]: 5.0, text.upper(): 5.0},
    )
    assert found["Bring a rope"] == "content"
    assert found["Rope shop"] == found["Shared 4 times"] == "boilerplate"


def test_headings_over_boilerplate_are_better_than_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where they are all that may be content, they stay."""
    page = parse_string("<h1>Locks</h1><ul><li>Home<li>News</ul>", media_type="text/html")
    monkeypatch.setattr(labels, "scores", lambda *_: np.array([0.0, -9.0, -9.0]))
    assert [kind for kind, _ in rules(page).values()] == ["content", "boilerplate", "boilerplate"]


@pytest.mark.parametrize("where", ["main", "article", 'div role="main"'])
def test_lists_in_what_authors_call_content_need_less(monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    """Other text in there does not; nor does a list in a navigation that stands in there."""
    prose = "".join(f"<p>Sentence {n}.</p>" for n in range(40))
    page = parse_string(
        f"<body>{prose}<ul><li>out</ul><{where}><ul><li>in</ul><p>text</p><nav><ul><li>menu</ul></nav></{where[:7]}>",
        media_type="text/html",
    )
    monkeypatch.setattr(
        labels, "scores", lambda *_: np.array([5.0 if "Sentence" in block.text else -1.9 for block in page.blocks])
    )
    judged = {text: kind for text, (kind, _) in rules(page).items()}
    assert judged["in"] == "content"
    assert judged["out"] == judged["text"] == judged["menu"] == "boilerplate"


def judged(monkeypatch: pytest.MonkeyPatch, markup: str, score: float, **given: float) -> dict[str, str]:
    """The label of each text on a page of 40 sure sentences and the markup, all of which scores the same."""
    prose = "".join(f"<p>Sentence {n}.</p>" for n in range(40))
    page = parse_string(f"<body>{prose}{markup}", media_type="text/html")
    scored = [given.get(block.text, 5.0 if "Sentence" in block.text else score) for block in page.blocks]
    monkeypatch.setattr(labels, "scores", lambda *_: np.array(scored))
    return {text: kind for text, (kind, _) in rules(page).items()}


BEFORE, AFTER = "<p>A kite of silk is light and dear.</p>", "<p>A line is cut to length by hand.</p>"
STORM = "Never fly a kite in a storm."
ASIDE = f"<aside><p>When to fly</p><p>{STORM}</p></aside>"


@pytest.mark.parametrize(
    ("markup", "label_"),
    [
        (f"<div>{BEFORE}{ASIDE}{AFTER}</div>", "content"),
        (f"<div><h2>Kites</h2>{ASIDE}{AFTER}</div>", "content"),
        (f"<div><section>{BEFORE}{ASIDE}</section><section><h2>Lines</h2>{AFTER}</section></div>", "content"),
        (f"<div>{BEFORE}{ASIDE.replace('fly a kite', 'fly <a href=/k>a kite</a>')}{AFTER}</div>", "content"),
        (f"<div>{BEFORE}</div>{ASIDE}<footer><p>All kites are ours alone.</p></footer>", "boilerplate"),
        (f"<div><div>{BEFORE}</div><div>{ASIDE}</div><div>{AFTER}</div></div>", "boilerplate"),
        (f"<div>{BEFORE}{ASIDE.replace('When to fly', '<a href=/w>When to fly</a>')}{AFTER}</div>", "boilerplate"),
        (f"<div>{BEFORE}{ASIDE.replace('When to fly', '<button>Close</button>')}{AFTER}</div>", "boilerplate"),
        (f"<div>{BEFORE}<p><a href=/k>All our kites</a></p>{ASIDE}<h2>Lines</h2></div>", "boilerplate"),
        (f"<div>{BEFORE}{ASIDE}{AFTER}<p>As we said: {STORM}</p></div>", "boilerplate"),  # it says nothing new
        (f"<footer>{BEFORE}{ASIDE}{AFTER}</footer>", "boilerplate"),
    ],
)
def test_an_aside_between_text_is_part_of_it(monkeypatch: pytest.MonkeyPatch, markup: str, label_: str) -> None:
    """A warning or a caption, though its element says aside; links, buttons and pull quotes are not."""
    found = judged(monkeypatch, markup, 0.0)
    assert next(label for text, label in found.items() if text == STORM) == label_


def test_a_header_that_is_never_closed_may_hold_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing else passes, what reads like content is content; its menu and what is hidden are not."""
    page = parse_string(
        "<header><nav><p>Home</p></nav><p>The pier opens at noon.</p><p hidden>Draft</p></header>",
        media_type="text/html",
    )
    given = {"The pier opens at noon.": 0.5, "Draft": 0.5}
    monkeypatch.setattr(labels, "scores", lambda *_: np.array([given.get(block.text, -3.0) for block in page.blocks]))
    assert rules(page) == {
        "Home": ("boilerplate", "landmark:banner"),
        "The pier opens at noon.": ("content", "network"),
        "Draft": ("boilerplate", "hidden:hidden"),
    }
    known = Known(boilerplate=frozenset({"The pier opens at noon."}), content=frozenset({"Home"}))
    monkeypatch.setattr(
        labels, "scores", lambda *_: np.array([0.5 if block.text[0] == "T" else -1.0 for block in page.blocks])
    )
    assert rules(page, known)["Home"] == ("content", "network"), "labels stay as they were the night before"
    assert rules(page, known)["The pier opens at noon."][0] == "boilerplate"


def test_a_page_that_is_content_throughout_stays_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else what the night before speaks for would pass alone, and all the rest be lost."""
    page = parse_string("<nav><p>Berths</p><pre>Kiosk</pre></nav>", media_type="text/html")
    monkeypatch.setattr(labels, "scores", lambda *_: np.array([-9.0, -1.0]))
    first = rules(page)
    assert set(first.values()) == {("content", "only-text")}
    assert rules(page, Known(content=frozenset(first), boilerplate=frozenset({"*"}))) == first
    known = Known(content=frozenset({"Kiosk"}), boilerplate=frozenset({"Berths"}))
    assert [text for text, (kind, _) in rules(page, known).items() if kind == "content"] == ["Kiosk"]


@pytest.mark.parametrize(("beside", "told"), [("Diesel", "changed"), ("Petrol", "removed")])
def test_a_line_edited_where_content_stood_is_content(monkeypatch: pytest.MonkeyPatch, beside: str, told: str) -> None:
    """Its score alone would not do, and no figure in it tells that it is the same line."""
    html = "<p>Berths</p><address>The kiosk opens at dusk.</address><p>Diesel</p>" + "".join(
        f"<p>Sentence {n}.</p>" for n in range(40)
    )
    sure = np.full(43, 5.0)
    monkeypatch.setattr(labels, "scores", lambda *_: sure)
    before = clean(html, media_type="text/html")
    sure[1] = -0.5
    edited = html.replace("kiosk", "sauna").replace("Diesel", beside)
    after = clean(edited, media_type="text/html", options=Options(before=before))
    assert [one.type for one in compare(before, after).changes if one.before and "kiosk" in one.before.text] == [told]


def test_the_likeliest_text_of_a_page_is_content_even_if_it_is_a_link(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else nothing would be, and the whole page would pass instead."""
    page = parse_string('<p><a href="/a">Alpha</a></p><p><a href="/b">Beta</a></p>', media_type="text/html")
    given = {"Alpha": -5.0, "Beta": -9.0}
    monkeypatch.setattr(labels, "scores", lambda *_: np.array([given[block.text] for block in page.blocks]))
    assert rules(page) == {"Alpha": ("content", "network"), "Beta": ("boilerplate", "links")}


def test_items_without_links_need_less_than_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """A menu is made of links; a teaser's text goes with its heading's."""
    found = judged(
        monkeypatch,
        '<ul><li>Tram 2<li>See <a href="/m">map</a> of the town</ul><ul><li><a href="/fees">Fees</a>'
        '<li><h3><a href="/ramp">New ramp</a></h3><p>Opened in May.</p></li></ul>',
        -1.5,
    )
    assert found["Tram 2"] == found["See map of the town"] == "content"
    assert found["Fees"] == found["New ramp"] == found["Opened in May."] == "boilerplate"


def test_one_card_of_many_goes_with_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """In elements of other names, the same score says boilerplate."""
    cards = "".join(f"<ul class=card><li>Berth {n}</ul>" for n in range(4))
    given = {f"Berth {n}": 5.0 for n in range(3)}
    found = judged(monkeypatch, f"{cards}<ul class=other><li>Berth 9</ul>", -3.0, **given)
    assert (found["Berth 3"], found["Berth 9"]) == ("content", "boilerplate")


@pytest.mark.parametrize(("around", "bound"), [("<aside>{}</aside>", 2.5), ("<div>{}</div>", -1.5)])
def test_a_list_is_not_torn(monkeypatch: pytest.MonkeyPatch, around: str, bound: float) -> None:
    """Half of it brings in the rest, however little speaks for that; less than half, and links, bring in nothing."""
    found = judged(
        monkeypatch,
        around.format("<ul class=a><li>Clay</ul><ul class=b><li>Apron<li>Kiln<li>Glaze</ul>")
        + around.format('<ul class=c><li>Home<li><a href="/x">News</a><li>Sitemap</ul>')
        + "<p>Text.",
        bound - 6.0,
        **{"Apron": bound + 12, "Kiln": bound + 12, "Home": bound + 5, "News": bound + 12, "Text.": 5.0},
    )
    assert found["Apron"] == found["Kiln"] == found["Glaze"] == "content"
    assert found["Clay"] == found["Sitemap"] == "boilerplate"


@pytest.mark.parametrize(("score", "label_"), [(-1.1, "content"), (-3.0, "boilerplate")])
def test_what_two_of_three_cards_have_the_third_has(monkeypatch: pytest.MonkeyPatch, score: float, label_: str) -> None:
    """Unless much less speaks for it."""
    cards = "".join(f"<div class=card><p>Plan {name}</div>" for name in "ABC")
    found = judged(monkeypatch, f"<div>{cards}</div>", score, **{"Plan A": 3.0, "Plan B": 3.0})
    assert found["Plan C"] == label_


@pytest.mark.parametrize(("score", "label_"), [(-1.0, "content"), (-1.1, "boilerplate")])
def test_a_heading_over_content_stays(monkeypatch: pytest.MonkeyPatch, score: float, label_: str) -> None:
    """The title of the page above all; not where more of what is under it is none."""
    found = judged(
        monkeypatch,
        "<h1>Opening hours 2031</h1><p>From May on, and all summer.<h2>Share</h2><p>Yes.<p>Tell all of your friends.",
        score,
        **{"From May on, and all summer.": 5.0, "Yes.": 5.0, "Tell all of your friends.": -9.0},
    )
    assert (found["Opening hours 2031"], found["Share"]) == (label_, "boilerplate")


def test_a_sentence_needs_no_more_on_the_page_of_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line does that merely stands there, and so do a few words with a full stop."""
    found = judged(monkeypatch, "<div><p>Share the news<p>Read more now.<p>The pier opens again in May.</div>", 0.5)
    assert found["Share the news"] == found["Read more now."] == "boilerplate"
    assert found["The pier opens again in May."] == "content"


@pytest.mark.parametrize(("score", "label_"), [(0.7, "boilerplate"), (0.8, "content")])
def test_options_of_a_form_need_more(monkeypatch: pytest.MonkeyPatch, score: float, label_: str) -> None:
    """Not so text in there that is no list, nor lists elsewhere."""
    form = "<form><p>Where do you live?</p><ul><li>Chad<li>Chile</ul></form>"
    found = judged(monkeypatch, f"<main>{form}</main><ul><li>Tram 2</ul>", score, **{"Where do you live?": 1.5})
    assert found["Chad"] == found["Chile"] == label_
    assert found["Where do you live?"] == found["Tram 2"] == "content"


def test_the_rule_names_the_form(monkeypatch: pytest.MonkeyPatch) -> None:
    """People who look for a line in `audit` see where it stood."""
    prose = "".join(f"<p>Sentence {n}.</p>" for n in range(40))
    page = parse_string(f"<body>{prose}<form><p>Where?</p><ul><li>Chad</ul></form>", media_type="text/html")
    scored = [5.0 if "Sentence" in block.text else -5.0 for block in page.blocks]
    monkeypatch.setattr(labels, "scores", lambda *_: np.array(scored))
    found = rules(page)
    assert (found["Chad"], found["Where?"]) == (("boilerplate", "form"), ("boilerplate", "text"))


@pytest.mark.parametrize(
    ("before", "each", "after"), [("<form>", "", "</form>"), ("", "<form class=comment>", "</form>")]
)
def test_forms_around_content_are_not_there_to_be_filled_in(
    monkeypatch: pytest.MonkeyPatch, before: str, each: str, after: str
) -> None:
    """Some sites put the page into one, others every comment."""
    lists = [f"{each}<p>A word on berth {n}.</p><ul><li>Berth {n}</ul>{after if each else ''}" for n in range(4)]
    found = judged(monkeypatch, f"{before}{''.join(lists)}{'Words. ' * 99 if before else ''}{after}", 0.5)
    assert {found[f"Berth {n}"] for n in range(4)} == {"content"}


def test_a_small_page_does_not_let_its_menu_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leniency towards pages of few blocks is for what is no link."""
    page = parse_string(f"<div><ul>{MENU}</ul></div><h1>Club</h1><p>Open.</p>", media_type="text/html")
    scored = [5.0 if block.kind == "heading" else -2.0 for block in page.blocks]
    monkeypatch.setattr(labels, "scores", lambda *_: np.array(scored))
    found = {text: kind for text, (kind, _) in rules(page).items()}
    assert found["Open."] == "content"
    assert found["Home"] == "boilerplate"


@pytest.mark.parametrize(("score", "label_"), [(-3.5, "content"), (-3.6, "boilerplate")])
def test_a_heading_over_a_list_of_content_stays(monkeypatch: pytest.MonkeyPatch, score: float, label_: str) -> None:
    """Without it the list would stand under the heading before; in a header of its own it is no banner."""
    found = judged(
        monkeypatch,
        "<div><header><h2>Getting here</h2></header><p>By day:</p><ul><li>Tram 2</ul></div><h2>Fees</h2>"
        "<ul><li>Ten crowns</ul>"
        "<h2>Over text</h2><p>Text.</p><nav><h2>Menu</h2><ul><li>Item</ul></nav><h2>Over none</h2><ul><li>None</ul>",
        score,
        **{"Tram 2": 5.0, "Ten crowns": 5.0, "Text.": 5.0, "Item": 5.0, "None": -9.0},
    )
    assert found["Getting here"] == found["By day:"] == found["Fees"] == label_
    assert found["Over text"] == found["Menu"] == found["Over none"] == "boilerplate"


def test_a_heading_over_a_list_keeps_its_section() -> None:
    """As the network scores it: the second section's bullets are not the first one's."""
    page = clean(
        "<div class='x'><div>Ferry office</div><div><h3>Fees</h3><div>Adults 4</div></div></div>"
        "<div class='frame'><header><h2>Getting here</h2></header><ul><li>Tram 2, stop Fish Market<li>Bus 7</ul></div>",
        media_type="text/html",
    )
    assert [record.section[-1] for record in page.records if record.text == "Bus 7"] == ["Getting here"]


def test_lists_in_hidden_panels_need_less_than_other_hidden_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """A closed accordion holds content; a list of links in a closed menu does not."""
    found = judged(
        monkeypatch,
        "<main><div hidden><ul><li>Tram 2<li><a href='/x'>Linked</a></ul><p>Draft</p></div></main>"
        "<div hidden><ul><li>Outside</ul></div>",
        -0.1,
    )
    assert found["Tram 2"] == "content"
    assert found["Linked"] == found["Draft"] == found["Outside"] == "boilerplate"


@pytest.mark.parametrize(
    "lead",
    [
        "<p><b>Lead</b></p><ul><li>Item</ul>",
        "<details><summary>Lead</summary><ul><li>Item</ul></details>",
        "<div><p>Lead</p><div><div><ul><li>Item</ul></div></div></div>",
    ],
)
def test_a_line_that_introduces_a_list_stays_with_it(monkeypatch: pytest.MonkeyPatch, lead: str) -> None:
    """A line in another element with more in it, or one that is a link, need not belong to the list."""
    found = judged(
        monkeypatch,
        f"<section>{lead}</section><div><p>Apart</p></div><div><ul><li>Two</ul></div>"
        "<div><p>Title</p><div><div><ul><li>Two</ul><p>More text</p></div></div></div>"
        '<p><a href="/more">More</a></p><ul><li>Three</ul>',
        -1.9,
        Item=5.0,
        Two=5.0,
        Three=5.0,
    )
    assert found["Lead"] == "content"
    assert found["Apart"] == found["More"] == found["Title"] == "boilerplate"


CONSENT = {
    "by class": '<div class="cookie-notice">We use cookies to give you the best day. <button>Accept</button></div>',
    "by id": '<div id="onetrust-consent-sdk"><p>You agree to the storing of cookies on your device.</p></div>',
    "in German": '<div class="cookie-hinweis"><p>Diese Website verwendet Cookies. Sie stimmen dem zu.</p></div>',
}


@pytest.mark.parametrize("notice", CONSENT.values(), ids=CONSENT)
def test_a_notice_that_asks_for_consent_is_no_content_of_a_small_page(notice: str) -> None:
    """Such pages are lenient towards what else is shown; what asks for consent says so in its names."""
    page = "<h1>Pier museum</h1><p>The museum shows boats.</p><ul><li>Open daily<li>Free entry</ul>"
    found = label(parse_string(page + notice, media_type="text/html"))
    assert {item.block.text for item in found if item.label == "content"} == {
        *("Pier museum", "The museum shows boats.", "Open daily", "Free entry")
    }
    assert "consent" in {item.rule for item in found}


def test_a_notice_may_be_half_of_a_small_page() -> None:
    """Two lines of consent, and two of the page."""
    notice = "<p>We use cookies to make this site work, and to count our visitors.</p><p>Agree?</p>"
    said = "<p>The museum is closed today because of the storm.</p><p>It opens tomorrow at ten.</p>"
    found = clean(f'<div class="cookie-notice">{notice}</div>{said}', media_type="text/html")
    assert [drop.rule for drop in found.drops] == ["consent", "consent"]
    hidden = f"<div hidden>{'<p>A line of the menu</p>' * 6}</div>"  # shows nothing
    found = clean(f'<div class="cookie-notice">{notice}</div><p>It opens tomorrow.</p>{hidden}', media_type="text/html")
    assert "consent" not in {drop.rule for drop in found.drops}


@pytest.mark.parametrize("name", ["cookies", "cookie-list", "informed-consent"])
def test_what_is_about_cookies_is_no_notice(name: str) -> None:
    """A bakery sells them, a hospital asks its patients."""
    parts = (("Biscuits", name), ("Bread", "bread"), ("Cakes", "cakes"))
    lists = "".join(
        f'<section id="{key}"><h2>{kind}</h2><ul><li>{kind} of oats 1.20<li>{kind} of rye 1.30</ul></section>'
        for kind, key in parts
    )
    html = f"<h1>Bakery</h1><p>All that we bake.</p>{lists}"
    found = rules(parse_string(html, media_type="text/html"))
    assert found["Biscuits of oats 1.20"] == ("content", "network")


def test_a_page_whose_root_is_named_for_consent_is_content() -> None:
    """Scripts write on the outermost element what the visitor chose."""
    html = f'<div class="cookie-consent-given"><h1>Locks</h1><ul>{FACTS}</ul></div>'
    assert {item.label for item in label(parse_string(html, media_type="text/html"))} == {"content"}


def test_what_was_hidden_and_no_content_stays_so() -> None:
    """Whatever is edited beside it; once it is shown it is judged anew."""
    hidden = "The south lock was rebuilt in 1934."
    html = f'<h1>Locks</h1><ul>{FACTS}</ul><div style="display:none"><ul><li>{hidden}</ul></div>'
    document = parse_string(html, media_type="text/html")
    assert rules(document)[hidden][0] == "content"
    assert rules(document, Known(hidden=frozenset({hidden})))[hidden] == ("boilerplate", "hidden:display-none")
    shown = parse_string(html.replace(' style="display:none"', ""), media_type="text/html")
    assert rules(shown, Known(hidden=frozenset({hidden})))[hidden][0] == "content"


HOURS = "<dl>{}</dl>".format("".join(f"<dt>{day}<dd>from {hour}" for day, hour in (("Monday", 9), ("Friday", 8))))


@pytest.mark.parametrize(("terms", "score", "label_"), [(3, -1.2, "content"), (3, -1.3, "boilerplate"), (2, -1.2, "")])
def test_a_list_of_terms_is_as_good_as_a_table(
    monkeypatch: pytest.MonkeyPatch, terms: int, score: float, label_: str
) -> None:
    """A shorter one stands beside each post of a forum; a link is none of it."""
    more = "<dt>Sunday<dd>closed<dd><a href='/fares'>Fares</a></dl>" if terms == 3 else "</dl>"
    found = judged(monkeypatch, HOURS.replace("</dl>", more), score)
    assert {found[text] for text in ("Monday", "Friday", "from 8")} == {label_ or "boilerplate"}
    assert found.get("Fares") != "content"


def test_a_list_of_terms_is_not_torn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of it brings in the rest."""
    sure = dict.fromkeys(("Monday", "Friday", "from 8"), 9.0)
    found = judged(monkeypatch, HOURS.replace("</dl>", "<dt>Sunday<dd>closed</dl>"), -9.0, **sure)
    assert found["from 9"] == found["Sunday"] == found["closed"] == "content"
    found = judged(monkeypatch, HOURS.replace("</dl>", "<dt>Sunday<dd>closed</dl>"), -9.0, Monday=25.0)
    assert found["Sunday"] == "boilerplate"


@pytest.mark.parametrize(
    ("more", "label_"),
    [
        ("", "content"),
        ('<p><a href="/park">Parking</a></p>', "boilerplate"),
        ("<label>All</label>", "boilerplate"),
    ],
)
def test_what_unfolds_without_links_is_no_menu(monkeypatch: pytest.MonkeyPatch, more: str, label_: str) -> None:
    """A question and its answer need no more than items in `main`; a menu and a filter unfold, too."""
    html = f"<details><summary>May I park?</summary><p>Yes, at the pier.</p>{more}</details>"
    found = judged(monkeypatch, f"{html}<details><summary>Menu</summary></details><address>Elsewhere.</address>", -2.2)
    assert found["May I park?"] == found["Yes, at the pier."] == label_
    assert found["Menu"] == found["Elsewhere."] == "boilerplate"
    found = judged(monkeypatch, f"<nav>{html}</nav>", -2.2)
    assert found["May I park?"] == "boilerplate"


@pytest.mark.parametrize(
    ("head", "rows", "around", "label_"),
    [
        ("th", 3, "div", "content"),
        ("th", 2, "div", "boilerplate"),
        ("td", 3, "div", "boilerplate"),
        ("th", 3, "footer", "boilerplate"),
        ("th", 3, "form", "boilerplate"),
    ],
)
def test_rows_under_a_header_need_little(
    monkeypatch: pytest.MonkeyPatch, head: str, rows: int, around: str, label_: str
) -> None:
    """A table with a header row is data, wherever the rest of the page's text stands; a calendar in a footer is not."""
    hours = "".join(f"<tr><td>Pier {number}<td>from {number}" for number in range(1, rows + 1))
    table = f"<table><tr><{head}>Pier<{head}>Open{hours}</table>"
    found = judged(monkeypatch, f"<{around}>{table}</{around}>", -4.4)
    assert found["Pier 1 | from 1"] == found["Pier | Open"] == label_


def test_a_table_with_a_row_of_links_needs_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be a menu."""
    rows = "".join(f"<tr><td>Pier {number}<td>from {number}" for number in range(1, 5))
    menu = '<tr><td><a href="/a">All piers</a><td><a href="/b">All hours</a>'
    found = judged(monkeypatch, f"<table><tr><th>Pier<th>Open{rows}{menu}</table>", -4.4)
    assert found["Pier 1 | from 1"] == "boilerplate"


@pytest.mark.parametrize(("around", "label_"), [("div", "content"), ("footer", "boilerplate")])
def test_preformatted_text_needs_little(monkeypatch: pytest.MonkeyPatch, around: str, label_: str) -> None:
    """Hardly a menu is typed in columns; beside one long section the network is unsure of it."""
    found = judged(monkeypatch, f"<{around}><pre>berth: 14\ndepth: 3</pre></{around}>", -2.4)
    assert found["berth: 14\ndepth: 3"] == label_
