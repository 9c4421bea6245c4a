"""Numbers that count nothing: they name a room, a paragraph, a town or an hour."""

import re
from typing import Final

from scrape_clean.records.annotate.numerals import Numeral
from scrape_clean.records.annotate.reading import Reading
from scrape_clean.records.annotate.words.units import units_of

__all__ = ["is_of_a_name", "names_something"]

_MOST_BETWEEN: Final = 4
"""Tokens from the word "room" to its number."""
_POSTCODE: Final = 5
"""Digits of most postcodes. A count of as many is written in groups, but for haste."""
_AT_START: Final = frozenset(("", *",|;(–-"))
_AT_END: Final = frozenset(("", *",|;)–-."))
_HOUR: Final = re.compile(r"[ \u00a0\u202f]?[ap]\.?m\b", re.IGNORECASE)
_PARAGRAPH: Final = re.compile(r"§[ \u00a0\u202f]?$")
_COPYRIGHT: Final = re.compile(r"(?:©|\(c\)|copyright)[ \u00a0]?$")
_LONGEST_SIGN: Final = 10
_THREE_DIGITS: Final = re.compile(r"(?<!\d)\d{3}[ \u00a0]$")
_PARTED: Final = re.compile(r"\d\d-\d{3}|\d{4,5}-\d{3}")
_LETTERS: Final = re.compile(r"[ \u00a0](?P<letters>[A-Z]{2})(?!\w)(?P<town> [^\W\d_])?")
_HOURS: Final = 12
_DAY: Final = 24
_NEXT_WORD: Final = re.compile(r"[ \u00a0]([^\W\d_]+)")
_AT_HOURS: Final = {
    language: (re.compile(rf"(?<!\w)(?:{at}) $"), re.compile(rf"(?<!\w)(?:{since}) $"))
    for language, at, since in (
        ("es", "las?", "de|entre"),
        ("ca", "les|la", "de|entre"),
        ("gl", "ás|as", "de|entre"),
        ("pt", "às|as|das", "de|entre"),
        ("fr", "à|dès|vers", "de|entre"),
        ("nl", "om", "van|tussen"),
        ("ru", "в|к", "с|между"),
        ("uk", "о|об", "з|між"),
        ("bg", "в", "от|между"),
        ("cs", "v|ve", "od|mezi"),
        ("sk", "o", "od|medzi"),
    )
}
"""What stands before times of day, where they are said with the word for hours; and before the first of two."""
_ALL_DAY: Final = re.compile(r"(?<!\w)(?<!a )(?:las|les|as) $")
"""What stands before all hours of a day, "las 24 horas", and not before midnight, "a las 24 horas"."""
_PER: Final = frozenset("par per por".split())
_PERIODIC: Final = ("semana", "setmana", "hebdo", "diari", "diári", "mensua", "mensai", "týdn")
"""How adjectives for "a day", "a week" and "a month" begin."""
_SECOND: Final = 4
"""Tokens before a number that stands behind the second word of a text."""


def names_something(reading: Reading, numeral: Numeral) -> bool:
    """Whether a number names something: "room 12", "No. 5", "Article 3(b)", "§ 47", "00184 Roma", "8 pm", "© 2024"."""
    start, end = reading.span(numeral.first, numeral.last)
    if _is_behind_its_word(reading, numeral) or _PARAGRAPH.search(reading.text, max(0, start - 2), start):
        return True
    if numeral.in_words:
        return False
    if numeral.value <= _HOURS and _HOUR.match(reading.text, end):
        return True  # in lexicons of English alone these are words for hours
    if reading.classes[numeral.first] == "Y" and _COPYRIGHT.search(reading.lower, max(0, start - _LONGEST_SIGN), start):
        return True
    return _is_time(reading, numeral) or _is_postcode(reading, numeral) or _is_postcode_in_parts(reading, numeral)


def _is_behind_its_word(reading: Reading, numeral: Numeral) -> bool:
    at = numeral.first - 1
    while at >= 0 and reading.classes[at] in " .º°" and numeral.first - at < _MOST_BETWEEN:
        at -= 1
    return at >= 0 and reading.classes[at] == "!" and numeral.first - at < _MOST_BETWEEN


def is_of_a_name(reading: Reading, numeral: Numeral) -> bool:
    """Whether a number belongs to a name before it: "the Echo 1 insert", "Rails 8.1 released".

    In English: behind a word whose capital is not that of the sentence, and in front of one in small letters, unless
    the number has decimals. Asked for of counts only; units are not looked for here.
    """
    classes, first, last = reading.classes, numeral.first, numeral.last
    if reading.language != "en" or classes[max(0, first - 2) : first] != "C ":
        return False
    if first < _SECOND or classes[first - 3] != " " or not classes[first - 4].isalpha():
        return False
    if classes[last : last + 1] != " " or last + 1 == len(classes):
        return False
    if numeral.value != int(numeral.value):
        return True
    name, thing = reading.word(first - 2), reading.word(last + 1)
    return classes[last + 1] == "w" and thing != "times" and not name.endswith(("'s", "’s", "top"))


def _is_time(reading: Reading, numeral: Numeral) -> bool:
    """Whether whole hours are those of a clock: "a las 20 horas", "od 9 do 17 hodin"."""
    if (said := _AT_HOURS.get(reading.language)) is None:
        return False
    start, end = reading.span(numeral.first, numeral.last)
    word = _NEXT_WORD.match(reading.lower, end)
    if word is None or units_of(reading.language).get(word[1], ("",))[0] != "hour":
        return False
    if _is_lasting(reading, numeral.last + 2):
        return False
    at, since = said
    least = max(0, start - _LONGEST_SIGN)
    if numeral.top is not None:
        return _HOURS < numeral.top <= _DAY and since.search(reading.lower, least, start) is not None
    if numeral.value == _DAY and _ALL_DAY.search(reading.lower, least, start):
        return False
    return numeral.value <= _DAY and at.search(reading.lower, least, start) is not None


def _is_lasting(reading: Reading, last: int) -> bool:
    """Whether what stands behind hours says how long: "2 heures de Paris", "24 uur per week", "20 horas semanales".

    Not a day, nor a part of one: "a las 20 horas de la tarde".
    """
    at = last + 1
    if at >= len(reading.starts):
        return False
    word, following = reading.word(at), reading.classes[at + 1 : at + 3]
    if word in _PER or word.startswith(_PERIODIC):
        return True
    return (word == "de" and following in {" w", " C"}) or (word == "d" and following[:1] in {"'", "’"})


def _is_postcode_in_parts(reading: Reading, numeral: Numeral) -> bool:
    """Whether digits are one half of "111 23 Stockholm", four before two letters ("1017 AB Delft"), "31-542 Kraków"."""
    written, (start, end) = reading.tokens[numeral.first], reading.span(numeral.first, numeral.last)
    is_before_name = reading.classes[numeral.last : numeral.last + 2] == " C"
    if numeral.last - numeral.first != 1:
        is_parted = is_before_name and _PARTED.fullmatch(reading.text, start, end) is not None
        return is_parted and (written.startswith("0") or reading.language not in {"en", "de"})
    if len(written) == 2:
        return is_before_name and _THREE_DIGITS.search(reading.text, max(0, start - 5), start) is not None
    letters = _LETTERS.match(reading.text, end) if len(written) == 4 else None
    if letters is None or letters["letters"] in units_of(reading.language):
        return False
    return reading.language == "nl" and (letters["town"] is None or letters["town"][1].isupper())


def _is_postcode(reading: Reading, numeral: Numeral) -> bool:
    """Whether five digits in a row stand in front of a name: "75001 Paris".

    Where nouns have capitals throughout, the name must be all that stands between two marks: "10115 Berlin".
    """
    classes, last = reading.classes, numeral.last
    written = reading.tokens[numeral.first]
    if last - numeral.first != 1 or len(written) != _POSTCODE or classes[last : last + 2] not in {" C", " R"}:
        return False
    if written.startswith("0"):
        return True
    if reading.language == "en":
        return False  # "12000 Visitors", in the capitals of a headline; a name is hardly ever taken for a plural
    before = classes[max(0, numeral.first - 2) : numeral.first].rstrip()[-1:]
    after = classes[last + 2 : last + 4].lstrip()[:1]
    return reading.language != "de" or (before in _AT_START and after in _AT_END)
