"""Whether numbers of four digits are years, one alone or two as a range: what stands around them decides."""

import re
from functools import lru_cache
from typing import Final
from unicodedata import category

from babel import Locale, UnknownLocaleError

from scrape_clean.records.annotate.dates.atoms import Atom
from scrape_clean.records.annotate.dates.grammar import DOTTED
from scrape_clean.records.annotate.reading import Reading
from scrape_clean.records.annotate.words.money import CODES, currency_names
from scrape_clean.records.annotate.words.nouns import COUNTERS, IRREGULAR, NO_NOUNS, PERCENT
from scrape_clean.records.annotate.words.units import units_of

__all__ = ["are_years", "is_month", "is_year"]

_EARLIEST, _LATEST = 1000, 2200
"""Lone numbers outside are seldom years."""
_CUES_BEHIND: Final = frozenset("κβαυyp")
_MODERN: Final = range(1800, 2100)
_RECENT: Final = range(1950, 2060)
_TEMPORAL: Final = frozenset("KBAPXeyjzcD")
_WEAK: Final = frozenset("ibfUto&l")
"""Words that also stand before a count: "up to 2000 people"."""
_BOUNDARY: Final = frozenset(",;.:)]'\"|–-")
_OPENING: Final = frozenset("([,;:–-'\"|.><=~*")
_GOES_ON: Final = frozenset("&iotKfBAUlbPzcekpTGvWSMκβαυ")
_VERBS: Final = frozenset(
    (
        "is was will has had were are took saw would can could may did does shall should must began begins starts "
        "started ended ends marked marks it he she they we i"
    ).split()
)
"""English words that follow a subject or begin a clause, so that the number before them counts nothing."""
_SMALL_WORDS: Final = frozenset(
    "than as when where which who whose that via per with without against into onto under over".split()
)
_COPYRIGHT: Final = frozenset(("©", "℗", "copyright"))
_NUMBERED: Final = frozenset("pull gh pep rfc bpo changeset".split())
"""Words right before the number of a thing in software, in every language; some are verbs too, so not for counts."""
_REQUESTED: Final = frozenset(("pull", "merge"))
_ROLE: Final = re.compile(r":[^\W\d_][\w.+-]{0,30}:`$")
"""A role in reStructuredText, whose text is no date: ":issue:`2012`"."""
_LONGEST_ROLE: Final = 40
_DASHES: Final = frozenset("-–#")
_TIMES: Final = frozenset(("x", "×", "✕", "*"))
_UNSPACED: Final = frozenset(("zh", "ja", "ko", "th"))
_DIGITS: Final = frozenset("mdn3YN8")
_VOLUME: Final = re.compile(r"(?<![!#№] )(?<![!#№]\. )(?:[mdn3YN]|[mdn3YN] ?\([mdn3YN]\)) ?: ?$")
"""As before the pages of a journal, "12(3): 1018–22"; but not in "chapter 12: 1914–18"."""
_HOURS: Final = re.compile(r"[uW]\.? ?:? ?$")
_LAST_HOUR: Final = 2400
_OPENS_RANGE: Final = frozenset("KfPo")
_HIGHER: Final = re.compile(r"(?: [tU&] |(?P<dash>[–-]))(?P<top>[mdn][,.]3|[YN])(?![,.]?[mdn3YN])")
_REACH: Final = 8
_BEHIND: Final = re.compile(r"[ \u00a0\u202f]?([^\s\d,;:()\[\]\"'“”«»|!?–—-]+(?: [^\W\d_]+){0,2})")
_WIDEST: Final = 40
_LONGEST_SIGN: Final = 4
_LETTERS: Final = frozenset("mglLhKVW")
"""Symbols of units of one letter that stand for nothing else behind a number."""
_PLURALS: Final = {"nl": ("s", "en"), "it": ("i", "e"), **dict.fromkeys("en fr es pt ca".split(), ("s",))}


def is_year(reading: Reading, atom: Atom) -> bool:
    """Whether a lone number is meant as a year.

    A preposition of time or the word for year says so. A word that numbers things ("room", "No.") says it is none, and
    so does a noun that it counts. Alone between commas, in brackets or after a name at the end of a clause it is one.
    """
    year = atom.year or 0
    if not _EARLIEST <= year <= _LATEST:
        return False
    classes = reading.classes
    before, at = _before(classes, atom.first)
    after, next_at = _after(classes, atom.last)
    if _is_said(reading, atom.first, atom.last) or _word(reading, at) in _COPYRIGHT:
        return True
    if _is_no_year(reading, (before, at), after) or _is_dimension(reading, at, next_at):
        return False
    if _goes_higher(reading, atom.last, year, is_opened=before in _OPENS_RANGE):
        return False
    if before in _TEMPORAL or (before and before in "<>=") or after in _CUES_BEHIND:
        return True
    ends = after in _BOUNDARY or after in _GOES_ON or not after or _word(reading, next_at) in _VERBS | _SMALL_WORDS
    if before == "&" and classes[max(0, at - 2) : at] == "Y ":
        return year in _MODERN
    if before in _WEAK:
        counted = _is_model(reading, next_at) if before in "il" else not ends and _is_counted(reading, next_at)
        return ends or (year in _MODERN and not counted)
    if before == "C" and _is_short_code(reading, at):
        return ends and year in _RECENT
    if not before or before in _OPENING:
        return year in _MODERN and (ends or not _is_counted(reading, next_at))
    return ends and year in _MODERN and before in "CwxMSWDEOF)v"


def is_month(reading: Reading, atom: Atom) -> bool:
    """Whether a number with decimals is a month and a year: "05.2024", "5.2024", but not "1.1050" or "2.1050 EUR".

    With a zero in front it is no decimal. Else the year must be one that people write about, a recent one where the
    language has a point before decimals, and neither a currency nor a unit may stand beside it.
    """
    year, first, last = atom.year or 0, atom.first, atom.last
    if reading.classes[first:last] != "m.Y":
        return True
    if reading.tokens[first].startswith("0"):
        return _EARLIEST <= year <= _LATEST
    if year not in (_MODERN if reading.language in DOTTED else _RECENT):
        return False
    before, at = _before(reading.classes, first)
    after, next_at = _after(reading.classes, last)
    if after in {"%", "°", "μ"} or _word(reading, next_at) in PERCENT or (before != "|" and _is_money(reading, at)):
        return False
    is_of_next = _is_currency(reading, next_at) and _is_number(reading, next_at + 1)
    return is_of_next or not (_is_money(reading, next_at) or _is_measured(reading, last, with_names=True))


def _is_said(reading: Reading, first: int, last: int) -> bool:
    """Whether tokens have a word for year or era among them; "m." is one in Lithuanian, and "m" a metre."""
    return any(
        reading.classes[at] in "年yzc" and not (reading.value(at) and reading.classes[at + 1 : at + 2] != ".")
        for at in range(first, last)
    )


def are_years(reading: Reading, first: int, last: int, ends: tuple[int, int]) -> bool:
    """Whether two numbers that make a range are years: unless what stands beside them says that they are not.

    A currency, a unit or a word that numbers things does; so do a plural and letters for a currency beside round
    numbers, and what pages of a journal and opening hours stand behind. A currency behind them does not if it is that
    of another number, and no name that begins like one or like a unit does beside years of this age: "2005–2010 HR".

    Args:
        reading: The text.
        first: Where the range begins.
        last: The token behind it.
        ends: The numbers.
    """
    classes = reading.classes
    before, at = _before(classes, first)
    after, next_at = _after(classes, last)
    if before in {"j", "y"} or after in {"j", "z", "c"} or "j" in classes[first:last]:
        return True
    if _is_said(reading, first, next_at + (after == "y")):
        return True
    if _word(reading, at) in _COPYRIGHT and ends[1] <= _LATEST:
        return True
    if ends[1] > _LATEST or before in {"!", "#", "№", "@", "_"} or after in {"%", "°", "+", "μ"}:
        return False
    if before in {"–", "-"} and classes[max(0, at - 2) : at].strip()[-1:] in _DIGITS:
        return False
    least = max(0, first - _REACH)
    if _VOLUME.search(classes, least, first) or (_are_hours(ends) and _HOURS.search(classes, least, first)):
        return False
    is_round = _are_round(ends, reading.language)
    is_likely = is_round or not (ends[0] in _RECENT and ends[1] in _RECENT)
    if _is_currency(reading, at, with_codes=is_likely):
        return False
    is_of_next = not is_round and _is_currency(reading, next_at) and _is_number(reading, next_at + 1)
    if not is_of_next and (
        _is_currency(reading, next_at, with_codes=is_likely) or _is_measured(reading, last, with_names=is_likely)
    ):
        return False
    return not (is_round and (_is_plural(reading, next_at) or any(_is_sign(reading, one) for one in (at, next_at))))


def _are_hours(ends: tuple[int, int]) -> bool:
    """Whether two numbers may be times without a colon: "1000–1830"."""
    return ends[1] <= _LAST_HOUR and all(end % 100 < 60 for end in ends)


def _are_round(ends: tuple[int, int], language: str) -> bool:
    """Whether two numbers look like counts more than like years; in German any noun behind may be counted."""
    usual = _MODERN if language == "de" else _RECENT
    step = 50 if ends[0] in usual and ends[1] in usual else 10
    return all(end % step == 0 for end in ends)


def _is_currency(reading: Reading, at: int, *, with_codes: bool = True) -> bool:
    """Whether a token is a sign or code of a currency."""
    if not 0 <= at < len(reading.tokens):
        return False
    written = reading.tokens[at]
    return category(written[0]) == "Sc" or (with_codes and written in CODES)


def _is_sign(reading: Reading, at: int) -> bool:
    """Whether a token is letters that stand for a currency; CLDR's table is loaded only where it may be."""
    if not 0 <= at < len(reading.tokens) or reading.classes[at] not in "wC":
        return False
    written = reading.tokens[at]
    return len(written) <= _LONGEST_SIGN and written in _signs(reading.language)


def _is_money(reading: Reading, at: int) -> bool:
    return _is_currency(reading, at) or _is_sign(reading, at)


@lru_cache(maxsize=64)
def _signs(language: str) -> frozenset[str]:
    """Letters that CLDR writes for currencies in a language, "zł"; and rupees, for which it has a sign now."""
    try:
        signs = Locale.parse(language).currency_symbols.items()
    except (UnknownLocaleError, ValueError):
        return frozenset()
    return frozenset(bare for code, sign in signs if len(bare := sign.rstrip(".")) > 1 and sign != code) | {"Rs"}


def _is_measured(reading: Reading, last: int, *, with_names: bool) -> bool:
    """Whether the name of a unit or of a currency stands behind some tokens, or with a capital that it needs not."""
    end = reading.ends[last - 1]
    match = _BEHIND.match(reading.text, end, end + _WIDEST)
    if match is None or reading.classes[_after(reading.classes, last)[1]] not in "wCx?":
        return False
    units, currencies = units_of(reading.language), currency_names(reading.language)
    words = match[1]
    while words:
        bare = words.rstrip(".…")
        low = bare.lower() if with_names else bare
        if len(bare) > 1 and (bare in units or low in units or low in currencies):
            return bare not in NO_NOUNS[""] or words == match[1]  # "ha" is a hectare, and Italian for has
        words = words[: max(words.rfind(" "), 0)]
    return match[1].partition(" ")[0] in _LETTERS


def _is_plural(reading: Reading, at: int) -> bool:
    """Whether a noun that is counted stands at a place, as far as its form tells."""
    letter, word = reading.classes[at : at + 1], _word(reading, at)
    if reading.language in COUNTERS:
        return letter in {"x", "?"} and word[0] in COUNTERS[reading.language]
    if reading.language == "de":
        return letter == "C"
    ending = _PLURALS.get(reading.language)
    is_plural = ending is not None and word.endswith(ending) and not word.endswith(("us", "ss", "is"))
    return letter == "w" and (is_plural or (reading.language == "en" and word in IRREGULAR))


def _is_no_year(reading: Reading, before: tuple[str, int], after: str) -> bool:
    """Whether what stands beside a number says that it is none: "room", "No.", a currency, a per cent sign."""
    letter, at = before
    if letter == "!" or after in {"%", "°", "+"} or _is_numbered(reading, at):
        return True
    if reading.language in _UNSPACED and (after == "!" or "x" in {letter, after}):
        return True
    if letter == "=":
        return reading.classes[max(0, at - 2) : at].strip()[-1:] not in {"<", ">"}
    if letter in {"–", "-"} and at and reading.classes[at - 1 - (reading.classes[at - 1] == " ")] in "mdn3N":
        return True
    return letter in {"?", "#", "$", "№", "/", "@", "_", "&"} and not reading.word(at)[0].isalpha()


def _is_numbered(reading: Reading, at: int) -> bool:
    """Whether a number is that of a pull request, a proposal or the like, by the token before it."""
    if at < 0:
        return False
    end = reading.ends[at]
    if reading.tokens[at] == "`":
        return _ROLE.search(reading.text, max(0, end - _LONGEST_ROLE), end) is not None
    if reading.tokens[at] in _DASHES:
        at -= 1  # "GH-2012"
    word = _word(reading, at)
    return word in _NUMBERED or (word == "request" and _word(reading, at - 2) in _REQUESTED)


def _goes_higher(reading: Reading, last: int, year: int, *, is_opened: bool) -> bool:
    """Whether a number is the start of a range that ends above all years: "from 1500 to 3,000 m", "2000-2500 EUR"."""
    match = _HIGHER.match(reading.classes, last)
    if match is None or not (is_opened or match["dash"]) or (year in _RECENT and year % 50):
        return False
    return len(match["top"]) > 1 or int(reading.tokens[match.start("top")]) > _LATEST


def _is_dimension(reading: Reading, before: int, after: int) -> bool:
    """Whether a number is one side of something: "1800 x 1920"."""
    return (_word(reading, after) in _TIMES and _is_number(reading, after + 1)) or (
        before > 0 and _word(reading, before) in _TIMES and _is_number(reading, before - 1, -1)
    )


def _is_number(reading: Reading, at: int, step: int = 1) -> bool:
    """Whether a number stands at a place, or behind the space there."""
    classes = reading.classes
    if classes[at : at + 1] == " ":
        at += step
    return at >= 0 and classes[at : at + 1] in set("mdn3Y8N")


def _before(classes: str, first: int) -> tuple[str, int]:
    """The class of the token before, white space left out; a full stop of an abbreviation ("No.") is passed over."""
    at = first - 1
    if at >= 0 and classes[at] == " ":
        at -= 1
    if at >= 1 and classes[at] in ".º°:" and classes[at - 1] in "!X" and (classes[at] != ":" or classes[at - 1] == "!"):
        at -= 1
    return (classes[at], at) if at >= 0 else ("", at)


def _after(classes: str, last: int) -> tuple[str, int]:
    at = last + 1 if classes[last : last + 1] == " " else last
    return classes[at : at + 1], at


def _word(reading: Reading, at: int) -> str:
    return reading.word(at) if 0 <= at < len(reading.starts) else ""


def _is_model(reading: Reading, at: int) -> bool:
    """Whether what follows the number is a name in capitals: "the 1800 ES"."""
    if at >= len(reading.starts):
        return False
    written = reading.text[reading.starts[at] : reading.ends[at]]
    return written.isupper() and written.isalpha()


def _is_counted(reading: Reading, at: int) -> bool:
    """Whether the word behind a number may be a noun that it counts: a plural, as far as its form tells."""
    letter, word = reading.classes[at], reading.word(at)
    if reading.language in {"en", "fr", "es", "pt", "ca", "nl"}:
        plural = word.endswith("s") and not word.endswith(("us", "ss", "is"))
        return letter != "w" or plural or word in {"people", "men", "women", "children", "mensen"}
    if reading.language == "it":
        return letter != "w" or word.endswith(("i", "e"))
    return letter == "C" if reading.language == "de" else True


def _is_short_code(reading: Reading, at: int) -> bool:
    written = reading.text[reading.starts[at] : reading.ends[at]]
    return len(written) <= 5 and written.isupper()
