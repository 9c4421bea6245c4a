"""Stage 2: is a block content or boilerplate, and which rule says so. Labels, never deletes."""

from scrape_clean.label.known import Known
from scrape_clean.label.labels import label, unseen

__all__ = ["Known", "label", "unseen"]
