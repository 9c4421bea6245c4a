"""The network in PyTorch, for training; `scrape_clean.label.network` is the same in numpy and on a grid."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
import torch
from targets import Targets
from torch import nn

from scrape_clean.label.features import AROUND, OWN, PAGE, SPANS, Features, features
from scrape_clean.label.names import name_words
from scrape_clean.label.network import MOST, MOST_SUM, WINDOW
from scrape_clean.label.skeleton import INWARD, OUTWARD
from scrape_clean.model import Document

__all__ = ["Batch", "Example", "Model", "Vocabulary", "batch", "example", "vocabulary"]

UNITS, TOLD = 96, 32
WIDTHS = {"names": 16, "words": 16, "first": 8, "addresses": 8}
_SITES = {"names": 14, "words": 14, "first": 10, "addresses": 14}
"""On so many sites a word must stand to be learnt."""
_MOST_WORDS = {"names": 1600, "words": 3500, "first": 2500, "addresses": 1200}
PAGE_KINDS = "article documentation forum service collection listing product front form".split()
_HEARD = OUTWARD + INWARD + 5

Vocabulary = dict[str, dict[str, int]]


class Example(NamedTuple):
    """A page, ready to be learnt from."""

    features: Features
    bags: dict[str, list[Sequence[str]]]
    content: np.ndarray
    weight: np.ndarray
    kind: int
    """Which of `PAGE_KINDS` the page is; -1 where nobody knows."""


def example(document: Document, aims: Targets, kind: str | None) -> Example:
    """Look at a page as the product does."""
    seen = features(document)
    bags: dict[str, list[Sequence[str]]] = {
        "names": [name_words(each.tag, each.role, each.names) for each in document.containers],
        "words": [seen.words.distinct[at] for at in seen.words.of],
        "first": [seen.words.distinct[at][:1] for at in seen.words.of],
        "addresses": [seen.addresses.distinct[at] for at in seen.addresses.of],
    }
    known = PAGE_KINDS.index(kind) if kind in PAGE_KINDS else -1
    return Example(seen, bags, np.nan_to_num(aims.content), aims.weight, known)


def vocabulary(examples: Iterable[Example], sites: Iterable[str]) -> Vocabulary:
    """The words that stand on many sites."""
    where: dict[str, defaultdict[str, set[str]]] = {kind: defaultdict(set) for kind in WIDTHS}
    for each, site in zip(examples, sites, strict=True):
        for kind, bags in each.bags.items():
            for word in {word for bag in bags for word in bag}:
                where[kind][word].add(site)
    found = {}
    for kind, words in where.items():
        often = sorted((-len(on), word) for word, on in words.items() if len(on) >= _SITES[kind])
        found[kind] = {word: place for place, (_, word) in enumerate(often[: _MOST_WORDS[kind]])}
    return found


class Batch(NamedTuple):
    """Several pages in a row, as tensors."""

    own: torch.Tensor
    held: torch.Tensor
    around: torch.Tensor
    page: torch.Tensor
    pages: torch.Tensor
    spans: torch.Tensor
    near: torch.Tensor
    above: torch.Tensor
    ends: torch.Tensor
    sizes: torch.Tensor
    bags: dict[str, tuple[torch.Tensor, torch.Tensor]]
    content: torch.Tensor
    weight: torch.Tensor
    kind: torch.Tensor


def batch(examples: Sequence[Example], known: Vocabulary) -> Batch:
    """Put pages one behind the other."""
    blocks = np.cumsum([0] + [len(each.content) for each in examples])
    containers = np.cumsum([0] + [len(each.features.skeleton.sizes) for each in examples])
    total, homes = blocks[-1], containers[-1]
    lengths = np.diff(blocks)

    def joined(get: Callable[[Example], np.ndarray]) -> torch.Tensor:
        return torch.from_numpy(np.concatenate([get(each) for each in examples]))

    near, above = [], []
    for number, each in enumerate(examples):
        seen = each.features
        near.append(
            np.where(seen.skeleton.near < len(seen.skeleton.sizes), seen.skeleton.near + containers[number], homes)
        )
        above.append(np.where(seen.above < lengths[number], seen.above + blocks[number], total))
    spans = np.concatenate(
        [
            each.features.skeleton.spans[each.features.skeleton.place] + start
            for each, start in zip(examples, blocks[:-1], strict=True)
        ]
    )
    bags = {}
    for kind in WIDTHS:
        places: list[int] = []
        starts = []
        for each in examples:
            for bag in each.bags[kind]:
                starts.append(len(places))
                places += [known[kind][word] for word in bag if word in known[kind]]
        bags[kind] = (torch.tensor(places, dtype=torch.long), torch.tensor(starts, dtype=torch.long))
    return Batch(
        joined(lambda each: each.features.own),
        joined(lambda each: each.features.spans[each.features.skeleton.place]),
        joined(lambda each: each.features.around),
        torch.from_numpy(np.stack([each.features.page for each in examples])),
        torch.from_numpy(np.repeat(np.arange(len(examples)), lengths)),
        torch.from_numpy(spans),
        torch.from_numpy(np.concatenate(near)),
        torch.from_numpy(np.concatenate(above)),
        torch.from_numpy(np.stack([np.repeat(blocks[:-1], lengths), np.repeat(blocks[1:], lengths)])),
        joined(lambda each: each.features.skeleton.sizes),
        bags,
        joined(lambda each: each.content),
        joined(lambda each: each.weight),
        torch.tensor([each.kind for each in examples]),
    )


class Model(nn.Module):  # type: ignore[misc]  # torch is not installed where types are checked
    """See `scrape_clean.label.network`; with noise and gaps while it learns."""

    def __init__(self, known: Vocabulary, *, drop: float, gaps: float, noise: float) -> None:
        """Begin with small random weights.

        Args:
            known: The words to be learnt.
            drop: Share of units that are silent.
            gaps: Share of words that are not seen; a third as often, a page's words are not seen at all.
            noise: Standard deviation added to the page's totals.
        """
        super().__init__()
        self.tables = nn.ModuleDict(
            {kind: nn.EmbeddingBag(len(known[kind]), width, mode="sum") for kind, width in WIDTHS.items()}
        )
        for table in self.tables.values():
            nn.init.normal_(table.weight, 0, 0.05)
        described = OWN + PAGE + WIDTHS["words"] + WIDTHS["first"] + WIDTHS["addresses"] + 3 * WIDTHS["names"]
        heard = UNITS + _HEARD * TOLD + SPANS + AROUND
        self.read, self.tell = nn.Linear(described, UNITS), nn.Linear(UNITS, TOLD)
        self.hear, self.retell = nn.Linear(heard, UNITS), nn.Linear(UNITS, TOLD)
        self.rehear, self.judge = nn.Linear(heard, UNITS), nn.Linear(UNITS, 1)
        self.sort = nn.ModuleList([nn.Linear(UNITS, len(PAGE_KINDS))])  # not stored: it only helps to learn
        self.drop, self.gaps, self.noise = nn.Dropout(drop), gaps, noise

    def forward(self, pages: Batch) -> tuple[torch.Tensor, torch.Tensor]:
        """The logarithm of the odds that each block is content, and which kind each page is."""
        totals = pages.page
        if self.training:
            totals = totals + torch.randn_like(totals) * self.noise
        parts = [
            pages.own,
            totals[pages.pages],
            *(self._unseen(self._sum(kind, pages), pages) for kind in ("words", "first", "addresses")),
            *(self._unseen(part, pages) for part in self._names(pages)),
        ]
        known = self.drop(_units(self.read(torch.cat(parts, 1))))
        for tell, hear in ((self.tell, self.hear), (self.retell, self.rehear)):
            heard = _heard(_units(tell(known)), pages)
            known = self.drop(_units(hear(torch.cat([known, *heard, pages.held, pages.around], 1))))
        sums = torch.zeros(len(pages.kind), UNITS).index_add(0, pages.pages, known)
        blocks = torch.bincount(pages.pages, minlength=len(pages.kind))
        return self.judge(known)[:, 0], self.sort[0](sums / blocks.clamp(min=1)[:, None])

    def _sum(self, kind: str, pages: Batch) -> torch.Tensor:
        places, starts = pages.bags[kind]
        seen = (torch.rand(len(places)) > self.gaps).float() / (1 - self.gaps) if self.training else None
        return self.tables[kind](places, starts, per_sample_weights=seen)

    def _unseen(self, sums: torch.Tensor, pages: Batch) -> torch.Tensor:
        sums = torch.clamp(sums, -MOST_SUM, MOST_SUM)
        if self.training:
            sums = sums * (torch.rand(len(pages.page), 1) > self.gaps / 3).float()[pages.pages]
        return sums

    def _names(self, pages: Batch) -> list[torch.Tensor]:
        own = self._sum("names", pages).double()
        places = torch.arange(len(own))
        entered = torch.zeros(len(own) + 1, own.shape[1], dtype=torch.float64)
        entered = entered.index_add(0, places, own).index_add(0, places + pages.sizes, -own)
        paths = torch.cat([entered.cumsum(0)[:-1], torch.zeros(1, own.shape[1])]).float()
        block, inner, outer = (paths[pages.near[:, number]] for number in range(3))
        return [block - inner, inner - outer, outer]


def _units(sums: torch.Tensor) -> torch.Tensor:
    return torch.clamp(sums, 0, MOST)


def _heard(told: torch.Tensor, pages: Batch) -> list[torch.Tensor]:
    running = torch.cat([torch.zeros(1, told.shape[1], dtype=torch.float64), told.double().cumsum(0)])
    places = torch.arange(len(told))
    first, end = pages.ends

    def mean(start: torch.Tensor, stop: torch.Tensor) -> torch.Tensor:
        return (running[stop] - running[start]).float() / (stop - start).clamp(min=1)[:, None]

    padded = torch.cat([told, torch.zeros(1, told.shape[1])])
    silent = len(told)
    return [
        *(mean(pages.spans[:, number, 0], pages.spans[:, number, 1]) for number in range(OUTWARD + INWARD)),
        mean(torch.maximum(places - WINDOW, first), torch.minimum(places + WINDOW + 1, end)),
        mean(first, end),
        padded[torch.where(places > first, places - 1, silent)],
        padded[torch.where(places + 1 < end, places + 1, silent)],
        padded[pages.above],
    ]
