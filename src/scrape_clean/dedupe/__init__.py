"""Stage 3: one record for what is said more than once, never one for two facts."""

from scrape_clean.dedupe.clustering.wordings import attested_words
from scrape_clean.dedupe.explain import explain
from scrape_clean.dedupe.page import unique_blocks
from scrape_clean.dedupe.spelling.vocabulary import vocabularies_of
from scrape_clean.dedupe.texts import cluster

__all__ = ["attested_words", "cluster", "explain", "unique_blocks", "vocabularies_of"]
