"""How does clustering grow? `cluster()` on the first n texts of a table, for growing n.

    python benchmarks/dedupe.py TEXTS.parquet                       # 10,000 to all, in steps of ten
    python benchmarks/dedupe.py TEXTS.parquet --column body --most 100000

Prints texts, clusters, CPU seconds, memory above the start in MB, and the exponent of growth since the size before
(1 is linear, 2 quadratic). Each size runs in a process of its own; the vocabularies that it loads are counted.
"""

import argparse
import math
import resource
import subprocess
import sys
import time
from pathlib import Path

from scrape_clean import cluster
from scrape_clean.tables import read_texts

GROWTH = 10
SMALLEST = 10_000
KIB = 1024


def measured(texts: list[str]) -> tuple[int, float, float]:
    """Clusters, CPU seconds and MB of one call."""
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    count = len(set(cluster(texts)))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return count, time.process_time() - start, (after - before) / KIB


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=Path, help="a .parquet, .csv or .jsonl file of texts")
    parser.add_argument("--column", default="text")
    parser.add_argument("--most", type=int, help="stop at this many texts")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    texts = read_texts(chosen.table, chosen.column)
    if chosen.one:
        print(*measured(texts[: chosen.one]))
        return
    most = min(len(texts), chosen.most or len(texts))
    sizes = [size for power in range(9) if (size := SMALLEST * GROWTH**power) < most] + [most]
    print(f"{'texts':>10} {'clusters':>10} {'CPU s':>8} {'MB':>6} {'exponent':>9}")
    last: tuple[int, float] | None = None
    for size in sizes:
        command = [sys.executable, __file__, str(chosen.table), "--column", chosen.column, "--one", str(size)]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        count, seconds, memory = int(told[0]), float(told[1]), float(told[2])
        grown = f"{math.log(seconds / last[1]) / math.log(size / last[0]):.2f}" if last else ""
        print(f"{size:>10,} {count:>10,} {seconds:>8.2f} {memory:>6.0f} {grown:>9}")
        last = size, seconds


if __name__ == "__main__":
    main()
