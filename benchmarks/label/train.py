"""Train the network that labels blocks, and write it as the package ships it.

    pip install torch zstandard
    pip download --no-binary :all: --no-deps formasaurus==0.10.0                # and unpack it
    python benchmarks/label/train.py FOLDER DATA --out src/scrape_clean/label/network.npz    # on all pages
    python benchmarks/label/train.py FOLDER DATA --without 0 --of 5 --out fold0.npz  # to test on the fifth left out

FOLDER holds the pages and truths (see `corpus.py`), DATA is the folder ``formasaurus/data`` (see `judged.py`). The same
pages and the same PyTorch give the same file; it takes some minutes of one core.
"""

import argparse
import copy
import hashlib
import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import torch
from corpus import Page, read_pages, site
from judged import read_judged
from model import Batch, Example, Model, Vocabulary, batch, example, vocabulary
from targets import targets
from torch import nn
from variants import variant

from scrape_clean.label.network import GRAIN, MOST, MOST_SUM

EPOCHS = 11
PAGES = 12
RATE = 3e-3
DECAY = 5e-2
DROP, GAPS, NOISE = 0.37, 0.4, 0.2
VARIED = 0.35
"""Share of pages that are learnt from in a variant."""
VARIANTS = 2
SORTING = 0.15
"""What it counts to tell the kind of a page: fronts list what articles have beside them."""
DOUBT = 0.02
"""No target is surer than this."""
AVERAGED = 0.995
"""The weights are a running mean of those of the last steps."""
_LARGEST_INPUT = 10
_OF_ARTICLES = frozenset({"aeb", "mozilla", "trafeval"})


def main() -> None:
    """Read, learn, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--without", type=int, metavar="FOLD", help="leave out the sites of this fold")
    parser.add_argument("--of", type=int, default=5, metavar="N", help="number of folds")
    arguments = parser.parse_args()
    torch.set_num_threads(1)  # more would only wait for each other
    torch.set_flush_denormal(True)
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    found = chain(read_pages(arguments.folder), read_judged(arguments.data))
    pages = [page for page in found if arguments.without != fold(page, arguments.of)]
    originals, others = _examples(pages, rng)
    known = vocabulary(originals, map(site, pages))
    print(f"{len(pages)} pages,", ", ".join(f"{len(words)} {kind}" for kind, words in known.items()), flush=True)
    write(arguments.out, train(originals, others, known, rng), known)


def fold(page: Page, count: int) -> int:
    """The fold of a page: by a hash of its site."""
    return int(hashlib.sha256(site(page).encode()).hexdigest(), 16) % count


def _examples(pages: Sequence[Page], rng: np.random.Generator) -> tuple[list[Example], list[list[Example]]]:
    originals, others = [], []
    for page in pages:
        aims = targets(page)
        kind = "article" if page.set in _OF_ARTICLES else page.truth.get("page_type")
        originals.append(example(page.document, aims, kind))
        large_enough = min(len(page.document.blocks), len(page.document.containers)) >= 4
        varied = [variant(page, aims, rng) for _ in range(VARIANTS)] if large_enough else []
        others.append([example(*each, kind) for each in varied])
    return originals, others


def train(
    originals: Sequence[Example], others: Sequence[Sequence[Example]], known: Vocabulary, rng: np.random.Generator
) -> Model:
    """Learn from the pages in random order, again and again."""
    model = Model(known, drop=DROP, gaps=GAPS, noise=NOISE)
    averaged = copy.deepcopy(model)
    steps = len(originals) // PAGES
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
    rates = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps * EPOCHS + 1, pct_start=0.15)
    for epoch in range(EPOCHS):
        order = rng.permutation(len(originals))
        total = 0.0
        for step in range(steps):
            places = order[step * PAGES : (step + 1) * PAGES]
            chosen = [_pick(originals[place], others[place], rng) for place in places]
            optimiser.zero_grad()
            loss = _loss(model, batch(chosen, known))
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimiser.step()
            rates.step()
            total += float(loss.detach())
            with torch.no_grad():
                for mean, weights in zip(averaged.parameters(), model.parameters(), strict=True):
                    mean.lerp_(weights, 1 - AVERAGED)
        print(f"epoch {epoch + 1} of {EPOCHS}: {total / steps:.4f}", file=sys.stderr, flush=True)
    return averaged


def _pick(original: Example, others: Sequence[Example], rng: np.random.Generator) -> Example:
    return others[int(rng.integers(len(others)))] if others and rng.random() < VARIED else original


def _loss(model: Model, pages: Batch) -> torch.Tensor:
    aims = pages.content * (1 - 2 * DOUBT) + DOUBT
    content, kinds = model(pages)
    each = nn.functional.binary_cross_entropy_with_logits(content, aims, reduction="none")
    loss = (each * pages.weight).sum() / len(pages.page)
    known = pages.kind >= 0
    return loss + SORTING * nn.functional.cross_entropy(kinds[known], pages.kind[known]) if known.any() else loss


def write(out: Path, model: Model, known: Vocabulary) -> None:
    """Put the weights on the grid, check that no sum can leave the exact range, and store them."""
    arrays: dict[str, np.ndarray] = {}
    for kind, table in model.tables.items():
        arrays[f"{kind}.words"] = np.frombuffer("\n".join(known[kind]).encode(), np.uint8)
        arrays[f"{kind}.vectors"] = _on_grid(table.weight)
    for name, layer in model.named_children():
        if isinstance(layer, nn.Linear):
            weights, bias = _on_grid(layer.weight).T, _on_grid(layer.bias)
            arrays |= {f"{name}.weights": np.ascontiguousarray(weights), f"{name}.bias": bias}
            largest = max(_LARGEST_INPUT, MOST, MOST_SUM)
            sums = np.abs(weights.astype(np.int64)).sum(0) * largest + np.abs(bias.astype(np.int64))
            # products are multiples of 1/256/64; float32 holds 24 bits
            assert (sums / GRAIN * (GRAIN * 64) < 2**24).all(), f"{name} could leave the exact range"  # noqa: S101
    np.savez_compressed(out, **arrays)  # type: ignore[arg-type]
    print(f"{out}: {out.stat().st_size:,} bytes")


def _on_grid(weights: torch.Tensor) -> np.ndarray:
    grid = np.rint(weights.detach().numpy() * GRAIN)
    stored: np.ndarray = np.clip(grid, -(2**15), 2**15 - 1).astype(np.int16)
    return stored


if __name__ == "__main__":
    main()
