"""Numbers beside the lines of code are dropped by name; numbers that are data stay."""

from collections.abc import Callable

import pytest

from scrape_clean import Options, balance, clean
from scrape_clean.model import Document

Parse = Callable[..., Document]

CODE = "def tide():\n  return 4\n}"
NUMBERS = "8\n9\n10"


def table(gutter: str, code: str, above: str = "", below: str = "") -> str:
    """Code in a table, its gutter in the cell before it."""
    return f"<table>{above}<tr><td class=gutter>{gutter}</td><td class=code>{code}</td></tr>{below}</table>"


def inline(number: str) -> str:
    """Code with numbers in its lines."""
    lines = [number.format(at) + line for at, line in zip((8, 9, 10), CODE.split("\n"), strict=True)]
    return "<pre><code>" + "\n".join(lines) + "</code></pre>"


BR = "".join(f"<span class=line>{number}</span><br>" for number in (8, 9, 10))
GUTTERS = {
    "Pygments": table(
        f"<div class=linenodiv><pre>{NUMBERS}</pre></div>", f"<div><pre><span></span>{CODE}\n</pre></div>"
    ),
    "with a title": table("<pre> 8\n 9\n10</pre>", f"<pre>{CODE}</pre>", "<tr><th colspan=2>tide.py</th></tr>"),
    "Hexo": f"<figure>{table(f'<pre>{BR}</pre>', f'<pre>{CODE}<br></pre>')}</figure>",
    "Rouge": f"<pre><code>{table(f'<pre>{NUMBERS}</pre>', f'<pre>{CODE}</pre>')}</code></pre>",
    "Pygments in the line": inline("<span class=linenos>{: 3}</span>"),
    "docutils": inline("<small class=ln>{} </small>"),
    "docutils in HTML 4": inline("<code class=ln>{} </code>"),
    "Chroma": inline("<span style='white-space:pre;user-select:none'>{}</span>"),
    "without a name": inline("<a href=#{0} id={0}>{0}</a>"),
    "in a link": inline("<a href=#{0}><span>{0}</span></a>"),
    "an element for each line": "<pre>"
    + "".join(
        f"<div><i class=line-number>{at}</i>{line}</div>" for at, line in zip((8, 9, 10), CODE.split("\n"), strict=True)
    )
    + "</pre>",
}


@pytest.mark.parametrize("markup", GUTTERS.values(), ids=GUTTERS)
def test_numbers_of_lines_are_no_text(parse: Parse, markup: str) -> None:
    """Wherever they stand, they are one block of their own that is decided; the code is as if they were not there."""
    blocks = [block for block in parse(markup).blocks if block.kind == "preformatted"]
    told = {block.chosen: "\n".join(line.strip() for line in block.text.split("\n")) for block in blocks}
    assert len(blocks) == 2
    assert told["line-numbers"] == NUMBERS
    assert [block.text for block in blocks if block.chosen is None] == [CODE]


@pytest.mark.parametrize("markup", GUTTERS.values(), ids=GUTTERS)
def test_they_are_dropped_by_name(markup: str) -> None:
    """And every character of them is in the ledger."""
    page = clean(f"<h1>Tides</h1><p>This function reads the tide at a station.</p>{markup}", media_type="text/html")
    assert [drop.rule for drop in page.drops if drop.text.split()[-1:] == ["10"]] == ["line-numbers"]
    assert CODE in [record.text for record in page.records]
    assert balance(page).adds_up


DATA = {
    "alone": f"<pre>{NUMBERS}</pre>",
    "above code": f"<pre>{NUMBERS}</pre><pre>{CODE}</pre>",
    "beside less": table(f"<pre>{NUMBERS}</pre>", "<pre>a\nb</pre>"),
    "not counting on": table("<pre>8\n9\n11</pre>", f"<pre>{CODE}</pre>"),
    "under headers": table("<pre>1\n2</pre>", "<pre>1\n4</pre>", "<tr><th>Input</th><th>Output</th></tr>"),
    "under cells": table("<pre>1\n2</pre>", "<pre>1\n4</pre>", "<tr><td>Input</td><td>Output</td></tr>"),
    "in rows": table("<pre>1</pre>", "<pre>Yes</pre>", "", "<tr><td><pre>2</pre></td><td><pre>No</pre></td></tr>"),
    "with a comma": "<pre><i class=mi>1</i>,Ann\n<i class=mi>2</i>,Bob</pre>",
    "of a rank": "<pre><b>1</b>st Ann\n<b>2</b>nd Bob\n<b>3</b>rd Cem</pre>",
    "of one line": "<pre><b>1</b>day ticket</pre>",
    "of some lines": "<pre><b>1</b>day ticket\n<b>2</b>day ticket\nboth</pre>",
    "raised": "<pre><sup><i>1</i></sup>note\n<sup><i>2</i></sup>text</pre>",
    "nothing else": "<pre><i class=linenos>1</i>\n<i class=linenos>2</i></pre>",
}


@pytest.mark.parametrize("markup", DATA.values(), ids=DATA)
def test_numbers_that_are_data_stay(parse: Parse, markup: str) -> None:
    """A list of numbers, samples of input and output, and rows that are numbered."""
    assert all(block.chosen is None for block in parse(markup).blocks)


def test_the_user_overrules_it() -> None:
    """Who keeps the table keeps its numbers."""
    page = table(f"<pre>{NUMBERS}</pre>", f"<pre>{CODE}</pre>")
    kept = clean(page, media_type="text/html", options=Options(keep=("table",)))
    assert [record.text for record in kept.records] == [NUMBERS, CODE]
