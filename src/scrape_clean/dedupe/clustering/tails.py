"""Words that sites append to any text ("read more", in any language), learnt from the texts themselves."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scrape_clean.dedupe.clustering.collection import Wordings
from scrape_clean.dedupe.normalization.normal import Form, shortened
from scrape_clean.dedupe.normalization.sequences import Flags, Hashes, Sequences

__all__ = ["appended_tails", "standing_before", "without_tail"]

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
    end = text[-2 * LOOKED_AT :].casefold()
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


def _longest(tokens: Sequence[str]) -> int:
    """How many last words of a text may be appended ones."""
    unspaced = bool(tokens) and len(tokens[-1]) == 1 and tokens[-1] >= "\u0e00"
    return min(LONGEST_UNSPACED if unspaced else LONGEST_TAIL, len(tokens) - 1)


def _tails(tokens: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The last words of a text that may be appended ones, the longest first."""
    for size in range(_longest(tokens), 0, -1):
        yield tokens[-size:]


def _behind_stems(texts: Sequences) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Tails behind texts that also stand without them, each with the whole text (its place)."""
    sizes = range(1, LONGEST_UNSPACED + 1)
    whole, *shorter = texts.all_hashes((0, *sizes))
    lengths = texts.lengths()
    for size, stands in zip(sizes, _among(np.array(shorter), whole), strict=True):
        for at in np.flatnonzero(stands & (lengths > size)).tolist():
            tokens = texts.tokens(at)
            if size <= _longest(tokens):
                yield at, tokens[-size:]


def _among(hashes: Hashes, known: Hashes) -> Flags:
    """Which of some hashes are among others."""
    found = pc.is_in(pa.array(hashes.ravel()), value_set=pa.array(known)).to_numpy(zero_copy_only=False)
    flags: Flags = found.reshape(hashes.shape)
    return flags


def standing_before(texts: Sequences) -> Flags:
    """Which texts also stand without their last word."""
    whole, shorter = texts.all_hashes((0, 1))
    return _among(shorter, whole) & (texts.lengths() > 1)


def appended_tails(known: Wordings) -> frozenset[tuple[str, ...]]:
    """Tails that stand set off behind several different texts which also stand without them."""
    stems: Counter[tuple[str, ...]] = Counter()
    set_off: Counter[tuple[str, ...]] = Counter()
    for at, tail in _behind_stems(known.sequences):
        if all(token.isalpha() or _is_arrow(token) for token in tail):
            text = known.texts[at]
            stems[tail] += 1
            finished = len(tail) > PLAIN_TAIL and text.rstrip().endswith(_SENTENCE_END)
            set_off[tail] += not finished and _is_set_off(text, tail)
    found = {tail for tail, count in set_off.items() if count >= max(STEMS, SET_OFF_SHARE * stems[tail])}
    ends = _ends(known, found)
    return frozenset(tail for tail in found if set_off[tail] >= STANDING_SHARE * ends[tail])


def _ends(known: Wordings, tails: AbstractSet[tuple[str, ...]]) -> Counter[tuple[str, ...]]:
    """How many of some texts end with each of some tails, set off."""
    ends: Counter[tuple[str, ...]] = Counter()
    for at in known.sequences.ending({tail[-1] for tail in tails}).tolist():
        for tail in _tails(known.sequences.tokens(at)):
            ends[tail] += tail in tails and _is_set_off(known.texts[at], tail)
    return ends


def _has_capital(text: str, word: str) -> bool:
    """Whether a text that is not all in capitals ends with a word that has one, as the first word of a link has."""
    end = text[-LOOKED_AT:].rstrip("\t\n .\u2026\u00bb\u203a>")
    last = end[-len(word) :]
    return last.casefold() == word and last[0].isupper() and not last[1:].isupper() and not text.istitle()


def without_tail(form: Form, text: str, tails: frozenset[tuple[str, ...]], *, stands: bool) -> Form:
    """The form without an appended tail.

    A tail of one word must be set off, or stand with a capital behind a text that stands without it, too (``stands``).
    """
    for tail in _tails(form.tokens):
        if tail not in tails:
            continue
        if len(tail) > 1 or _is_set_off(text, tail) or (stands and _has_capital(text, tail[0])):
            before = _before(text, tail) or ""
            cut = before.rstrip().endswith(("\u2026", ".."))
            return shortened(form, len(tail), cut=cut)
    return form
