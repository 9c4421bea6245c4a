"""Raw scraped pages in, clean de-duplicated bullet records out, as canonical JSON."""

__version__ = "0.1.0"
