"""One page, stages 1 to 4, on one screen."""

import datetime as dt
from collections.abc import Sequence
from typing import get_args

from msgspec import Struct

from scrape_clean.arguments import day_of, refuse_one_string
from scrape_clean.choices import unwanted
from scrape_clean.dedupe import unique_blocks, vocabularies_of
from scrape_clean.errors import InputError, UsageError
from scrape_clean.label import Known, label, unseen
from scrape_clean.model import Block, Capture, Document, Drop, Heading, LabelledBlock, Occurrence, Snapshot
from scrape_clean.outline import sections
from scrape_clean.page import CleanedPage
from scrape_clean.parse import parse, parse_string
from scrape_clean.parse.fold import trim
from scrape_clean.parse.selectors import Reader, Selectors
from scrape_clean.records import make_records
from scrape_clean.records.annotate.own import Annotator
from scrape_clean.records.language import is_tag, page_language

__all__ = ["Options", "clean", "clean_capture", "clean_document"]


class Options(Struct, frozen=True, kw_only=True):
    """What a caller may choose for a page."""

    reader: Reader = "lexbor"
    """Who reads HTML: ``lexbor`` (selectolax, fast) or ``soup`` (beautifulsoup4 with html5lib); both give the same."""
    charset: str | None = None
    """What the sender declared (HTTP's Content-Type), as a WHATWG encoding label."""
    language: str | None = None
    """BCP 47 tag of the language that the page is in, whatever it declares; None: as `CleanedPage.language` has it."""
    annotators: tuple[Annotator, ...] = ()
    """The user's own: patterns (`pattern_of`) and functions from a text and its language to annotations."""
    date: dt.date | None = None
    """The day on which the page was captured: what "last week" is counted from; a moment counts as its day. None:
    relative dates have no value."""
    keep_boilerplate: bool = False
    """Make records of menus, footers and the like as well; text that no reader sees stays out."""
    keep: tuple[str, ...] = ()
    """CSS selectors: what is in these elements is content, whatever the rules say, shown or hidden."""
    drop: tuple[str, ...] = ()
    """CSS selectors: what is in these elements is not. Of elements one in another the innermost counts; of an element
    that both name, ``keep``."""
    template: frozenset[str] = frozenset()
    """Texts that stand on most pages of the site (see `template_of`); they are no content."""
    before: CleanedPage | Snapshot | None = None
    """The same page as it was cleaned the night before: what it says again is labelled as it was then, unless much
    speaks for another label; and where its language had to be found out, the answer stands unless much speaks for
    another one."""

    def __post_init__(self) -> None:
        """Let nothing through that cannot be used.

        Raises:
            UsageError: A selector is malformed, or of a form that the HTML readers do not share; there is no such
                ``reader``; ``date`` is no date, ``language`` no tag; or one string stands where several are wanted.
        """
        if self.language is not None and not is_tag(self.language):
            raise UsageError(f"{self.language!r} is no tag of a language (BCP 47); write de, en-GB or the like")
        self.selectors()
        day_of("date", self.date)
        refuse_one_string("template", self.template)
        if self.reader not in get_args(Reader):
            raise UsageError(f"reader: {self.reader!r} is none; there are: {', '.join(get_args(Reader))}")

    def selectors(self) -> Selectors:
        """Both choices as one."""
        return Selectors(self.keep, self.drop)


def clean(
    body: bytes | bytearray | memoryview | str,
    *,
    url: str | None = None,
    media_type: str | None = None,
    options: Options | None = None,
) -> CleanedPage:
    """Clean one page: parse, label, de-duplicate, make records.

    Args:
        body: The page as received, or its decoded text.
        url: Where it came from; relative links are resolved against it.
        media_type: ``text/html``, ``text/plain`` or ``text/markdown``; sniffed when None (never as Markdown).
        options: Choices that seldom change.

    Raises:
        InputError: The body is no text (a PDF, a picture, an archive), or has another media type, or is empty and has
            none: an empty page of a known type is one that `compare` will hold as suspect.
        UsageError: The body is neither bytes nor text: a path, say.
    """
    options = options or Options()
    if isinstance(body, str):
        document = parse_string(
            body, url=url, media_type=media_type, reader=options.reader, selectors=options.selectors()
        )
        return clean_document(document, options)
    if not isinstance(body, bytes | bytearray | memoryview):
        raise UsageError(f"body: {body!r:.60} is no page; give its bytes or text, as of path.read_bytes()")
    return clean_capture(Capture(body=bytes(body), url=url, media_type=media_type, charset=options.charset), options)


def clean_capture(capture: Capture, options: Options | None = None) -> CleanedPage:
    """As `clean`, for bytes with their origin; errors name the source."""
    options = options or Options()
    try:
        document = parse(capture, reader=options.reader, selectors=options.selectors())
    except InputError as problem:
        raise InputError(problem.reason, problem.source or capture.source or capture.url or "") from None
    return clean_document(document, options)


def clean_document(document: Document, options: Options | None = None) -> CleanedPage:
    """Stages 2 to 4 on a parsed page."""
    options = options or Options()
    labelled = label(document, _known(options))
    kept, dropped = _split(labelled, keep_boilerplate=options.keep_boilerplate)
    paths = sections(kept, document.containers)
    language = options.language or page_language(kept, document.language, _usual(document, options.before))
    # The language that a page seems to be in, and does not declare, may tell a word from a slip, but shows no slip.
    told = language if options.language or document.language else None
    likely = () if told else vocabularies_of(language)
    unique, cut = unique_blocks(document.text, kept, paths, vocabularies_of(told), likely)
    return CleanedPage(
        records=make_records(unique, language, options.annotators, options.date),
        drops=tuple(sorted((*(_drop(item, document.text) for item in dropped), *cut), key=lambda drop: drop.start)),
        headings=_headings(kept, [*(place for each in unique for place in each.occurrences), *cut], document.text),
        text=document.text,
        url=document.url,
        title=document.title,
        language=language,
        metadata=document.metadata,
        unmatched=document.unmatched,
        revealed=document.revealed,
        media_type=document.media_type,
        charset=document.charset,
        replaced=document.replaced,
    )


def _usual(document: Document, before: CleanedPage | Snapshot | None) -> str | None:
    """The page's language as of the night before, if it declared the same then."""
    if before is None:
        return None
    now, then = (facts.language and facts.language.value for facts in (document.metadata, before.metadata))
    return before.language if now == then else None


def _known(options: Options) -> Known:
    before = options.before
    if before is None:
        return Known(template=options.template)
    content = {record.text for record in before.records}
    if isinstance(before, Snapshot):
        return Known(template=options.template, content=frozenset(content))
    headings = {heading.text for heading in before.headings} - content
    content |= headings
    dropped = {drop.text for drop in before.drops if drop.stage == "label"}
    unseen_texts = {drop.text for drop in before.drops if drop.stage == "parse"}
    # What stood on the page both ways, as in a menu and in the text, or hidden and shown, may do so again.
    return Known(
        template=options.template,
        content=frozenset(content - dropped - unseen_texts),
        headings=frozenset(headings - dropped - unseen_texts),
        boilerplate=frozenset(dropped - content),
        hidden=frozenset(unseen_texts - content),
        both=frozenset(content & (dropped | unseen_texts)),
        between=_between(before),
    )


def _between(page: CleanedPage) -> frozenset[tuple[str, str]]:
    """The texts before and after each that was content, and of none that was not."""
    told = sorted(
        [
            *((place.start, record.text, True) for record in page.records for place in record.occurrences),
            *((heading.start, heading.text, True) for heading in page.headings),
            *((drop.start, drop.text, False) for drop in page.drops),
        ]
    )
    texts = ["", *(text for _, text, _ in told), ""]
    around = list(zip(texts, texts[2:], strict=False))
    kept = {pair for pair, (_, _, content) in zip(around, told, strict=True) if content}
    return frozenset(kept - {pair for pair, (_, _, content) in zip(around, told, strict=True) if not content})


def _split(labelled: Sequence[LabelledBlock], *, keep_boilerplate: bool) -> tuple[list[Block], list[LabelledBlock]]:
    """The blocks that go on to be records, and those that end here."""
    kept, dropped = [], []
    for item in labelled:
        wanted = keep_boilerplate and item.block.text and not unseen(item.rule) and not unwanted(item.rule)
        if item.label == "content" or wanted:
            kept.append(item.block)
        else:
            dropped.append(item)
    return kept, dropped


def _drop(item: LabelledBlock, text: str) -> Drop:
    start, end = trim(text, item.block.start, item.block.end)
    if unseen(item.rule):
        return Drop("parse", "no visible part of the page's body", item.rule, item.block.text, start, end)
    if unwanted(item.rule):
        return Drop("label", "in an element that the user drops", item.rule, item.block.text, start, end)
    return Drop("label", "boilerplate", item.rule, item.block.text, start, end)


def _headings(blocks: Sequence[Block], told: Sequence[Occurrence | Drop], text: str) -> tuple[Heading, ...]:
    """Those of sections that something is said in first; all others are told like text."""
    starts = {place.start for place in told}
    found = (
        Heading(block.text, block.level, *trim(text, block.start, block.end), block.path)
        for block in blocks
        if block.kind == "heading"
    )
    return tuple(heading for heading in found if heading.start not in starts)
