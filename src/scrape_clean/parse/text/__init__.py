"""Plain text into blocks: lines, then rows and markers, then chunks, then headings and depths, then tiles."""

from scrape_clean.parse.text.blocks import parse_text

__all__ = ["parse_text"]
