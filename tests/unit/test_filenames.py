"""Names of folders: safe and unique."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrape_clean.filenames import OWN, folder_name, source_folder


@pytest.mark.parametrize(
    "source", ["campus.html", "a-b_c.1.txt", "straße.html".replace("ß", "ss"), "日本.html", "a b.md"]
)
def test_plain_names_stay(source: str) -> None:
    """So that a person finds the folder."""
    assert folder_name(source) == source


@pytest.mark.parametrize(
    "source",
    [
        *(
            "",
            ".",
            "..",
            "../../etc/passwd",
            "/etc/passwd",
            "a/b",
            "a\\b",
            "c:",
            "C:\\x",
            "a\0b",
            "a\nb",
            "~",
            ".hidden",
        ),
        *("con", "NUL.txt", "com1", "lpt9.html", "aux .x", "trailing.", "trailing ", "x" * 300, "é" * 300, "日" * 300),
        *(
            "Campus.html",
            "cafe\u0301",
            "ﬁ",
            "a\u202eb",
            "a\ud800b",
            "history.db",
            "history.db-wal",
            *OWN,
            "Runs",
            ".lock",
            ".deliver.lock",
            "a~0123456789abcdef",
        ),
        *("?", "*", "https://example.org/a?b=c", "-", "-rf", "~root", "-\x7f", "\ufeff", "a\u200bb"),
    ],
)
def test_other_names_are_made_safe(source: str, tmp_path: Path) -> None:
    """A single plain part, that a file system takes, that hides nothing and is no device."""
    name = folder_name(source)
    assert name != source
    assert source_folder(tmp_path, source).parent == tmp_path
    assert len(name.encode()) <= 140
    assert not set(name) & set('<>:"/\\|?*\0\n')
    assert not name.startswith(".")
    assert not name.endswith((".", " "))
    assert name.partition(".")[0].rstrip(" ").casefold() not in {"con", "nul", "aux", "com1", "lpt9"}
    (tmp_path / name).mkdir()
    assert [path.name for path in tmp_path.iterdir()] == [name]


_NAMES = st.text(st.sampled_from("aAbBéÉ\u0301ßs./\\~ \0:0"), max_size=6) | st.text(max_size=8)


@given(one=_NAMES, other=_NAMES)
def test_no_two_sources_share_a_folder(one: str, other: str) -> None:
    """Not even where capitals are the same; and the name of a folder is its own only if it is plain."""
    if one != other:
        assert folder_name(one).casefold() != folder_name(other).casefold()
    assert folder_name(one) == folder_name(one)
    assert folder_name(folder_name(one)) != folder_name(one) or folder_name(one) == one
