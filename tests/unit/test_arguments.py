"""Arguments that Python lets through although they can only be a mistake are refused at once, in one line."""

import copy
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import cast

import numpy as np
import pandas as pd
import pytest

from nights import MENU, page_of
from scrape_clean import Options, SettingsError, UsageError, clean, cluster, compare, learn_volatile, load_annotators
from scrape_clean.dedupe import attested_words
from scrape_clean.history import History
from scrape_clean.sources.visits import Policy
from scrape_clean.sources.warc import matching

PAGE = page_of(MENU)
CALLS: dict[str, Callable[[str], object]] = {
    "allow": lambda one: Policy(user_agent="test", allow=cast("tuple[str, ...]", one)),
    "drop": lambda one: Options(drop=cast("tuple[str, ...]", one)),
    "ignore": lambda one: compare(PAGE, PAGE, ignore=one),
    "keep": lambda one: Options(keep=cast("tuple[str, ...]", one)),
    "names": load_annotators,
    "patterns": matching,
    "template": lambda one: Options(template=cast("frozenset[str]", one)),
    "texts": cluster,
}


@pytest.mark.parametrize("name", CALLS)
def test_one_string_is_not_taken_letter_by_letter(name: str) -> None:
    """Where several are wanted."""
    with pytest.raises(
        UsageError, match=rf"^{name}: is one string, and several are wanted; give a tuple: \('main',\)$"
    ):
        CALLS[name]("main")


def test_nor_where_it_is_learnt_from_or_stored(tmp_path: Path) -> None:
    """The same guard."""
    with pytest.raises(UsageError, match="ignore: is one string"):
        learn_volatile([PAGE.snapshot()], ignore="2023 visitors")
    with pytest.raises(UsageError, match="texts: is one string"):
        attested_words("to be or not to be")
    with History.open(tmp_path / "history.db") as history:
        with pytest.raises(UsageError, match="sinks: is one string"):
            history.send([], "copy")
        with pytest.raises(UsageError, match="paths: is one string"):
            history.forget_archived("halls/a.warc.gz")


def test_a_reader_that_there_is_not() -> None:
    """It was taken for the slow one."""
    with pytest.raises(UsageError, match=r"^reader: 'lxml' is none; there are: lexbor, soup$"):
        Options(reader=cast("object", "lxml"))  # type: ignore[arg-type]


@pytest.mark.parametrize("empty", [None, np.nan, pd.NA, 3])
def test_a_text_that_is_none_is_named(empty: object) -> None:
    """With its row; pandas has such for cells without text."""
    column = pd.Series(["A boat", "a boat", empty, "A bus"], index=[7, 7, 8, 9], dtype=object)
    for texts in (column, column.tolist()):
        with pytest.raises(UsageError, match=r"^texts: number 2, counted from 0, is .*, no string; fill it or leave"):
            cluster(cast("list[str]", texts))
    assert cluster(cast("list[str]", column.drop(8))) == [0, 0, 1]


@pytest.mark.parametrize("kind", [bytearray, memoryview])
def test_bytes_of_any_kind_are_a_page(kind: Callable[[bytes], bytearray | memoryview]) -> None:
    """As files, sockets and databases give them."""
    assert clean(kind(b"<p>By boat")) == clean(b"<p>By boat")


@pytest.mark.parametrize("body", [Path("page.html"), None, 3, ["<p>"]])
def test_what_is_no_page_is_refused_in_one_line(body: object) -> None:
    """With what to give instead."""
    with pytest.raises(UsageError, match=r"^body: .* is no page; give its bytes or text, as of path\.read_bytes\(\)$"):
        clean(cast("str", body))


@pytest.mark.parametrize("media_type", ["text/html", "text/plain", "text/markdown"])
@pytest.mark.parametrize("kind", [str, str.encode])
def test_half_a_character_in_an_address_is_replaced(media_type: str, kind: Callable[[str], str | bytes]) -> None:
    """As in a page's text: what is cleaned can be written."""
    page = clean(kind("<p><a href=x>By boat</a> [on foot](y)"), url="http://e.org/\ud800/z", media_type=media_type)
    assert page.url == "http://e.org/\ufffd/z"
    assert b"e.org" in page.canonical()


def pickled(error: SettingsError) -> SettingsError:
    """An error as another process gets it."""
    return cast("SettingsError", pickle.loads(pickle.dumps(error)))  # noqa: S301  our own


@pytest.mark.parametrize("again", [pickled, copy.copy, copy.deepcopy])
def test_mistakes_survive_pickle_and_copy(again: Callable[[SettingsError], SettingsError]) -> None:
    """As every error does, so that a pool of processes can raise it; one string is one mistake."""
    error = SettingsError(["a.toml:1: x", "a.toml:2: y"])
    assert (str(again(error)), again(error).mistakes) == (str(error), error.mistakes)
    assert SettingsError("no host").mistakes == ("no host",)
