"""Ids are a matter of the text alone."""

import pytest

from scrape_clean.records.ids import assign_ids


def one(text: str, section: tuple[str, ...] = ()) -> str:
    """The id of a record that stands alone."""
    return assign_ids([(text, section)])[0]


@pytest.mark.parametrize(
    "other",
    [
        "The harbour's “new” crane – 2 tonnes.",
        'the harbour’s "new" crane - 2 tonnes',
        "The  harbour's “new”\u00a0crane — 2 tonnes.",
        "The har\u00adbour's «new» crane − 2 tonnes",
    ],
)
def test_cosmetic_edits_keep_the_id(other: str) -> None:
    """Quotes, dashes, case, spaces, soft hyphens and the final full stop are no part of it."""
    assert one(other) == one('The harbour\'s "new" crane - 2 tonnes.')


def test_a_changed_word_or_number_changes_the_id() -> None:
    """Facts are part of it."""
    assert len({one("Open in 2022"), one("Open in 2023"), one("Closed in 2022")}) == 3


def test_the_section_counts_only_among_equals() -> None:
    """A record keeps its id under another heading, and two records of one text differ."""
    assert one("Fee: free", ("Welding",)) == one("Fee: free", ("Rigging",))
    first, second, third = assign_ids([("Fee: free", ("A",)), ("Fee: free", ("B",)), ("Fee: free", ("B",))])
    assert len({first, second, third}) == 3
    assert first == one("Fee: free")


def test_ids_are_short_and_plain() -> None:
    """Sixteen letters and digits of base 32 (RFC 4648), for ever the same: other systems keep them."""
    assert one("Opening hours") == "4olxggmtifjbfhtg"


def test_ids_are_those_of_every_release() -> None:
    """Eighty bits of SHA-256 in base 32; an id that changed would make every record of every user new."""
    assert one("Open in 2022") == one("OPEN  in 2022.") == "hdjaad4rodcnqowx"
    assert one("Caf\u00e9 \u2013 open") == one("cafe\u0301 - OPEN") == "v6lf4wp2p3s3zfw3"
    assert one("the `new` one") == one("The ‘new’ one")
