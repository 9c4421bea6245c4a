"""How long two nights of one page take to compare: the same, reshuffled and edited here and there, or edited all over.

    python benchmarks/compare.py [RECORDS ...]

Texts are random words, drawn as words of a language are (Zipf), so that many records share the frequent ones.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Sequence

from scrape_clean import Snapshot, compare
from scrape_clean.model import Occurrence, Record
from scrape_clean.records.ids import assign_ids

SIZES = (1_000, 3_000, 10_000)
EDITED = 0.05
A_SECTION = 100
"""Records in each section."""


def snapshot(items: Sequence[tuple[str, tuple[str, ...]]]) -> Snapshot:
    """A page of bullets."""
    names = assign_ids(items)
    return Snapshot(
        title="Page",
        records=tuple(
            Record(id=name, kind="bullet", text=text, section=section, position=at, depth=1,
                   occurrences=(Occurrence(at, at + 1, None, section),))
            for at, (name, (text, section)) in enumerate(zip(names, items, strict=True))
        ),
    )  # fmt: skip


def main() -> None:
    """Print CPU seconds for each size."""
    dice = random.Random(5)  # noqa: S311
    words = ["".join(dice.choices("abcdefghijklmnopqrstuvwxyz", k=dice.randint(2, 9))) for _ in range(6_000)]
    weights = [1 / (rank + 3) for rank in range(len(words))]

    def edited(text: str) -> str:
        parts = text.split()
        parts[dice.randrange(len(parts))] = dice.choice(words)
        return " ".join(parts)

    print(f"{'records':>8} {'same':>8} {'reshuffled, 5 % edited':>24} {'all edited':>12}   CPU s, and what was found")
    for size in [int(number) for number in sys.argv[1:]] or SIZES:
        items = [
            (" ".join(dice.choices(words, weights, k=dice.randint(6, 20))), (f"Section {at // A_SECTION}",))
            for at in range(size)
        ]
        shuffled = list(items)
        dice.shuffle(shuffled)
        for at in dice.sample(range(size), int(EDITED * size)):
            shuffled[at] = (edited(shuffled[at][0]), shuffled[at][1])
        everywhere = [(edited(text), section) for text, section in items]
        spent: list[float] = []
        found: list[dict[str, int]] = []
        for other in (items, shuffled, everywhere):
            before, after = snapshot(items), snapshot(other)
            start = time.process_time()
            changes = compare(before, after).changes
            spent.append(time.process_time() - start)
            found.append(dict(Counter(change.type for change in changes)))
        print(f"{size:>8,} {spent[0]:>8.2f} {spent[1]:>24.2f} {spent[2]:>12.2f}   {found[1:]}")


if __name__ == "__main__":
    main()
