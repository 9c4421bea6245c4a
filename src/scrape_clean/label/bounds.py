"""How much it takes for a block to be content: by what it is, where it stands, and what page it stands on."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate
from math import inf

from msgspec.structs import replace

from scrape_clean.label.landmarks import in_content
from scrape_clean.leads import placed, rows
from scrape_clean.model import Block, Document

__all__ = ["BETWEEN", "FORM", "LISTED", "OPEN", "TEXT", "TRAIL", "WORDLESS", "bounds", "is_linked", "places_of"]

WORDLESS = frozenset({"table_row", "table_header"})  # a tick in a table says yes
LISTED = WORDLESS | {"bullet", "field", "term", "definition"}
_FACTS = frozenset({"field", "term", "definition", "address", "preformatted"})
_LINKED = frozenset({"link", "link in main", "linked text", "linked heading"})
FORM = "form"
"""Lists in a form that is there to be filled in."""
TRAIL = "trail"
"""The way from the site's start to this page, which says nothing that its links and the page's heading do not."""
_VALUE = "line of a row"
TEXT = "text"
"""Lines and running text that are not mostly link."""
BETWEEN = "text between"
"""The same between two blocks of content."""
OPEN = _LINKED | {BETWEEN, "row", "row in main", "bullet", "bullet in main", _VALUE, TEXT, "heading", "fact"}
"""Places outside everything that says what is no content."""

ENOUGH = {
    "row": -1.25,
    "row in main": -2.5,
    "bullet": -1.5,
    "bullet in main": -2.0,
    "link": 0.0,
    "link in main": -1.75,
    _VALUE: -1.25,
    TEXT: -0.25,
    BETWEEN: -0.25,
    "heading": -0.25,
    "fact": -0.25,
    "linked text": 0.25,
    "linked heading": 0.25,
    "landmark": 2.5,
    "hidden": 1.25,
    "hidden list": 0.5,
    "hidden list in main": 0.0,
    "control": 0.5,
    FORM: 0.75,
    TRAIL: inf,
}
"""The scores (logarithms of odds) from which on a block is content, by what it is and where it stands.

To lose a bullet is worse than to let a menu in: hence less than even odds will do for text that is shown, less still
for the rows of a table, or of elements side by side, and for list items that are no links, which are seldom a menu, and
for what stands in a list inside `main` or `article`. What is mostly links, and stands in no list there, may well be a
menu.
What is hidden may be a draft or a dialog; a list without links is more often the panel of a tab or an accordion. A list
in a form is one of options that a script makes a menu of, or of notes on how to fill it in."""
_SHARE, _MANY = 0.2, 4
"""The share of the page's shown text and the number of forms alike below which a form is there to be filled in: some
sites put the whole page into one, others each comment or each card."""
SURE, BEST, YIELDING, HOPELESS = 3.0, 0.07, 0.75, -2.5
"""On three pages in four the best 7 % of the shown text score 3 or more. Where they do not, the network does not know
such pages well (it may be a long listing of short items), and all its scores are too low by much the same: then three
quarters of what is missing is allowed for, down to a bound."""
MOSTLY, CLEAR, CLEAREST = 0.75, 1.5, 3.5
STRICT = {TEXT: 0.75, "linked text": 0.75, "heading": 0.375, "linked heading": 0.375}
"""Where three quarters of the text that passes score well above 1.5, as on the page of an article, the network tells
content from the rest clearly, and what it is unsure of there is a line about the content: who shares it, what else to
read. So much of what is above (up to 3.5) is asked of lines in addition, and half of that of headings; nothing of
lists, rows and facts, nor of lines between two blocks of content."""
ROWS = 3
"""Rows and cards of elements alike from which on they count as a table's: two are seen around any article, a byline and
its date, a picture and whom it is from."""
FEW, LENIENT = 30, 4.0
"""The fewer than 30 blocks a page has outside landmarks, the less the network has to go by; the lower a score will do
for what is shown (a menu of a few items in the output is soon seen), the higher it must be for hidden text outside
lists."""
LENIENT_LINKS = 0.3
"""The share of that which is granted to what is mostly links: on a small page, too, that is the menu."""


def is_linked(block: Block) -> bool:
    """Whether a block is mostly link."""
    links = block.links
    return bool(links) and 2 * sum([link.end - link.start for link in links]) > len(block.text)


def places_of(document: Document, around: Sequence[str | None]) -> list[str]:
    """What each block is and where it stands, as `ENOUGH` has it.

    Args:
        document: The page.
        around: The landmark around each block that is no content, if any.
    """
    roots = [*in_content(document.containers), False]
    linked = _linked(document)
    places = [
        _place(block, landmark, inside=roots[block.container], linked=link, form=form)
        for block, landmark, link, form in zip(document.blocks, around, linked, _in_form(document), strict=True)
    ]
    for at in _in_rows(document, linked):
        if places[at] in {TEXT, "heading", "fact"}:
            places[at] = _VALUE
    for at in _trails(document):
        if places[at] in OPEN:
            places[at] = TRAIL
    return places


def _in_rows(document: Document, linked: Sequence[bool]) -> set[int]:
    """Blocks in rows and cards of elements side by side: a label or title and its values, no sentence, no link."""
    lines = [placed(block, block.path, opens=False) for block in document.blocks]
    titled = [replace(line, leads=line.leads or not line.follows) for line in lines]
    inside: defaultdict[int, list[int]] = defaultdict(list)
    for at, first in enumerate(rows(titled, ROWS)):
        if first >= 0:
            inside[first].append(at)
    found: set[int] = set()
    for first, several in inside.items():
        values = all(lines[at].leads or lines[at].nesting == 1 for at in several)
        if values and not any(linked[at] for at in (first, *several)):
            found |= {first, *several}
    return found


def bounds(texts: Sequence[tuple[float, int]], hidden: int) -> dict[str, float]:
    """`ENOUGH` for a page, given the scores and lengths of all text in places that are `OPEN`.

    Of that text the likeliest is content, however unlikely. ``hidden`` is the number of hidden blocks: a page of many
    is not small.
    """
    if not texts:
        return ENOUGH
    ranked = sorted(texts, reverse=True)
    lengths = list(accumulate(length for _, length in ranked))
    best = ranked[bisect_left(lengths, BEST * lengths[-1])][0]
    lenient = LENIENT * max(FEW - len(texts) - hidden, 0) / FEW
    allowed = min(YIELDING * max(SURE - best, 0.0), ENOUGH[TEXT] - HOPELESS) + lenient
    allowed = max(allowed, ENOUGH[TEXT] - ranked[0][0])
    passing = bisect_right(ranked, allowed - ENOUGH[TEXT], key=lambda text: -text[0])
    clear = min(max(ranked[bisect_left(lengths, MOSTLY * lengths[passing - 1])][0], CLEAR), CLEAREST) - CLEAR
    withheld = (1 - LENIENT_LINKS) * lenient
    found = (
        ENOUGH
        | {place: ENOUGH[place] - allowed for place in OPEN}
        | {place: ENOUGH[place] - allowed + withheld for place in _LINKED}
        | {"hidden": ENOUGH["hidden"] + lenient}
    )
    return found | {place: found[place] + strict * clear for place, strict in STRICT.items()}


def _trails(document: Document) -> list[int]:
    """Blocks that are links, then the page's own name, and signs between them: "Home > Visit us > Fees"."""
    titles = [block.text for block in document.blocks if block.kind == "heading" and block.level == 1]
    names = {_letters(title) for title in (*titles, document.title or "")} - {""}
    return [at for at, block in enumerate(document.blocks) if _is_trail(block, names)]


def _is_trail(block: Block, names: AbstractSet[str]) -> bool:
    if not block.links or block.kind != "paragraph":  # an item may well be a reference
        return False
    ends = [0, *(link.end for link in block.links)]
    between = [block.text[end : link.start] for end, link in zip(ends, block.links, strict=False)]
    last = block.text[ends[-1] :].lstrip()
    return bool(last) and not last[0].isalnum() and not _letters("".join(between)) and _letters(last) in names


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _linked(document: Document) -> list[bool]:
    """For each block whether it is mostly link, or text of a list item whose heading is a link: a teaser."""
    items: list[int] = []
    for at, container in enumerate(document.containers):
        items.append(at if container.tag == "li" else items[container.parent] if container.parent >= 0 else -1)
    items.append(-1)
    linked, teaser = [], -1
    for block in document.blocks:
        item = items[block.container]
        linked.append(is_linked(block) or 0 <= item == teaser)
        if block.kind == "heading" and item >= 0:
            teaser = item if linked[-1] else -1
    return linked


def _in_form(document: Document) -> list[bool]:
    """For each block whether it stands in a form that is there to be filled in."""
    forms: list[int] = []
    for at, container in enumerate(document.containers):
        outer = forms[container.parent] if container.parent >= 0 else -1
        forms.append(at if outer < 0 and container.tag == "form" else outer)
    forms.append(-1)
    shown: Counter[int] = Counter()
    for block in document.blocks:
        if block.hidden is None:
            shown[forms[block.container]] += len(block.text)
    little = _SHARE * shown.total()
    alike = Counter(document.containers[form].names for form in shown if form >= 0)
    filled_in = {
        form
        for form, length in shown.items()
        if form >= 0 and length < little and alike[document.containers[form].names] < _MANY
    }
    return [forms[block.container] in filled_in for block in document.blocks]


def _place(block: Block, landmark: str | None, *, inside: bool, linked: bool, form: bool) -> str:
    if block.hidden is not None:
        if linked or landmark or block.kind not in LISTED:
            return "hidden"
        return "hidden list in main" if inside else "hidden list"
    if block.kind == "control":
        return "control"
    if landmark:
        return "landmark"
    if form and block.kind in LISTED:
        return FORM
    if block.kind != "bullet" and block.kind not in WORDLESS:
        line = "heading" if block.kind == "heading" else TEXT
        return f"linked {line}" if linked else "fact" if block.kind in _FACTS else line
    item = "row" if block.kind in WORDLESS else "link" if linked else "bullet"
    return f"{item} in main" if inside else item
