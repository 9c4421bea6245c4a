"""What a reader hands to the block builder: a page as a flat list of starts, texts and ends.

The list is the meeting point of the two readers. Both must give the same one for the same page, which is how one is
tested against the other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

__all__ = ["COUNTED", "FRAGMENTS", "PLAIN", "SPECIAL", "Attributes", "Event", "Page", "counted_start"]

Attributes: TypeAlias = Mapping[str, str | None]
"""An element's attributes, names in lower case; a name without a value has None or the empty string."""

Event: TypeAlias = tuple[str, Attributes] | str | None
"""The start of an element (its tag and attributes), the data of a text node, or the end of the innermost element."""

PLAIN: Attributes = {}

COUNTED = frozenset({"script", "style"})
"""Elements whose text is no text of the page."""

FRAGMENTS = frozenset({"noscript", "iframe", "noframes", "noembed"})
"""Elements whose content a browser that runs scripts takes for one text; it is markup, and is read as such."""

SPECIAL = COUNTED | FRAGMENTS | {"template", "base", "ol"}


@dataclass(slots=True)
class Page:
    """All that a reader finds: the events, what it left out, and the address that links are relative to."""

    events: list[Event] = field(default_factory=list)
    scripts: int = 0
    styles: int = 0
    comments: int = 0
    base: str | None = None

    def leave_out(self, tag: str, length: int) -> None:
        """Count the characters of a script or style sheet."""
        if tag == "script":
            self.scripts += length
        else:
            self.styles += length

    def note_base(self, attributes: Attributes) -> None:
        """Keep the first base address; later ones do not count (HTML, 4.2.3)."""
        href = attributes.get("href")
        if self.base is None and href is not None:
            self.base = href


def counted_start(attributes: Attributes, tags: Iterator[str | None]) -> Attributes:
    """The attributes of an ``ol`` with its start spelled out: a reversed list begins at the number of its items.

    Args:
        attributes: As written.
        tags: The tags of the list's children.
    """
    if "reversed" not in attributes or "start" in attributes:
        return attributes
    return {**attributes, "start": str(sum(tag == "li" for tag in tags))}
