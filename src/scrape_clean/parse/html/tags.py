"""What the tags mean: which stand on lines of their own, and what kind of block their text is.

Source: the HTML standard, section 15.3 (rendering), for the display of each element.
"""

from scrape_clean.model import BlockKind
from scrape_clean.parse.html.events import Attributes

__all__ = [
    "BLOCKS",
    "COMPLEX",
    "HEADINGS",
    "INLINE_IN_TITLES",
    "KINDS",
    "LISTS",
    "LITERAL",
    "PREFORMATTED",
    "STRIKING",
    "TITLES",
    "acting_tag",
]

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})
PREFORMATTED = frozenset({"pre", "listing", "plaintext", "xmp"})

KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(HEADINGS, "heading"),
    **dict.fromkeys(PREFORMATTED, "preformatted"),
    "li": "bullet",
    "dt": "term",
    "dd": "definition",
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
    "legend": "caption",
    "summary": "summary",
    "address": "address",
    "button": "control",
    "option": "control",
    "label": "control",
    "textarea": "control",
    "select": "control",
    "datalist": "control",
    **dict.fromkeys(LISTS, "paragraph"),
}
"""The kind of the text of an element that sets one; all others go on with the kind around them."""

BLOCKS = frozenset(KINDS) | {
    *("html", "body", "center", "dialog", "div", "details", "fieldset", "figure", "footer", "form", "frame"),
    *("frameset", "header", "hgroup", "hr", "main", "nav", "noscript", "noframes", "optgroup", "p", "search"),
    *("section", "article", "aside", "slot", "table", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th"),
}
"""Elements that begin and end a line; the form controls among them are so for their kind, not for their display."""

TITLES = frozenset({"heading", "term", "summary"})
"""Kinds in which a button is the way to unfold what follows, as in an accordion, and its text the title's."""
INLINE_IN_TITLES = frozenset({"button", "label", "div", "header", "hgroup", "center"})
"""Blocks that leave a title in one piece."""

COMPLEX = LISTS | PREFORMATTED | frozenset(HEADINGS) | {"table", "blockquote", "figure", "article", "section", "hr"}
"""What no cell of a plain data table holds."""

LITERAL = frozenset({"code", "kbd", "samp"})
"""What is quoted to the letter: no character in it is a list's."""
STRIKING = frozenset({"s", "strike", "del"})
"""What is said no longer, and shown struck through."""
_ROLES = {"heading": "heading", "list": "ul", "listitem": "li"}
"""ARIA roles that make of any neutral element what a tag would (WAI-ARIA 1.2, section 5.4)."""
_ROLELESS = frozenset(KINDS) | {"table", "tr", "td", "th", "br", "base"}
"""Tags that no role makes another of."""


def acting_tag(tag: str, attributes: Attributes) -> str:
    """The tag that a role makes of a neutral element."""
    role = attributes.get("role")
    if not role or tag in _ROLELESS:
        return tag
    return _ROLES.get(role.strip().lower(), tag)
