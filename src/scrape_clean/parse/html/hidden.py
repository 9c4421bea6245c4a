"""The rules by which an element is no part of what a page shows, each with its name.

By all but one a browser does not show it. ``aria-hidden`` keeps it from screen readers alone: a browser shows it, but
its author says that it says nothing, as an icon does, or twice what is said beside it. A ``figcaption`` that bears it
is shown all the same: what it says twice is the picture's ``alt`` (so pandoc writes it), which is not read.
"""

import re

from scrape_clean.parse.html.events import Attributes
from scrape_clean.parse.selectors import CHOICE

__all__ = ["HIDING", "MAYBE_HIDDEN", "hidden_rule", "is_struck"]

# Left out by the user agent's style sheet, or shown only by browsers that lack what the element does.
_TAGS = {
    tag: tag
    for tag in ("noscript", "noframes", "noembed", "iframe", "datalist", "audio", "video", "canvas", "annotation")
} | {"annotation-xml": "annotation"}
_SVG = frozenset({"title", "desc", "metadata", "defs"})
MAYBE_HIDDEN = frozenset(_TAGS) | _SVG | {"template", "dialog"}
"""The tags that are ever hidden, or are a title, without any attribute."""

HIDING = frozenset({"hidden", "style", "aria-hidden", "popover", CHOICE})
"""The attributes that may hide an element, the user's choice among them."""

_DISPLAY_NONE = re.compile(r"(?:^|;)\s*display\s*:\s*none(?![\w-])")
_STREAMED = re.compile(r"[\w-]{0,40}S:[0-9a-f]+", re.IGNORECASE)
"""The id of a part that React's server rendering sends after the page around it, hidden until a script has moved it to
its place (``<div hidden id="S:0">``, with ``<template id="B:0">`` there)."""
_VISIBILITY_HIDDEN = re.compile(r"(?:^|;)\s*visibility\s*:\s*(?:hidden|collapse)(?![\w-])")

_STRUCK = re.compile(r"(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*\bline-through\b")


def is_struck(attributes: Attributes) -> bool:
    """Whether an element's own style strikes its text through."""
    style = attributes.get("style")
    return style is not None and _STRUCK.search(style.lower()) is not None


def hidden_rule(tag: str, attributes: Attributes, *, in_svg: bool) -> str | None:
    """The name of the rule that hides an element and all in it, or None.

    ``hidden=until-found`` and closed ``details`` hide nothing: a browser's own search finds and opens them. Nor are
    parts of a page that were sent later hidden, a template with a shadow root mode, shown in its host's place, or a
    frame that brings its own page (``srcdoc``).
    """
    if in_svg and tag in _SVG:
        return f"svg-{tag}"
    if tag == "template":
        return None if "shadowrootmode" in attributes else "template"
    if tag == "dialog" and "open" not in attributes:
        return "dialog"
    rule = None if tag == "iframe" and attributes.get("srcdoc") else _TAGS.get(tag)
    return rule or (_by_attributes(tag, attributes) if attributes else None)


def _is_shown_later(attributes: Attributes) -> bool:
    """Whether ``hidden`` hides nothing for good: a search unfolds it, or it is a part of the page sent later."""
    if (attributes["hidden"] or "").strip().lower() == "until-found":
        return True
    return _STREAMED.fullmatch(attributes.get("id") or "") is not None


def _by_attributes(tag: str, attributes: Attributes) -> str | None:
    if "hidden" in attributes and not _is_shown_later(attributes):
        return "hidden"
    if style := (attributes.get("style") or "").lower():
        if "none" in style and _DISPLAY_NONE.search(style):
            return "display-none"
        if ("hidden" in style or "collapse" in style) and _VISIBILITY_HIDDEN.search(style):
            return "visibility-hidden"
    if tag != "figcaption" and (attributes.get("aria-hidden") or "").strip().lower() == "true":
        return "aria-hidden"
    return "popover" if "popover" in attributes else None
