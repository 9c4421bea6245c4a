"""Words that sites append to any text ("read more", in any language), learnt from the texts themselves."""

import re
from collections import Counter
from collections.abc import Container, Hashable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import islice

from scrape_clean.dedupe.evidence import Wording
from scrape_clean.dedupe.normal import Form, shortened
from scrape_clean.dedupe.standing import Standing

__all__ = ["appended_tails", "without_tail"]

LONGEST_TAIL = 5
"""Words of an appended tail."""
PLAIN_TAIL = 3
"""Longer ones may well be a sentence that stands in many texts: they must not end like one."""
LONGEST_UNSPACED = 6
"""The same in characters, for scripts without spaces."""
STEMS = 5
"""Texts that must stand both without the tail and with it, set off: a fact is rarely added to so many of them so."""
SET_OFF_SHARE = 0.2
"""Share of these among all that stand with and without the tail: words that go on with a sentence are not set off."""
STANDING_SHARE = 0.1
"""Share of the texts that end with the tail, set off, which stand without it: a short sentence ("Yeah.") ends many
texts, few of which stand without it by chance."""
BATCH = 4096
"""Texts looked up at once."""
LOOKED_AT = 100
"""Characters in which a tail stands."""

_BEFORE = re.compile(
    r"[\[(|.!?:;\u00bb\u203a\u2026\u2190-\u21ff\u25a0-\u25ff\u2794-\u27bf\u3002\uff01\uff1f\uff1a\u061f\u0964]"
    r"[\"'\u201d\u2019\u00bb)\]]?\s*$"
)


_SENTENCE_END = (".", "!", "?", ":", "\u3002", "\uff01", "\uff1f", "\u061f", "\u0964")


def _is_arrow(token: str) -> bool:
    return "\u2190" <= token <= "\u2bff"


def _before(text: str, tail: tuple[str, ...]) -> str | None:
    """The end of the text in front of its tail; None where the tail stands otherwise in the text."""
    end = text[-2 * LOOKED_AT :].casefold().replace("\u0131", "i")  # as in the normal form
    for word in reversed(tail):
        at = end.rfind(word)
        if at < 0 or any(char.isalnum() for char in end[at + len(word) :]):
            return None
        end = end[:at]
    return end


def _is_set_off(text: str, tail: tuple[str, ...]) -> bool:
    """Whether the tail stands in brackets or after a finished sentence or line."""
    before = _before(text, tail)
    return before is not None and _BEFORE.search(before[-LOOKED_AT // 10 :]) is not None


def _tails(tokens: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The last words of a text that may be appended ones, the longest first."""
    unspaced = len(tokens[-1]) == 1 and tokens[-1] >= "\u0e00" if tokens else False
    longest = LONGEST_UNSPACED if unspaced else LONGEST_TAIL
    for size in range(min(longest, len(tokens) - 1), 0, -1):
        yield tokens[-size:]


def _continuing(known: Iterable[Wording]) -> Iterator[Wording]:
    """Those of some texts that go on where another one ends, but for a few words.

    In the order of their keys, a text stands behind those that it begins with.
    """
    begun: list[str] = []
    for one in known:
        key = one.form.key
        while begun and not key.startswith(begun[-1]):
            begun.pop()
        if begun:
            tail = one.form.tokens[-LONGEST_UNSPACED:]
            if len(key) - sum(map(len, tail)) - len(tail) <= len(begun[-1]):  # there may be spaces between digits
                yield one
        begun.append(key)


def _tails_of_stems(known: Iterable[Wording], standing: Standing) -> Iterator[tuple[tuple[str, ...], str]]:
    """Tails behind texts that also stand without them, each with the whole text."""
    wordings = _continuing(known)
    while batch := list(islice(wordings, BATCH)):
        parts = [(one, tail) for one in batch for tail in _tails(one.form.tokens)]
        stand = standing.among([one.form.tokens[: -len(tail)] for one, tail in parts])
        yield from ((tail, one.text) for (one, tail), stands in zip(parts, stand, strict=True) if stands)


def appended_tails(known: Iterable[Wording], standing: Standing) -> frozenset[tuple[str, ...]]:
    """Tails that stand set off behind several different texts which also stand without them.

    Args:
        known: The texts, in the order of their keys; read twice.
        standing: Their tokens.
    """
    stems: Counter[tuple[str, ...]] = Counter()
    set_off: Counter[tuple[str, ...]] = Counter()
    for tail, text in _tails_of_stems(known, standing):
        if all(token.isalpha() or _is_arrow(token) for token in tail):
            stems[tail] += 1
            finished = len(tail) > PLAIN_TAIL and text.rstrip().endswith(_SENTENCE_END)
            set_off[tail] += not finished and _is_set_off(text, tail)
    found = {tail for tail, count in set_off.items() if count >= max(STEMS, SET_OFF_SHARE * stems[tail])}
    ends = _ends(known, found)
    return frozenset(tail for tail in found if set_off[tail] >= STANDING_SHARE * ends[tail])


def _ends(known: Iterable[Wording], tails: AbstractSet[tuple[str, ...]]) -> Counter[tuple[str, ...]]:
    """How many of some texts end with each of some tails, set off."""
    lasts = {tail[-1] for tail in tails}
    ending = (one for one in known if one.form.tokens and one.form.tokens[-1] in lasts) if lasts else ()
    return Counter(
        tail for one in ending for tail in _tails(one.form.tokens) if tail in tails and _is_set_off(one.text, tail)
    )


def _has_capital(text: str, word: str) -> bool:
    """Whether a text that is not all in capitals ends with a word that has one, as the first word of a link has."""
    end = text[-LOOKED_AT:].rstrip("\t\n .\u2026\u00bb\u203a>")
    last = end[-len(word) :]
    return last.casefold() == word and last[0].isupper() and not last[1:].isupper() and not text.istitle()


def without_tail(
    form: Form, text: str, tails: frozenset[tuple[str, ...]], plain: Container[Hashable] = frozenset()
) -> Form:
    """The form without an appended tail.

    A tail of one word must be set off, or stand with a capital behind a text that stands without it too (``plain``).
    """
    for tail in _tails(form.tokens):
        if tail not in tails:
            continue
        if len(tail) > 1 or _is_set_off(text, tail) or (form.tokens[:-1] in plain and _has_capital(text, tail[0])):
            before = _before(text, tail) or ""
            cut = before.rstrip().endswith(("\u2026", ".."))
            return shortened(form, len(tail), cut=cut)
    return form
