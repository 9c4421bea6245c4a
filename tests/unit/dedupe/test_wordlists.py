"""simplemma's lists, read lazily, have the words that its own reader finds."""

import pytest
from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamMap

from scrape_clean.dedupe.normalization.normal import normal_form
from scrape_clean.dedupe.spelling.vocabulary import vocabularies_of
from scrape_clean.dedupe.spelling.wordlists import WordList, WordLists


@pytest.mark.parametrize("language", ["id", "hi", "en", "fa"])  # the third has a record of more than 127 bytes
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


def stream(*records: bytes) -> bytes:
    """Records as simplemma stores them, the words in their order."""
    return b"SMFC1\x00" + bytes([len(records)]) + b"".join(records)


LONG = b"\x00\xc8\x01" + b"a" * 200 + b"\xfe"


@pytest.mark.parametrize(
    "records",
    [
        (LONG, b"\x00\x01b\x00\x00", b"\x01\x01c\xfe"),
        (b"\x00\x02ab\x00\x00", b"\x02\x01c\xfe", b"\x00\x01b\x00\x03xyz"),
        (b"\x00\x02ab\x02\x85\x01" + b"x" * 133, b"\x02\x01c\x00\x00"),
    ],
)
def test_records_are_found_however_they_are_mixed(records: tuple[bytes, ...]) -> None:
    """With a value or without, of few bytes or many."""
    words = WordList(stream(*records))
    assert list(words) == (["a" * 200, "b", "bc"] if records[0] == LONG else ["ab", "abc", "b"][: len(records)])
    assert "abcd" not in words


def test_a_list_that_is_not_whole_or_not_sorted_is_refused() -> None:
    """Its words would be taken for slips."""
    whole = stream(b"\x00\x02ab\x00\x00", b"\x02\x01c\xfe")
    for other in (whole[:-4], whole + b"\x00\x01c\xfe", stream(b"\x00\x01b\xfe", b"\x00\x01a\xfe")):
        with pytest.raises(ValueError, match="stored"):
            WordList(other)


def test_an_unknown_language_is_refused() -> None:
    """By simplemma, as it would be without this reader."""
    with pytest.raises(ValueError, match="xx"):
        WordLists().get_dictionary("xx")


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("tr", "çalışkanıydı"),
        ("tr", "ATILMIŞLIKTI"),
        ("el", "προσγειώνοντας"),
        ("de", "Begrüßungszeremoniellen"),
        ("hy", "ուղևորությունից"),
        ("fr", "élèves"),
    ],
)
def test_words_are_found_as_normal_forms_fold_them(language: str, word: str) -> None:
    """A list holds ı, ß, ς and և, none of which a normal form has."""
    (folded,) = normal_form(word).tokens
    own, _ = vocabularies_of(language)
    assert own(folded)
    assert not own(f"{folded}x")


def test_a_word_of_many_letters_that_may_be_others_is_looked_up_in_time() -> None:
    """Each of them doubles the spellings, so that only the first ones count."""
    own, _ = vocabularies_of("tr")
    assert not own("i" * 100_000)
