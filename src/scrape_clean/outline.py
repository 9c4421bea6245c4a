"""The section path of every block: which headings stand above it.

A heading holds until the next one of its level or above. A heading inside a list item, a table cell, an article or the
like holds only in there, and never ends a section that was open outside (HTML has no outline of its own since the
outline algorithm was removed from the standard in 2022; browsers and screen readers go by levels). The visible line of
``details`` stands above all else in there: of questions that unfold, the question is the section of its answer. A label
right above a heading already ends the sections that the heading ends.
"""

import sys
from collections.abc import Sequence

from scrape_clean.model import Block, Container

__all__ = ["DEEPEST", "sections"]

_SCOPES = frozenset(
    {
        "li",
        "dd",
        "td",
        "th",
        "article",
        "aside",
        "blockquote",
        "details",
        "dialog",
        "fieldset",
        "figure",
        "footer",
        "nav",
    }
)

DEEPEST = 32
"""Headings above one block at the most: more than any page for people has, and what keeps a page of nothing but nested
headings from filling memory with its paths. A deeper heading takes the place of the innermost one."""


def sections(blocks: Sequence[Block], containers: Sequence[Container]) -> tuple[tuple[str, ...], ...]:
    """For each block the texts of the headings above it, outermost first; a heading's own text is not in its path."""
    scopes, last = _scopes(containers)
    paths = []
    open_headings: list[tuple[int, int, str]] = []  # scope, level, text
    path: tuple[str, ...] = ()
    for block in blocks:
        inside = block.container
        scope = scopes[inside]
        before = len(open_headings)
        while open_headings and not open_headings[-1][0] <= inside <= last[open_headings[-1][0]]:
            open_headings.pop()
        opens = block.kind == "heading" or (block.kind == "summary" and _is_visible(block, scope, containers))
        if opens or block.level:
            while open_headings and open_headings[-1][0] == scope and open_headings[-1][1] >= block.level:
                open_headings.pop()
        if len(open_headings) != before:
            path = tuple(text for _, _, text in open_headings)
        paths.append(path)
        if opens and block.text:
            del open_headings[DEEPEST - 1 :]
            open_headings.append((scope, block.level, block.text))
            path = (*path[: DEEPEST - 1], block.text)
    return tuple(paths)


def _is_visible(line: Block, scope: int, containers: Sequence[Container]) -> bool:
    """Whether a summary is the line of details that is always shown."""
    return bool(line.text) and scope >= 0 and containers[scope].tag == "details"


def _scopes(containers: Sequence[Container]) -> tuple[list[int], list[int]]:
    """For each container the innermost scope it lies in (-1: the page), and the last container inside it.

    Containers come in document order, each parent before its children, so a container's descendants are the ones from
    its own index to its last. At the end, where -1 finds it, stands what holds for the page: all is inside it.
    """
    scopes = [-1] * (len(containers) + 1)
    for index, container in enumerate(containers):
        scopes[index] = index if container.tag in _SCOPES else scopes[container.parent]
    last = list(range(len(containers)))
    for index in range(len(containers) - 1, 0, -1):
        parent, inmost = containers[index].parent, last[index]
        if parent >= 0 and last[parent] < inmost:
            last[parent] = inmost
    return scopes, [*last, sys.maxsize]
