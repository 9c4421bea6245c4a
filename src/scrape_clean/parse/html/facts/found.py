"""The elements in which a page speaks of itself: what both readers look up in their trees."""

from collections.abc import Mapping

from msgspec import Struct

__all__ = ["BYLINES", "TELLING", "Found", "has_text", "needs_place"]

BYLINES = ("byline", "author", "p-author")
"""Class words of an element that names the author; ``p-author`` is of the h-entry microformat."""

TELLING = ", ".join(
    (
        *("meta", 'link[rel~="canonical" i][href]', "base[href]", 'script[type*="ld+json" i]', "time[datetime]"),
        *("[itemprop]", "[itemscope]", 'a[rel~="author" i]'),
        *(f".{word}" for word in BYLINES),
    )
)
"""A CSS selector of all of them: one pass over the tree."""


_EMPTY = frozenset({"meta", "link", "base", "img", "time", "input", "source"})
"""Elements whose attributes tell all."""


def has_text(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Whether an element's text is looked at: not that of scripts which are programs, nor of a thing with parts."""
    if tag == "script":
        return "ld+json" in (attributes.get("type") or "").lower()
    if "itemscope" in attributes or tag in ("html", "body"):
        return False
    return tag not in _EMPTY and (
        tag != "a" or "author" in (attributes.get("rel") or "").lower() or "itemprop" in attributes
    )


def needs_place(attributes: Mapping[str, str | None]) -> bool:
    """Whether it counts what an element stands in."""
    return "itemprop" in attributes or "itemscope" in attributes


class Found(Struct, frozen=True):
    """One of them, in document order."""

    tag: str
    attributes: Mapping[str, str | None]
    inside: int = -1
    """Index of the innermost found element around it, for those with ``itemprop`` or ``itemscope``."""
    text: str = ""
    """The data of all text nodes in it; empty for what cannot hold any, and for scripts that are programs."""

    def get(self, name: str) -> str:
        """An attribute's value, white space at its ends off; empty when there is none."""
        return (self.attributes.get(name) or "").strip()
