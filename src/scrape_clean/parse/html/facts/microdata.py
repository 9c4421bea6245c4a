"""Microdata and the classes of microformats, as far as they are cheap: properties that only one thing on the page has.

Sources: the HTML standard, section 5 (microdata); microformats.org, h-entry and hentry.
"""

from collections.abc import Iterable, Iterator, Sequence

from scrape_clean.model import Fact
from scrape_clean.parse.html.facts.dates import iso_date
from scrape_clean.parse.html.facts.found import BYLINES, Found
from scrape_clean.parse.html.facts.values import line

__all__ = ["Microdata", "bylines", "person_facts", "times"]

_PUBLISHED = frozenset({"published", "dt-published", "entry-date", "post-date", "date-published", "pubdate"})
_MODIFIED = frozenset({"updated", "dt-updated", "modified", "date-modified", "last-modified"})
_PREFIXES = frozenset(
    {
        *("by", "von", "par", "por", "di", "da", "door", "av", "af", "od", "от", "written", "text"),
        *("author", "autor", "auteur", "autore", "autora", "auteure", "auteurs", "автор"),
    }
)
_MOST_WORDS = 6


class Microdata:
    """The properties of the page's one subject."""

    def __init__(self, found: Sequence[Found]) -> None:
        """Take them in."""
        self._found = found
        self._scopes: list[int] = []
        """For each found element the index of the thing that it belongs to; -1 where it belongs to none."""
        for item in found:
            outer = item.inside
            inner = outer < 0 or "itemscope" in found[outer].attributes
            self._scopes.append(outer if inner else self._scopes[outer])
        self._properties: dict[str, list[int]] = {}
        for place, item in enumerate(found):
            if "itemprop" in item.attributes:
                for name in item.get("itemprop").lower().split():
                    self._properties.setdefault(name, []).append(place)
        self._names: dict[int, str] = {}
        """What the things are called, by their indexes."""
        for place in reversed(self._properties.get("name", ())):
            self._names[self._scopes[place]] = line(found[place].get("content") or found[place].text)

    def texts(self, name: str) -> Iterator[Fact]:
        """The values of a property; none if several things on the page have it."""
        values: dict[int, list[str]] = {}
        for place in self._properties.get(name.lower(), ()):
            scope = self._scopes[place]
            if scope >= 0 and self._is_part(scope):
                continue
            if text := self._value(place):
                values.setdefault(scope, []).append(text)
        if len(values) == 1:
            (texts,) = values.values()
            yield from (Fact(text, f"microdata:{name}") for text in dict.fromkeys(texts))

    def dates(self, name: str) -> Iterator[Fact]:
        """The dates of a property."""
        for fact in self.texts(name):
            if date := iso_date(fact.value):
                yield Fact(date, f"microdata:{name}")

    def _is_part(self, scope: int) -> bool:
        """Whether a thing is a part of another: a review, a related article."""
        role = self._found[scope].get("itemprop").lower()
        return self._scopes[scope] >= 0 and role not in ("", "mainentity", "blogpost")

    def _value(self, place: int) -> str:
        item = self._found[place]
        if "itemscope" in item.attributes:
            return self._names.get(place, "")
        return line(item.get("content") or item.get("datetime") or item.text)


def times(found: Iterable[Found], *, modified: bool = False) -> Iterator[Fact]:
    """The date of the ``time`` element that says which it is, else, for publication, the only date on the page."""
    elements = [(item, date) for item in found if (date := iso_date(item.get("datetime")))]
    words = _MODIFIED if modified else _PUBLISHED
    said = {date for item, date in elements if words & _words(item)}
    if len(said) == 1:
        yield Fact(said.pop(), "time")
    elif not modified and len(dates := {date for _, date in elements}) == 1 and not _MODIFIED & _words(elements[0][0]):
        yield Fact(dates.pop(), "time")


def bylines(found: Iterable[Found]) -> list[Fact]:
    """The author as the page shows it, in an element that says that it names one, if it is always the same."""
    for origin, items in (
        ("rel:author", [item for item in found if item.tag == "a" and "author" in item.get("rel").lower().split()]),
        ("byline", [item for item in found if not _CLASSES.isdisjoint(_words(item))]),
    ):
        names = {name for item in items if (name := _person(item.text))}
        if len(names) == 1:
            return [Fact(names.pop(), origin)]
    return []


_CLASSES = frozenset(BYLINES)


def _words(item: Found) -> frozenset[str]:
    names = frozenset((item.get("class")).lower().split())
    return names | {"pubdate"} if "pubdate" in item.attributes else names


def person_facts(facts: Iterable[Fact]) -> list[Fact]:
    """Those that are no longer than a name; some templates put the title in its place."""
    return [fact for fact in facts if len(fact.value.split()) <= _MOST_WORDS]


def _person(text: str) -> str:
    """A name without "by" before it; empty for what looks like none."""
    words = line(text).split()
    while words and words[0].lower().rstrip(":") in _PREFIXES:
        words = words[1:]
    if not 0 < len(words) <= _MOST_WORDS or any(map(str.isdigit, "".join(words))) or ":" in "".join(words):
        return ""
    return " ".join(words) if words[0][0].isalpha() and not words[0][0].islower() else ""
