"""Asides that stand in the middle of a text and are part of it: warnings, topics, captions."""

from collections.abc import Iterator, Sequence

from scrape_clean.label.places import is_sentence
from scrape_clean.model import Container, Document

__all__ = ["of_the_text"]

_SEARCHED = 64
"""Asides that are searched for in the text; it takes time for each, and nobody pulls so many quotes."""
_SAYING = 20
"""Letters of a line that is no mere word of the text."""


def of_the_text(document: Document, links: Sequence[bool], around: Sequence[str | None]) -> set[int]:
    """Find the asides of running text between other text.

    Args:
        document: The page.
        links: For each block whether it is mostly link.
        around: For each container the landmark that is no content around it.

    Returns:
        Indices of the containers of outermost asides that have a sentence, no control, no block that is mostly link
        and no quotation from other text (a pull quote says nothing new), between two blocks of the same part of the
        page, one of them a sentence, that are neither links nor in a landmark themselves.
    """
    containers = document.containers
    if "aside" not in [container.tag for container in containers]:
        return set()
    tops = _outermost(containers, around)
    shown = [at for at, block in enumerate(document.blocks) if block.hidden is None and block.kind != "metadata"]
    text = "\n".join([document.blocks[at].text for at in shown if tops[document.blocks[at].container] < 0])
    found: set[int] = set()
    searched = 0
    for first, behind in _runs([tops[document.blocks[at].container] for at in shown]):
        inside, sides = shown[first:behind], (*shown[max(first - 1, 0) : first], *shown[behind : behind + 1])
        aside = tops[document.blocks[inside[0]].container]
        part = _part(containers, aside)
        if (
            _is_text(document, inside, links)
            and len(sides) == 2
            and _is_text(document, sides, links)
            and all(_is_within(containers, document.blocks[at].container, part, around) for at in sides)
        ):
            searched += 1
            if searched > _SEARCHED or not _is_quoted(document, inside, text):
                found.add(aside)
    return found


def _outermost(containers: Sequence[Container], around: Sequence[str | None]) -> list[int]:
    """For each container the outermost aside around it that is in no other landmark; -1 for none, and last as well."""
    tops = [-1] * (len(containers) + 1)
    marks = [*around, None]
    for at, container in enumerate(containers):
        own = container.tag == "aside" and not container.role and marks[at] and not marks[container.parent]
        tops[at] = at if own else tops[container.parent]
    return tops


def _runs(tops: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where the blocks of each aside begin and end."""
    first = 0
    for at in range(1, len(tops) + 1):
        if at == len(tops) or tops[at] != tops[first]:
            if tops[first] >= 0:
                yield first, at
            first = at


def _is_text(document: Document, places: Sequence[int], links: Sequence[bool]) -> bool:
    blocks = [document.blocks[at] for at in places]
    return (
        not any(links[at] for at in places)
        and all(block.kind != "control" for block in blocks)
        and any(is_sentence(block) for block in blocks)
    )


def _part(containers: Sequence[Container], aside: int) -> int:
    """What the aside stands in, sections apart: it may be the last of one."""
    outer = containers[aside].parent
    while outer >= 0 and containers[outer].tag == "section":
        outer = containers[outer].parent
    return outer


def _is_within(containers: Sequence[Container], inner: int, part: int, around: Sequence[str | None]) -> bool:
    if part < 0 or inner < 0 or around[inner]:
        return False
    while inner > part:  # parents come before their children
        inner = containers[inner].parent
    return inner == part


def _is_quoted(document: Document, inside: Sequence[int], text: str) -> bool:
    """Whether a line of the aside is in the text."""
    lines = [document.blocks[at].text.strip("“”„«»‘’\"' ") for at in inside]
    return any(len(line) >= _SAYING and line in text for line in lines)
