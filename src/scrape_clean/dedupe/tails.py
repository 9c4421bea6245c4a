"""Words that sites append to any text ("read more", in any language), learnt from the texts themselves."""

import re
from collections import Counter
from collections.abc import Sequence

from scrape_clean.dedupe.normal import Form, shortened

__all__ = ["appended_tails", "without_tail"]

LONGEST_TAIL = 3
"""Words of an appended tail."""
STEMS = 5
"""Texts that must stand both without the tail and with it, set off: a fact is rarely added to so many of them so."""
SET_OFF_SHARE = 0.2
"""Share of these among all that stand with and without the tail: words that go on with a sentence are not set off."""
LOOKED_AT = 100
"""Characters in which a tail stands."""

_SET_OFF = r"[\[(.!?:;\u2026\u3002\uff01\uff1f\uff1a\u061f\u0964][\"'\u201d\u2019\u00bb)\]]?\s*{tail}\W*$"


def _is_set_off(text: str, tail: tuple[str, ...]) -> bool:
    """Whether the tail stands in brackets or after a finished sentence or line."""
    words = r"\W+".join(map(re.escape, tail))
    return re.search(_SET_OFF.format(tail=words), text[-2 * LOOKED_AT :], re.IGNORECASE) is not None


def appended_tails(forms: Sequence[Form], texts: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """Tails that stand set off behind several different texts which also stand without them."""
    plain = {form.tokens for form in forms}
    stems: Counter[tuple[str, ...]] = Counter()
    set_off: Counter[tuple[str, ...]] = Counter()
    for form, text in zip(forms, texts, strict=True):
        for size in range(1, min(LONGEST_TAIL, len(form.tokens) - 1) + 1):
            tail = form.tokens[-size:]
            if form.tokens[:-size] in plain and all(token.isalpha() for token in tail):
                stems[tail] += 1
                set_off[tail] += _is_set_off(text, tail)
    return frozenset(tail for tail, count in set_off.items() if count >= max(STEMS, SET_OFF_SHARE * stems[tail]))


def without_tail(form: Form, text: str, tails: frozenset[tuple[str, ...]]) -> Form:
    """The form without an appended tail; a tail of one word must be set off."""
    for size in range(min(LONGEST_TAIL, len(form.tokens) - 1), 0, -1):
        tail = form.tokens[-size:]
        if tail in tails and (size > 1 or _is_set_off(text, tail)):
            end = text[-2 * LOOKED_AT :]
            cut = re.search(rf"(?:\u2026|\.{{3}})\W*{re.escape(tail[0])}\b", end, re.IGNORECASE) is not None
            return shortened(form, size, cut=cut)
    return form
