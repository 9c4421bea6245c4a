"""What a user wants: ``scrape-clean.toml`` as frozen values, or every mistake in it."""

from scrape_clean.settings.expand import Listing, Page, expand, home_of, visit_of, wanted
from scrape_clean.settings.load import load, parse
from scrape_clean.settings.model import (
    Files,
    Notify,
    Ours,
    Place,
    Settings,
    Sink,
    Sitemap,
    Source,
    UrlFilter,
    Warcs,
    WebPage,
)

__all__ = [
    "Files",
    "Listing",
    "Notify",
    "Ours",
    "Page",
    "Place",
    "Settings",
    "Sink",
    "Sitemap",
    "Source",
    "UrlFilter",
    "Warcs",
    "WebPage",
    "expand",
    "home_of",
    "load",
    "parse",
    "visit_of",
    "wanted",
]
