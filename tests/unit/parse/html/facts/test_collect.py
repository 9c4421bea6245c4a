"""A page's facts, each from the place that is believed first, by both readers."""

import json
from collections.abc import Callable

import pytest

from scrape_clean.model import Document, Fact, Metadata
from scrape_clean.parse.html import parse_html

Parse = Callable[..., Document]
URL = "https://quay.example/news/boats?x=1"


def script(*nodes: dict[str, object]) -> str:
    """Nodes as a page has them."""
    return f"<script type='application/ld+json'>{json.dumps({'@graph': nodes})}</script>"


ARTICLE: dict[str, object] = {
    "@type": "NewsArticle",
    "headline": "New boats",
    "author": [{"@type": "Person", "name": "Ida Moor"}, {"@type": "Person", "name": "Tom Reed"}],
    "datePublished": "2024-05-01T09:30:00+02:00",
    "dateModified": "2024-05-02",
    "publisher": {"@type": "Organization", "name": "Quay Press"},
    "inLanguage": "en-GB",
    "description": "Three boats.",
}


def values(metadata: Metadata) -> dict[str, object]:
    """The facts without their origins, and without those that are not there."""
    facts = {name: getattr(metadata, name) for name in metadata.__struct_fields__}
    authors = [fact.value for fact in facts.pop("authors")]
    return {name: fact.value for name, fact in facts.items() if fact} | ({"authors": authors} if authors else {})


def test_everything_from_json_ld(parse: Parse) -> None:
    """With the property as its origin."""
    metadata = parse(f"<p>x</p>{script(ARTICLE)}", URL).metadata
    assert metadata == Metadata(
        title=Fact("New boats", "json-ld:headline"),
        site_name=Fact("Quay Press", "json-ld:publisher.name"),
        authors=(Fact("Ida Moor", "json-ld:author"), Fact("Tom Reed", "json-ld:author")),
        language=Fact("en-GB", "json-ld:inLanguage"),
        published=Fact("2024-05-01T09:30:00+02:00", "json-ld:datePublished"),
        modified=Fact("2024-05-02", "json-ld:dateModified"),
        description=Fact("Three boats.", "json-ld:description"),
    )


def test_everything_from_meta_elements(parse: Parse) -> None:
    """OpenGraph with property or name; an address is no author; relative addresses become absolute."""
    metadata = parse(
        """<html lang=en><meta property="og:title" content="New  boats"><meta name="OG:SITE_NAME" content="Quay">
        <meta property="article:author" content="https://faces.example/ida"><meta name=author content="Ida Moor">
        <meta property="article:published_time" content="yesterday"><meta name=date content="2024-05-01">
        <meta property="article:modified_time" content="2024-05-02T10:00:00Z"><meta name=description content="Three.">
        <base href="/archive/"><link rel="Canonical" href="boats"><title>New boats - Quay</title>""",
        URL,
    ).metadata
    assert metadata == Metadata(
        title=Fact("New boats", "meta:og:title"),
        site_name=Fact("Quay", "meta:og:site_name"),
        authors=(Fact("Ida Moor", "meta:author"),),
        language=Fact("en", "html:lang"),
        published=Fact("2024-05-01", "meta:date"),
        modified=Fact("2024-05-02T10:00:00Z", "meta:article:modified_time"),
        canonical_url=Fact("https://quay.example/archive/boats", "link:canonical"),
        description=Fact("Three.", "meta:description"),
    )


def test_scholarly_pages_name_each_author(parse: Parse) -> None:
    """Every citation_author counts, in order, once."""
    metas = "".join(f"<meta name=citation_author content='{name}'>" for name in ("Moor, Ida", "Reed, Tom", "Moor, Ida"))
    assert [fact.value for fact in parse(metas).metadata.authors] == ["Moor, Ida", "Reed, Tom"]


def test_microdata_of_the_page_and_not_of_its_parts(parse: Parse) -> None:
    """A review's author is not the page's; a person's name is."""
    metadata = parse(
        """<div itemscope itemtype="https://schema.org/BlogPosting"><h2 itemprop=headline>New boats</h2>
        <div itemprop=review itemscope><span itemprop=author>Ann Onymous</span></div>
        <span itemprop=author itemscope><b itemprop=jobTitle>Editor</b> <b itemprop=name>Ida Moor</b></span>
        <meta itemprop=dateModified content="2024-05-02"><time itemprop=datePublished datetime="2024-05-01">1 May</time>
        </div>"""
    ).metadata
    assert values(metadata) == {
        "title": "New boats",
        "authors": ["Ida Moor"],
        "published": "2024-05-01",
        "modified": "2024-05-02",
    }
    assert metadata.published == Fact("2024-05-01", "microdata:datePublished")


def test_two_articles_make_neither_the_page(parse: Parse) -> None:
    """A list of posts has no author and no date, in whichever form."""
    posts = "".join(
        f"<div itemscope><b itemprop=author>{name}</b><time itemprop=datePublished datetime=2024-05-0{day}></div>"
        for day, name in enumerate(("Ida", "Tom"), start=1)
    )
    nodes = [{**ARTICLE, "headline": title} for title in ("One", "Two")]
    assert values(parse(f"<h1>All posts</h1>{posts}{script(*nodes)}", URL).metadata) == {"title": "All posts"}


def test_the_article_with_the_pages_address_is_the_page(parse: Parse) -> None:
    """Of several, the one that says that it is here."""
    other = {**ARTICLE, "headline": "Other", "url": "https://quay.example/news/other"}
    here = {**ARTICLE, "headline": "Here", "mainEntityOfPage": {"@id": "http://www.quay.example/news/boats?x=1"}}
    assert values(parse(script(other, here), URL).metadata)["title"] == "Here"


def test_a_film_on_the_page_is_not_the_page(parse: Parse) -> None:
    """Unless it has the page's address."""
    film: dict[str, object] = {"@type": "VideoObject", "name": "A ride", "uploadDate": "2024-05-01"}
    assert values(parse(script(film), URL).metadata) == {}
    assert values(parse(script({**film, "url": URL}), URL).metadata) == {"title": "A ride", "published": "2024-05-01"}


@pytest.mark.parametrize(
    ("markup", "published"),
    [
        ("<time datetime=2024-05-01>", "2024-05-01"),
        ("<time datetime=2024-05-01></time><time datetime=2024-05-01>", "2024-05-01"),
        ("<time datetime=2024-05-01></time><time datetime=2024-06-01>", None),
        ("<time datetime=2024-05-01></time><time class='x published' datetime=2024-06-01>", "2024-06-01"),
        ("<time datetime=2024-05-01 class=updated>", None),
        ("<time>2024-05-01</time>", None),
    ],
)
def test_a_date_that_is_only_shown(parse: Parse, markup: str, published: str | None) -> None:
    """The one that says so, or the only one there is."""
    fact = parse(markup).metadata.published
    assert (fact.value if fact else None) == published


@pytest.mark.parametrize(
    ("markup", "authors"),
    [
        ("<a rel='nofollow author'>Ida Moor</a>", ["Ida Moor"]),
        ("<p class=byline>By Ida Moor</p>", ["Ida Moor"]),
        ("<p class=author>Von: Ida Moor</p>", ["Ida Moor"]),
        ("<p class=author>Autor Ida Moor</p>", ["Ida Moor"]),
        ("<p itemprop=author>Ten ways to paint a boat in a weekend</p>", []),
        ("<p class=author>Ida</p><p class=author>Tom</p>", []),
        ("<p class=author>posted on 3 May</p>", []),
        ("<p class=author>a long line of words that cannot be anybody's name at all</p>", []),
    ],
)
def test_an_author_who_is_only_shown(parse: Parse, markup: str, authors: list[str]) -> None:
    """If it is always the same, and looks like a name."""
    assert [fact.value for fact in parse(markup).metadata.authors] == authors


def test_a_site_that_names_itself_as_author_yields_to_people(parse: Parse) -> None:
    """Many systems write the site's name where none was entered."""
    site = '<meta property="og:site_name" content="Quay"><meta name=author content=Quay>'
    assert [fact.value for fact in parse(site + "<a rel=author>Ida Moor</a>").metadata.authors] == ["Ida Moor"]
    assert [fact.value for fact in parse(site).metadata.authors] == ["Quay"]


@pytest.mark.parametrize(
    ("written", "tag"), [("de_DE", "de-DE"), ("zh-Hant-TW", "zh-Hant-TW"), ("English, please", None)]
)
def test_languages_are_tags(parse: Parse, written: str, tag: str | None) -> None:
    """With hyphens; what is no tag is no language."""
    fact = parse(f'<meta property="og:locale" content="{written}">').metadata.language
    assert (fact.value if fact else None) == (tag or ("English" if written.startswith("English") else None))


def test_marks_without_end_come_to_an_end() -> None:
    """Thousands of properties deep down, one in another, and each a thing of its own: quadratic time would not end."""
    deep = "<div>" * 2_000 + "<i itemprop=author>Ida</i>" * 20_000
    nested = "<div itemprop=author itemscope class=author>" * 2_000 + "<p>Ida Moor. " * 20_000
    things = "<div itemprop=author itemscope><b itemprop=name>Ida</b></div>" * 20_000
    for markup in (deep, nested, things):
        assert len(parse_html(markup).metadata.authors) <= 1


def test_nothing_in_a_template_counts(parse: Parse) -> None:
    """It is not part of the page."""
    assert values(parse("<template><meta name=author content=Ida></template><p>x").metadata) == {}
