"""Page facts: what a page says of itself as a whole, and where it says so."""

from scrape_clean.parse.html.facts.collect import Shown, collect_facts
from scrape_clean.parse.html.facts.dates import iso_date
from scrape_clean.parse.html.facts.found import TELLING, Found
from scrape_clean.parse.html.facts.values import language_tag

__all__ = ["TELLING", "Found", "Shown", "collect_facts", "iso_date", "language_tag"]
