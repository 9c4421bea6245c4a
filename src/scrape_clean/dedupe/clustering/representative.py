"""The text that stands for a cluster of texts, or for a block and its copies on a page."""

import re
from collections.abc import Mapping

from scrape_clean.dedupe.normalization.normal import is_cut, normal_form
from scrape_clean.dedupe.spelling.evidence import Vocabulary
from scrape_clean.dedupe.spelling.vocabulary import spoken_in, unknown_words, vocabularies_of

__all__ = ["ranks_of", "representative"]

_DAMAGE = re.compile("\ufffd|[\u00c2\u00c3\u00e2\u00d0\u00d1][\u0080-\u00bf\u2013-\u2022\u20ac\u2122]|&#?\\w{2,8};")
"""What no character is, looks like UTF-8 that was read as something else, or is the name of a character."""


def representative(counts: Mapping[str, int], language: str | None) -> str:
    """The text that stands for a cluster, given how often it has each of its texts: the first by ``ranks_of``."""
    ranks = ranks_of(counts, vocabularies_of(language))
    return min(ranks, key=ranks.__getitem__)


def ranks_of(counts: Mapping[str, int], vocabularies: tuple[Vocabulary, ...]) -> dict[str, tuple[object, ...]]:
    """The order in which texts that say the same stand for all of them, given how often each is there.

    The most frequent one; of equals a whole one rather than a cut one, the one with the least damage, with the fewest
    words that are in no vocabulary, not one in capitals or with a small first letter, the longest, the smallest.
    """
    if len(counts) == 1:
        return dict.fromkeys(counts, ())
    tokens = {text: normal_form(text).tokens for text in counts}
    slips = len(set(tokens.values())) > 1

    def rank(text: str) -> tuple[object, ...]:
        words = tokens[text]
        unknown = unknown_words(words, (*vocabularies, *spoken_in(words))) if slips else 0
        odd = text.isupper() or text[:1].islower()
        return -counts[text], is_cut(text), len(_DAMAGE.findall(text)), unknown, odd, -len(text), text

    return {text: rank(text) for text in counts}
