"""How does clustering grow? `cluster()` on the first n texts of a table, for growing n.

    python benchmarks/dedupe.py TEXTS.parquet                       # 10,000 to all, in steps of ten
    python benchmarks/dedupe.py TEXTS.parquet --column body --most 100000
    python benchmarks/dedupe.py TEXTS.parquet --plot growth.svg     # the same as a picture

Prints texts, clusters, CPU seconds, memory above the start in MB, and the exponent of growth since the size before
(1 is linear, 2 quadratic). Each size runs in a process of its own; the vocabularies that it loads are counted.
"""

import argparse
import math
import resource
import subprocess
import sys
import time
from itertools import pairwise
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


def line(start: tuple[float, float], end: tuple[float, float], style: str) -> str:
    """A line of the picture."""
    (x, y), (u, v) = start, end
    return f'<line x1="{x:.0f}" y1="{y:.0f}" x2="{u:.0f}" y2="{v:.0f}" {style}/>'


def word(x: float, y: float, text: str, anchor: str = "middle") -> str:
    """Some words in the picture."""
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{text}</text>'


def plot(rows: list[tuple[int, float]]) -> str:
    """CPU seconds by number of texts, both on logarithmic scales, as SVG; the dashed line is linear growth."""
    width, height, margin = 520, 320, 60
    sizes, times = [math.log10(size) for size, _ in rows], [math.log10(seconds) for _, seconds in rows]
    linear = [times[-1] - (sizes[-1] - size) for size in sizes]
    low, high = math.floor(min(*times, linear[0])), math.ceil(max(times))

    def at(size: float, seconds: float) -> tuple[float, float]:
        across = (size - sizes[0]) / max(sizes[-1] - sizes[0], 1e-9)
        return margin + across * (width - 2 * margin), height - margin - (seconds - low) / (high - low) * (
            height - 2 * margin
        )

    points = [at(size, seconds) for size, seconds in zip(sizes, times, strict=True)]
    exponent = (times[-1] - times[0]) / max(sizes[-1] - sizes[0], 1e-9)
    parts = [
        line(at(sizes[0], low), at(sizes[-1], low), 'stroke="#888"'),
        *(line(at(sizes[0], tick), at(sizes[-1], tick), 'stroke="#ddd"') for tick in range(low + 1, high + 1)),
        *(word(margin - 8, at(sizes[0], tick)[1] + 4, f"{10.0**tick:g} s", "end") for tick in range(low, high + 1)),
        *(word(x, height - margin + 20, f"{size:,}") for (x, _), (size, _) in zip(points, rows, strict=True)),
        line(at(sizes[0], linear[0]), points[-1], 'stroke="#888" stroke-dasharray="5 4"'),
        *(line(one, other, 'stroke="#06c" stroke-width="2"') for one, other in pairwise(points)),
        *(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4" fill="#06c"/>' for x, y in points),
        *(word(x, y - 10, f"{seconds:.1f} s") for (x, y), (_, seconds) in zip(points, rows, strict=True)),
        word(width / 2, 30, f"cluster(): CPU time by number of texts, exponent {exponent:.2f} (dashed: 1)"),
    ]
    box = f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="13"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>'
    return "\n".join((head, '<rect width="100%" height="100%" fill="#fff"/>', *parts, "</svg>", ""))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=Path, help="a .parquet, .csv or .jsonl file of texts")
    parser.add_argument("--column", default="text")
    parser.add_argument("--most", type=int, help="stop at this many texts")
    parser.add_argument("--plot", type=Path, help="write a picture of it here (.svg)")
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
    rows: list[tuple[int, float]] = []
    for size in sizes:
        command = [sys.executable, __file__, str(chosen.table), "--column", chosen.column, "--one", str(size)]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        count, seconds, memory = int(told[0]), float(told[1]), float(told[2])
        grown = f"{math.log(seconds / last[1]) / math.log(size / last[0]):.2f}" if last else ""
        print(f"{size:>10,} {count:>10,} {seconds:>8.2f} {memory:>6.0f} {grown:>9}")
        last = size, seconds
        rows.append(last)
    if chosen.plot:
        chosen.plot.write_text(plot(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
