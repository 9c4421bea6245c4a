"""Acronyms with what they stand for, in either order: "World Health Organization (WHO)", "WHO (World Health ...)".

Candidates are found as by Schwartz and Hearst (2003, "A simple algorithm for identifying abbreviation definitions in
biomedical text"); which words the letters stand for is decided by `alignment`.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from scrape_clean.model import Annotation
from scrape_clean.records.annotate.alignment import begins, is_small, score, threshold
from scrape_clean.records.annotate.reading import Reading

__all__ = ["acronyms"]

_NESTED: Final = re.compile(r"(?P<open>\()(?P<inner>[^\W_][\w ]{0,6}\([\w+-]{1,6}\)\w{0,4})\)")
_BRACKETS: Final = re.compile(r"(?P<open>[(\[（［])(?P<inner>[^()\[\]（）［］]{2,300})[)\]）］]")
_CUES: Final = (
    "hereinafter referred to as|hereinafter|hereafter|henceforth|referred to as|abbreviated as|abbreviated to"
    "|abbreviated|abbr\\.?|acronym|also known as"
    "|known as|also called|also|called|or|the|formerly|i\\.e\\.,?|in short|for short"
    "|short|abbreviation|below|now|in French|in English"
    "|in Spanish|English|French|German|engl\\.|ci-après|en abrégé|sigle"
    "|im Folgenden|nachfolgend|kurz|abgekürzt|en adelante|en lo sucesivo|por sus siglas en inglés|siglas|sigla"
    "|di seguito|in breve|abbreviato|doravante|далее|сокращённо|сокращенно|сокр\\.|以下简称|简称|略称|以下|英文|英語"
)
"""Words that introduce a short form."""
_LEAD: Final = re.compile(rf"\s*(?:(?:{_CUES})[\s:,–-]*(?:the\s+)?){{0,6}}(?:[\"“”„'‘’«»「」]\s*)?", re.IGNORECASE)
_SHORT: Final = re.compile(
    r"[^\W_]\w{0,6}\([\w+-]{1,6}\)\w{0,4}|(?:[^\W_]\.){2,8}[^\W_]?\.?|[A-Z]\. [a-z]{2,20}"
    r"|[^\W_][\w+&./'’–-]*[\w+](?: [\w&./+-]{1,9})?"
)
_SHORT_BEFORE: Final = re.compile(r"(?<![^\s\"“‘'(\[/,;–-])(?:(?:[^\W_]\.){2,8}|[^\W_][\w+&./-]{0,10}[\w+])$")
_END: Final = re.compile(r"[\"“”„'‘’»«」]?\s*(?:[,;:=].*)?$", re.DOTALL)
_WORD: Final = re.compile(r"[^\W_]+")
_BREAK: Final = re.compile(r"[.!?;:](?=\s)|[()\[\]（）;\"“”«»]|\n|--(?=\S)")
_LISTED: Final = re.compile(r", (?:and|or|und|et|y|e|и) ")
"""Between the last two of a list; the long form begins behind it, unless its letters fit only what is in front too."""
_HAN_RUN: Final = re.compile(r"[\u4e00-\u9fff\u30a0-\u30ff々ー・]{3,40}$")
_LONE: Final = re.compile(r"(?<![^\W\d_])(?P<word>[^\W\d_]{4,}+)\s{0,2}\((?P<letter>[^\W\d_])(?=[);,])")
_LONE_LETTER: Final = re.compile(r"\([^\W\d_](?=[);,])")
_NO_SHORT: Final = frozenset(
    (
        "see eg ie e.g i.e cf fig figs table ref refs no vol pp p ed eds chapter section appendix above below left "
        "right top bottom See Fig Figs Table and or the in of on mean range total yes not new old one two three all "
        "both n.d ibid op.cit viz"
    ).split()
)
_COUNTED: Final = re.compile(r"\d+(?:st|nd|rd|th|s|%|mg|ml|kg|g|cm|mm|m|km|h|d|years?|y)?")
_LAST_OF_SOME: Final = re.compile(r"(?P<mark>[,;])\s+[\"“‘']?(?P<short>[^\W_][\w+&./-]{0,11})[\"”’']?\s*$")
_GENUS: Final = re.compile(r"[A-Z]\. [a-z]+")
"""A species with its genus cut short: "E. coli"."""
_DOTTED: Final = re.compile(r"\w[._]\w")
_SUBSCRIPT: Final = re.compile(r"([A-Za-z])\(([a-zA-Z])\)")
_GLUED: Final = re.compile(r"(?<=\w)\([^()\s]{1,30}\)(?=[\w/-])")
"""Brackets in a word: "benz(a)anthracene"."""
_FEWEST, _MOST = 2, 12
_LONGEST_SPECIES: Final = 24
_WINDOW: Final = 400
"""Characters before a bracket that a long form may begin in."""
_TOLERANCE: Final = 0.2
"""By how much a long form in brackets may fall short: that it stands there says something already."""

_Pair = tuple[int, int, str]
"""Where the long form begins and ends, and the short form."""


class _Part(NamedTuple):
    """A word of the text before the bracket."""

    start: int
    end: int
    letters: str


def acronyms(reading: Reading) -> Iterator[Annotation]:
    """Pairs of a long and a short form: the span is the long form, the value the short one."""
    text = reading.text
    if "(" not in text and "[" not in text and "（" not in text and "［" not in text:
        return
    seen: set[tuple[int, int]] = set()
    for match in (*_BRACKETS.finditer(text), *_NESTED.finditer(text)):
        found = _behind(text, match) or _before(text, match) or _enclosed(text, match)
        if found is not None and found[:2] not in seen:
            seen.add(found[:2])
            yield _annotation(text, found)
    yield from (_annotation(text, found) for found in _lone_letters(text, defines=bool(seen)))


def _annotation(text: str, pair: _Pair) -> Annotation:
    start, end, short = pair
    return Annotation("acronym", start, end, text[start:end], short)


def _lone_letters(text: str, *, defines: bool) -> Iterator[_Pair]:
    """One letter that stands for the word before it, in a text that uses it again or defines other short forms."""
    if not _LONE_LETTER.search(text):
        return
    used: dict[str, bool] = {}
    for match in _LONE.finditer(text):
        letter = match["letter"]
        if not letter.isupper() or letter in "AI" or match["word"][0].upper() != letter:
            continue
        if letter not in used:
            used[letter] = defines or bool(re.search(rf"(?<![\w.(-]){letter}(?![\w.)-])", text))
        if used[letter]:
            yield match.start("word"), match.end("word"), letter


def _behind(text: str, match: re.Match[str]) -> _Pair | None:
    """Long form, then the short one in brackets."""
    inner = match["inner"]
    lead = _LEAD.match(inner)
    short = _SHORT.match(inner, lead.end() if lead else 0)
    if short is None or not _is_short(short[0]) or not _END.match(inner, short.end()):
        return None
    opened = match.start()
    if match["open"] in "（(" and short[0].isascii() and short[0].isupper():
        run = _HAN_RUN.search(text, max(0, opened - 60), opened)
        if run is not None:  # letters say nothing about Han characters; that they stand there does
            return run.start(), run.end(), short[0]
    least = max(0, opened - _WINDOW)
    for letters in _spellings(short[0]):
        if long := _long_form(text, least, opened, (short[0], letters)):
            return None if _is_call(text[slice(*long)], short[0], text[opened - 1]) else (*long, short[0])
    return None


def _is_call(long: str, short: str, before: str) -> bool:
    """Whether the bracket right behind a word holds what a function is given: "tasks.remove(task)", "append(app)"."""
    return not before.isspace() and " " not in long and (short.islower() or _DOTTED.search(long) is not None)


def _spellings(short: str) -> Iterator[str]:
    """The letters of a short form; first with its subscript in front: T(a) is the ambient temperature."""
    if subscript := _SUBSCRIPT.fullmatch(short):
        yield _folded(subscript[2] + subscript[1])
    yield _folded(short)


def _before(text: str, match: re.Match[str]) -> _Pair | None:
    """Short form, then the long one in brackets."""
    opened = match.start()
    short = _SHORT_BEFORE.search(text[max(0, opened - 30) : opened].rstrip())
    if short is None or not _is_short(short[0]) or not any(one.isupper() for one in short[0]):
        return None
    inner = match["inner"]
    start = match.start("inner") + len(inner) - len(inner.lstrip(" \"“‘'«"))
    stop = re.search(r"[;,:]|\s[-–]\s", inner)
    letters = _folded(short[0])
    for limit in (match.end("inner"), match.start("inner") + stop.start() if stop else 0):
        end = _trimmed(text, start, limit)
        words = tuple(part.letters for part in _parts(text, start, end))
        if 1 < len(words) <= 3 * len(short[0]) and letters not in words:
            best = max(score(letters, words[first:]) for first in range(min(3, len(words) - 1)))
            if best >= threshold(letters) - _TOLERANCE:
                return start, end, short[0]
    return None


def _enclosed(text: str, match: re.Match[str]) -> _Pair | None:
    """Both in the same brackets, the short form last; or the short form behind a number or the like."""
    inner, begin = match["inner"], match.start("inner")
    cut = _LAST_OF_SOME.search(inner)
    if cut is None or not _is_short(cut["short"]) or not any(one.isupper() for one in cut["short"]):
        return None
    short, letters = cut["short"], _folded(cut["short"])
    long = _long_form(text, begin, begin + cut.start(), (short, letters))
    if long and "," not in text[slice(*long)] and sum(map(_is_spoken, _WORD.findall(text, *long))) > 1:
        return *long, short
    if cut["mark"] == ";":
        long = _long_form(text, max(0, match.start() - _WINDOW), match.start(), (short, letters))
        return (*long, short) if long else None
    return None


def _is_spoken(word: str) -> bool:
    """Whether a word is no acronym itself."""
    return any(one.islower() for one in word)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " \"”’'».,;":
        end -= 1
    return end


def _is_short(short: str) -> bool:
    """Whether a string may be an acronym: of two to twelve letters and digits (a species of more), in two words."""
    bare = [one for one in short if one.isalnum()]
    most = _LONGEST_SPECIES if _GENUS.fullmatch(short) else _MOST
    if not _FEWEST <= len(bare) <= most or len(short.split()) > 2 or not any(one.isalpha() for one in bare):
        return False
    if "_" in short and short.islower():
        return False  # a name in a program
    return short not in _NO_SHORT and not _COUNTED.fullmatch(short)


@lru_cache(maxsize=4096)
def _folded(form: str) -> str:
    """Letters and digits without accents, in lower case."""
    plain = unicodedata.normalize("NFKD", form)
    return "".join(one for one in plain.lower() if one.isalnum())


def _parts(text: str, start: int, end: int) -> list[_Part]:
    return [_Part(match.start(), match.end(), _folded(match[0])) for match in _WORD.finditer(text, start, end)]


def _long_form(text: str, start: int, end: int, form: tuple[str, str]) -> tuple[int, int] | None:
    """Where the long form of a short one, given with its letters, stands that follows it; None if none fits."""
    stop = end
    while stop > start and text[stop - 1] in " \"”’'»,":
        stop -= 1
    whole = {at for glued in _GLUED.finditer(text, start, stop) for at in (glued.start(), glued.end() - 1)}
    for broken in _BREAK.finditer(text, start, stop):
        if broken.start() not in whole and not _is_abbreviation(text, broken.start()):
            start = broken.end()
    listed = [match.end() for match in _LISTED.finditer(text, start, stop)]
    if listed and (long := _fitting(text, listed[-1], stop, form)):
        return long
    return _fitting(text, start, stop, form)


def _fitting(text: str, start: int, stop: int, form: tuple[str, str]) -> tuple[int, int] | None:
    """The last words of a part of a text that a short form, given with its letters, stands for."""
    short, letters = form
    parts = _nearest(_parts(text, start, stop), _words(short))
    if parts and parts[-1].letters == letters:
        return None
    first = None
    if len(letters) > 2 and short.endswith("s") and short[-2:-1].isupper():
        first = _first_word(letters[:-1], parts)
    if first is None:
        first = _first_word(letters, parts)
    if first is None:
        return None
    long = text[first.start : stop]
    if len(_folded(long)) <= len(letters) or letters in {part.letters for part in parts if part.start >= first.start}:
        return None  # what holds the short form as a word does not say what it stands for
    return _token_start(text, first.start, start), stop


def _nearest(parts: list[_Part], most: int) -> list[_Part]:
    """The last words of some, as many as are given, small ones not counted."""
    count = 0
    for at in range(len(parts) - 1, -1, -1):
        count += not is_small(parts[at].letters)
        if count > most:
            return parts[at + 1 :]
    return parts


def _first_word(letters: str, parts: list[_Part]) -> _Part | None:
    """The word that the long form begins with: the one with the best score, of equals the nearest."""
    least, best = threshold(letters), None
    for first in range(len(parts) - 1, -1, -1):
        word = parts[first].letters
        if begins(word, letters[0]) and not is_small(word):
            fit = score(letters, tuple(part.letters for part in parts[first:]))
            if fit >= least and (best is None or fit > least):
                least, best = fit, parts[first]
    return best


def _token_start(text: str, at: int, least: int) -> int:
    """The beginning of a word with what a hyphen joins to it: "2,6-diaminopurine", "anti-MuSK"."""
    if at == 0 or text[at - 1] not in "-‐‑":
        return at
    while at > least and not text[at - 1].isspace() and text[at - 1] not in '"“‘«([/':
        at -= 1
    return at


def _is_abbreviation(text: str, at: int) -> bool:
    """Whether a full stop ends an initial or "U.S." rather than a sentence."""
    return text[at] == "." and at >= 2 and text[at - 1].isupper() and not text[at - 2].isalnum()


def _words(short: str) -> int:
    """How many words before the bracket are looked at (Schwartz and Hearst, with one more for two letters)."""
    letters = sum(one.isalnum() for one in short)
    return min(letters + 5, letters * 2 + 1)
