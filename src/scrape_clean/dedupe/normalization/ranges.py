"""Which dashes say "from - to": "Mo-Fr" is five days and "Mo, Fr" two. All others are punctuation.

What stands on both sides must be of one kind: numbers, weekdays, months, dates, Roman numerals, single letters, sizes.
Whether "Berlin-Paris" is a way or two towns cannot be told. Texts are canonical here, but for spaces and capitals.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import lru_cache

from scrape_clean.dedupe.normalization.dates import (
    UNSPACED,
    are_dates,
    are_names,
    begins_name,
    ends_name,
    may_be_in_date,
)
from scrape_clean.dedupe.normalization.terms import is_same_unit

__all__ = ["DASHES", "MAYBE_RANGE", "is_range", "ranges_in", "with_ranges"]

CONTEXT = 40
"""Characters looked at on each side of a dash."""
_QUOTES = "'\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb"
"""What may stand in front of a word behind a dash."""
_SPACES = re.compile(r"\s+")
_SPACE = r"[\t-\r\x1c-\x20]*"
MAYBE_RANGE = (
    rf"[A-Za-z.'%$]{_SPACE}-{{1,3}}{_SPACE}[0-9A-Za-z.'$+-]|[0-9]{_SPACE}-{{1,3}}{_SPACE}[A-Za-z.'$+-]"
    rf"|~|[0-9]-+(?:{_SPACE}$|[)\],;])"
)
"""What is found in all texts of ASCII in which a dash is to be written otherwise, and in some others."""

DASHES = "-~\u05be\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u223c\u2e3a\u2e3b\u301c\u3030\ufe58\ufe63\uff0d\uff5e"
"""Dashes and waves; in folded texts the first two and the tilde of mathematics are left of them."""
_DASH = re.compile(f"[{re.escape(DASHES)}]+")
_LONGEST_DASH = 3
"""Characters of a dash that is typed; longer ones are rules."""
_CHUNK = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|www\.|@")
_WORD = r"[^\s()\[\]{}/|:;,!?\"<>=]+"
_LAST = re.compile(_WORD + "$")
_FIRST = re.compile(_WORD)
_BETWEEN_WORDS = re.compile(r"[\s()\[\]{}/|:;,!?\"<>=]+")
_DASH_AND_NEXT = re.compile(rf"{_DASH.pattern}(?={_SPACE}({_WORD})|)")
_DIGIT = re.compile(r"[\d\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u2189]")
"""Fractions and raised digits, too: texts need not be canonical yet."""
_SIGNS = "%$\u00a2-\u00a5\u20a0-\u20cf\u00b0"
_IS_SIGN = re.compile(f"[{_SIGNS}+-]")
_DIGITS = r"(?:\d{4}-\d\d-\d\d|\d+(?:[.,:/']\d+)*)"
_LETTERS = r"[^\W\d_]"
_BEFORE = re.compile(
    rf"(?<![\d.,:/'])(?P<number>{_DIGITS})(?P<behind>\.?| ?[{_SIGNS}](?: ?[cf])?|{_LETTERS}{{1,4}}(?:\d\d)?"
    rf"| ?[ap]\.? ?m\.?| {_LETTERS}{{1,12}}\.?|(?: {UNSPACED}){{1,3}})$"
)
_DAY_PERIOD = "[\u5348\u65e9\u665a\u4e0a\u4e0b\u4e2d] ?[\u524d\u5f8c\u4e0a\u4e0b\u5348] ?|\uc624[\uc804\ud6c4] "
_BEHIND = re.compile(
    rf"(?P<front>[{_SIGNS}+-] ?|\u7b2c ?|{_DAY_PERIOD})?(?P<number>{_DIGITS})(?P<behind> ?[{_SIGNS}](?: ?[cf]\b)?"
    rf"|{_LETTERS}{{1,4}}(?!{_LETTERS})|\.| ?[ap]\.? ?m\b\.?| {_LETTERS}{{1,12}}(?!\w)\.?|)"
)
_HALF_OF_A_DAY = re.compile(r"[ap]\.? ?m\.?")
_OF_DATES = "\u5e74\u6708\u65e5\u65f6\u6642\u70b9\u9ede\u5206\u534a\u53f7\u865f\u5468\u9031\u671f"
"""Year, month, day, hour, minute, half, week, as they stand behind numbers in Chinese and Japanese."""
_ROMAN = re.compile(r"(?=.)m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_CENTURY = re.compile("(.{2,})(?:e|er|\u00e8|\u00e8me|eme)")
_SIZE = re.compile("x{0,4}[sl]|m|[2-5]xl")
_CODED = re.compile(rf"({_LETTERS}{{1,2}})\d{{1,3}}")
_LABELLED = re.compile(rf"({_LETTERS}{{2,}}) \d+$")
_LABEL = re.compile(rf"({_LETTERS}{{2,}}) \d")
_YEAR = re.compile(r"(?:^|[\s(\[])[12]\d{3}$")
_IS_YEAR = re.compile(r"[12]\d{3}")
_JOINED_BEFORE, _JOINED_BEHIND = re.compile(r"[\w)]-$"), re.compile(r"-\w")
_GROUP_BEFORE, _GROUP_BEHIND = re.compile(r"(?<![\d-])\d+\)? $"), re.compile(r" \d+(?![\d-])")
"""Beside a number: what makes it a part of a code, and of a telephone number."""
_DAYS = 31
_SHORT = 2
"""Digits of numbers that may stand in any order: "22-6" by the clock."""
_PHONE = 7
"""Digits of two numbers that are one of a telephone, unless they are round or years."""
_FIRST_LETTER_ALONE = "\u0e00"
"""From here on scripts have letters that are words."""


def _addresses_in(text: str) -> list[tuple[int, int]]:
    """Where web and mail addresses stand, in which a dash is a dash."""
    if "://" in text or "www." in text or "@" in text:
        return [match.span() for match in _CHUNK.finditer(text) if _ADDRESS.search(match[0]) is not None]
    return []


def ranges_in(text: str, canonical: Callable[[str], str]) -> Iterator[tuple[int, int]]:
    """Where dashes stand that say "from - to".

    Args:
        text: A text as it stands, or one that is folded.
        canonical: What makes its parts canonical.
    """
    addresses = None
    for match in _DASH_AND_NEXT.finditer(text):
        start, end = match.span()
        behind = match[1]
        # Most dashes have a word behind them that ends no range.
        if behind and behind[0].isalpha() and not (_follows_number(text, start) or _may_begin(canonical(behind))):
            continue
        before = text[max(start - CONTEXT, 0) : start].rstrip()
        if not before or end - start > _LONGEST_DASH or not _may_be_between(before, behind or "", canonical):
            continue
        addresses = _addresses_in(text) if addresses is None else addresses
        if (at := bisect_left(addresses, (start,)) - 1) >= 0 and start < addresses[at][1]:
            continue
        spaced = text[start - 1].isspace(), text[end : end + 1].isspace()
        left, right = canonical(before), canonical(text[end : end + CONTEXT])
        if is_range(" ".join(left.split()), " ".join(right.split()), spaced=spaced):
            yield start, end


def _follows_number(text: str, at: int) -> bool:
    last = text[at - 1 : at]
    return (text[max(at - CONTEXT, 0) : at].rstrip()[-1:] if last.isspace() else last).isnumeric()


def _may_be_between(before: str, behind: str, canonical: Callable[[str], str]) -> bool:
    """Whether a dash may say "from - to", as far as what stands before it and the next word tell."""
    if before[-1].isnumeric():
        return True
    if behind and not behind[0].isalpha() and _DIGIT.search(before) is not None:
        return True
    return behind.strip(_QUOTES)[:1].isalpha() and _may_end(canonical(before.rsplit(maxsplit=1)[-1]))


def with_ranges(text: str) -> str:
    """The folded text with each dash that says "from - to" written in one way.

    Between digits that is "-", which counts wherever it stands between digits; between all else it is " ~ ".
    """
    parts, done = list[str](), 0
    for start, end in ranges_in(text, str.lower):
        said, behind = text[done:start].rstrip(), _SPACES.match(text, end)
        number = said.rstrip(".")
        done = end if behind is None else behind.end()
        parts += (number, "-") if number[-1:].isdigit() and text[done : done + 1].isdigit() else (said, " ~ ")
    return "".join((*parts, text[done:])) if parts else text


@lru_cache(maxsize=1 << 14)
def _may_begin(chunk: str) -> bool:
    """Whether a canonical word behind a dash, and what is joined to it, may begin the end of a range."""
    word = _BETWEEN_WORDS.split(_DASH.split(chunk.lstrip(" .'"))[0])[0].rstrip(".'")
    return word[:1] >= _FIRST_LETTER_ALONE or begins_name(word) or _may_be_short(word)


@lru_cache(maxsize=1 << 14)
def _may_end(chunk: str) -> bool:
    """Whether a canonical word before a dash may end the beginning of a range, or belong to a date that does."""
    joined = _BETWEEN_WORDS.split(chunk.rstrip(" .'"))[-1].lstrip("-~.'")
    word = _DASH.split(joined)[-1].lstrip(".'")
    if joined[:1].isdigit() or not word.isalpha():
        return True
    return word[-1:] >= _FIRST_LETTER_ALONE or ends_name(word) or _may_be_short(word)


def _may_be_short(word: str) -> bool:
    return may_be_in_date(word) or _is_roman(word) or any(test.fullmatch(word) for test in (_CODED, _SIZE))


def is_range(left: str, right: str, *, spaced: tuple[bool, bool]) -> bool:
    """Whether a dash between two canonical texts says "from - to".

    Args:
        left: What stands before the dash.
        right: What stands behind it.
        spaced: Whether a space stands on each side.
    """
    if not left:
        return False
    if not right or (right[0] in ")],;" and not spaced[1]):
        return not spaced[0] and _YEAR.search(left) is not None
    other = _BEHIND.match(right)
    # Nothing with a space in it may stand behind a number and end with a digit.
    one = _BEFORE.search(left, left.rfind(" ") + 1 if "0" <= left[-1] <= "9" else 0) if other is not None else None
    if one is not None and other is not None and _numbers(one, other, spaced=any(spaced)):
        return True
    one, other = _LABELLED.search(left), _LABEL.match(right)
    if one is not None and other is not None and one[1] == other[1]:
        return True
    word, first = _LAST.search(left), _FIRST.match(right)
    if word is None or first is None:
        return False
    if _short_words(word[0].strip(".'"), first[0].strip(".'")):
        return True
    return are_names(left, right) or are_dates(left, right)


def _numbers(one: re.Match[str], other: re.Match[str], *, spaced: bool) -> bool:
    """Whether two numbers, with what stands beside them, are the ends of a range."""
    front, behind, end = other["front"] or "", one["behind"], other["behind"].strip(" .")
    unit = behind.strip(" .")
    if not behind:
        if not front:
            return _bare(one, other, spaced=spaced)
        sign, before = front.strip(), one.string[: one.start()].rstrip()
        return before.endswith(("+", "-") if sign in "+-" else sign) or _IS_SIGN.match(sign) is None
    if behind == ".":
        dotted = other["behind"] == "." and not front
        return dotted and one["number"].isdigit() and other["number"].isdigit() and _is_day(one) and _is_day(other)
    if _IS_SIGN.match(unit):
        return unit in (end, front.strip())
    if all(map(_HALF_OF_A_DAY.fullmatch, (unit, end))):
        return True
    if re.search(f"{UNSPACED}$", behind):
        counted = other.string[other.end("number") :].lstrip()[:1]
        return counted == behind[-1] or (counted != "" and behind[-1] in _OF_DATES and counted in _OF_DATES)
    if not behind.startswith(" "):
        return bool(end) and not other["behind"].startswith(" ") and end.isalpha()
    return unit == end or is_same_unit(unit, end)


def _is_day(number: re.Match[str]) -> bool:
    return int(number["number"]) <= _DAYS


def _bare(one: re.Match[str], other: re.Match[str], *, spaced: bool) -> bool:
    """Whether two numbers with nothing beside them are no parts of a telephone number, date or code."""
    a, b = one["number"], other["number"]
    before, after = one.string[: one.start()], other.string[other.end("number") :]
    if "-" in a + b:  # of ISO 8601
        return "-" in a and "-" in b
    if (before.endswith("-") and _JOINED_BEFORE.search(before)) or _JOINED_BEHIND.match(after):
        return False
    if not (a.isdigit() and b.isdigit()):
        return ":" in a + b or _rising(a, b)
    if len(a) <= _SHORT >= len(b):
        return not spaced or int(a) < int(b)
    if before.endswith("+") or _GROUP_BEHIND.match(after) or (before.endswith(" ") and _GROUP_BEFORE.search(before)):
        return False
    if a.startswith("0") or b.startswith("0"):
        return False
    round_or_years = (a[-1] == b[-1] == "0") or (
        _IS_YEAR.fullmatch(a) is not None and _IS_YEAR.fullmatch(b) is not None
    )
    return (len(a) + len(b) < _PHONE or round_or_years) and int(a) < int(a[: max(len(a) - len(b), 0)] + b)


def _rising(a: str, b: str) -> bool:
    """Whether the first of two decimals or grouped numbers is smaller; dates of three parts are taken to be so."""
    one, other = (re.split("[.,/']", number) for number in (a, b))
    if len(one) > 2 or len(other) > 2:
        return True
    return [int(part) for part in one] < [int(part) for part in other]


def _short_words(one: str, two: str) -> bool:
    """Whether two words are Roman numerals, single letters, sizes or numbers behind the same letter."""
    if one == two:
        return False
    if len(one) == len(two) == 1:
        return one.isalpha() and two.isalpha() and max(one, two) < _FIRST_LETTER_ALONE
    if (_is_roman(one) and _is_roman(two)) or (_SIZE.fullmatch(one) and _SIZE.fullmatch(two)):
        return True
    coded, decoded = _CODED.fullmatch(one), _CODED.fullmatch(two)
    return coded is not None and decoded is not None and coded[1] == decoded[1]


def _is_roman(word: str) -> bool:
    century = _CENTURY.fullmatch(word)
    return _ROMAN.fullmatch(century[1] if century else word) is not None
