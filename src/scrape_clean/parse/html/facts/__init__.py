"""Page facts: what a page says of itself as a whole, and where it says so."""

from scrape_clean.parse.html.facts.collect import Shown, collect_facts
from scrape_clean.parse.html.facts.dates import iso_date
from scrape_clean.parse.html.facts.found import TELLING, Found
from scrape_clean.parse.html.facts.texts import Piece, json_ld_pieces
from scrape_clean.parse.html.facts.values import language_tag

__all__ = ["TELLING", "Found", "Piece", "Shown", "collect_facts", "iso_date", "json_ld_pieces", "language_tag"]
