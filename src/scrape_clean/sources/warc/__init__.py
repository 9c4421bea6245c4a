"""WARC files as a source: Common Crawl's, Wget's, browsers', our own.

Read twice, once for what is in it and once for the pages that are wanted, so that memory holds a line a page and one
body, and the newest of several captures is known before any is cleaned.
"""

from scrape_clean.sources.warc.listing import Listing, WarcPage, latest, list_pages
from scrape_clean.sources.warc.pages import nothing_in, read_page, read_pages
from scrape_clean.sources.warc.urls import matching

__all__ = [
    "Listing",
    "WarcPage",
    "latest",
    "list_pages",
    "matching",
    "nothing_in",
    "read_page",
    "read_pages",
]
