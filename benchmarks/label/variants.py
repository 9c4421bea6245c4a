"""Pages made from pages: parts cut out, names and landmarks taken away; so that nothing rests on a few signs alone."""

import numpy as np
from corpus import Page
from msgspec.structs import replace
from targets import Targets

from scrape_clean.label.skeleton import skeleton
from scrape_clean.model import Container, Document, Metadata

__all__ = ["variant"]

_LANDMARKS = frozenset({"nav", "footer", "aside", "header", "main", "article", "section"})
_ALONE = 0.35
"""Share of variants that are the part with the content and little else: small pages are to be learnt, too."""
_UNNAMED = 0.3


def variant(page: Page, aims: Targets, rng: np.random.Generator) -> tuple[Document, Targets]:
    """A part of a page, in other clothes, and its targets."""
    document = page.document
    kept = _cut(document, aims, rng)
    hide_names, hide_half, hide_landmarks = rng.random(3) < _UNNAMED
    needed: set[int] = set()
    for block, keep in zip(document.blocks, kept, strict=True):
        place = block.container if keep else -1
        while place >= 0 and place not in needed:
            needed.add(place)
            place = document.containers[place].parent
    moved: dict[int, int] = {-1: -1}
    containers: list[Container] = []
    for place, container in enumerate(document.containers):
        if place in needed:
            moved[place] = len(containers)
            nameless = hide_names or (hide_half and rng.random() < 0.5)
            renamed = hide_landmarks and container.tag in _LANDMARKS
            containers.append(
                replace(
                    container,
                    parent=moved[container.parent],
                    names="" if nameless else container.names,
                    role="" if hide_landmarks else container.role,
                    tag="div" if renamed else container.tag,
                )
            )
    blocks = [
        replace(block, container=moved[block.container])
        for block, keep in zip(document.blocks, kept, strict=True)
        if keep
    ]
    title = document.title if rng.random() < 0.7 else None
    url = document.url if rng.random() < 0.5 else None
    facts = document.metadata if rng.random() < 0.5 else Metadata()
    changed = replace(
        document, blocks=tuple(blocks), containers=tuple(containers), title=title, url=url, metadata=facts
    )
    return changed, Targets(aims.content[kept], aims.weight[kept])


def _cut(document: Document, aims: Targets, rng: np.random.Generator) -> np.ndarray:
    """Which blocks stay."""
    total = len(document.blocks)
    laid = skeleton(document.blocks, document.containers)
    sizes = laid.end - laid.first
    kept = np.ones(total, bool)
    good = np.concatenate([[0.0], np.cumsum(np.nan_to_num(aims.content) * aims.weight)])
    held = (good[laid.end] - good[laid.first]) / max(good[-1], 1e-9)
    homes = np.flatnonzero((held >= 0.6) & (sizes < 0.9 * total))
    if rng.random() < _ALONE and len(homes):
        home = rng.choice(homes)
        kept[:] = False
        kept[laid.first[home] : laid.end[home]] = True
        for place in rng.choice(len(sizes), min(len(sizes), int(rng.integers(0, 4))), replace=False):
            if 2 <= sizes[place] < 0.3 * total:
                kept[laid.first[place] : laid.end[place]] = True
    else:
        for place in rng.choice(len(sizes), min(len(sizes), int(rng.integers(1, 9))), replace=False):
            if 2 <= sizes[place] < 0.5 * total:
                kept[laid.first[place] : laid.end[place]] = False
    return kept if kept.sum() >= 2 else np.ones(total, bool)
