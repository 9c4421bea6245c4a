"""What the labels are worth on the judged pages, by networks that have learnt from no page of the same site.

    python benchmarks/label/measure.py DATA fold0.npz fold1.npz fold2.npz fold3.npz fold4.npz
    python benchmarks/label/measure.py DATA fold?.npz --held-out    # on pages that no choice was made on

DATA is the folder ``formasaurus/data`` (see `judged.py`); the networks are those that `train.py` makes without each
fold. Counted are the blocks that are shown and not unsure: how many of those judged content are labelled so (recall),
how many of those judged boilerplate are (let in), and the F1 of both. Then the same by kind of page, and the mean of
the F1 of each page that has content.
"""

import argparse
from collections import defaultdict
from pathlib import Path
from unittest.mock import patch

import numpy as np
import numpy.typing as npt
from corpus import CONTENT, UNSURE, Page
from judged import HELD_OUT, JUDGED, read_judged
from train import fold

from scrape_clean.label import label, labels
from scrape_clean.label.network import read_network

_NAMES = {"bullet": "list items", "heading": "headings", "table_row": "rows", "table_header": "rows"}

Counts = npt.NDArray[np.int64]
"""Content found, content lost, boilerplate let in, boilerplate kept out."""


def main() -> None:
    """Label, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("networks", type=Path, nargs="+")
    parser.add_argument("--held-out", action="store_true")
    arguments = parser.parse_args()
    networks = []
    for path in arguments.networks:
        with path.open("rb") as file:
            networks.append(read_network(file))
    totals: defaultdict[str, Counts] = defaultdict(lambda: np.zeros(4, np.int64))
    pages = []
    for page in read_judged(arguments.data, HELD_OUT if arguments.held_out else JUDGED):
        with patch.object(labels, "network", return_value=networks[fold(page, len(networks))]):
            each = _compared(page)
        for kind, counts in each.items():
            totals[kind] += counts
        whole = sum(each.values(), np.zeros(4, np.int64))
        totals["all"] += whole
        totals[f"  {page.truth['page_type']}"] += whole
        if whole[:2].sum():
            pages.append(_f1(whole))
    print(f"{'':16}{'blocks':>8}{'recall':>8}{'let in':>8}{'F1':>8}")
    for name, (found, lost, let_in, kept_out) in sorted(totals.items(), reverse=True):
        recall, leak = found / max(found + lost, 1), let_in / max(let_in + kept_out, 1)
        print(f"{name:16}{found + lost:8,}{recall:8.3f}{leak:8.3f}{_f1(totals[name]):8.3f}")
    print(f"mean F1 of {len(pages)} pages {np.mean(pages):.3f}; {sum(score == 0 for score in pages)} lose all")


def _compared(page: Page) -> dict[str, Counts]:
    found: defaultdict[str, Counts] = defaultdict(lambda: np.zeros(4, np.int64))
    for each, letter in zip(label(page.document), page.truth["blocks"], strict=True):
        block = each.block
        if letter != UNSURE and block.hidden is None and block.kind != "metadata" and any(map(str.isalnum, block.text)):
            place = (0 if letter == CONTENT else 2) + (each.label != "content")
            found[_NAMES.get(block.kind, "other text")][place] += 1
    return found


def _f1(counts: Counts) -> float:
    found, lost, let_in, _ = map(int, counts)
    return 2 * found / max(2 * found + lost + let_in, 1)


if __name__ == "__main__":
    main()
