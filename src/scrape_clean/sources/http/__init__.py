"""Captures from the web."""

from scrape_clean.sources.http.fetcher import HttpFetcher
from scrape_clean.sources.http.one import fetch_one

__all__ = ["HttpFetcher", "fetch_one"]
