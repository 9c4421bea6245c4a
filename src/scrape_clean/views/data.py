"""A comparison as data: what ``changes.json`` holds."""

from msgspec import Struct

from scrape_clean.canonical import dumps
from scrape_clean.compare import Change, Comparison, SectionChange

__all__ = ["Changes", "as_json", "changes_of"]


class Changes(Struct, frozen=True, kw_only=True):
    """What was found between two nights, without the pages themselves."""

    format: int = 1
    """Version of this layout."""
    suspect: str | None = None
    changes: tuple[Change, ...] = ()
    sections: tuple[SectionChange, ...] = ()
    muted: tuple[Change, ...] = ()
    withheld: tuple[Change, ...] = ()


def changes_of(comparison: Comparison) -> Changes:
    """The part of a comparison that tells what changed."""
    return Changes(
        suspect=comparison.suspect,
        changes=comparison.changes,
        sections=comparison.sections,
        muted=comparison.muted,
        withheld=comparison.withheld,
    )


def as_json(comparison: Comparison) -> str:
    """RFC 8785 JSON."""
    return dumps(changes_of(comparison)).decode()
