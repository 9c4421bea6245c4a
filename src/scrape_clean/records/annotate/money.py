"""Sums of money: a number with a currency's sign, code or name beside it."""

import re
from decimal import Decimal
from functools import lru_cache
from string import ascii_uppercase
from typing import Final, NamedTuple

from scrape_clean.model import Annotation
from scrape_clean.records.annotate.numerals import Numeral, is_letter, plain
from scrape_clean.records.annotate.reading import Reading
from scrape_clean.records.annotate.words.cldr import cldr, signs_by_country
from scrape_clean.records.annotate.words.money import (
    CODES,
    LEAST,
    code_of,
    codes_of,
    currency_names,
    currency_nouns,
    present_codes,
)
from scrape_clean.records.annotate.words.regions import is_sign_apart, region_of

__all__ = ["money", "signed_sum"]

_SPACES: Final = " \u00a0\u202f"
_SPACE: Final = f"[{_SPACES}]?"
_ALONE: Final = "$₵€£¥￥₹₽₴₺₩₪₫฿₦₱₡₲₸₼₾₮₭៛₨"
_SIGNS: Final = rf"(?:[A-Z]{{1,3}})?[{_ALONE[:2]}]|[{_ALONE[2:]}]"
_BEFORE: Final = r"[A-Z]{3}|Rs\.?|Rp\.?|RM|SFr\.|Fr\.|KSh|Ksh|TSh|kr\.?|TL|zł"
_AFTER: Final = (
    r"[A-Z]{3}\b|F\.? ?CFA\b|FCFA\b|DM\b|zł\b|Kč|Ft\b|лв\b\.?|руб\b\.?|р\.|грн\b\.?|kr\b|TL\b|元|円|원|Fr\.|Mk\b"
)
_NAMED: Final = re.compile(
    rf"(?:{_SPACE}|-)(?:d['’]|de |di |do |de l['’])?([^\W\d_]+(?:[ -][^\W\d_]+)?(?:[ -][^\W\d_]+)?)"
)
_NAME_BEFORE: Final = re.compile(r"(?<![\w-])([^\W\d_]+)[ \u00a0]$")
_CODE_BEHIND: Final = re.compile(rf"{_SPACE}(?P<code>[A-Z]{{3}}|US)\b(?!{_SPACE}\d|\$)")
_COUNTRY_BEHIND: Final = re.compile(rf"{_SPACE}(?P<country>[A-Z]{{2}})\b(?!{_SPACE}\d|\$| [A-Z]{{2}})")
"""Whose dollars they are, as French has it: "15 $ US"."""
_NEXT: Final = re.compile(rf"(?P<space>{_SPACE})(?P<number>\d[\d.,'’]*)")
_CENTS: Final = re.compile(r"\d\d(?![\w%]|[.,]\d)")
"""Digits right behind a sign that stands behind whole units: "12€50"."""
_DECIMALS: Final = re.compile(r"[.,]\d\d$")
_NO_CENTS: Final = re.compile(r"[.,](?:--?|[–—])(?![\w–-])|/-(?!\w)")
"""A dash in place of the cents: "60,- €", "5.– Fr.", "Rs. 500/-"."""
_TIMES: Final = re.compile(rf"{_SPACE}(?P<times>[kK]|Md|M)(?=[€$£]|(?:EUR|USD)\b)")
"""What multiplies the sign behind it: "150 k€"."""
_FACTORS: Final = {"k": 10**3, "K": 10**3, "M": 10**6, "Md": 10**9}
_PENCE: Final = re.compile(r"p\b(?!\.)")
_GOES_ON: Final = re.compile(r"/[^\W\d_]+(?!\w|/|\.\w)|\.[A-Z]|[^/.]|$")
"""What may be attached to an amount behind its sign: not a path, as in the text of a program ("$1/mp3/$2.mp3")."""
_TIME: Final = re.compile(r":\d|[ \u00a0]Uhr\b")
"""What makes a time of day of the digits before it: "Mo.-Fr. 8:00", "RM 10:00 meeting"."""
_KEYWORD: Final = re.compile(r"\$(?:Revision|Rev|LastChangedRevision|Date|LastChangedDate|Id|Header|Source|Author):")
_PRODUCTS: Final = frozenset(("CAD", "PHP"))
"""Codes that are names of software more often with a year behind them."""
_SWISS: Final = frozenset(("CH", "LI"))
_REACH: Final = 12
_WIDEST: Final = 40
"""Characters looked at behind a number for a currency."""
_LEAST_BESIDE: Final = 10
"""Below this a number right behind three capitals is a code more often, and one behind a lone letter a grade."""
_RECENT: Final = range(1990, 2040)
_LEAST_FOREIGN: Final = 10
"""Below this, what is a unit of the language as well is no currency of another country: in German "2 TL" are spoons."""
_UNSPACED: Final = frozenset(("zh", "ja", "ko"))
_LONGEST_UNSPACED: Final = 5
"""Characters of a currency's name where no space ends it."""


class _Signs(NamedTuple):
    """What may stand beside an amount."""

    before: re.Pattern[str]
    """At the end of a text."""
    behind: re.Pattern[str]
    last: frozenset[str]
    """What signs before an amount end with; most numbers have something else before them."""
    first: frozenset[str]
    """What signs behind an amount begin with."""


@lru_cache(maxsize=64)
def _compiled(own: tuple[str, ...]) -> _Signs:
    """With some signs of one country."""
    before = "|".join((*(rf"{re.escape(sign)}\.?" for sign in own), _BEFORE))
    after = "|".join((*(rf"{re.escape(sign)}(?!\w)" for sign in own if len(sign) > 1), _AFTER))
    return _Signs(
        re.compile(rf"(?<![^\W\d_])(?:(?P<code>[A-Z]{{3}}){_SPACE})?(?P<sign>{_SIGNS}|{before}){_SPACE}$"),
        re.compile(rf"{_SPACE}(?P<sign>{_SIGNS}|{after})"),
        frozenset((*_ALONE, *ascii_uppercase, *".psrhł", *(sign[-1] for sign in own))),
        frozenset((*_ALONE, *ascii_uppercase, *"zлргk元円원", *(sign[0] for sign in own))),
    )


@lru_cache(maxsize=256)
def _signs(region: str | None) -> _Signs:
    """The same for a country; few have signs that are not those of all."""
    common = _compiled(())
    signs = sorted(signs_by_country().get(region or "", {}), key=lambda sign: (-len(sign), sign))
    return _compiled(tuple(sign for sign in signs if not all(pattern.fullmatch(sign) for pattern in common[:2])))


def _sign_before(text: str, least: int, at: int, signs: _Signs) -> re.Match[str] | None:
    """What stands before an amount, if it may be a sign."""
    last = text[at - 1 : at]
    if (text[at - 2 : at - 1] if last in _SPACES else last) not in signs.last:
        return None
    return signs.before.search(text, least, at)


def _sign_behind(text: str, at: int, signs: _Signs) -> re.Match[str] | None:
    """What stands behind an amount, if it may be a sign."""
    first = text[at : at + 1]
    if (text[at + 1 : at + 2] if first in _SPACES else first) not in signs.first:
        return None
    return signs.behind.match(text, at, at + _WIDEST)


def money(reading: Reading, numeral: Numeral, tag: str, floor: int) -> Annotation | None:
    """A number as a sum of money; None if no currency stands beside it.

    Args:
        reading: The text.
        numeral: A number of it that stands for itself.
        tag: The language as the page declares it: its region says whose dollars "$" are.
        floor: Where the last sum ends, whose sign is not this one's.
    """
    return (
        signed_sum(reading, numeral, tag, floor)
        or _with_sign_behind(reading, numeral, tag)
        or _named(reading, numeral, tag)
    )


def signed_sum(reading: Reading, numeral: Numeral, tag: str, floor: int) -> Annotation | None:
    """A number with a sign or code before it, whatever it is attached to: "£15/hour", "Rs.500"."""
    text, (start, end) = reading.text, reading.span(numeral.first, numeral.last)
    region = region_of(tag)
    match = _sign_before(text, max(floor, start - _REACH), start, _signs(region))
    code = code_of(match["sign"], reading.language, region) if match else None
    if match is None or code is None or numeral.value < LEAST.get(match["sign"], 0):
        return None
    if _TIME.match(text, end) or (not numeral.is_free and not _GOES_ON.match(text, end)):
        return None
    sign, first = match["sign"], match.start("sign")
    if _is_a_name(text, match, numeral, end, region):
        return None
    end = _behind_letter(reading, numeral) if numeral.shortened != 1 else end
    if match["code"] in codes_of(sign):
        return _sum(reading, (match.start("code"), end), numeral, match["code"])
    if match["code"] and (own := signs_by_country().get(region or "", {}).get(match["code"] + sign)):
        return _sum(reading, (match.start("code"), end), numeral, own)
    if (named := _name_behind(reading, end, region)) and named[0] in codes_of(sign):
        return _sum(reading, (first, named[1]), numeral, named[0])
    behind = _CODE_BEHIND.match(text, end, end + _WIDEST)
    of_code = "USD" if behind and behind["code"] == "US" else behind and behind["code"]
    if behind and of_code in CODES and of_code in codes_of(sign):
        return _sum(reading, (first, behind.end()), numeral, of_code)
    if _is_of_another(reading, end, sign, code):
        return None
    dash = _NO_CENTS.match(text, end)
    return _sum(reading, (first, dash.end() if dash else end), numeral, code)


def _is_a_name(text: str, match: re.Match[str], numeral: Numeral, end: int, region: str | None) -> bool:
    """Whether letters before a number are more often no currency: "BAM4", "PES2013", "R2-D2", "R410A", "Grade R 5"."""
    if not match["sign"].isalpha():
        return match["sign"] == "Fr." and region not in _SWISS and not _NO_CENTS.match(text, end)
    is_attached = match.end("sign") == match.end()
    if is_attached and numeral.shortened == 1 and is_letter(text[end : end + 1]):
        return not text.startswith(match["sign"], end)
    if is_attached and text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha():
        return not text.startswith(match["sign"], end + 1)
    if is_attached and match["sign"] in CODES - present_codes():
        return True
    if is_attached and match["sign"] in CODES and _is_release(match["sign"], text[match.end() : end]):
        return True
    is_risky = match["sign"] in CODES if is_attached else len(match["sign"]) == 1
    return is_risky and numeral.value < _LEAST_BESIDE


def _is_release(sign: str, written: str) -> bool:
    """Whether digits right behind a code are a year or a version more often: "CAD2016", "PHP56"; not "EUR2000"."""
    if not written.isdecimal():
        return False
    if sign == "PHP" and len(written) == 2:
        return True
    return sign in _PRODUCTS and int(written) in _RECENT and int(written) % 50 != 0


def _is_of_another(reading: Reading, end: int, sign: str, code: str) -> bool:
    """Whether the name behind an amount is that of others with the same sign: "$1,250 pesos" of no known country."""
    match = _NAMED.match(reading.lower, end, end + _WIDEST)
    others = currency_nouns(reading.language).get(match[1].partition(" ")[0] if match else "", frozenset())
    return code not in others and not others.isdisjoint(codes_of(sign))


def _with_sign_behind(reading: Reading, numeral: Numeral, tag: str) -> Annotation | None:
    """A number with a sign or code behind it, unless that belongs to the next number."""
    text, (start, end) = reading.text, reading.span(numeral.first, numeral.last)
    if numeral.shortened != 1:
        end = _behind_letter(reading, numeral)
    elif times := _TIMES.match(text, end):
        end = times.end()
        numeral = numeral._replace(shortened=_FACTORS[times["times"]])
    elif dash := _NO_CENTS.match(text, end):
        end = dash.end()
    region = region_of(tag)
    match = _sign_behind(text, end, _signs(region))
    code = code_of(match["sign"], reading.language, region) if match else None
    if match is None or code is None or _is_keyword(text, start, match):
        return None
    sign = match["sign"]
    if sign.isalpha() and text[match.end() : match.end() + 1].isalpha():
        return None
    if numeral.value < _LEAST_FOREIGN and _is_unit(sign, reading.language, region):
        return None
    if following := _NEXT.match(text, match.end()):
        is_signed = _sign_behind(text, following.end(), _signs(region)) is not None
        if match.start("sign") == end and not is_signed and (whole := _with_cents(text, match.end(), numeral)):
            return _sum(reading, (start, match.end() + 2), whole, code)
        if _belongs_to_next(text[start:end], match, following, tag) and not (following["space"] and is_signed):
            return None
    stop, code = _of_country(text, match, code)
    return _sum(reading, (start, stop), numeral, code)


def _is_keyword(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the dollar behind a number ends a keyword of version control: "$Revision: 9560 $"."""
    opened = text.rfind("$", 0, start) if match["sign"] == "$" else -1
    return opened >= 0 and _KEYWORD.match(text, opened, start) is not None


def _of_country(text: str, match: re.Match[str], code: str) -> tuple[int, str]:
    """Where a sum ends whose sign may have a country behind it, and its currency then."""
    behind = _COUNTRY_BEHIND.match(text, match.end()) if match["sign"] == "$" else None
    own = signs_by_country().get(behind["country"], {}).get("$") if behind else None
    return (behind.end(), own) if behind and own else (match.end(), code)


def _with_cents(text: str, at: int, numeral: Numeral) -> Numeral | None:
    """A whole number with the two digits behind its sign as hundredths; None if they are none."""
    cents = _CENTS.match(text, at) if numeral.top is None and numeral.value == int(numeral.value) else None
    return numeral._replace(value=numeral.value + Decimal(cents[0]) / 100) if cents else None


def _belongs_to_next(written: str, match: re.Match[str], following: re.Match[str], tag: str) -> bool:
    """Whether a sign between two numbers stands before the second one: "under 16 £20", "bis 12 € 5,00"."""
    sign = match["sign"]
    if match.start() == match.start("sign"):
        return False
    if not following["space"]:
        return not sign.isalpha()
    own, next_one = (_DECIMALS.search(number) is not None for number in (written, following["number"].rstrip(".,")))
    if own != next_one:
        return next_one
    is_first = is_sign_apart(tag) or (tag[:2].lower() == "en" and sign[-1] in "$£")
    return is_first and not sign.isalpha()


def _is_unit(sign: str, language: str, region: str | None) -> bool:
    """Whether what is a currency elsewhere is a unit in a language: "TL" is a teaspoon in German."""
    return sign in cldr(language).units and sign not in signs_by_country().get(region or "", {})


def _named(reading: Reading, numeral: Numeral, tag: str) -> Annotation | None:
    """A number with a currency's name behind it, or before it where cents say that it is money: "Euro 5,00"."""
    text, (start, end) = reading.text, reading.span(numeral.first, numeral.last)
    if numeral.shortened != 1:
        end = _behind_letter(reading, numeral)
    if found := _name_behind(reading, end, region_of(tag)):
        return _sum(reading, (start, found[1]), numeral, found[0])
    if reading.language == "en" and numeral.value < 100 and _PENCE.match(text, end) and not numeral.in_words:
        return Annotation("money", start, end + 1, text[start : end + 1], f"{numeral.value / 100:.2f} GBP")
    if _DECIMALS.search(text, start, end) and numeral.top is None:
        before = _NAME_BEFORE.search(reading.lower, max(0, start - _WIDEST), start)
        if before and (code := currency_names(reading.language, region_of(tag)).get(before[1])):
            return _sum(reading, (before.start(1), end), numeral, code)
    return None


def _name_behind(reading: Reading, end: int, region: str | None) -> tuple[str, int] | None:
    """The currency whose name stands at a place, and where it ends."""
    names = currency_names(reading.language, region)
    if reading.language in _UNSPACED:
        ends = (stop for stop in range(end + _LONGEST_UNSPACED, end, -1) if reading.lower[end:stop] in names)
        return next(((names[reading.lower[end:stop]], stop) for stop in ends), None)
    match = _NAMED.match(reading.lower, end, end + _WIDEST)
    words = match[1] if match else ""
    while match and words:
        if code := names.get(words):
            return code, match.start(1) + len(words)
        words = words[: max(words.rfind(" "), words.rfind("-"), 0)]
    return None


def _sum(reading: Reading, span: tuple[int, int], numeral: Numeral, code: str) -> Annotation:
    start, end = span
    return Annotation("money", start, end, reading.text[start:end], f"{_amount(numeral)} {code}")


def _amount(numeral: Numeral) -> str:
    """The number of a sum: without decimals, or with two or more."""
    ends = [end * numeral.shortened for end in (numeral.value, numeral.top) if end is not None]
    return "/".join(plain(end) if round(end, 1) != end or end == int(end) else f"{end:.2f}" for end in ends)


def _behind_letter(reading: Reading, numeral: Numeral) -> int:
    at = numeral.last
    while reading.classes[at] != "μ":
        at += 1
    return reading.ends[at]
