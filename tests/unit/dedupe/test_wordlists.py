"""simplemma's lists, read lazily, have the words that its own reader finds."""

import pytest
from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamMap

from scrape_clean.dedupe.wordlists import WordList, WordLists


@pytest.mark.parametrize("language", ["id", "hi"])
def test_a_list_has_the_words_of_simplemmas_own_reader(language: str) -> None:
    """All of them and no others, whatever the bytes of their letters."""
    words = WordLists().get_dictionary(language)
    expected = set(StreamMap(language))
    assert isinstance(words, WordList)
    assert set(words) == expected
    assert len(words) == len(expected)
    some = sorted(expected)[::500]
    assert all(words[word] == word for word in some)
    near = {near for word in some for near in (word[:-1], word + "x", word[1:])}
    assert {word for word in near if word in words} == near & expected


def test_an_unknown_language_is_refused() -> None:
    """By simplemma, as it would be without this reader."""
    with pytest.raises(ValueError, match="xx"):
        WordLists().get_dictionary("xx")
