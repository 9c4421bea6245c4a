"""Which blocks are content, and which rule says so."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scrape_clean.choices import heed
from scrape_clean.label.alike import ALIKE, ITEMS, LACKING, Groups, alike, evened, lists, rest_of_most
from scrape_clean.label.asides import of_the_text
from scrape_clean.label.bounds import BETWEEN, ENOUGH, bounds
from scrape_clean.label.consent import CONSENT, consent_notices
from scrape_clean.label.contents import contents
from scrape_clean.label.features import features
from scrape_clean.label.introductions import (
    BARE,
    OVER_CONTENT,
    OVER_LIST,
    bare_headings,
    outlined,
    over_content,
    over_lists,
)
from scrape_clean.label.known import Known
from scrape_clean.label.landmarks import landmarks
from scrape_clean.label.network import network, scores
from scrape_clean.label.places import FORM, OPEN, TEXT, TRAIL, WORDLESS, is_linked, places_of
from scrape_clean.label.running import among_content
from scrape_clean.label.skeleton import Skeleton
from scrape_clean.model import HTML_TYPES, Block, Document, LabelledBlock

__all__ = ["label", "unseen"]

_METADATA, _NO_WORD, _CONTROL, _TEXT, _LINKS = "metadata", "no-word", "control", "text", "links"
_BODY, _NETWORK, _ONLY_TEXT, _TEMPLATE = "body", "network", "only-text", "template"
_CONTENT = frozenset({_BODY, _NETWORK, _ONLY_TEXT})
_DECIDED = frozenset({_TEMPLATE, _METADATA, _NO_WORD})
_OVERRULED = frozenset({_TEXT, _LINKS, "landmark:banner"})
"""Rules of boilerplate that yield to what stands under the block; a `header` may be that of a section."""
_FIGURES = re.compile(r"\d+")
STEADY = 1.5
"""So much more must speak for another label than the block, or one that differs in figures, had the night before."""


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
        ``consent`` for a notice that asks for it, ``control``, ``form`` for lists in a form, ``links`` for blocks that
        are mostly links, or ``text``. In other formats than HTML the rule for content is ``body``. A page without any
        other text than such is content
        throughout (``only-text``): a menu in the output is a nuisance, a page lost without a word is a fault.
    """
    fixed = [_fixed(block) for block in document.blocks]
    if document.media_type in HTML_TYPES and document.containers:
        rules = _judged(document, fixed, known)
    else:
        rules = [rule or _BODY for rule in fixed]
    if _CONTENT.isdisjoint(rules):
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
    text = block.text
    if not text or not (text[0].isalnum() or block.kind in WORDLESS or any(map(str.isalnum, text))):
        return f"hidden:{block.hidden}" if block.hidden else _NO_WORD
    return None


class _Seen(NamedTuple):
    """What is known of each block of a page before its neighbours are asked."""

    document: Document
    skeleton: Skeleton
    links: list[bool]
    """Whether each block is mostly link."""
    designs: Groups
    places: list[str]
    sure: list[float]
    """What speaks for each block, less what it needs because it was something else the night before."""
    enough: dict[str, float]
    reasons: list[str]
    """The rule of each block if it is no content."""


def _judged(document: Document, fixed: Sequence[str | None], known: Known) -> list[str]:
    """The rules of a page whose blocks stand in elements."""
    links = [is_linked(block) for block in document.blocks]
    around = _landmarks_around(document, links)
    places = places_of(document, around, links)
    page = features(document)
    designs = alike(document, page.kind, links)
    sure = evened(designs, scores(page, network()).tolist())
    enough = bounds(
        [
            (score, len(block.text))
            for block, place, rule, score in zip(document.blocks, places, fixed, sure, strict=True)
            if place in OPEN and rule is None
        ],
        sum(block.hidden is not None for block in document.blocks),
    )
    reasons = [
        _boilerplate(block, landmark, place, linked=linked)
        for block, landmark, place, linked in zip(document.blocks, around, places, links, strict=True)
    ]
    seen = _Seen(document, page.skeleton, links, designs, places, sure, enough, reasons)
    if _nothing_was_left_out(known) and _CONTENT.isdisjoint(rules := _decided(seen, fixed, known)):
        return rules  # nothing passes, as the night before, when all was content for that reason
    steady = [score - more for score, more in zip(sure, _steady(document, known), strict=True)]
    return _decided(seen._replace(sure=steady), fixed, known)


def _decided(seen: _Seen, fixed: Sequence[str | None], known: Known) -> list[str]:
    """The rules by what speaks for each block, and by what stands around it."""
    blocks = seen.document.blocks
    rules = []
    for block, rule, reason, place, score in zip(blocks, fixed, seen.reasons, seen.places, seen.sure, strict=True):
        if rule is None and block.text in known.template and block.hidden is None:
            rules.append(_TEMPLATE)
        else:
            rules.append(rule or (_NETWORK if score >= seen.enough[place] else reason))
    _ask_neighbours(seen, rules)
    return _wherever_it_stands(blocks, rules, seen.sure)


def _nothing_was_left_out(known: Known) -> bool:
    return bool(known.content) and not any(any(map(str.isalnum, text)) for text in known.boilerplate | known.both)


def _ask_neighbours(seen: _Seen, rules: list[str]) -> None:
    """Change the rules of blocks that are what stands around them."""
    document, places, sure, enough = seen.document, seen.places, seen.sure, seen.enough
    content = [rule in _CONTENT for rule in rules]
    free = [place in OPEN and rule not in _DECIDED for place, rule in zip(places, rules, strict=True)]

    def take(found: Iterable[int]) -> None:
        for at in found:
            rules[at], content[at] = _NETWORK, True

    take(rest_of_most(lists(document, places, seen.links), content, ITEMS, [rule not in _DECIDED for rule in rules]))
    few = rest_of_most(seen.designs, content, ALIKE, free)
    take(at for at in few if sure[at] >= enough[places[at]] - LACKING)
    likely = [
        one and place == TEXT and score >= enough[BETWEEN] for one, place, score in zip(free, places, sure, strict=True)
    ]
    speaking = [score if one else None for one, score in zip(free, sure, strict=True)]
    take(among_content(document.blocks, seen.skeleton, content, speaking, likely))
    take(at for at in over_lists(document, seen.skeleton, content) if rules[at] in _OVERRULED and sure[at] >= OVER_LIST)
    outline = outlined(document)
    take(at for at in over_content(outline, content) if free[at] and sure[at] >= OVER_CONTENT)

    def leave(found: Iterable[int]) -> None:
        for at in found:
            rules[at], content[at] = seen.reasons[at], False

    def bare() -> list[int]:
        return [at for at in bare_headings(outline, content) if sure[at] < enough["heading"] + BARE]

    leave(bare())
    if entries := contents(document, content):
        over_entries = bare_headings(outline, [at not in entries for at in range(len(content))])  # "On this page"
        leave(at for at in (*entries, *over_entries) if content[at])
        leave(bare())


def _landmarks_around(document: Document, links: Sequence[bool]) -> list[str | None]:
    """For each block the landmark that is no content, or the notice, that it stands in."""
    around = landmarks(document.containers)
    if text := of_the_text(document, links, around):
        around = landmarks(document.containers, text)
    found = zip(around, consent_notices(document), strict=True)
    marks = [*(mark or (CONSENT if is_notice else None) for mark, is_notice in found), None]
    return [marks[block.container] for block in document.blocks]


def _wherever_it_stands(blocks: Sequence[Block], rules: list[str], sure: Sequence[float]) -> list[str]:
    """Where nothing passed, what is likely does: it may stand in a header that is never closed, or an aside."""
    if not _CONTENT.isdisjoint(rules):
        return rules
    return [
        _NETWORK if score >= ENOUGH[TEXT] and block.hidden is None and rule not in _DECIDED else rule
        for block, rule, score in zip(blocks, rules, sure, strict=True)
    ]


def _steady(document: Document, known: Known) -> list[float]:
    """How much more each block needs for the label it had the night before."""
    if not (known.boilerplate or known.content or known.hidden or known.between):
        return [0.0] * len(document.blocks)
    near = Known(
        content=frozenset(map(_without_figures, known.content)),
        headings=frozenset(map(_without_figures, known.headings))
        - frozenset(map(_without_figures, known.content - known.headings)),
        boilerplate=frozenset(map(_without_figures, known.boilerplate)),
        hidden=frozenset(map(_without_figures, known.hidden)),
    )
    stood = known.content | known.boilerplate | known.hidden | known.both
    texts = ["", *(block.text for block in document.blocks), ""]
    return [
        STEADY
        * (
            _leaning(block, block.text, known)
            if block.text in stood
            else _leaning(block, _without_figures(block.text), near) or -((before, after) in known.between)
        )
        for before, block, after in zip(texts, document.blocks, texts[2:], strict=False)
    ]


def _leaning(block: Block, text: str, known: Known) -> int:
    """Whether a text was boilerplate the night before (1) or content (-1); 0 where nothing, or both, is known."""
    entry = text in known.headings and block.kind != "heading" and is_linked(block)
    dropped = text in known.boilerplate or (block.hidden is not None and text in known.hidden)
    return dropped - (text in known.content and not entry)


def _without_figures(text: str) -> str:
    """The same for a line in which a price or a year was edited."""
    return _FIGURES.sub("0", text)


def _boilerplate(block: Block, landmark: str | None, place: str, *, linked: bool) -> str:
    """Why a block is no content, as far as a person can see it."""
    if block.hidden is not None:
        return f"hidden:{block.hidden}"
    if block.kind == "control":
        return _CONTROL
    if landmark is None and place == FORM:
        return FORM
    return landmark or (_LINKS if linked or place == TRAIL else _TEXT)
