"""What a reader tells a handler: a page as a sequence of calls, one for each start, text and end, as in SAX.

The calls are the meeting point of the two readers. Both must make the same ones for the same page, which is how one is
tested against the other. Nothing is stored between a reader and the builder, and a page may be walked more than once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

__all__ = [
    "COUNTED",
    "FRAGMENTS",
    "IGNORED",
    "PLAIN",
    "SPECIAL",
    "Attributes",
    "Handler",
    "Page",
    "Skipped",
    "counted_start",
]

Attributes: TypeAlias = Mapping[str, str | None]
"""An element's attributes, names in lower case; a name without a value has None or the empty string."""

PLAIN: Attributes = {}

COUNTED = frozenset({"script", "style"})
"""Elements whose text is no text of the page."""

FRAGMENTS = frozenset({"noscript", "iframe", "noframes", "noembed"})
"""Elements whose content a browser that runs scripts takes for one text; it is markup, and is read as such."""

SPECIAL = COUNTED | FRAGMENTS | {"template", "base", "ol"}


class Handler(Protocol):
    """Whoever is told what stands on a page."""

    def start(self, tag: str, attributes: Attributes, /) -> None:
        """An element begins."""

    def end(self) -> None:
        """The innermost element ends."""

    def empty(self, tag: str, attributes: Attributes, /) -> None:
        """An element begins and ends: short for both, as many elements have nothing in them."""

    def text(self, data: str, /) -> None:
        """The data of a text node."""

    def base(self, attributes: Attributes, /) -> None:
        """An element ``base`` that says what links are relative to; it is no start."""


@dataclass(slots=True)
class Skipped:
    """Characters that a walk tells no handler of."""

    scripts: int = 0
    styles: int = 0
    comments: int = 0

    def count(self, tag: str, length: int) -> None:
        """Add those of a script or style sheet."""
        if tag == "script":
            self.scripts += length
        else:
            self.styles += length


IGNORED = "data-scrape-clean-ignored"
"""The attribute put on elements that the user's selectors match."""


class Page(Protocol):
    """A parsed page."""

    def walk(self, handler: Handler, /) -> Skipped:
        """Tell the whole page; linear in its length."""


def counted_start(attributes: Attributes, tags: Iterator[str | None]) -> Attributes:
    """The attributes of an ``ol`` with its start spelled out: a reversed list begins at the number of its items.

    Args:
        attributes: As written.
        tags: The tags of the list's children.
    """
    if "reversed" not in attributes or "start" in attributes:
        return attributes
    return {**attributes, "start": str(sum(tag == "li" for tag in tags))}
