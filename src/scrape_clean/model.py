"""The vocabulary: what flows between the stages.

Every type is frozen and holds values only, so that a stage is a function from values to values and any runner may move
them. Offsets count code points and ends are exclusive, as in the W3C Web Annotation Data Model's
``TextPositionSelector``.

``gc=False``: frozen values cannot form a cycle, so the garbage collector need not look at them.
"""

from typing import Annotated, Final, Literal, TypeAlias

from msgspec import Meta, Struct

__all__ = [
    "HTML_TYPES",
    "Annotation",
    "Block",
    "BlockKind",
    "Capture",
    "Cell",
    "Container",
    "Count",
    "Document",
    "Drop",
    "Fact",
    "Heading",
    "Ignored",
    "Label",
    "LabelledBlock",
    "Link",
    "Metadata",
    "Occurrence",
    "Record",
    "RecordKind",
    "Snapshot",
    "Stage",
    "UniqueBlock",
]

RecordKind: TypeAlias = Literal[
    "bullet",  # a list item
    "paragraph",  # running text, or a line that is nothing more special
    "table_row",  # the data cells of one row
    "table_header",  # the header cells of one row
    "field",  # a "Label: value" line
    "term",  # dt
    "definition",  # dd
    "quote",  # text directly in a block quotation
    "preformatted",  # pre: line breaks kept
    "caption",  # figcaption, caption, legend
    "summary",  # the visible line of details
    "address",  # address
    "control",  # the text of a button, option, label or text area
]
BlockKind: TypeAlias = Literal[RecordKind, "heading", "metadata"]
"""A record's kind, or ``heading``, or ``metadata``: text outside the page's body (its title, front matter)."""

HTML_TYPES: Final = frozenset({"text/html", "application/xhtml+xml"})
"""Media types of pages that are read as HTML."""
Count: TypeAlias = Annotated[int, Meta(ge=0)]
"""A number of things, or an offset in code points."""

Stage: TypeAlias = Literal["parse", "label", "dedupe"]
Label: TypeAlias = Literal["content", "boilerplate"]


class Capture(Struct, frozen=True, kw_only=True, gc=False):
    """Bytes exactly as received, and what is known of where they come from."""

    body: bytes
    source: str = ""
    """Name of the source: a file's name or a source's id."""
    url: str | None = None
    media_type: str | None = None
    """As declared by the sender, without parameters; None when it has to be sniffed."""
    charset: str | None = None
    """As declared by the sender; None when it has to be found in the body."""


class Link(Struct, frozen=True, gc=False):
    """A hyperlink inside a text."""

    href: str
    """Absolute where the page's address is known, else as written."""
    text: str
    start: Count
    """Offset in the text of the block or record that holds the link."""
    end: Count


class Annotation(Struct, frozen=True, gc=False):
    """Something that a text says and that other systems want as a field, with its place in the text."""

    kind: Annotated[str, Meta(pattern="^[a-z][a-z0-9_]*$")]
    """``date``, ``quantity``, ``money``, ``percent``, ``measure``, ``acronym``, ``title``, ``country``, ``url``,
    ``email``, ``phone``, ``label``, ``name``, or a kind of the user's own."""
    start: Count
    """Offset in the record's text; the end is exclusive."""
    end: Count
    text: str
    value: str | None = None
    """In standard form: EDTF, a plain decimal number, ISO 4217 and amount, ISO 3166-1 alpha-2, E.164 ..."""
    role: str | None = None
    """What it is there for: of a date since, before, until ...; of a quantity the counted noun."""


class Cell(Struct, frozen=True, gc=False):
    """One cell of a row, or the value of a field, under its header."""

    header: str
    """Text of the header cell or label above or before it; empty when there is none."""
    text: str


class Container(Struct, frozen=True, gc=False):
    """An element that has blocks inside: the skeleton of the page, for labelling."""

    parent: int
    """Index of the enclosing container; -1 at the root."""
    tag: str
    role: str = ""
    """ARIA role as written, lower case."""
    names: str = ""
    """The words of its class, id, microdata and label as written, separated by spaces."""


class Block(Struct, frozen=True, gc=False):
    """One heading, paragraph, bullet, row ...: a tile of the document's text."""

    kind: BlockKind
    start: int
    """Blocks tile ``Document.text``: each begins where the one before it ends."""
    end: int
    text: str
    """NFC, white space folded to single spaces, list marker taken off; ``preformatted`` keeps its line breaks."""
    level: int = 0
    """Of a heading: 1 is the outermost. Of a label above one: the heading's. 0 for all else."""
    depth: int = 0
    """How many lists the block stands in: 1 for a bullet of an outermost list."""
    marker: str | None = None
    """The bullet's marker or ordinal as a reader sees it ("•", "(a)", "3."); None where the page shows a plain dot. It
    ends in "~~" if the whole block, of whatever kind, is struck through."""
    path: str | None = None
    """XPath of the block's element, for HTML."""
    container: int = -1
    """Index of the innermost container in ``Document.containers``; -1 for formats that have none."""
    hidden: str | None = None
    """The rule by which a browser would not show the block (``hidden``, ``display-none`` ...); None when visible."""
    links: tuple[Link, ...] = ()
    cells: tuple[Cell, ...] = ()
    """Of a row, a field, or a list item of several lines; ``text`` is then the cells' texts with " | " between them, or
    the whole line. Empty ones are left out of it, and where headers tell what a cell says, of a row as well."""
    chosen: str | None = None
    """What is decided of it before labelling: ``keep:`` or ``drop:`` and the user's selector that matches,
    ``revealed:json-ld`` or ``line-numbers``; None for all else."""


class Ignored(Struct, frozen=True, gc=False):
    """Characters that no reader of the page ever sees and that are no text; counted, not kept."""

    scripts: int = 0
    styles: int = 0
    comments: int = 0


class Fact(Struct, frozen=True, gc=False):
    """What a page says of itself, and where."""

    value: str
    origin: str
    """``json-ld:headline``, ``meta:og:title``, ``link:canonical``, ``html:lang``, ``h1``, ``front-matter:title`` ..."""


class Metadata(Struct, frozen=True, kw_only=True, gc=False):
    """The facts of a page as a whole: each as the page gives it, None where it gives none; nothing is guessed."""

    title: Fact | None = None
    """What the page is called, where it says so without the site's name."""
    site_name: Fact | None = None
    authors: tuple[Fact, ...] = ()
    """People or organisations, in the page's order."""
    language: Fact | None = None
    """BCP 47."""
    published: Fact | None = None
    """ISO 8601, extended format, as precise as the page gives it: ``2024``, ``2024-05-01``,
    ``2024-05-01T09:30:00+02:00``."""
    modified: Fact | None = None
    """As ``published``."""
    canonical_url: Fact | None = None
    """Absolute where the page's address is known, else as written."""
    description: Fact | None = None


class Document(Struct, frozen=True, kw_only=True, gc=False):
    """A parsed page. ``"".join(text[b.start : b.end] for b in blocks) == text``."""

    text: str
    """The decoded text itself for plain text; all text nodes in reading order for HTML and Markdown, with a line feed
    after each block. Hidden text inside a line stands right after the block that it interrupts."""
    blocks: tuple[Block, ...]
    containers: tuple[Container, ...] = ()
    media_type: str = "text/plain"
    charset: str = "utf-8"
    replaced: int = 0
    """How many undecodable byte sequences became U+FFFD."""
    url: str | None = None
    title: str | None = None
    language: str | None = None
    """As the page declares it (BCP 47)."""
    metadata: Metadata = Metadata()
    unmatched: tuple[str, ...] = ()
    """The user's selectors that match nothing, as in ``Block.chosen``."""
    revealed: str | None = None
    """Where the text of a page is from that shows next to nothing before scripts have run: ``noscript``, ``concealed``
    (hidden by an attribute), ``json-ld``, or ``nothing`` if there is none; None for ordinary pages."""
    ignored: Ignored = Ignored()


class LabelledBlock(Struct, frozen=True, gc=False):
    """A block and whether it is content, with the rule that decided."""

    block: Block
    label: Label
    rule: str


class Occurrence(Struct, frozen=True, gc=False):
    """One place of the page where a record's words stand."""

    start: Count
    """In ``Document.text``, marker included, outer white space left out."""
    end: Count
    path: str | None = None
    section: tuple[str, ...] = ()
    """The headings above this place as they are written there, outermost first."""
    wording: str = "exact"
    """How the words at this place differ from the record's text: ``exact``, ``quotes``, ``case, punctuation``,
    ``slip: recieved/received`` ..."""


class UniqueBlock(Struct, frozen=True, gc=False):
    """A block and all the places where it stands."""

    block: Block
    """At the place of the first occurrence, in the words (text, links, cells) of the cleanest one."""
    occurrences: tuple[Occurrence, ...]
    """In page order; the first is where ``block`` stands."""


class Record(Struct, frozen=True, kw_only=True, gc=False):
    """One bullet, paragraph or row: what the page says once, however often it stands there."""

    id: Annotated[str, Meta(pattern="^[a-z2-7]{16}$")]
    kind: RecordKind
    text: str
    section: tuple[str, ...] = ()
    """Headings above the first occurrence, outermost first."""
    position: Count = 0
    """Place among the page's records, from 0."""
    depth: Count = 0
    marker: str | None = None
    occurrences: tuple[Occurrence, ...] = ()
    """In page order; the first is where the record stands."""
    links: tuple[Link, ...] = ()
    cells: tuple[Cell, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    """What the text says that has a standard form, in order of place; no part of what ``id`` is derived from."""


class Drop(Struct, frozen=True, gc=False):
    """Text that is in no record, and why."""

    stage: Stage
    reason: str
    """For people."""
    rule: str
    """For counting: a short stable name."""
    text: str
    start: Count
    end: Count


class Heading(Struct, frozen=True, gc=False):
    """A section heading of the page; every one that stands there, repeated ones too."""

    text: str
    level: int
    start: int
    end: int
    path: str | None = None


class Snapshot(Struct, frozen=True, kw_only=True, gc=False):
    """What one page says, with nothing that changes while the page does not: the content of ``records.json``."""

    format: int = 1
    """Version of this layout."""
    url: str | None = None
    title: str | None = None
    language: str | None = None
    metadata: Metadata = Metadata()
    records: tuple[Record, ...] = ()
