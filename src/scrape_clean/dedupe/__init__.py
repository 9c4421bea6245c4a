"""Stage 3: one record for what is said more than once, never one for two facts."""

from scrape_clean.dedupe.clusters import cluster

__all__ = ["cluster"]
