"""What a night found, as files for people and for other systems: a report, feeds and tables.

Projections all: a function from what the history knows to bytes, the same ones whenever it is called.
"""

from scrape_clean.publish.feeds import LONGEST_FEED, Feed, atom_feed, json_feed
from scrape_clean.publish.model import FlaggedChange, PageReport
from scrape_clean.publish.report import report_html

__all__ = [
    "LONGEST_FEED",
    "Feed",
    "FlaggedChange",
    "PageReport",
    "atom_feed",
    "json_feed",
    "report_html",
]
