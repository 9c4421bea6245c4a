"""The ordinals of list items, as a browser shows them (HTML, sections 4.4.5 to 4.4.8 and 15.3.7)."""

import re

from scrape_clean.parse.html.events import Attributes

__all__ = ["Numbering", "ordinal"]

_INTEGER = re.compile(r"[ \t\n\f\r]*([+-]?[0-9]{1,9})(?![0-9])")
_LIST_STYLE = re.compile(r"(?:^|;)\s*list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_TYPES = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


class Numbering:
    """The counter of one numbered list."""

    __slots__ = ("next", "step", "type")

    def __init__(self, attributes: Attributes) -> None:
        """Begin where the list says that it begins."""
        self.step = -1 if "reversed" in attributes else 1
        self.type = _type(attributes)
        start = _integer(attributes.get("start"))
        self.next = 1 if start is None else start

    def number(self, attributes: Attributes) -> str:
        """The marker of the next item, given its own attributes."""
        value = _integer(attributes.get("value"))
        current = self.next if value is None else value
        self.next = current + self.step
        return ordinal(current, _type(attributes) or self.type) + "."


def ordinal(number: int, kind: str) -> str:
    """A number in digits, letters (kind ``a`` or ``A``) or Roman numerals (``i`` or ``I``, up to 3999)."""
    written = ""
    if kind in ("a", "A"):
        rest = number
        while rest > 0:
            rest, letter = divmod(rest - 1, 26)
            written = chr(97 + letter) + written
    elif kind in ("i", "I") and 0 < number < 4000:
        rest = number
        for size, numeral in _ROMAN:
            count, rest = divmod(rest, size)
            written += numeral * count
    if not written:
        return str(number)
    return written.upper() if kind.isupper() else written


def _type(attributes: Attributes) -> str:
    kind = (attributes.get("type") or "").strip()
    if kind in ("1", "a", "A", "i", "I"):
        return kind
    style = _LIST_STYLE.search(attributes.get("style") or "")
    return _TYPES.get(style[1].lower(), "") if style else ""


def _integer(written: str | None) -> int | None:
    match = _INTEGER.match(written or "")
    return int(match[1]) if match else None
