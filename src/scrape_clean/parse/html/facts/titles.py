"""What a page is called, without the name of its site: the declared titles against the headings that it shows."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from scrape_clean.model import Fact

__all__ = ["choose_title"]

_PARTING: Final = re.compile(r"\s+[|/~:»«·•–—-]+\s+|\s*[|»·]\s*|:\s+")
_ANCHOR: Final = re.compile(r"(?<![\s#¶§\u200b])[\s#¶§\u200b]+$")
"""What documentation puts behind a heading, to link to it."""


def choose_title(
    declared: Iterable[Fact], element: str | None, headings: Sequence[str], site_name: str | None
) -> Fact | None:
    """The title that two places of the page agree on, else the first one.

    Args:
        declared: Titles from the page's marks, the most believed first.
        element: The text of its ``title`` element, which as a rule holds the site's name too.
        headings: Its visible headings of the first level.
        site_name: The site's name, if it is known; it is no page's title.

    Returns:
        In this order: a declared title that also is a heading; a heading with which a title begins, before a separator;
        the first declared title; the ``title`` element; the first heading. The site's name after a separator goes.
    """
    site = _key(site_name or "")
    shown = {key: text for text in reversed(headings) if (key := _key(text)) and key != site}
    titles = [fact for fact in declared if _key(fact.value) not in ("", site)]
    for fact in titles:
        if _key(fact.value) in shown:
            return fact
    whole = [*titles, *([Fact(element, "title")] if element else ())]
    for fact in whole:
        for key in sorted(shown, key=len, reverse=True):
            if _begins(shown[key], key, fact.value):
                return Fact(_ANCHOR.sub("", shown[key]), "h1")
    if whole:
        names = {site, *shown} - {""}
        return Fact(_without(whole[0].value, names), whole[0].origin)
    return next((Fact(_ANCHOR.sub("", text), "h1") for text in headings if _key(text) in shown), None)


def _key(text: str) -> str:
    """Letters and digits alone, in one case."""
    return "".join(filter(str.isalnum, text.casefold()))


def _begins(heading: str, key: str, title: str) -> bool:
    """Whether a title is a heading and then, behind something that is no word, more."""
    rest = title[len(_ANCHOR.sub("", heading)) :]
    return (
        _key(title[: len(title) - len(rest)]) == key
        and bool(rest.strip())
        and (not rest[0].isalnum() and not rest.strip()[0].isalnum())
    )


def _without(title: str, names: set[str]) -> str:
    """A title less its last or first part, where that is one of some names."""
    parts = list(_PARTING.finditer(title))
    if parts and _key(title[parts[-1].end() :]) in names:
        return title[: parts[-1].start()]
    if parts and _key(title[: parts[0].start()]) in names:
        return title[parts[0].end() :]
    return title
