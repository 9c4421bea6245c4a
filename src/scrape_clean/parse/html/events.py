"""What a reader tells the builder: a page as a sequence of events, one for each start, text and end, as in SAX.

The events are the meeting point of the two readers. Both must tell the same ones for the same page, which is how one is
tested against the other. They are told one by one, and a page may be told more than once.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias

__all__ = [
    "COUNTED",
    "END",
    "FRAGMENTS",
    "PLAIN",
    "TEXT",
    "Attributes",
    "Event",
    "Page",
    "Skipped",
    "counted_start",
    "frame_events",
]

Attributes: TypeAlias = Mapping[str, str | None]
"""An element's attributes, names in lower case; a name without a value has None or the empty string."""

PLAIN: Final[Attributes] = {}

Event: TypeAlias = tuple[str, Attributes, str | None]
"""A tag, its attributes, and what stands in the element if that is no more than one text: most elements are told whole
in this way. None announces that the events of its content follow, and after them ``END``."""

TEXT: Final = ""
"""Instead of a tag: the event is a text between elements."""
END: Final[Event] = ("/", PLAIN, None)
"""The innermost element that was announced ends."""

COUNTED = frozenset({"script", "style"})
"""Elements whose text is no text of the page."""

FRAGMENTS = frozenset({"noscript", "iframe", "noframes", "noembed"})
"""Elements whose content a browser that runs scripts takes for one text; it is markup, and is read as such."""


@dataclass(slots=True)
class Skipped:
    """Characters that a page has and no event tells."""

    scripts: int = 0
    styles: int = 0
    comments: int = 0

    def count(self, tag: str, length: int) -> None:
        """Add those of a script or style sheet."""
        if tag == "script":
            self.scripts += length
        else:
            self.styles += length


class Page(Protocol):
    """A parsed page."""

    def events(self, skipped: Skipped, /) -> Iterator[Event]:
        """Tell the whole page, and count what is skipped; linear in its length."""


def counted_start(attributes: Attributes, tags: Iterator[str | None]) -> Attributes:
    """The attributes of an ``ol`` with its start spelled out: a reversed list begins at the number of its items.

    Args:
        attributes: As written.
        tags: The tags of the list's children.
    """
    if "reversed" not in attributes or "start" in attributes:
        return attributes
    return {**attributes, "start": str(sum(tag == "li" for tag in tags))}


def frame_events(attributes: Attributes, inner: str, read: Callable[[str], Iterator[Event]] | None) -> Iterator[Event]:
    """Tell of an ``iframe`` with a page of its own in ``srcdoc``, which every browser shows in its place.

    Args:
        attributes: As written.
        inner: The text in it, for browsers without frames; hidden like that of any other frame.
        read: Tells what stands in a piece of markup. None in a frame in a frame, whose page is left out: how often they
            nest has no bound.
    """
    if read is None:
        yield "iframe", PLAIN, inner
        return
    yield "iframe", attributes, None
    yield "body", PLAIN, None
    yield from read(attributes["srcdoc"] or "")
    yield END
    if inner:
        yield "iframe", PLAIN, None
        if "<" in inner:
            yield from read(inner)
        else:
            yield TEXT, PLAIN, inner
        yield END
    yield END
