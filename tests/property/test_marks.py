"""Laws of marked words: what was dropped or added is struck out or bold for every reader of Markdown."""

from collections.abc import Iterator

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from scrape_clean.compare import Change, Comparison, Edit, Span
from scrape_clean.model import Record, Snapshot
from scrape_clean.sinks.wording import told_change
from scrape_clean.views import as_markdown
from scrape_clean.views.pieces import pieces

READER = MarkdownIt("commonmark").enable("strikethrough")
SIGNS = [
    *"a 5 % € ‰ + - − * ** _ ~ ~~ # @ $ ( ) . , “ ” « ° ½ 中 、 é ` \\ [ ] < > & ! 🚲".split(),
    " ",
    "e\u0301",
    "\u200d",
]
part = st.lists(st.sampled_from(SIGNS), max_size=3).map("".join)


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """A changed record of a few edits, with or without anything between them."""
    texts, edits = ["", ""], list[Edit]()
    for kept, *words in draw(st.lists(st.tuples(part, part, part), min_size=1, max_size=4)):
        starts = [len(text) + len(kept) for text in texts]
        before, after = (Span(at, at + len(said), said) for at, said in zip(starts, words, strict=True))
        edits.append(Edit("symbol", before, after, substantive=True))
        texts = [f"{text}{kept}{said}" for text, said in zip(texts, words, strict=True)]
    end = draw(part)
    old, new = (Record(id="a" * 16, kind="bullet", text=text + end or "x") for text in texts)
    return Change(type="changed", id=new.id, before=old, after=new, edits=tuple(edits), substantive=True)


def edited(before: str, after: str, kept: str = "C", end: str = "D") -> Change:
    """A change of one edit, without a blank around it."""
    dropped, added = (Span(len(kept), len(kept) + len(words), words) for words in (before, after))
    old, new = (Record(id="a" * 16, kind="bullet", text=f"{kept}{words}{end}") for words in (before, after))
    edit = Edit("symbol", dropped, added, substantive=True)
    return Change(type="changed", id=new.id, before=old, after=new, edits=(edit,), substantive=True)


def marked(markdown: str) -> Iterator[tuple[str, str]]:
    """What a reader sees struck out or bold, in order."""
    for token in READER.parse(markdown):
        held: list[tuple[str, list[str]]] = []
        for child in token.children or ():
            if child.nesting == 1:
                held.append((child.tag, []))
            elif child.nesting == -1:
                tag, words = held.pop()
                yield tag, plain("".join(words))
            elif held:
                held[-1][1].append(child.content)


def plain(text: str) -> str:
    """Without what nobody sees."""
    return " ".join(text.replace("\u2060", "").split())


@settings(max_examples=200, deadline=None)
@given(changes())
@example(edited("++", "#"))
@example(edited("%", "‰", "5", " of the sum"))
@example(edited("", "(new)"))
def test_every_edit_is_marked(change: Change) -> None:
    """As it stands in the text, and nothing else is."""
    tags = {"dropped": "s", "added": "strong"}
    wanted = [(tags[one.mark], plain(one.text)) for one in pieces(change) if one.mark != "same" and one.text.strip()]
    found = marked(as_markdown(Comparison(changes=(change,), base=Snapshot())))
    assert [one for one in found if one[0] != "em"] == [("strong", "changed"), *wanted]


@settings(max_examples=200, deadline=None)
@given(changes())
@example(edited("++", "#"))
@example(edited("%", "‰", "5", " of the sum"))
@example(edited("", "(new)"))
def test_every_edit_is_bold_in_a_digest(change: Change) -> None:
    """What it was, and what it is."""
    found, wanted = pieces(change), []
    for at, piece in enumerate(found):
        before = found[at - 1].text if at and found[at - 1].mark == "dropped" else None
        alone = piece.mark == "dropped" and not (at + 1 < len(found) and found[at + 1].mark == "added")
        if piece.mark == "added":
            wanted.append(f"+ {piece.text}" if before is None else f"{plain(before)} → {piece.text}")
        elif alone:
            wanted.append(f"− {piece.text}")
    assert list(marked(told_change(change))) == [("strong", plain(words)) for words in wanted]
