"""What a text counts and measures: quantities with their noun, measures, money and percentages."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from scrape_clean.model import Annotation
from scrape_clean.records.annotate.counted import Noun, counted_noun
from scrape_clean.records.annotate.naming import is_of_a_name, names_something
from scrape_clean.records.annotate.numerals import BEGINNING, Numeral, numerals, plain
from scrape_clean.records.annotate.reading import Reading
from scrape_clean.records.annotate.words.money import CODES, LEAST, SIGNS, currency_names
from scrape_clean.records.annotate.words.nouns import PERCENT
from scrape_clean.records.annotate.words.units import Unit, units_of

__all__ = ["prepare", "quantities"]

_PERCENT: Final = re.compile(
    r"[ \u00a0\u202f]?(?:[%％٪﹪]|per ?cent\b|pour ?cents?\b|por ?ciento\b|por ?cento\b|per ?cento\b"
    r"|la sută\b|τοις εκατό\b|v\. ?h\.|(?:في المئة|في المائة|بالمئة|بالمائة))",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[ \u00a0\u202f]?([^\W\d_]+)")
_SIGNS: Final = "[€£¥￥₹₽₴₺₩₪₫฿₦₱₵₡₲₸₼₾₮₭៛₨]"
_SIGN_BEFORE: Final = re.compile(
    rf"(?<![^\W\d_])(?P<sign>(?:[A-Z]{{1,3}})?[$]|{_SIGNS}|[A-Z]{{3}}|Rs\.?|Rp\.?|RM|SFr\.|Fr\.|KSh|Ksh|TSh|kr\.?|TL|zł)"
    r"[ \u00a0\u202f]?$"
)
_SIGN_AFTER: Final = re.compile(
    rf"[ \u00a0\u202f]?(?P<sign>(?:[A-Z]{{1,3}})?[$]|{_SIGNS}|[A-Z]{{3}}\b|F\.? ?CFA\b|FCFA\b|DM\b|zł\b|Kč|Ft\b"
    r"|лв\b\.?|руб\b\.?|р\.|грн\b\.?|kr\b|TL\b|元|円|원|Fr\.|Mk\b)"
)
_NAMED: Final = re.compile(
    r"[ \u00a0\u202f-]?(?:d['’]|de |di |do |de l['’])?([^\W\d_]+(?:[ -][^\W\d_]+)?(?:[ -][^\W\d_]+)?)"
)
_ONE_IN: Final = re.compile(r"(?:\d|one|two|three|four|nine) (?:in|out of) $")
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2},(?!000)\d{3}(?![.,]?\d)")
_PENCE: Final = re.compile(r"p\b(?!\.)")
_REACH: Final = 8
_WIDEST: Final = 40
"""Characters looked at behind a number for a unit or a currency."""
_UNIT: Final = re.compile(
    r"(?P<space>[ \u00a0\u202f-]?)(?P<unit>[°µμ]?[^\s\d,;:()\[\]\"'“”«»|!?–—-]+(?: [^\W\d_]+){0,3})"
)
_NOTE: Final = re.compile(r"(?:(?<=[.\u2026])|(?<=[^\W\d_]{4}))[⁰¹²³⁴-⁹]+\Z")
"""The mark of a note, behind a full stop or a long word: "5 km.³", "30 minutes¹²"; "cm⁴" is a unit."""
_AT_END_ONLY: Final = frozenset("in a at t d s au em pc ac st bu".split())
"""Units that are also words in running text, of some language: they count at the end of a phrase."""
_RISKY_UNITS: Final = _AT_END_ONLY | frozenset("l h K V W m g pt".split())
"""Units that are words or letters: they count next to digits."""
_LEAST_KELVIN: Final = 100
"""Attached to less than this, K is what a screen has in pixels: "4K"."""
_UNSPACED: Final = frozenset(("zh", "ja", "ko"))


@lru_cache(maxsize=64)
def prepare(language: str) -> None:
    """Compile what a language's units and currencies are called; else its first number would take the time."""
    units_of(language)
    currency_names(language)


def quantities(reading: Reading, taken: Sequence[tuple[int, int]]) -> list[Annotation]:
    """Every quantity, measure, sum of money and percentage of a text.

    Args:
        reading: The text.
        taken: Spans of dates and addresses, in order, whose numbers count nothing.
    """
    if not BEGINNING.search(reading.classes):
        return []
    found: list[Annotation] = []
    place = 0
    for numeral in numerals(reading):
        start, end = reading.span(numeral.first, numeral.last)
        while place < len(taken) and taken[place][1] <= start:
            place += 1
        if place < len(taken) and taken[place][0] < end:
            continue
        if found and start < found[-1].end:
            continue
        found += _kinds(reading, numeral)
    return found


def _kinds(reading: Reading, numeral: Numeral) -> Iterator[Annotation]:
    if (percent := _percent(reading, numeral)) is not None:
        yield percent
    elif (money := _money(reading, numeral)) is not None:
        yield money
    elif not names_something(reading, numeral):
        yield from _counted(reading, numeral)


def _percent(reading: Reading, numeral: Numeral) -> Annotation | None:
    text, (start, end) = reading.text, reading.span(numeral.first, numeral.last)
    match = _PERCENT.match(text, end)
    if match is None:
        word = _WORD.match(reading.lower, end, end + _WIDEST)
        match = word if word and word[1] in PERCENT else None
    if match is None:
        if start and text[start - 1] in "%٪" and reading.language in {"tr", "eu", "ku"}:
            return Annotation("percent", start - 1, end, text[start - 1 : end], _number(numeral))
        return None
    return Annotation("percent", start, match.end(), text[start : match.end()], _number(numeral))


def _number(numeral: Numeral, factor: int = 1) -> str:
    value = plain(numeral.value * factor)
    return f"{value}/{plain(numeral.top * factor)}" if numeral.top is not None else value


def _money(reading: Reading, numeral: Numeral) -> Annotation | None:
    text, (start, end) = reading.text, reading.span(numeral.first, numeral.last)
    before = _SIGN_BEFORE.search(text, max(0, start - _REACH), start)
    code = _code(before["sign"], reading.language) if before else None
    factor = numeral.shortened
    if factor != 1:
        end = _behind_letter(reading, numeral)
    if before and code and numeral.value >= LEAST.get(before["sign"], 0):
        if reading.language == "es" and code == "USD":
            numeral = _in_thousands(reading, numeral)
        return _sum(reading, (before.start("sign"), end), numeral, code)
    after = _SIGN_AFTER.match(text, end)
    code = _code(after["sign"], reading.language) if after else None
    if after and code and not (after["sign"].isalpha() and text[after.end() : after.end() + 1].isalpha()):
        return _sum(reading, (start, after.end()), numeral, code)
    if reading.language in _UNSPACED:
        return _unspaced_sum(reading, numeral, (start, end))
    named = _NAMED.match(reading.lower, end, end + _WIDEST)
    names = currency_names(reading.language) if named else {}
    words = named[1] if named else ""
    while words:
        if (code := names.get(words)) and named:
            stop = named.start(1) + len(words)
            return _sum(reading, (start, stop), numeral, code)
        words = words[: max(words.rfind(" "), words.rfind("-"), 0)]
    if reading.language == "en" and numeral.value < 100 and _PENCE.match(text, end) and not numeral.in_words:
        amount = numeral._replace(value=numeral.value / 100)
        return Annotation("money", start, end + 1, text[start : end + 1], f"{_pence(amount.value)} GBP")
    return None


def _in_thousands(reading: Reading, numeral: Numeral) -> Numeral:
    """With the comma for thousands, as it is where Spanish puts this sign before the amount: "$17,000 millones"."""
    if _THOUSANDS.match(reading.text, reading.starts[numeral.first]) is None:
        return numeral
    return numeral._replace(value=numeral.value * 1000, top=numeral.top and numeral.top * 1000)


def _pence(value: Decimal) -> str:
    return f"{value:.2f}"


def _unspaced_sum(reading: Reading, numeral: Numeral, span: tuple[int, int]) -> Annotation | None:
    names = currency_names(reading.language)
    for length in (5, 4, 3, 2, 1):
        if code := names.get(reading.lower[span[1] : span[1] + length]):
            return _sum(reading, (span[0], span[1] + length), numeral, code)
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


def _code(sign: str, language: str) -> str | None:
    """ISO 4217 of a sign or code."""
    if (code := SIGNS.get(sign)) is not None:
        if language == "zh" and code == "JPY":
            return "CNY"
        return None if sign == "元" and language == "ja" else code
    if sign in CODES:
        return sign
    if sign.rstrip(".") == "kr":
        return {"sv": "SEK", "da": "DKK", "nb": "NOK", "no": "NOK", "nn": "NOK", "is": "ISK"}.get(language)
    return SIGNS.get(sign[-1]) if sign[-1:] == "$" and not sign[:-1] else None


def _counted(reading: Reading, numeral: Numeral) -> Iterator[Annotation]:
    text, (start, end) = reading.text, reading.span(numeral.first, numeral.last)
    if start and text[start - 1] in "-−" and (start == 1 or not text[start - 2].isalnum()):
        numeral = numeral._replace(value=-numeral.value)
        negative = 1
    else:
        negative = 0
    if reading.classes[numeral.last : numeral.last + 2] in {"k", " k"} and not numeral.in_words:
        return  # a time of day
    if _ONE_IN.search(reading.lower, max(0, start - _REACH * 2), start):
        return  # "1 in 5" is a share
    measured = _unit(reading, numeral, end)
    if measured is not None:
        unit, first, last = measured
        span = (start - negative, last)
        yield Annotation("quantity", *span, text[span[0] : last], _number(numeral), text[first:last])
        yield Annotation("measure", *span, text[span[0] : last], f"{_number(numeral)} {unit[0]}", unit[1])
        return
    if _is_in_name(reading, numeral) or is_of_a_name(reading, numeral):
        return
    noun: Noun | None = counted_noun(reading, numeral)
    if noun is not None:
        if (
            numeral.in_words
            and reading.classes[max(0, numeral.first - 2) : numeral.first] == "l "
            and reading.word(numeral.first - 2) == "a"
        ):
            start -= 2
        yield Annotation(
            "quantity", start, noun.end, text[start : noun.end], _number(numeral), text[noun.start : noun.end]
        )


def _is_in_name(reading: Reading, numeral: Numeral) -> bool:
    """Whether a number in words has a capital within a sentence: "A House of Nine Doors"."""
    first = numeral.first
    if not numeral.in_words or not reading.text[reading.starts[first]].isupper() or reading.language == "de":
        return False
    return first > 1 and reading.classes[first - 2] not in '.:;)"|-–'


def _unit(reading: Reading, numeral: Numeral, end: int) -> tuple[Unit, int, int] | None:
    """The unit behind a number and where it stands."""
    match = _UNIT.match(reading.text, end, end + _WIDEST)
    if match is None:
        return None
    units = units_of(reading.language)
    written, first = match["unit"], match.start("unit")
    if reading.language in _UNSPACED:
        if reading.classes[numeral.first : numeral.last] == "Y" and written[0] in "年년":
            return None  # a year, not so many years
        for length in range(min(5, len(written)), 0, -1):
            if (unit := units.get(written[:length])) is not None:
                return unit, first, first + length
        return None
    while written:
        bare = _NOTE.sub("", written).rstrip(".…")
        unit = units.get(bare) or (units.get(bare.lower()) if len(bare) > 2 else None) or units.get(f"{bare}.")
        if unit is not None and match["space"] != "-" and _may_be_unit(reading, numeral, bare, first + len(bare)):
            return unit, first, first + len(bare)
        written = written[: max(written.rfind(" "), 0)]
    return None


def _may_be_unit(reading: Reading, numeral: Numeral, unit: str, end: int) -> bool:
    if unit not in _RISKY_UNITS:
        return True
    if numeral.in_words:
        return False
    behind = reading.text[reading.ends[numeral.last - 1]]
    if (unit == "K" and behind == "K" and numeral.value < _LEAST_KELVIN) or (unit == "st" and behind == "s"):
        return False  # "4K", "1st"
    after = reading.text[end : end + 2]
    return unit not in _AT_END_ONLY or not after.strip() or after[0] in ",;.)]/×"
