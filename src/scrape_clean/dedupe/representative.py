"""The text that stands for a cluster of texts."""

from collections.abc import Mapping

from scrape_clean.dedupe.normal import is_cut, normal_form
from scrape_clean.dedupe.vocabulary import spoken_in, unknown_words, vocabularies_of

__all__ = ["representative"]


def representative(counts: Mapping[str, int], language: str | None) -> str:
    """The text that stands for a cluster, given how often it has each of its texts.

    The most frequent one; of equals a whole one rather than a cut one, the one with the fewest words that are in no
    vocabulary, not one in capitals, the longest, the smallest.
    """
    if len(counts) == 1:
        return next(iter(counts))
    vocabularies = vocabularies_of(language)
    tokens = {text: normal_form(text).tokens for text in counts}
    slips = len(set(tokens.values())) > 1

    def rank(text: str) -> tuple[object, ...]:
        words = tokens[text]
        unknown = unknown_words(words, (*vocabularies, *spoken_in(words))) if slips else 0
        return -counts[text], is_cut(text), unknown, text.isupper() or text[:1].islower(), -len(text), text

    return min(counts, key=rank)
