"""What the words around a date say about it: since, before, after, until, by, about."""

import re
from typing import Final, NamedTuple

from scrape_clean.records.annotate.reading import Reading

__all__ = ["Cue", "cue_of"]

_ROLES: Final = {
    "K": "since",
    "B": "before",
    "A": "after",
    "U": "until",
    "b": "by",
    "ω": "until",
    "P": "between",
    "f": "from",
}
_BEHIND: Final = {"κ": "since", "β": "before", "α": "after", "υ": "until"}
_FILLERS: Final = frozenset(" 'lioyjW-Z")
_FURTHEST: Final = 10
_FROM: Final = frozenset("from von с со з із від από 从 從 自 dari từ dal dall dalla".split())
"""Prepositions that mean a beginning by themselves; "de", "du", "del" say no such thing."""
_NOT_FROM: Final = frozenset(["dates", "date", "dating", "dated"])
_COMPARED: Final = re.compile(r"(?<![-–>])(?P<sign>[<>] ?=?|=[<>]) ?$")
_COMPARISONS: Final = {">=": "since", "=>": "since", "<=": "until", "=<": "until", ">": "after", "<": "before"}
_TAG: Final = re.compile(r"[^\s\d<>=][^<>]*> ?$")
_LONGEST_TAG: Final = 200
_AFTERWARDS: Final = re.compile(r",? ?[-'(]? ?(?:y ?)?(?P<cue>[κβαυ])")
_ALSO: Final = re.compile(r" &[ ](?P<cue>[AB])(?= ?[.,;:)]|$)")
"""As in "1/1/2016 and after", but not in "and after my work is done"."""
_BARE: Final = frozenset(("year", "decade", "century", "session", "old"))


class Cue(NamedTuple):
    """The role that the words around a date give it, and whether they make it vague."""

    role: str = ""
    vague: bool = False
    circa: bool = False
    last: int = 0
    """Behind which token a cue that follows the date ends."""


def cue_of(reading: Reading, first: int, last: int, form: str) -> Cue:
    """The cue of a date that stands from token ``first`` to before ``last``."""
    classes = reading.classes
    role, vague, circa = _in_front(reading, first, form)
    behind = _AFTERWARDS.match(classes, last)
    if behind and role in {"", "between", "from"}:
        role = _BEHIND[behind["cue"]]
        last = behind.end()
    elif not role and (also := _ALSO.match(classes, last)) is not None:
        role = "since" if also["cue"] == "A" else "until"
    elif classes[last : last + 1] == "X" and reading.language in {"zh", "ja", "ko"}:
        circa = True
    return Cue(role, vague, circa, last)


def _in_front(reading: Reading, first: int, form: str) -> tuple[str, bool, bool]:
    classes = reading.classes
    sign = _COMPARED.search(classes, max(0, first - 4), first)
    if sign is not None and not _is_behind_tag(reading, reading.starts[first]):
        return _COMPARISONS[sign["sign"].replace(" ", "")], False, False
    vague = circa = apart = False
    at, least = first - 1, max(0, first - _FURTHEST)
    while at >= least:
        letter = classes[at]
        if letter == "e":
            vague = vague or not apart
        elif letter == "i":
            apart = True
        elif letter == "X":
            circa = True
        elif letter in _ROLES:
            role = _ROLES[letter]
            if role == "from":
                role = "since" if _opens(reading, at, form) else ""
            return role, vague, circa
        elif letter not in _FILLERS and not (letter == "." and at and classes[at - 1] in "Xe"):
            break
        at -= 1
    return "", vague, circa


def _is_behind_tag(reading: Reading, start: int) -> bool:
    """Whether a bracket that is opened and closed stands before a place: "<pubDate>2002", "<jo@example.org> 2002"."""
    opened = reading.text.rfind("<", max(0, start - _LONGEST_TAG), start)
    return opened >= 0 and _TAG.match(reading.text, opened + 1, start) is not None


def _opens(reading: Reading, at: int, form: str) -> bool:
    """Whether "from" begins a time: not in "dates from 1803", "letters from the 18th century"."""
    if reading.word(at) not in _FROM or form in {"decade", "century", "old"}:
        return False
    before = at - 2 if at >= 2 and reading.classes[at - 1] == " " else at - 1
    if before < 0:
        return True
    word = reading.word(before)
    if word in _NOT_FROM:
        return False
    return not (
        form in _BARE
        and reading.language == "en"
        and (word == "is" or (word.endswith("s") and reading.classes[before] == "w"))
    )
