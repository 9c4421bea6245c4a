"""Titles of works and names of things in quotation marks of any style."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from scrape_clean.model import Annotation
from scrape_clean.records.annotate.reading import Reading

__all__ = ["titles"]

_PAIRS: Final = {
    "“": "”“", "„": '“”"', "‚": "‘’", "‘": "’", "«": "»", "‹": "›", "»": "«»", "›": "‹", "「": "」", "『": "』",
    "《": "》",
    "〈": "〉", "”": "”", '"': '"', "'": "'", "″": "″", "〝": "〟", "＂": "＂",
}  # fmt: skip
"""Opening marks (Unicode's Pi and Ps, and those that languages use the other way round) and what closes each."""
_ALWAYS: Final = frozenset("《『〈")
"""Marks for titles and nothing else."""
_CLOSING: Final = frozenset("”“\"‘’»›«‹」』》〉'″〟＂")
_MARK: Final = re.compile(f"[{re.escape(''.join(sorted({*_PAIRS, *_CLOSING})))}]")
_LONGEST: Final = 200
_LONGEST_UNCASED: Final = 30
"""Characters of a title in a script without capitals; what is longer is speech more often."""
_MOST_WORDS: Final = 14
_DEEPEST: Final = 4
_SENTENCE_END: Final = frozenset(("", ".", "!", "?"))
"""Behind these a capital says nothing."""
_DEFINES: Final = (
    " means",
    " shall mean",
    " refers to",
    " denotes",
    " bedeutet",
    " désigne",
    " significa",
    " se refiere",
)
_SMALL: Final = 3
"""Letters up to which a word of an English title may stand in small letters."""


class _Open(NamedTuple):
    at: int
    mark: str


def titles(reading: Reading) -> Iterator[Annotation]:
    """What stands in quotation marks and looks like a title: a capital first, no sentence, no defined term."""
    text = reading.text
    opened: list[_Open] = []
    for match in _MARK.finditer(text):
        at, mark = match.start(), match[0]
        closed = next((one for one in reversed(opened) if mark in _PAIRS[one.mark] and _closes(text, one.at, at)), None)
        if closed is not None:
            del opened[opened.index(closed) :]
            if _is_title(reading, closed, at):
                inner = text[closed.at + 1 : at]
                start = closed.at + 1 + len(inner) - len(inner.lstrip())
                end = closed.at + 1 + len(inner.rstrip().rstrip(",."))
                yield Annotation("title", start, end, text[start:end], " ".join(text[start:end].split()))
        elif mark in _PAIRS and _opens(text, at):
            opened = [one for one in opened if at - one.at <= _LONGEST][-_DEEPEST + 1 :]
            opened.append(_Open(at, mark))


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if not after or (after.isspace() and text[at] not in "«‹„“"):
        return False
    if before == "=":
        return False  # the value of an attribute, in code
    return not before or not before.isalnum() or text[at] in "「『《〈«“„" or before >= "\u2e80"


def _closes(text: str, opened: int, at: int) -> bool:
    if at == opened + 1 or at - opened > _LONGEST:
        return False
    after = text[at + 1 : at + 2]
    if text[at] in "'’\"" and after.isalnum() and after < "\u2e80":
        return False
    return not (text[at - 1].isspace() and text[at] in "'\"‘“")


def _is_title(reading: Reading, opened: _Open, end: int) -> bool:
    """Whether what stands between two marks is a title by its form and by what stands around it."""
    text = reading.text
    inner = text[opened.at + 1 : end].strip()
    if not inner or opened.mark in _ALWAYS:
        return bool(inner)
    before, after = text[max(0, opened.at - 2) : opened.at].rstrip()[-1:], text[end + 1 : end + 14]
    if (before in {"(", "["} and after[:1] in {")", "]", ","}) or after.startswith(_DEFINES):
        return False
    if inner[-1] in ",.;" and not inner.endswith("..."):
        if reading.language != "en" or " " not in inner:
            return False
        inner = inner[:-1]  # American usage puts the comma inside; speech has no capitals throughout
    words = inner.split()
    first = next((one for one in inner if one.isalpha()), "")
    if not first or len(words) > _MOST_WORDS:
        return False
    if len(words) == 1 and (before in _SENTENCE_END or inner.isupper() or any(one.isdigit() for one in inner)):
        return not _has_case(first)
    if not _has_case(first):
        return len(inner) <= _LONGEST_UNCASED
    if inner[0].isdigit():
        return len(words) > 1 and _is_capitalised(words[1:], reading.language)
    return first.isupper() and _is_capitalised(words, reading.language)


def _has_case(letter: str) -> bool:
    return letter.lower() != letter.upper()


def _is_capitalised(words: list[str], language: str) -> bool:
    """English titles have capitals throughout, but for small words; in other languages the first capital suffices."""
    if language != "en" or len(words) == 1:
        return True
    long = [word.strip("\"'“”‘’(),:;!?") for word in words]
    long = [word for word in long if len(word) > _SMALL and word[0].isalpha()]
    return not long or sum(word[0].isupper() for word in long) * 2 > len(long)
