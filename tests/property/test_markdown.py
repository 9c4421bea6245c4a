"""Laws of Markdown: what the renderer shows is in the document, each character in exactly one block."""

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from scrape_clean.parse.markdown import parse_markdown, tokens

PIECES = st.sampled_from(
    [
        *(
            "> ",
            "- ",
            "* ",
            "1. ",
            "7) ",
            "  ",
            "    ",
            "\t",
            "\n",
            "\n\n",
            "# ",
            "## ",
            "---\n",
            "===\n",
            "```\n",
            "~~~\n",
        ),
        *(
            "**",
            "_",
            "`",
            "~~",
            "[",
            "](u)",
            "![",
            "]",
            "[^a]: ",
            "[^a]",
            "| ",
            "|---|---|\n",
            ": ",
            "• ",
            "(a) ",
            "[x] ",
        ),
        *("\\", "&amp;", "&#233;", "“", "1.5 ", "- 5 °C ", "\r\n", "\u00a0", "title: ", "<http://e.org>"),
    ]
)
WORDS = st.integers(0, 99).map("w{} ".format) | st.sampled_from(["naïve ", "東京", "e\u0301 ", "5\n"])
PAGES = st.lists(PIECES | WORDS, max_size=40).map("".join)


def shown(text: str) -> Counter[str]:
    """The words that the token stream holds as text, without tags, pictures' texts and items' markers."""
    found: Counter[str] = Counter()
    for token in tokens(text):
        leaves = token.children or () if token.type == "inline" else (token,)
        for leaf in leaves:
            if leaf.type in {"text", "code_inline", "code_block", "fence"}:
                found.update(re.findall(r"\w", leaf.content))
            elif leaf.type in {"footnote_ref", "footnote_reference_open"}:
                found.update(re.findall(r"\w", "" if leaf.meta.get("is_marker") else leaf.meta["label"]))
    return found


@settings(max_examples=300, deadline=None)
@given(text=PAGES)
def test_nothing_shown_is_lost_and_nothing_is_there_twice(text: str) -> None:
    """The letters and digits of the token stream are those of the document's text."""
    assert Counter(re.findall(r"\w", parse_markdown(f"x\n\n{text}").text)) == shown(f"x\n\n{text}")


@settings(max_examples=200, deadline=None)
@given(text=PAGES)
def test_blocks_partition_the_text(text: str) -> None:
    """In order, without gap or overlap, front matter included; the same again."""
    for page in (text, f"---\ntitle: x\n---\n{text}"):
        document = parse_markdown(page)
        assert "".join(document.text[b.start : b.end] for b in document.blocks) == document.text
        assert all(a.end == b.start for a, b in zip(document.blocks, document.blocks[1:], strict=False))
        assert parse_markdown(page) == document
