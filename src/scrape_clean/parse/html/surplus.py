"""Bounds on attributes and on open formatting elements, for pages made to be slow; as ``depth`` bounds nesting.

Both are far beyond what any author writes, and what goes is no text.
"""

import re

from scrape_clean.parse.html.depth import MAX_DEPTH, count_tags, limit_depth, without_deep

__all__ = ["MAX_ATTRIBUTES", "bound", "limit_attributes", "limit_formatting"]

_ORDINARY = 4_000
"""Pages with fewer tags can neither nest too deep nor multiply."""

MAX_ATTRIBUTES = 1000
"""Of one tag: each new one is compared with all before it."""
_STRETCH = 16_384
"""In bytes; fewer hold too few attributes to take long."""
_ATTRIBUTE = rb"(?>[\s/]*+[^\s/<>=][^\s/<>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s<>\"'][^\s<>]*+)?)?)"
_MANY = rb"<[a-zA-Z][^\s/<>]*+(?>%b{%d})" % (_ATTRIBUTE, MAX_ATTRIBUTES)
_OVERFULL = re.compile(_MANY)
_SURPLUS = re.compile(
    rb"<!--.*?(?:-->|\Z)|<(?i:(?P<raw>script|style)\b.*?(?:</(?P=raw)|\Z))|(?P<kept>%b)%b++" % (_MANY, _ATTRIBUTE),
    re.DOTALL,
)
"""What is no markup is passed over: ``a<b`` in a script begins no tag."""

_MAX_REOPENED = 1_000_000
"""Elements that a page may have opened anew: so many take some 1.3 s and 350 MB, ten times as many 20 s and 3.6 GB."""
_LEAST = 8
"""So many may always be open."""
_NAMES = rb"(?i:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])"
"""Case is ignored here only: `re` looks for the ``<`` before it fastest where it does not have to."""
_FORMATTING = re.compile(rb"<(/?)%b[^<>]*>" % _NAMES)
# Most tags are ruled out by their first letter.
_STARTS = re.compile(rb"<(?=[bceifnstuBCEIFNSTU])%b" % _NAMES)


def bound(markup: bytes) -> bytes:
    """Take off what would make a reader slow; ordinary markup is left as it is."""
    markup = limit_attributes(markup)
    tags = count_tags(markup)
    if tags > MAX_DEPTH:
        markup = limit_depth(markup)
    return limit_formatting(markup) if tags > _ORDINARY else markup


def limit_attributes(markup: bytes) -> bytes:
    """Take off the attributes beyond the first thousand of a tag; linear time.

    Only looked for in long stretches without anything that could end a tag.
    """
    place = 0
    while place + _STRETCH <= len(markup):
        last = markup.rfind(b">", place, place + _STRETCH)
        if last < 0:
            last = markup.find(b">", place + _STRETCH)
            last = len(markup) if last < 0 else last
            if _OVERFULL.search(markup, place, last):
                return _SURPLUS.sub(_keep, markup)
        place = last + 1
    return markup


def _keep(match: re.Match[bytes]) -> bytes:
    return match["kept"] or match[0]


def limit_formatting(markup: bytes) -> bytes:
    """Take off tags such as ``<b>`` if many that are never closed meet many tags; the text in them stays. Linear time.

    At each paragraph the HTML standard opens anew all formatting elements that the one before left open, which takes
    time and memory in proportion to their product. Links are left alone: a link closes the one before it.
    """
    tags = count_tags(markup)
    if len(_STARTS.findall(markup)) <= max(_MAX_REOPENED // max(tags, 1), _LEAST):
        return markup
    starts = tags - markup.count(b"</")
    most = max(_MAX_REOPENED // max(starts, 1), _LEAST)
    return without_deep(markup, _FORMATTING.finditer(markup), most)
