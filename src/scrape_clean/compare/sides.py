"""Both nights, paired: what all parts of the report look at."""

from msgspec import Struct

from scrape_clean.compare.pairing import Pairing, Side

__all__ = ["Sides"]


class Sides(Struct, frozen=True):
    """Both nights, paired; the records after have their ids carried on."""

    before: Side
    after: Side
    pairing: Pairing
    elsewhere: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    """For each night what stands on the page but in no record (headings, menus) and did not on the other night."""
