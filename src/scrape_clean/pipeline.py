"""One page, stages 1 to 4, on one screen."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from scrape_clean.dedupe import unique_blocks, vocabularies_of
from scrape_clean.errors import InputError
from scrape_clean.label import label, unseen
from scrape_clean.model import Block, Capture, Document, Drop, Heading, LabelledBlock
from scrape_clean.outline import sections
from scrape_clean.page import CleanedPage
from scrape_clean.parse import parse, parse_string
from scrape_clean.parse.fold import trim
from scrape_clean.parse.html import Reader
from scrape_clean.records import make_records
from scrape_clean.records.annotate.language import detect
from scrape_clean.records.annotate.own import Annotator

__all__ = ["Options", "clean", "clean_capture", "clean_document"]

_SAMPLED: Final = 40
"""Blocks that a page's language is found out from, where it declares none."""


class Options(Struct, frozen=True, kw_only=True):
    """What a caller may choose for a page."""

    reader: Reader = "lexbor"
    """Who reads HTML: ``lexbor`` (selectolax, fast) or ``soup`` (beautifulsoup4 with html5lib); both give the same."""
    charset: str | None = None
    """What the sender declared (HTTP's Content-Type), as a WHATWG encoding label."""
    annotators: tuple[Annotator, ...] = ()
    """The user's own: patterns (`pattern_of`) and functions from a text and its language to annotations."""
    keep_boilerplate: bool = False
    """Make records of menus, footers and the like as well; text that no reader sees stays out."""


def clean(
    body: bytes | str, *, url: str | None = None, media_type: str | None = None, options: Options | None = None
) -> CleanedPage:
    """Clean one page: parse, label, de-duplicate, make records.

    Args:
        body: The page as received, or its decoded text.
        url: Where it came from; relative links are resolved against it.
        media_type: ``text/html``, ``text/plain`` or ``text/markdown``; sniffed when None (never as Markdown).
        options: Choices that seldom change.

    Raises:
        InputError: The body is no text (a PDF, a picture, an archive), is empty, or has another media type.
    """
    options = options or Options()
    if isinstance(body, str):
        return clean_document(parse_string(body, url=url, media_type=media_type, reader=options.reader), options)
    return clean_capture(Capture(body=body, url=url, media_type=media_type, charset=options.charset), options)


def clean_capture(capture: Capture, options: Options | None = None) -> CleanedPage:
    """As `clean`, for bytes with their origin; errors name the source."""
    options = options or Options()
    try:
        document = parse(capture, reader=options.reader)
    except InputError as problem:
        raise InputError(problem.reason, problem.source or capture.source or capture.url or "") from None
    return clean_document(document, options)


def clean_document(document: Document, options: Options | None = None) -> CleanedPage:
    """Stages 2 to 4 on a parsed page."""
    options = options or Options()
    kept, dropped = _split(label(document), keep_boilerplate=options.keep_boilerplate)
    paths = sections(kept, document.containers)
    unique, cut = unique_blocks(document.text, kept, paths, vocabularies_of(document.language))
    language = document.language or detect(" ".join(block.text for block in kept[:_SAMPLED]))
    return CleanedPage(
        records=make_records(unique, language, options.annotators),
        drops=tuple(sorted((*(_drop(item, document.text) for item in dropped), *cut), key=lambda drop: drop.start)),
        headings=tuple(_heading(block, document.text) for block in kept if block.kind == "heading"),
        text=document.text,
        url=document.url,
        title=document.title,
        language=language,
        media_type=document.media_type,
        charset=document.charset,
        replaced=document.replaced,
    )


def _split(labelled: Sequence[LabelledBlock], *, keep_boilerplate: bool) -> tuple[list[Block], list[LabelledBlock]]:
    """The blocks that go on to be records, and those that end here."""
    kept, dropped = [], []
    for item in labelled:
        if item.label == "content" or (keep_boilerplate and item.block.text and not unseen(item.rule)):
            kept.append(item.block)
        else:
            dropped.append(item)
    return kept, dropped


def _drop(item: LabelledBlock, text: str) -> Drop:
    start, end = trim(text, item.block.start, item.block.end)
    if unseen(item.rule):
        return Drop("parse", "no visible part of the page's body", item.rule, item.block.text, start, end)
    return Drop("label", "boilerplate", item.rule, item.block.text, start, end)


def _heading(block: Block, text: str) -> Heading:
    start, end = trim(text, block.start, block.end)
    return Heading(block.text, block.level, start, end, block.path)
