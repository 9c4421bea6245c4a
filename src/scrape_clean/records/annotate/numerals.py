"""Numbers as they are written: digits in groups, decimals, fractions, words, multipliers, ranges."""

import math
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from scrape_clean.records.annotate.reading import Reading
from scrape_clean.records.annotate.words.cardinals import is_vague, parts
from scrape_clean.records.annotate.words.cldr import cldr
from scrape_clean.records.annotate.words.money import code_of

__all__ = ["BEGINNING", "Numeral", "is_letter", "numerals", "plain"]

_DIGITS: Final = (
    r"(?:[mdn3](?P<group>[,.' ])3(?:(?P=group)3)*(?:[.,](?!3)[mdnYN8])?|[mdn](?:,[mdn]){1,3},3"
    r"|[mdn3YN8](?:[.,][mdn3YN8])?(?: ?½)?|½)"
)
"""Digits in groups of three, Indian groups of two, decimals, with a fraction."""
_WORDS: Final = r"ν(?:[ -](?:& ?)?[νμ]|[νμ]){0,8}|μ"
BEGINNING: Final = re.compile("[mdn3YN8½νμ]")
"""What a number may begin with; looked for first, as `re` finds a set of characters fastest."""
_NUMBER: Final = re.compile(rf"{_DIGITS}|{_WORDS}")
_MULTIPLIER: Final = re.compile(r"\+?(?: ?-?μ){1,4}(?![YmdnN])")
_GROUP: Final = re.compile(r"(?: ?μ){1,4}")
_FRACTION: Final = re.compile(r" (?P<part>m)/(?P<whole>[md])(?![/\d])")
_USUAL_WHOLES: Final = frozenset((2, 3, 4, 5, 6, 8, 16))
_AGAIN: Final = re.compile(r" ?\((?P<again>[mdn3Y])\)")
_RANGE: Final = re.compile(r" ?[–-] ?| [tU] ")
_RANGE_DENSE: Final = re.compile(r" ?[–tU-] ?")
_MORE: Final = re.compile(r"\+| ?[μ(–tU-]| [m&]")
"""What any of these begins with; most numbers have none of it behind them."""
_CLAUSE_END: Final = re.compile(r"[ \u00a0]?(?:[.,;)](?:\s|$)|$)")
_BETWEEN: Final = re.compile(r" & ")
_RAISED_DIGITS: Final = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED: Final = re.compile("[⁰¹²³⁴-⁹⁻]{2}")
"""Cents, minutes or a power, as in €12⁹⁹; one raised digit alone is most often the mark of a note."""
_NOTE: Final = re.compile(r"\[[0-9]{1,3}\]")
_LONGEST: Final = 24
"""Digits; a longer row is a code."""
_ABBREVIATED: Final = 4
_WIDE: Final = str.maketrans("，．", ",.")
_BEFORE_POINT: Final = frozenset(" ([$=~<>|/–-+?")
"""Classes of what may stand before the point of a decimal that lacks its zero; signs of currencies are ``?``."""
_SHORT: Final = frozenset("m k b cr mi bi md mds".split())
"""Multipliers that are also units or letters: they count beside a currency only."""
_DENSE: Final = frozenset(("zh", "ja", "ko"))


class Numeral(NamedTuple):
    """A number: tokens from ``first`` to before ``last``."""

    first: int
    last: int
    value: Decimal
    top: Decimal | None = None
    """The upper end of a range."""
    in_words: bool = False
    shortened: int = 1
    """By what a letter attached to the number multiplies it if it is an amount of money: "$86m"."""
    is_free: bool = True
    """Whether nothing is attached to it; else it is a number behind the sign of a currency only: "£15/hour"."""
    ends: "tuple[Numeral, Numeral] | None" = None
    """The two numbers of a range, each as it is worth alone: in "£25 until 2026" one is a year."""


def numerals(reading: Reading) -> Iterator[Numeral]:
    """Every number of a text that stands for itself, from left to right."""
    at, classes = 0, reading.classes
    while (start := BEGINNING.search(classes, at)) is not None:
        at = start.end()
        if (match := _NUMBER.match(classes, start.start())) is None:
            continue
        first, last = match.span()
        at = last
        is_behind_dollar = first > 0 and reading.tokens[first - 1] == "$"
        value = _value(reading, match, is_behind_dollar=is_behind_dollar)
        if value is None:
            continue
        numeral = Numeral(first, last, value, in_words=classes[first] in "νμ")
        if classes[first] == "μ":
            numeral = _part_of(reading, numeral)
            if (numeral.first == first and _is_vague(reading, first)) or _is_added(reading, numeral, first):
                continue
        is_attached = _is_attached(reading, numeral.first)
        if is_attached and not _may_follow_sign(reading, first):
            continue
        if last - first == 1 and _is_pointed(reading, first):
            numeral = numeral._replace(first=first - 1, value=Decimal(f"0.{reading.tokens[first]}"))
        if _MORE.match(classes, numeral.last):
            numeral = _with_more(reading, numeral)
        at = numeral.last if not is_attached else at
        if not _is_raised(reading, numeral.last):
            is_free = not is_attached and not _runs_on(reading, numeral.last)
            yield numeral if is_free else numeral._replace(is_free=False)


def _with_more(reading: Reading, numeral: Numeral) -> Numeral:
    """With what makes more of a number: a fraction, multipliers, the number again in digits, the end of a range."""
    numeral = _multiplied(reading, _with_fraction(reading, numeral))
    again = _AGAIN.match(reading.classes, numeral.last)
    if again and numeral.in_words and reading.value(again.start("again")) == numeral.value:
        numeral = numeral._replace(last=again.end())
    return _ranged(reading, numeral)


def _multiplied(reading: Reading, numeral: Numeral) -> Numeral:
    if reading.language in _DENSE:
        return _grouped(reading, numeral) if numeral.value else numeral
    match = _MULTIPLIER.match(reading.classes, numeral.last)
    if match is None or (numeral.in_words and not numeral.value):
        return numeral
    factor, last, letter = 1, numeral.last, 1
    for at in range(numeral.last, match.end()):
        if reading.classes[at] == "μ":
            if reading.word(at) in _SHORT:
                letter = reading.value(at) if reading.classes[at - 1] != "-" else 1
                break
            factor *= reading.value(at)
            last = at + 1
    if reading.classes[last : last + 2] == ". " and factor > 1 and len(reading.word(last - 1)) <= _ABBREVIATED:
        last += 1  # the full stop of an abbreviation: "3,5 Mio. Euro"
    return numeral._replace(last=last, value=numeral.value * factor, shortened=letter)


def _grouped(reading: Reading, numeral: Numeral, least: int = 10**16) -> Numeral:
    """Numbers of falling multipliers as their sum: "1億5000万", "1만 2천"."""
    match = _GROUP.match(reading.classes, numeral.last)
    factor = math.prod(reading.value(at) or 1 for at in range(*match.span())) if match else least
    if match is None or factor >= least:
        return numeral
    numeral = numeral._replace(last=match.end(), value=numeral.value * factor)
    space = reading.language == "ko" and reading.classes[numeral.last : numeral.last + 1] == " "
    following = _NUMBER.match(reading.classes, numeral.last + space)
    value = _value(reading, following) if following else None
    if following is None or value is None or value >= factor:
        return numeral
    rest = _grouped(reading, Numeral(*following.span(), value), factor)
    if rest.value >= factor or reading.classes[rest.last : rest.last + 1] in {"年", "μ"}:
        return numeral
    return numeral._replace(last=rest.last, value=numeral.value + rest.value)


def _with_fraction(reading: Reading, numeral: Numeral) -> Numeral:
    """With the fraction behind a whole number: "2 1/2 hours"."""
    match = _FRACTION.match(reading.classes, numeral.last)
    if match is None or numeral.in_words or numeral.value != int(numeral.value):
        return numeral
    part, whole = reading.value(match.start("part")), reading.value(match.start("whole"))
    if part >= whole or whole not in _USUAL_WHOLES:
        return numeral
    return numeral._replace(last=match.end(), value=numeral.value + round(Decimal(part) / whole, 4))


def _part_of(reading: Reading, numeral: Numeral) -> Numeral:
    """With what says how much of a word that multiplies is meant: "half a million"."""
    start = reading.starts[numeral.first]
    if not start or reading.text[start - 1] not in " -":
        return numeral
    for words, part in parts(reading.language):
        first = start - 1 - len(words)
        if reading.lower.startswith(words, max(0, first), start) and not reading.lower[:first][-1:].isalpha():
            value = numeral.value * part.numerator / part.denominator
            return numeral._replace(first=bisect_left(reading.starts, first), value=value)
    return numeral


def _is_added(reading: Reading, numeral: Numeral, first: int) -> bool:
    """Whether a part is added to a number before it: "two and a half million"."""
    return numeral.first < first and "&" in reading.classes[max(0, numeral.first - 2) : numeral.first]


def _ranged(reading: Reading, numeral: Numeral) -> Numeral:
    """Two numbers as one range: "5–10", "two to three", "between 5 and 7", "£5–£10 million"."""
    classes = reading.classes
    joint = (_RANGE_DENSE if reading.language in _DENSE else _RANGE).match(classes, numeral.last)
    if joint is None and "P" in classes[max(0, numeral.first - 2) : numeral.first]:
        joint = _BETWEEN.match(classes, numeral.last)
    if joint is None or numeral.shortened != 1:
        return numeral
    is_until_price = "U" in joint[0] and _is_behind_currency(reading, numeral.first)
    at = joint.end()
    is_signed = numeral.first > 0 and classes[at : at + 1] in {"$", "?"} and _is_same_sign(reading, numeral.first, at)
    match = _NUMBER.match(classes, at + is_signed)
    if match is None or (joint[0].strip(" –-") and (classes[match.start()] in "νμ") != numeral.in_words):
        return numeral
    value = _value(reading, match, is_behind_dollar=numeral.first > 0 and reading.tokens[numeral.first - 1] == "$")
    if value is None:
        return numeral
    top = _multiplied(reading, _with_fraction(reading, Numeral(*match.span(), value)))
    if is_until_price and not is_signed and not _is_price_too(reading, match.end(), top):
        return numeral
    factor = top.value / value if value else Decimal(1)
    if is_signed and (numeral.value >= value or factor == top.shortened == 1):
        return numeral  # two amounts that need nothing of each other
    low = numeral.value * factor if numeral.value < value else numeral.value
    if low >= top.value:
        return numeral
    return numeral._replace(last=top.last, value=low, top=top.value, shortened=top.shortened, ends=(numeral, top))


def _is_behind_currency(reading: Reading, first: int) -> bool:
    """Whether a currency's sign or code stands right before a number."""
    at = first - 1 - (reading.classes[first - 1 : first] == " ")
    return at >= 0 and code_of(reading.tokens[at], reading.language, None) is not None


def _is_price_too(reading: Reading, last: int, top: Numeral) -> bool:
    """Whether a number behind a price and a word for "until" is one: "€ 5 bis 9,90", but not "€ 5 bis 12 Jahre"."""
    if top.last > last or top.shortened != 1 or top.value != int(top.value):
        return True
    return reading.language != "en" and _CLAUSE_END.match(reading.text, reading.ends[last - 1]) is not None


def _is_same_sign(reading: Reading, first: int, at: int) -> bool:
    """Whether the token at a place is the sign of a currency that stands before a number too."""
    sign = reading.tokens[at]
    return reading.tokens[first - 1] == sign and unicodedata.category(sign[0]) == "Sc"


def _value(reading: Reading, match: re.Match[str], *, is_behind_dollar: bool = False) -> Decimal | None:
    first, last = match.span()
    if reading.classes[first] in "νμ":
        return _spoken(reading, first, last)
    start, end = reading.span(first, last)
    if end - start > _LONGEST:
        return None
    written = reading.text[start:end]
    if written.isascii() and written.isdecimal():
        return Decimal(written)
    part = Decimal(0)
    if reading.classes[last - 1] == "½":
        numerator = unicodedata.numeric(written[-1])
        part = Decimal(str(round(numerator, 4))) if numerator not in {0.5, 0.25, 0.75} else Decimal(str(numerator))
        written = written[:-1].strip()
        if not written:
            return part
    if not written[0].isdecimal():  # Chinese numerals
        return Decimal(reading.value(first))
    if not written.isascii():
        written = "".join(str(int(one)) if one.isdecimal() else one for one in written.translate(_WIDE))
    value = _digits(written, match["group"], reading.language, is_behind_dollar=is_behind_dollar)
    return value + part


def _digits(written: str, group: str | None, language: str, *, is_behind_dollar: bool) -> Decimal:
    """The value of digits with separators; one that may be either is what the language makes of it.

    Spanish has the comma for thousands where "$" stands before the amount, or three zeros behind it: "14,000".
    """
    if group is None:
        if written.isdecimal():
            return Decimal(written)
        if written.count(",") > 1:  # the Indian grouping
            return Decimal(written.replace(",", ""))
        return Decimal(written.replace(",", "."))
    parts = re.split(r"[,.]", written) if group in ",." else [written]
    is_whole = language == "es" and group == "," and (parts[-1] == "000" or (is_behind_dollar and parts[0] != "0"))
    if group in ",." and len(parts) == 2 and group == cldr(language).decimal and not is_whole:
        return Decimal(f"{parts[0]}.{parts[1]}")
    whole = "".join(one for one in written if one.isdigit() or (one in ",." and one != group))
    return Decimal(whole.replace(",", "."))


def _spoken(reading: Reading, first: int, last: int) -> Decimal | None:
    """The value of a number in words; None if the words do not make one."""
    total = current = 0
    smallest = 10**15
    for at in range(first, last):
        value = reading.value(at)
        if reading.classes[at] == "μ" or (reading.classes[at] == "ν" and value == 100):
            if reading.word(at) in _SHORT:
                return None
            if value == 12 or value >= 1000:
                total += (current or 1) * value
                current = 0
            else:
                current = (current or 1) * value
            smallest = 10**15 if value >= 1000 else value
        elif reading.classes[at] == "ν":
            if reading.language == "fr" and value == 20 and current == 4:
                current = 80
            elif (
                value < smallest and (not current or value < 10 or current >= 20) and (value >= 10 or current % 10 == 0)
            ):
                current += value
            else:
                return None
            smallest = value if value >= 10 else 1
    return Decimal(total + current)


def is_letter(character: str) -> bool:
    """Whether a character belongs to a word of a script that sets spaces; raised digits are marks of notes."""
    return (
        character.isalnum()
        and character not in _RAISED_DIGITS
        and not (
            "\u0e00" <= character <= "\u0eff" or "\u2e80" <= character <= "\ud7ff" or "\uf900" <= character <= "\ufaff"
        )
    )


def _is_attached(reading: Reading, first: int) -> bool:
    """Whether a number is the tail of a code, a version, a time or a larger number."""
    start, text = reading.starts[first], reading.text
    before, further = text[start - 1 : start] if start else "", text[start - 2 : start - 1] if start > 1 else ""
    if not before or before == " ":
        return False
    if is_letter(before) or before in "_#@&=^/\u2044\\№§":
        return True
    return before in "-.,:'’–)×" and further != "" and is_letter(further)


def _may_follow_sign(reading: Reading, first: int) -> bool:
    """Whether what stands before digits may end a sign of a currency with letters: "R120", "Rs.500", "S/25"."""
    start = reading.starts[first]
    before = reading.text[max(0, start - 2) : start]
    return reading.tokens[first].isdecimal() and (
        before[-1:].isalpha() or (before[-1:] in "./" and before[0].isalpha())
    )


def _is_pointed(reading: Reading, first: int) -> bool:
    """Whether a number is the decimals of one without a zero: ".5"."""
    if not first or reading.tokens[first - 1] != "." or not reading.tokens[first].isascii():
        return False
    if first > 2 and reading.tokens[first - 2] == "/" and reading.tokens[first - 3].isalpha():
        return False  # the sign "S/."
    return reading.tokens[first].isdecimal() and not (first > 1 and reading.classes[first - 2] not in _BEFORE_POINT)


def _is_vague(reading: Reading, first: int) -> bool:
    """Whether a word that multiplies stands there without a number, and for none."""
    before = reading.word(first - 2) if first > 1 and reading.classes[first - 1] == " " else ""
    return is_vague(reading.language, reading.word(first), reading.value(first), before)


def _is_raised(reading: Reading, last: int) -> bool:
    """Whether raised digits follow, which belong to the number."""
    return _RAISED.match(reading.text, reading.ends[last - 1]) is not None


def _runs_on(reading: Reading, last: int) -> bool:
    """Whether a number goes on as something else: a time, a fraction, a version, a code."""
    if last >= len(reading.starts):
        return False
    end, text = reading.ends[last - 1], reading.text
    after, further = text[end : end + 1], text[end + 1 : end + 2]
    if after in {":", "/", "\u2044", ".", ",", "-", "_", "’", "'"} and is_letter(further):
        return True
    return (after in {"(", "["} and not _NOTE.match(text, end)) or (
        reading.classes[last : last + 2] in {" w", "w"} and reading.word(last + (after == " ")) == "x"
    )


def plain(value: Decimal) -> str:
    """A number without exponent and without idle zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
