"""Whether the words after what looks like a marker make the line an item, or the marker a part of the sentence."""

import re

from scrape_clean.parse.cues import (
    JOINING,
    SAYING,
    is_verb,
    starts_with_degrees,
    starts_with_month,
    starts_with_unit,
)
from scrape_clean.parse.glyphs import GlyphKind

__all__ = ["is_bullet_item", "is_number", "is_ordinal_item", "is_titled", "opening_of"]

_SUBLETTERS = "abcdefghijklmnopqrstuvwxyz"
_NAME = re.compile(r"((?:[^\W\d_][^\W\d_'’-]*\s+){1,4})([^\W\d_]+)|[^\W\d_'’-]+(?:,|\s\(|['’]s\b)")
_ABBREVIATED = re.compile(r"[^\W\d_]{1,4}\.(?:\s|$|[^\W_])")
_NUMERAL_AND_COMMA = re.compile(r"(?:\d{1,2}|[^\W\d_]{1,2})[、，]|\d{1,2}号")
_NUMERIC = re.compile(r"[\d\s.,%‰€$£°+()/–-]*")


def is_number(text: str) -> bool:
    """Whether a text is figures and no words."""
    return _NUMERIC.fullmatch(text) is not None


def opening_of(text: str) -> str:
    """What the first character, quotes and brackets aside, is: upper, lower, uncased, digit or other."""
    first = text.lstrip("\"'“”„‘’«»‹›([（「『《*_¿¡")[:1] if text else ""
    if not first:
        return "other"
    if first.isdecimal():
        return "digit"
    if not first.isalpha():
        return "uncased" if "\u2e80" <= first <= "\u2fdf" else "other"  # radicals: ideographs, as PDFs have them
    return "upper" if first.isupper() or first.istitle() else "lower" if first.islower() else "uncased"


LONGEST_FRAMED = 60
"""Characters of a page number or title with the frame round it."""


def is_ordinal_item(token: str, mark: str, rest: str) -> bool:
    """Whether what follows an ordinal lets it be one."""
    opening = opening_of(rest)
    if token[0].isdecimal():
        return _plausible_number(token, mark, rest, opening)
    if mark == "、":
        return token.isascii() or _NUMERAL_AND_COMMA.match(rest) is None
    if mark in ("/", "°", "º", "ª") or (mark in (":", "：") and len(token) == 1 and token.isascii()):
        return False
    cased = token[0].lower() != token[0].upper()
    if mark == "-":
        return not cased or (len(token) == 1 and token.islower() and opening == "upper")
    if mark not in (".", "．") or not cased or len(token) > 1:
        return True
    return _plausible_letter(token, rest, opening)


def _plausible_number(token: str, mark: str, rest: str, opening: str) -> bool:
    if len(token.rstrip(_SUBLETTERS)) > 3:
        return False
    if mark == "、":
        return _NUMERAL_AND_COMMA.match(rest) is None
    if mark in (":", "：", "/", ")") and opening == "digit" and is_number(rest[:40]):
        return False
    if mark in (":", "/") and opening == "digit":
        return False
    if mark in ("°", "º", "ª"):
        return opening in ("upper", "uncased") and not starts_with_unit(rest) and not rest.startswith(("Cel", "Fahr"))
    if mark == "-" or (mark == "." and rest[:4].islower()):
        joined = JOINING.match(rest)
        if joined is not None and (mark == "-" or rest[joined.end() :].lstrip()[:1].isdecimal()):
            return False
    if mark == "-":
        return opening in ("upper", "lower", "uncased")
    return not (mark == "." and int(token.rstrip(_SUBLETTERS)) <= 31 and starts_with_month(rest))


def _plausible_letter(token: str, rest: str, opening: str) -> bool:
    """Whether one letter and a full stop are an ordinal, and neither an initial nor an abbreviation.

    A line by itself can only be believed near the start of the alphabet: a list does not begin with "M.".
    """
    folded = token.casefold()
    late = token.isascii() and not ("a" <= folded <= "h" or folded in "ivx")
    if late or _ABBREVIATED.match(rest) or (opening == "digit" and folded not in ("a", "b", "i")):
        return False
    if token.islower():
        return opening != "digit" or folded == "a"
    if opening == "lower":
        return False
    name = _NAME.match(rest)
    if opening != "upper" or name is None:
        return True
    if name[2] is None:
        return False
    words = name[0].split()
    following = next((i for i, word in enumerate(words) if word[:1].islower()), len(words))
    return following == len(words) or following == 0 or not _tells_name(words, following)


def _tells_name(words: list[str], following: int) -> bool:
    """Whether the first word in lower case after words in capitals makes a person of them."""
    word, name = words[following], words[following - 1]
    if word.endswith("ed") and (name.endswith(("s", "ing", "tion", "ment")) or following > 2):
        return False  # "A. Courses offered in ...": a participle, not a deed
    if word in ("and", "et", "und", "y", "e", "i", "и"):
        return False
    return is_verb(word)


def is_titled(rest: str) -> bool:
    """Whether a title follows, and not the rest of a citation: an acronym ("BGB"), "Abs. 2", a word in lower case."""
    first = rest.split(None, 1)[0] if rest else ""
    letters = [c for c in first if c.isalpha()]
    citation = sum(c.isupper() for c in letters) >= 2 or _ABBREVIATED.match(rest) is not None
    return opening_of(rest) in ("upper", "uncased") and not citation and not starts_with_month(rest)


def is_bullet_item(kind: GlyphKind, text: str, rest: str, line: str) -> bool:
    """Whether what follows a bullet is an item: no sign of a number, no frame round a title, no speech."""
    if text[0] in "+>~" and (rest[:1].isdecimal() or (text[0] == ">" and opening_of(rest) == "lower")):
        return False
    closed = text[0] in "*-–—" and line.rstrip().endswith((f" {text}", text * 2 if len(text) == 1 else text))
    if closed and len(line) <= LONGEST_FRAMED:
        return False  # framed: "- 12 -", "*** News ***"; a long sentence that breaks off with a dash is an item
    if kind != "dash":
        return True
    closing = rest.find(")")
    unopened = closing > 3 and "(" not in rest[:closing] and rest[closing - 1].isalnum() and " " in rest[:closing]
    if starts_with_degrees(rest) or is_number(rest) or (unopened and closing < 20):
        return False
    return text in ("-", "--", "---") or SAYING.search(line) is None
