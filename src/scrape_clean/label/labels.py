"""Which blocks are content, and which rule says so."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise

from scrape_clean.choices import heed
from scrape_clean.label.features import features
from scrape_clean.label.known import Known
from scrape_clean.label.landmarks import in_content, landmarks
from scrape_clean.label.network import network, scores
from scrape_clean.model import Block, Document, LabelledBlock
from scrape_clean.outline import DEEPEST, sections

__all__ = ["label", "unseen"]

_METADATA, _NO_WORD, _CONTROL, _TEXT, _LINKS = "metadata", "no-word", "control", "text", "links"
_BANNER = "landmark:banner"
_BODY, _NETWORK, _ONLY_TEXT, _TEMPLATE = "body", "network", "only-text", "template"
_CONTENT = frozenset({_BODY, _NETWORK, _ONLY_TEXT})
_WORDLESS = frozenset({"table_row", "table_header"})  # a tick in a table says yes
_TEXTLESS = frozenset({"heading", "control", "metadata"})
_LISTED = frozenset({"bullet", "table_row", "table_header", "field", "term", "definition"})
_LEADS = frozenset({"heading", "summary", "term"})
_LINKED = frozenset({"link", "link in main", "linked text"})
_OPEN = _LINKED | {"row", "row in main", "bullet", "bullet in main", "text"}
"""Places outside everything that says what is no content."""

ENOUGH = {
    "row": -1.25,
    "row in main": -2.5,
    "bullet": -1.75,
    "bullet in main": -2.5,
    "link": -0.25,
    "link in main": -1.75,
    "text": -0.25,
    "linked text": 0.25,
    "landmark": 2.5,
    "hidden": 1.25,
    "hidden list": 0.5,
    "hidden list in main": 0.0,
    "control": 0.5,
}
"""The scores (logarithms of odds) from which on a block is content, by what it is and where it stands. To lose a bullet
is worse than to let a menu in: hence less than even odds will do for text that is shown, less still for the rows of a
table and for list items that are no links, which are seldom a menu, and for what stands in a list inside `main` or
`article`. What is mostly links, and stands in no list there, may well be a menu. What is hidden may be a draft or a
dialog; a list without links is more often the panel of a tab or an accordion."""
SURE, BEST, YIELDING, HOPELESS = 3.0, 0.07, 0.75, -2.5
"""On three pages in four the best 7 % of the shown text score 3 or more. Where they do not, the network does not know
such pages well (it may be a long listing of short items), and all its scores are too low by much the same: then three
quarters of what is missing is allowed for, down to a bound."""
FEW, LENIENT = 30, 4.0
"""The fewer than 30 blocks a page has outside landmarks, the less the network has to go by; the lower a score will do
for what is shown (a menu of a few items in the output is soon seen), the higher it must be for hidden text outside
lists."""
LENIENT_LINKS = 0.3
"""The share of that which is granted to what is mostly links: on a small page, too, that is the menu."""
OVER_LIST = -2.5
"""The score from which on a heading is content right under which there is a list or table that is (a line, too, that
introduces one): without it, the list would stand in the section before."""
BARE = 0.5
"""The score from which on a heading is content under which there is text, but none that is content: it may be that of a
menu."""
STEADY = 1.5
"""So much more must speak for another label than the block had the night before."""


def label(document: Document, known: Known = Known()) -> tuple[LabelledBlock, ...]:  # noqa: B008  it is frozen
    """Label every block of a document, in order; never raises.

    Where the user chose (``Block.chosen``), their word counts: see `heed`.

    Args:
        document: The page. HTML is judged by a network; in plain text and Markdown everything is content.
        known: What other pages of the site and an earlier night of this one tell.

    Returns:
        The blocks, with the rules that decided: ``metadata`` and ``hidden:<why>`` for text that is no visible part of
        the body; ``no-word`` for a block without a letter or digit (a lone bullet, a row of stars); ``template`` for
        what stands on most pages of the site; ``network`` for what the network takes for content, and, for what it
        does not, the landmark that the text stands in (``landmark:navigation``, ``landmark:contentinfo`` ...),
        ``control``, ``links`` for blocks that are mostly links, or ``text``. In other formats than HTML the rule for
        content is ``body``. A page without any other text than such is content throughout (``only-text``): a menu in
        the output is a nuisance, a page lost without a word is a fault.
    """
    fixed = [_fixed(block) for block in document.blocks]
    if document.media_type == "text/html" and document.containers:
        rules = _judged(document, fixed, known)
    else:
        rules = [rule or _BODY for rule in fixed]
    if not any(rule in _CONTENT for rule in rules):
        rules = [rule if unseen(rule) or rule == _NO_WORD else _ONLY_TEXT for rule in rules]
    return heed(
        LabelledBlock(block, "content" if rule in _CONTENT else "boilerplate", rule)
        for block, rule in zip(document.blocks, rules, strict=True)
    )


def unseen(rule: str) -> bool:
    """Whether a rule says that a reader of the page would not see the block at all."""
    return rule == _METADATA or rule.startswith("hidden:")


def _fixed(block: Block) -> str | None:
    """The rule for what cannot be content on any page."""
    if block.kind == "metadata":
        return _METADATA
    if not block.text or (block.kind not in _WORDLESS and not any(map(str.isalnum, block.text))):
        return f"hidden:{block.hidden}" if block.hidden else _NO_WORD
    return None


def _judged(document: Document, fixed: Sequence[str | None], known: Known) -> list[str]:
    """The rules of a page whose blocks stand in elements."""
    marks, roots = [*landmarks(document.containers), None], [*in_content(document.containers), False]
    around = [marks[block.container] for block in document.blocks]
    places = [
        _place(block, landmark, inside=roots[block.container], linked=linked)
        for block, landmark, linked in zip(document.blocks, around, _linked(document), strict=True)
    ]
    sure = scores(features(document), network()).tolist()
    enough = _enough(
        [
            (score, len(block.text))
            for block, place, rule, score in zip(document.blocks, places, fixed, sure, strict=True)
            if place in _OPEN and rule is None
        ],
        sum(block.hidden is not None for block in document.blocks),
    )
    steady = [STEADY * ((block.text in known.boilerplate) - (block.text in known.content)) for block in document.blocks]
    rules = []
    for block, rule, place, landmark, score, more in zip(
        document.blocks, fixed, places, around, sure, steady, strict=True
    ):
        if rule is None and block.text in known.template and block.hidden is None:
            rules.append(_TEMPLATE)
        else:
            rules.append(rule or (_NETWORK if score >= enough[place] + more else _boilerplate(block, landmark)))
    for at in _over_lists(document, rules):
        if sure[at] >= OVER_LIST + steady[at]:
            rules[at] = _NETWORK
    for at in _bare(document, rules):
        if sure[at] < BARE:
            rules[at] = _boilerplate(document.blocks[at], around[at])
    return rules


def _over_lists(document: Document, rules: Sequence[str]) -> list[int]:
    """The headings and lines of boilerplate with a list or table of content right under them.

    A ``header`` outside of `main` may be the page's banner or the head of one section of it.
    """
    shown = [at for at, block in enumerate(document.blocks) if block.hidden is None and block.text]
    found, leads = [], set[int]()
    for at, below in reversed([*pairwise(shown)]):
        block, item = document.blocks[at], document.blocks[below]
        introduced = below in leads or (rules[below] in _CONTENT and item.kind in _LISTED)
        if introduced and (block.kind in _LEADS or (block.kind == "paragraph" and _beside(document, block, item))):
            leads.add(at)
            if rules[at] in {_TEXT, _LINKS, _BANNER}:
                found.append(at)
    return found


def _beside(document: Document, block: Block, item: Block) -> bool:
    """Whether a line that is no link stands in the same element as the list after it."""
    around, listed, outer = (
        document.containers[place].parent if place >= 0 else -1
        for place in (block.container, item.container, document.containers[item.container].parent)
    )
    return item.kind in _LISTED and around in {listed, outer} and not _is_linked(block)


def _bare(document: Document, rules: Sequence[str]) -> list[int]:
    """The headings of content under which there is boilerplate and nothing else; none if nothing else is content."""
    shown = [at for at, block in enumerate(document.blocks) if block.hidden is None and block.text]
    blocks = [document.blocks[at] for at in shown]
    paths = sections(blocks, document.containers)
    texts = [
        (path, rules[at] in _CONTENT)
        for at, block, path in zip(shown, blocks, paths, strict=True)
        if block.kind not in _TEXTLESS
    ]
    if not any(content for _, content in texts):
        return []
    filled: dict[tuple[str, ...], bool] = {}
    for path, content in texts:
        for depth in range(1, len(path) + 1):
            filled[path[:depth]] = filled.get(path[:depth], False) or content
    return [
        at
        for at, block, path in zip(shown, blocks, paths, strict=True)
        if block.kind == "heading" and rules[at] == _NETWORK and filled.get((*path[: DEEPEST - 1], block.text)) is False
    ]


def _linked(document: Document) -> list[bool]:
    """For each block whether it is mostly link, or text of a list item whose heading is: a teaser."""
    items: list[int] = []
    for at, container in enumerate(document.containers):
        items.append(at if container.tag == "li" else items[container.parent] if container.parent >= 0 else -1)
    items.append(-1)
    linked, teaser = [], -1
    for block in document.blocks:
        item = items[block.container]
        linked.append(_is_linked(block) or 0 <= item == teaser)
        if block.kind == "heading" and item >= 0:
            teaser = item if linked[-1] else -1
    return linked


def _place(block: Block, landmark: str | None, *, inside: bool, linked: bool) -> str:
    if block.hidden is not None:
        if linked or landmark or block.kind not in _LISTED:
            return "hidden"
        return "hidden list in main" if inside else "hidden list"
    if block.kind == "control":
        return "control"
    if landmark:
        return "landmark"
    if block.kind != "bullet" and block.kind not in _WORDLESS:
        return "linked text" if linked else "text"
    item = "row" if block.kind in _WORDLESS else "link" if linked else "bullet"
    return f"{item} in main" if inside else item


def _enough(texts: Sequence[tuple[float, int]], hidden: int) -> dict[str, float]:
    """`ENOUGH` for a page, given the scores and lengths of all text that is shown outside landmarks.

    Of that text the likeliest is content, however unlikely. ``hidden`` is the number of hidden blocks: a page of many
    is not small.
    """
    if not texts:
        return ENOUGH
    ranked = sorted(texts, reverse=True)
    lengths = list(accumulate(length for _, length in ranked))
    best = ranked[bisect_left(lengths, BEST * lengths[-1])][0]
    lenient = LENIENT * max(FEW - len(texts) - hidden, 0) / FEW
    allowed = min(YIELDING * max(SURE - best, 0.0), ENOUGH["text"] - HOPELESS) + lenient
    allowed = max(allowed, ENOUGH["text"] - ranked[0][0])
    withheld = (1 - LENIENT_LINKS) * lenient
    return (
        ENOUGH
        | {place: ENOUGH[place] - allowed for place in _OPEN}
        | {place: ENOUGH[place] - allowed + withheld for place in _LINKED}
        | {"hidden": ENOUGH["hidden"] + lenient}
    )


def _boilerplate(block: Block, landmark: str | None) -> str:
    """Why a block is no content, as far as a person can see it."""
    if block.hidden is not None:
        return f"hidden:{block.hidden}"
    if block.kind == "control":
        return _CONTROL
    return landmark or (_LINKS if _is_linked(block) else _TEXT)


def _is_linked(block: Block) -> bool:
    return 2 * sum([link.end - link.start for link in block.links]) > len(block.text)
