"""The front matter of a Markdown page, as static sites have it: YAML between two lines ``---``, TOML between ``+++``.

Of YAML only what stands on one line is taken for a fact: ``key: value``. Lists and nested tables stay text in both.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from msgspec import Struct, structs

from scrape_clean.model import Fact, Metadata
from scrape_clean.parse.fold import fold
from scrape_clean.parse.html.facts import iso_date, language_tag

__all__ = ["FrontMatter", "front_matter"]

_FRONT_MATTER: Final = re.compile(
    r"\A---[ \t]*(?:\r\n?|\n)(?P<lines>(?:.*?[\r\n])??)(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)", re.DOTALL
)
_TOML: Final = re.compile(r"\A\+\+\+[ \t]*(?:\r\n?|\n)(?P<lines>(?:.*?[\r\n])??)\+\+\+[ \t]*(?:\r\n?|\n|\Z)", re.DOTALL)
_YAML: Final = re.compile(r"[ \t]*(?:$|#|-(?:\s|$)|[\]}]|[^\s:][^:]{0,80}:(?:\s|$))|[ \t]+\S")
_KEY: Final = re.compile(r"(?!-\s)[^\s:#][^:]{0,80}:(?:\s|$)|[{?]")
"""What the first line of a table begins with."""
_FIELD: Final = re.compile(r"([A-Za-z][\w-]{0,40})[ \t]*:[ \t](.+)")
_NO_SCALAR: Final = tuple("[{|>&*!%@`")
"""What begins a list, a table, a text of several lines, an anchor or a tag; the last two YAML reserves."""
_COMMENT: Final = re.compile(r"\s#.*")

# Hugo's, Jekyll's, pandoc's and Docusaurus' names.
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("title",),
    "site_name": ("site_name", "site-name"),
    "authors": ("author", "authors"),
    "language": ("lang", "language", "locale"),
    "published": ("date", "published", "published_at", "publishdate", "pubdate"),
    "modified": ("lastmod", "last_modified_at", "modified", "updated", "last_update"),
    "canonical_url": ("canonical_url", "canonical", "canonicalurl"),
    "description": ("description", "summary", "abstract", "excerpt"),
}


_CHECKS: Final[Mapping[str, Callable[[str], str | None]]] = {
    "published": iso_date,
    "modified": iso_date,
    "language": language_tag,
}


class FrontMatter(Struct, frozen=True):
    """What stands before a page."""

    lines: tuple[str, ...] = ()
    """Its lines, without the empty ones."""
    end: int = 0
    """Where the page begins."""
    scalars: Mapping[str, Fact] = {}
    """Those of its outermost table by their names in lower case."""

    def value(self, *names: str) -> str | None:
        """The first scalar under any of some names; quotes around it go."""
        fact = _first(self.scalars, names)
        return fact.value if fact else None

    def facts(self, page: Metadata) -> Metadata:
        """A page's facts, those that the front matter gives before those of the page."""
        found: dict[str, Fact] = {}
        for field, names in _NAMES.items():
            fact = _first(self.scalars, names)
            if fact and (value := _CHECKS.get(field, str)(fact.value)):
                found[field] = Fact(value, fact.origin)
        author = found.pop("authors", None)
        return structs.replace(page, authors=(author,) if author else page.authors, **found)


def front_matter(text: str) -> FrontMatter:
    """The front matter of a page; two thematic breaks around prose or a list are none."""
    for form, scalars_of in ((_FRONT_MATTER, _yaml), (_TOML, _toml)):
        found = form.match(text)
        scalars = scalars_of(found["lines"]) if found else None
        if found and scalars is not None:
            return FrontMatter(tuple(filter(str.strip, found["lines"].splitlines())), found.end(), scalars)
    return FrontMatter()


def _toml(written: str) -> dict[str, Fact] | None:
    """The scalars of a TOML document; None for what is none."""
    try:
        table = tomllib.loads(re.sub(r"\r\n?", "\n", written))
    except (ValueError, RecursionError):
        return None
    scalars = {key.lower(): fold(str(value)) for key, value in table.items() if not isinstance(value, dict | list)}
    return {key: Fact(value, f"front-matter:{key}") for key, value in scalars.items() if value}


def _yaml(written: str) -> dict[str, Fact] | None:
    """The scalars of a YAML table, of equal names the last; None for what is no table."""
    lines = written.splitlines()
    first = next((line for line in lines if line.strip() and not line.lstrip().startswith("#")), None)
    if not all(map(_YAML.match, lines)) or (first is not None and not _KEY.match(first)):
        return None
    found = {}
    for line in lines:
        if (match := _FIELD.fullmatch(line)) and (value := _scalar(match[2])):
            found[match[1].lower()] = Fact(value, f"front-matter:{match[1].lower()}")
    return found


def _scalar(written: str) -> str:
    """The text of a scalar in one line; empty for what is none."""
    bare = fold(written)
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "\"'":
        return bare[1:-1]
    return "" if bare.startswith(_NO_SCALAR) else _COMMENT.sub("", bare)


def _first(scalars: Mapping[str, Fact], names: Iterable[str]) -> Fact | None:
    return next((scalars[name] for name in names if name in scalars), None)
