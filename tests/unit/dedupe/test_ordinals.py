"""List ordinals in front of texts."""

from scrape_clean.dedupe import cluster

LINE = "Bring a lamp for the way back through the woods"


def test_one_ordinal_counts_an_item() -> None:
    """The text stands without it too."""
    for mark in ("1.", "a)", "(iv)"):
        assert cluster([LINE, f"{mark} {LINE}"]) == [0, 0]


def test_two_ordinals_name_two_things() -> None:
    """The first and the second league are two, whatever else the league is."""
    assert cluster(["Liga", "1. Liga", "2. Liga"]) == [0, 1, 2]
