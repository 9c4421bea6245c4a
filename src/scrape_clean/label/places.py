"""What each block is and where it stands, as far as that tells how much it takes for it to be content."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain

from msgspec.structs import replace

from scrape_clean.label.entries import entries
from scrape_clean.label.landmarks import in_content, in_notes
from scrape_clean.leads import nearest, placed, rows_of
from scrape_clean.model import Block, Document
from scrape_clean.parse.sentences import SENTENCE_END

__all__ = [
    "ENTRY",
    "FORM",
    "LINKED",
    "LISTED",
    "LISTS",
    "OPEN",
    "TABLE",
    "TEXT",
    "TRAIL",
    "VALUE",
    "WORDLESS",
    "is_linked",
    "is_sentence",
    "lists_of_terms",
    "places_of",
]

WORDLESS = frozenset({"table_row", "table_header"})  # a tick in a table says yes
_TERMS = frozenset({"term", "definition"})
LISTED = WORDLESS | {"bullet", "field", "term", "definition"}
_KINDS = {**dict.fromkeys(("field", "term", "definition", "address"), "fact"), "preformatted": "preformatted"}
LINKED = frozenset({"link", "link in main", "linked text", "linked sentence", "linked heading"})
FORM = "form"
"""Lists in a form that is there to be filled in."""
TRAIL = "trail"
"""The way from the site's start to this page, which says nothing that its links and the page's heading do not."""
VALUE = "line of a row"
"""Lines of rows and cards of elements side by side: labels or titles, and their values; terms and definitions."""
ENTRY = "entry"
"""Lines of rows and cards that each have a link and a date."""
TABLE = "row under a header"
"""Rows of a table that has a header row and no row that is mostly link: no layout, and no menu."""
TEXT = "text"
"""Lines that are not mostly link."""
LISTS = frozenset({"bullet", "bullet in main", "landmark"})
"""Places in which a list without links may be shown."""
OPEN = LINKED | {
    ENTRY,
    TABLE,
    "row",
    "row in main",
    "bullet",
    "bullet in main",
    VALUE,
    TEXT,
    "sentence",
    "heading",
    "fact",
    "preformatted",
}
"""Places outside everything that says what is no content."""
_UNDER_HEADERS = dict.fromkeys(("row", "row in main"), TABLE)
_OF_ROWS = dict.fromkeys((TEXT, "heading", "fact"), VALUE)
_OF_ENTRIES = dict.fromkeys((LINKED - {"link in main"}) | {TEXT, "sentence", "heading"}, ENTRY)
"""Places of which more is asked than of an entry."""
_UNFOLDING = dict.fromkeys((TEXT, "sentence"), "bullet in main")
_OF_TRAILS = dict.fromkeys(OPEN, TRAIL)
_AS_ITEMS = {
    **dict.fromkeys((TEXT, "sentence", "fact", VALUE, "bullet"), "bullet in main"),
    **dict.fromkeys(("linked text", "linked sentence", "link"), "link in main"),
}
"""Of a note to the text: it is as good as an item of a list in there."""
_FEWEST_WORDS = 5
"""Words of a sentence: "Read more!" is none."""
_SHARE, _MANY = 0.2, 4
"""The share of the page's shown text and the number of forms alike below which a form is there to be filled in: some
sites put the whole page into one, others each comment or each card."""
ROWS = 3
"""Rows and cards of elements alike from which on they count as a table's: two are seen around any article, a byline and
its date, a picture and whom it is from."""


def is_linked(block: Block) -> bool:
    """Whether a block is mostly link."""
    links = block.links
    return bool(links) and 2 * sum([link.end - link.start for link in links]) > len(block.text)


def is_sentence(block: Block) -> bool:
    """Whether a block is running text, and no line that just stands there."""
    return block.text.rstrip().endswith(SENTENCE_END) and len(block.text.split()) >= _FEWEST_WORDS


def places_of(document: Document, around: Sequence[str | None], links: Sequence[bool]) -> list[str]:
    """What each block is and where it stands, as `bounds` tells them apart.

    Args:
        document: The page.
        around: The landmark around each block that is no content, if any.
        links: For each block whether it is mostly link.
    """
    roots = [*in_content(document.containers), False]
    linked = _linked(document, links)
    near = nearest([block.path for block in document.blocks])
    places = [
        _place(block, landmark, inside=roots[block.container], linked=link, form=form)
        for block, landmark, link, form in zip(document.blocks, around, linked, _in_form(document), strict=True)
    ]
    for found, others in (
        (chain.from_iterable(_tables(document, linked)), _UNDER_HEADERS),
        (chain(_in_rows(document, linked, near), *lists_of_terms(document)), _OF_ROWS),
        (entries(document, linked, near), _OF_ENTRIES),
        (_notes(document), _AS_ITEMS),
        (_answers(document, linked), _UNFOLDING),
        (_trails(document), _OF_TRAILS),
    ):
        for at in found:
            places[at] = others.get(places[at], places[at])
    return places


def lists_of_terms(document: Document) -> list[list[int]]:
    """The terms and definitions, as indices of blocks, of each list of three or more terms; it is as good as a table.

    Shorter ones stand beside every post of a forum, and say who wrote it.
    """
    if "term" not in [block.kind for block in document.blocks]:
        return []
    around = _innermost(document, "dl")
    lists: defaultdict[int, list[int]] = defaultdict(list)
    terms: Counter[int] = Counter()
    for at, block in enumerate(document.blocks):
        if block.kind in _TERMS and (place := around[block.container]) >= 0:
            lists[place].append(at)
            terms[place] += block.kind == "term"
    return [several for place, several in lists.items() if terms[place] >= ROWS]


def _tables(document: Document, linked: Sequence[bool]) -> list[list[int]]:
    """The rows, as indices of blocks, of each table with a header row and three others, none of them mostly link."""
    if "table_header" not in [block.kind for block in document.blocks]:
        return []
    around = _innermost(document, "table")
    tables: defaultdict[int, list[int]] = defaultdict(list)
    for at, block in enumerate(document.blocks):
        if block.kind in WORDLESS and (place := around[block.container]) >= 0:
            tables[place].append(at)
    return [
        several
        for several in tables.values()
        if len(several) > ROWS
        and any(document.blocks[at].kind == "table_header" for at in several)
        and not any(linked[at] for at in several)
    ]


def _in_rows(document: Document, linked: Sequence[bool], near: Sequence[Sequence[str]]) -> set[int]:
    """Blocks in rows and cards of elements side by side: a label or title and its values, no sentence, no link."""
    lines = [placed(block, block.path, opens=False) for block in document.blocks]
    titled = [line if line.follows else replace(line, leads=True) for line in lines]
    inside: defaultdict[int, list[int]] = defaultdict(list)
    for at, first in enumerate(rows_of(titled, near, ROWS)):
        if first >= 0:
            inside[first].append(at)
    found: set[int] = set()
    for first, several in inside.items():
        values = all(lines[at].leads or lines[at].nesting == 1 for at in several)
        if values and not any(linked[at] for at in (first, *several)):
            found |= {first, *several}
    return found


def _answers(document: Document, linked: Sequence[bool]) -> list[int]:
    """Blocks of ``details`` with more than their visible line, no link and no control: no menu, and no filter."""
    around = _innermost(document, "details")
    inside: defaultdict[int, list[int]] = defaultdict(list)
    for at, block in enumerate(document.blocks):
        if block.hidden is None and around[block.container] >= 0:
            inside[around[block.container]].append(at)
    found = []
    for several in inside.values():
        kinds = {document.blocks[at].kind for at in several}
        if kinds != {"summary"} and "control" not in kinds and not any(linked[at] for at in several):
            found += several
    return found


def _innermost(document: Document, tag: str) -> list[int]:
    """For each container the innermost one of a tag around it; -1 where there is none, and last for blocks in none."""
    found = [-1] * (len(document.containers) + 1)
    if tag in [container.tag for container in document.containers]:
        for at, container in enumerate(document.containers):
            found[at] = at if container.tag == tag else found[container.parent]
    return found


def _notes(document: Document) -> list[int]:
    """Blocks of notes to the text; the number in front of one is none."""
    notes = [*in_notes(document.containers), False]
    if True not in notes:
        return []
    return [
        at for at, block in enumerate(document.blocks) if notes[block.container] and any(map(str.isalpha, block.text))
    ]


def _trails(document: Document) -> list[int]:
    """Blocks that are links, then the page's own name, and signs between them: "Home > Visit us > Fees"."""
    # An item may well be a reference.
    found = [at for at, block in enumerate(document.blocks) if block.links and block.kind == "paragraph"]
    ends = {at: _behind_links(document.blocks[at]) for at in found}
    if not any(ends.values()):
        return []
    titles = [block.text for block in document.blocks if block.kind == "heading" and block.level == 1]
    names = {_letters(title) for title in (*titles, document.title or "")} - {""}
    return [at for at, last in ends.items() if last and _letters(last) in names]


def _behind_links(block: Block) -> str:
    """What stands behind a block's last link, if there are but signs between the links and in front of it; else ""."""
    last = block.text[block.links[-1].end :].lstrip()
    if not last or last[0].isalnum():
        return ""
    ends = [0, *(link.end for link in block.links)]
    between = [block.text[end : link.start] for end, link in zip(ends, block.links, strict=False)]
    return "" if _letters("".join(between)) else last


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _linked(document: Document, links: Sequence[bool]) -> list[bool]:
    """For each block whether it is mostly link, or text of a list item whose heading is a link: a teaser."""
    items = _innermost(document, "li")
    linked, teaser = list(links), -1
    for at, block in enumerate(document.blocks):
        item = items[block.container]
        if item >= 0:
            linked[at] = linked[at] or item == teaser
            if block.kind == "heading":
                teaser = item if linked[at] else -1
    return linked


def _in_form(document: Document) -> list[bool]:
    """For each block whether it stands in a form that is there to be filled in."""
    forms = [-1] * (len(document.containers) + 1)  # the last one for blocks in none
    for at, container in enumerate(document.containers):
        outer = forms[container.parent]
        forms[at] = at if outer < 0 and container.tag == "form" else outer
    shown: defaultdict[int, int] = defaultdict(int)
    for block in document.blocks:
        if block.hidden is None:
            shown[forms[block.container]] += len(block.text)
    little = _SHARE * sum(shown.values())
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
        line = "heading" if block.kind == "heading" else "sentence" if is_sentence(block) else TEXT
        return f"linked {line}" if linked else _KINDS.get(block.kind, line)
    item = "row" if block.kind in WORDLESS else "link" if linked else "bullet"
    return f"{item} in main" if inside else item
