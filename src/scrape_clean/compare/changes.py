"""What a comparison finds: the vocabulary of stage 6."""

from typing import Literal, TypeAlias

from msgspec import Struct

from scrape_clean.model import Annotation, Count, Record, Snapshot

__all__ = ["AnnotationChange", "Change", "ChangeType", "Comparison", "Edit", "EditKind", "SectionChange", "Span"]

ChangeType: TypeAlias = Literal["added", "removed", "changed", "moved"]
EditKind: TypeAlias = Literal[
    "number",
    "date",
    "time",
    "currency",
    "symbol",  # a percent, comparison or plus sign, a tick or a cross, a star
    "address",  # a web or e-mail address
    "negation",
    "name",
    "word",
    "spelling",  # a slip of the keyboard put right, or made; substantive all the same
    "mark",  # the box before the item: ticked, crossed, empty
    "heading",  # a heading above: of this record alone, one that states something else over a list that begins here, or
    # the header of the column that a value stands in now
    "layout",  # columns of a table in another order, or the same words in other elements
    "link",  # where a link leads, or the mark of a note; a fact where the link hides a mail address
    "tracking",  # a parameter of a link that leads nowhere else
    "case",
    "quotes",
    "dashes",
    "punctuation",
    "spacing",
    "form",  # Unicode form, character references, misread characters; another way to write the same value
]
"""What an edit touches; from ``layout`` on they change no fact, but for ``link`` as said."""


class Span(Struct, frozen=True):
    """A piece of a text."""

    start: Count
    """In code points; the end is exclusive."""
    end: Count
    text: str


class Edit(Struct, frozen=True):
    """One word or a few words in a row that differ."""

    kind: EditKind
    before: Span
    """In the text before; empty, at its place, where words were added. Of a link: where its words stand, and its
    target. Of ``mark`` and ``heading``: the mark or heading itself; of a value in another column: where it stands, and
    itself with its header in front ("Guests: 8.00")."""
    after: Span
    """In the text after; empty, at its place, where words were dropped."""
    substantive: bool


class AnnotationChange(Struct, frozen=True):
    """Something that a record states otherwise than before."""

    kind: str
    before: Annotation | None
    """None where nothing of the kind was stated."""
    after: Annotation | None
    """None where nothing of the kind is stated any more."""


class Change(Struct, frozen=True, kw_only=True):
    """What happened to one record."""

    type: ChangeType
    """``moved``: the same words at another place; a record with other words at another place is ``changed``."""
    id: str
    """The record's id through time. Of a record that differed from another one and is now, edited, one more copy of it
    (or the other way round): its own, while the other side of the change has that one's."""
    before: Record | None
    after: Record | None
    """With its id carried on."""
    substantive: bool
    """Whether a fact changed, or only how it is written or where it stands."""
    said_of: str | None = None
    """The line that the record is said of: its term, the label of its row or card, the item above it, what leads in."""
    moved: bool = False
    """Whether the record stands in another order or section, whatever else happened to it."""
    edits: tuple[Edit, ...] = ()
    """In the order of the text."""
    annotations: tuple[AnnotationChange, ...] = ()
    """Which of the record's annotations changed, by kind."""
    ancestors: tuple[str, ...] = ()
    """Ids of further records before whose words this one has: it was split off, or merged."""
    descendants: tuple[str, ...] = ()
    """Ids of further records after that have words of this one."""


class SectionChange(Struct, frozen=True, kw_only=True):
    """What happened to a section as a whole; its records' own changes are told apart from this."""

    type: Literal["added", "removed", "renamed"]
    before: tuple[str, ...] | None
    """The section path."""
    after: tuple[str, ...] | None
    edits: tuple[Edit, ...] = ()
    """Of a renamed section, in the text of its own heading."""


class Comparison(Struct, frozen=True, kw_only=True):
    """What happened to a page between two nights."""

    changes: tuple[Change, ...] = ()
    """In the order of the page after; what is removed stands where it stood. Empty when the page is suspect."""
    suspect: str | None = None
    """Why the page looks broken or is another page, in one line; then nothing is flagged."""
    sections: tuple[SectionChange, ...] = ()
    muted: tuple[Change, ...] = ()
    """Differences known to be noise: volatile parts, ignored patterns, tracking parameters."""
    withheld: tuple[Change, ...] = ()
    """What would have been flagged if the page were not suspect."""
    base: Snapshot
    """What the next night is to be compared with: the page after with ids carried on, or, when that is suspect, the
    page before."""
