"""White space in texts."""

import sys

from scrape_clean.parse.fold import fold_spaces


def test_each_run_of_white_space_becomes_one_space() -> None:
    """Wherever it stands, and whatever it is made of: nothing else is touched."""
    for text in ("", " ", "a", "a b", " a  b\n", "a\tb", "a\u00a0b", "\u3000a b", "a \u200b b", "a\u2028b", "a\x1cb"):
        assert fold_spaces(text) == " ".join(text.split())


def test_the_space_is_the_only_white_space_that_prints() -> None:
    """By this alone most texts are known to need no folding."""
    printed = [char for char in map(chr, range(sys.maxunicode + 1)) if char.isspace() and char.isprintable()]
    assert printed == [" "]
