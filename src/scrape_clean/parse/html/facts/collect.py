"""From what stands in a page's head and marks to its facts: which source is believed first.

What publishers maintain for search engines (JSON-LD) comes before what they maintain for social networks (OpenGraph),
that before older vocabularies, and what is only shown comes last. docs/why.md gives the reasons.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from msgspec import Struct

from scrape_clean.model import Fact, Metadata
from scrape_clean.parse.html.facts.dates import iso_date
from scrape_clean.parse.html.facts.entities import Entities
from scrape_clean.parse.html.facts.found import Found
from scrape_clean.parse.html.facts.jsonld import Graph
from scrape_clean.parse.html.facts.microdata import Microdata, bylines, person_facts, times
from scrape_clean.parse.html.facts.titles import choose_title
from scrape_clean.parse.html.facts.values import address, language_tag, line

__all__ = ["Shown", "collect_facts"]

_TITLES: Final = ("og:title", "citation_title", "dc.title", "dcterms.title", "parsely-title", "twitter:title", "title")
_SITES: Final = ("og:site_name", "application-name", "citation_journal_title", "apple-mobile-web-app-title")
_AUTHORS: Final = (
    *("citation_author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "author"),
    *("article:author", "og:article:author", "dc.creator.personalname"),
)
_LANGUAGES: Final = ("content-language", "dc.language", "dcterms.language", "citation_language")
_PUBLISHED: Final = (
    *("article:published_time", "og:article:published_time", "og:published_time", "citation_publication_date"),
    *(
        "citation_online_date",
        "citation_date",
        "dcterms.issued",
        "dc.date.issued",
        "dcterms.created",
        "dc.date.created",
    ),
    *("dcterms.date", "dc.date", "parsely-pub-date", "sailthru.date", "article.published", "publish-date"),
    *("publish_date", "publication_date", "pubdate", "date"),
)
_MODIFIED: Final = (
    *("article:modified_time", "og:article:modified_time", "og:updated_time", "dcterms.modified", "dc.date.modified"),
    *("article.updated", "last-modified", "revised"),
)
_DESCRIPTIONS: Final = (
    *(
        "description",
        "og:description",
        "dc.description",
        "dcterms.description",
        "dcterms.abstract",
        "twitter:description",
    ),
)
_NAMING: Final = ("property", "name", "itemprop", "http-equiv")


class Shown(Struct, frozen=True):
    """What the blocks of the page say."""

    title: str | None
    """The page's ``title`` element."""
    language: str | None
    """As the root element says."""
    headings: tuple[str, ...]
    """The visible headings of the first level."""


def collect_facts(found: Sequence[Found], shown: Shown, url: str | None) -> Metadata:
    """The facts of a page, each from the source that is believed first.

    Args:
        found: Its elements that `TELLING` selects.
        shown: What its blocks say.
        url: Where it came from.
    """
    sources = _Sources(found, url)
    metas, entities, data = sources.metas, sources.entities, sources.data
    site_name = _named(metas.texts(_SITES[0]), entities.site_names(), metas.texts(*_SITES[1:]))
    titles = chain(entities.titles(), metas.texts(*_TITLES), data.texts("headline"))
    site = site_name.value if site_name else ""
    return Metadata(
        title=choose_title(titles, shown.title, shown.headings, site),
        site_name=site_name,
        authors=_authors(
            (entities.authors(), metas.all_of(_AUTHORS), person_facts(data.texts("author")), bylines(sources.named)),
            site,
        ),
        language=_language(
            _root(shown), metas.texts(*_LANGUAGES), entities.texts("inLanguage"), metas.texts("og:locale")
        ),
        published=_first(
            entities.dates("datePublished", "datePosted", "uploadDate"),
            metas.dates(_PUBLISHED),
            data.dates("datePublished"),
            times(sources.times),
        ),
        modified=_first(
            entities.dates("dateModified"),
            metas.dates(_MODIFIED),
            data.dates("dateModified"),
            times(sources.times, modified=True),
        ),
        canonical_url=_first(sources.canonical, sources.addresses("og:url")),
        description=_first(metas.texts(*_DESCRIPTIONS), entities.texts("description"), data.texts("description")),
    )


class _Sources:
    """The found elements by what they are."""

    def __init__(self, found: Sequence[Found], url: str | None) -> None:
        tags: dict[str, list[Found]] = {}
        for item in found:
            tags.setdefault(item.tag, []).append(item)
        self.metas = _Metas(tags.pop("meta", ()))
        self.times = tags.pop("time", [])
        bases = tags.pop("base", [])
        self._base = (address(bases[0].get("href"), url) or url) if bases else url
        hrefs = [address(item.get("href"), self._base) for item in tags.pop("link", ()) if _is_canonical(item)]
        self.canonical = [Fact(href, "link:canonical") for href in hrefs if href]
        graph = Graph(item.text for item in tags.pop("script", ()) if item.text)
        known = [fact.value for fact in self.canonical]
        self.entities = Entities(graph, [*known, url] if url else known)
        self.data = Microdata(found)
        self.named = [item for items in tags.values() for item in items]

    def addresses(self, *names: str) -> Iterator[Fact]:
        """Addresses in ``meta`` elements, in full."""
        for fact in self.metas.texts(*names):
            if href := address(fact.value, self._base):
                yield Fact(href, fact.origin)


def _is_canonical(item: Found) -> bool:
    return "canonical" in item.get("rel").lower().split()


class _Metas:
    """The ``meta`` elements by their names, in lower case."""

    def __init__(self, found: Iterable[Found]) -> None:
        self._values: dict[str, list[str]] = {}
        for item in found:
            if item.inside < 0 and (content := line(item.get("content"))):
                for naming in _NAMING:
                    if name := item.get(naming).lower():
                        self._values.setdefault(name, []).append(content)
                        break

    def texts(self, *names: str) -> Iterator[Fact]:
        """The first value under each name."""
        for name in names:
            if values := self._values.get(name):
                yield Fact(values[0], f"meta:{name}")

    def all_of(self, names: Iterable[str]) -> list[Fact]:
        """All values under the first name that has any of use."""
        for name in names:
            values = [value for value in self._values.get(name, ()) if _is_name(value)]
            if values:
                return [Fact(value, f"meta:{name}") for value in values]
        return []

    def dates(self, names: Iterable[str]) -> Iterator[Fact]:
        """The first date under each name."""
        for name in names:
            for value in self._values.get(name, ()):
                if date := iso_date(value):
                    yield Fact(date, f"meta:{name}")
                    break


def _first(*sources: Iterable[Fact]) -> Fact | None:
    return next((fact for fact in chain(*sources) if fact.value), None)


def _named(*sources: Iterable[Fact]) -> Fact | None:
    """The first that is a name and no address."""
    return _first(fact for fact in chain(*sources) if "://" not in fact.value)


def _authors(sources: Iterable[Iterable[Fact]], site_name: str) -> tuple[Fact, ...]:
    """The names in the first source that has any, each once; not the site's own where another source has people."""
    spare: tuple[Fact, ...] = ()
    for source in sources:
        facts = tuple({fact.value: fact for fact in source if _is_name(fact.value)}.values())
        if any(fact.value.casefold() != site_name.casefold() for fact in facts):
            return facts
        spare = spare or facts
    return spare


def _is_name(value: str) -> bool:
    """Whether a value could be a name: some put the address of a profile, or an account, in its place."""
    return "://" not in value and not value.startswith(("@", "/", "www.")) and any(map(str.isalpha, value))


def _root(shown: Shown) -> list[Fact]:
    return [Fact(shown.language, "html:lang")] if shown.language else []


def _language(*sources: Iterable[Fact]) -> Fact | None:
    tags = ((language_tag(fact.value.partition(",")[0]), fact.origin) for fact in chain(*sources))
    return next((Fact(tag, origin) for tag, origin in tags if tag), None)
