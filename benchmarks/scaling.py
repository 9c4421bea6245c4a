"""Does time grow with a page's length and no faster? `clean()` and `annotate()` on what is made to be slow.

    python benchmarks/scaling.py                 # all shapes, 40 kB and 160 kB
    python benchmarks/scaling.py --size 500000   # larger
    python benchmarks/scaling.py --only html     # one format

Prints, for each shape, CPU milliseconds at both sizes and the exponent of growth (1 is linear, 2 quadratic), the worst
last; exits with 1 if one is above 1.5 and takes longer than a tenth of a second.
"""

import argparse
import math
import sys
import time
from collections.abc import Callable

from scrape_clean import InputError, annotate, clean

Shape = Callable[[int], str]

GROWTH = 4
STEEPEST = 1.5
NEGLIGIBLE_S = 0.1


def repeated(unit: str) -> Shape:
    """One piece over and over."""
    return lambda size: unit * (size // len(unit))


def counted(pattern: str) -> Shape:
    """One piece over and over, each with its number."""
    return lambda size: "".join(pattern.replace("N", str(number)) for number in range(size // (len(pattern) + 3)))


def once(before: str, unit: str, after: str) -> Shape:
    """One long piece inside a frame."""
    return lambda size: before + unit * (size // len(unit)) + after


ANY = (
    "a",
    "1",
    "1.",
    "(",
    '"',
    "'",
    "-",
    "- ",
    "\n",
    " ",
    ". ",
    "a.",
    "a@",
    "&a",
    "中",
    "/",
    "…",
    "A B\n\n",
    "\t",
    ":",
)
HTML = ("<div>", "<ul><li>x", "<table><tr><td>x", "<b>x", "<li><h3>x", "<p>x", "<br>", "<", "<!--", "<a href=x>y</a> ",
        "<span hidden>x</span>", "<td>x", "</p>", "<select><option>x", "<p>• x<br>• y", "<object><a>")  # fmt: skip
MARKDOWN = ("[", "![", "[a](", "*a ", "**a ", "_a_ ", "`", "~~a ", "# ", "> ", "- ", "1. ", "> a\n", "a\n: b\n", "|a\n",
            "[a]: b\n", "[^a]: b\n", "```\n", "---\n", "<b>", "<![CDATA[", "<div>\n\n", "[^a", "a: b\n")  # fmt: skip
TEXT = (
    "- a\n",
    "- a\n\n",
    "1. a\n",
    "A Title\n\n",
    "Label: value\n",
    "a | b\n",
    "a\tb\n",
    "=\n",
    "  ",
    "I. a\n",
    "— a\n",
)

SAID = ("1,", "1 ", "1-", "5/", "1/1/2020 ", "2010-", "May ", "May 1, ", "of the ", "€1 ", "+1 ", "two ", "Ab ", "a(",
        "[(", "(P) ", "The World Ab (WA) ", "‘a ", "“", "x@", "www.", "http://", "x.com ", "a:", "Georgia ",
        "年", "مايو ")  # fmt: skip

SHAPES: dict[str, dict[str, Shape]] = {
    "html": {
        **{unit: repeated(unit) for unit in ANY + HTML},
        "<p>item N": counted("<p>item N"),
        "<li>one frame N": counted("<li>one and the same frame around number N of many"),
        "<h2>N<p>x": counted("<h2>Title N</h2><p>the same paragraph under each heading</p>"),
        "attributes": lambda size: f"<p {''.join(f'a{number} ' for number in range(size // 7))}>x",
        "formatting": lambda size: (
            "".join(f"<b class=c{n}>" for n in range(min(400, size // 14))) + "<p>x" * (size // 4)
        ),
        "class": once("<p class='", "a ", "'>x"),
    },
    "plain": {
        **{unit: repeated(unit) for unit in ANY + TEXT},
        "- item N": counted("- item N\n"),
        "- frame N": counted("- the same frame of words around number N of many\n"),
        "Title N": counted("Title N\n\ntext\n\n"),
    },
    "annotate": {unit: repeated(unit) for unit in ANY + SAID},
    "markdown": {**{unit: repeated(unit) for unit in ANY + MARKDOWN}, "# N": counted("# N\n\n- the same bullet\n\n")},
}


def seconds(body: str, media_type: str) -> float:
    """CPU time of one call."""
    start = time.process_time()
    try:
        if media_type == "text/annotate":
            annotate(body)
        else:
            clean(body, media_type=media_type)
    except InputError:
        return 0.0
    return time.process_time() - start


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=40_000, metavar="CHARACTERS")
    parser.add_argument("--only", choices=sorted(SHAPES))
    arguments = parser.parse_args()
    rows = []
    for kind, shapes in SHAPES.items():
        for name, shape in shapes.items() if arguments.only in (None, kind) else ():
            small, large = shape(arguments.size), shape(arguments.size * GROWTH)
            first = min(seconds(small, f"text/{kind}") for _ in range(2))
            second = min(seconds(large, f"text/{kind}") for _ in range(2))
            exponent = math.log(max(second, 1e-4) / max(first, 1e-4), GROWTH)
            rows.append((exponent, kind, name, first, second))
    for exponent, kind, name, first, second in sorted(rows):
        print(f"{exponent:6.2f}  {kind:9}{name!r:28}{1000 * first:10.1f}{1000 * second:10.1f} ms")
    return int(any(exponent > STEEPEST and second > NEGLIGIBLE_S for exponent, *_, second in rows))


if __name__ == "__main__":
    sys.exit(main())
