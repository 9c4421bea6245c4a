"""The markers of numbered items, as a browser shows them.

HTML, sections 4.4.5 to 4.4.8 and 15.3.7; for strings CSS Lists 3, section 3.4, and CSS Syntax 3, section 4.3.7.
"""

import re

from scrape_clean.parse.html.events import Attributes

__all__ = ["Numbering", "css_string", "ordinal"]

_INTEGER = re.compile(r"[ \t\n\f\r]*([+-]?[0-9]{1,9})(?![0-9])")
_LIST_STYLE = re.compile(r"(?:^|;)\s*list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_STRING = re.compile(r"""(?:^|;)\s*list-style-type\s*:\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))")
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

    __slots__ = ("next", "step", "string", "type")

    def __init__(self, attributes: Attributes) -> None:
        """Begin where the list says that it begins."""
        self.step = -1 if "reversed" in attributes else 1
        self.type = _type(attributes)
        self.string = _string(attributes)
        start = _integer(attributes.get("start"))
        self.next = 1 if start is None else start

    def number(self, attributes: Attributes) -> str | None:
        """The marker of the next item, given its own attributes; None where a style sets an empty one."""
        value = _integer(attributes.get("value"))
        current = self.next if value is None else value
        self.next = current + self.step
        own = _string(attributes)
        string = self.string if own is None else own
        if string is not None:
            return string.strip() or None
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


def css_string(text: str) -> str:
    """A text as a string of CSS that no other property can be read out of."""
    return '"' + "".join([char if char.isalnum() else f"\\{ord(char):x} " for char in text]) + '"'


def _string(attributes: Attributes) -> str | None:
    """The marker that an element's own style spells out."""
    found = _STRING.search(attributes.get("style") or "")
    return _ESCAPE.sub(_unescape, found[1] or found[2] or "") if found else None


def _unescape(escape: re.Match[str]) -> str:
    code = int(escape[1], 16) if escape[1] else 0
    if not escape[1]:
        return escape[2]
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd"


def _type(attributes: Attributes) -> str:
    kind = (attributes.get("type") or "").strip()
    if kind in ("1", "a", "A", "i", "I"):
        return kind
    style = _LIST_STYLE.search(attributes.get("style") or "")
    return _TYPES.get(style[1].lower(), "") if style else ""


def _integer(written: str | None) -> int | None:
    match = _INTEGER.match(written or "")
    return int(match[1]) if match else None
