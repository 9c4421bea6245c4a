"""Both nights: their records, and which of them are one. What all parts of the comparison look at."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from scrape_clean.compare.changes import Edit
from scrape_clean.model import Record

__all__ = ["Copy", "Group", "Pairing", "Side", "Sides"]


class Side(Struct, frozen=True):
    """The records of one night."""

    records: Sequence[Record]
    seen: Sequence[str]
    """Their texts as they are compared: without what is to be ignored."""
    url: str | None = None
    beside: frozenset[str] = frozenset()
    """Keys (`meaning_key`) of what stands on the page in no record, and not on the other night."""
    language: str | None = None
    """BCP 47 tag of the page, by which dates are read."""


class Copy(Struct, frozen=True):
    """A record without a partner that is one more copy of a record of the other night, the same or edited."""

    before: int
    after: int
    likeness: int


class Group(Struct, frozen=True):
    """A record that was cut into several lines, or was put together from them (`regrouped`)."""

    pair: tuple[int, int]
    """The record, and which of the lines goes on under its id; by their indices before and after."""
    likeness: int
    """`SAME` where nothing else happened to it."""
    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    """Further records that are part of it, and whose words all stand on the other night."""
    headings: tuple[str, ...] = ()
    """Lines of it that are no records."""

    def turned(self) -> "Group":
        """The same seen from the other side."""
        return Group(self.pair[::-1], self.likeness, self.after, self.before, self.headings)


class Pairing(Struct, frozen=True):
    """Who is who."""

    partner: dict[int, int]
    """For each paired record before the one after, by their indices."""
    likeness: dict[int, int]
    """For each paired record before how like its partner it is; `SAME` when they say the same."""
    copies: tuple[Copy, ...] = ()
    """One of each pair has another partner already, and stood on its page more often than that partner."""
    groups: tuple[Group, ...] = ()

    def turned(self) -> "Pairing":
        """The same seen from the other side."""
        return Pairing(
            {after: before for before, after in sorted(self.partner.items(), key=lambda item: item[1])},
            {self.partner[before]: likeness for before, likeness in self.likeness.items()},
            tuple(Copy(one.after, one.before, one.likeness) for one in self.copies),
            tuple(group.turned() for group in self.groups),
        )


class Sides(Struct, frozen=True):
    """Both nights, paired; the records after have their ids carried on."""

    before: Side
    after: Side
    pairing: Pairing
    elsewhere: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    """For each night what stands on the page but in no record (headings, menus) and did not on the other night."""
    headings: Mapping[int, tuple[Edit, ...]] = {}
    """Edits of headings (`restated_headings`), by the index before of the record that they are told of."""
